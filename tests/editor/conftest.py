"""The server of YAML that editors use; only `make test-editor` asks for these tests."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from explainer.hosts.schemas import refresh_schemas
from explainer.load import load
from tests.editor.client import Server, running
from tests.sites import Site, harbour

SERVER = os.environ.get("EXPLAINER_YAML_SERVER", "")
if not SERVER:
    collect_ignore_glob = ["test_*.py"]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site with notes, a term and two sources, and its schemas."""
    made = harbour(tmp_path_factory.mktemp("site"))
    more = "sources:\n  - {id: gazette, title: The gazette, publisher: Town of Larkmoor}\n"
    made.write("annotations/sources/more.yml", more)
    root = made.root
    project, _ = load(root, docs_dir=root / "docs", annotations_dir=root / "annotations")
    refresh_schemas(root, project)
    return made


@pytest.fixture(scope="session")
def server(site: Site) -> Iterator[Server]:
    """The server, told of the site's folder."""
    with running([str(Path(SERVER)), "--stdio"], site.root) as started:
        yield started
