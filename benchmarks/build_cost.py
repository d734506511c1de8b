"""What the plugin costs: CPU seconds of a build with it, beside one without it.

Both sites hold the same articles. They are built in pairs, turn and turn about, each
build in a process of its own, and medians are compared. Seconds depend on the machine,
the ratio hardly.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.corpus import Corpus, Size

LIMIT = 1.25
"""What a build may cost, as a multiple of a plain one."""
SCALES = (100, 1000, 5000)
"""Numbers of terms; the cost must not grow with them."""


def main() -> int:
    """Measure and print; return 1 if the limit is exceeded."""
    options = _options()
    size = Size(pages=options.pages, terms=options.terms, notes=options.notes)
    print(
        f"{size.pages} pages of {size.words} words, {size.terms} terms, {size.notes} notes a page;"
        f" CPU seconds, medians of {options.pairs} pairs\n"
    )
    ratio = _measure(size, options.pairs)
    if options.scale:
        print("\nthe same with other numbers of terms\n")
        for terms in SCALES:
            _measure(Size(pages=size.pages, terms=terms, notes=size.notes), 1)
    verdict = "within" if ratio <= LIMIT else "over"
    print(f"\n{ratio:.2f} times a plain build: {verdict} the limit of {LIMIT}")
    return int(ratio > LIMIT)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=200)
    parser.add_argument("--terms", type=int, default=1000)
    parser.add_argument("--notes", type=int, default=5)
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--scale", action=argparse.BooleanOptionalAction, default=True)
    return parser.parse_args()


def _measure(size: Size, pairs: int) -> float:
    """Print and return the ratio for one size."""
    corpus = Corpus(size)
    with TemporaryDirectory() as folder:
        plain, ours = Path(folder, "plain"), Path(folder, "ours")
        corpus.write(plain, annotated=False)
        corpus.write(ours, annotated=True)
        seconds = [(_build(plain), _build(ours)) for _ in range(pairs)]
    one, other = (median(column) for column in zip(*seconds, strict=True))
    ratio = median(other / one for one, other in seconds)
    print(f"{size.terms:>6} terms   plain {one:6.2f} s   explainer {other:6.2f} s   × {ratio:.2f}")
    return ratio


def _build(project: Path) -> float:
    """Build a site strictly; return the CPU seconds it took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", str(project / "mkdocs.yml")],
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    sys.exit(main())
