"""The layout of a project: which file holds what."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Protocol, TypeVar

from explainer.diagnostics import Diagnostic, diagnose, related
from explainer.load.bib import parse_bib
from explainer.load.events import event
from explainer.load.fields import Fields, entries
from explainer.load.files import Folder
from explainer.load.findings import first_line, unknown_key, wrong_type
from explainer.load.front_matter import article
from explainer.load.glossary import term
from explainer.load.json_nodes import parse_json
from explainer.load.locks import ENDING, read_lock, with_records, without_article
from explainer.load.modelines import check_modeline
from explainer.load.nodes import Items, Map, Node, Scalar
from explainer.load.notes import annotation
from explainer.load.places import YAML, article_of, is_lock, kind_of
from explainer.load.sources import source
from explainer.load.yaml_nodes import parse_yaml
from explainer.model import Annotation, Article, Event, Lock, Project, Source, Term
from explainer.span import Span, TextFile

_ONE = {"notes": "a note", "terms": "a term", "sources": "a source", "events": "an event"}
_PARSERS = {".json": parse_json, ".bib": parse_bib}
"""What else than YAML is read, of sources."""


class _Entry(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def span(self) -> Span: ...


_Kept = TypeVar("_Kept", bound=_Entry)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """What has been read so far."""

    annotations: list[Annotation] = field(default_factory=list)
    terms: list[Term] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    locks: dict[str, Lock] = field(default_factory=dict)
    incomplete: set[str] = field(default_factory=set)
    findings: list[Diagnostic] = field(default_factory=list)


def load(root: Path, *, docs_dir: Path, annotations_dir: Path) -> tuple[Project, list[Diagnostic]]:
    """Return everything that could be read, and every finding, in a stable order.

    The folders are absolute or relative to the root. Of two entries with one id the first
    counts and the second is reported (`duplicate-id`).
    """
    reading = _Reading()
    articles = _articles(Folder(root=root, path=root / docs_dir, findings=reading.findings))
    folder = Folder(root=root, path=root / annotations_dir, findings=reading.findings)
    if folder.path.is_dir():
        for path in folder.files():
            _read(path, folder, articles, reading)
    else:
        reading.findings.append(_no_folder(folder))
    project = _project(articles, reading)
    return project, sorted(reading.findings, key=lambda finding: finding.order)


def _articles(docs: Folder) -> dict[str, Article]:
    found = {}
    for path in docs.files():
        if path.suffix == ".md" and (file := docs.read(path)):
            name = path.relative_to(docs.path).as_posix()
            found[name], findings = article(file, name)
            docs.findings.extend(findings)
    return dict(sorted(found.items()))


def _project(articles: dict[str, Article], reading: _Reading) -> Project:
    notes = sorted(reading.annotations, key=lambda note: (note.article, *_place(note)))
    kept = tuple(_first_of(notes, "note", reading, key=lambda note: (note.article, note.id)))
    if reading.locks and "notes" not in reading.incomplete:
        annotated = {note.article for note in kept} & articles.keys()
        reading.findings.extend(without_article(reading.locks, annotated))
    return Project(
        articles=articles,
        annotations=tuple(with_records(kept, reading.locks)) if reading.locks else kept,
        terms={entry.id: entry for entry in _in_order(reading.terms, "term", reading)},
        sources={entry.id: entry for entry in _in_order(reading.sources, "source", reading)},
        events=tuple(_in_order(reading.events, "event", reading)),
        locks=reading.locks,
        incomplete=frozenset(reading.incomplete),
    )


def _place(entry: _Entry) -> tuple[str, int]:
    return entry.span.file.path, entry.span.start


def _in_order(found: list[_Kept], what: str, reading: _Reading) -> Iterator[_Kept]:
    return _first_of(sorted(found, key=_place), what, reading, key=lambda entry: (entry.id,))


def _first_of(
    found: Iterable[_Kept],
    what: str,
    reading: _Reading,
    *,
    key: Callable[[_Kept], tuple[str, ...]],
) -> Iterator[_Kept]:
    """Yield the entries, without those whose key was there before; these are reported."""
    first: dict[tuple[str, ...], _Kept] = {}
    for entry in found:
        earlier = first.setdefault(key(entry), entry)
        if earlier is entry:
            yield entry
        else:
            reading.findings.append(_duplicate(entry, earlier, what))


# --- which file holds what -------------------------------------------------------------


def _read(path: Path, folder: Folder, articles: dict[str, Article], reading: _Reading) -> None:
    """Read one file of the annotations folder."""
    below = PurePosixPath(path.relative_to(folder.path).as_posix())
    if is_lock(below):
        _read_lock(path, folder, reading)
        return
    kind = kind_of(below)
    formats = (*YAML, *_PARSERS) if kind == "sources" else YAML
    if below.suffix not in formats:
        reading.findings.append(_unsupported(path, folder, formats))
        return
    file = folder.read(path)
    found = _entries(file, kind, reading) if file else None
    if found is None:
        reading.incomplete.add(kind)
        return
    keep = {
        "notes": partial(
            _keep, reading.annotations, partial(annotation, article=article_of(below, articles))
        ),
        "terms": partial(_keep, reading.terms, term),
        "sources": partial(_keep, reading.sources, source),
        "events": partial(_keep, reading.events, event),
    }[kind]
    kept = [keep(fields) for fields in found]
    if not all(kept):
        reading.incomplete.add(kind)


def _read_lock(path: Path, folder: Folder, reading: _Reading) -> None:
    name = path.relative_to(folder.path).as_posix()
    file = folder.read(path) if name.endswith(ENDING) else None
    if file:
        lock, findings = read_lock(file)
        reading.locks[f"{name.removesuffix(ENDING)}.md"] = lock
        reading.findings.extend(findings)


def _keep(kept: list[_Kept], decode: Callable[[Fields], _Kept], fields: Fields) -> bool:
    """Decode an entry and keep it if it has an id; return whether it has."""
    found = decode(fields)
    if found.id:
        kept.append(found)
    return bool(found.id)


def _entries(file: TextFile, kind: str, reading: _Reading) -> list[Fields] | None:
    """Return the entries in a file, or None if there is something else in it."""
    parse = _PARSERS.get(PurePosixPath(file.path).suffix, parse_yaml)
    if parse is parse_yaml and (misplaced := check_modeline(file, kind)):
        reading.findings.append(misplaced)
    node, findings, whole = parse(file)
    reading.findings.extend(findings)
    if not whole:
        return None
    if node is None:
        return []
    listed = _list_of(node, kind, reading.findings, exported=parse is not parse_yaml)
    if listed is None:
        return None
    found = entries(listed, _ONE[kind], reading.findings)
    return found if len(found) == len(listed.items) else _partly(found, kind, reading)


def _partly(found: list[Fields], kind: str, reading: _Reading) -> list[Fields]:
    reading.incomplete.add(kind)
    return found


def _list_of(node: Node, kind: str, findings: list[Diagnostic], *, exported: bool) -> Items | None:
    """Return the list under the file's only key; what else there is, is reported."""
    if exported and isinstance(node, Items):
        return node
    if not isinstance(node, Map):
        findings.append(_no_key(node, kind))
        return None
    listed: Items | None = None
    for key, value in node.entries:
        if key.value != kind:
            findings.append(_wrong_place(key, kind) or unknown_key(key, _FILE[kind], {kind}))
        elif isinstance(value, Items):
            listed = value
        elif isinstance(value, Scalar) and value.is_null:
            listed = Items(items=(), span=value.span)
        else:
            findings.append(wrong_type(value, f"`{kind}`", "a list: each entry begins with `- `"))
    return listed


# --- findings --------------------------------------------------------------------------

_FILE = {
    "notes": "a file of notes",
    "terms": "a glossary file",
    "sources": "a file of sources",
    "events": "a file of events",
}


def _no_key(node: Node, kind: str) -> Diagnostic:
    return diagnose(
        "wrong-type",
        f"{_FILE[kind]} begins with `{kind}:`",
        first_line(node.span),
        help=f"write `{kind}:` on a line of its own, and the entries below it with `- `",
    )


def _wrong_place(key: Scalar, kind: str) -> Diagnostic | None:
    """Return the finding for a list that belongs in another file."""
    places = {
        "notes": "annotations/, under the path of the article",
        "terms": "annotations/glossary.yml",
        "sources": "annotations/sources.yml",
        "events": "annotations/events.yml",
    }
    if key.value not in places:
        return None
    reserved = {"terms": "glossary", "sources": "sources", "events": "events"}.get(kind)
    return diagnose(
        "unknown-key",
        f"{_FILE[kind]} holds no `{key.value}`",
        key.span,
        help=f"`{key.value}` belong in {places[key.value]}"
        + (
            f"; the name `{reserved}` is reserved, so rename an article of that name"
            if reserved and key.value == "notes"
            else ""
        ),
    )


def _duplicate(entry: _Entry, first: _Entry, what: str) -> Diagnostic:
    here = first.span.file is entry.span.file
    place = f"line {first.span.line}" if here else f"{first.span.file.path}:{first.span.line}"
    return diagnose(
        "duplicate-id",
        f"two {what}s have the id `{entry.id}`",
        entry.span,
        label=f"first on {place}" if here else f"first in {place}",
        help=f"give this {what} another id, or remove it; only the first is used",
        related=(related(f"the first `{entry.id}`", first.span),),
    )


def _unsupported(path: Path, folder: Folder, formats: tuple[str, ...]) -> Diagnostic:
    name = folder.shown(path)
    return diagnose(
        "unsupported-file",
        f"{name} is not read: files here end in {', '.join(formats)}",
        TextFile(path=name, text="").whole(),
        help="a bibliography belongs in the folder `sources`"
        if path.suffix == ".bib"
        else "rename it, move it elsewhere, or let its name begin with _ to have it ignored",
    )


def _no_folder(folder: Folder) -> Diagnostic:
    name = folder.shown(folder.path)
    return diagnose(
        "missing-annotations",
        f"there is no folder {name}",
        TextFile(path=name, text="").whole(),
        help="in a new site that is as it should be; if your notes are elsewhere, name the folder: "
        "`annotations: notes`",
    )
