"""Fixtures for all tests; builders are in `build.py`, small sites in `sites.py`."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

from tests.sites import Site, harbour

ROOT = Path(__file__).parent.parent

# How long an example takes says more of the machine than of the code; benchmarks measure.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write what comes out as what is expected; read the diff afterwards",
    )


@pytest.fixture
def update_golden(pytestconfig: pytest.Config) -> bool:
    return bool(pytestconfig.getoption("--update-golden"))


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """An empty project with a configuration."""
    return Site(root=tmp_path).configure()


@pytest.fixture
def harbour_site(tmp_path: Path) -> Site:
    """A project in which everything is right."""
    return harbour(tmp_path)
