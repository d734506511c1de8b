"""Terms are found by themselves: whole words, the longest first, where they belong."""

from __future__ import annotations

import pytest

from explainer.model import Term
from explainer.terms import Glossary
from explainer.text import page_text
from tests.build import term, written


def found(html: str, *terms: Term, article: str = "a.md", language: str = "en") -> list[str]:
    """Return the words that are linked, each with its term's id."""
    page = page_text(html)
    return [
        f"{page.text[use.range.start : use.range.end]}={use.term}"
        for use in Glossary(terms, language).find(page, article)
    ]


def test_the_longest_term_wins() -> None:
    terms = (term("zorvane"), term("zorvane kelith"))
    assert found("<p>the zorvane kelith and zorvane</p>", *terms) == [
        "zorvane kelith=zorvane-kelith",
        "zorvane=zorvane",
    ]


def test_a_plural_or_line_broken_term_does_not_get_a_shorter_ones_definition() -> None:
    terms = (term("trade"), term("trade list"))
    assert found("<p>two trade\nlists</p>", *terms) == ["trade lists=trade-list"]


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("licence", "two licences", "licences"),
        ("company", "many companies", "companies"),
        ("Huawei", "Huawei’s phones", "Huawei"),
        ("C++", "in C++, or", "C++"),
        ("5G", "the 5G network", "5G"),
        ("direct product rule", "direct product rules apply", "direct product rules"),
        ("naïve", "naïve people", "naïve"),
        ("chip-maker", "two chip‑makers", "chip‑makers"),
    ],
)
def test_forms_of_a_term_are_found(name: str, text: str, words: str) -> None:
    assert found(f"<p>{text}</p>", term(name, id_="x")) == [f"{words}=x"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("ban", "urban banks and a turban"),
        ("list", "listen to the enlisted"),
        ("Entity List", "an entity list of ours"),
        ("EAR", "the ear and the EARL"),
        ("C++", "C++20 code"),
    ],
)
def test_other_words_are_not(name: str, text: str) -> None:
    assert found(f"<p>{text}</p>", term(name, id_="x")) == []


def test_a_term_in_small_letters_may_begin_a_sentence() -> None:
    assert found("<p>Licences matter.</p>", term("licence")) == ["Licences=licence"]


def test_aliases_and_names_in_other_languages_are_found() -> None:
    ren = term(
        "Ren Zhengfei",
        id_="ren",
        aliases=(written("Mr. Ren"),),
        original=(("zh", written("任正非")),),
        mark="all",
    )
    assert found("<p>Mr. Ren, 也就是任正非先生, Ren Zhengfei</p>", ren) == [
        "Mr. Ren=ren",
        "任正非=ren",
        "Ren Zhengfei=ren",
    ]


@pytest.mark.parametrize(
    "html",
    [
        "<a href='#'>a ban</a>",
        "<p><a href='#'><em>a ban</em></a></p>",
        "<code>ban</code>",
        "<pre><code>the ban</code></pre>",
        "<h2>The ban</h2>",
        "<table><tr><th>ban</th></tr></table>",
        "<abbr>ban</abbr>",
        "<p class='no-terms'>the ban</p>",
        "<div class='no-terms'><p>the ban</p></div>",
        "<script>ban</script>",
        "<button>ban</button>",
    ],
)
def test_terms_keep_out_of_links_code_and_headings(html: str) -> None:
    assert found(html, term("ban")) == []


SECTIONS = "<p>ban ban</p><h2>One</h2><p>ban ban</p><h3>Two</h3><p>ban</p>"


@pytest.mark.parametrize(
    ("mark", "times"), [("first-per-page", 1), ("first-per-section", 3), ("all", 5), ("none", 0)]
)
def test_how_many_uses_are_linked_is_the_editors_choice(mark: str, times: int) -> None:
    assert len(found(SECTIONS, term("ban", mark=mark))) == times


def test_a_term_belongs_to_the_articles_it_names() -> None:
    legal = term("ban", only=("legal/*",), never=("legal/old.md",))
    assert found("<p>ban</p>", legal, article="legal/new.md") == ["ban=ban"]
    assert found("<p>ban</p>", legal, article="legal/old.md") == []
    assert found("<p>ban</p>", legal, article="news.md") == []


def test_case_may_be_asked_for_or_ignored() -> None:
    assert found("<p>Ban</p>", term("ban", case="exact")) == []
    assert found("<p>entity list</p>", term("Entity List", case="ignore")) != []


def test_a_term_without_inflection_is_found_only_as_written() -> None:
    assert found("<p>bans</p>", term("ban", inflect=False)) == []


def test_the_order_of_terms_does_not_matter() -> None:
    terms = [term("a b"), term("b c"), term("b"), term("c", aliases=(written("a b c"),))]
    text = "<p>a b c, b c, b, c</p>"
    assert found(text, *terms) == found(text, *reversed(terms))


def test_a_longer_term_that_belongs_elsewhere_takes_no_words_from_a_shorter() -> None:
    terms = (term("trade list", only=("legal/*",)), term("trade"))
    assert found("<p>the trade list</p>", *terms) == ["trade=trade"]


def test_a_definition_may_link_a_shorter_term_but_not_in_its_own_name() -> None:
    page = page_text("<p>A trade list is about trade.</p>")
    glossary = Glossary((term("trade list"), term("trade")))
    uses = glossary.find(page, "a.md", but="trade-list")
    assert [(use.term, use.range.start) for use in uses] == [("trade", 22)]
