"""Words as a YAML scalar, for an editor to paste."""

from __future__ import annotations

_SPECIAL_AT_START = frozenset("-?:,[]{}#&*!|>'\"%@`")


def yaml_scalar(words: str) -> str:
    """Return words as a YAML scalar on one line, in quotation marks only if need be."""
    plain = (
        words
        and words[0] not in _SPECIAL_AT_START
        and words == words.strip()
        and ": " not in words
        and " #" not in words
        and not words.endswith(":")
    )
    if plain:
        return words
    escaped = words.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
