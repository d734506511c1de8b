"""Fit the weights of the judge, and test them on projects that the fit has not seen.

usage: python -m benchmarks.fit_judge FOLDER [--write]

FOLDER holds the drift cases. Each case is looked at with its context, without it, and with
either side alone; every place that may be meant is one example, right if it overlaps the
truth by half or more. Printed are, for each threshold, the scores that come of fitting to
all projects but one and judging that one. `--write` fits to all and writes the weights.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

from benchmarks.anchoring_data import Case, Document, cases, documents
from explainer.drift.evidence import NAMES
from explainer.drift.judge import FULL, PARTIAL
from explainer.drift.needle import Needle
from explainer.drift.refind import SURE, weighed

WEIGHTS = Path(__file__).parents[1] / "plugins" / "explainer" / "drift" / "judge.json"
CONTEXTS = {
    "both": (32, 32),
    "none": (0, 0),
    "before": (32, 0),
    "after": (0, 32),
    "short": (12, 12),
}
"""Code points of context before and after."""
THRESHOLDS = (0.5, 0.55, SURE, 0.65, 0.7)
DIGITS = 5
GONE, TRAP = 1.25, 2.0
"""How much a passage that is gone counts, and one whose words also stand elsewhere."""
KINDS = {FULL: ("both",), PARTIAL: ("none", "before", "after", "short")}
"""Which contexts each set of weights is fitted to."""


@dataclass(frozen=True, kw_only=True)
class Example:
    """A case with some of its context, and the places that may be meant."""

    case: Case
    context: str
    vectors: np.ndarray[Any, Any]
    overlaps: np.ndarray[Any, Any]
    """With the truth, of each place; of places with nothing left, -1."""


def examples(folder: Path) -> list[Example]:
    """Return every case with every kind of context."""
    every = cases(folder)
    size = 200
    chunks = [every[at : at + size] for at in range(0, len(every), size)]
    with ProcessPoolExecutor() as pool:
        return [
            one for found in pool.map(_examples, chunks, [folder] * len(chunks)) for one in found
        ]


_documents: dict[str, Document] = {}


def _examples(some: Sequence[Case], folder: Path) -> list[Example]:
    if not _documents:
        _documents.update(documents(folder))
    return [
        _example(case, context, _documents[case.data["doc_b"]])
        for case in some
        for context in CONTEXTS
    ]


def _example(case: Case, context: str, document: Document) -> Example:
    before, after = CONTEXTS[context]
    selector = case.selector
    prefix = selector["prefix"][-before:] if before else ""
    needle = Needle.of(selector["exact"], prefix, selector["suffix"][:after])
    places, evidence = weighed(document.haystack.lowered, needle)
    index = document.haystack.folded.index
    overlaps = [
        case.overlap((document.kept[index[place.start]], document.kept[index[place.end - 1]] + 1))
        if place.end > place.start
        else -1.0
        for place in places
    ]
    vectors = [one.vector() for one in evidence]
    return Example(
        case=case,
        context=context,
        vectors=np.array(vectors).reshape(len(vectors), len(NAMES)),
        overlaps=np.array(overlaps),
    )


def model() -> HistGradientBoostingClassifier:
    """Return an unfitted model: few and small trees, which fit well and travel light."""
    return HistGradientBoostingClassifier(
        max_iter=100,
        learning_rate=0.08,
        max_leaf_nodes=8,
        min_samples_leaf=20,
        l2_regularization=3,
        max_features=0.6,
        early_stopping=False,
        random_state=1,
    )


def fit(some: Iterable[Example]) -> HistGradientBoostingClassifier:
    """Return a model fitted to the places where something is left."""
    some = [one for one in some if (one.overlaps >= 0).any()]
    vectors = [one.vectors[one.overlaps >= 0] for one in some]
    truth = [one.overlaps[one.overlaps >= 0] >= 0.5 for one in some]
    weights = [np.full(len(rows), _weight(one)) for one, rows in zip(some, vectors, strict=True)]
    return model().fit(
        np.vstack(vectors), np.concatenate(truth), sample_weight=np.concatenate(weights)
    )


def _weight(one: Example) -> float:
    """Return how much a case counts: more where a false placement lies near."""
    if not one.case.found:
        return GONE
    same = one.vectors[:, NAMES.index("same")] > 0
    trap = same & (one.overlaps >= 0) & (one.overlaps < 0.5)
    return TRAP if trap.any() else 1.0


def judged(every: Sequence[Example]) -> dict[tuple[str, str], tuple[float, float]]:
    """Return, for each case and context, the best place's sureness and its overlap.

    Each project is judged by a model fitted to the others.
    """
    found = {}
    for contexts in KINDS.values():
        some = [one for one in every if one.context in contexts]
        for project in sorted({one.case.project for one in some}):
            fitted = fit([one for one in some if one.case.project != project])
            for one in (one for one in some if one.case.project == project):
                found[one.case.id, one.context] = _best(fitted, one)
    return found


def _best(fitted: HistGradientBoostingClassifier, one: Example) -> tuple[float, float]:
    left = one.overlaps >= 0
    if not left.any():
        return 0.0, 0.0
    sure = fitted.predict_proba(one.vectors[left])[:, 1]
    best = int(np.argmax(sure))
    return float(sure[best]), float(one.overlaps[left][best])


def scores(
    every: Sequence[Example], best: dict[tuple[str, str], tuple[float, float]], threshold: float
) -> str:
    """Return one line of scores."""
    counts: Counter[str] = Counter()
    for one in every:
        sure, overlap = best[one.case.id, one.context]
        placed = sure >= threshold
        hit = placed and overlap >= 0.5
        kind = (
            ("hit" if hit else "wrong" if placed else "missed")
            if one.case.found
            else ("false" if placed else "orphan")
        )
        counts[kind] += 1
        counts["tight"] += hit and overlap >= 0.95
        if one.case.data["sample"] == "natural":
            counts["natural"] += 1
            counts["natural right"] += kind in {"hit", "orphan"}
        if one.case.data["category"] == "edited_exact_elsewhere":
            counts["elsewhere"] += 1
            counts["elsewhere hit"] += hit
    recall = counts["hit"] / (counts["hit"] + counts["wrong"] + counts["missed"])
    precision = counts["hit"] / max(1, counts["hit"] + counts["wrong"] + counts["false"])
    gone = counts["false"] / (counts["false"] + counts["orphan"])
    natural = counts["natural right"] / counts["natural"]
    elsewhere = counts["elsewhere hit"] / counts["elsewhere"]
    tight = counts["tight"] / counts["hit"]
    return (
        f"{threshold:.2f}  recall {recall:.4f}  precision {precision:.4f}  gone {gone:.4f}"
        f"  natural {natural:.4f}  tight {tight:.4f}  elsewhere {elsewhere:.3f}"
    )


def written(fitted: Mapping[str, HistGradientBoostingClassifier]) -> str:
    """Return weights as JSON, one tree a line."""
    parts = [f'"evidence": {json.dumps(NAMES)}']
    for name, one in fitted.items():
        base = round(float(one._baseline_prediction.ravel()[0]), DIGITS)  # noqa: SLF001
        trees = ",\n".join(_tree(predictor.nodes) for (predictor,) in one._predictors)  # noqa: SLF001 - there is no public way
        parts.append(f'"{name}": {{"base": {base}, "trees": [\n{trees}\n]}}')
    return "{" + ",\n".join(parts) + "}\n"


def _tree(nodes: Any) -> str:  # noqa: ANN401 - a structured array
    rows = [
        [-1, round(float(node["value"]), DIGITS), 0, 0]
        if node["is_leaf"]
        else [
            int(node["feature_idx"]),
            round(float(node["num_threshold"]), DIGITS),
            int(node["left"]),
            int(node["right"]),
        ]
        for node in nodes
    ]
    return json.dumps(rows, separators=(",", ":"))


def main() -> None:
    """Print the scores, and write the weights if asked."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    every = examples(asked.folder)
    best = judged(every)
    for context in CONTEXTS:
        print(f"context: {context}")
        some = [one for one in every if one.context == context]
        for threshold in THRESHOLDS:
            print(scores(some, best, threshold))
    if asked.write:
        fitted = {
            name: fit([one for one in every if one.context in contexts])
            for name, contexts in KINDS.items()
        }
        WEIGHTS.write_text(written(fitted), encoding="utf-8")
        print(f"wrote {WEIGHTS.name}")


if __name__ == "__main__":
    main()
