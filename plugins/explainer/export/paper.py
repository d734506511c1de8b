"""A page as HTML for paper: its notes at the foot of the page, addresses written out."""

from __future__ import annotations

from functools import cache

from markupsafe import Markup
from turbohtml import Element, Text, parse_fragment

from explainer import __version__
from explainer.export.footnotes import to_footnotes
from explainer.export.leaf import Leaf, Rendered
from explainer.export.links import settle
from explainer.export.single import asset
from explainer.pages.rendering import render
from explainer.words import formats

SIZES = {"a4": "A4", "letter": "letter"}
"""The sizes of paper, as CSS calls them."""

_ON_SCREEN = (
    "explainer-page, template, .headerlink, .ex-backs, .ex-passages, .ex-edit, .ex-more, .ex-in,"
    " .ex-find, .ex-colon"
)
"""What only a screen has a use for."""

_WRITTEN_OUT = "a[href^='http']:not(.ex-cite, .ex-term)"
"""Links whose addresses a reader of paper needs."""

_MARKS = ".ex-ref, .ex-cites, .ex-kind"


def for_paper(leaf: Leaf, paper: str = "a4") -> Rendered:
    """Return a page as HTML that `explainer.export.pdf` makes a PDF of."""
    page = parse_fragment(leaf.html)
    left_out = settle(page, leaf.around)
    counts = [" ".join(one.text.split()) for one in page.select(".ex-sum > *")]
    for one in page.select(_ON_SCREEN):
        one.decompose()
    for one in page.select("details"):
        one.attrs["open"] = ""
    _set_head(page, leaf, counts)
    feet = to_footnotes(page, leaf.say)
    for tree in (page, *feet):
        _write_addresses_out(tree)
    _point_to_pages(page, feet)
    html = render(
        "paper.html",
        leaf.say,
        leaf=leaf,
        direction=formats.direction(formats.locale_of(leaf.language)),
        article=_safe(page.inner_html.strip()),
        feet=[_safe(one.html) for one in feet],
        style=_safe(_style().replace("</", "<\\/") + _settings(leaf, paper)),
        generator=f"explainer {__version__}",
    )
    return Rendered(html=html, left_out=left_out)


def _safe(html: str) -> Markup:
    return Markup(html)  # noqa: S704 - was woven and serialised, or is our own


def _set_head(page: Element, leaf: Leaf, counts: list[str]) -> None:
    """Put under the title what it is about, by whom and when."""
    heading = page.select_one("h1")
    if heading is None:
        heading = Element("h1", None, [Text(leaf.title)])
        page.insert(0, heading)
    for one in page.select("h1, h2, h3, h4, h5, h6"):
        words = [it.data for it in one.descendants if isinstance(it, Text) and not _is_mark(it)]
        one.attrs["data-title"] = " ".join("".join(words).split())
    heading.insert_adjacent_html(
        "afterend", render("paper_head.html", leaf.say, leaf=leaf, counts=counts)
    )


def _is_mark(text: Text) -> bool:
    parent = text.parent
    return (
        isinstance(parent, Element) and parent.closest(".ex-ref, .ex-cites, .ex-kind") is not None
    )


def _write_addresses_out(tree: Element) -> None:
    """Put the address of a link after its words."""
    for link in tree.select(_WRITTEN_OUT):
        href = link.attr("href") or ""
        known = href in link.text or link.text.startswith("doi:")
        if known or link.closest("dt, .ex-name, .ex-links") is not None:
            continue
        shown = Element("a", {"class": "ex-address", "href": href}, [Text(href)])
        title = link.closest(".ex-row cite")
        entry = title.closest("p") if title is not None else None
        if entry is not None:  # in the list of sources: after all that is said of it
            entry.extend([Text(" "), shown])
        else:
            link.insert_after(Text(" "), shown)


# --- page numbers ----------------------------------------------------------------------


def _point_to_pages(page: Element, feet: list[Element]) -> None:
    """Say on which page a term or source comes up first, and where a note stands."""
    first: dict[str, Element] = {}
    notes = {f"ref-{(one.attr('id') or '').removeprefix('note-')}": one for one in feet}
    for link in _in_reading_order(page, notes):
        first.setdefault(link.attr("href") or "", link)
    for name in page.select(".ex-terms dt, .ex-sources .ex-row"):
        use = first.get(f"#{name.attr('id')}")
        if use is None:
            continue
        use.attrs.setdefault("id", f"first-{name.attr('id')}")
        place = Element("a", {"class": "ex-first", "href": f"#{use.attr('id')}"})
        place.append(_number(str(use.attr("id"))))
        head = name if name.tag == "dt" else name.select_one(".ex-name") or name
        head.insert(0, place)
    for tree in (page, *feet):
        for link in tree.select(".ex-fixes a, .ex-links a[href^='#note-'], .ex-on-page"):
            if link.closest(".ex-sources") is None:
                link.insert_after(_number((link.attr("href") or "").removeprefix("#")))


def _in_reading_order(page: Element, notes: dict[str, Element]) -> list[Element]:
    """Return the links to terms and sources of the text, each note's after its number."""
    found = []
    for link in page.select(".ex-ref, .ex-term, .ex-cite"):
        if link.closest(".ex-list") is not None:
            continue
        found.append(link)
        if (link.attr("id") or "") in notes:
            found += notes[str(link.attr("id"))].select(".ex-term, .ex-cite")
    return found


def _number(id_: str) -> Element:
    """Return what the number of a page is put into, when it is known."""
    return Element("span", {"class": "ex-page", "data-to": f"#{id_}"})


# --- style -----------------------------------------------------------------------------


@cache
def _style() -> str:
    return asset("export/styles", "paper.css")


def _settings(leaf: Leaf, paper: str) -> str:
    """Return the style that depends on the page: its paper and its words."""
    before, after = leaf.say.page_phrase.split("{page}")
    count = "target-counter(attr(data-to), page)"
    starts, ends = ("right", "left") if leaf.say.direction == "rtl" else ("left", "right")
    return (
        f"@page {{ size: {SIZES[paper]};"
        f" @top-{starts} {{ content: string(site) }} @top-{ends} {{ content: string(title) }} }}\n"
        f"@page :first {{ @top-{ends} {{ content: none }} }}\n"
        f'.ex-page::after {{ content: " ({before}" {count} "{after})" }}\n'
        f'.ex-first .ex-page::after {{ content: "{before}" {count} "{after}" }}\n'
    )
