"""Articles in Markdown, with their notes where they belong, and `llms.txt`, which lists them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from markdown import Markdown

from explainer.downloads import ARTICLE, DOWNLOADS
from explainer.model import (
    ALL,
    BlockSelector,
    Citation,
    ImageSelector,
    Kind,
    Publication,
    SectionSelector,
    Target,
)
from explainer.options import Options
from explainer.outputs import site_files
from explainer.pipeline import WovenSite
from tests.build import NOWHERE, note, quoted, source, term, woven

HERE = Options(
    site_url="https://example.org/below/",
    site_name="Piers",
    site_description="About\n piers.",
)
TEXT = """\
# The pier

The pier opened in May [@log, p. 3], and the ferry came [in June](../other/).

## What followed

- a first crown
- a second crown

![The pier](pier.jpg)

```python
tide = 3  # not a * sign
```

| Ferry | Fare |
| --- | --- |
| North | 4 crowns |
"""


BODIES = {
    "pier": "It **opened**.",
    "linked": "Inside a link.",
    "every": "Twice there.",
    "section": "A section.",
    "image": "A picture.",
    "code": "Some code.",
    "cell": "A cell.",
    "whole": "On all of it.",
    "lost": "Lost.",
}


def at(selector: Any) -> Target:
    return Target(selector=selector, span=NOWHERE)


def everything(**fields: Any) -> WovenSite:
    """Return a site with a note at every kind of place."""
    cited = (Citation(id="log", span=NOWHERE, locator="p. 9"),)
    notes = [
        note("pier", "The pier opened", title="The opening", body=BODIES["pier"], sources=cited),
        note("link", "in June", sources=cited),
        note("linked", "in June", body=BODIES["linked"]),
        note("every", targets=(quoted("crown", occurrence=ALL),), body=BODIES["every"]),
        note("section", targets=(at(SectionSelector(id="what-followed")),), body=BODIES["section"]),
        note("image", targets=(at(ImageSelector(source="pier.jpg")),), body=BODIES["image"]),
        note("code", targets=(at(BlockSelector(start="tide = 3")),), body=BODIES["code"]),
        note("cell", "4 crowns", body="A cell.\n\n- with\n- a list"),
        note("whole", body=BODIES["whole"]),
        note("lost", "nowhere to be found", body=BODIES["lost"]),
    ]
    fields = {"options": HERE, "sources": [source("log", url="https://example.net/log")], **fields}
    return woven(TEXT, notes, [term("ferry", "A *ship* that goes back.")], **fields)


def files(made: WovenSite) -> dict[str, str]:
    assert made.gathered is not None
    return {one.path: one.content for one in site_files(made.gathered)}


def twin(made: WovenSite) -> str:
    return files(made)["article/index.html.md"]


def test_every_note_stands_once_in_the_twin_of_its_page() -> None:
    made = everything()
    text = twin(made)
    for words in BODIES.values():
        assert text.count(words) == 1, words
    placed = BODIES.keys() - {"whole", "lost"}
    assert sorted(re.findall(r"^\[\^(.+?)\]:", text, re.MULTILINE)) == sorted(placed)


def test_a_note_follows_the_block_that_its_passage_is_in() -> None:
    text = twin(everything())
    order = [
        "[^pier] opened",
        "[^pier]:",
        "[^linked]:",
        "## What followed[^section]",
        "[^section]:",
    ]
    order = ["The pier opened[^pier]", *order[1:]]
    assert [text.index(one) for one in order] == sorted(text.index(one) for one in order)
    assert "- a first crown[^every]\n- a second crown[^every]\n\n[^every]: " in text
    assert "![The pier](https://example.org/below/article/pier.jpg)[^image]\n" in text
    assert "| North | 4 crowns[^cell] |" in text


def test_the_mark_of_a_note_on_code_or_a_link_stands_behind_it() -> None:
    text = twin(everything())
    assert "```python\ntide = 3  # not a * sign\n```\n\n[^code]\n" in text
    assert "[in June](https://example.org/below/other/) (The log, p. 9)[^linked]." in text


def test_python_markdown_reads_the_footnotes_of_a_twin() -> None:
    html = Markdown(extensions=["footnotes", "tables", "fenced_code"]).convert(twin(everything()))
    assert html.count('<li id="fn:') == 7
    assert "[^" not in html


def test_a_note_says_what_it_is_and_what_it_rests_on() -> None:
    assert (
        "[^pier]: **Context: The opening**\n\n    It **opened**.\n\n    Sources: The log, p. 9\n"
        in twin(everything())
    )


def test_a_note_tells_its_verdict() -> None:
    judged = note("may", "in May", body="Who says?", kind=Kind.DISPUTED, verdict="*Not* <shown>")
    assert "\n    Who says?\n\n    Verdict: \\*Not\\* \\<shown>\n" in twin(woven(TEXT, [judged]))


def test_terms_and_sources_are_listed_and_what_only_works_on_a_page_is_left_out() -> None:
    text = twin(everything(special=["glossary", "sources", "notes"]))
    assert (
        "## Terms\n\n- **[ferry](https://example.org/below/glossary/#term-ferry)**: A *sh" in text
    )
    assert "\n## Sources\n\n- **" in text
    assert "https://example.net/log" in text.partition("## Sources")[2]
    for word in ("Link to passage", "Copy", "Reading depth", "All notes", "¶", "#note-", "Data"):
        assert word not in text


def test_a_page_without_a_heading_gets_its_title() -> None:
    made = woven("The pier opened.", [note("x", "pier", body=".")], title="On *piers*")
    assert twin(made).startswith("# On \\*piers\\*\n\nThe pier[^x] opened.")


def test_a_page_without_notes_has_a_twin_and_no_links_to_it() -> None:
    made = woven("# Title\n\nThe pier opened.")
    assert twin(made) == "# Title\n\nThe pier opened.\n"
    assert made.pages == {}


def test_private_characters_of_an_article_stay_as_they_are() -> None:
    odd = "\ue000\ue00299\ue001"
    assert odd in twin(woven(f"The pier {odd} opened.", [note("x", "pier", body=".")]))


def test_a_draft_is_in_no_twin() -> None:
    draft = note("draft", "pier", body="Secret.", publication=Publication.DRAFT)
    made = woven("The pier opened.", [draft], options=Options(drafts=True))
    assert twin(made) == "# Article\n\nThe pier opened.\n"


@pytest.mark.parametrize(
    ("page", "address"),
    [
        ("", "index.html.md"),
        ("a/b/", "a/b/index.html.md"),
        ("a/b.html", "a/b.html.md"),
        ("index.html", "index.html.md"),
    ],
)
def test_a_twin_has_the_address_of_its_page_with_an_ending(page: str, address: str) -> None:
    (markdown,) = (one for one in DOWNLOADS if one.name == "markdown" and one.of == ARTICLE)
    assert markdown.address(page) == address


# --- llms.txt ----------------------------------------------------------------------------


def test_llms_txt_lists_articles_and_data() -> None:
    options = replace(HERE, without=frozenset({"csl-json", "bibtex", "glossary-csv"}))
    made = everything(title="The [pier]", description="How it came.", options=options)
    assert files(made)["llms.txt"] == (
        "# Piers\n\n> About piers.\n\n## Articles\n\n"
        "- [The \\[pier\\]](https://example.org/below/article/index.html.md): How it came.\n\n"
        "## Data\n\n"
        "- [annotations.jsonld](https://example.org/below/annotations.jsonld): Web Annotation\n"
        "- [glossary.tbx](https://example.org/below/glossary.tbx): TBX\n"
        "- [glossary.jsonld](https://example.org/below/glossary.jsonld): SKOS\n"
    )


def test_llms_txt_leads_to_pages_where_no_twins_are_wanted() -> None:
    made = woven("The pier.", options=Options(without=frozenset({"markdown"})))
    assert files(made) == {"llms.txt": "# Articles\n\n## Articles\n\n- [Article](article/)\n"}
