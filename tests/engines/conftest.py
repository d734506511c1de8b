"""The stress site, and every engine on it; only `make test-browsers` asks for these tests."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.browser.serving import Site, build_stress, serving
from tests.engines.engines import ENGINES, Engine

# Plain `make test` needs Chromium alone. Named engines are run, and fail where they are missing.
NAMED = os.environ.get("EXPLAINER_ENGINES", "").split()
if not NAMED:
    collect_ignore_glob = ["test_*.py"]


@pytest.fixture(scope="session")
def stress(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The stress site; what its scripts complain of is kept in `window.complaints`."""
    folder = tmp_path_factory.mktemp("served")
    built = build_stress(folder)
    with serving(folder) as url:
        yield Site(built, f"{url}{built.name}/").variant("watched")


@pytest.fixture(scope="session", params=NAMED)
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """A browser of another maker."""
    with ENGINES[request.param]() as started:
        yield started
