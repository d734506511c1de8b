"""Words as a YAML scalar: for an editor to paste, and for files of ours."""

from __future__ import annotations

import json
import re

_SPECIAL_AT_START = frozenset("-?:,[]{}#&*!|>'\"%@`")
_NOTHING = frozenset(("~", "null", "Null", "NULL"))
_UNSEEN = re.compile(
    "[\x7f-\xa0\xad\u061c\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\ufff0-\ufffb"
    "\ufffe\uffff]"
)
"""Control characters, odd spaces and marks without a width: YAML forbids or folds some, and
nobody sees the others."""
_CONTROL = re.compile("[\0-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def yaml_scalar(words: str) -> str:
    """Return words as a YAML scalar on one line, in quotation marks only if need be."""
    plain = (
        words
        and words[0] not in _SPECIAL_AT_START
        and words == words.strip()
        and ": " not in words
        and " #" not in words
        and not words.endswith(":")
        and words not in _NOTHING
        and not _CONTROL.search(words)
    )
    if plain:
        return words
    return double_quoted(words)


def double_quoted(words: str) -> str:
    """Return words as a YAML scalar in double quotation marks, on one line of plain text.

    Reads back as the same words, whatever they are; half a surrogate pair, which no file can
    hold, as U+FFFD.
    """
    whole = _LONE_SURROGATE.sub("\ufffd", words)
    escaped = json.dumps(whole, ensure_ascii=False)
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", escaped)
