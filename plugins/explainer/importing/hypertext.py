"""HTML: the article in a page becomes Markdown, without what is only there for browsers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup, Comment, Tag
from markdownify import MarkdownConverter

from explainer.importing.escape import escape_inline, escape_line

_NO_TEXT = (
    "script style template noscript svg math iframe object embed video audio canvas form button"
    " input select textarea dialog nav link meta base"
).split()
_AROUND = ("header", "footer", "aside")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_SCHEMES = ("http", "https", "mailto")
_LIST_INDENT = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Hypertext:
    """What an HTML page holds."""

    html: str
    """The article, cleaned."""
    markdown: str
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
    soup = BeautifulSoup(page, "html.parser")
    address = _address(soup)
    title = _title(soup)
    described = {
        "description": _meta(soup, "description", "og:description"),
        "author": _meta(soup, "author"),
        "date": _date(soup),
    }
    root = _root(soup)
    pictures = _clean(root, address)
    return Hypertext(
        html=str(root),
        markdown=_Converter().convert_soup(root).strip() + "\n",
        title=title,
        address=address,
        pictures=pictures,
        **described,
    )


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
    for element in root.find_all([*_NO_TEXT, "title"]):
        element.decompose()
    for element in root.find_all(hidden=True):
        element.decompose()
    for comment in root.find_all(string=lambda text: isinstance(text, Comment)):
        comment.extract()
    pictures = root.find_all(["img", "picture"])
    count = len(root.find_all("img"))
    for picture in pictures:
        picture.decompose()
    for link in root.find_all("a"):
        href = urljoin(address, str(link.get("href") or ""))
        if urlsplit(href).scheme in _SCHEMES:
            link.attrs = {"href": href}
        else:
            link.unwrap()
    root.smooth()
    return count


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


class _Converter(MarkdownConverter):
    """markdownify, in the Markdown that Python-Markdown reads."""

    def __init__(self) -> None:
        super().__init__(
            heading_style="atx",
            bullets="-",
            autolinks=False,
            sub_symbol="<sub>",
            sup_symbol="<sup>",
            table_infer_header=True,
        )

    def escape(self, text: str, parent_tags: set[str]) -> str:
        """Return a stretch of text with what would be markup escaped."""
        del parent_tags
        return "\n".join(
            escape_inline(line) if not line.strip() else _indented(line)
            for line in text.split("\n")
        )

    def convert_del(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return struck-out text: Markdown has no sign for it that is always read."""
        del el, parent_tags
        return f"<del>{text}</del>" if text.strip() else text

    convert_s = convert_del

    def convert_li(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return an item with what belongs to it indented as far as it has to be."""
        del parent_tags
        if not text.strip():
            return "\n"
        number = len(el.find_previous_siblings("li")) + 1
        ordered = el.parent is not None and el.parent.name == "ol"
        bullet = f"{number}." if ordered else "-"
        first, *rest = text.strip().split("\n")
        lines = [f"{bullet:<{_LIST_INDENT}}{first}"]
        lines += [f"{' ' * _LIST_INDENT}{line}" if line.strip() else "" for line in rest]
        return "\n".join(lines) + "\n"

    def convert_td(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return a cell; a line in it must not hold the sign that parts cells."""
        return str(super().convert_td(el, text.replace("|", "&#124;"), parent_tags))  # type: ignore[misc]

    def convert_th(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return a cell of a heading, as `convert_td`."""
        return str(super().convert_th(el, text.replace("|", "&#124;"), parent_tags))  # type: ignore[misc]

    def convert_soup(self, soup: Any) -> str:  # noqa: ANN401 - as in markdownify
        """Return an element as Markdown."""
        return str(super().convert_soup(soup))


def _indented(line: str) -> str:
    """Escape a line; white space before it stays for the converter to judge."""
    bare = line.lstrip()
    return line[: len(line) - len(bare)] + escape_line(bare)
