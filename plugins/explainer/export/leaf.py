"""A page that leaves its site, and what it takes along."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from explainer.words import Words


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Around:
    """The site around a page: where its links lead, and what its pictures are."""

    url: str
    """The page's own address, relative to the site."""
    site_url: str
    """The site's address with a slash at the end, or nothing if that is not known."""
    sources: Mapping[str, str]
    """Addresses of sources on the web, by the ids of their entries in lists."""
    read: Callable[[str], bytes | None]
    """Return a file by its address, relative to the site; None if there is none."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Leaf:
    """A woven page, with what its site says about it."""

    html: str
    title: str
    language: str
    """A BCP 47 tag."""
    say: Words
    around: Around
    site_name: str = ""
    description: str = ""
    authors: tuple[str, ...] = ()
    date: str = ""
    """EDTF."""
    license: str = ""
    is_list: bool = False
    """Whether it is one of the pages that hold everything."""

    @property
    def url(self) -> str:
        """Where it stands on the web, or nothing if that is not known."""
        site = self.around.site_url
        return site + self.around.url if site else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """A page as one HTML file."""

    html: str
    left_out: tuple[str, ...] = ()
    """Addresses of pictures and the like that are not in it."""
