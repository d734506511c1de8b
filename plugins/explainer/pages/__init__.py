"""The generated parts of a site: the lists under an article, and the pages of their own.

Views in, HTML out. What comes out goes below the heading of a page that a host makes.
"""

from __future__ import annotations

from explainer.pages.article import key_points, page_lists
from explainer.pages.searching import (
    searched_article,
    searched_notes,
    searched_sources,
    searched_terms,
)
from explainer.pages.whole import glossary_page, notes_page, sources_page

__all__ = [
    "glossary_page",
    "key_points",
    "notes_page",
    "page_lists",
    "searched_article",
    "searched_notes",
    "searched_sources",
    "searched_terms",
    "sources_page",
]
