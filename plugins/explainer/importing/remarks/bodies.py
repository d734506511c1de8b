"""Bodies of annotations become Markdown (W3C Web Annotation Data Model, sections 3.2 and 3.3.5)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from explainer.importing.blocks import joined
from explainer.importing.escape import escape_line
from explainer.importing.hypertext import read_html
from explainer.importing.remarks.loose import each, identity, text, types, words
from explainer.importing.remarks.model import Link
from explainer.load.nodes import Map, Node, Scalar

_LISTS = frozenset({"Choice", "List", "Composite", "Independents"})
_NAMING = frozenset({"describing", "identifying"})
_LONGEST_TITLE = 200
_MARKDOWN = frozenset({"text/markdown", "text/x-markdown"})
_HTML = frozenset({"text/html", "application/xhtml+xml"})


@dataclass(slots=True, kw_only=True)
class Bodies:
    """What the bodies of an annotation say; gathered one by one."""

    texts: list[str] = field(default_factory=list)
    """Markdown."""
    names: list[str] = field(default_factory=list)
    """Plain texts of one line that describe or name; the first may be a title."""
    tags: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    """What is elsewhere."""
    verdicts: list[str] = field(default_factory=list)
    """Plain texts of one line that assess."""

    @property
    def title(self) -> str:
        """What names the note: if it is not all that there is to say."""
        return self.names[0] if self.names and (self.texts or len(self.names) > 1) else ""

    @property
    def markdown(self) -> str:
        """The texts as one."""
        left = self.names[1:] if self.title else self.names
        return "\n\n".join([*map(plain_text, left), *self.texts])


def bodies(annotation: Node) -> Bodies:
    """Return what the bodies of an annotation say."""
    found = Bodies()
    if value := text(annotation, "bodyValue"):
        found.texts.append(plain_text(value))
    for body in each(annotation, "body", "hasBody", "oa:hasBody"):
        for one in _single(body):
            _read(one, found)
    return found


def plain_text(value: str) -> str:
    """Return plain text as Markdown that says the same, its lines and paragraphs kept."""
    parts = (part.strip("\n") for part in value.strip().split("\n\n"))
    return "\n\n".join(map(_lines, filter(None, parts)))


def _lines(part: str) -> str:
    return "  \n".join(escape_line(line.strip()) for line in part.split("\n"))


def html_text(value: str) -> str:
    """Return HTML as Markdown, without what acts."""
    page = read_html(f"<article>{value}</article>".encode())
    return joined([(block, block.markdown) for block in page.blocks]).strip()


def _single(body: Node) -> Iterator[Node]:
    """Yield the bodies in one: of a choice, the first."""
    kinds = types(body)
    if kinds & _LISTS and isinstance(body, Map):
        items = each(body, "items")[: 1 if "Choice" in kinds else None]
        yield from (one for one in items if not types(one) & _LISTS)
    elif isinstance(body, Scalar | Map):
        yield body


def _read(body: Node, found: Bodies) -> None:
    value = text(body, "value", "chars", "rdf:value")
    purposes = {words(one).rpartition(":")[2] for one in each(body, "purpose")}
    if not value:
        for source in each(body, "source") or (body,):
            _link(identity(source), body, purposes, found)
    elif "tagging" in purposes or "Tag" in types(body):
        found.tags.append(" ".join(value.split()))
    elif written := _written(body):
        found.texts.append(written)
    else:
        _words(value, text(body, "format").partition(";")[0].strip().lower(), purposes, found)


def _written(body: Node) -> str:
    """Return the Markdown that a body came from, where its tool tells (as ours does)."""
    sources = each(body, "dcterms:source")
    markdown = (one for one in sources if text(one, "format").lower() in _MARKDOWN)
    return next((text(one, "value").strip() for one in markdown), "")


def _link(address: str, body: Node, purposes: set[str], found: Bodies) -> None:
    if "tagging" in purposes and address:
        found.tags.append(address)
    elif address:
        name = text(body, "dcterms:identifier")
        locator = " ".join(text(body, "dcterms:bibliographicCitation").split())
        found.links.append(Link(address=address, id=name, locator=locator))


def _words(value: str, form: str, purposes: set[str], found: Bodies) -> None:
    if form in _HTML:
        found.texts.append(html_text(value))
    elif form in _MARKDOWN:
        found.texts.append(value.strip())
    elif "assessing" in purposes and _is_short(value):
        found.verdicts.append(value.strip())
    elif purposes & _NAMING and _is_short(value):
        found.names.append(value.strip())
    else:
        found.texts.append(plain_text(value))


def _is_short(value: str) -> bool:
    return "\n" not in value.strip() and len(value) <= _LONGEST_TITLE
