"""What `mkdocs.yml` may say about the plugin; everything else is in files of our own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from mkdocs.config import base
from mkdocs.config import config_options as c

PAGES: Final = {"glossary": "glossary.md", "sources": "sources.md", "notes": "notes.md"}
"""The pages that are made if no page of the author's is in their place."""


class Pages(base.BaseConfigOption[dict[str, str]]):
    """Paths of the pages that are made, by name; an empty one is not wanted."""

    def run_validation(self, value: object) -> dict[str, str]:
        """Return a path for every name; `false` stands for none, or for no page at all."""
        if value is None or value is True:
            value = {}
        if value is False:
            value = dict.fromkeys(PAGES, False)
        if not isinstance(value, Mapping):
            raise base.ValidationError("`pages` is either false or one path for each page")
        unknown = sorted(str(name) for name in value if name not in PAGES)
        if unknown:
            known = ", ".join(PAGES)
            raise base.ValidationError(f"there is no page `{unknown[0]}`; there are {known}")
        return {name: _path(name, value.get(name, default)) for name, default in PAGES.items()}


def _path(name: str, value: object) -> str:
    if value is False:
        return ""
    if value is None or value is True:
        return PAGES[name]
    if not isinstance(value, str) or not value.endswith(".md"):
        raise base.ValidationError(f"`pages.{name}` is the path of a page, such as {PAGES[name]}")
    return value


class ExplainerConfig(base.Config):  # type: ignore[no-untyped-call]
    """The options."""

    annotations = c.Dir(exists=False, default="annotations")
    """The folder with the YAML, relative to `mkdocs.yml`."""

    pages = Pages()
    """Where glossary, sources and notes go: `{glossary: a.md, notes: false}`, or `false`."""

    pedantic = c.Type(bool, default=False)
    """Whether quotes that match but for typography are reported."""
