"""How a file of small cases is answered: what differs, and how many pass in each tier.

    python -m benchmarks.conformance CASES.json

A file holds `{"cases": [...]}`, each case with `id`, `tier`, `text` or `html`, `selector`,
and what is expected: `{start, end}`, `none`, or `ambiguous` with its candidates.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

from explainer.batch import answers

_STATUS = {"fuzzy": "drifted"}
"""What others call our statuses."""
_ASKED = ("id", "text", "html", "selector", "previous")


def main() -> int:
    """Ask every case and print; return 1 if one of the tier `consensus` fails."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases", type=Path)
    cases = json.loads(parser.parse_args().cases.read_text(encoding="utf-8"))["cases"]
    asked = (json.dumps({key: case[key] for key in _ASKED if key in case}) for case in cases)
    told = [json.loads(one.line) for one in answers(line.encode() for line in asked)]
    passed: Counter[str] = Counter()
    for case, answer in zip(cases, told, strict=True):
        wrong = _difference(case, answer)
        passed[case["tier"]] += not wrong
        if wrong:
            print(f"{case['id']}: {wrong}")
    of = Counter(case["tier"] for case in cases)
    for tier in sorted(of):
        print(f"{tier}: {passed[tier]} of {of[tier]}")
    return int(passed["consensus"] < of["consensus"])


def _difference(case: dict[str, Any], answer: dict[str, Any]) -> str:
    """Return how an answer differs from what is expected, or nothing."""
    expected = _expected(case)
    found = {key: answer.get(key) for key in expected}
    return "" if found == expected else f"expected {expected}, found {answer}"


def _expected(case: dict[str, Any]) -> dict[str, Any]:
    if case["expected"] == "none":
        return {"status": "orphan", "start": None, "end": None}
    if case["expected"] == "ambiguous":
        places = [[one["start"], one["end"]] for one in case["candidates"]]
        return {"status": "ambiguous", "start": None, "end": None, "candidates": places}
    place = {key: case["expected"][key] for key in ("start", "end")}
    status = {"status": _STATUS.get(case["status"], case["status"])} if "status" in case else {}
    return {**place, **status}


if __name__ == "__main__":
    raise SystemExit(main())
