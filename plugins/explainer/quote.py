"""The forms in which an editor writes a quote: plain, as a range, with its context beside it."""

from __future__ import annotations

import re

from explainer.model import RangeSelector, TextQuoteSelector

_ELLIPSIS = re.compile(r"(?<=\S)\s+(?:…|\.\.\.|\[…\]|\[\.\.\.\])\s+(?=\S)")
_SHORTHAND = re.compile(r"(?:^|(?<=\s))\|(?:$|(?=\s))")
_PARTS = 3


def parse_quote(
    written: str, prefix: str = "", suffix: str = ""
) -> TextQuoteSelector | RangeSelector:
    """Return the selector for a quote as written in YAML.

    `prefix | quote | suffix` is read so only where no context is given beside it.
    """
    quote = written.strip()
    if not (prefix or suffix) and is_shorthand(quote):
        prefix, quote, suffix = (part.strip() for part in _SHORTHAND.split(quote))
    return parse_words(quote, prefix, suffix)


def parse_words(
    quote: str, prefix: str = "", suffix: str = ""
) -> TextQuoteSelector | RangeSelector:
    """Return the selector for words in which `|` has no meaning: a range or plain words."""
    first, *rest = _ELLIPSIS.split(quote)
    if rest:
        return RangeSelector(start=first, end=rest[-1], prefix=prefix, suffix=suffix, whole=quote)
    return TextQuoteSelector(exact=quote, prefix=prefix, suffix=suffix)


def is_shorthand(quote: str) -> bool:
    """Return whether a quote is read as `prefix | quote | suffix`."""
    words = [part.strip() for part in _SHORTHAND.split(quote)]
    return len(words) == _PARTS and bool(words[1]) and bool(words[0] or words[2])
