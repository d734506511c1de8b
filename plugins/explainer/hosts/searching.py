"""What Material's search leaves of a page once it has read it."""

from __future__ import annotations

import re

_SEARCH_MARKS = re.compile(r"\s?data-search-\w+=\"[^\"]+\"")
"""What Material's search takes out of a page once it has read it; slow on a long page."""
_OUR_SEARCH_MARK = ' data-search-exclude="1"'


def without_search_marks(html: str) -> str:
    """Return a page as Material's search leaves it once it has read it."""
    if html.count("data-search-") == html.count(_OUR_SEARCH_MARK):
        return html.replace(_OUR_SEARCH_MARK, "")
    return _SEARCH_MARKS.sub("", html)
