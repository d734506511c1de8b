"""The changes to notes as a comment on a pull request: Markdown that no quote breaks out of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from explainer.difference import Change, Difference
from explainer.report.difference import UNREAD, Compared, Said, counts, headline, said
from explainer.report.excerpt import visible
from explainer.worddiff import Piece

MARKER = "<!-- explainer-diff -->"
"""The first line, by which a bot finds the comment that it wrote before."""
LONGEST = 65_536
"""Characters of a comment that GitHub takes; it counts as UTF-16 does, so we do, too."""
_ROOM_FOR_THE_END = 400
_SHOWN = 5
"""Changes for the better, or neither, that are shown without a click."""
_SPECIAL = r"\`*_[]<>&~|@#:$"
"""What Markdown, GitHub's own included, might take for its own."""
_TAGS = {"same": ("", ""), "removed": ("<del>", "</del>"), "added": ("<ins>", "</ins>")}


def as_markdown(difference: Difference, compared: Compared) -> str:
    """Return all changes as a comment; one too long for GitHub says how many it leaves out."""
    line = headline(difference)
    head = [
        MARKER,
        f"### {line[0].upper()}{line[1:]}",
        f"Compared with {_base(compared)}: {counts(difference)}.",
    ]
    if difference.unread:
        head.append(UNREAD)
    worse = [one for one in difference.changes if one.worse]
    others = [one for one in difference.changes if not one.worse]
    room = LONGEST - _ROOM_FOR_THE_END - _length("\n\n".join(head))
    shown_worse, room = _fitting(worse, room)
    shown_others, _ = _fitting(others, room)
    left_out = len(difference.changes) - len(shown_worse) - len(shown_others)
    if len(shown_others) <= _SHOWN:
        body = [*head, *_lists([*shown_worse, *shown_others])]
    else:
        body = [*head, *_lists(shown_worse), *_folded(shown_others)]
    if left_out:
        command = _code(f"explainer diff {compared.ref}")
        body.append(f"{left_out} more did not fit here; {command} lists them all.")
    return "\n\n".join(body) + "\n"


def _base(compared: Compared) -> str:
    short = compared.commit[:7]
    return _code(short) if compared.is_commit else f"{_code(compared.ref)} ({short})"


def _fitting(changes: Sequence[Change], room: int) -> tuple[list[Change], int]:
    """Return as many of the changes as there is room for, and the room that is left."""
    article = None
    for count, change in enumerate(changes):
        heading = _heading(change) + "\n\n\n" if change.here.article != article else ""
        needed = _length(heading) + _length(_item(change)) + 1
        if needed > room:
            return list(changes[:count]), 0
        room -= needed
        article = change.here.article
    return list(changes), room


def _folded(changes: Sequence[Change]) -> Iterator[str]:
    yield f"<details>\n<summary>{len(changes)} changes that made nothing worse</summary>"
    yield from _lists(changes)
    yield "</details>"


def _lists(changes: Sequence[Change]) -> Iterator[str]:
    """Yield a heading and a list for each article, in the order given."""
    by_article: dict[str, list[Change]] = {}
    for change in changes:
        by_article.setdefault(change.here.article, []).append(change)
    for found in by_article.values():
        yield _heading(found[0])
        yield "\n".join(_item(change) for change in found)


def _heading(change: Change) -> str:
    was = change.before.article if change.before else change.here.article
    renamed = "" if was == change.here.article else f", which was {_code(was)}"
    return f"#### {_code(change.here.article)}{renamed}"


def _item(change: Change) -> str:
    told, here = said(change), change.here
    remark = f": {_escaped(told.remark)}" if told.remark else ""
    place = _code(f"{here.path}:{here.line}")
    return f"- **{change.what.value}** {_code(told.note)} in {place}{remark}{_words(told)}"


def _words(told: Said) -> str:
    if not told.pieces:
        return ""
    return f"<br><code>{''.join(_piece(one) for one in told.pieces)}</code>"


def _piece(piece: Piece) -> str:
    start, end = _TAGS[piece.op]
    return f"{start}{_escaped(piece.text)}{end}"


def _code(text: str) -> str:
    # A tag and no backticks: a text may hold those.
    return f"<code>{_escaped(text)}</code>"


def _escaped(text: str) -> str:
    """Return a text on one line, with nothing in it that Markdown or HTML knows."""
    plain = visible("".join(" " if char.isspace() else char for char in text))
    return "".join(f"&#{ord(char)};" if char in _SPECIAL else char for char in plain)


def _length(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
