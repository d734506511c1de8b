"""Print the path of a Chromium or Chrome; install one if there is none.

The browser tests are never skipped in silence: there is a browser, or this fails and says
what to do.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC_PATHS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)


def find() -> str:
    """Return the path of an installed browser, or nothing; EXPLAINER_BROWSER names one."""
    named = os.environ.get("EXPLAINER_BROWSER")
    if named:
        return named if Path(named).is_file() else ""
    for path in (*map(shutil.which, NAMES), *MAC_PATHS):
        if path and Path(path).is_file():
            return path
    own = _of_playwright()
    return own if Path(own).is_file() else ""


def _of_playwright() -> str:
    """Return where Playwright keeps its own browser, whether it is there or not."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - slow, seldom needed

    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def install() -> None:
    """Try the system's packages, then Playwright's own browser; say so on stderr."""
    if shutil.which("apt-get") and not _is_ubuntu():
        sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
        environment = ["env", "DEBIAN_FRONTEND=noninteractive"]
        if _run([*sudo, "apt-get", "update", "-q"]):
            _run([*sudo, *environment, "apt-get", "install", "-qy", "chromium"])
    if not find():
        # What the browser needs besides comes from the system's packages, for root alone.
        more = ["--with-deps"] if _is_ubuntu() and os.geteuid() == 0 else []
        _run([sys.executable, "-m", "playwright", "install", *more, "chromium"])


def _is_ubuntu() -> bool:
    """Return whether `chromium` is a package that only leads to a snap."""
    release = Path("/etc/os-release")
    return release.is_file() and "ID=ubuntu" in release.read_text(encoding="utf-8").splitlines()


def _run(command: list[str]) -> bool:
    print("no browser yet:", " ".join(command), file=sys.stderr)
    try:
        return subprocess.run(command, stdout=sys.stderr, check=False).returncode == 0
    except OSError:
        return False


def main() -> int:
    """Print the path; return 1 if there is no browser and none can be installed."""
    named = os.environ.get("EXPLAINER_BROWSER")
    if named and not find():
        print(f"EXPLAINER_BROWSER names {named}, which is no file", file=sys.stderr)
        return 1
    if not find():
        install()
    path = find()
    if not path:
        print(
            "the browser tests need Chromium or Chrome: install one, or name it in"
            " EXPLAINER_BROWSER",
            file=sys.stderr,
        )
        return 1
    print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
