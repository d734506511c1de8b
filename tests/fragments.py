"""What browsers do with a text directive, step by step as the specification has it.

“URL Fragment Text Directives” (WICG), sections 3.6 and 3.6.2, on the text of an HTML page
as html5lib reads it. Nothing here is shared with `explainer.fragment` and `explainer.seen`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote
from xml.etree.ElementTree import Element

import html5lib
import regex

from explainer.model import Range

_BLOCKS = set(
    "address article aside blockquote br button caption dd details dialog div dl dt fieldset"
    " figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr legend li main nav ol p pre"
    " section summary table tbody td tfoot th thead tr ul".split()
)
_OPAQUE = {"img", "input", "wbr", "script", "style", "svg", "textarea", "template", "iframe"}
_BOUNDS = regex.compile(r"(?w)\b")
_DICTIONARY = regex.compile(r"[\p{Han}\p{Thai}]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A page's text; a line is a block."""

    text: str
    notes: tuple[frozenset[str], ...]
    """Of each code point, the notes whose passage it is of."""

    def passage(self, note: str) -> Range | None:
        """Return the place of a note's words, from the first to the last."""
        at = [
            index
            for index, names in enumerate(self.notes)
            if note in names and self.text[index] not in " \n\ufffc"
        ]
        return Range(at[0], at[-1] + 1) if at else None


def seen(html: str) -> Seen:
    """Return the text of a page as the specification searches it."""
    found: list[tuple[str, frozenset[str]]] = []
    root = html5lib.parseFragment(html, namespaceHTMLElements=False)
    _walk(root, frozenset(), found, pre=False)
    kept: list[tuple[str, frozenset[str]]] = []
    for character, names in found:
        if character in " \n" and kept and kept[-1][0] in " \n":
            if character == "\n":
                kept[-1] = (character, names)
        elif kept or character not in " \n":
            kept.append((character, names))
    return Seen(text="".join(one for one, _ in kept), notes=tuple(names for _, names in kept))


def _walk(
    node: Element, names: frozenset[str], found: list[tuple[str, frozenset[str]]], *, pre: bool
) -> None:
    of_node: object = node.tag  # of a comment it is a function
    tag = of_node if isinstance(of_node, str) else ""
    names |= set(node.get("data-n", "").split())
    nothing: frozenset[str] = frozenset()
    if tag in _OPAQUE:
        found.append(("\ufffc", nothing))
    elif tag in _BLOCKS:
        found.append(("\n", nothing))
    if tag and tag not in _OPAQUE:
        pre = pre or tag == "pre"
        found += _characters(node.text or "", names, pre=pre)
        for child in node:
            _walk(child, names, found, pre=pre)
            found += _characters(child.tail or "", names, pre=pre)
    if tag in _BLOCKS:
        found.append(("\n", nothing))


def _characters(text: str, names: frozenset[str], *, pre: bool) -> list[tuple[str, frozenset[str]]]:
    line = "\n" if pre else " "
    text = text.replace("\r", "\n").replace("\n", line).replace("\t", " ").replace("\f", " ")
    return [(one, names) for one in text]


def resolve(page: Seen, directive: str, *, dictionary: bool = False) -> Range | None:
    """Return what a browser finds for a directive: the first match, or nothing.

    With `dictionary`, one that sees no edge of a word between Chinese or Thai characters.
    """
    return _Search(page.text, dictionary=dictionary).resolve(_parsed(directive))


def _parsed(directive: str) -> Mapping[str, str]:
    """Return the parts of a directive (section 3.4)."""
    name, _, value = directive.partition("=")
    assert name == "text"
    tokens = value.split(",")
    parts = {}
    if tokens[0].endswith("-"):
        parts["prefix"] = unquote(tokens.pop(0)[:-1])
    if tokens[-1].startswith("-"):
        parts["suffix"] = unquote(tokens.pop()[1:])
    assert 1 <= len(tokens) <= 2
    parts["start"] = unquote(tokens[0])
    if len(tokens) == 2:
        parts["end"] = unquote(tokens[1])
    assert all(parts.values())
    assert "&" not in directive
    return parts


class _Search:
    def __init__(self, text: str, *, dictionary: bool) -> None:
        self.text = text
        self.bounds = set[int]()
        at = 0
        for line in text.split("\n"):
            self.bounds |= {at, at + len(line)} | {
                at + found.start() for found in _BOUNDS.finditer(line)
            }
            at += len(line) + 1
        if dictionary:
            glued = regex.finditer(r"[\p{Han}\p{Thai}](?=[\p{Han}\p{Thai}])", text)
            self.bounds -= {found.end() for found in glued}
        self.folded, self.index = _folded(text)

    def find(self, words: str, low: int, *, starts: bool, ends: bool) -> Range | None:
        """Return the first place of some words from an offset on (section 3.6.2)."""
        needle, _ = _folded(words)
        at = -1
        while (at := self.folded.find(needle, at + 1)) >= 0:
            start, end = self.index[at], self.index[at + len(needle)]
            if at and self.index[at - 1] == start:
                continue
            if start < low or (starts and start not in self.bounds):
                continue
            if not ends or end in self.bounds:
                return Range(start, end)
        return None

    def after_space(self, at: int) -> int:
        while at < len(self.text) and self.text[at] in " \n":
            at += 1
        return at

    def resolve(self, parts: Mapping[str, str]) -> Range | None:
        """Return the first match of the parts (section 3.6)."""
        prefix, suffix, last = parts.get("prefix"), parts.get("suffix"), parts.get("end")
        ends = bool(last) or not suffix
        low = 0
        while low < len(self.text):
            if prefix:
                before = self.find(prefix, low, starts=True, ends=False)
                if not before:
                    return None
                low = before.start + 1
                first = self.after_space(before.end)
                match = self.find(parts["start"], first, starts=False, ends=ends)
                if not match:
                    return None
                if match.start != first:
                    continue
            else:
                match = self.find(parts["start"], low, starts=True, ends=ends)
                if not match:
                    return None
                low = match.start + 1
            found = self.ended(match, last, suffix)
            if found or last:
                return found
        return None

    def ended(self, match: Range, last: str | None, suffix: str | None) -> Range | None:
        """Return a match of the first words with its last words and what follows them."""
        at = match.end
        while True:
            if last:
                end = self.find(last, at, starts=True, ends=not suffix)
                if not end:
                    return None
                match, at = Range(match.start, end.end), end.end
            if not suffix:
                return match
            behind = self.after_space(match.end)
            after = self.find(suffix, behind, starts=False, ends=True)
            if after and after.start == behind:
                return match
            if not last:
                return None


def _folded(text: str) -> tuple[str, list[int]]:
    """Return a text as compared (base characters), and the offset of each of its signs."""
    pieces, index = [], []
    for at, one in enumerate(text):
        plain = unicodedata.normalize("NFKD", one).casefold()
        plain = "".join(it for it in plain if unicodedata.category(it) not in {"Mn", "Me", "Cf"})
        plain = plain.replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"')
        pieces.append(plain)
        index += [at] * len(plain)
    return "".join(pieces), [*index, len(text)]
