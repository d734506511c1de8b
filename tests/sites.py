"""A factory of small sites, built as their authors would build them."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# What `mkdocs serve` does before it serves: the same hooks, with its own command.
SERVE = """
import sys
from importlib import import_module
host = sys.argv[1]
state = import_module(host + ".__main__").State()
config = import_module(host + '.config').load_config('mkdocs.yml')
config.plugins.on_startup(command='serve', dirty=False)
import_module(host + '.commands.build').build(config, serve_url='http://127.0.0.1:8000/')
"""

ARTICLE = """\
---
title: The harbour plan
---

# The harbour plan

The council approved the harbour plan on Tuesday. It cost 2.5 million crowns.

## What follows

The ferry line will move to the new pier, says the [report](other.md).
"""

NOTES = """\
notes:
  - id: cost
    quote: 2.5 million crowns
    kind: correction
    title: What it cost
    body: |
      It was quietudinous, says the ledger [@ledger].
  - id: pier
    quote: the new pier
    body: Built for a ferry.
"""

GLOSSARY = """\
terms:
  - id: ferry-line
    term: ferry line
    kind: organisation
    short: Ships that go back and forth perpendicularly.
"""

SOURCES = """\
sources:
  - id: ledger
    type: book
    title: The ledger of unrepeated expenses
    issued: 2019
    URL: https://example.org/ledger
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a build left behind."""

    code: int
    output: str
    """What was printed, with colours and time taken out."""
    site: Path

    def page(self, path: str) -> str:
        """Return a file of the site."""
        return (self.site / path).read_text(encoding="utf-8")

    def search(self) -> list[dict[str, str]]:
        """Return the entries of the search index."""
        index = json.loads(self.page("search/search_index.json"))
        return list(index["docs"])

    def ids(self, path: str) -> list[str]:
        """Return the ids of a page's elements."""
        return re.findall(r'\sid="([^"]*)"', self.page(path))

    def links(self, path: str) -> list[str]:
        """Return the addresses a page links to."""
        return re.findall(r'<a\s[^>]*href="([^"]*)"', self.page(path))

    def digests(self, *, but: tuple[str, ...] = ()) -> dict[str, str]:
        """Return a digest of every file."""
        return digests(self.site, but=but)


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A project in a folder of its own."""

    root: Path

    def write(self, path: str, text: str) -> Site:
        """Write a file."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return self

    def configure(self, **settings: Any) -> Site:
        """Write mkdocs.yml; what is not said is as small as it can be."""
        config: dict[str, Any] = {
            "site_name": "Small",
            "site_url": "https://example.org/below/",
            "theme": {"name": "material", "font": False},
            "plugins": ["search", "explainer"],
            "markdown_extensions": ["attr_list", "tables"],
            "validation": {"links": {"anchors": "warn"}},
        }
        return self.write("mkdocs.yml", json.dumps(config | settings))

    def run(self, *command: str, env: Mapping[str, str] | None = None) -> Built:
        """Run a Python module's command in the project."""
        environment = {
            **os.environ,
            "NO_MKDOCS_2_WARNING": "1",
            "SOURCE_DATE_EPOCH": "1600000000",
            "PYTHONIOENCODING": "utf-8",
            **(env or {}),
        }
        done = subprocess.run(
            [sys.executable, *command],
            cwd=self.root,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=120,
        )
        output = re.sub(r"\x1b\[[0-9;]*m", "", done.stdout + done.stderr)
        return Built(code=done.returncode, output=output, site=self.root / "site")

    def build(
        self, *, strict: bool = False, host: str = "mkdocs", env: Mapping[str, str] | None = None
    ) -> Built:
        """Build the site."""
        options = ["--strict"] if strict else []
        return self.run("-m", host, "build", "-f", "mkdocs.yml", *options, env=env)

    def serve(self, host: str = "mkdocs") -> Built:
        """Build the site as `serve` does."""
        return self.run("-c", SERVE, host)

    def explainer(self, *arguments: str) -> Built:
        """Run the command `explainer`."""
        return self.run("-c", "from explainer.cli import main; main()", *arguments)


def harbour(root: Path, **settings: Any) -> Site:
    """Return a project with two pages, two notes, a term and a source, all of them right."""
    return (
        Site(root=root)
        .configure(**settings)
        .write("docs/index.md", "# Home\n\nRead [the plan](news/plan.md).\n")
        .write("docs/news/plan.md", ARTICLE)
        .write("docs/news/other.md", "# Report\n\nA page without notes on the ferry line.\n")
        .write("annotations/news/plan.yml", NOTES)
        .write("annotations/glossary.yml", GLOSSARY)
        .write("annotations/sources.yml", SOURCES)
    )


def digests(folder: Path, *, but: tuple[str, ...] = ()) -> dict[str, str]:
    """Return a digest of every file below a folder, by its path there."""
    return {
        name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and (name := path.relative_to(folder).as_posix()) not in but
    }
