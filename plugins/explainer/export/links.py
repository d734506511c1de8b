"""Links and pictures of a page, so that they hold where its site is not around it."""

from __future__ import annotations

import posixpath
from base64 import b64encode
from collections.abc import Iterator
from mimetypes import MimeTypes
from urllib.parse import unquote, urljoin, urlsplit

from turbohtml import Element, Text

from explainer.export.leaf import Around

_RUNS = "script, link, base, meta, object, embed, style, explainer-filter"
"""What fetches or runs something, or needs what does."""
_FILES = (("img", "src"), ("source", "src"), ("audio", "src"), ("video", "src"), ("track", "src"))
_TYPES = MimeTypes()
_NEWER_TYPES = {".avif": "image/avif", ".webp": "image/webp", ".svg": "image/svg+xml"}
_ENTRIES = ("term-", "source-")


def settle(page: Element, around: Around) -> tuple[str, ...]:
    """Make a page hold by itself; return the addresses of what could not be taken along.

    Links to other pages of the site lead to its place on the web. If that is not known, they
    are plain text, or lead to the source itself. Terms and sources that the page lists are
    linked there.
    """
    for one in page.select(_RUNS):
        one.decompose()
    _unfold_tabs(page)
    left_out = [*_embedded(page, around), *_framed(page, around)]
    ids = {str(one.attrs["id"]): one for one in page.select("[id]")}
    for link in page.select("a[href]"):
        _lead(link, around, ids)
    return tuple(dict.fromkeys(left_out))


def _unfold_tabs(page: Element) -> None:
    """Put tabs one under the other, each with its name: what turns them is a theme's."""
    for tabs in page.select(".tabbed-set"):
        parts = [one for one in tabs.children if isinstance(one, Element)]
        bars = [one for one in parts if one.has_class("tabbed-labels")]
        names = [it for one in bars for it in one.select("label")]
        blocks = [
            it
            for one in parts
            if one.has_class("tabbed-content")
            for it in one.children
            if isinstance(it, Element) and it.has_class("tabbed-block")
        ]
        for name, block in zip(names, blocks, strict=False):
            block.insert(0, Element("p", {"class": "tabbed-name"}, [Text(name.text.strip())]))
        for one in parts:
            if one.tag == "input" or one in bars:
                one.decompose()


# --- links -----------------------------------------------------------------------------


def _lead(link: Element, around: Around, ids: dict[str, Element]) -> None:
    href = link.attr("href") or ""
    if not link.inner_html.strip() and not link.attr("aria-label"):
        _unlink(link)  # such as those before the lines of code
        return
    target = below(href, around)
    if target is None:
        return
    path, _, fragment = target.partition("#")
    fragment = unquote(fragment)
    here = path == around.url and (fragment in ids or not fragment)
    if here or (fragment.startswith(_ENTRIES) and _listed(fragment, ids, link)):
        link.attrs["href"] = f"#{fragment}"
    elif around.site_url:
        link.attrs["href"] = urljoin(around.site_url, target)
    elif fragment not in ids and around.sources.get(fragment):
        link.attrs["href"] = around.sources[fragment]
    else:
        _unlink(link)


def _listed(fragment: str, ids: dict[str, Element], link: Element) -> bool:
    """Whether the page itself has an entry, in which the link does not stand."""
    entry = ids.get(fragment)
    return entry is not None and link.closest(".ex-row") != (entry.closest(".ex-row") or entry)


def below(href: str, around: Around) -> str | None:
    """Return an address relative to the site, or None for one that holds anywhere."""
    try:
        parts = urlsplit(href)
    except ValueError:
        return None
    if parts.scheme or parts.netloc or (href.startswith("#") and len(href) > 1):
        return None
    if not parts.path:
        path = around.url
    else:
        path = posixpath.normpath(posixpath.join("/", posixpath.dirname(around.url), parts.path))
        path = path.lstrip("/") + ("/" if parts.path.endswith(("/", "/.", "/..")) else "")
        path = "" if path == "/" else path
    query = f"?{parts.query}" if parts.query else ""
    return f"{path}{query}" + (f"#{parts.fragment}" if parts.fragment else "")


def _unlink(link: Element) -> None:
    """Make plain text of a link; its words stay."""
    alone = link.closest(".ex-more, .ex-in")
    if alone is not None:
        alone.decompose()  # it says nothing but that there is a page
        return
    for name in ("href", "role", "aria-label", "hreflang", "rel", "target"):
        link.attrs.pop(name, None)
    link.tag = "span"


# --- pictures and the like -------------------------------------------------------------


def _embedded(page: Element, around: Around) -> Iterator[str]:
    """Put files of the site into the page; yield the addresses of the others."""
    for one in page.select("[srcset]"):
        del one.attrs["srcset"]
    for one in page.select("[style]"):
        if "url(" in (one.attr("style") or "").lower():
            del one.attrs["style"]
    for one in page.select("[poster]"):
        data = _data(one.attr("poster") or "", around)
        if data:
            one.attrs["poster"] = data
        else:
            del one.attrs["poster"]
    for tag, name in _FILES:
        for one in page.select(f"{tag}[{name}]"):
            href = one.attr(name) or ""
            data = _data(href, around)
            if data:
                one.attrs[name] = data
            else:
                yield href
                _named(one, href, around)


def _data(href: str, around: Around) -> str:
    if href.startswith("data:"):
        return href
    path = below(href, around)
    if path is None:
        return ""
    path = path.partition("#")[0].partition("?")[0]
    content = around.read(unquote(path))
    return "" if content is None else f"data:{_type(path)};base64,{b64encode(content).decode()}"


def _type(path: str) -> str:
    ending = posixpath.splitext(path)[1].lower()
    known = _NEWER_TYPES.get(ending) or _TYPES.guess_type(f"a{ending}")[0]
    return known or "application/octet-stream"


def _framed(page: Element, around: Around) -> Iterator[str]:
    """Put links in the place of other pages in frames; yield their addresses."""
    for one in page.select("iframe"):
        href = one.attr("src") or ""
        yield href
        _named(one, href, around)


def _named(one: Element, href: str, around: Around) -> None:
    """Put the name of what is missing in its place, as a link if it is on the web."""
    name = one.attr("alt") or one.attr("title") or href.rpartition("/")[2] or href
    if one.tag in {"source", "track"}:
        one.decompose()
        return
    target = below(href, around)
    known = href if target is None else around.site_url and urljoin(around.site_url, target)
    missing = Element("a", {"href": known, "rel": "noopener"}) if known else Element("span")
    missing.set_text(name)
    if one.closest("a") is not None:
        missing = Element("span")
        missing.set_text(name)
    one.replace_with(missing)
