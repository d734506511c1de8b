"""What a project has to show to readers: asked before there is a page or a file for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from explainer.model import Doing, Kind, Project, Publication

PEOPLE = ("person", "organisation")
"""The kinds of terms that have a page of their own."""


def _dated(project: Project) -> bool:
    return bool(project.events) or any(
        one.date for one in project.annotations if one.publication is not Publication.DRAFT
    )


def _changed(project: Project) -> bool:
    return any(one.changes for one in project.articles.values()) or any(
        one.updated or one.changes or project.history.get((one.article, one.id))
        for one in project.annotations
        if one.publication is not Publication.DRAFT
    )


def _corrected(project: Project) -> bool:
    noted = [one for one in project.annotations if one.publication is not Publication.DRAFT]
    named = [change for one in noted for change in one.changes]
    named += [change for one in project.articles.values() for change in one.changes]
    return any(one.kind is Kind.CORRECTION for one in noted) or any(
        change.doing is Doing.CORRECTION for change in named
    )


_ASKED: Mapping[str, Callable[[Project], bool]] = MappingProxyType(
    {
        "glossary": lambda project: bool(project.terms),
        "sources": lambda project: bool(project.sources),
        "timeline": _dated,
        "people": lambda project: any(one.kind in PEOPLE for one in project.terms.values()),
        "notes": lambda project: bool(project.annotations),
        "changes": _changed,
        "corrections": _corrected,
        "about": lambda project: bool(project.annotations),
    }
)


def has(project: Project, what: str) -> bool:
    """Return whether a project has something for the page of its own of this name."""
    return _ASKED[what](project)
