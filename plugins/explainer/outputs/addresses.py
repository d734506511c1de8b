"""Addresses in files that leave the site."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urljoin

from explainer.address import is_web
from explainer.options import Options


def absolute(href: str, origin: str, options: Options) -> str:
    """Return an address that holds elsewhere, if it is known where the site is published.

    `href` is as seen from the file or page at `origin`; without the site's address it comes
    back as it is, and programs resolve it against that of the file.
    """
    return _joined(options.site_url + origin, href) if options.site_url else href


@lru_cache(maxsize=16384)
def _joined(base: str, href: str) -> str:
    """Join addresses; a page names the same few over and over, and this is slow."""
    return urljoin(base, href)


_CREATIVE_COMMONS = re.compile(
    r"(?:CC|Creative Commons)[ -](BY(?:-(?:NC|SA|ND))*)[ -](\d\.\d)", re.IGNORECASE
)


def licence(written: str) -> str:
    """Return the address of a licence that an editor named, or nothing if it has none.

    Linked data takes addresses only; those of Creative Commons follow from the names.
    """
    found = _CREATIVE_COMMONS.fullmatch(written.strip())
    if found:
        return f"https://creativecommons.org/licenses/{found[1].lower()}/{found[2]}/"
    return written if is_web(written) else ""
