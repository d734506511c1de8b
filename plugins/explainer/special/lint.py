"""What is wrong with the glossary as a whole, which only the whole site can show."""

from __future__ import annotations

from collections.abc import Iterator

from explainer.diagnostics import Diagnostic, diagnose, related
from explainer.model import Publication, Term
from explainer.site import Prepared
from explainer.special.gathered import Gathered
from explainer.terms import explains_itself


def glossary_problems(gathered: Gathered) -> list[Diagnostic]:
    """Report terms with one stem that nothing tells apart, terms nobody uses, idle definitions."""
    if "terms" in gathered.site.project.incomplete:
        return []
    return [*_clashes(gathered), *_unused(gathered), *_circular(gathered)]


def _clashes(gathered: Gathered) -> Iterator[Diagnostic]:
    for clash in gathered.site.glossaries.clashes():
        one, other = clash.form, clash.other
        yield diagnose(
            "duplicate-form",
            f"the terms `{one.term.id}` (“{one.written}”) and `{other.term.id}`"
            f" (“{other.written}”) are found in the same words",
            other.span,
            label=f"one stem with `{one.term.id}`",
            help="set `match: {inflect: false}` for one of the two, and add its forms as `aliases`",
            related=(related(f"`{one.term.id}` is here", one.span),),
        )


def _unused(gathered: Gathered) -> Iterator[Diagnostic]:
    """Report terms without a use; where drafts are left out, they may be those of a draft."""
    site = gathered.site
    notes = site.project.annotations
    drafts = any(note.publication is Publication.DRAFT for note in notes)
    if site.project.incomplete or (drafts and not site.options.drafts):
        return
    for term in gathered.unused_terms():
        yield diagnose(
            "unused-term",
            f"no article, note, event or other definition uses the term `{term.id}`",
            term.span,
            label="used nowhere",
            help="write it as the articles do, or add their words as `aliases`;"
            f" [[{term.id}]] links it where it would not be found",
        )


def _circular(gathered: Gathered) -> Iterator[Diagnostic]:
    site = gathered.site
    there = site.special.get("glossary", "")
    for term in site.project.terms.values():
        for text, prepared in zip(
            (term.short, term.definition), gathered.definition(term, there), strict=True
        ):
            if text and prepared and _needs_itself(term, prepared, site.options.language):
                yield diagnose(
                    "circular-definition",
                    f"the definition of `{term.id}` explains “{term.term}” with “{term.term}”",
                    text.span,
                    label="says what was asked",
                    help="say what kind of thing it is, and what sets it apart from others",
                )
                break


def _needs_itself(term: Term, prepared: Prepared, language: str) -> bool:
    return explains_itself(term, prepared.page.text, language)
