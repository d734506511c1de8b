"""Citation marks: `(Reuters 2021; IMF 2024, p. 3)`, each source a link of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup, escape

from explainer.cite.references import Spoken
from explainer.model import Citation, Source
from explainer.view import CitationView


def citation_view(
    citation: Citation, source: Source, spoken: Spoken, href: str, number: int | None
) -> CitationView:
    """Return one citation, ready to be shown; `number` is that of the source on its page."""
    label, rest = spoken.cite(citation, number)
    return CitationView(
        source=source.id,
        href=href,
        label=label,
        rest=rest,
        title=source.title,
        numbered=number is not None and spoken.style.numbered,
        prefix=citation.prefix,
        suffix=citation.suffix,
    )


def cites_html(
    citations: Sequence[CitationView], spoken: Spoken, ids: Mapping[str, str] | None = None
) -> str:
    """Return the mark of one or several citations, for the running text.

    `ids` holds element ids, by source, for those that are cited here first.
    """
    if not citations:
        return ""
    numbered = all(one.numbered for one in citations)
    before, after = spoken.brackets(numbered=numbered)
    marks = escape(spoken.between(numbered=numbered)).join(
        _cite(one, (ids or {}).get(one.source, "")) for one in citations
    )
    space = "" if citations[0].label.startswith("<sup>") else " "
    mark = Markup('<span class="ex-cites" data-search-exclude="1">{}{}{}{}</span>')
    return str(mark.format(space, before, marks, after))


def _cite(one: CitationView, element_id: str) -> Markup:
    id_ = Markup(' id="{}"').format(element_id) if element_id else ""
    before = f"{one.prefix} " if one.prefix else ""
    after = f" {one.suffix}" if one.suffix else ""
    return escape(before) + _named(one, id_) + one.rest + escape(after)


def _named(one: CitationView, id_: Markup | str) -> Markup:
    """Return the name as a link; as plain words if there is nowhere for it to lead."""
    if not one.href:
        return Markup('<span class="ex-cite"{}>{}</span>').format(id_, one.label)
    mark = Markup('<a class="ex-cite"{} role="doc-biblioref" href="{}">{}</a>')
    return mark.format(id_, one.href, one.label)
