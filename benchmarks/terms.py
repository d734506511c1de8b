"""What it costs to find the terms of a page, at 100 to 20,000 terms: milliseconds of CPU.

The pages of every size have as many words and as many uses of terms, so whatever the cost
grows with is the number of terms. It is that of reading a site once, each page for the first
time, with a glossary that is ready; what making the glossary takes, once a site, stands beside.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from statistics import median
from time import process_time

from markdown import Markdown

from benchmarks.corpus import Corpus, Size
from explainer.model import Term, Text
from explainer.page import PageText
from explainer.span import TextFile
from explainer.terms import Glossary
from explainer.text import page_text

SCALES = (100, 1000, 5000, 20000)
COMPARED = (1000, 5000)
LIMIT = 1.3
"""What a page may cost at the larger of the compared numbers, as a multiple of the smaller."""
_NOWHERE = TextFile(path="glossary.yml", text="").whole()


def main() -> int:
    """Measure and print; return 1 if the limit is exceeded."""
    options = _options()
    print(f"{options.pages} pages of 800 words, medians of {options.rounds} rounds\n")
    sites = {count: _site(count, options.pages) for count in SCALES}
    costs: dict[int, list[float]] = {count: [] for count in SCALES}
    for _ in range(options.rounds):  # turn and turn about: a machine is not always as fast
        for count, (glossary, pages) in sites.items():
            costs[count].append(_cost(glossary, pages))
    for count, measured in costs.items():
        made, uses = _made(count), _uses(*sites[count])
        print(
            f"{count:>6} terms   {median(measured):6.3f} ms a page   {uses:4.1f} uses a page"
            f"   glossary made in {made:5.0f} ms"
        )
    few, many = (median(costs[count]) for count in COMPARED)
    verdict = "within" if many / few <= LIMIT else "over"
    print(
        f"\n{COMPARED[1]} terms cost {many / few:.2f} times {COMPARED[0]}: {verdict} the limit"
        f" of {LIMIT}"
    )
    return int(many / few > LIMIT)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=9)
    return parser.parse_args()


def _site(count: int, pages: int) -> tuple[Glossary, Sequence[PageText]]:
    """Return a glossary and the pages that use it."""
    corpus = Corpus(Size(pages=pages, terms=count))
    parser = Markdown(extensions=["tables", "fenced_code"])
    texts = [page_text(parser.reset().convert(corpus.markdown(number))) for number in range(pages)]
    return Glossary(_terms(corpus.terms)), texts


def _terms(names: Sequence[str]) -> list[Term]:
    short = Text(value="A word.", span=_NOWHERE)
    return [
        Term(id=f"t{number}", term=name, short=short, span=_NOWHERE)
        for number, name in enumerate(names)
    ]


def _cost(glossary: Glossary, pages: Sequence[PageText]) -> float:
    """Return the milliseconds that a page takes."""
    start = process_time()
    for page in pages:
        glossary.find(page, "article.md")
    return (process_time() - start) * 1000 / len(pages)


def _uses(glossary: Glossary, pages: Sequence[PageText]) -> float:
    """Return how often a page uses a term."""
    return sum(len(glossary.find(page, "a.md", marks="all")) for page in pages) / len(pages)


def _made(count: int) -> float:
    """Return the milliseconds that making a glossary takes."""
    terms = _terms(Corpus(Size(pages=1, terms=count)).terms)
    start = process_time()
    Glossary(terms)
    return (process_time() - start) * 1000


if __name__ == "__main__":
    sys.exit(main())
