"""Who looks after an entry, and by when: `owner:` and `review_by:`."""

from __future__ import annotations

import re

from explainer.diagnostics import diagnose
from explainer.load.fields import Fields
from explainer.load.scalars import is_date
from explainer.model import NO_REVIEW, Review

REVIEW_KEYS = frozenset({"owner", "review_by"})
_DAY_OR_MONTH = re.compile(r"\d{4}-\d{2}(-\d{2})?")


def review(fields: Fields) -> Review:
    """Return who looks after an entry and by when, as far as it is said."""
    if not fields.has(*REVIEW_KEYS):
        return NO_REVIEW
    return Review(owner=fields.line("owner"), by=_day_or_month(fields))


def _day_or_month(fields: Fields) -> str:
    word = fields.word("review_by")
    if word is None or (_DAY_OR_MONTH.fullmatch(word.value) and is_date(word.value)):
        return word.value if word else ""
    fields.findings.append(
        diagnose(
            "invalid-date",
            f"`{word.value}` is neither a day nor a month",
            word.span,
            help="write the day, as 2026-11-30, or the month, as 2026-11",
        )
    )
    return ""
