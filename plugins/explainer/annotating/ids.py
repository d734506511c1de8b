"""The names that the form completes."""

from __future__ import annotations

from collections.abc import Mapping

from explainer.annotating.shown import Shown
from explainer.model import Kind


def ids(shown: Shown, asked: Mapping[str, object]) -> Mapping[str, object]:
    """Return the ids of sources and terms with what they are called, and the kinds of notes."""
    del asked
    project = shown.project
    return {
        "kinds": [one.value for one in Kind],
        "sources": {one.id: one.title for _, one in sorted(project.sources.items())},
        "terms": {one.id: one.term for _, one in sorted(project.terms.items())},
    }
