"""Terms are found in the forms of their page's language, and not in words that look like them."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer.terms import Glossaries, Glossary
from explainer.text import page_text
from tests.build import term, woven, written


def found(language: str, name: str, html: str, **fields: Any) -> list[str]:
    page = page_text(html)
    glossary = Glossary([term(name, id_="x", mark="all", **fields)], language)
    return [page.text[use.range.start : use.range.end] for use in glossary.find(page, "a.md")]


@pytest.mark.parametrize(
    ("language", "name", "text", "forms"),
    [
        ("de", "Vereinte Nationen", "die Vereinten Nationen", ["Vereinten Nationen"]),
        ("de-AT", "Ausschuss", "Ausschüsse, Ausschüssen", ["Ausschüsse", "Ausschüssen"]),
        ("de", "Rat", "Rätsel, Verrat, Ratte, raten", []),
        ("de", "schon", "schön", []),
        ("de", "Verordnung", "Verordnungen verordnen", ["Verordnungen"]),
        ("fr", "droit de douane", "les droits de douane", ["droits de douane"]),
        ("fr", "accord", "l’accord, désaccord", ["accord"]),
        ("fi", "Euroopan unioni", "Euroopan unionissa", ["Euroopan unionissa"]),
        ("fi", "tulli", "tullit, tuli", ["tullit"]),
        ("tr", "Türkiye", "Türkiye’nin", ["Türkiye"]),
        ("tr", "liste", "listesinde lise listelere", ["listesinde", "listelere"]),
        ("tr", "ihracat", "İHRACATI IHRACAT", ["İHRACATI"]),
        ("az", "ılıq", "ILIQ İLIQ", ["ILIQ"]),
        ("en", "ihracat", "IHRACAT", ["IHRACAT"]),
        ("ar", "شركة", "والشركة وشركات شرك", ["والشركة", "وشركات"]),
        ("ar", "وزارة", "زيارة الوزارة", ["الوزارة"]),
        ("ar", "قانون", "قَانُون قانونية", ["قَانُون"]),
        ("ar", "الحق", "للحق والحق", ["للحق", "والحق"]),
        ("ar", "الأمم المتحدة", "للأمم المتحدة", ["للأمم المتحدة"]),
        ("ru", "экспортный контроль", "экспортного контроля", ["экспортного контроля"]),
        ("el", "νόμος", "νόμου", ["νόμου"]),
        ("sr", "закон", "законима", ["законима"]),
        ("hi", "कानून", "कानूनों", ["कानूनों"]),
        ("pt-BR", "exportação", "exportações", ["exportações"]),
        ("pl", "ustawa", "ustawy, ustawę", ["ustawy", "ustawę"]),
        ("cs", "zákon", "zákony", ["zákony"]),
        ("nb", "avtale", "avtalen", ["avtalen"]),
        ("nn", "avtale", "avtalen", ["avtalen"]),
        ("zh-Hant", "清單", "實體清單上的清單", ["清單", "清單"]),
        ("zh", "5G", "用5G网络和15G", ["5G"]),
        ("ja", "関税", "輸入関税は", ["関税"]),
        ("th", "ภาษี", "การเก็บภาษีศุลกากร", ["ภาษี"]),
        ("en", "import", "important imports", ["imports"]),
        ("en", "nation", "national nations", ["nations"]),
        ("en", "company", "the companies’ phones", ["companies"]),
        ("en", "AI", "AIS and AIs", ["AIs"]),
        ("en", "s", "Huawei’s", []),
        ("ka", "კანონი", "კანონი და კანონის", ["კანონი"]),
    ],
)
def test_a_term_is_found_in_its_own_forms_only(
    language: str, name: str, text: str, forms: list[str]
) -> None:
    assert found(language, name, f"<p>{text}</p>") == forms


@pytest.mark.parametrize(
    ("name", "html", "forms"),
    [
        ("fact checking", "fact-checking, fact‑checking, fact&nbsp;checking", 3),
        ("fact-checking", "fact checking, fact\nchecking, fact<br>checking", 3),
        ("licence", "li&shy;cences", 1),
        ("任正非", "任正\n非", 1),
        ("naïve", unicodedata.normalize("NFD", "naïve"), 1),
        ("trade list", "trade – list, trade, list", 0),
        ("Mr. Ren", "Mr. Ren, Mr Ren", 1),
        ("O'Brien", "O’Brien’s", 1),
        (".NET", ".NET, ASP.NET", 1),
        ("AT&T", "AT&amp;T", 1),
    ],
)
def test_spaces_hyphens_and_signs(name: str, html: str, forms: int) -> None:
    assert len(found("en", name, f"<p>{html}</p>")) == forms


def test_a_term_does_not_reach_from_one_paragraph_into_the_next() -> None:
    assert found("en", "trade list", "<p>on trade</p><p>list it</p>") == []
    assert found("en", "trade list", "<ul><li>trade</li><li>list</li></ul>") == []


def test_what_is_excepted_is_not_the_term() -> None:
    excluded = (written("Honor Guard"), written("honored"))
    text = "<p>Honor sold phones. The Honor Guard came.</p>"
    assert found("en", "Honor", text, excluded=excluded) == ["Honor"]
    election = "<p>Die Wähler und die Wahlen</p>"
    assert found("de", "Wahl", election) == ["Wähler", "Wahlen"]
    assert found("de", "Wahl", election, excluded=(written("Wähler"),)) == ["Wahlen"]


def test_capitals_tell_two_terms_apart() -> None:
    glossary = Glossary([term("Polish", id_="people"), term("polish", id_="wax")])
    uses = glossary.find(page_text("<p>polish for Polish floors</p>"), "a.md")
    assert [use.term for use in uses] == ["wax", "people"]


def test_of_two_terms_with_one_stem_the_nearer_is_found() -> None:
    terms = [term("list", mark="all"), term("listing", mark="all")]
    for order in (terms, terms[::-1]):
        uses = Glossary(order).find(page_text("<p>listed, lists, listings</p>"), "a.md")
        assert [use.term for use in uses] == ["list", "list", "listing"]


def test_an_article_and_its_notes_are_read_in_the_language_of_the_article() -> None:
    terms = [term("Ausschuss", id_="committee")]
    german = woven("Beide Ausschüsse.", terms=terms, language="de")
    english = woven("Beide Ausschüsse.", terms=terms)
    assert "#term-committee" in german.pages["article.md"]
    assert "article.md" not in english.pages


def test_a_glossary_is_made_once_for_each_language_used() -> None:
    glossaries = Glossaries([term("licence")], "en")
    assert glossaries.of("en-GB") is glossaries.of("") is glossaries.of("en")
    assert glossaries.of("de") is not glossaries.of("en")
    assert glossaries.of("zh") is glossaries.of("ja")


LETTERS = {
    "ar": "ابتجدرسشعفقكلمنهويةىأئ",
    "de": "abehinrstuäöüß",
    "el": "αεηικλνοςστυώ",
    "hi": "कनरसलमतपद",
    "ru": "аеиклнорстый",
    "sr": "аеиклњорстћ",
    "tr": "abeıiklnrsşuüğ",
}


@given(st.data())
def test_a_term_is_found_as_it_is_written_in_every_language(data: st.DataObject) -> None:
    tag = data.draw(st.sampled_from([*LETTERS, "en", "fi", "fr", "hu", "pl", "zh"]))
    word = st.text(LETTERS.get(tag, "abdefilnorstuyé"), min_size=1, max_size=9)
    name = " ".join(data.draw(st.lists(word, min_size=1, max_size=3)))
    assert found(tag, name, f"<p>({name}), x.</p>") == [name]


@given(st.text(st.sampled_from("abn sie'-Äàİı非正\u00ad\u0301ال.\n"), max_size=40))
def test_what_is_found_is_never_part_of_a_word(text: str) -> None:
    page = page_text(f"<p>{text}</p>")
    for tag in ("en", "tr", "ar", "zh"):
        glossary = Glossary([term("ban", mark="all"), term("ايسا", id_="y", mark="all")], tag)
        for use in glossary.find(page, "a.md"):
            around = (
                page.text[use.range.start - 1 : use.range.start],
                page.text[use.range.end :][:1],
            )
            assert not any(one.isalpha() and one.isascii() for one in around)
