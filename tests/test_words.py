"""The words of the interface: complete in every language, and each as it is written there."""

from __future__ import annotations

import string
from collections.abc import Iterator
from dataclasses import fields
from typing import Any

import pytest
from markupsafe import Markup

from explainer.pages import page_lists
from explainer.pages.dates import date_html
from explainer.pages.rendering import apart, environment
from explainer.view import PageView, TermView
from explainer.words import Words, read_overrides, words
from explainer.words.catalogue import catalogue, languages
from explainer.words.formats import categories, locale_of
from explainer.words.overrides import flat, placeholders

ENGLISH = dict(flat(catalogue("en")))
OTHERS = [one for one in languages() if one != "en"]
every_language = pytest.mark.parametrize("language", languages())
every_other = pytest.mark.parametrize("language", OTHERS)
SIGNS = {"colon", "comma", "list_comma", "semicolon", "full_stop", "brackets", "quote_marks"}


def texts_of(language: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield every text of a catalogue, those of its lists one by one, with their keys."""
    for path, value in flat(catalogue(language)):
        for text in value if isinstance(value, list) else [value]:
            yield path, str(text)


def plain(text: object) -> str:
    """Return a text with its kinds of spaces made one, and marks of direction taken out."""
    return str(text).replace("\u202f", " ").replace("\u00a0", " ").replace("\u200f", "")


# --- the catalogues ----------------------------------------------------------------------


def test_six_languages_have_a_catalogue() -> None:
    assert languages() == ("ar", "de", "en", "es", "fr", "zh")


@every_other
def test_a_catalogue_has_the_keys_of_the_english_one_and_no_others(language: str) -> None:
    keys = {path for path, _ in flat(catalogue(language)) if path[0] != "plural"}
    assert keys == {path for path in ENGLISH if path[0] != "plural"}
    assert catalogue(language)["plural"].keys() == catalogue("en")["plural"].keys()


def test_the_keys_of_a_catalogue_are_the_fields_of_the_words() -> None:
    made = {"language", "locale", "attributes"}
    known = {one.name for one in fields(Words)} - made
    assert {*catalogue("en")} == (known - {"plurals"}) | {"plural"}


@every_language
def test_a_catalogue_has_the_plural_categories_that_cldr_demands(language: str) -> None:
    for name, forms in catalogue(language)["plural"].items():
        assert tuple(forms) == categories(locale_of(language)), name


@every_language
def test_phrases_have_the_names_in_braces_that_the_english_ones_have(language: str) -> None:
    for path, text in flat(catalogue(language)):
        if path[0] == "plural":
            needed = frozenset({"number"})
            given = placeholders(str(text))
            assert given == needed or (path[-1] in {"zero", "one", "two"} and not given), path
        elif isinstance(text, str):
            assert placeholders(text) == placeholders(str(ENGLISH[path])), path


@every_language
def test_no_text_is_empty_or_has_white_space_at_an_end(language: str) -> None:
    for path, text in texts_of(language):
        assert text, path
        assert path[0] in SIGNS or text == text.strip(), path


@every_language
def test_lists_are_as_long_as_the_english_ones(language: str) -> None:
    for path, value in flat(catalogue(language)):
        english = ENGLISH.get(path)
        if isinstance(english, list):
            assert isinstance(value, list), path
            assert len(value) == len(english), path


@every_language
def test_types_of_sources_with_one_name_have_one_heading(language: str) -> None:
    headings: dict[str, str] = {}
    for one, several in words(language).source_types.values():
        assert headings.setdefault(one, several) == several


@every_other
def test_hardly_a_text_was_left_in_english(language: str) -> None:
    same = [path for path, text in flat(catalogue(language)) if ENGLISH.get(path) == text]
    allowed = len(SIGNS) + len(ENGLISH) // 8  # “Note”, “Sources”, “{label}: {text}”
    assert len(same) <= allowed, same


@pytest.mark.parametrize("language", ["ar", "zh"])
def test_plain_words_of_chinese_and_arabic_are_in_their_script(language: str) -> None:
    for path, text in texts_of(language):
        bare = "".join(part[0] for part in string.Formatter().parse(text))
        assert not any(one.isascii() and one.isalpha() for one in bare), path


@every_language
def test_everything_that_is_said_can_be_said(language: str) -> None:
    say = words(language)
    assert say.note_name(1, "T") != say.note_short(1)
    assert "T" in say.back_to_passage(1, "T")
    assert say.link_to_passage(1, 1) != say.link_to_passage(1, 2)
    assert say.term_name("CPI").startswith("CPI")
    assert say.labelled("A", "B").startswith("A")
    assert say.kind("context") != "context"
    assert say.source_group(say.source_type("report")) != "report"
    for name in say.plurals:
        assert say.counted(name, 7)
        assert say.plural_forms(name).startswith('{"')


# --- plurals -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "لا ملاحظات"),
        (1, "ملاحظة واحدة"),
        (2, "ملاحظتان"),
        (3, "3 ملاحظات"),
        (10, "10 ملاحظات"),
        (11, "11 ملاحظة"),
        (99, "99 ملاحظة"),
        (100, "100 ملاحظة"),
        (103, "103 ملاحظات"),
    ],
)
def test_arabic_tells_six_numbers_apart(number: int, text: str) -> None:
    assert plain(words("ar").note_count(number)) == text


@pytest.mark.parametrize(
    ("language", "counts"),
    [
        ("en", ["0 notes", "1 note", "2 notes", "1,234 notes"]),
        ("de", ["0 Anmerkungen", "1 Anmerkung", "2 Anmerkungen", "1.234 Anmerkungen"]),
        ("es", ["0 notas", "1 nota", "2 notas", "1.234 notas"]),
        ("fr", ["0 note", "1 note", "2 notes", "1 234 notes"]),
        ("zh", ["0条注释", "1条注释", "2条注释", "1,234条注释"]),
    ],
)
def test_numbers_of_notes(language: str, counts: list[str]) -> None:
    assert [plain(words(language).note_count(one)) for one in (0, 1, 2, 1234)] == counts


def test_other_things_are_counted_too() -> None:
    say = words("en")
    assert say.term_count(1) == "1 term"
    assert say.source_count(12) == "12 sources"
    assert say.primary_count(9) == "9 primary"
    assert say.correction_count(2) == "2 corrections"
    assert say.shown_count(3) == "3 shown"
    assert say.reading_minutes(1) == "1 min read"
    assert say.changed_count(1) == "1 note changed since your last visit"
    assert say.changed_forms == say.plural_forms("changed_count")


# --- dates -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        ("en", ["1 August 2019", "August 2019", "2019", "autumn 2019"]),
        ("en-GB", ["1 August 2019", "August 2019", "2019", "autumn 2019"]),
        ("en-US", ["August 1, 2019", "August 2019", "2019", "autumn 2019"]),
        ("de", ["1. August 2019", "August 2019", "2019", "Herbst 2019"]),
        ("es", ["1 de agosto de 2019", "agosto de 2019", "2019", "otoño de 2019"]),
        ("fr", ["1er août 2019", "août 2019", "2019", "automne 2019"]),
        ("zh", ["2019年8月1日", "2019年8月", "2019年", "2019年秋季"]),
        ("ar", ["1 أغسطس 2019", "أغسطس 2019", "2019", "خريف 2019"]),
    ],
)
def test_dates_in_every_language(language: str, texts: list[str]) -> None:
    say = words(language)
    made = [say.date(2019, 8, 1), say.date(2019, 8), say.date(2019), say.date(2019, 23)]
    assert [plain(one) for one in made] == texts


@pytest.mark.parametrize(
    ("language", "edtf", "text"),
    [
        ("en", "2019-05-16/..", "since 16 May 2019"),
        ("de", "2019-05-16/..", "seit dem 16. Mai 2019"),
        ("de", "2019-05/..", "seit Mai 2019"),
        ("fr", "../2019-05-11", "jusqu’au 11 mai 2019"),
        ("fr", "../2019", "jusqu’en 2019"),
        ("es", "2019-05-16~", "hacia el 16 de mayo de 2019"),
        ("es", "2019~", "hacia 2019"),
        ("zh", "2019-05/2019-08", "2019年5月至2019年8月"),
        ("ar", "2019/2020", "من 2019 إلى 2020"),
    ],
)
def test_spans_and_doubts_take_the_article_a_day_needs(language: str, edtf: str, text: str) -> None:
    assert plain(date_html(edtf, words(language)).striptags()) == text


# --- which language ----------------------------------------------------------------------


def test_regions_share_the_words_of_their_language() -> None:
    assert words("de-AT").notes == words("de").notes
    assert words("de_CH").language == "de"
    assert words("zh-CN").notes == words("zh-Hans").notes == words("zh").notes
    assert words("zh-TW").language == words("zh-Hant").language == "zh"
    assert words("en-GB") is words("en")


@pytest.mark.parametrize("language", ["", "pt", "tlh", "not a tag", "x-klingon", "e\u0301"])
def test_a_language_without_a_catalogue_is_shown_in_english(language: str) -> None:
    assert words(language) is words("en")


def test_only_a_text_in_another_language_than_its_page_is_marked() -> None:
    assert not words("ar", around="ar").attributes
    assert not words("ar").attributes
    assert words("ar", around="en").attributes == ' lang="ar" dir="rtl"'
    assert words("de", around="en").attributes == ' lang="de"'
    assert words("en", around="ar").attributes == ' lang="en" dir="ltr"'
    assert words("pt-BR", around="en").attributes == ' lang="pt-BR"'
    assert not words('"><script>', around="en").attributes


# --- an author's own words ---------------------------------------------------------------


def overridden(language: str, written: dict[str, Any]) -> Words:
    """Return the words of a language with others in their place, of which none is wrong."""
    overrides, wrong = read_overrides(written)
    assert not wrong
    return words(language, overrides)


def test_words_can_be_replaced_in_all_languages_or_in_one() -> None:
    own = {"notes": "Footnotes", "de": {"notes": "Fußnoten", "kinds": {"context": "Lage"}}}
    assert overridden("en", own).notes == "Footnotes"
    assert overridden("fr", own).notes == "Footnotes"
    assert overridden("de", own).notes == "Fußnoten"
    assert overridden("de-AT", own).kind("context") == "Lage"
    assert overridden("en", own).kind("context") == "Context"


def test_the_narrower_language_prevails_whatever_the_order() -> None:
    own = {"de-AT": {"notes": "c"}, "de": {"notes": "b"}, "notes": "a"}
    assert overridden("de-AT", own).notes == "c"
    assert overridden("de", own).notes == "b"
    assert overridden("es", own).notes == "a"


def test_every_sort_of_word_can_be_replaced() -> None:
    own = {
        "quote_marks": ["»", "«"],
        "source_types": {"book": ["volume", "volumes"]},
        "term_kinds": {"ship": "vessel"},
        "plural": {"note_count": {"one": "a single note", "other": "{number} footnotes"}},
    }
    say = overridden("en", own)
    assert say.quote_marks == ("»", "«")
    assert say.source_group("volume") == "Volumes"
    assert say.term_kind("ship") == "vessel"
    assert [say.note_count(one) for one in (1, 2)] == ["a single note", "2 footnotes"]


def test_a_language_without_a_catalogue_can_be_given_words() -> None:
    say = overridden("pt-BR", {"pt": {"notes": "Notas"}})
    assert say.notes == "Notas"
    assert say.language == "pt"
    assert say.date(2019, 5, 16) == "16 de maio de 2019"
    assert say.terms == "Terms"


def test_replaced_words_leave_others_alone() -> None:
    assert overridden("en", {"notes": "Footnotes"}).notes == "Footnotes"
    assert words("en").notes == "Notes"
    assert overridden("en", {"notes": "Footnotes"}) is overridden("en", {"notes": "Footnotes"})


def test_templates_are_kept_apart_by_their_words() -> None:
    own = overridden("en", {"terms": "Vocabulary"})
    view = PageView(terms=(_term("CPI"),))
    assert "Vocabulary" in page_lists(view, own)
    assert "Vocabulary" not in page_lists(view, words("en"))
    assert environment(own) is not environment(words("en"))


@pytest.mark.parametrize(
    ("written", "path", "told"),
    [
        ({"notess": "x"}, "notess", "is no word of the interface"),
        ({"kinds": {"contxt": "x"}}, "kinds.contxt", "is no word of the interface"),
        ({"de": {"notess": "x"}}, "de.notess", "is no word of the interface"),
        ({"plural": {"note_count": {"some": "x"}}}, "plural.note_count.some", "is no word"),
        ({"kindz": {"context": "x"}}, "kindz", "is no word of the interface"),
        ({"author_phrase": "von {autor}"}, "author_phrase", "needs {author} and nothing else"),
        ({"author_phrase": "anonymous"}, "author_phrase", "needs {author}"),
        ({"author_phrase": "{author.__class__}"}, "author_phrase", "needs {author}"),
        ({"author_phrase": "by {author"}, "author_phrase", "needs {author}"),
        ({"copied": "a {b}"}, "copied", "has braces"),
        ({"plural": {"note_count": {"other": "many"}}}, "plural.note_count.other", "{number}"),
        ({"plural": {"note_count": {"one": "{n}"}}}, "plural.note_count.one", "{number}"),
        ({"terms": 1}, "terms", "put it in quotation marks"),
        ({"terms": None}, "terms", "put it in quotation marks"),
        ({"terms": " "}, "terms", "is empty"),
        ({"kinds": "x"}, "kinds", "is a table of words"),
        ({"draft": {"x": "y"}}, "draft", "is a text, not a table"),
        ({"quote_marks": "«»"}, "quote_marks", "is a list of 2 texts"),
        ({"source_types": {"book": ["a"]}}, "source_types.book", "is a list of 2 texts"),
    ],
)
def test_a_wrong_word_is_named(written: dict[str, Any], path: str, told: str) -> None:
    overrides, (wrong,) = read_overrides(written)
    assert not overrides
    assert ".".join(wrong.path) == path
    assert told in wrong.told


def test_all_wrong_words_are_told_at_once() -> None:
    _, wrong = read_overrides({"notess": "x", "terms": 1, "sources": "Works"})
    assert [one.path for one in wrong] == [("notess",), ("terms",)]
    assert "notes" in wrong[0].known


# --- two directions ----------------------------------------------------------------------


def _term(name: str, *original: tuple[str, str]) -> TermView:
    return TermView(
        id="t",
        href="",
        term=name,
        kind="concept",
        short=Markup(),
        definition=Markup(),
        pronunciation="",
        original=original,
        aliases=(),
        see=(),
        citations=(),
        uses=(),
    )


def test_a_name_written_the_other_way_is_set_apart() -> None:
    assert apart("محمود درويش", words("en")) == "<bdi>محمود درويش</bdi>"
    assert apart("Mahmoud Darwish", words("en")) == "Mahmoud Darwish"
    assert apart("Mahmoud Darwish", words("ar")) == "<bdi>Mahmoud Darwish</bdi>"
    assert apart("2019", words("ar")) == "2019"
    assert apart("<b>م", words("en")) == "<bdi>&lt;b&gt;م</bdi>"


def test_a_foreign_original_has_its_language_and_its_direction() -> None:
    view = PageView(terms=(_term("shura", ("ar", "شورى"), ("zh", "协商")),))
    html = page_lists(view, words("en"))
    assert '<span lang="ar" dir="rtl">شورى</span>' in html
    assert '<span lang="zh">协商</span>' in html
