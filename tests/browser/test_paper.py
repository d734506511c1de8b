"""What comes out of the printer, read back from the sheets."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from tests.browser.acts import CARDS, MARGIN, choose, number, open_card
from tests.browser.conftest import Reader

pytestmark = pytest.mark.browser

CONTROLS = ("In the list", "Close", "Copy link", "Copy with the words", "Reading options", "×")


def close_up(text: str) -> str:
    """Return a text without white space and without the addresses that paper adds."""
    return re.sub(r"\s+", "", text)


def printed(page: Page) -> str:
    """Return what the sheets say, without white space and page numbers."""
    sheets = [one.extract_text() for one in PdfReader(BytesIO(page.pdf())).pages]
    assert len(sheets) > 1
    return "".join(
        re.sub(rf"^{nth}|{nth}$", "", close_up(text)) for nth, text in enumerate(sheets, start=1)
    )


def missing(page: Page, selector: str, told: str) -> list[str]:
    """Return the entries whose words the sheets do not have."""
    # The kind that comes first in a title is in capitals on paper.
    texts = page.locator(selector).evaluate_all(
        "all => all.map(one => one.matches('h3') ? one.lastChild.data : one.textContent)"
    )
    assert texts
    return [one for one in texts if close_up(one) not in told]


@pytest.mark.parametrize("place", ["auto", "after"])
def test_the_sheets_have_every_note_term_source_and_address_and_no_control(
    reader: Reader, place: str
) -> None:
    page = reader.open("huawei-biden/", width=MARGIN if place == "auto" else CARDS).page
    if place == "after":
        choose(page, "place", place)
    open_card(page, page.locator(".ex-term").first)
    told = printed(page)
    for words in CONTROLS:
        assert close_up(words) not in told
    urls = page.locator(".ex-sources cite a").evaluate_all("all => all.map(a => a.href)")
    assert len(urls) > 40
    assert [one for one in urls if f"<{close_up(one)}>" not in told] == []
    plain = re.sub(r"<https?:[^>]*>", "", told)
    for selector in (
        ".ex-note h3",
        ".ex-note .ex-body p",
        ".ex-terms dfn",
        ".ex-terms .ex-body p",
        ".ex-sources cite",
    ):
        assert missing(page, selector, plain) == []


def test_what_is_shut_on_the_screen_is_open_on_paper(reader: Reader, stress_reader: Reader) -> None:
    page = stress_reader.open("folded/", width=CARDS).page
    told = printed(page)
    for words in ("a spare lens", "the spare oil", "a spare bell"):
        assert close_up(words) in told
    page = reader.open("reading-room-charter/", width=CARDS).page
    open_card(page, number(page, 3))
    assert "Close" not in printed(page)
