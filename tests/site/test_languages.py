"""Sites in other languages: their words, their dates, and the way they are written."""

from __future__ import annotations

import re
from pathlib import Path

from tests.sites import Built, Site, harbour

ARABIC = """\
---
language: ar
summary:
  - حصل المشروع على الموافقة.
---

# خطة الميناء

وافق المجلس على خطة الميناء يوم الثلاثاء.
"""

NOTES = """\
notes:
  - id: plan
    quote: خطة الميناء يوم
    kind: correction
    date: 2019-05-16
    author: محمود
    body: وُضعت عام 2018.
"""


def main_part(built: Built, page: str) -> str:
    """Return what an article's page holds below its title."""
    return built.page(page).partition("<h1")[2].partition("</article>")[0]


def with_arabic_article(root: Path, **settings: object) -> Site:
    return (
        harbour(root, **settings)
        .write("docs/news/mina.md", ARABIC)
        .write("annotations/news/mina.yml", NOTES)
    )


def test_a_german_site_is_german_throughout(tmp_path: Path) -> None:
    theme = {"name": "material", "font": False, "language": "de"}
    built = harbour(tmp_path, theme=theme).build(strict=True)
    assert built.code == 0, built.output
    page = main_part(built, "news/plan/index.html")
    for words in (
        ">Anmerkungen</h2>",
        ">Begriffe</h2>",
        ">Quellen</h2>",
        ">Korrektur<",
        "„2.5 million crowns“",
        'aria-label="Anmerkung 1: ',
        'aria-label="Zurück zur Stelle 1: ',
        ">2 Anmerkungen</a>",
    ):
        assert words in page, words
    assert " lang=" not in page
    assert ">Bücher</h2>" in built.page("sources/index.html")
    for english in ("Notes", "Terms", "Sources", "Used in", "Copy link"):
        assert f">{english}<" not in page, english


def test_an_arabic_site_is_arabic_and_written_from_the_right(tmp_path: Path) -> None:
    theme = {"name": "material", "font": False, "language": "ar"}
    built = with_arabic_article(tmp_path, theme=theme).build(strict=True)
    assert built.code == 0, built.output
    html = built.page("news/mina/index.html")
    assert re.search(r'<html lang="ar"[^>]*>', html)
    assert 'dir="rtl"' in html
    page = main_part(built, "news/mina/index.html")
    for words in (">ملاحظات</h2>", "16 مايو 2019", "بقلم محمود", "«خطة الميناء يوم»"):
        assert words in page, words
    assert " lang=" not in page
    assert ">كتب</h2>" in built.page("sources/index.html")


def test_an_arabic_article_on_an_english_site_says_so(tmp_path: Path) -> None:
    built = with_arabic_article(tmp_path).build(strict=True)
    assert built.code == 0, built.output
    page = main_part(built, "news/mina/index.html")
    notes = re.search(r'<section class="ex-list ex-notes"[^>]*>', page)
    points = re.search(r'<aside class="ex-key"[^>]*>', page)
    for tag in (notes, points):
        assert tag
        assert ' lang="ar" dir="rtl"' in tag[0]
    assert ">ملاحظات</h2>" in page
    assert " lang=" not in main_part(built, "news/plan/index.html")


def test_an_author_can_have_other_words(tmp_path: Path) -> None:
    own = {"notes": "Footnotes", "kinds": {"correction": "Put right"}, "de": {"notes": "Fußnoten"}}
    built = harbour(tmp_path, plugins=["search", {"explainer": {"words": own}}]).build(strict=True)
    assert built.code == 0, built.output
    page = main_part(built, "news/plan/index.html")
    assert ">Footnotes</h2>" in page
    assert ">Put right<" in page
    assert "Put right" in built.page("notes/index.html")


def test_a_word_that_does_not_exist_stops_the_build(tmp_path: Path) -> None:
    own = {"sorces": "Works", "de": {"author_phrase": "von {autor}"}}
    built = harbour(tmp_path, plugins=[{"explainer": {"words": own}}]).build()
    assert built.code == 1
    assert "`words.sorces` is no word of the interface; did you mean `sources`?" in built.output
    assert "`words.de.author_phrase` needs {author} and nothing else in braces" in built.output


def test_words_are_a_table(tmp_path: Path) -> None:
    built = harbour(tmp_path, plugins=[{"explainer": {"words": "German"}}]).build()
    assert built.code == 1
    assert "`words` is a table" in built.output
