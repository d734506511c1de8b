"""New entries and a new article, to be filled in; what is said of them goes in already."""

from __future__ import annotations

import json
from collections.abc import Collection

from explainer.describe import Description
from explainer.importing.entries import entry, fresh_id
from explainer.importing.plain import heading
from explainer.model import Publication


def new_article(title: str) -> str:
    """Return the text of an article of this title, which is one line."""
    named = json.dumps(title, ensure_ascii=False)
    return f"---\ntitle: {named}\n---\n\n{heading(title)}\n\nThe text, in Markdown.\n"


def new_note(where: Description | None, id_: str, title: str) -> str:
    """Return the entry of a draft of a note, at a passage or on the whole article."""
    selector = where.selector if where else None
    return entry(
        (
            ("id", id_),
            ("quote", selector.words if selector else ""),
            ("prefix", selector.prefix if selector else ""),
            ("suffix", selector.suffix if selector else ""),
            ("occurrence", str(where.occurrence or "") if where else ""),
            ("title", title or "What a reader should know here"),
            ("body", "Say it in Markdown."),
            ("status", Publication.DRAFT.value),
        )
    )


def new_term(words: str, short: str, taken: Collection[str]) -> str:
    """Return the entry of a term."""
    id_ = fresh_id(words, taken, seed=words, otherwise="term")
    return entry((("id", id_), ("term", words), ("short", short or "Say it in one sentence.")))


def new_source(title: str, url: str, taken: Collection[str]) -> str:
    """Return the entry of a source."""
    id_ = fresh_id(title, taken, seed=f"{title} {url}", otherwise="source")
    return entry((("id", id_), ("title", title), ("URL", url)))
