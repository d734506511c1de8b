"""What the handbook gives to copy for CI: its files, and the scripts in them, as they would run."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs/handbook/ci.md").read_text(encoding="utf-8")
ACTION = "action.yml"
COMMENT = ".github/actions/comment/action.yml"
OURS = (ACTION, COMMENT, *(f".github/workflows/{one}.yml" for one in ("ci", "pages")))
"""What GitHub runs of this repository, for others and for us."""

_FILE = re.compile(r'^```\w+ title="([^"]+)"\n(.*?)^```$', re.DOTALL | re.MULTILINE)


def copied() -> dict[str, str]:
    """Return the files that the handbook gives to copy, by their paths."""
    return dict(_FILE.findall(PAGE))


def laid_out(root: Path) -> Path:
    """Write the files to copy below a folder, each at its path, and return the folder."""
    for path, text in copied().items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return root


def action(path: str) -> dict[str, Any]:
    """Return what an action of ours says."""
    read: dict[str, Any] = yaml.safe_load((ROOT / path).read_text(encoding="utf-8"))
    return read


def scripts(path: str) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Yield each script of an action, in order, and what it takes from outside."""
    for step in action(path)["runs"]["steps"]:
        if "run" in step:
            yield step["run"], step.get("env", {})


@dataclass(slots=True, kw_only=True)
class Machine:
    """A machine of CI: what it has on its path writes down how it was called."""

    root: Path
    environment: dict[str, str] = field(default_factory=dict)

    def has(self, name: str, script: str = "exit 0") -> Machine:
        """Put a command on the path; `script` is what it does after writing itself down."""
        file = self.root / "bin" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        head = 'printf "%s\\n" "$(basename "$0") $*" >> "$CALLS"'
        file.write_text(f"#!/bin/sh\n{head}\n{script}\n", encoding="utf-8")
        file.chmod(0o755)
        return self

    def has_explainer(self) -> Machine:
        """Put the real command on the path."""
        code = "from explainer.cli import main; main()"
        return self.has("explainer", f"exec '{sys.executable}' -c '{code}' \"$@\"")

    def run(self, script: str, folder: Path, *shell: str, **environment: str) -> tuple[int, str]:
        """Run a script as the service would; return how it ended and what it printed."""
        known = {
            "PATH": f"{self.root / 'bin'}{os.pathsep}{os.environ['PATH']}",
            "CALLS": str(self.root / "calls"),
            "RUNNER_TEMP": str(self.root),
            "GITHUB_OUTPUT": str(self.root / "output"),
            "GITHUB_STEP_SUMMARY": str(self.root / "summary"),
        }
        done = subprocess.run(
            [*(shell or ("bash", "--noprofile", "--norc", "-eo", "pipefail")), "-c", script],
            cwd=folder,
            env={**os.environ, **known, **self.environment, **environment},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        return done.returncode, done.stdout + done.stderr

    def read(self, name: str) -> str:
        """Return what was written to a file of the machine; nothing if there is none."""
        file = self.root / name
        return file.read_text(encoding="utf-8") if file.is_file() else ""

    @property
    def calls(self) -> list[str]:
        """How the commands were called, in order."""
        return self.read("calls").splitlines()
