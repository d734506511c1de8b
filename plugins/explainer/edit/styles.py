"""Words in the style of a YAML scalar that stands there already.

A style that cannot hold the words gives way to double quotation marks, which hold all
(YAML 1.2, chapter 7). Whether plain words are safe is asked of the parser, not guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import yaml

from explainer.load.failure import LOADER

_BREAK = re.compile(r"\r\n|\r|\n")
_HEADER = re.compile(r"[|>][-+0-9]*")
_ODD = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")
"""What is not printable, and the line breaks that are not `\\n`."""
_NUMBER = re.compile(r"[-+]?[.\d][\d_,.:eExXoObB+a-fA-F-]*")
"""Whatever some reader of YAML may take for a number, and more."""
_TEXT = "tag:yaml.org,2002:str"
_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A scalar as it stands, and what its surroundings ask of another in its place."""

    written: str
    """Its text in the file, up to the end of its last line if that is a block's."""
    value: str
    """What it says."""
    column: int
    """How many code points stand before it on its line."""
    flow: bool
    """True inside braces or brackets."""


def styled(words: str, slot: Slot) -> str:
    """Return the words as YAML in the style of what is written, or double-quoted.

    What stands beside the header of a `|` or `>` block, a comment, is kept. Words of one
    line are broken into several as wide as before, where there were several.
    """
    first = slot.written[:1]
    if first in {"|", ">"}:
        return _block(words, slot)
    if first == "'" and not _ODD.search(words) and "\n" not in words:
        return _wrapped("'" + words.replace("'", "''") + "'", slot)
    if first not in {"'", '"'}:
        for plain in dict.fromkeys([_wrapped(words, slot), words]):
            if _is_plain(plain, words, slot):
                return plain
    return double_quoted(words, slot)


def double_quoted(words: str, slot: Slot) -> str:
    """Return the words in double quotation marks, escaped where need be."""
    escaped = words.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t")
    escaped = _ODD.sub(_escape, escaped.replace("\n", "\\n"))
    return _wrapped(f'"{escaped}"', slot)


def _escape(found: re.Match[str]) -> str:
    code = ord(found[0])
    return f"\\x{code:02x}" if code <= 0xFF else f"\\u{code:04x}"  # noqa: PLR2004 - a byte


# --- plain -----------------------------------------------------------------------------


def _is_plain(plain: str, words: str, slot: Slot) -> bool:
    """Return whether plain words say what they should wherever a scalar may stand here."""
    if words in _NOTHING or _ODD.search(words) or _is_other_than_text(words, slot):
        return False
    around = "[{k: %s}, %s]" if slot.flow else "k: %s\nl:\n - %s\n"
    try:
        events = list(yaml.parse(around % (plain, plain), Loader=LOADER))
    except yaml.YAMLError:
        return False
    found = [one.value for one in events if isinstance(one, yaml.ScalarEvent)]
    keys = ["k"] if slot.flow else ["k", "l"]
    wanted = [keys[0], words, *keys[1:], words]
    return found == wanted and not any(getattr(one, "anchor", None) for one in events)


def _is_other_than_text(words: str, slot: Slot) -> bool:
    """Return whether another reader of YAML would see a number, a date or yes and no.

    Where the scalar was of that kind before, it may stay of it.
    """
    kind = _kind(words)
    return kind != _TEXT and kind != _kind(slot.value.strip())


def _kind(words: str) -> str:
    """Return the tag that YAML 1.1 gives plain words; a number of YAML 1.2 is one too."""
    resolver = yaml.resolver.Resolver()
    kind = str(resolver.resolve(yaml.ScalarNode, words, (True, False)))  # type: ignore[no-untyped-call]
    return "number" if kind == _TEXT and _NUMBER.fullmatch(words) else kind


# --- blocks ----------------------------------------------------------------------------


def _block(words: str, slot: Slot) -> str:
    """Return the header as it is and the words below it, indented as they were."""
    header, *old = _lines(slot.written)
    indent = _block_indent(old, slot.value)
    folded = slot.written[0] == ">"
    fits = words.strip(" \t\n") == words and not _ODD.search(words) and words
    if not (indent and fits) or (folded and "\n" in words):
        found = _HEADER.match(header)
        rest = header[found.end() :] if found else ""
        one_line = Slot(written="", value="", column=slot.column, flow=slot.flow)
        return double_quoted(words, one_line) + rest.rstrip()
    ending = _ending(slot.written)
    between = ending + indent
    if folded and len(old) > 1:
        return header + between + _filled(words, [len(one) - len(indent) for one in old], between)
    lines = (f"{indent}{line}" if line else "" for line in words.split("\n"))
    return ending.join([header, *lines])


def _block_indent(lines: list[str], value: str) -> str:
    """Return the spaces before each line that are not part of what the block says."""
    first = next((one for one in lines if one.strip()), "")
    said = next((one for one in value.split("\n") if one.strip()), "")
    return " " * (_spaces(first) - _spaces(said)) if said else ""


def _spaces(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


# --- several lines ---------------------------------------------------------------------


def _wrapped(text: str, slot: Slot) -> str:
    """Return the text in lines as long as those written, if these are more than one."""
    lines = _lines(slot.written)
    if len(lines) == 1 or slot.written[:1] in {"|", ">"}:
        return text
    indent = lines[-1][: len(lines[-1]) - len(lines[-1].lstrip())]
    widths = [slot.column + len(lines[0]) - len(indent), *(len(one) - len(indent) for one in lines)]
    room = slot.column - len(indent)
    return _filled(text, widths, _ending(slot.written) + indent, used=room)


def _filled(words: str, widths: list[int], between: str, used: int = 0) -> str:
    """Return words with line breaks instead of spaces where a line would grow too long.

    Words with more than one space in a row, or with one at an end, stay on one line, for
    a line break stands for exactly one.
    """
    parts = words.split(" ")
    if not all(parts) or "\t" in words or "\n" in words:
        return words
    width = max(widths)
    text, at = parts[0], used + len(parts[0])
    for part in parts[1:]:
        broken = at + 1 + len(part) > width
        text += (between if broken else " ") + part
        at = len(part) if broken else at + 1 + len(part)
    return text


def _lines(text: str) -> list[str]:
    return _BREAK.split(text)


def _ending(text: str) -> str:
    found = _BREAK.search(text)
    return found[0] if found else "\n"
