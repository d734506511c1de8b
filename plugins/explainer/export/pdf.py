"""HTML for paper as a PDF, by WeasyPrint: notes at the foot of the page, tagged for PDF/UA."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from importlib import import_module
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import Element

_INSTALL = 'pip install "mkdocs-explainer[pdf]"'
_LIBRARY = (
    "WeasyPrint, which makes the PDF, needs the library Pango. Install it: "
    "`apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0` on Debian and "
    "Ubuntu, `brew install pango` on macOS"
)
_FOOT = "ex-at-foot"


class NoPdf(Exception):  # noqa: N818 - it says that something is missing, not that we failed
    """What makes a PDF is not there; the message says how to get it."""


def ready() -> None:
    """Raise NoPdf if WeasyPrint cannot be used."""
    try:
        import_module("weasyprint")
    except ImportError as error:
        raise NoPdf(f"a PDF needs WeasyPrint, which is not installed: {_INSTALL}") from error
    except OSError as error:  # a library of the system's that it calls
        raise NoPdf(_LIBRARY) from error


def pdf_of(html: str) -> bytes:
    """Return a page for paper as a PDF: the same bytes for the same page.

    Raises NoPdf if WeasyPrint is not there.
    """
    ready()
    out = BytesIO()
    with _silence():
        document, lost = _laid_out(html, frozenset())
        if lost:
            document, _ = _laid_out(html, lost)
        document.write_pdf(
            out,
            pdf_variant="pdf/ua-1",
            pdf_identifier=sha256(html.encode()).hexdigest()[:32].encode(),
        )
    return out.getvalue()


def _laid_out(html: str, at_end: frozenset[str]) -> tuple[Any, frozenset[str]]:
    """Return the pages, and the ids of the notes that WeasyPrint has lost.

    It loses those that are referred to where it does not look for them, such as in a box
    that floats. Notes `at_end` stand on the last page.
    """
    from weasyprint import HTML  # noqa: PLC0415 - an extra, and slow to load
    from weasyprint.urls import URLFetcher  # noqa: PLC0415 - the same

    # All that a page needs is in it, so nothing is fetched.
    page = HTML(string=html, url_fetcher=URLFetcher(allowed_protocols=("data",)))
    notes = _to_their_numbers(page.etree_element, at_end)
    document = page.render(pdf_variant="pdf/ua-1", pdf_tags=True)
    seen = {name for one in document.pages for name in one.anchors}
    return document, notes - seen


def _to_their_numbers(root: Element, but: frozenset[str]) -> frozenset[str]:
    """Put each note right after its number, in whatever stands there; return their ids."""
    parents = {child: parent for parent in root.iter() for child in parent}
    by_id = {one.get("id"): one for one in root.iter() if one.get("id")}
    notes = [one for one in root.iter("div") if one.get("class") == _FOOT]
    for note in notes:
        number = by_id.get(note.get("data-at"))
        if number is None or note.get("id") in but:
            continue
        parents[note].remove(note)
        place = parents[number]
        note.tail, number.tail = number.tail, None
        place.insert(list(place).index(number) + 1, note)
    return frozenset(str(one.get("id")) for one in notes)


@contextmanager
def _silence() -> Iterator[None]:
    """Keep WeasyPrint's remarks on style sheets to ourselves."""
    logger = logging.getLogger("weasyprint")
    before = logger.disabled
    logger.disabled = True
    try:
        yield
    finally:
        logger.disabled = before
