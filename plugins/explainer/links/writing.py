"""Archived copies that were found, written into the YAML beside the addresses that are gone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from explainer.edit import Edit, apply, insert_key
from explainer.links.places import Link, Use
from explainer.load.nodes import Items, Map, Node, Scalar
from explainer.load.yaml_nodes import parse_yaml
from explainer.span import TextFile

KEY = "archive-url"
_Plain = str | list["_Plain"] | dict[str, "_Plain"] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """A file of sources as it should be."""

    file: TextFile
    """As it was read."""
    text: str
    sources: tuple[str, ...]
    """The ids of those that got a copy."""
    refused: tuple[str, ...]
    """The ids of those that did not, for the file cannot be edited so."""


def recorded(links: Iterable[Link], copies: Mapping[str, str]) -> list[Recorded]:
    """Return the files of the sources whose copies were found, with these.

    Nothing but the new keys is other than before: the text is read again to see that.
    """
    by_file: dict[TextFile, list[tuple[Use, str]]] = {}
    for link in links:
        copy = copies.get(link.url)
        for use in link.uses if copy else ():
            if copy and use.key == "URL" and use.source and not use.source.archive_url:
                by_file.setdefault(use.by.span.file, []).append((use, copy))
    return [_recorded(file, found) for file, found in by_file.items()]


def _recorded(file: TextFile, found: list[tuple[Use, str]]) -> Recorded:
    text, made, refused = file.text, list[tuple[Use, str, Edit]](), list[str]()
    for use, copy in found:
        edit = _edit(file, use, copy)
        tried = [*made, (use, copy, edit)] if edit else made
        after = apply(file.text, [one for _, _, one in tried])
        if edit and _holds(file, after, {one.by.id: url for one, url, _ in tried}):
            text, made = after, tried
        else:
            refused.append(use.by.id)
    return Recorded(
        file=file,
        text=text,
        sources=tuple(use.by.id for use, _, _ in made),
        refused=tuple(refused),
    )


def _edit(file: TextFile, use: Use, copy: str) -> Edit | None:
    if not file.path.endswith((".yml", ".yaml")):
        return None
    return insert_key(file, use.by.span, KEY, copy)


def _holds(file: TextFile, text: str, added: Mapping[str, str]) -> bool:
    """Return whether a text says what the file does, and besides that only the new keys."""
    before, after = parse_yaml(file), parse_yaml(TextFile(path=file.path, text=text))
    wanted, got = _plain(before[0]), _plain(after[0])
    if not isinstance(wanted, dict) or not after[2]:
        return False
    entries = wanted.get("sources")
    for one in entries if isinstance(entries, list) else []:
        name = one.get("id") if isinstance(one, dict) else None
        if isinstance(one, dict) and isinstance(name, str) and name.strip() in added:
            one.setdefault(KEY, added[name.strip()])
    return wanted == got


def _plain(node: Node | None) -> _Plain:
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Items):
        return [_plain(one) for one in node.items]
    if isinstance(node, Map):
        return {key.value: _plain(value) for key, value in node.entries}
    return None
