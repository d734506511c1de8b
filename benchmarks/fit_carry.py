"""Choose the bounds of `carry`, and test them on projects that the choice has not seen.

usage: python -m benchmarks.fit_carry FOLDER

FOLDER holds the drift cases. Each passage is carried from the older document to the newer
one. Printed are the scores with the bounds as they stand; for each project those with the
bounds that are best on all the others; these scores taken together; and the bounds that
are best on all. Nothing is written: the bounds are three numbers in the source.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from benchmarks.anchoring_data import Case, Document, cases, documents
from explainer import carry as carrying
from explainer.drift.alignment import alignment
from explainer.drift.remains import remains
from explainer.model import Range

Flags: TypeAlias = npt.NDArray[np.bool_]
Numbers: TypeAlias = npt.NDArray[np.float64]

CHOICES = (
    (0.5, 0.52, 0.54, 0.55, 0.56, 0.57, 0.58, 0.6, 0.62),
    (0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5),
    (0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5),
)


class Bounds(NamedTuple):
    """What `carry` calls `LEFT`, `AROUND` and `KNOWN`."""

    left: float
    around: float
    known: float


AS_THEY_ARE = Bounds(carrying.LEFT, carrying.AROUND, carrying.KNOWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """What is known of one passage before it is decided whether it survived."""

    case: Case
    unchanged: bool
    """It stands character by character; nothing is decided."""
    share: float = 0.0
    around: float = 0.0
    known: float = 0.0
    """How sure its context is of the place."""
    overlap: float = 0.0
    """Of the place with the truth."""
    refound: bool = False
    """Its context shows a place."""
    refound_overlap: float = 0.0


def carried(case: Case, old: Document, new: Document) -> Carried:
    """Return what is known of a passage."""
    start = case.selector["hint"]
    place = old.collapsed(start, start + len(case.selector["exact"]))
    if old.haystack.text == new.haystack.text:
        return Carried(case=case, unchanged=True, overlap=case.overlap(new.in_raw(place)))
    lined_up = alignment(old.haystack.text, new.haystack.text)
    first, last = carrying.tokens_in(lined_up.old, lined_up.old_tokens, place)
    found = carrying.unchanged(lined_up, place, first)
    if found:
        return Carried(case=case, unchanged=True, overlap=case.overlap(new.in_raw(found)))
    near = carrying.refound(lined_up, place)
    by_context = carrying.by_context(lined_up, place, near)
    left = remains(lined_up, first, last)
    there = carrying.place_of(lined_up, left) if left else Range(0, 1)
    return Carried(
        case=case,
        unchanged=False,
        share=left.share if left else 0.0,
        around=left.around if left else 0.0,
        known=carrying.sureness(near, there),
        overlap=case.overlap(new.in_raw(there)),
        refound=by_context is not None,
        refound_overlap=case.overlap(new.in_raw(by_context)) if by_context else 0.0,
    )


@dataclass(frozen=True, slots=True)
class Table:
    """The same of many passages, as columns."""

    found: Flags
    unchanged: Flags
    numbers: Numbers
    """Share, surroundings and what the context knows."""
    hits: Flags
    refound: Flags
    refound_hits: Flags

    @classmethod
    def of(cls, some: Sequence[Carried]) -> Table:
        """Return passages as columns."""
        return cls(
            found=np.array([one.case.found for one in some]),
            unchanged=np.array([one.unchanged for one in some]),
            numbers=np.array([(one.share, one.around, one.known) for one in some]).T,
            hits=np.array([one.overlap >= 0.5 for one in some]),
            refound=np.array([one.refound for one in some]),
            refound_hits=np.array([one.refound_overlap >= 0.5 for one in some]),
        )

    def only(self, some: Flags) -> Table:
        """Return some of the passages."""
        return Table(
            self.found[some],
            self.unchanged[some],
            self.numbers[:, some],
            self.hits[some],
            self.refound[some],
            self.refound_hits[some],
        )

    def counts(self, chosen: Bounds) -> Numbers:
        """Return how many are hit, there, and placed, with some bounds."""
        share, around, known = self.numbers
        needed = np.where(around >= carrying.UNTOUCHED, carrying.LEFT_THERE, chosen.left)
        survived = (share >= needed) & ((around >= chosen.around) | (known >= chosen.known))
        here = self.unchanged | survived
        hits = np.where(here, self.hits, self.refound & self.refound_hits)
        return np.array([hits.sum(), self.found.sum(), (here | self.refound).sum()], dtype=float)


def every(folder: Path) -> Iterator[Carried]:
    """Yield what is known of each passage; those of one pair of documents together."""
    texts = documents(folder)
    for case in sorted(cases(folder), key=lambda one: (one.data["doc_a"], one.data["doc_b"])):
        yield carried(case, texts[case.data["doc_a"]], texts[case.data["doc_b"]])


def best(table: Table) -> Bounds:
    """Return the bounds with the largest sum of recall and precision."""

    def worth(chosen: Bounds) -> float:
        hits, there, placed = table.counts(chosen)
        return float(hits / there + hits / placed)

    return max((Bounds(*one) for one in product(*CHOICES)), key=worth)


def said(counts: Numbers) -> str:
    """Return recall and precision in words."""
    hits, there, placed = counts
    return f"recall {hits / there:.4f}  precision {hits / placed:.4f}"


def main() -> None:
    """Print the scores."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    some = list(every(parser.parse_args().folder))
    table = Table.of(some)
    print("as they are", said(table.counts(AS_THEY_ARE)), AS_THEY_ARE)
    projects = np.array([one.case.project for one in some])
    total = np.zeros(3)
    for project in sorted(set(projects.tolist())):
        chosen = best(table.only(projects != project))
        counts = table.only(projects == project).counts(chosen)
        total += counts
        print(f"{project:30}", said(counts), tuple(chosen))
    print("cross-validated", said(total))
    chosen = best(table)
    print("best on all", said(table.counts(chosen)), tuple(chosen))


if __name__ == "__main__":
    main()
