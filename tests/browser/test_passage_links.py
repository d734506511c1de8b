"""Links to passages: plain ones without script, copied ones with it, and what they show."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Dialog, Page, expect

from tests.browser.acts import LOOKS, axe
from tests.browser.conftest import Reader, Site
from tests.browser.test_search import entries

pytestmark = pytest.mark.browser

ARTICLE = "huawei-biden/"
CHARTER = "reading-room-charter/"
THOROUGH = pytest.mark.thorough
TELLING = [
    (ARTICLE, "passage-honor-sold"),  # “Honor” stands in one paragraph many times
    pytest.param(ARTICLE, "passage-honor-and-google", marks=THOROUGH),
    (ARTICLE, "passage-open-policy-in-full"),  # the same words as in another note
    pytest.param(ARTICLE, "passage-open-policy-and-securities", marks=THOROUGH),
    (ARTICLE, "passage-over-a-year"),  # another note's number stands among the words
    (ARTICLE, "passage-mr-ren-2"),  # the second place of a note
    pytest.param(ARTICLE, "passage-call-was-an-answer", marks=THOROUGH),  # across markup
    (ARTICLE, "passage-more-than-one-ban"),  # a heading, which stands in the table of contents too
    pytest.param(ARTICLE, "passage-two-steps-away", marks=THOROUGH),  # a whole paragraph
    (CHARTER, "passage-hours-in-the-charter"),  # “3. Hours”: “4.” follows in the contents
]
PAINT = "::target-text { background: #f0f !important; color: #f0f !important; }"
# The middle of each sign that is in the window, and whether it is of the passage.
SIGNS = """
([id, several]) => {
  const name = id.replace(several ? /^passage-|-2$/g : 'passage-', '');
  const block = document.getElementById(id).closest('p, h2, h3, li, td');
  const mine = [...document.querySelectorAll('.ex-p')].filter(piece =>
    piece.dataset.n?.split(' ').includes(name) && (!several || block.contains(piece)));
  const signs = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    if (!node.parentElement.closest('.md-content')) continue;
    const within = mine.some(piece => piece.contains(node));
    for (let at = 0; at < node.length; at += 1) {
      if (!/[\\p{L}\\p{N}]/u.test(node.data[at])) continue;
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      const box = range.getBoundingClientRect();
      const x = Math.floor(box.left + box.width / 2), y = Math.floor(box.top + box.height / 2);
      const seen = document.elementFromPoint(x, y);
      if (box.width && seen && (seen.contains(node) || node.parentElement.contains(seen)))
        signs.push([x, y, within, node.data[at], !!node.parentElement.closest('.ex-ref')]);
    }
  }
  return signs;
}
"""
# Which points of a picture are painted, within a sign's width.
PAINTED = """
async ([picture, points]) => {
  const image = new Image();
  image.src = 'data:image/png;base64,' + picture;
  await image.decode();
  const paper = new OffscreenCanvas(image.width, image.height).getContext('2d');
  paper.drawImage(image, 0, 0);
  const { data, width } = paper.getImageData(0, 0, image.width, image.height);
  return points.map(([x, y]) => {
    const at = (y * width + x) * 4;
    return data[at] > 200 && data[at + 1] < 90 && data[at + 2] > 200;
  });
}
"""


@pytest.fixture
def laboratory(browser: Browser) -> Iterator[Page]:
    """An empty page, to look at pictures in."""
    page = browser.new_page()
    yield page
    page.close()


def painted(page: Page, laboratory: Page, passage: str) -> tuple[str, str]:
    """Return the letters of the passage as the page shows them, and those that are marked."""
    page.add_style_tag(content=PAINT)
    signs: list[list[Any]] = page.evaluate(SIGNS, [passage, passage.endswith("-2")])
    picture = base64.b64encode(page.screenshot()).decode()
    marked = laboratory.evaluate(PAINTED, [picture, [sign[:2] for sign in signs]])
    letters = [
        (sign[2], mark, sign[3]) for sign, mark in zip(signs, marked, strict=True) if not sign[4]
    ]
    return (
        "".join(letter for within, _, letter in letters if within),
        "".join(letter for _, mark, letter in letters if mark),
    )


def copied(reader: Reader, site: Site, passage: str, button: str, article: str = ARTICLE) -> str:
    """Return what a button beside a link to a passage copies."""
    page = reader.open(article, width=1000).page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=site.url[:-9])
    row = page.locator(".ex-passages > span", has=page.locator(f"a[href$='#{passage}']"))
    row.get_by_role("button", name=button, exact=True).click()
    expect(page.locator("explainer-page [role=status]")).to_have_text("Link copied")
    address: str = page.evaluate("navigator.clipboard.readText()")
    return address


@pytest.mark.parametrize(("article", "passage"), TELLING)
def test_a_copied_link_with_the_words_shows_the_passage_and_nothing_else(
    reader: Reader, site: Site, laboratory: Page, article: str, passage: str
) -> None:
    address = copied(reader, site, passage, "Copy with the words", article)
    assert address.startswith(f"{site.url}{article}#{passage}:~:text=")
    page = reader.open(address.removeprefix(site.url)).page
    expected, marked = painted(page, laboratory, passage)
    assert expected
    assert marked == expected


def test_a_link_with_the_words_finds_them_when_the_passage_has_lost_its_id(
    reader: Reader, site: Site
) -> None:
    address = copied(reader, site, "passage-honor-and-google", "Copy with the words")
    _, _, words = address.partition(":~:")
    page = reader.open(f"{ARTICLE}#:~:{words}").page
    expect(page.locator("#passage-honor-and-google")).to_be_in_viewport()
    assert page.evaluate("scrollY") > 0


def test_a_copied_link_opens_the_passage(reader: Reader, site: Site) -> None:
    address = copied(reader, site, "passage-what-google-adds", "Copy link")
    assert address == f"{site.url}{ARTICLE}#passage-what-google-adds"
    page = reader.open(address.removeprefix(site.url)).page
    expect(page.locator(":target")).to_be_in_viewport()


def test_a_search_that_led_to_the_page_is_not_copied(reader: Reader, site: Site) -> None:
    page = reader.open(f"{ARTICLE}?h=honor", width=1000).page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=site.url[:-9])
    page.locator(".ex-passages button").first.click()
    address = page.evaluate("navigator.clipboard.readText()")
    assert address == f"{site.url}{ARTICLE}#passage-who-runs-huawei"


def test_without_script_each_note_has_a_plain_link_and_nothing_dead(reader: Reader) -> None:
    page = reader.open(ARTICLE, script=False).page
    links = page.locator("a.ex-passage")
    assert links.count() >= page.locator(".ex-notes > ol > li").count()
    dead = page.locator(".md-content__inner button")
    assert not [one for one in dead.all() if one.is_visible()]
    links.nth(20).click()
    expect(page.locator(":target")).to_have_id(re.compile("passage-"))
    expect(page.locator(":target")).to_be_in_viewport()


def test_every_link_to_a_passage_leads_to_one_and_has_a_name_of_its_own(reader: Reader) -> None:
    page = reader.open(ARTICLE, width=1000).page
    names = page.locator("a.ex-passage").all_inner_texts()
    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"Link to passage \d+( \(\d+\))?", name) for name in names)
    lost = page.eval_on_selector_all(
        "a.ex-passage",
        "links => links.filter(a => !document.querySelector(`.ex-p${a.hash}`)).length",
    )
    assert lost == 0


def test_the_keyboard_reaches_and_works_the_buttons(reader: Reader, site: Site) -> None:
    page = reader.open(ARTICLE, width=1000).page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=site.url[:-9])
    page.locator("a.ex-passage").nth(3).focus()
    page.keyboard.press("Tab")
    button = page.locator(".ex-passages button:focus")
    expect(button).to_have_text("Copy link")
    expect(button).to_have_css("opacity", "1")
    expect(button).to_have_accessible_description(re.compile("Extremely difficult"))
    page.keyboard.press("Enter")
    expect(page.locator("explainer-page [role=status]")).to_have_text("Link copied")
    expect(page.locator("explainer-page [role=status]")).to_be_empty(timeout=5000)


def test_what_cannot_be_copied_is_shown_to_be_copied_by_hand(reader: Reader, site: Site) -> None:
    page = reader.open(ARTICLE, width=1000).page
    shown: list[str] = []

    def answer(dialog: Dialog) -> None:
        shown.append(dialog.default_value)
        dialog.dismiss()

    page.on("dialog", answer)
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.locator(".ex-passages button").first.click()
    assert shown == [f"{site.url}{ARTICLE}#passage-who-runs-huawei"]


def test_the_buttons_are_not_printed(reader: Reader) -> None:
    page = reader.open(ARTICLE, width=1000).page
    page.emulate_media(media="print")
    expect(page.locator(".ex-passages").first).to_be_hidden()


@LOOKS
def test_axe_finds_nothing_where_the_buttons_are_shown(
    reader: Reader, width: int, scheme: str
) -> None:
    page = reader.open(CHARTER, width=width, scheme=scheme).page
    page.add_style_tag(content=".ex-passages button { opacity: 1 !important }")
    assert axe(page, ".ex-notes") == []


def test_the_buttons_are_large_enough_for_a_finger(reader: Reader) -> None:
    page = reader.open(ARTICLE, width=390).page
    sizes = page.eval_on_selector_all(
        ".ex-passages :is(a, button)",
        "all => all.map(one => [one.offsetWidth, one.offsetHeight])",
    )
    assert all(width >= 24 and height >= 24 for width, height in sizes)


def test_search_knows_nothing_of_the_buttons(site: Site) -> None:
    articles = (one for one in entries(site) if one["location"].startswith((ARTICLE, CHARTER)))
    told = " ".join(f"{one['title']} {one['text']}" for one in articles)
    assert "Entity List" in told
    for words in ("Link to passage", "Copy link", "Copy with the words", "could not be copied"):
        assert words not in told
