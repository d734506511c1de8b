"""The files of a project that the preview reads and writes: none outside of its folder."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from explainer.annotating.refusal import RefusedError, conflict, forbidden
from explainer.load.files import Folder
from explainer.putting import put
from explainer.span import TextFile

_MARK = "\ufeff".encode()


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    """Where a project has its files."""

    root: Path
    annotations: Path
    ready: Callable[[], None] = lambda: None
    """Called before anything is written."""

    def path(self, shown: str) -> Path:
        """Return the file that a path from the root names; refuse what is elsewhere."""
        path = self.root / shown
        if not self._is_inside(path):
            raise forbidden(f"{shown} is not in the folder of the annotations")
        return path

    def shown(self, path: Path) -> str:
        """Return a path from the root; refuse a file that is elsewhere."""
        if not self._is_inside(path):
            raise forbidden(f"{path.name} is not in the folder of the annotations")
        return Folder(root=self.root, path=path.parent).shown(path)

    def _is_inside(self, path: Path) -> bool:
        """Return whether a file lies in the folder, wherever links lead."""
        try:
            return path.resolve().is_relative_to(self.annotations.resolve())
        except (OSError, ValueError):  # a circle of links, a name that can be none
            return False

    def read(self, shown: str) -> TextFile:
        """Return a file as it is now; without text if there is none."""
        path = self.path(shown)
        if not path.exists():
            return TextFile(path=shown, text="")
        folder = Folder(root=self.root, path=path.parent)
        file = folder.read(path)
        if file is None:
            raise RefusedError(folder.findings[0].message)
        return file

    def stamp(self, shown: str) -> str:
        """Return what tells whether a file was changed meanwhile."""
        path = self.path(shown)
        data = path.read_bytes() if path.exists() else b""
        return hashlib.sha256(data).hexdigest()

    def unchanged(self, shown: str, stamp: str) -> None:
        """Refuse if a file is not what the editor saw."""
        if self.stamp(shown) != stamp:
            raise conflict(f"{shown} was changed meanwhile; nothing was written")

    def write(self, changes: Sequence[tuple[TextFile, str]]) -> None:
        """Put texts in the place of files that are still as they were read; none: take it away.

        Whatever can be refused is, before the first is written.
        """
        for file, _ in changes:
            if self.read(file.path).text != file.text:
                raise conflict(f"{file.path} was changed meanwhile; nothing was written")
        self.ready()
        for file, text in changes:
            path = self.path(file.path)
            try:
                if not text:
                    path.unlink()
                    continue
                path.parent.mkdir(parents=True, exist_ok=True)
                marked = path.exists() and path.read_bytes().startswith(_MARK)
                put(path.resolve(), (_MARK if marked else b"") + text.encode())
            except OSError as error:
                raise RefusedError(f"{file.path} cannot be written: {error.strerror}") from error
