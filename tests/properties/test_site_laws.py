"""Laws of the whole: nothing is lost, order does not matter, same input, same bytes."""

from __future__ import annotations

from random import Random

from hypothesis import assume, given
from hypothesis import strategies as st

from explainer.anchor import Anchorage, anchor
from explainer.describe import describe
from explainer.diagnostics import Severity
from explainer.find import Haystack
from explainer.model import Annotation, Project, Range, Status, Target
from explainer.pipeline import Options, RenderedPage, weave_site
from explainer.report.text import full
from explainer.span import TextFile
from explainer.text import page_text
from tests.build import note, project, quoted, term
from tests.properties.strategies import PAGES, PHRASES

FILE = TextFile(path="docs/article.md", text="")


@given(PAGES, st.data())
def test_what_can_be_selected_can_be_described_and_found_again(
    html: str, data: st.DataObject
) -> None:
    page = page_text(html)
    assume(page.text)
    start = data.draw(st.integers(0, len(page.text) - 1))
    end = data.draw(st.integers(start + 1, len(page.text)))
    haystack = Haystack(page.text)
    description = describe(haystack, Range(start=start, end=end))
    if description is None:
        return
    target = Target(
        selector=description.selector,
        span=FILE.whole(),
        occurrence=description.occurrence,
    )
    ready = Anchorage.of(page, FILE, str)
    (found,), told = anchor(ready, [note("n", targets=(target,))])
    assert not told
    assert found.ranges == (Range(start=start, end=end),)


@given(st.lists(st.sampled_from(["the", "ban", "list", "x", "5", "任正非"]), min_size=1), st.data())
def test_whole_words_can_always_be_described(words: list[str], data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first + 1, len(words)))
    start = len(" ".join(words[:first])) + (first > 0)
    place = Range(start=start, end=start + len(" ".join(words[first:last])))
    assert describe(Haystack(" ".join(words)), place) is not None


@st.composite
def sites(draw: st.DrawFn) -> tuple[Project, RenderedPage]:
    html = draw(PAGES)
    quotes = draw(st.lists(PHRASES, max_size=5))
    notes: list[Annotation] = [
        note(f"n{at}", targets=(quoted(quote),), body=f"Body number {at}a.")
        for at, quote in enumerate(quotes)
    ]
    names = draw(st.lists(PHRASES, max_size=3, unique=True))
    terms = [
        term(
            name,
            f"Meaning number {at}a.",
            id_=f"t{at}",
            mark=draw(st.sampled_from(["all", "first-per-page"])),
        )
        for at, name in enumerate(names)
    ]
    page = RenderedPage(path="article.md", url="article/", html=html, title="Article")
    return project(notes, terms), page


GLOSSARY = RenderedPage(
    path="glossary.md", url="glossary/", html="<h1>G</h1><!-- explainer:glossary -->", title="G"
)


@given(sites())
def test_nothing_an_editor_wrote_is_lost(site: tuple[Project, RenderedPage]) -> None:
    whole, page = site
    result = weave_site(whole, [page, GLOSSARY], {}, Options())
    article = result.pages.get("article.md", "")
    for annotation in whole.annotations:
        assert annotation.body is not None
        assert annotation.body.value in article
        statuses = [one.status for one in result.anchored if one.annotation.id == annotation.id]
        assert len(statuses) == 1
        told = [
            one
            for one in result.diagnostics
            if one.span is annotation.targets[0].span and one.severity is not Severity.NOTICE
        ]
        assert bool(told) == (statuses[0] not in (Status.EXACT, Status.NORMALISED))
    for one in whole.terms.values():
        assert one.short.value in result.pages["glossary.md"]


@given(sites(), st.randoms(use_true_random=False))
def test_the_order_of_entries_and_pages_does_not_matter(
    site: tuple[Project, RenderedPage], random: Random
) -> None:
    whole, page = site
    notes, terms = list(whole.annotations), list(whole.terms.values())
    placed = weave_site(whole, [page, GLOSSARY], {}, Options())
    assume(all(one.status not in (Status.AMBIGUOUS, Status.ORPHAN) for one in placed.anchored))
    random.shuffle(notes)
    random.shuffle(terms)
    shuffled = project(notes, terms)
    assert weave_site(shuffled, [GLOSSARY, page], {}, Options()).pages == placed.pages


@given(sites())
def test_the_same_input_gives_the_same_bytes(site: tuple[Project, RenderedPage]) -> None:
    whole, page = site
    first = weave_site(whole, [page, GLOSSARY], {}, Options())
    again = weave_site(whole, [page, GLOSSARY], {}, Options())
    assert (first.pages, first.ids) == (again.pages, again.ids)
    assert full(first.diagnostics) == full(again.diagnostics)
