"""Addresses in files that leave the site."""

from __future__ import annotations

from urllib.parse import urljoin

from explainer.options import Options


def absolute(href: str, origin: str, options: Options) -> str:
    """Return an address that holds elsewhere, if it is known where the site is published.

    `href` is as seen from the file or page at `origin`; without the site's address it comes
    back as it is, and programs resolve it against that of the file.
    """
    return urljoin(options.site_url + origin, href) if options.site_url else href
