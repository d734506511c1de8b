"""A file of someone else's, opened: as text, or with a reason why not."""

from __future__ import annotations

import re
import stat
from pathlib import Path

from explainer.importing.article import ImportRefusedError
from explainer.span import Span, TextFile

MAX_BYTES = 20 * 1024 * 1024
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_CONTROL = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def open_text(path: Path) -> TextFile:
    """Return a file as text: UTF-8, or UTF-16 with its mark; raise ImportRefusedError if not."""
    data = read_bytes(path)
    mark, encoding = next((one for one in _MARKS if data.startswith(one[0])), (b"", "utf-8"))
    data = data.removeprefix(mark)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(encoding, "replace")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        raise ImportRefusedError(
            f"{path.name}:{line}:{column}: this is not {encoding.upper().removesuffix('-LE')};"
            " open the file with the encoding it has, and save it as UTF-8"
        ) from error
    if "\0" in text:
        line, column = TextFile(path="", text=text).position(text.index("\0"))
        raise ImportRefusedError(
            f"{path.name}:{line}:{column}: this is not a text file, or UTF-16 without its mark;"
            " save it as UTF-8"
        )
    return TextFile(path=path.name, text=text)


def read_bytes(path: Path) -> bytes:
    """Return what is in a file; raise ImportRefusedError if it cannot be read, or is huge."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise ImportRefusedError(f"{path.name}: it is not an ordinary file")
        if status.st_size > MAX_BYTES:
            size, most = status.st_size / 1024 / 1024, MAX_BYTES // 1024 // 1024
            raise ImportRefusedError(
                f"{path.name}: it has {size:.1f} MB; up to {most} MB are read, so split it"
            )
        return path.read_bytes()
    except OSError as error:
        raise ImportRefusedError(f"{path.name}: it cannot be read: {error.strerror}") from error


def clean(words: str) -> str:
    """Return words without what no text file of ours should hold: control characters, marks."""
    plain = words.replace("\r\n", "\n").replace("\r", "\n")
    return _SURROGATE.sub("\ufffd", _CONTROL.sub("", plain))


def at(span: Span) -> str:
    """Return a place as `file:line:column`."""
    return f"{span.file.path}:{span.line}:{span.column}"
