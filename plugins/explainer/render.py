"""Editors' Markdown becomes HTML that is safe to show.

Bodies come from pull requests by strangers: nh3 (ammonia) keeps the elements and
attributes named here and nothing else. What it takes away is told, not hidden.
"""

from __future__ import annotations

import html as entities
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from urllib.parse import urlsplit

import nh3
from markdown import Markdown
from markupsafe import escape
from turbohtml import Token, TokenType, tokenize

from explainer.model import Term
from explainer.references import CITE_ATTRIBUTE, TERM_ATTRIBUTE, ReferenceExtension
from explainer.span import TextFile
from explainer.text import VOID, page_text

_TAGS = frozenset(
    "a abbr b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt"
    " em figcaption figure h4 hr i img ins kbd li mark ol p pre q rp rt ruby s samp small span"
    " strong sub summary sup table tbody td tfoot th thead time tr u ul var wbr".split()
)
_ATTRIBUTES = {
    "*": frozenset({"lang", "dir"}),
    "a": frozenset({"href", "hreflang"}),
    "img": frozenset({"src", "alt", "width", "height"}),
    "ol": frozenset({"start", "reversed"}),
    "span": frozenset({TERM_ATTRIBUTE, CITE_ATTRIBUTE}),
    "td": frozenset({"colspan", "rowspan"}),
    "th": frozenset({"colspan", "rowspan", "scope"}),
    "time": frozenset({"datetime"}),
    "del": frozenset({"datetime"}),
    "ins": frozenset({"datetime"}),
}
_OURS = frozenset({"class", "style"})
"""Attributes that Markdown itself writes (tables, code) and nobody misses."""
SCHEMES = frozenset({"http", "https", "mailto"})
_CLEANED_WITH_CONTENT = {"script", "style"}
_HEADING = re.compile(r"<(/?)h[1-6]\b[^>]*>")
PLAIN = re.compile(r"(?![\d\s])[^\W_](?:[^\W_]|[ ,;.:'\"()?%/’‘“”–—…-])*\n?")
"""Words and signs on one line, none of which Markdown reads as markup: a paragraph, as the
parser would say too, only later. Definitions are often no more than that."""
_MAY_HOLD_HTML = re.compile(r"[<{]|\]\(|\]:|```|~~~")
"""What raw HTML, links, and code with attributes of its own cannot do without."""
LONGEST = 20_000
"""Code points of a text that are read as Markdown, whose parser is quadratic; a longer one
is shown as it stands."""
_ONLY_IN = {
    "li": ("ul", "ol"),
    "dt": ("dl",),
    "dd": ("dl",),
    "summary": ("details",),
    "rt": ("ruby",),
    "rp": ("ruby",),
    "figcaption": ("figure",),
}
_ONE_PARAGRAPH = re.compile(r"<p>((?:(?!</?p>).)*)</p>\s*", re.DOTALL)

Resolve = Callable[[str], str | None]
"""The address of a link as seen from where it will stand; None if there is no such file."""


class Renderer:
    """Markdown to HTML, with one parser for all bodies of a site (making one is slow)."""

    def __init__(self, terms: Mapping[str, Term]) -> None:
        self._markdown = Markdown(
            extensions=["tables", "fenced_code", "sane_lists", ReferenceExtension(terms)]
        )
        self._convert = lru_cache(maxsize=8192)(self._converted)

    def html(self, text: str) -> str:
        """Return the safe HTML of a text; links are still as written."""
        return self._convert(text)[0]

    def taken_out(self, text: str) -> tuple[str, ...]:
        """Return what was not allowed in a text: `<script>`, `onclick`, `javascript:`."""
        return self._convert(text)[1]

    def inline(self, text: str) -> str:
        """Return the safe HTML of a text, without its paragraph if it is only one."""
        made = self.html(text)
        only = _ONE_PARAGRAPH.fullmatch(made)
        return only[1] if only else made

    def plain(self, text: str) -> str:
        """Return the text that a reader would see of a piece of Markdown."""
        return page_text(self.html(text)).text

    def _converted(self, text: str) -> tuple[str, tuple[str, ...]]:
        if len(text) > LONGEST:
            return f"<p>{escape(text)}</p>", (f"the markup of a text of over {LONGEST} characters",)
        if PLAIN.fullmatch(text):
            return f"<p>{text.strip()}</p>", ()
        made = self._markdown.reset().convert(text)
        made = _HEADING.sub(r"<\1h4>", made)
        if not _MAY_HOLD_HTML.search(text):
            return made, ()  # nothing but what Markdown itself makes
        cleaned, strays = _without_strays(_clean(made))
        return cleaned, tuple(dict.fromkeys((*_not_allowed(made), *strays)))


def _clean(html: str) -> str:
    return nh3.clean(
        html,
        tags=set(_TAGS),
        clean_content_tags=_CLEANED_WITH_CONTENT,
        attributes={tag: set(names) for tag, names in _ATTRIBUTES.items()},
        attribute_filter=_own_pictures,
        url_schemes=set(SCHEMES),
        link_rel="noopener",
    )


def _own_pictures(tag: str, attribute: str, value: str) -> str | None:
    """Drop pictures of other sites: a page asks nothing of anyone but its own site."""
    if tag == "img" and attribute == "src" and not _is_own(value):
        return None
    return value


def _is_own(address: str) -> bool:
    """Return True for an address inside the site, as browsers read it (a backslash is a slash)."""
    try:
        parts = urlsplit(re.sub(r"[\x00-\x20]+", "", address).replace("\\", "/"))
    except ValueError:
        return False
    return not parts.scheme and not parts.netloc


def _without_strays(html: str) -> tuple[str, tuple[str, ...]]:
    """Return HTML without items that stand in no list of theirs, and what was taken out.

    They would close the list that the text itself stands in. nh3 closes every element,
    so the tags are in pairs.
    """
    if not any(f"<{tag}" in html for tag in _ONLY_IN):
        return html, ()
    lines = TextFile(path="", text=html).line_starts
    kept: list[tuple[str, bool]] = []
    pieces, strays, at = [], [], 0
    for token in tokenize(html, capture_source=True):
        tag, place = token.tag or "", lines[token.line - 1] + token.col
        stray = False
        if token.type is TokenType.START_TAG and tag not in VOID:
            inside = {name for name, is_stray in kept if not is_stray}
            stray = tag in _ONLY_IN and not inside.intersection(_ONLY_IN[tag])
            kept.append((tag, stray))
        elif token.type is TokenType.END_TAG and kept:
            stray = kept.pop()[1]
        if stray:
            pieces.append(html[at:place])
            at = place + len(token.source or "")
            strays.append(f"<{tag}>")
    return "".join((*pieces, html[at:])), tuple(dict.fromkeys(strays))


def _not_allowed(html: str) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for token in tokenize(html):
        if token.type is not TokenType.START_TAG:
            continue
        if token.tag not in _TAGS:
            found[f"<{token.tag}>"] = None
            continue
        found.update(dict.fromkeys(_attributes_not_allowed(token)))
    return tuple(found)


def _attributes_not_allowed(token: Token) -> list[str]:
    allowed = _ATTRIBUTES["*"] | _ATTRIBUTES.get(token.tag or "", frozenset()) | _OURS
    found = []
    for name, value in token.attrs or ():
        if name not in allowed:
            found.append(name)
        elif name == "href" and _scheme(value or "") not in (*SCHEMES, ""):
            found.append(f"{_scheme(value or '')}:")
        elif name == "src" and not _is_own(value or ""):
            found.append("a picture of another site")
    return found


def _scheme(address: str) -> str:
    """Return the scheme of an address as a browser reads it: without spaces and signs."""
    plain = re.sub(r"[\x00-\x20]+", "", entities.unescape(address))
    scheme, colon, _ = plain.partition(":")
    return scheme.lower() if colon and re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*", scheme) else ""


_LINK = re.compile(r'(<(?:a|img)\b[^>]*?\s(?:href|src)=")([^"]*)(")')


def with_links(html: str, resolve: Resolve) -> tuple[str, tuple[str, ...]]:
    """Return safe HTML with its links resolved, and the links that lead nowhere.

    `html` is what `Renderer.html` gave: every attribute in double quotation marks.
    """
    if "<a" not in html and "<img" not in html:
        return html, ()
    broken: list[str] = []

    def replaced(found: re.Match[str]) -> str:
        address = entities.unescape(found[2])
        target = resolve(address)
        if target is None:
            broken.append(address)
            return found[0]
        return found[1] + entities.escape(target) + found[3]

    return _LINK.sub(replaced, html), tuple(broken)
