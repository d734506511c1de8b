"""Where a reader can suggest a change: the forge's page that edits a file."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urljoin

from mkdocs.config.defaults import MkDocsConfig

_PATH = "{path}"


def edit_pattern(config: MkDocsConfig) -> str:
    """Return the address that edits a file, with `{path}` and `{line}`; nothing if unknown.

    `path` is below the project's root. MkDocs knows where the docs folder is edited
    (`repo_url` and `edit_uri`, or `edit_uri_template`); ours is the folder above it.
    """
    template = str(config.edit_uri_template or "")
    written = template or str(config.edit_uri or "")
    if not written:
        return ""
    base = str(config.repo_url or "").rstrip("/")
    address = urljoin(f"{base}/", written) if base else written
    before, found, _ = address.partition(_PATH) if template else (address, _PATH, "")
    docs = f"{_docs(config)}/"
    if not found or "{" in before or not before.endswith(docs):
        return ""
    return f"{before.removesuffix(docs)}{_PATH}#L{{line}}"


def _docs(config: MkDocsConfig) -> str:
    """Return the docs folder as it is called below the project's root."""
    docs = Path(config.docs_dir)
    root = Path(config.config_file_path).parent if config.config_file_path else docs.parent
    return docs.relative_to(root).as_posix() if docs.is_relative_to(root) else docs.name
