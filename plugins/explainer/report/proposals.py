"""Proposals of `reanchor`, for people and for machines."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from explainer.model import SectionSelector, Status
from explainer.reanchor import Option, Proposal
from explainer.report.excerpt import shortened, visible
from explainer.scalar import yaml_scalar
from explainer.worddiff import Piece, inline

_LONGEST_SAME = 80
_LONGEST = 300
"""Code points that are shown of words, and of each change in them; the rest is for the JSON."""


def proposal_text(proposal: Proposal) -> str:
    """Return a proposal in several lines: where, why, what would change, and what to write."""
    lines = [_head(proposal)]
    best = proposal.best
    if best:
        lines += [f"    {line}" for line in _shown(best)]
    else:
        lines += [f"    was: {_cut(proposal.old)}"] if proposal.old else []
        lines.append(f"    {_offer(proposal)}")
        for number, option in enumerate(proposal.options, start=1):
            lines += [f"    {number}. {line}" for line in _choice(option)[:1]]
            lines += [f"       {line}" for line in _choice(option)[1:]]
    return "".join(f"{visible(line)}\n" for line in lines)


def proposals_json(found: Sequence[Proposal], applied: Sequence[Proposal]) -> str:
    """Return proposals as JSON text: `summary` and `proposals`, in the order written."""
    done = {id(one) for one in applied}
    value = {
        "summary": {
            "proposals": len(found),
            "certain": sum(one.certain for one in found),
            "applied": len(applied),
        },
        "proposals": [_plain(one, applied=id(one) in done) for one in found],
    }
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


# --- for people ------------------------------------------------------------------------


def _head(proposal: Proposal) -> str:
    span = (proposal.anchored.target or proposal.anchored.annotation).span
    why = f", {proposal.why}" if proposal.why else ""
    return (
        f"{span.file.path}:{span.line}: {proposal.anchored.annotation.id}:"
        f" {proposal.anchored.status.value}{why}"
    )


def _shown(option: Option) -> Iterator[str]:
    yield inline(_cut_piece(piece) for piece in option.diff)
    yield from _flags(option)
    yield _where(option)
    yield from _written(option)


def _choice(option: Option) -> list[str]:
    place = option.place
    words = f"{place.before}[{_cut(place.text)}]{place.after}".strip()
    return [f"{_where(option)}: {words}", *_flags(option), *_written(option)]


def _flags(option: Option) -> Iterator[str]:
    for change in option.changes:
        yield f"check the {change.kind}: {change.old or 'none'} → {change.new or 'none'}"


def _where(option: Option) -> str:
    line = f"line {option.line}" if option.line else "in the article"
    return f"{line}, under “{option.place.heading}”" if option.place.heading else line


def _written(option: Option) -> Iterator[str]:
    if option.fix is None:
        yield "nothing that could be written finds this place alone; look at the article"
        return
    yield f"write: {yaml_scalar(option.fix.words)}"
    for key, words in option.fix.keys:
        yield f"       {key}: {yaml_scalar(words)}"


def _offer(proposal: Proposal) -> str:
    if not proposal.options:
        return "nothing in the article is like it; write the note anew, or remove it"
    if proposal.anchored.status is Status.AMBIGUOUS:
        return "say which one is meant:"
    target = proposal.anchored.target
    what = "passages"
    if proposal.instead:
        what = "passages, the first in its place"
    elif target and isinstance(target.selector, SectionSelector):
        what = "headings"
    return f"the nearest {what}; if none is meant, write the note anew, or remove it:"


def _cut(words: str) -> str:
    return shortened(words, _LONGEST)


def _cut_piece(piece: Piece) -> Piece:
    longest = _LONGEST_SAME if piece.op == "same" else _LONGEST
    return Piece(piece.op, shortened(piece.text, longest))


# --- for machines ----------------------------------------------------------------------


def _plain(proposal: Proposal, *, applied: bool) -> dict[str, object]:
    anchored, commit = proposal.anchored, proposal.commit
    span = (anchored.target or anchored.annotation).span
    return {
        "path": span.file.path,
        "line": span.line,
        "annotation": anchored.annotation.id,
        "article": anchored.annotation.article,
        "status": anchored.status.value,
        "evidence": proposal.evidence.value,
        "why": proposal.why,
        "commit": commit and {"id": commit.commit, "date": commit.date, "subject": commit.subject},
        "certain": proposal.certain,
        "applied": applied,
        "old": proposal.old,
        "options": [_plain_option(one) for one in proposal.options],
    }


def _plain_option(option: Option) -> dict[str, object]:
    place, fix = option.place, option.fix
    return {
        "text": place.text,
        "start": place.range.start,
        "end": place.range.end,
        "line": option.line,
        "heading": place.heading,
        "before": place.before,
        "after": place.after,
        "diff": [{"op": one.op, "text": one.text} for one in option.diff],
        "changes": [{"kind": one.kind, "old": one.old, "new": one.new} for one in option.changes],
        "write": {"words": fix.words, **dict(fix.keys)} if fix else None,
    }
