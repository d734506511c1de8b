"""The files of a new site: a small one that is complete, to be changed into one's own."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from importlib.resources import files

from explainer.importing.plain import heading

_PLACE = re.compile(r"\{\{ (?P<name>title|heading) \}\}")
_FILES = {
    "mkdocs.yml": "mkdocs.yml",
    "docs/index.md": "docs/index.md",
    "docs/harbour.md": "docs/harbour.md",
    "annotations/harbour.yml": "annotations/harbour.yml",
    "annotations/glossary.yml": "annotations/glossary.yml",
    "annotations/sources.yml": "annotations/sources.yml",
    "requirements.txt": "requirements.txt",
    "gitignore": ".gitignore",  # under its own name it would hide the others from git
}
"""Where each file of the package goes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteFile:
    """A file to be."""

    path: str
    """Below the site's folder."""
    text: str


def site_files(title: str) -> tuple[SiteFile, ...]:
    """Return the files of a new site of this title, which is one line."""
    folder = files("explainer").joinpath("scaffold", "site")
    # JSON is YAML that no title can break.
    words = {"title": json.dumps(title, ensure_ascii=False), "heading": heading(title)}
    found = []
    for name, path in _FILES.items():
        text = folder.joinpath(*name.split("/")).read_text(encoding="utf-8")
        # In one go: a title may look like a place for another.
        filled = _PLACE.sub(lambda place: words[place["name"]], text)
        found.append(SiteFile(path=path, text=filled))
    return tuple(found)
