"""How sources are named: `Reuters 2021`, never a bare number."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from markupsafe import Markup, escape

from explainer.model import Citation, Name, Source
from explainer.view import CitationView, Link, SourceView
from explainer.words import Words

_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_LONGEST_NAME = 32


def labels(sources: Mapping[str, Source], say: Words) -> dict[str, str]:
    """Return the short name of every source: author, publisher or title, and the year.

    Sources that would share a name get letters, in the order of date, then id.
    """
    groups: defaultdict[str, list[Source]] = defaultdict(list)
    for source in sources.values():
        groups[_label(source, say)].append(source)
    found: dict[str, str] = {}
    for label, members in groups.items():
        members.sort(key=lambda one: (one.issued, one.id))
        for number, source in enumerate(members):
            found[source.id] = label + (_letter(number, label) if len(members) > 1 else "")
    return found


def _letter(number: int, label: str) -> str:
    letters = ""
    while True:
        number, digit = divmod(number, 26)
        letters = chr(ord("a") + digit) + letters
        if not number:
            return letters if _YEAR.search(label) else f" {letters}"
        number -= 1


def _label(source: Source, say: Words) -> str:
    year = _YEAR.search(source.issued)
    return f"{_who(source, say)} {year[0]}" if year else _who(source, say)


def _who(source: Source, say: Words) -> str:
    names = [name.short for name in source.author if name.short]
    if len(names) == 2:  # noqa: PLR2004 - a pair is named in full
        return say.pair_phrase.format(first=names[0], second=names[1])
    if names:
        return say.others_phrase.format(name=names[0]) if len(names) > 1 else names[0]
    name = source.container_title or source.publisher or source.title or source.id
    name = name.partition(" (")[0]
    if len(name) <= _LONGEST_NAME:
        return name
    return name[:_LONGEST_NAME].rpartition(" ")[0].rstrip(",;:–—-") + "…"


def citation_view(citation: Citation, source: Source, label: str, href: str) -> CitationView:
    """Return one citation, ready to be shown."""
    return CitationView(
        source=source.id,
        href=href,
        label=label,
        title=source.title,
        locator=citation.locator,
        prefix=citation.prefix,
        suffix=citation.suffix,
    )


def cites_html(
    citations: Sequence[CitationView], say: Words, ids: Mapping[str, str] | None = None
) -> str:
    """Return the mark of one or several citations, for the running text.

    `ids` holds element ids, by source, for those that are cited here first.
    """
    if not citations:
        return ""
    marks = (
        Markup("{} ")
        .format(say.semicolon)
        .join(_cite(one, say, (ids or {}).get(one.source, "")) for one in citations)
    )
    mark = Markup('<span class="ex-cites" data-search-exclude="1"> {}{}{}</span>')
    return str(mark.format(say.brackets[0], marks, say.brackets[1]))


def _cite(one: CitationView, say: Words, element_id: str) -> Markup:
    id_ = Markup(' id="{}"').format(element_id) if element_id else ""
    mark = Markup('<a class="ex-cite"{} role="doc-biblioref" href="{}">{}</a>').format(
        id_, one.href, one.label
    )
    before = f"{one.prefix} " if one.prefix else ""
    after = f"{say.comma} {one.locator}" if one.locator else ""
    return escape(before) + mark + escape(after) + escape(f" {one.suffix}" if one.suffix else "")


def authors(names: Iterable[Name]) -> str:
    """Return names as a reference list has them."""
    return "; ".join(
        name.literal or ", ".join(part for part in (name.family, name.given) if part)
        for name in names
    )


def source_view(
    source: Source, label: str, href: str, say: Words, uses: tuple[Link, ...]
) -> SourceView:
    """Return a source, ready to be shown."""
    return SourceView(
        id=source.id,
        href=href,
        label=label,
        type=say.source_type(source.type),
        title=source.title,
        authors=authors(source.author),
        container=source.container_title,
        publisher=source.publisher,
        issued=source.issued,
        accessed=source.accessed,
        url=source.url,
        archive_url=source.archive_url,
        doi=source.doi,
        language=source.language,
        note=source.note,
        quote=source.quote,
        primary=source.primary,
        uses=uses,
    )
