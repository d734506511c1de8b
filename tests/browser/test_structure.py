"""What a page is made of, as a browser has it: ids, numbers, landmarks, links and headings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import html5lib
import pytest
import yaml
from playwright.sync_api import Page

from tests.browser.acts import CARDS
from tests.browser.conftest import Reader, Site
from tests.stress_article import article

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
REAL = ("huawei-biden", "reading-room-charter")
# All that is asked of a page at once.
TOLD = """
() => {
  const page = document.querySelector(".md-content"), all = selector => [...page.querySelectorAll(selector)];
  const ids = Map.groupBy(document.querySelectorAll("[id]"), one => one.id);
  const at = link => decodeURIComponent(link.hash.slice(1));
  const own = all("a").filter(link => link.hash && link.pathname === location.pathname);
  return {
    lost: own.map(at).filter(id => ids.get(id)?.length !== 1),
    refs: all(".ex-ref").map(ref => [at(ref), Number(ref.textContent), ref.ariaLabel, ref.id]),
    items: all(".ex-notes > ol > li").map(one => [one.querySelector("h3").id, one.value]),
    ids: [...ids.keys()],
    backs: all("[role=doc-backlink]").map(back => [at(back), back.ariaLabel,
      back.closest("li").querySelector("h3").id]),
    sections: all("[role=doc-endnotes], [role=doc-glossary], [role=doc-bibliography]").map(one =>
      [one.getAttribute("role"), document.getElementById(one.getAttribute("aria-labelledby"))?.textContent]),
    wrong: all("a a, a button, button a, [role=doc-endnote], [role=doc-biblioentry], "
      + "[role=tooltip], abbr[title], .ex-ref[title], .ex-term[title]").map(one => one.outerHTML),
    levels: all("h1, h2, h3, h4, h5, h6").filter(one => !one.closest("[popover]"))
      .map(one => Number(one.tagName[1])),
    contents: [...document.querySelectorAll(".md-nav--secondary .md-nav__link")].map(at),
  };
}
"""  # noqa: E501 - a script


def told(page: Page) -> dict[str, Any]:
    answer: dict[str, Any] = page.evaluate(TOLD)
    return answer


def written(path: Path, key: str) -> Iterator[str]:
    """Return the ids that an editor wrote under a key, in one file or a folder of them."""
    for file in sorted(path.rglob("*.yml")) if path.is_dir() else [path]:
        document = yaml.safe_load(file.read_text(encoding="utf-8"))
        for one in document.get(key, ()):
            yield one["id"]


@pytest.mark.parametrize("path", [*REAL, "stress", "corners", "folded"])
def test_a_page_is_well_made(reader: Reader, site: Site, stress: Site, path: str) -> None:
    where = site if path in REAL else stress
    page = told(reader.open(f"{path}/", site=where, width=CARDS).page)
    assert page["lost"] == []
    assert page["wrong"] == []
    # Numbers and names.
    firsts = dict.fromkeys((note, number) for note, number, _, _ in page["refs"])
    assert [number for _, number in firsts] == list(range(1, len(firsts) + 1))
    assert list(firsts) == [(note, value) for note, value in page["items"]]
    names = [name for _, _, name, _ in page["refs"]]
    assert len(set(names)) == len(names)
    assert all(
        name.startswith(f"Note {number}: ") and len(name) > len(f"Note {number}: ")
        for _, number, name, _ in page["refs"]
    )
    # The way back from each note to each of its places.
    ways = {(ref, note) for ref, _, note in page["backs"]}
    assert {(ref, note) for note, _, _, ref in page["refs"]} <= ways
    assert all(name.startswith("Back to passage ") for _, name, _ in page["backs"])
    # Landmarks and headings.
    lists = ["doc-endnotes", "doc-glossary", "doc-bibliography"]
    if path == "reading-room-charter":  # it has no sources
        lists.pop()
    assert [role for role, _ in page["sections"]] == lists
    assert all(name.strip() for _, name in page["sections"])
    assert page["levels"][0] == 1
    assert all(deep - high <= 1 for high, deep in pairwise(page["levels"]))
    assert (page["contents"] != []) == (path not in {"corners", "folded"})
    assert [one for one in page["contents"] if one.startswith("note-")] == []


def test_lists_are_there_only_where_they_hold_something(stress_reader: Reader) -> None:
    for path, roles in (("plain/", []), ("terms/", ["doc-glossary"])):
        page = told(stress_reader.open(path, width=CARDS).page)
        assert [role for role, _ in page["sections"]] == roles


def test_ids_are_those_of_the_editor(site: Site, stress: Site) -> None:
    for name in REAL:
        ids = _ids(site, name)
        notes = [f"note-{one}" for one in written(ROOT / f"annotations/{name}.yml", "notes")]
        assert notes
        cited = {one for one in notes if one in ids}
        # A passage may only cite a source: then it is a place and no note.
        assert all(one.replace("note-", "passage-") in ids for one in set(notes) - cited)
        assert {one for one in ids if one.startswith("note-")} == cited
    for key, prefix in (("terms", "term-"), ("sources", "source-")):
        page = "glossary" if key == "terms" else key
        found = {one for one in _ids(site, page) if one.startswith(prefix)}
        assert found == {f"{prefix}{one}" for one in written(ROOT / "annotations", key)}
    found = {one for one in _ids(stress, "stress") if one.startswith("note-")}
    assert found == {f"note-{one['id']}" for one in article().notes}


def _ids(site: Site, name: str) -> list[str]:
    """Return the ids of a page as it is served; none stands there twice."""
    tree = html5lib.parse(_html(site, name), namespaceHTMLElements=False)
    ids = [str(one.get("id")) for one in tree.iter() if one.get("id")]
    assert [one for one, times in Counter(ids).items() if times > 1] == []
    return ids


def _html(site: Site, name: str) -> str:
    return (site.folder / name / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", [*REAL, "stress", "corners", "sparse", "folded"])
def test_an_article_is_parsed_without_an_error(site: Site, stress: Site, path: str) -> None:
    html = _html(site if path in REAL else stress, path)
    start = html.index('<article class="md-content__inner')
    end = html.index("</article>", start) + len("</article>")
    parser = html5lib.HTMLParser(strict=False)
    parser.parseFragment(html[start:end])
    assert parser.errors == []


def test_the_glossary_lists_every_page_that_uses_a_term_and_each_link_lands_on_a_use(
    reader: Reader, site: Site
) -> None:
    uses: dict[str, set[str]] = {}
    for name in REAL:
        tree = html5lib.parse(_html(site, name), namespaceHTMLElements=False)
        for link in tree.iter("a"):
            if "ex-term" in link.get("class", "").split():
                uses.setdefault(link.get("href", "").partition("#")[2], set()).add(f"{name}/")
    assert len(uses) > 40
    page = reader.open("glossary/", width=CARDS).page
    listed: dict[str, list[list[str]]] = page.evaluate(
        """async () => {
            const pages = new Map(), told = {};
            for (const entry of document.querySelectorAll(".ex-browse [data-kind]")) {
                const id = (entry.id || entry.querySelector("[id^=term-]").id), found = told[id] = [];
                for (const link of entry.querySelectorAll("a[href*='#']")) {
                    const url = link.href.split("#")[0], { hash } = link;
                    if (link.origin !== location.origin || url === location.href) continue;
                    if (!pages.has(url)) pages.set(url, new DOMParser().parseFromString(
                        await (await fetch(url)).text(), "text/html"));
                    const at = pages.get(url).getElementById(decodeURIComponent(hash.slice(1)));
                    found.push([new URL(url).pathname.split("/").slice(-2).join("/"),
                        at ? at.outerHTML.slice(0, 300) : ""]);
                }
            }
            return told;
        }"""  # noqa: E501 - a script
    )
    for id_, pages in uses.items():
        assert {path for path, _ in listed[id_]} >= pages, id_
        assert all(html for _, html in listed[id_]), id_
