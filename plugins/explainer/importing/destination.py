"""Which file of the annotations folder takes new notes on an article."""

from __future__ import annotations

from pathlib import Path

from explainer.load.places import SHARED
from explainer.model import Project


def file_of_notes(article: str, project: Project, root: Path, annotations: Path) -> Path | None:
    """Return the file that new notes on an article go to: the one there is, or its mirror.

    None if the article has a name under which no notes are read.
    """
    if article.partition("/")[0].removesuffix(".md") in SHARED:
        return None
    mirror = annotations / article.removesuffix(".md")
    named = [mirror.with_name(f"{mirror.name}{ending}") for ending in (".yml", ".yaml")]
    written = [root / note.span.file.path for note in project.notes_on(article)]
    return next((one for one in (*named, *reversed(written)) if one.exists()), named[0])
