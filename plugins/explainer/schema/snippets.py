"""Entries to begin with, as an editor inserts them: `$1` is where it goes first."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any, Final

SNIPPETS: Final = MappingProxyType[str, dict[str, Any]]({
    "notes": {
        "label": "note",
        "description": "A note on a passage, as a draft",
        "body": {
            "id": "${1:a-short-name}",
            "quote": "${2:the words of the article}",
            "title": "${3:What a reader should know here}",
            "body": "${4:Say it in Markdown.}",
            "status": "draft",
        },
    },
    "terms": {
        "label": "term",
        "description": "A term of the glossary",
        "body": {
            "id": "${1:a-short-name}",
            "term": "${2:the words as they stand in articles}",
            "short": "${3:One sentence.}",
        },
    },
    "sources": {
        "label": "source",
        "description": "A source to cite",
        "body": {
            "id": "${1:a-short-name}",
            "title": "${2:the title of the work}",
            "URL": "${3:https://example.org/}",
        },
    },
    "events": {
        "label": "event",
        "description": "An event on the timeline",
        "body": {
            "id": "${1:a-short-name}",
            "date": "${2:2019-05-16}",
            "title": "${3:What happened, in a few words}",
        },
    },
})  # fmt: skip
