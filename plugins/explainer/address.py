"""Addresses inside the site: relative ones only, so that a site works under any path."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from urllib.parse import urlsplit


def relative(origin: str, goal: str, fragment: str = "") -> str:
    """Return the address of one page as seen from another.

    Both are site-relative (`a/b/`, `a/b.html`, and `""` for the home page).
    """
    hash_ = f"#{fragment}" if fragment else ""
    if origin == goal:
        return hash_ or posixpath.basename(goal) or "./"
    folder = posixpath.dirname(origin)
    path = posixpath.relpath("/" + goal, "/" + folder)
    if goal == "" or goal.endswith("/"):
        path = "./" if path == "." else path + "/"
    return path + hash_


def resolve(href: str, article: str, origin: str, files: Mapping[str, str]) -> str | None:
    """Return where a link in an editor's text leads, as seen from the page at `origin`.

    `article` is the path that the link is relative to, `files` maps the paths of the
    site's files to their addresses. Web addresses, fragments and addresses that begin
    with a slash come back as they are; None says that there is no such file.
    """
    parts = urlsplit(href)
    if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
        return href
    path = posixpath.normpath(posixpath.join(posixpath.dirname(article), parts.path))
    if path not in files:
        return None
    query = f"?{parts.query}" if parts.query else ""
    target = relative(origin, files[path])
    return f"{target}{query}#{parts.fragment}" if parts.fragment else f"{target}{query}"
