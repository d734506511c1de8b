"""The glossary: every term, with where it is used."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from markupsafe import Markup

from explainer.diagnostics import Diagnostic
from explainer.findings import text_problems
from explainer.model import Term
from explainer.pages import glossary_page, searched_terms
from explainer.site import Hrefs, Prepared, RenderedPage, woven
from explainer.special.gathered import Gathered, Part
from explainer.view import Link, TermView


def glossary(gathered: Gathered, page: RenderedPage) -> Part:
    """Return every term, by letter."""
    say = gathered.say
    uses = gathered.term_uses(page.url)
    hrefs = replace(gathered.hrefs(page.url), term=lambda id_: f"#term-{id_}")
    views: list[TermView] = []
    problems: list[Diagnostic] = []
    for term in gathered.site.project.terms.values():
        texts = gathered.definition(term, page.url)
        view, found = _term(term, hrefs, texts, uses.get(term.id, ()))
        views.append(view)
        problems += found
    return Part(
        html=glossary_page(views, say),
        searched=searched_terms(views, say),
        diagnostics=tuple(problems),
    )


def _term(
    term: Term, hrefs: Hrefs, texts: tuple[Prepared, Prepared | None], uses: Sequence[Link]
) -> tuple[TermView, list[Diagnostic]]:
    site = hrefs.site
    short, long = texts
    problems = text_problems(site, term.short, short)
    if term.definition and long:
        problems += text_problems(site, term.definition, long)
    known = site.project.terms
    return TermView(
        id=term.id,
        href=f"#term-{term.id}",
        term=term.term,
        kind=hrefs.say.term_kind(term.kind),
        short=woven(short, hrefs),
        definition=woven(long, hrefs) if long else Markup(),
        pronunciation=term.pronunciation,
        original=tuple((tag, name.value) for tag, name in term.original),
        aliases=tuple(one.value for one in term.aliases),
        see=tuple(
            Link(href=f"#term-{one.id}", text=known[one.id].term)
            for one in term.see
            if one.id in known
        ),
        citations=hrefs.citations(term.sources),
        uses=tuple(uses),
    ), problems
