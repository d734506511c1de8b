"""What `explainer check --fix` writes: what cannot be wrong, and every other byte as it was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from explainer.anchor import Anchorage
from explainer.cli.reanchor import certain_changes
from explainer.edit import Edit, apply
from explainer.hosts.preview import Layout, Preview
from explainer.model import Anchored, Status
from explainer.reanchor import Fix, Rewritten, fix, rewritten
from explainer.render import Renderer
from explainer.span import TextFile
from explainer.text import page_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixed:
    """A file as it was read, and with all that is certain mended."""

    file: TextFile
    text: str
    count: int
    """How many places were mended."""


def fixed(preview: Preview, where: Layout) -> Sequence[Fixed]:
    """Return the files in which something certain can be mended, by path.

    That is: a key that is one typo away from the only one that could be meant, a quote that
    differs from the article in typography, and one that was edited and is certain to
    `explainer reanchor`.
    """
    mended: dict[str, tuple[TextFile, list[tuple[Edit, ...]]]] = {}
    for file, edits in chain(_keys(preview), _quotes(preview, where)):
        mended.setdefault(file.path, (file, []))[1].append(edits)
    return [
        Fixed(file=file, text=apply(file.text, chain.from_iterable(edits)), count=len(edits))
        for _, (file, edits) in sorted(mended.items())
    ]


def _keys(preview: Preview) -> Iterator[tuple[TextFile, tuple[Edit, ...]]]:
    """Yield the keys that are surely meant; none twice in one entry."""
    for one in preview.diagnostics:
        if one.instead:
            yield one.span.file, (Edit(one.span.start, one.span.end, one.instead),)


def _quotes(preview: Preview, where: Layout) -> Iterator[tuple[TextFile, tuple[Edit, ...]]]:
    """Yield the edits of quotes, each of which finds its place and leaves all others theirs."""
    drifted = any(one.status is Status.DRIFTED for one in preview.woven.anchored)
    changes = [] if not drifted else certain_changes(preview, where)
    taken = {change.file.path for change in changes}
    for change in (*changes, *_typography(preview)):
        # What stands beside a quote that has just been edited is for the next time.
        if change.file.path not in taken or change in changes:
            for made in change.made:
                yield change.file, made.edits


def _typography(preview: Preview) -> Iterator[Rewritten]:
    """Yield files whose quotes say what the article says, letter for letter."""
    plain = Renderer(preview.project.terms).plain
    of: dict[str, list[Anchored]] = {}
    for one in preview.woven.anchored:
        if one.status is Status.NORMALISED and one.target and len(one.ranges) == 1:
            of.setdefault(one.annotation.article, []).append(one)
    for name, found in of.items():
        article = preview.project.articles[name]
        here = Anchorage.of(page_text(preview.pages[name].html), article.file, plain)
        by_file: dict[TextFile, list[Fix]] = {}
        for one in found:
            made = fix(here, one, one.ranges[0])
            if made:
                by_file.setdefault(made.file, []).append(made)
        for file, fixes in by_file.items():
            yield rewritten(here, file, fixes)
