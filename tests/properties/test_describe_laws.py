"""Laws of describing: what is described is found, and nothing shorter would do."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from explainer.anchor import Anchorage, anchor
from explainer.describe import Description, describe
from explainer.find import Haystack, find_quote, in_context
from explainer.load.nodes import Items, Scalar
from explainer.load.yaml_nodes import parse_yaml
from explainer.model import Range, Target
from explainer.quote import parse_quote
from explainer.scalar import yaml_scalar
from explainer.span import TextFile
from explainer.telling import Contexts
from explainer.text import page_text
from tests.build import note
from tests.properties.strategies import PAGES

FILE = TextFile(path="docs/article.md", text="")
FEW_WORDS = "the new old pier ferry’s 2.5 sails. | 任正非 e\u0301t".split()
REPEATING = st.lists(st.sampled_from(FEW_WORDS), min_size=2, max_size=40).map(" ".join)


@given(st.one_of(PAGES, REPEATING.map("<p>{}</p>".format)), st.data())
def test_what_is_pasted_into_a_note_finds_the_passage_and_only_it(
    html: str, data: st.DataObject
) -> None:
    page = page_text(html)
    assume(page.text)
    start = data.draw(st.integers(0, len(page.text) - 1))
    end = data.draw(st.integers(start + 1, len(page.text)))
    found = describe(Haystack(page.text), Range(start=start, end=end))
    assume(found)
    assert found
    written = found.selector
    pasted = parse_quote(written.words, written.prefix, written.suffix)
    target = Target(selector=pasted, span=FILE.whole(), occurrence=found.occurrence)
    (placed,), told = anchor(Anchorage.of(page, FILE, str), [note("n", targets=(target,))])
    assert (placed.ranges, told) == ((Range(start=start, end=end),), ())


@given(REPEATING, st.data())
def test_no_shorter_context_at_word_bounds_would_do(text: str, data: st.DataObject) -> None:
    words = text.split(" ")
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first + 1, min(len(words), first + 3)))
    start = len(" ".join(words[:first])) + (first > 0)
    place = Range(start=start, end=start + len(" ".join(words[first:last])))
    found = describe(Haystack(text), place)
    assume(found)
    assert found
    best = shortest(text, place)
    if found.occurrence:
        assert best is None
    else:
        assert length(found) == best


def length(found: Description) -> int:
    return len(found.selector.prefix) + len(found.selector.suffix)


def shortest(text: str, place: Range) -> int | None:
    """Return the length of the shortest context that does, by trying them all."""
    haystack, around = Haystack(text), Contexts(text, place)
    quote = text[place.start : place.end]
    found = find_quote(haystack, quote)
    fitting = []
    for prefix in ["", *around.prefixes()]:
        for suffix in ["", *around.suffixes()]:
            bare = not (prefix or suffix)
            if bare and parse_quote(quote).words != quote:
                continue
            likes = found.ranges or (() if bare else found.inside_words)
            if [one for one in likes if in_context(haystack, one, prefix, suffix)] == [place]:
                fitting.append(len(prefix) + len(suffix))
    return min(fitting, default=None)


@given(st.text(max_size=40))
def test_a_scalar_is_one_line_that_reads_back_as_the_same_words(words: str) -> None:

    written = yaml_scalar(words)
    assert len(written.splitlines()) == 1
    node, findings, _ = parse_yaml(TextFile(path="", text=f"- {written}\n"))
    assert findings == []
    assert isinstance(node, Items)
    (item,) = node.items
    assert isinstance(item, Scalar)
    assert (item.value, item.is_null) == (words, False)
