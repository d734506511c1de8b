"""How well and how fast passages are found again, on the drift cases.

usage: python -m benchmarks.anchoring FOLDER

FOLDER holds the drift cases and the conformance cases. Everything goes through `explainer
locate --batch`, in this process. The weights were fitted to these very cases; how well they
do on projects that the fit has not seen is printed by `make fit`.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.anchoring_data import Case, Document, cases, documents
from explainer.anchor import Anchorage, anchor
from explainer.batch.answers import answers
from explainer.model import Annotation, Target, TextQuoteSelector
from explainer.span import TextFile
from explainer.text import page_text

NOWHERE = TextFile(path="article.md", text="")
BARS = {
    "recall": (0.95, 1),
    "precision": (0.97, 1),
    "placed though gone": (0.03, -1),
    "natural": (0.985, 1),
    "tight": (0.90, 1),
    "edited, and elsewhere": (0.75, 1),
}
BARS_SINCE = {"recall": (0.98, 1), "precision": (0.985, 1)}


def scored(every: Sequence[Case], told: dict[str, dict[str, Any]]) -> dict[str, float]:
    """Return the scores of answers, by name."""
    counts: Counter[str] = Counter()
    for case in every:
        answer = told[case.id]
        placed = answer.get("start") is not None
        overlap = case.overlap((answer["start"], answer["end"])) if placed else 0.0
        counts[_kind(case, overlap, placed=placed)] += 1
        counts["tight"] += overlap >= 0.95
        right = overlap >= 0.5 or not (case.found or placed)
        if case.data["sample"] == "natural":
            counts["natural"] += 1
            counts["natural right"] += right
        if case.data["category"] == "edited_exact_elsewhere":
            counts["elsewhere"] += 1
            counts["elsewhere right"] += right
    hit = counts["hit"]
    return {
        "recall": hit / (hit + counts["wrong"] + counts["missed"]),
        "precision": hit / max(1, hit + counts["wrong"] + counts["false"]),
        "placed though gone": counts["false"] / (counts["false"] + counts["orphan"]),
        "natural": counts["natural right"] / counts["natural"],
        "tight": counts["tight"] / max(1, hit),
        "edited, and elsewhere": counts["elsewhere right"] / counts["elsewhere"],
    }


def _kind(case: Case, overlap: float, *, placed: bool) -> str:
    if not case.found:
        return "false" if placed else "orphan"
    return "hit" if overlap >= 0.5 else "wrong" if placed else "missed"


def asked(
    every: Sequence[Case], texts: dict[str, Document], how: Callable[[Case], dict[str, Any]]
) -> dict[str, dict[str, Any]]:
    """Return what the batch answers to the cases, by id; neighbours share a document."""
    ordered = sorted(every, key=lambda case: (case.data["doc_b"], case.data["doc_a"]))
    lines = (
        json.dumps({"id": case.id, "text": texts[case.data["doc_b"]].raw, **how(case)}).encode()
        for case in ordered
    )
    return {told["id"]: told for told in (json.loads(one.line) for one in answers(lines))}


def show(title: str, found: dict[str, float], bars: dict[str, tuple[float, int]]) -> None:
    """Print scores beside what they have to be."""
    print(title)
    for name, value in found.items():
        if name not in bars:
            print(f"  {name:<24} {value:.4f}")
            continue
        bar, sign = bars[name]
        verdict = "reached" if (value - bar) * sign >= 0 else "NOT REACHED"
        print(f"  {name:<24} {value:.4f}   {'≥' if sign > 0 else '≤'} {bar}  {verdict}")


def quality(folder: Path) -> None:
    """Print the scores with all, some and no context, and with the older text."""
    every, texts = cases(folder), documents(folder)
    full = asked(every, texts, lambda case: {"selector": case.selector})
    show("quote and 32 code points of context", scored(every, full), BARS)
    alone = asked(every, texts, lambda case: {"selector": {"exact": case.selector["exact"]}})
    show("quote alone", scored(every, alone), {})
    since = asked(
        every,
        texts,
        lambda case: {
            "selector": case.selector,
            "previous": texts[case.data["doc_a"]].raw,
        },
    )
    show("with the older text", scored(every, since), BARS_SINCE)


# --- speed -----------------------------------------------------------------------------


def page_of(texts: Sequence[Document], size: int) -> str:
    """Return a page of a size, made of real texts."""
    words = " ".join(one.haystack.text for one in texts if one.raw.isascii())
    return words[:size]


def drifted_quotes(text: str, count: int) -> Iterator[TextQuoteSelector]:
    """Yield quotes of a page with a word in the middle changed, and their context."""
    step = (len(text) - 400) // count
    for at in range(100, 100 + step * count, step):
        words = text[at : at + 90].split(" ")[1:-1]
        start = text.index(" ".join(words), at)
        end = start + len(" ".join(words))
        words[len(words) // 2] = "differently"
        yield TextQuoteSelector(
            exact=" ".join(words), prefix=text[start - 32 : start], suffix=text[end : end + 32]
        )


def ready(text: str) -> Anchorage:
    """Return a page made ready."""
    html = text.replace("&", "&amp;").replace("<", "&lt;")
    return Anchorage.of(page_text(f"<p>{html}</p>"), NOWHERE, lambda words: words)


def timed(here: Anchorage, selectors: Sequence[TextQuoteSelector]) -> list[float]:
    """Return the seconds that each quote takes, and what it says."""
    taken = []
    for selector in selectors:
        target = Target(selector=selector, span=NOWHERE.whole())
        note = Annotation(id="n", article="a.md", span=NOWHERE.whole(), targets=(target,))
        start = time.process_time()
        anchor(here, [note])
        taken.append(time.process_time() - start)
    return taken


def speed(folder: Path) -> None:
    """Print what quotes cost."""
    texts = list(documents(folder).values())
    small, large = page_of(texts, 50_000), page_of(texts, 500_000)
    here = ready(small)
    here.haystack.lowered  # noqa: B018 - read once
    taken = timed(here, list(drifted_quotes(small, 60)))
    print(f"one drifted quote, 50 kB page read: median {statistics.median(taken) * 1000:.2f} ms")
    fresh = []
    for selector in drifted_quotes(small, 15):
        start = time.process_time()
        anew = ready(small)
        fresh.append(time.process_time() - start + timed(anew, [selector])[0])
    print(f"  and the page with it: {statistics.median(fresh) * 1000:.2f} ms")
    start = time.process_time()
    timed(ready(large), list(drifted_quotes(large, 200)))
    print(f"200 drifted quotes, 500 kB page: {time.process_time() - start:.2f} s")
    exact = [
        TextQuoteSelector(exact=small[at : small.index(" ", at + 50)])
        for at in range(small.index(" ") + 1, 45_000, 700)
    ]
    print(f"one exact quote: median {statistics.median(timed(here, exact)) * 1000:.3f} ms")
    for name, text, quote in hostile():
        start = time.process_time()
        timed(ready(text), [TextQuoteSelector(exact=quote, prefix=quote[:20], suffix=quote[-20:])])
        print(f"{name}: {time.process_time() - start:.2f} s")


def hostile() -> Iterator[tuple[str, str, str]]:
    """Yield texts that are meant to take long, with a quote each."""
    sentence = "The same sentence stands here again and again. "
    yield "10,000 equal sentences, quoted", sentence * 10_000, sentence.strip()
    yield "10,000 equal sentences, nearly quoted", sentence * 10_000, sentence.replace("a", "o")
    yield "1 MB of one letter", "a" * 1_000_000, "a" * 60
    yield "1 MB of one letter, another", "a" * 1_000_000, "b" * 60
    yield "1 MB of Chinese", "我们必须在期限之前通知房东。" * 72_000, "我们应当在期限以前告知房东。"
    yield "1 MB of emoji", "👩‍👩‍👧 photo 👍🏽 " * 70_000, "👩‍👩‍👧 picture 👍🏽 here"
    yield "1 MB right to left", "אמר שלום עולם היום " * 52_000, "אמר שלום לעולם היום שוב"
    yield "a quote of 100 kB", sentence * 20_000, (sentence * 2_100).replace("again", "then", 7)


def main() -> None:
    """Print it all."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", choices=["quality", "speed"])
    wanted = parser.parse_args()
    if wanted.only != "speed":
        quality(wanted.folder)
    if wanted.only != "quality":
        speed(wanted.folder)


if __name__ == "__main__":
    main()
