"""The generated parts of a site: the lists under an article, and the pages of their own.

Views in, HTML out. What comes out goes below the heading of a page that a host makes.
"""

from __future__ import annotations

from explainer.pages.article import key_points, page_downloads, page_lists, page_top
from explainer.pages.searching import (
    searched_article,
    searched_events,
    searched_notes,
    searched_sources,
    searched_terms,
)
from explainer.pages.whole import (
    about_page,
    changes_page,
    corrections_page,
    glossary_page,
    in_time,
    notes_page,
    people_page,
    sources_page,
    timeline_page,
)

__all__ = [
    "about_page",
    "changes_page",
    "corrections_page",
    "glossary_page",
    "in_time",
    "key_points",
    "notes_page",
    "page_downloads",
    "page_lists",
    "page_top",
    "people_page",
    "searched_article",
    "searched_events",
    "searched_notes",
    "searched_sources",
    "searched_terms",
    "sources_page",
    "timeline_page",
]
