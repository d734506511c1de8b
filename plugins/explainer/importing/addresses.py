"""Which article an address on the web stands for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urljoin, urlsplit

from explainer.model import Project

_LOCAL = frozenset({"localhost", "127.0.0.1", "[::1]", "::1"})
_INDEX = "index.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """The addresses of a site's articles."""

    known: Mapping[str, str]
    """Articles by address."""
    paths: Mapping[str, str]
    """Articles by the path below the site, for a site that is served from this computer."""
    root: str
    """The path of the site's own address."""

    @classmethod
    def of(cls, project: Project, pages: Mapping[str, str], site_url: str) -> Addresses:
        """Return the addresses of the pages, which are given below the site, by article.

        An article is also known by the address of the source that it retells, if no other
        article retells it.
        """
        known: dict[str, str] = {}
        twice: set[str] = set()
        for path, article in sorted(project.articles.items()):
            source = project.sources.get(article.source.id) if article.source else None
            address = _same(source.url) if source and source.url else ""
            if address and known.setdefault(address, path) != path:
                twice.add(address)
        for address in twice:
            del known[address]
        if site_url:
            known.update({_same(urljoin(site_url, url)): path for path, url in pages.items()})
        paths = {_path(url): path for path, url in pages.items()}
        return cls(known=known, paths=paths, root=_path(urlsplit(site_url).path))

    def article(self, address: str) -> str:
        """Return the article of an address, or ""."""
        found = self.known.get(_same(address))
        if found:
            return found
        try:
            parts = urlsplit(address)
            host = parts.hostname or ""
        except ValueError:
            return ""
        if parts.scheme not in {"http", "https"} or host not in _LOCAL:
            return ""
        path = _path(parts.path)
        return self.paths.get(path) or self.paths.get(_path(path.removeprefix(self.root)), "")


def _same(address: str) -> str:
    """Return an address without what makes no other page of it."""
    try:
        parts = urlsplit(address.strip())
        host = (parts.hostname or "") + (f":{parts.port}" if parts.port else "")
    except ValueError:
        return address
    scheme = "http" if parts.scheme == "https" else parts.scheme
    query = f"?{parts.query}" if parts.query else ""
    return f"{scheme}://{host}/{_path(parts.path)}{query}"


def _path(path: str) -> str:
    plain = unquote(path).strip("/")
    return (
        plain.removesuffix(_INDEX).strip("/")
        if plain.endswith(f"/{_INDEX}")
        else ("" if plain == _INDEX else plain)
    )
