"""Annotations of someone else's become entries of a file of notes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import urldefrag

from explainer.anchor import Anchorage
from explainer.find import collapse
from explainer.importing.entries import Value, entry, fresh_id, unused
from explainer.importing.placing import Placed, placed
from explainer.importing.remarks import Link, Remark, Spot
from explainer.importing.told import Told, explained, shortened, told
from explainer.load.scalars import is_id
from explainer.model import Anchored, Annotation, Publication, Range
from explainer.quote import is_shorthand, parse_quote

_FROM = "imported from "
_OWN_ID = re.compile(r"(?:note|passage|term)-(.+)")
"""How addresses on our pages name a note, the passage of one, a term."""

Said = tuple[frozenset[Range], str]
"""Where a note stands, and what it says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """The notes that an article has."""

    ids: set[str]
    said: dict[Said, str]
    """Ids by what the notes say."""
    origins: dict[str, str] = field(default_factory=dict)
    """What notes were imported from, as the comments above them tell."""
    sources: Mapping[str, str] = field(default_factory=dict)
    """Ids of sources by address."""

    def source(self, link: Link) -> str:
        """Return the id of the source that a link is to, or ""."""
        if link.id in self.sources.values():
            return link.id
        return self.sources.get(link.address, "")

    @classmethod
    def of(
        cls, anchored: Sequence[Anchored], files: Iterable[str], sources: Mapping[str, str]
    ) -> Known:
        """Return what is known of an article by its notes and by the files they are in."""
        places: dict[str, set[Range]] = {}
        notes: dict[str, Annotation] = {}
        for one in anchored:
            notes[one.annotation.id] = one.annotation
            places.setdefault(one.annotation.id, set()).update(one.ranges)
        said = {}
        for name, note in notes.items():
            body = note.body.value if note.body else ""
            said[frozenset(places[name]), _words(note.title, body)] = name
        return cls(ids=set(notes), said=said, origins=_origins(files), sources=sources)


@dataclass(frozen=True, slots=True, kw_only=True)
class Composed:
    """The entries for one article."""

    entries: tuple[str, ...]
    told: tuple[Told, ...]
    known: int = 0
    """How many annotations were there already."""


def compose(here: Anchorage, remarks: Sequence[Remark], known: Known, file: str) -> Composed:
    """Return the entries for annotations of one article that it does not have yet.

    `file` is the name under which messages speak of the article's notes. What is known grows
    by what is composed.
    """
    spots = [spot for remark in remarks for spot in remark.spots]
    found = iter(placed(here, spots))
    entries: list[str] = []
    messages: list[Told] = []
    there = 0
    for remark in remarks:
        mine = [next(found) for _ in remark.spots]
        if _is_known(remark, mine, known):
            there += 1
        elif not _body(remark, known) and not remark.title and not _sources(remark, known):
            quoted = shortened(remark.spots[0].quote)
            messages.append(told(remark.span, f"{quoted}: it says nothing; left out"))
        else:
            for part in _parts(mine):
                name = _name(remark, known)
                messages += _troubles(name, part, file)
                entries.append(_entry(name, remark, part, known))
            _remember(remark, mine, name, known)
    return Composed(entries=tuple(entries), told=tuple(messages), known=there)


# --- what is there already -------------------------------------------------------------


def _origins(files: Iterable[str]) -> dict[str, str]:
    found = re.findall(rf"^\s*# {_FROM}(\S+)", "\n".join(files), re.MULTILINE)
    return dict.fromkeys(found, "")


def _is_known(remark: Remark, mine: Sequence[Placed], known: Known) -> bool:
    own = _own_id(remark)
    return (
        _origin(remark) in known.origins
        or (bool(own) and own in known.ids)
        or _said(remark, mine, known) in known.said
    )


def _said(remark: Remark, mine: Sequence[Placed], known: Known) -> Said:
    places = frozenset(one.place for one in mine if one.place)
    return places, _words(remark.title, _body(remark, known))


def _words(title: str, body: str) -> str:
    return collapse(f"{title} {body}")


def _remember(remark: Remark, mine: Sequence[Placed], name: str, known: Known) -> None:
    """Remember an annotation by what it is called: two may say the same; else by what it says."""
    if _origin(remark):
        known.origins[_origin(remark)] = name
    else:
        known.said[_said(remark, mine, known)] = name


def _origin(remark: Remark) -> str:
    """Return what the annotation is called, as a comment can say it; "" for nothing."""
    return "".join(remark.id.split())


def _own_id(remark: Remark) -> str:
    """Return the id of a note of ours that was exported: it is in its address."""
    page = urldefrag(remark.id)[0]
    return _id_in(remark.id) if any(page == spot.source for spot in remark.spots) else ""


def _id_in(address: str) -> str:
    found = _OWN_ID.fullmatch(urldefrag(address)[1])
    return found[1] if found and is_id(found[1]) else ""


# --- the entry -------------------------------------------------------------------------


def _parts(mine: Sequence[Placed]) -> Iterator[Sequence[Placed]]:
    """Yield the places of each note: together if one note can say them all, else one by one."""
    together = len(mine) > 1 and all(
        one.sure and one.written and not one.written.occurrence and _in_list(one) for one in mine
    )
    if together or not mine:
        yield mine
    else:
        yield from ([one] for one in mine)


def _name(remark: Remark, known: Known) -> str:
    own = _own_id(remark)
    if own:
        name = unused(own, known.ids)
    else:
        spot = remark.spots[0] if remark.spots else None
        words = remark.title or (spot.quote if spot else "") or remark.body
        seed = remark.id or f"{words} {remark.body}"
        name = fresh_id(words, known.ids, seed=seed, otherwise="note")
    known.ids.add(name)
    return name


def _troubles(name: str, part: Sequence[Placed], file: str) -> Iterator[Told]:
    for one in part:
        span = one.spot.span
        if one.drifted:
            lead = f"the draft `{name}` of {file} is to be confirmed"
            why = replace(one.finding, help="") if one.finding else None
            yield explained(span, lead, why)
        elif not one.sure:
            lead = f"the draft `{name}` of {file} has no place"
            if one.finding is None:
                lead += ": the annotation quotes no words, and nothing else is certain"
            yield explained(span, lead, one.finding)


def _entry(name: str, remark: Remark, part: Sequence[Placed], known: Known) -> str:
    draft = remark.hidden or not all(one.sure for one in part)
    body = _body(remark, known)
    pairs: list[tuple[str, Value]] = [
        ("id", name),
        *_where(part),
        ("kind", remark.kind if remark.title or body else ""),
        ("level", remark.level),
        ("title", " ".join(remark.title.split())),
        ("body", body),
        ("verdict", remark.verdict),
        ("sources", _sources(remark, known)),
        ("date", remark.date),
        ("author", " ".join(remark.author.split())),
        ("updated", remark.updated),
        ("see", [*filter(None, map(_id_in, remark.see))] if _own_id(remark) else []),
        ("status", Publication.DRAFT.value if draft else ""),
    ]
    foreign = remark.id and not _own_id(remark)
    comments = [f"{_FROM}{_origin(remark)}"] if foreign else []
    if remark.tags:
        comments.append(f"tags: {', '.join(remark.tags)}")
    return entry(pairs, comments)


def _where(part: Sequence[Placed]) -> Iterator[tuple[str, Value]]:
    """Yield the keys that say where; what has no place keeps the words it came with."""
    if len(part) > 1:
        yield "quotes", [_in_list(one) for one in part]
    for one in part if len(part) == 1 else ():
        if one.section:
            yield "section", one.section
        elif one.written:
            selector = one.written.selector
            yield "quote", selector.words
            yield "prefix", selector.prefix
            yield "suffix", selector.suffix
            yield "occurrence", str(one.written.occurrence or "")
        elif one.spot.quote.strip():
            yield "quote", collapse(one.spot.quote)
            yield "prefix", collapse(one.spot.prefix)
            yield "suffix", collapse(one.spot.suffix)
        elif one.spot.image:
            yield "image", one.spot.image
            yield "occurrence", str(one.spot.number or "")
        else:
            yield "section", one.spot.fragment


def _in_list(one: Placed) -> str:
    """Return a quote with its context as an item of a list; "" if it cannot be one."""
    if one.written is None:
        return ""
    selector = one.written.selector
    if not (selector.prefix or selector.suffix):
        return "" if is_shorthand(selector.words) else selector.words
    words = f"{selector.prefix} | {selector.words} | {selector.suffix}".strip()
    return words if parse_quote(words) == selector else ""


def _body(remark: Remark, known: Known) -> str:
    """Return the body, with links to what is no source of the project."""
    links = [f"<{one.address}>" for one in remark.links if not known.source(one)]
    return "\n\n".join(filter(None, [remark.body.strip(), *links]))


def _sources(remark: Remark, known: Known) -> list[str | Mapping[str, str]]:
    found = ((known.source(one), one.locator) for one in remark.links)
    return [{"id": name, "locator": at} if at else name for name, at in found if name]


def on_article(remark: Remark, spots: Iterable[Spot]) -> Remark:
    """Return the part of an annotation that is about one article."""
    return replace(remark, spots=tuple(spots))
