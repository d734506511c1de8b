"""The pages of their own: made when there is something to show, moved, dropped, or written."""

from __future__ import annotations

import pytest

from explainer.words import words
from tests.sites import Built, Site

EVENTS = """\
events:
  - id: pier-opens
    date: 2019-05-16
    title: The pier opens
    body: Along comes the [[ferry-line]] ostentatiously [@ledger].
"""


@pytest.fixture
def eventful(harbour_site: Site) -> Site:
    return harbour_site.write("annotations/events.yml", EVENTS)


def pages(built: Built) -> set[str]:
    """Return the pages of their own that a site has."""
    names = ("glossary", "sources", "timeline", "people", "notes", "changes", "corrections")
    return {name for name in names if (built.site / name / "index.html").exists()}


def test_a_page_is_made_if_there_is_something_to_show_on_it(eventful: Site) -> None:
    built = eventful.build(strict=True)
    assert built.code == 0, built.output
    assert pages(built) == {"glossary", "sources", "timeline", "people", "notes", "corrections"}
    assert built.ids("timeline/index.html").count("event-pier-opens") == 1


def test_an_event_is_found_by_search_once(eventful: Site) -> None:
    built = eventful.build()
    found = [e["location"] for e in built.search() if "ostentatiously" in e["title"] + e["text"]]
    assert found == ["timeline/#event-pier-opens"]


def test_a_page_is_dropped_if_it_is_not_wanted(eventful: Site) -> None:
    plugins = ["search", {"explainer": {"pages": {"timeline": False, "people": "who.md"}}}]
    built = eventful.configure(plugins=plugins).build(strict=True)
    assert built.code == 0, built.output
    assert pages(built) == {"glossary", "sources", "notes", "corrections"}
    assert "<h3>" in built.page("who/index.html")


def test_an_authors_own_page_holds_what_its_markers_ask_for(eventful: Site) -> None:
    own = "# Our years\n\nBefore.\n\n<!-- explainer:timeline -->\n\n[It](#event-pier-opens).\n"
    built = eventful.write("docs/timeline.md", own).build(strict=True)
    assert built.code == 0, built.output
    page = built.page("timeline/index.html")
    assert page.index("Before.") < page.index("The pier opens") < page.index(">It<")


def test_titles_are_in_the_language_of_the_site(eventful: Site) -> None:
    theme = {"name": "material", "language": "de", "font": False}
    built = eventful.configure(theme=theme).build()
    assert f'">{words("de").timeline}</h1>' in built.page("timeline/index.html")


def test_the_script_of_the_filter_is_asked_for_by_no_article(eventful: Site) -> None:
    built = eventful.build()
    assert (built.site / "assets/explainer/pages.js").exists()
    assert "pages.js" not in built.page("news/plan/index.html")
    assert "explainer-filter" not in built.page("news/plan/index.html")


def test_a_page_may_link_to_a_file_that_the_build_writes(eventful: Site) -> None:
    home = "# Home\n\nRead [the plan](news/plan.md), or [subscribe](timeline.ics).\n"
    built = eventful.write("docs/index.md", home).build(strict=True)
    assert built.code == 0, built.output
    assert "The pier opens" in built.page("timeline.ics")


def test_a_file_of_the_authors_is_not_written_over(eventful: Site) -> None:
    built = eventful.write("docs/timeline.json", "mine").build(strict=True)
    assert built.code == 0, built.output
    assert built.page("timeline.json") == "mine"


def test_an_article_in_markdown_is_a_file_and_no_page(eventful: Site) -> None:
    eventful.configure(site_url="https://example.org/below/")
    built = eventful.build()
    twin = (built.site / "news/plan/index.html.md").read_text(encoding="utf-8")
    assert "[^cost]: **Correction: What it cost**" in twin
    assert (built.site / "llms.txt").read_text(encoding="utf-8").count(".html.md)") == 3
    assert "html.md" not in (built.site / "sitemap.xml").read_text(encoding="utf-8")
    assert not any("html.md" in one["location"] for one in built.search())
    head = built.page("news/plan/index.html").partition("</head>")[0]
    assert '<link rel="alternate " type="text/markdown" href="index.html.md">' in head
    assert '"@type":"Article"' in head
    assert '"@type":"DefinedTermSet"' in built.page("glossary/index.html").partition("</head>")[0]
