"""Links to the words of a passage, as the directive of an address and as the list shows them."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest

from explainer.fragment import text_fragment
from explainer.seen import menu, seen_text
from tests.build import note, quoted, woven
from tests.fragments import resolve, seen

REF = '<a class="ex-ref" href="#note-n">12</a>'


def passage(words: str, id_: str = "n") -> str:
    """Return words marked as a passage."""
    return f'<span class="ex-p" data-n="{id_}" id="passage-{id_}">{words}</span>'


def directive(html: str, around: str = "") -> str | None:
    """Return the directive of the passage `n`, decoded; a browser must find it."""
    text = seen_text(html, {"passage-n": "n"}, around)
    found = text_fragment(text, text.passages["passage-n"])
    if found is not None:
        page = seen(html)
        assert resolve(page, found) == page.passage("n")
    return found and unquote(found.removeprefix("text="))


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        pytest.param(
            f"<p>The bank {passage('raised rates')} on Tuesday.</p>",
            "raised rates",
            id="words that stand once need nothing else",
        ),
        pytest.param(
            f"<p>The bank {passage('raised rates')}{REF} on Tuesday.</p>",
            "raised rates,-12",
            id="a number at the last word takes its edge away",
        ),
        pytest.param(
            f"<p>A black{passage('list')} is long.</p>",
            "black-,list",
            id="a place inside a word gets the rest of the word",
        ),
        pytest.param(
            f"<p>A blacklist, a {passage('list')}.</p>",
            "list",
            id="a part of a longer word is no match",
        ),
        pytest.param(
            f"<p>A ban, the Ban. The {passage('ban')} is old.</p>",
            "ban,-is",
            id="words are the same in capitals",
        ),
        pytest.param(
            f"<p>A résumé. The {passage('resume')} is old.</p>",
            "resume,-is",
            id="words are the same with accents",
        ),
        pytest.param(
            f"<p>The old ban is here. An old {passage('ban')} is here.</p>",
            "An old-,ban",
            id="a side that says as much after it is left for the other",
        ),
        pytest.param(
            f"<p>One two three.</p><p>{passage('Four')}.</p><p>Five.</p><p>Four. Six.</p>",
            "three.-,Four",
            id="context may be in the block before",
        ),
        pytest.param(
            f"<p>A {passage('list')}</p><p>B list</p>",
            "list,-B",
            id="context may be in the block after",
        ),
        pytest.param(
            f"<p>{passage('One two')}</p><ul><li>{passage('three').replace(' id=', ' data-i=')}"
            "</li></ul>",
            "One two,three",
            id="a passage over two blocks is found by its ends",
        ),
        pytest.param(
            f"<p>Honor{REF} is sold, {passage('Honor')}{REF} is not.</p>",
            "sold,-,Honor,-12",
            id="numbers tell no places apart, for they change",
        ),
        pytest.param(
            f"<pre><code>a = 1\n{passage('b = 2')}\nc = 3</code></pre>",
            "b = 2",
            id="lines of code",
        ),
        pytest.param(
            f"<p>他在北京。{passage('他说话')}，很多。</p>",
            "他说话",
            id="Chinese between punctuation",
        ),
        pytest.param(
            f"<p>任正非是{passage('华为')}的创始人，他说话。</p>",
            "任正非是-,华为,-的创始人",
            id="Chinese in a sentence gets context up to punctuation",
        ),
        pytest.param(
            f"<p>A picture {passage('<img alt=pier>')} stands here.</p>", None, id="a picture"
        ),
        pytest.param(
            f"<p>{passage('one')} two. One two. {'one two. ' * 300}</p>",
            None,
            id="what is repeated without end",
        ),
        pytest.param(f"<p>e{passage('́t')} a</p>", None, id="a torn character"),
    ],
)
def test_a_directive_is_as_short_as_it_can_be(html: str, expected: str | None) -> None:
    assert directive(html) == expected


def test_a_long_passage_is_found_by_its_first_and_last_words() -> None:
    words = " ".join(f"word{number}" for number in range(60))
    assert (
        directive(f"<p>So {passage(words)} end.</p>")
        == "word0 word1 word2 word3,word57 word58 word59"
    )


def test_the_signs_of_the_syntax_are_encoded() -> None:
    html = f"<p>So {passage('a well-known, dear &amp; “old” friend')} goes.</p>"
    text = seen_text(html, {"passage-n": "n"})
    found = text_fragment(text, text.passages["passage-n"])
    assert found == ("text=a%20well%2Dknown%2C%20dear%20%26%20%E2%80%9Cold%E2%80%9D%20friend")


def test_a_number_of_the_article_is_told_from_the_same_number_of_a_note() -> None:
    html = f"<p>No fee{REF}. They paid {passage('12')} crowns.</p>"
    assert directive(html) == "12,-crowns"


def test_a_title_in_the_menu_is_told_apart() -> None:
    html = f"<p>It shows {passage('the harbour plan')} to all.</p>"
    assert directive(html) == "the harbour plan"
    assert directive(html, menu(["Home", "The harbour plan"])) == "the harbour plan,-to"


def test_a_heading_is_told_from_the_same_in_the_table_of_contents() -> None:
    ref = REF.replace("12", "4")
    html = f"<p>No fee.</p><h2>{passage('3. Hours')}{ref}</h2><p>Daily.</p>"
    assert directive(html) == "3. Hours,-4"
    contents = menu(["3. Hours", "4. In the room"])
    assert directive(html, contents) == "fee.-,3. Hours,-4"


def test_the_page_itself_may_stand_behind_the_last_title() -> None:
    html = f"<p>{passage('The ban')}</p><p>The end. The list.</p>"
    assert directive(html, menu(["On the ban"])) == "The ban,-The end"


def test_in_a_page_of_repeats_no_words_tell_one_from_the_others() -> None:
    html = "<p>" + "The same sentence again. " * 10_000 + "</p>"
    at = len(html) // 2
    at = html.index("same", at)
    html = f"{html[:at]}{passage('same')}{html[at + 4 :]}"
    text = seen_text(html, {"passage-n": "n"})
    assert text_fragment(text, text.passages["passage-n"]) is None


# --- in the list of notes --------------------------------------------------------------


def test_every_place_of_a_note_has_a_link_of_its_own() -> None:
    two = note("a", targets=(quoted("ferry"), quoted("pier")))
    html = woven("The ferry is at the pier.", [two, note("b", "The")]).pages["article.md"]
    assert re.findall(r'<a class="ex-passage" href="(.*?)".*?>(.*?)</a>', html) == [
        ("#passage-b", "Link to passage 1"),
        ("#passage-a", "Link to passage 2"),
        ("#passage-a-2", "Link to passage 2 (2)"),
    ]
    for _, link in re.findall(r'(data-text)="(.*?)"', html):
        assert link.startswith("text=")


def test_notes_without_a_place_have_no_link() -> None:
    html = woven("A page.", [note("a", body="All of it.")]).pages["article.md"]
    assert "ex-passage" not in html
    assert "ex-copies" not in html


def test_no_address_of_the_site_is_in_the_page() -> None:
    html = woven("The ferry is at the pier.", [note("a", "ferry")]).pages["article.md"]
    assert "http" not in html


def test_places_of_one_note_that_overlap_have_plain_links_alone() -> None:
    both = note("a", targets=(quoted("The ferry is"), quoted("ferry is at")))
    html = woven("The ferry is at the pier.", [both]).pages["article.md"]
    assert html.count('class="ex-passage"') == 2
    assert "data-text" not in html
