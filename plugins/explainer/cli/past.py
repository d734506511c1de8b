"""What git knows of the passages that do not stand as written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from explainer.anchor import Anchorage, anchor
from explainer.history import GitHistory, HistoryError
from explainer.lineage import Lineage, trace
from explainer.model import Anchored, Range, Status, Target
from explainer.page import PageText
from explainer.span import Span, TextFile
from explainer.text import page_text
from explainer.version import Version

_FOUND = frozenset({Status.EXACT, Status.NORMALISED})
_LOST = frozenset({Status.DRIFTED, Status.AMBIGUOUS, Status.ORPHAN})


def lineages(
    history: GitHistory,
    path: Path,
    render: Callable[[str], str],
    here: Anchorage,
    anchored: Sequence[Anchored],
) -> Mapping[Span, Lineage]:
    """Return what became of the lost passages of one article, by the target's span.

    A passage that stood in no version is not among them. Raises HistoryError if git fails.
    """
    past = _Past(history, path, render, here)
    found = {}
    for one in anchored:
        if one.target and one.status in _LOST:
            lineage = past.of(one, one.target)
            if lineage:
                found[one.target.span] = lineage
    return found


class _Past:
    """The versions of one article, each read and rendered once."""

    def __init__(
        self, history: GitHistory, path: Path, render: Callable[[str], str], here: Anchorage
    ) -> None:
        self._history = history
        self._path = path
        self._render = render
        self._here = here
        self._pages: dict[str, Anchorage] = {}
        self._texts: dict[tuple[str, str], str | None] = {}

    def of(self, one: Anchored, target: Target) -> Lineage | None:
        """Return what became of a target's passage since its quote last stood in one place."""

        def find(text: str) -> Range | None:
            note = replace(one.annotation, targets=(target,))
            (found,), _ = anchor(self._pages[text], [note])
            sure = found.status in _FOUND and len(found.ranges) == 1
            return found.ranges[0] if sure else None

        return trace(find, self._newest(), self._here.page.text, sides=self._sides)

    def _newest(self) -> Iterator[tuple[Version, str]]:
        for version in self._versions:
            text = self._text(version)
            if text is not None:
                yield version, text

    @cached_property
    def _versions(self) -> Sequence[Version]:
        return tuple(self._history.versions(self._path))

    def _sides(self, merge: Version) -> Iterator[Iterator[tuple[Version, str]]]:
        path = self._history.top / merge.path
        for commit in merge.merged:
            yield self._side(path, commit)

    def _side(self, path: Path, commit: str) -> Iterator[tuple[Version, str]]:
        for version in self._history.versions(path, commit):
            text = self._text(version)
            if text is not None:
                yield version, text

    def _text(self, version: Version) -> str | None:
        key = (version.commit, version.path)
        if key not in self._texts:
            markdown = self._history.text(version)
            self._texts[key] = None if markdown is None else self._read(version, markdown)
        return self._texts[key]

    def _read(self, version: Version, markdown: str) -> str:
        page: PageText = page_text(self._render(markdown))
        if page.text not in self._pages:
            file = TextFile(path=version.path, text=markdown)
            self._pages[page.text] = Anchorage.of(page, file, self._here.plain)
        return page.text


__all__ = ["HistoryError", "lineages"]
