"""The browser for the tests: one that is there is used, else one is installed, or it says why not.

Nothing is installed here: the commands are only written down.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser import ensure_browser

UPDATE = "apt-get update -q"
INSTALL = "env DEBIAN_FRONTEND=noninteractive apt-get install -qy chromium"
PLAYWRIGHT = f"{sys.executable} -m playwright install chromium"
WITH_DEPS = f"{sys.executable} -m playwright install --with-deps chromium"

Does = Callable[[str], bool]


class Machine:
    """A machine with nothing on its PATH; its commands are written down and not run."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.ran: list[str] = []
        self.does: Does = lambda _: False
        self.patch = monkeypatch
        monkeypatch.setenv("PATH", str(folder))
        monkeypatch.delenv("EXPLAINER_BROWSER", raising=False)
        monkeypatch.setattr(ensure_browser, "MAC_PATHS", ())
        monkeypatch.setattr(ensure_browser, "_of_playwright", lambda: str(folder / "own"))
        monkeypatch.setattr(ensure_browser, "_run", self._run)
        self.is_a(ubuntu=False, root=True)

    def is_a(self, *, ubuntu: bool, root: bool) -> None:
        self.patch.setattr(ensure_browser, "_is_ubuntu", lambda: ubuntu)
        self.patch.setattr("os.geteuid", lambda: 0 if root else 1000)

    def has(self, name: str) -> str:
        path = self.folder / name
        path.write_text("#!/bin/sh\n", encoding="utf-8")
        path.chmod(0o755)
        return str(path)

    def _run(self, command: list[str]) -> bool:
        self.ran.append(" ".join(command))
        return self.does(self.ran[-1])

    def gets(self, name: str, by: str) -> None:
        """Let one command put a browser there, and the others succeed."""
        self.does = lambda command: command != by or bool(self.has(name))


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    return Machine(tmp_path, monkeypatch)


@pytest.mark.parametrize("name", [*ensure_browser.NAMES, "own"])
def test_a_browser_that_is_there_is_used(
    name: str, machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    path = machine.has(name)
    assert ensure_browser.main() == 0
    assert (capsys.readouterr().out, machine.ran) == (f"{path}\n", [])


def test_a_browser_that_is_named_goes_first(
    machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    machine.has("chromium")
    machine.patch.setenv("EXPLAINER_BROWSER", machine.has("mine"))
    assert ensure_browser.main() == 0
    assert capsys.readouterr().out.endswith("/mine\n")


def test_a_browser_that_is_named_and_not_there_is_an_error(
    machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    machine.has("chromium")
    machine.patch.setenv("EXPLAINER_BROWSER", "/no/such/file")
    assert ensure_browser.main() == 1
    assert capsys.readouterr() == ("", "EXPLAINER_BROWSER names /no/such/file, which is no file\n")
    assert machine.ran == []


@pytest.mark.parametrize(("root", "sudo"), [(True, ""), (False, "sudo -n ")])
def test_debian_installs_its_own_package(
    root: bool,  # noqa: FBT001 - a parameter
    sudo: str,
    machine: Machine,
    capsys: pytest.CaptureFixture[str],
) -> None:
    machine.has("apt-get")
    machine.is_a(ubuntu=False, root=root)
    machine.gets("chromium", by=f"{sudo}{INSTALL}")
    assert ensure_browser.main() == 0
    assert machine.ran == [f"{sudo}{UPDATE}", f"{sudo}{INSTALL}"]
    assert capsys.readouterr().out == f"{machine.folder / 'chromium'}\n"


def test_without_lists_of_packages_none_is_installed_from_them(machine: Machine) -> None:
    machine.has("apt-get")
    machine.does = lambda command: command != UPDATE and bool(machine.has("own"))
    assert ensure_browser.main() == 0
    assert machine.ran == [UPDATE, PLAYWRIGHT]


def test_a_package_that_cannot_be_installed_leaves_the_browser_of_playwright(
    machine: Machine,
) -> None:
    machine.has("apt-get")
    machine.gets("own", by=PLAYWRIGHT)
    assert ensure_browser.main() == 0
    assert machine.ran == [UPDATE, INSTALL, PLAYWRIGHT]


@pytest.mark.parametrize(("root", "command"), [(True, WITH_DEPS), (False, PLAYWRIGHT)])
def test_ubuntu_has_no_package_but_a_snap(
    root: bool,  # noqa: FBT001 - a parameter
    command: str,
    machine: Machine,
) -> None:
    machine.has("apt-get")
    machine.is_a(ubuntu=True, root=root)
    machine.gets("own", by=command)
    assert ensure_browser.main() == 0
    assert machine.ran == [command]


def test_without_apt_the_browser_is_that_of_playwright(machine: Machine) -> None:
    machine.gets("own", by=PLAYWRIGHT)
    assert ensure_browser.main() == 0
    assert machine.ran == [PLAYWRIGHT]


def test_where_none_can_be_installed_it_says_what_to_do(
    machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ensure_browser.main() == 1
    told = capsys.readouterr()
    assert (told.out, machine.ran) == ("", [PLAYWRIGHT])
    assert "install one, or name it in EXPLAINER_BROWSER" in told.err


@pytest.mark.parametrize(
    ("command", "worked"),
    [([sys.executable, "-c", ""], True), ([sys.executable, "-c", "1/0"], False), (["/no"], False)],
)
def test_a_command_that_fails_or_is_not_there_is_no_exception(
    command: list[str], *, worked: bool
) -> None:
    assert ensure_browser._run(command) is worked
