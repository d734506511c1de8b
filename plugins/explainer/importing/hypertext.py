"""HTML: the article in a page, without what is only there for browsers.

The page is parsed by html5lib, so that its tree is the one a browser shows: most of the
HTML that is saved or exported leaves out end tags, and nests what must not be nested.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

from bs4 import BeautifulSoup, Comment, Tag

from explainer.importing.blocks import Block, blocks_of

_NO_TEXT = (
    "script style template noscript svg math iframe object embed video audio canvas form button"
    " input select textarea dialog nav link meta base title"
).split()
_AROUND = ("header", "footer", "aside")
_KEPT_ATTRIBUTES = frozenset("href lang dir start type reversed value colspan rowspan".split())
_LISTS = ["ul", "ol"]
_EMPTY = "p li ul ol dl dt dd h1 h2 h3 h4 h5 h6 blockquote pre table a".split()
"""What is left out if there is no text in it; a table's cell is not."""
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_SCHEMES = ("http", "https", "mailto")
_UNSAFE_IN_LINKS = re.compile(r"[\s()<>\[\]{}|\\`\"]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hypertext:
    """What an HTML page holds."""

    html: str
    """The article, cleaned."""
    blocks: tuple[Block, ...]
    """The same, in pieces."""
    title: str
    """Of the page; the article's own heading is part of its text."""
    description: str
    date: str
    author: str
    address: str
    """Where the page says it is to be found."""
    pictures: int
    """How many were left out: a site is not to load them from elsewhere."""


def read_html(page: bytes) -> Hypertext:
    """Return the article in an HTML page."""
    soup = BeautifulSoup(_decoded(page), "html5lib")
    address = _address(soup)
    title = _title(soup)
    described = {
        "description": _meta(soup, "description", "og:description"),
        "author": _meta(soup, "author"),
        "date": _date(soup),
    }
    root = _root(soup)
    pictures = _clean(root, address)
    _mend_lists(soup, root)
    return Hypertext(
        html=str(root),
        blocks=tuple(blocks_of(root)),
        title=title,
        address=address,
        pictures=pictures,
        **described,
    )


def _decoded(page: bytes) -> str | bytes:
    """Return the text if it is UTF-8, whatever the page says; else let the parser find out."""
    try:
        text = page.decode("utf-8-sig")
    except UnicodeDecodeError:
        return page
    return page if text.isascii() else text


def _root(soup: BeautifulSoup) -> Tag:
    """Return the element that holds the article."""
    articles = soup.find_all("article")
    if len(articles) == 1:
        return articles[0]
    main = soup.find("main") or soup.find(role="main")
    if main:
        return main
    body = soup.body or soup
    for around in body.find_all(_AROUND, recursive=False):
        around.decompose()
    return body


def _clean(root: Tag, address: str) -> int:
    """Take out what is no text, and links that lead nowhere; return the pictures taken out."""
    pictures = len(root.find_all("img"))
    for element in root.find_all([*_NO_TEXT, "img", "picture"]):
        element.decompose()
    for element in root.find_all(hidden=True):
        element.decompose()
    for comment in root.find_all(string=lambda text: isinstance(text, Comment)):
        comment.extract()
    for element in root.find_all(_EMPTY):
        if not element.decomposed and not element.get_text(strip=True):
            element.decompose()
    for element in (root, *root.find_all()):
        element.attrs = {
            name: value for name, value in element.attrs.items() if name in _KEPT_ATTRIBUTES
        }
    for link in root.find_all("a"):
        _resolve(link, address)
    root.smooth()
    return pictures


def _resolve(link: Tag, address: str) -> None:
    """Make a link's address whole, or take the link off its words."""
    href = urljoin(address, str(link.get("href") or "").strip())
    if urlsplit(href).scheme in _SCHEMES:
        link.attrs = {"href": _UNSAFE_IN_LINKS.sub(lambda sign: quote(sign[0], safe=""), href)}
    else:
        link.unwrap()


def _mend_lists(soup: BeautifulSoup, root: Tag) -> None:
    """Put a list that stands between the items of a list into the item before it."""
    for inner in root.find_all(_LISTS):
        if inner.parent is None or inner.parent.name not in _LISTS:
            continue
        item = inner.find_previous_sibling("li")
        if item is None:
            inner.wrap(soup.new_tag("li"))
        else:
            item.append(inner.extract())


def _title(soup: BeautifulSoup) -> str:
    heading = soup.find("h1")
    words = heading.get_text(" ") if heading else _meta(soup, "og:title")
    if not words.strip() and soup.title:
        words = soup.title.get_text()
    return " ".join(words.split())


def _address(soup: BeautifulSoup) -> str:
    link = soup.find("link", rel="canonical")
    base = soup.find("base", href=True)
    found = link.get("href") if link else base.get("href") if base else ""
    found = str(found or _meta(soup, "og:url"))
    return found if urlsplit(found).scheme in {"http", "https"} else ""


def _meta(soup: BeautifulSoup, *names: str) -> str:
    for name in names:
        for key in ("name", "property"):
            element = soup.find("meta", attrs={key: name})
            if element and element.get("content"):
                return " ".join(str(element["content"]).split())
    return ""


def _date(soup: BeautifulSoup) -> str:
    time = soup.find("time", datetime=True)
    stamp = _meta(soup, "article:published_time", "date")
    found = _DATE.match(stamp or str(time["datetime"] if time else ""))
    return found[0] if found else ""
