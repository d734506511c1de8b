"""The line that tells an editor of YAML which schema a file follows.

`# yaml-language-server: $schema=../.explainer/schema/notes.json`, as the first line: editors
that know it complete keys and ids, and say what a key is for.
"""

from __future__ import annotations

import posixpath
import re
from pathlib import PurePosixPath

from explainer.diagnostics import Diagnostic, diagnose
from explainer.span import TextFile

SCHEMAS = PurePosixPath(".explainer", "schema")
"""Where the schemas are, below the project's folder."""
_LINE = re.compile(
    r"^#[ \t]*yaml-language-server[ \t]*:[ \t]*\$schema=(?P<schema>[^\s#]*)", re.MULTILINE
)


def modeline(path: str, kind: str) -> str:
    """Return the line for a file, by its path below the project's folder and what it holds."""
    return f"# yaml-language-server: $schema={_schema(path, kind)}"


def opening(path: str, kind: str, told: str) -> str:
    """Return the first lines of a new file: its schema, and what it is for.

    A file outside of the project's folder gets no schema.
    """
    line = "" if path.startswith("../") else f"{modeline(path, kind)}\n"
    return f"{line}# {told}\n"


def check_modeline(file: TextFile, kind: str) -> Diagnostic | None:
    """Return what is wrong with a file's line, if it has one: another schema, or its place.

    A line that names a schema of the author's own is left alone, and so is a file outside of
    the project's folder.
    """
    found = _LINE.search(file.text) if "yaml-language-server" in file.text else None
    if not found or SCHEMAS.as_posix() not in found["schema"] or file.path.startswith("../"):
        return None
    wanted = _schema(file.path, kind)
    if found["schema"] != wanted:
        span = file.span(*found.span("schema"))
        return diagnose(
            "misplaced-schema",
            f"the schema of this file is {wanted}",
            span,
            help=f"write: {modeline(file.path, kind)}",
        )
    if found.start() == 0:
        return None
    return diagnose(
        "misplaced-schema",
        "editors look for the schema on the first line alone",
        file.span(*found.span()),
        help="move this line to the top of the file",
    )


def _schema(path: str, kind: str) -> str:
    return posixpath.relpath(SCHEMAS / f"{kind}.json", PurePosixPath(path).parent)
