"""Which file of the annotations folder holds what, by its path alone."""

from __future__ import annotations

from collections.abc import Container
from pathlib import PurePosixPath

YAML = (".yml", ".yaml")
SHARED = {"glossary": "terms", "sources": "sources", "events": "events"}
"""What the files and folders of these names hold; all others hold notes."""


def kind_of(below: PurePosixPath) -> str:
    """Return the key under which a file has its list, such as `notes`; `below` is its path."""
    return SHARED.get(below.with_suffix("").parts[0], "notes")


def article_of(below: PurePosixPath, articles: Container[str]) -> str:
    """Return the article a file is about: its mirror, or that of the folder it is in."""
    mirror = f"{below.with_suffix('')}.md"
    folder = f"{below.parent}.md"
    return folder if mirror not in articles and folder in articles else mirror


def is_lock(below: PurePosixPath) -> bool:
    """Return whether a file is a lock, which holds what a command recorded."""
    return below.suffixes[-2:-1] == [".lock"]


def holds_notes(below: PurePosixPath) -> bool:
    """Return whether a file is read for notes."""
    private = any(part.startswith(("_", ".")) for part in below.parts)
    return not private and below.suffix in YAML and not is_lock(below) and kind_of(below) == "notes"
