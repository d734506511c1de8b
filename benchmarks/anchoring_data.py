"""The drift cases: passages of real documents, and where years of edits left them."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from explainer.find import Haystack
from explainer.model import Range


@dataclass(frozen=True, kw_only=True)
class Document:
    """A text, and its white space collapsed as a page's is, with the way between the two."""

    raw: str
    haystack: Haystack
    kept: tuple[int, ...]
    """For each code point of the collapsed text its offset in the raw one."""

    @classmethod
    def of(cls, raw: str) -> Document:
        """Return a document made ready."""
        kept = [
            at
            for at, char in enumerate(raw)
            if not char.isspace() or (at and not raw[at - 1].isspace())
        ]
        text = "".join(" " if raw[at].isspace() else raw[at] for at in kept)
        return cls(raw=raw, haystack=Haystack(text), kept=(*kept, len(raw)))

    def in_raw(self, place: Range) -> tuple[int, int]:
        """Return a range of the collapsed text in the raw one's offsets."""
        return self.kept[place.start], self.kept[place.end - 1] + 1

    def collapsed(self, start: int, end: int) -> Range:
        """Return a range of the raw text in the collapsed one's offsets."""
        return Range(bisect_left(self.kept, start), bisect_left(self.kept, end))


@dataclass(frozen=True, kw_only=True)
class Case:
    """One passage and what became of it."""

    data: dict[str, Any]
    project: str
    """The repository it comes from."""

    @property
    def id(self) -> str:
        """Its id."""
        return cast("str", self.data["id"])

    @property
    def found(self) -> bool:
        """True if the passage is still there."""
        return bool(self.data["label"] == "found")

    @property
    def selector(self) -> dict[str, Any]:
        """Quote, context and offset."""
        return cast("dict[str, Any]", self.data["selector"])

    def overlap(self, place: tuple[int, int]) -> float:
        """Return the overlap with the truth, as intersection over union; 0 if it is gone."""
        if not self.found:
            return 0.0
        truth = self.data["expected"]
        return max(
            _overlap(place, (truth["start"], truth["end"])),
            _overlap(place, (truth["core_start"], truth["core_end"])),
        )


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> float:
    shared = max(0, min(one[1], other[1]) - max(one[0], other[0]))
    union = max(one[1], other[1]) - min(one[0], other[0])
    return shared / union if union else 0.0


def documents(folder: Path) -> dict[str, Document]:
    """Return the documents of a folder with drift cases, by id."""
    return {one["id"]: Document.of(one["text"]) for one in _lines(folder / "drift_docs.jsonl")}


def cases(folder: Path) -> list[Case]:
    """Return the cases that are scored, in order."""
    return [
        Case(data=one, project=one["doc_a"].split("@")[0])
        for one in _lines(folder / "drift_cases.jsonl")
        if one["label"] != "gray"
    ]


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)
