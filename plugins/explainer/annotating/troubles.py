"""What there is to see to on a page, with the repairs that can be made at once."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

from explainer.anchor import anchor
from explainer.annotating.records import locked
from explainer.annotating.refusal import RefusedError, conflict
from explainer.annotating.shown import Shown
from explainer.annotating.wish import word
from explainer.compose import Composed
from explainer.diagnostics import Diagnostic, Severity
from explainer.load.notes import notes_in
from explainer.load.places import article_of, holds_notes
from explainer.reanchor import Proposal, proposals, rewritten
from explainer.reanchor.proposal import Option
from explainer.span import Span, TextFile


def troubles(shown: Shown, asked: Mapping[str, object]) -> Mapping[str, object]:
    """Return the errors and warnings about a page, in order, each with its repairs."""
    page = shown.find(word(asked, "page"))
    article = page.article.path if page else ""
    found = [one for one in shown.diagnostics if _is_about(one, shown, article)]
    repairs = {_key(_span(one)): one for one in _proposals(shown, page)} if page and found else {}
    notes = {
        _key(target.span): note.id
        for note in shown.project.notes_on(article)
        for target in note.targets
    }
    return {
        "troubles": [
            {
                "severity": one.severity.value,
                "message": one.message,
                "help": one.help,
                "place": f"{one.span.file.path}:{one.span.line}:{one.span.column}",
                "note": notes.get(_key(one.span), ""),
                "repairs": list(_repairs(repairs.get(_key(one.span)))),
            }
            for one in found
        ]
    }


def repaired(shown: Shown, asked: Mapping[str, object]) -> Mapping[str, object]:
    """Write what makes a note stand at a place that was offered, and record it."""
    page = shown.page(word(asked, "page"))
    shown.fresh(page)
    offered = [
        (proposal, option)
        for proposal in _proposals(shown, page)
        for option in proposal.options
        if _asked(proposal, option) == {key: word(asked, key) for key in ("note", "at", "words")}
    ]
    if len(offered) != 1:
        raise conflict("this repair is not offered any more")
    fix = offered[0][1].fix
    here = shown.here(page)
    made = rewritten(here, fix.file, [fix]) if fix else None
    if fix is None or made is None or not made.made:
        raise RefusedError("what could be written does not find this place alone")
    shown.files.path(fix.file.path)
    file = TextFile(path=fix.file.path, text=made.text)
    notes = [one for one in notes_in(file, page.article.path) if one.id == fix.note]
    anchored, _ = anchor(here, notes)
    shown.files.write([(fix.file, made.text), *locked(shown, page, anchored, fix.note)])
    return {"id": fix.note, "file": fix.file.path}


def _is_about(found: Diagnostic, shown: Shown, article: str) -> bool:
    """Return whether a finding belongs on the page of an article, or on one that is none.

    An error in a file that is shared is on every page.
    """
    if found.severity is Severity.NOTICE:
        return False
    path = found.span.file.path
    named = {one.file.path: name for name, one in shown.project.articles.items()}
    if path in named:
        return named[path] == article
    files = shown.files
    below = PurePosixPath(Path(os.path.relpath(files.root / path, files.annotations)).as_posix())
    if holds_notes(below):
        return article_of(below, shown.project.articles) == article
    return found.severity is Severity.ERROR


def _proposals(shown: Shown, page: Composed) -> Sequence[Proposal]:
    return proposals(shown.here(page), page.anchored, {})


def _repairs(proposal: Proposal | None) -> Iterator[Mapping[str, str]]:
    """Yield the places that a note can be given; only the one that is meant, if that is clear."""
    if proposal is None:
        return
    for one in (proposal.best,) if proposal.best else proposal.options:
        if one.fix:
            before, after = one.place.before, one.place.after
            yield {**_asked(proposal, one), "before": before, "after": after}


def _asked(proposal: Proposal, option: Option) -> dict[str, str]:
    """Return what a page says to ask for an option."""
    target, note = proposal.anchored.target, proposal.anchored.annotation
    nth = note.targets.index(target) if target else 0
    place = option.place
    return {"note": note.id, "at": f"{nth}:{place.range.start}", "words": place.text}


def _span(proposal: Proposal) -> Span:
    return (proposal.anchored.target or proposal.anchored.annotation).span


def _key(span: Span) -> tuple[str, int]:
    return span.file.path, span.start
