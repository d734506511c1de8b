"""People and organisations: the terms of these two kinds, and where they come up."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from explainer.model import Term
from explainer.pages import people_page
from explainer.site import GLOSSARY_TEXTS, Hrefs, RenderedPage, prepare_text, woven
from explainer.special.gathered import Gathered, Part
from explainer.view import Link, TermView


def people(gathered: Gathered, page: RenderedPage) -> Part:
    """Return persons, then organisations; search finds them in the glossary."""
    hrefs = gathered.hrefs(page.url)
    uses = gathered.term_uses(page.url)

    def of_kind(kind: str) -> list[TermView]:
        terms = gathered.site.project.terms.values()
        return [_view(one, hrefs, page, uses.get(one.id, ())) for one in terms if one.kind == kind]

    return Part(html=people_page(of_kind("person"), of_kind("organisation"), gathered.say))


def _view(term: Term, hrefs: Hrefs, page: RenderedPage, uses: Sequence[Link]) -> TermView:
    short = prepare_text(hrefs.site, term.short, GLOSSARY_TEXTS, page.url, auto=False)
    return TermView(
        id=term.id,
        href=hrefs.term(term.id),
        term=term.term,
        kind=hrefs.say.term_kind(term.kind),
        short=woven(short, hrefs),
        definition=Markup(),
        pronunciation=term.pronunciation,
        original=tuple((tag, name.value) for tag, name in term.original),
        aliases=tuple(one.value for one in term.aliases),
        see=(),
        citations=(),
        uses=tuple(uses),
    )
