"""Finding and decoding files: the only lines that touch the disk."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from explainer.diagnostics import Diagnostic, diagnose
from explainer.span import TextFile

MAX_BYTES = 5 * 1024 * 1024
_MARK = b"\xef\xbb\xbf"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """A folder to read, and where to put what cannot be read."""

    root: Path
    """Paths in diagnostics are relative to it."""
    path: Path
    findings: list[Diagnostic] = field(default_factory=list)

    def shown(self, path: Path) -> str:
        """Return the path from the root, with forward slashes."""
        try:
            return Path(os.path.relpath(path, self.root)).as_posix()
        except ValueError:  # another drive
            return path.as_posix()

    def files(self) -> Iterator[Path]:
        """Yield the files below the folder, sorted, without hidden and private ones.

        Links are followed; one that leads in a circle is reported.
        """
        yield from self._below(self.path, ())

    def _below(self, folder: Path, above: tuple[str, ...]) -> Iterator[Path]:
        try:
            real = os.path.realpath(folder, strict=True)
            names = sorted(path.name for path in folder.iterdir())
        except OSError as error:
            self._unreadable(folder, _reason(error))
            return
        if real in above:
            self._unreadable(folder, "it is a link that leads back to itself")
            return
        for name in names:
            path = folder / name
            if name.startswith(("_", ".")):
                continue
            if path.is_dir():
                yield from self._below(path, (*above, real))
            else:
                yield path

    def read(self, path: Path) -> TextFile | None:
        """Return the file as text, or None; whatever is wrong with it is reported."""
        try:
            status = path.stat()
            if not stat.S_ISREG(status.st_mode):
                self._unreadable(path, "it is not an ordinary file")
                return None
            if status.st_size > MAX_BYTES:
                self._too_large(path, status.st_size)
                return None
            data = path.read_bytes()
        except (OSError, ValueError) as error:
            self._unreadable(path, _reason(error))
            return None
        return self._decode(path, data)

    def _decode(self, path: Path, data: bytes) -> TextFile | None:
        shown, text = self.shown(path), data.removeprefix(_MARK)
        if data.startswith(_UTF16) or b"\0" in text:
            self._not_text(shown, utf16=data.startswith(_UTF16))
            return None
        try:
            file = TextFile(path=shown, text=text.decode("utf-8"))
        except UnicodeDecodeError as error:
            self._not_utf8(shown, text, error.start)
            return None
        if data.startswith(_MARK):
            self.findings.append(
                diagnose(
                    "byte-order-mark",
                    "the file starts with an invisible byte order mark; it is skipped",
                    file.whole(),
                    help="save the file as UTF-8 without BOM",
                )
            )
        return file

    # --- findings ---

    def _unreadable(self, path: Path, reason: str) -> None:
        name = self.shown(path)
        self.findings.append(
            diagnose(
                "unreadable-file",
                f"{name} cannot be read: {reason}",
                TextFile(path=name, text="").whole(),
                help="check that it is there and that you may read it",
            )
        )

    def _too_large(self, path: Path, size: int) -> None:
        name = self.shown(path)
        self.findings.append(
            diagnose(
                "file-too-large",
                f"{name} has {size / 1024 / 1024:.1f} MB; up to 5 MB are read",
                TextFile(path=name, text="").whole(),
                help="split it into several files in a folder",
            )
        )

    def _not_text(self, shown: str, *, utf16: bool) -> None:
        self.findings.append(
            diagnose(
                "wrong-encoding",
                f"{shown} is UTF-16, not UTF-8" if utf16 else f"{shown} is not a text file",
                TextFile(path=shown, text="").whole(),
                help="open it in your editor and save it with the encoding UTF-8"
                if utf16
                else "save what it says as plain text, with the encoding UTF-8",
            )
        )

    def _not_utf8(self, shown: str, data: bytes, at: int) -> None:
        file = TextFile(path=shown, text=data.decode("utf-8", "replace"))
        offset = len(data[:at].decode("utf-8"))
        likely = data[at : at + 1].decode("cp1252", "replace")
        self.findings.append(
            diagnose(
                "wrong-encoding",
                "the file is not saved as UTF-8: "
                f"a character here cannot be read (0x{data[at]:02x})",
                file.span(offset, offset + 1),
                label=f"perhaps “{likely}”" if likely.isprintable() else "",
                help="open it in your editor with its old encoding and save it as UTF-8",
            )
        )


def _reason(error: Exception) -> str:
    """Return why, in a few words that are the same on every system."""
    if isinstance(error, FileNotFoundError):
        return "it is not there"
    if isinstance(error, PermissionError):
        return "permission is denied"
    text = getattr(error, "strerror", None) or str(error)
    return text.lower().rstrip(".")
