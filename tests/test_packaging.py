"""What is published is the wheel: it holds everything, and works without the repository."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from explainer import __version__
from tests.conftest import ROOT
from tests.sites import harbour

PACKAGE = ROOT / "plugins/explainer"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built as it would be for publishing."""
    out = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (path,) = out.glob("*.whl")
    return path


def test_every_file_of_the_package_is_in_the_wheel(wheel: Path) -> None:
    expected = {
        f"explainer/{path.relative_to(PACKAGE).as_posix()}"
        for path in PACKAGE.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    with zipfile.ZipFile(wheel) as archive:
        assert {name for name in archive.namelist() if name.startswith("explainer/")} == expected


def test_the_wheel_is_named_after_its_version(wheel: Path) -> None:
    assert wheel.name == f"mkdocs_explainer-{__version__}-py3-none-any.whl"


def test_the_unpacked_wheel_builds_a_site(wheel: Path, tmp_path: Path) -> None:
    unpacked = tmp_path / "unpacked"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(unpacked)
    environment = {"PYTHONPATH": str(unpacked)}
    project = harbour(tmp_path / "project")
    where = project.run("-c", "import explainer; print(explainer.__file__)", env=environment)
    assert Path(where.output.strip()).is_relative_to(unpacked)
    built = project.build(strict=True, env=environment)
    assert built.code == 0, built.output


def test_constraints_are_versions_without_addresses() -> None:
    for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines():
        requirement = Requirement(line)
        assert requirement.url is None
        assert [one.operator for one in requirement.specifier] == ["=="]
