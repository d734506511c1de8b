"""The notes of a page, taken out of their list and made ready for the foot of the page.

Each note stands where it is first referred to: `explainer.export.pdf` puts it there, for
HTML has no place for a paragraph within a paragraph.
"""

from __future__ import annotations

import re

from turbohtml import Element, Text

from explainer.pages.rendering import full_stop
from explainer.words import Words

LONGEST = 1500
"""Characters of a note that goes to the foot of a page. A longer one takes a third of the
page and pushes the text away that it is about, so it stays in the list at the end."""

_WIDE = "table, pre, img, svg, video, figure"
"""What no small type makes room for."""

_HOLDERS = frozenset("blockquote div dl ol ul".split())
"""Elements in which white space is only between blocks."""

_SPACES = re.compile(r"[ \t\n\r\f]+")


def to_footnotes(page: Element, say: Words) -> list[Element]:
    """Take notes out of the list of a page; return them as they stand at the foot of a page."""
    feet = []
    first = _first_references(page)
    for note in page.select(".ex-notes > ol > .ex-note"):
        heading = note.select_one("h3")
        reference = first.get(heading.attr("id") or "") if heading is not None else None
        if heading is None or reference is None:
            continue
        whole = len(note.text) <= LONGEST and note.select_one(_WIDE) is None
        foot = _foot(note, heading, say) if whole else _pointer(heading, say)
        foot.attrs["data-at"] = reference.attr("id") or ""
        number = reference.text.strip()
        _number(foot.select_one("p"), number)
        _collapse(foot)
        feet.append(foot)
        if whole:
            note.decompose()
        else:
            _number(heading, number)
    _drop_empty(page)
    return feet


def _first_references(page: Element) -> dict[str, Element]:
    found: dict[str, Element] = {}
    for one in page.select("a.ex-ref[href]"):
        found.setdefault((one.attr("href") or "").removeprefix("#"), one)
    return found


def _foot(note: Element, heading: Element, say: Words) -> Element:
    """Return a whole note: what it is, its title, and its text run on."""
    foot = Element("div", {"class": "ex-at-foot", "id": heading.attr("id") or ""})
    body = note.select_one(".ex-body")
    blocks = [one for one in body.children if one.html.strip()] if body is not None else []
    first = blocks[0] if blocks else None
    if isinstance(first, Element) and first.tag == "p":
        lead = first
    else:
        lead = Element("p")
        foot.append(lead)
    for at, one in enumerate(_lead(heading, say, more=bool(blocks))):
        lead.insert(at, one)
    foot.extend(blocks)
    if (verdict := note.select_one(".ex-verdict")) is not None:
        foot.append(verdict.extract())
    rest = note.select_one(".ex-foot")
    if rest is not None and rest.text.strip():
        foot.append(rest.extract())
    return foot


def _pointer(heading: Element, say: Words) -> Element:
    """Return what leads to a note that stays in the list."""
    id_ = heading.attr("id") or ""
    foot = Element("div", {"class": "ex-at-foot", "id": f"foot-{id_}"})
    lead = Element("p", None, _lead(heading, say, more=True))
    lead.append(Element("a", {"class": "ex-on-page", "href": f"#{id_}"}, [Text("→")]))
    foot.append(lead)
    return foot


def _lead(heading: Element, say: Words, *, more: bool) -> list[Element | Text]:
    kind = heading.select_one(".ex-kind")
    label = kind.text.strip().removesuffix(say.colon) if kind is not None else ""
    title = heading.text.strip()
    if kind is not None:
        title = title.removeprefix(kind.text.strip()).strip()
    stop = full_stop(title.rstrip("”»“\"'’"), say) if more else ""
    found: list[Element | Text] = []
    if label:
        found += [Element("span", {"class": "ex-kind"}, [Text(label)]), Text(" ")]
    return [*found, Element("strong", None, [Text(title + stop)]), Text(" ")]


def _number(lead: Element | None, number: str) -> None:
    if lead is not None:
        lead.insert(0, Element("span", {"class": "ex-number"}, [Text(number)]))
        lead.insert(1, Text(" "))


def _collapse(foot: Element) -> None:
    """Collapse white space, which WeasyPrint (70) keeps as it is at the foot of a page."""
    for one in [one for one in foot.descendants if isinstance(one, Text)]:
        one.data = _SPACES.sub(" ", one.data)
        parent = one.parent
        between = isinstance(parent, Element) and parent.tag in _HOLDERS
        if between and not one.data.strip():
            one.decompose()


def _drop_empty(page: Element) -> None:
    """Drop lists of notes that hold none any more, with their headings."""
    for one in page.select(".ex-notes > ol"):
        if one.select_one("li") is None:
            one.decompose()
    for section in page.select("section.ex-notes"):
        if section.select_one("li") is None:
            section.decompose()
