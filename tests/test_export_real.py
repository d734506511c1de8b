"""The real explainer on paper: everything that its page says is in the PDF."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from pypdf import PdfReader
from turbohtml import parse_fragment

from explainer.export import for_paper, pdf_of
from explainer.hosts.exporting import page_of
from tests.conftest import ROOT

_TEXTS = ".ex-note .ex-body p, .ex-terms .ex-body p, .ex-terms dfn, .ex-sources cite, .ex-note h3"


def squeezed(text: str) -> str:
    """Return a text without what a line's end may add or take away."""
    return re.sub(r"[\s\u00ad\u2010-]+", "", text)


@pytest.mark.parametrize(
    ("path", "least_texts", "least_addresses"),
    [
        ("reading-room-charter.md", 40, 0),
        pytest.param("huawei-biden.md", 300, 100, marks=pytest.mark.thorough),
    ],
)
def test_every_note_term_source_and_address_is_in_the_pdf(
    path: str, least_texts: int, least_addresses: int
) -> None:
    leaf = page_of(ROOT / "mkdocs.yml", lambda _: path, lambda *_: None).leaf
    pdf = PdfReader(BytesIO(pdf_of(for_paper(leaf).html)))
    shown = squeezed("".join(page.extract_text() for page in pdf.pages))
    page = parse_fragment(leaf.html)
    for kind in page.select(".ex-kind"):
        kind.decompose()
    texts = [one.text for one in page.select(_TEXTS)]
    addresses = [str(one.attr("href")) for one in page.select(".ex-sources cite a")]
    assert len(texts) >= least_texts
    assert len(addresses) >= least_addresses
    assert [one for one in (*texts, *addresses) if squeezed(one) not in shown] == []
