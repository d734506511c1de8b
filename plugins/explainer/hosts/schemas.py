"""The schemas for editors, written beside a project: git passes over them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from explainer.caching import put
from explainer.load.modelines import SCHEMAS
from explainer.model import Project
from explainer.schema import schemas


def refresh_schemas(root: Path, project: Project) -> None:
    """Write the schemas that are not as they should be; where one may not, do nothing."""
    with suppress(OSError):
        list(write_schemas(root, project))


def write_schemas(root: Path, project: Project) -> Iterator[Path]:
    """Write the schemas that are not as they should be; yield the path of each.

    Raises OSError if one cannot be written.
    """
    for kind, text in schemas(project).items():
        path = root / SCHEMAS / f"{kind}.json"
        data = text.encode("utf-8", "replace")
        if not path.is_file() or path.read_bytes() != data:
            put(path, data)
            yield path
