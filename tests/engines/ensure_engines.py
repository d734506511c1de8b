"""See to it that Firefox, WebKitGTK and a screen for it are there; say what is missing.

The tests in other engines are never skipped in silence: everything is there, or this fails.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

_BROWSERS = "/usr/lib/*/webkit*gtk-*/MiniBrowser"


def firefox() -> str:
    """Return the path of Firefox, or nothing."""
    return shutil.which("firefox-esr") or shutil.which("firefox") or ""


def mini_browser() -> str:
    """Return the path of the browser that WebKitGTK's driver starts, or nothing."""
    found = sorted(Path("/").glob(_BROWSERS.lstrip("/")))
    return str(found[-1]) if found else ""


def _driver() -> str:
    return shutil.which("WebKitWebDriver") or ""


def _screen() -> str:
    return shutil.which("Xvfb") or ""


# What is needed, how it is found, and the Debian package it comes with.
_NEEDED: tuple[tuple[str, Callable[[], str], str], ...] = (
    ("Firefox", firefox, "firefox-esr"),
    ("WebKitWebDriver", _driver, "webkit2gtk-driver"),
    (f"WebKitGTK's MiniBrowser ({_BROWSERS})", mini_browser, "webkit2gtk-driver"),
    ("Xvfb", _screen, "xvfb"),
)


def main() -> int:
    """Install what is missing where that is possible; return 1 if anything is missing still."""
    packages = sorted({package for _, find, package in _NEEDED if not find()})
    if packages and shutil.which("apt-get"):
        sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
        environment = ["env", "DEBIAN_FRONTEND=noninteractive"]
        if _run([*sudo, "apt-get", "update", "-q"]):
            _run([*sudo, *environment, "apt-get", "install", "-qy", *packages])
    missing = [(name, package) for name, find, package in _NEEDED if not find()]
    for name, package in missing:
        _say(f"missing: {name}; on Debian: apt-get install {package}")
    return int(bool(missing))


def _run(command: list[str]) -> bool:
    _say(f"not all browsers yet: {' '.join(command)}")
    try:
        return subprocess.run(command, stdout=sys.stderr, check=False).returncode == 0
    except OSError:
        return False


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")


if __name__ == "__main__":
    sys.exit(main())
