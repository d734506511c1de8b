"""Addresses: inside the site relative ones only, so that it works under any path; and the web's."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from functools import lru_cache
from urllib.parse import unquote, urlsplit

_NEVER = re.compile(r"[\s<>\"`\\]")
"""What no address holds, and what would end the attribute or the link that it stands in."""


def is_web(address: str) -> bool:
    """Return whether this is an absolute http or https address, and nothing but that."""
    if _NEVER.search(address):
        return False
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


def relative(origin: str, goal: str, fragment: str = "") -> str:
    """Return the address of one page as seen from another.

    Both are site-relative (`a/b/`, `a/b.html`, and `""` for the home page).
    """
    if origin == goal and fragment:
        return f"#{fragment}"
    path = _relative_path(origin, goal)
    return f"{path}#{fragment}" if fragment else path


@lru_cache(maxsize=65536)
def _relative_path(origin: str, goal: str) -> str:
    if origin == goal:
        return posixpath.basename(goal) or "./"
    path = posixpath.relpath("/" + goal, "/" + posixpath.dirname(origin))
    if goal == "" or goal.endswith("/"):
        path = "./" if path == "." else path + "/"
    return path


def resolve(href: str, article: str, origin: str, files: Mapping[str, str]) -> str | None:
    """Return where a link in an editor's text leads, as seen from the page at `origin`.

    `article` is the path that the link is relative to, `files` maps the paths of the
    site's files to their addresses. Web addresses, fragments and addresses that begin
    with a slash come back as they are; None says that there is no such file.
    """
    parts = urlsplit(href)
    if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
        return href
    path = posixpath.normpath(posixpath.join(posixpath.dirname(article), unquote(parts.path)))
    if path not in files:
        return None
    query = f"?{parts.query}" if parts.query else ""
    target = relative(origin, files[path])
    return f"{target}{query}#{parts.fragment}" if parts.fragment else f"{target}{query}"
