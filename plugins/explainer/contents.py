"""What a project has to show to readers: asked before there is a page or a file for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from explainer.model import Project, Publication

PEOPLE = ("person", "organisation")
"""The kinds of terms that have a page of their own."""


def _dated(project: Project) -> bool:
    return bool(project.events) or any(
        one.date for one in project.annotations if one.publication is not Publication.DRAFT
    )


def _changed(project: Project) -> bool:
    return any(
        one.updated for one in project.annotations if one.publication is not Publication.DRAFT
    )


_ASKED: Mapping[str, Callable[[Project], bool]] = MappingProxyType(
    {
        "glossary": lambda project: bool(project.terms),
        "sources": lambda project: bool(project.sources),
        "timeline": _dated,
        "people": lambda project: any(one.kind in PEOPLE for one in project.terms.values()),
        "notes": lambda project: bool(project.annotations),
        "changes": _changed,
        "about": lambda project: bool(project.annotations),
    }
)


def has(project: Project, what: str) -> bool:
    """Return whether a project has something for the page of its own of this name."""
    return _ASKED[what](project)
