"""A style of CSL: one of ours, or a file of the author's."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final
from xml.etree import ElementTree as ET  # a style is the site owner's own, like mkdocs.yml

SHIPPED: Final = ("author-date", "numbered")
"""The styles that come along; the first is the one in use if none is named."""

_CSL = "{http://purl.org/net/xbiblio/csl}"


class StyleError(Exception):
    """A style that cannot be used; its text says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """A style, read and found usable."""

    text: str
    """The file, as ET."""
    numbered: bool
    """Whether it cites by number."""
    by_name: bool
    """Whether its citations can stand in the text; those of a style for footnotes cannot."""
    sorted: bool
    """Whether it has an order of its own for the list."""
    brackets: tuple[str, str]
    """What stands round the citations of a mark."""
    delimiter: str
    """What stands between them."""
    shows_access: bool
    """Whether its list says when a source was read."""
    own_short_forms: bool = True
    """False if long names are to be shortened for it."""


@cache
def shipped(name: str) -> Style:
    """Return one of the styles that come along."""
    text = files("explainer").joinpath("styles", f"{name}.csl").read_text(encoding="utf-8")
    return _described(_parsed(text.encode()), text, own_short_forms=False)


def read_style(data: bytes) -> Style:
    """Return the style in a file, or raise `StyleError`."""
    root = _parsed(data)
    if root.tag != f"{_CSL}style":
        raise StyleError("it is XML, but not a style of CSL: it does not begin with <style>")
    if parent := _parent(root):
        raise StyleError(
            f"it only refers to another style; name that one instead: {parent.rpartition('/')[2]}"
        )
    if missing := _missing_macro(root):
        raise StyleError(f"it uses a macro that it does not have: {missing}")
    return _described(root, ET.tostring(root, encoding="unicode"), own_short_forms=True)


def _part(root: ET.Element, name: str, use: str) -> tuple[ET.Element, ET.Element]:
    """Return a part of a style and its layout."""
    part = root.find(f"{_CSL}{name}")
    layout = None if part is None else part.find(f"{_CSL}layout")
    if part is None or layout is None:
        raise StyleError(f"it has no <{name}>, which is needed for {use}")
    return part, layout


def _parsed(data: bytes) -> ET.Element:
    try:
        return ET.fromstring(data)  # noqa: S314 - as above
    except ET.ParseError as error:
        raise StyleError(f"it is not well-formed XML: {error}") from None


def _parent(root: ET.Element) -> str:
    for link in root.iter(f"{_CSL}link"):
        if link.get("rel") == "independent-parent":
            return str(link.get("href", ""))
    return ""


def _missing_macro(root: ET.Element) -> str:
    there = {one.get("name") for one in root.iter(f"{_CSL}macro")}
    used = [str(one.get("macro")) for one in root.iter() if one.get("macro")]
    return next((name for name in used if name not in there), "")


def _described(root: ET.Element, text: str, *, own_short_forms: bool) -> Style:
    citation, layout = _part(root, "citation", "citations in the text")
    bibliography, _ = _part(root, "bibliography", "the list of sources")
    return Style(
        text=text,
        numbered="citation-number" in _used(citation, root),
        by_name=root.get("class") != "note",
        sorted=bibliography.find(f"{_CSL}sort") is not None,
        brackets=(layout.get("prefix", ""), layout.get("suffix", "")),
        delimiter=layout.get("delimiter", ""),
        shows_access="accessed" in _used(bibliography, root),
        own_short_forms=own_short_forms,
    )


def _used(part: ET.Element, root: ET.Element) -> set[str]:
    """Return the variables that a part shows, in its macros too."""
    macros = {one.get("name"): one for one in root.iter(f"{_CSL}macro")}
    found: set[str] = set()
    todo, seen = [part], set[str]()
    while todo:
        for one in todo.pop().iter():
            if one.tag in {f"{_CSL}sort", f"{_CSL}if", f"{_CSL}else-if"}:
                continue
            found |= set(str(one.get("variable", "")).split())
            macro = one.get("macro")
            if macro and macro in macros and macro not in seen:
                seen.add(macro)
                todo.append(macros[macro])
    return found
