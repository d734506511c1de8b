"""How sure one can be that a place is the one that was quoted, from the evidence.

The weights are a sum of small decision trees (gradient boosting; Friedman, 2001), fitted by
`benchmarks/fit_judge.py` to passages of real documents and where years of edits left them,
and tested on projects that the fit had not seen. They are data: `judge.json`.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from explainer.drift.evidence import NAMES, Evidence

Tree = tuple[tuple[int, float, int, int], ...]
"""Nodes: (field, bound, next if not above it, next if above); a leaf has field -1 and its
value for a bound."""

FULL, PARTIAL = "full", "partial"
"""Weights for a quote with context on both sides, and for one with less."""


@dataclass(frozen=True, slots=True)
class Judge:
    """Weights for the evidence."""

    base: float
    trees: tuple[Tree, ...]

    def sureness(self, evidence: Evidence) -> float:
        """Return how likely a place is the right one, 0 to 1."""
        vector = evidence.vector()
        total = self.base + sum(_value(tree, vector) for tree in self.trees)
        return 1 / (1 + math.exp(-max(-60.0, min(60.0, total))))


def _value(tree: Tree, vector: tuple[float, ...]) -> float:
    field, bound, low, high = tree[0]
    while field >= 0:
        field, bound, low, high = tree[low if vector[field] <= bound else high]
    return bound


@cache
def judge(name: str) -> Judge:
    """Return weights that come with the package: `FULL` or `PARTIAL`."""
    data = json.loads(files("explainer.drift").joinpath("judge.json").read_text("utf-8"))
    if tuple(data["evidence"]) != NAMES:
        raise ValueError("judge.json was fitted to other evidence; run `make fit`")
    weights = data[name]
    trees = tuple(tuple((n[0], n[1], n[2], n[3]) for n in tree) for tree in weights["trees"])
    return Judge(base=weights["base"], trees=trees)
