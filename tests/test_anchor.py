"""Finding the passage: one place is a result, none and many are told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from explainer.diagnostics import Severity
from explainer.model import BlockSelector, RangeSelector, Status, Target, TextQuoteSelector
from tests.build import anchored, quoted, written

PAGE = """
<h1 id="top">Title</h1>
<p>The tenant shall give notice. The landlord shall give notice too.</p>
<h2 id="end">End</h2>
<p>At the end the tenant shall give notice again, 30 days before void dates.</p>
"""


def one(target: Target, html: str = PAGE) -> tuple[Status, list[str], str, str]:
    """Return a target's status, the words it got, and code and help of what is told."""
    (found,), told, text = anchored(html, target)
    words = [text[place.start : place.end] for place in found.ranges]
    return found.status, words, told[0].code if told else "", told[0].help if told else ""


def test_a_quote_found_once_as_written_is_exact() -> None:
    assert one(quoted("30 days before")) == (Status.EXACT, ["30 days before"], "", "")


def test_a_quote_found_twice_is_ambiguous_and_the_help_settles_it() -> None:
    status, words, code, help_ = one(quoted("shall give notice"))
    assert (status, words, code) == (Status.AMBIGUOUS, [], "quote-ambiguous")
    for line in help_.splitlines():
        key, _, value = line.partition("   (")[0].partition(": ")
        if key in ("prefix", "suffix"):
            target = quoted("shall give notice", **{key: value})
            assert one(target)[0] is Status.EXACT, line


def test_a_section_narrows_the_search() -> None:
    target = quoted("shall give notice", section=written("end"))
    assert one(target)[:2] == (Status.EXACT, ["shall give notice"])


def test_a_section_may_be_named_by_its_heading() -> None:
    assert one(quoted("shall give notice", section=written("End")))[0] is Status.EXACT


def test_an_occurrence_takes_the_nth() -> None:
    (found,), _, text = anchored(PAGE, quoted("shall give notice", occurrence=2))
    assert text[: found.ranges[0].start].endswith("The landlord ")


def test_all_occurrences_are_all_places_of_one_note() -> None:
    assert len(one(quoted("shall give notice", occurrence="all"))[1]) == 3


def test_an_occurrence_too_many_is_told() -> None:
    assert one(quoted("shall give notice", occurrence=4))[2] == "occurrence-out-of-range"


def test_a_short_quote_must_be_a_whole_word() -> None:
    status, _, code, help_ = one(quoted("oid"))
    assert (status, code) == (Status.ORPHAN, "quote-not-found")
    assert "void" in help_


def test_context_lets_a_short_quote_stand_inside_a_word() -> None:
    assert one(quoted("oid", prefix="before v", suffix=" dates"))[1] == ["oid"]


def test_a_prefix_that_stands_nowhere_is_told_even_if_the_words_stand_once() -> None:
    (found,), problems, _ = anchored(PAGE, quoted("30 days", prefix="the landlord wants these "))
    assert found.status is not Status.EXACT
    assert len(problems) == 1


def test_an_edited_quote_is_placed_and_told_with_the_words_to_paste() -> None:
    status, words, code, help_ = one(quoted("the tenant shall give notise again"))
    assert (status, words) == (Status.DRIFTED, ["the tenant shall give notice again"])
    assert code == "quote-drifted"
    assert "quote: the tenant shall give notice again" in help_


@pytest.mark.parametrize(
    ("quote", "told"),
    [
        ("the tenant shall give notice again, 60 days before", "number 60 → 30"),
        ("the tenant shall not give notice again", "negation −not"),
        ("the tenant must give notice again", "modal must → shall"),
        ("shall give notice again, 30 weeks before void", "unit weeks → days"),
    ],
)
def test_an_edit_that_changed_the_meaning_is_an_error(quote: str, told: str) -> None:
    (found,), problems, _ = anchored(PAGE, quoted(quote))
    assert found.status is Status.DRIFTED
    assert [one.code for one in problems] == ["quote-changed-meaning"]
    assert problems[0].severity is Severity.ERROR
    assert told in problems[0].message


def test_several_places_as_like_a_quote_are_ambiguous() -> None:
    between = "<p>A page of its own then asks for the name of the file.</p>"
    html = f"<p>Click Save to continue.</p>{between}<p>Click Save to continue.</p>"
    status, words, code, help_ = one(quoted("Klick Save to continue"), html)
    assert (status, words, code) == (Status.AMBIGUOUS, [], "quote-ambiguous")
    assert help_.count("quote: Click Save to continue") == 2


def test_words_in_several_places_with_a_prefix_of_none_are_ambiguous() -> None:
    html = "<p>Click Save to continue.</p><p>Click Save to stay.</p>"
    assert one(quoted("Click Save", prefix="nothing like this"), html)[0] is Status.AMBIGUOUS


def test_a_sentence_that_only_begins_alike_is_another_one() -> None:
    html = "<p>It is important to note that the parser is written to be fast.</p>"
    quote = "It is important to note that the system is designed to be resilient"
    assert one(quoted(quote), html)[0] is Status.ORPHAN


def test_a_deleted_sentence_does_not_go_to_one_like_it() -> None:
    html = "<p>Members may vote in person. Guests may not vote by proxy.</p>"
    assert one(quoted("Members may vote by post."), html)[0] is Status.ORPHAN


def test_a_short_quote_without_context_is_not_looked_for_by_likeness() -> None:
    assert one(quoted("void datum"))[0] is Status.ORPHAN


def test_a_range_of_which_one_end_was_edited_is_followed() -> None:
    quote = "At the very end the tenant shall give … before void dates"
    selector = RangeSelector(
        start="At the very end the tenant shall give", end="before void dates", whole=quote
    )
    status, words, code, help_ = one(replace(quoted("x"), selector=selector))
    assert (status, code) == (Status.DRIFTED, "quote-drifted")
    assert words[0].startswith("At the end the tenant")
    assert words[0].endswith("before void dates")
    assert "quote: " in help_


def test_a_block_of_which_the_beginning_was_edited_is_followed() -> None:
    target = replace(quoted("x"), selector=BlockSelector(start="At the very end the tenant shall"))
    status, words, code, help_ = one(target)
    assert (status, code) == (Status.DRIFTED, "quote-drifted")
    assert words[0].endswith("before void dates.")
    assert "block: At the end" in help_


def test_the_help_names_the_line_of_the_article() -> None:
    assert "line 5" in one(quoted("30 days bifore void"))[3]


def test_words_that_are_like_nothing_get_no_suggestion() -> None:
    assert "copy the words" in one(quoted("xylophone quartz jumbles"))[3]


def test_capitals_alone_are_typography_if_the_quote_stands_nowhere_with_its_own() -> None:
    assert one(quoted("the Tenant shall give notice again"))[0] is Status.NORMALISED


def test_of_a_short_quote_only_the_first_letter_may_be_a_capital() -> None:
    html = "<p>The US and the rest. We will not go.</p>"
    assert one(quoted("we will not go"), html)[0] is Status.NORMALISED
    assert one(quoted("us"), html)[0] is Status.ORPHAN


@pytest.mark.parametrize(
    ("html", "quote", "words"),
    [
        ("<p>“We can’t wait,” she said — quietly…</p>", '"We can\'t wait," she said', None),
        ("<p>said — quietly… and left</p>", "said -- quietly... and left", None),
        ("<p>at 10–11&nbsp;a.m. sharp</p>", "at 10-11 a.m.", "at 10–11\u00a0a.m."),
        ("<p>The co\u00adoperation agree\u00adment ends.</p>", "cooperation agreement", None),
        ("<p>The ﬁnal oﬃce memo</p>", "final office", None),
        ("<p>cafe\u0301 au lait</p>", "café au lait", None),
        ("<p>型番 ＡＢＣ　１２３ です</p>", "ABC 123", None),
        ("<p>« Oui », dit-il</p>", "«Oui», dit-il", None),
        ("<p>zero one two\nthree four</p>", "one   two three\nfour", "one two three four"),
        ("<p>First end.</p><p>Start now.</p>", "end. Start", "end. Start"),
        ("<table><tr><td>Alpha<td>Beta</table>", "Alpha Beta", "Alpha Beta"),
        ("<p>a<br>b and so on</p>", "a b and so on", None),
        ("<p>H<sub>2</sub>O is water</p>", "H2O is water", "H2O is water"),
        (
            "<p>claim<sup id='fnref:1'><a class='footnote-ref'>1</a></sup> two</p>",
            "claim two",
            None,
        ),
        ("<h2 id='i'>Intro<a class='headerlink' href='#i'>¶</a></h2><p>x", "Intro x", "Intro x"),
        ("<p>AT&amp;T &lt;b&gt; now</p>", "AT&T <b> now", "AT&T <b> now"),
        ("<p>first <!-- hidden -->second</p>", "first second", "first second"),
        ("<p hidden=until-found>first second</p>", "first second", "first second"),
        ("<p>이것은 한국어 문장</p>", "한국어 문장", None),
        ("<p>אמר: שלום עולם היום</p>", "שלום עולם", "שלום עולם"),
        ("<p>秋葉原は、東京都千代田区</p>", "東京都", "東京都"),
        ("<p>A family 👨‍👩‍👧 photo</p>", "family 👨‍👩‍👧 photo", "family 👨‍👩‍👧 photo"),
    ],
)
def test_what_looks_alike_to_a_reader_is_found(html: str, quote: str, words: str | None) -> None:
    status, found, _, _ = one(quoted(quote), html)
    assert len(found) == 1
    if words:
        assert found == [words]
    else:
        assert status in (Status.NORMALISED, Status.EXACT)


@pytest.mark.parametrize(
    ("html", "quote"),
    [
        ("<p>cafe\u0301 au lait</p>", "cafe"),
        ("<p>👨‍👩‍👧 photo</p>", "👩"),
        ("<script>var s = 'text of script'</script><p>x</p>", "text of script"),
        ("<style>p { color: red }</style><p>x</p>", "color: red"),
        ("<p>a</p><template><p>not shown here</p></template>", "not shown here"),
        ("<p>naive words</p>", "naïve words"),
    ],
)
def test_what_no_reader_sees_so_is_not_found(html: str, quote: str) -> None:
    assert one(quoted(quote), html)[0] is Status.ORPHAN


def test_markup_in_a_quote_is_read_as_markdown() -> None:
    status, found, _, _ = one(quoted("a **bold** claim"), "<p>a <b>bold</b> claim</p>")
    assert (status, found) == (Status.NORMALISED, ["a bold claim"])


def test_stars_that_are_text_are_found_as_written() -> None:
    assert one(quoted("2*3*4"), "<p>so 2*3*4 is</p>")[:2] == (Status.EXACT, ["2*3*4"])


def test_the_order_of_notes_does_not_matter() -> None:
    targets = [quoted("30 days"), quoted("shall give notice"), quoted("Title")]
    forward, _, _ = anchored(PAGE, *targets)
    backward, _, _ = anchored(PAGE, *reversed(targets))
    assert [one.ranges for one in forward] == [one.ranges for one in reversed(backward)]


def test_every_place_of_an_ambiguous_quote_is_a_candidate() -> None:
    (found,), told, _ = anchored(PAGE, quoted("shall give notice"))
    assert [one.heading for one in found.candidates] == ["Title", "Title", "End"]
    assert [place.line for place in told[0].related] == [3, 3, 5]


def test_a_quote_of_nothing_but_signs_is_not_found_in_an_empty_page() -> None:
    target = replace(quoted("—"), selector=TextQuoteSelector(exact="—"))
    assert one(target, "")[0] is Status.ORPHAN


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ("hurt quite a bit through the US ban", "hurt quite a bit by the US ban"),
        ("version 1.3", "version 1.2"),
        ("two, three", "two and three"),
    ],
)
def test_the_words_to_paste_are_whole(now: str, then: str) -> None:
    assert one(quoted(then), f"<p>Once {now}, and then more.</p>")[3].endswith(f"quote: {now}")
