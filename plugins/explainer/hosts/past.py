"""The past of the notes: what the repository of the annotations tells, if there is one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from explainer.history import history_of
from explainer.history.kept import kept
from explainer.history.notes import note_history
from explainer.model import Project

CACHE = ".cache/explainer"
"""Below the project's root."""
CUT_OFF = (
    "the history of the notes is cut off, since only the newest commits were fetched: what came"
    " with the oldest of them has no date (git fetch --unshallow, or `fetch-depth: 0` for"
    " actions/checkout)"
)


def with_history(project: Project, root: Path, annotations: Path) -> tuple[Project, str]:
    """Return a project with the history of its notes, and what is to be said of it, if anything.

    The history is that of HEAD: what is not committed has none. Without git, without a
    repository or without a commit, the project is returned as it is.
    """
    history = history_of(annotations)
    head = history and history.git.ask("rev-parse", "--verify", "-q", "HEAD")
    name = history and history.name(annotations)
    if not (history and head and name):
        return project, ""
    below = "" if name == "." else name
    found = kept(
        root / CACHE,
        (head, below, history.shallow, sorted(project.articles)),
        lambda: note_history(history, below, project.articles),
    )
    return replace(project, history=found), CUT_OFF if history.shallow else ""
