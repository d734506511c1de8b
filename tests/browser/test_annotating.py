"""Notes written on the page of a real `mkdocs serve`."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from difflib import ndiff
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Error, Page, expect

from tests.annotating import ARTICLE, GLOSSARY, NOTES, SOURCES
from tests.sites import Site

pytestmark = pytest.mark.browser

PATIENCE = 30
WORK = "Work on the breakwater begins in the early weeks of autumn."
LATER = "Work on the long breakwater begins in the early weeks of autumn."
WORKS = f"\n  - id: long\n    quote: {WORK}\n    title: Long\n"
FILLER = "\n".join(f"Paragraph {at} of a long article.\n" for at in range(40))
# Selects from the first words to the end of the last, as a reader does with the pointer.
SELECT = """([first, last]) => {
  const nodes = [], walker = document.createTreeWalker(
    document.querySelector("article"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) nodes.push(walker.currentNode);
  const from = nodes.find(one => one.data.includes(first));
  const to = nodes.slice(nodes.indexOf(from)).find(one => one.data.includes(last));
  getSelection().setBaseAndExtent(
    from, from.data.indexOf(first), to, to.data.indexOf(last) + last.length);
  from.parentElement.scrollIntoView({ block: "center", behavior: "instant" });
  return getSelection().getRangeAt(0).getClientRects()[0].top;
}"""


@dataclass(frozen=True)
class Served:
    """A project that `mkdocs serve` shows, and what the server said."""

    site: Site
    url: str
    log: Path

    @property
    def notes(self) -> Path:
        return self.site.root / "annotations/news/plan.yml"


def free_port() -> int:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        return int(taken.getsockname()[1])


def answers(url: str) -> bool:
    try:
        with urlopen(url, timeout=5) as page:  # noqa: S310 - our own server
            return bool(page.status == 200)
    except (URLError, ConnectionError):
        return False


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    root = tmp_path_factory.mktemp("preview")
    port = free_port()
    site = (
        Site(root=root)
        .configure(
            theme={"name": "material", "font": False, "features": ["navigation.instant"]},
            markdown_extensions=["attr_list", "tables", "footnotes"],
        )
        .write("docs/index.md", "# Home\n\nRead [the plan](news/plan.md).\n")
        .write("docs/news/plan.md", f"{ARTICLE}\n## More\n\n{WORK}\n\n{FILLER}\n")
        .write("annotations/news/plan.yml", NOTES + WORKS)
        .write("annotations/sources.yml", SOURCES)
        .write("annotations/glossary.yml", GLOSSARY)
    )
    log = root / "log"
    command = [sys.executable, "-m", "mkdocs", "serve", "-f", "mkdocs.yml", "-a"]
    with log.open("w") as out:
        running = subprocess.Popen(
            [*command, f"127.0.0.1:{port}"],
            cwd=root,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    url = f"http://127.0.0.1:{port}/below/"
    try:
        until = time.monotonic() + PATIENCE
        while not answers(url):
            assert running.poll() is None, log.read_text("utf-8")
            assert time.monotonic() < until, log.read_text("utf-8")
            time.sleep(0.1)
        yield Served(site, url, log)
    finally:
        running.terminate()
        running.wait(PATIENCE)


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[Page]:
    """One window for all: what is opened anew each time is the page."""
    context = browser.new_context(viewport={"width": 1100, "height": 800})
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    yield context.new_page()
    context.close()


@pytest.fixture
def page(window: Page, served: Served) -> Iterator[Page]:
    complaints: list[str] = []

    def hear(error: Error) -> None:
        complaints.append(str(error))

    window.on("pageerror", hear)
    window.goto("about:blank")
    window.goto(f"{served.url}news/plan/")
    window.wait_for_selector("explainer-desk", state="attached")
    yield window
    window.evaluate("document.querySelector('.ex-desk-form').close()")
    window.unroute_all()
    window.remove_listener("pageerror", hear)
    assert complaints == []


def write(page: Page, first: str, last: str, title: str) -> float:
    """Select words and write a note on them, with the keyboard alone; return where they stood."""
    top = page.evaluate(SELECT, [first, last])
    page.keyboard.press("Control+Alt+KeyM")
    expect(page.locator(".ex-desk-file")).to_have_text("Goes to annotations/news/plan.yml")
    expect(page.get_by_label("Title")).to_be_focused()
    page.keyboard.type(title)
    page.keyboard.press("Tab")
    page.keyboard.type("Said of the *ferry line* [@ledger].")
    return float(top)


def test_words_across_markup_and_across_paragraphs_get_notes_that_stand(
    served: Served, page: Page
) -> None:
    before = served.notes.read_text("utf-8")
    write(page, "approved", "Tuesday", "Across markup")
    preview = page.get_by_role("region", name="The text as it will be read")
    expect(preview.locator("em")).to_have_text("ferry line")
    expect(preview.locator(".ex-cites")).to_be_visible()
    axe = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa"]})
    ours = [one for one in axe.response["violations"] if "ex-desk" in json.dumps(one["nodes"])]
    assert ours == []
    page.get_by_role("button", name="Save").press("Enter")
    passage = page.locator("#passage-across-markup").first
    expect(passage).to_be_visible(timeout=15_000)
    top = write(page, "“too much", "speaks of", "Across paragraphs")
    page.get_by_role("button", name="Save").press("Enter")
    passage = page.locator("#passage-across-paragraphs").first
    expect(passage).to_be_visible(timeout=15_000)
    page.wait_for_function(
        "top => Math.abs(document.querySelector('#passage-across-paragraphs')"
        ".getClientRects()[0].top - top) < 8",
        arg=top,
        timeout=5000,
    )
    lines = list(ndiff(before.splitlines(), served.notes.read_text("utf-8").splitlines()))
    assert [line for line in lines if line.startswith("-")] == []
    added = "\n".join(line[2:] for line in lines if line.startswith("+"))
    assert "quote: approved the harbour plan on Tuesday" in added
    assert "said the mayor. A second paragraph speaks of" in added
    expect(page.locator("#note-across-paragraphs")).to_be_visible()


def test_a_note_is_edited_and_deleted_where_it_stands(served: Served, page: Page) -> None:
    before = served.notes.read_text("utf-8")
    edit = page.locator("li", has=page.locator("#note-cost")).get_by_role("button", name="Edit")
    edit.press("Enter")
    expect(page.locator(".ex-desk-file")).to_have_text("From annotations/news/plan.yml:4")
    expect(page.get_by_label("Kind")).to_have_value("correction")
    page.get_by_label("Title").fill("What it really cost")
    page.get_by_role("button", name="Save").press("Enter")
    expect(page.locator("#note-cost")).to_contain_text("What it really cost", timeout=15_000)
    changed = before.replace("What it cost", "What it really cost")
    assert served.notes.read_text("utf-8") == changed
    page.wait_for_load_state()
    edit.press("Enter")
    expect(page.get_by_label("Title")).to_have_value("What it really cost")
    page.get_by_role("button", name="Delete").press("Enter")
    page.get_by_role("button", name="Really delete?").press("Enter")
    expect(page.locator("#note-cost")).to_have_count(0, timeout=15_000)
    assert "id: cost" not in served.notes.read_text("utf-8")


def test_a_drift_is_shown_and_repaired_with_one_press(served: Served, page: Page) -> None:
    article = served.site.root / "docs/news/plan.md"
    article.write_text(article.read_text("utf-8").replace(WORK, LATER), "utf-8")
    panel = page.get_by_role("region", name="To see to on this page")
    repair = panel.get_by_role("button", name=f"Quote “{LATER}”")
    expect(repair).to_be_visible(timeout=15_000)
    expect(panel).to_contain_text("annotations/news/plan.yml:")
    beside = page.locator("li", has=page.locator("#note-long")).locator(".ex-desk-troubles")
    expect(beside).to_be_visible()
    page.wait_for_load_state()
    repair.press("Enter")
    expect(panel).to_have_count(0, timeout=15_000)
    expect(beside).to_have_count(0)
    expect(page.locator("#passage-long").first).to_be_visible()
    assert f"    quote: {LATER}\n" in served.notes.read_text("utf-8")


def test_what_was_begun_outlives_a_reload(served: Served, page: Page) -> None:
    write(page, "first pier", "first pier", "Not yet done")
    page.reload()
    expect(page.locator(".ex-desk-file")).to_have_text("Goes to annotations/news/plan.yml")
    expect(page.get_by_label("Title")).to_have_value("Not yet done")
    expect(page.locator("[name=body]")).to_have_value("Said of the *ferry line* [@ledger].")
    page.keyboard.press("Escape")
    expect(page.locator(".ex-desk-form")).to_be_hidden()
    assert "Not yet done" not in served.notes.read_text("utf-8")


def test_the_form_comes_along_when_pages_are_swapped_in(served: Served, page: Page) -> None:
    page.goto(served.url)
    page.get_by_role("link", name="the plan").click()
    page.wait_for_url("**/news/plan/")
    page.evaluate(SELECT, ["second pier", "second pier"])
    page.get_by_role("button", name="Add a note").click()
    expect(page.locator(".ex-desk-form blockquote")).to_have_text("second pier")
    expect(page.locator(".ex-desk-file")).to_have_text("Goes to annotations/news/plan.yml")


def test_copying_needs_no_server(page: Page) -> None:
    write(page, "second pier", "is new", "Copied")
    page.get_by_role("button", name="Copy as YAML").click()
    expect(page.locator(".ex-desk-status")).to_have_text("Copied.")
    told = page.evaluate("navigator.clipboard.readText()")
    assert told.startswith("- id: a-short-name\n  quote: second pier is new\n  title: Copied\n")
    page.route("**/.explainer/**", lambda route: route.abort())
    page.get_by_role("button", name="Copy as YAML").click()
    page.wait_for_function("navigator.clipboard.readText().then(text => /prefix/.test(text))")
    told = page.evaluate("navigator.clipboard.readText()")
    assert '  quote: "second pier is new"\n  prefix: "' in told


def test_others_are_refused_and_the_server_says_so(served: Served) -> None:
    with urlopen(f"{served.url}news/plan/") as answer:  # noqa: S310 - our own server
        token = re.search(r'"explainer-desk" content="([^"]+)"', answer.read().decode())
    assert token
    here = served.url.removesuffix("/below/")
    right = {
        "Origin": here,
        "X-Explainer-Token": token[1],
        "Content-Type": "application/json",
    }
    asked = {"page": "news/plan/", "exact": "second pier", "file": "../../x.yml", "title": "x"}
    wrong: list[dict[str, str]] = [
        {"Origin": "https://example.org"},
        {"X-Explainer-Token": ""},
        {},
    ]
    for change in wrong:
        request = Request(  # noqa: S310 - our own server
            f"{here}/.explainer/add",
            data=json.dumps(asked).encode(),
            headers={**right, **change},
        )
        with pytest.raises(HTTPError) as refusal:
            urlopen(request)  # noqa: S310 - our own server
        refusal.value.close()
        assert refusal.value.code == 403
    log = served.log.read_text("utf-8")
    assert "the preview refused add: it comes from another origin" in log
    assert "the preview refused add: it has not our token" in log
    assert "the preview refused add: ../../x.yml is not in the folder" in log


def test_an_error_is_shown_with_its_place(served: Served, page: Page) -> None:
    text = served.notes.read_text("utf-8")
    served.notes.write_text("# broken\nnotes:\n  - id: [pier\n", "utf-8")
    panel = page.get_by_role("region", name="To see to on this page")
    expect(panel).to_contain_text("annotations/news/plan.yml:3:9", timeout=15_000)
    served.notes.write_text(text, "utf-8")


def test_no_byte_of_the_form_is_in_a_build(served: Served) -> None:
    built = served.site.build()
    assert built.code == 0, built.output
    for path in built.site.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            assert b"explainer-desk" not in data, path
            assert b"ex-desk" not in data, path
            assert b".explainer/" not in data, path
            assert "annotate" not in path.name
