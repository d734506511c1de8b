"""Running git, so that it always answers the same and runs nothing of a stranger's.

The command and no library: it is what everyone's repository was written with, and reads
all of them (work trees, partial clones, new object formats); libraries lag behind it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Generator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

TIMEOUT = 120
"""Seconds after which git is taken to hang."""
_CHUNK = 65536
_ELSEWHERE = frozenset(
    """
    GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE GIT_COMMON_DIR GIT_PREFIX GIT_NAMESPACE
    GIT_EXTERNAL_DIFF GIT_DIFF_OPTS GIT_GLOB_PATHSPECS GIT_NOGLOB_PATHSPECS
    GIT_ICASE_PATHSPECS GIT_TRACE GIT_TRACE2 GIT_TRACE2_EVENT GIT_TRACE2_PERF
""".split()
)
"""What a hook or a user may have set that would make git look elsewhere or say more."""
_SETTINGS = (
    "core.fsmonitor=false",
    f"core.hooksPath={os.devnull}",
    "safe.bareRepository=explicit",
    "protocol.ext.allow=never",
    "color.ui=false",
    "diff.renames=true",
    "diff.noprefix=false",
    "log.follow=false",
    "log.showRoot=true",
    "log.showSignature=false",
    "submodule.recurse=false",
)


class HistoryError(Exception):
    """The history cannot be read; the message says why, to the author."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Git:
    """The command, in a folder."""

    program: str
    folder: Path

    def run(self, *arguments: str) -> bytes:
        """Return what a command prints; raise HistoryError with its complaint if it fails."""
        done = self._done(arguments)
        if done.returncode:
            raise HistoryError(_complaint(done.stderr) or f"git {arguments[0]} failed")
        return done.stdout

    def ask(self, *arguments: str) -> str | None:
        """Return the line a command prints, or None if it fails: the answer is no."""
        done = self._done(arguments)
        return None if done.returncode else os.fsdecode(done.stdout).rstrip("\n")

    def records(self, *arguments: str) -> Generator[bytes, None, None]:
        """Yield what a command prints up to each NUL, as it comes; it may be left early.

        Raises HistoryError if the command fails.
        """
        process = self.start(*arguments)
        if process.stdin is None or process.stdout is None:  # pragma: no cover
            raise TypeError(process)
        process.stdin.close()
        rest = b""
        try:
            while chunk := os.read(process.stdout.fileno(), _CHUNK):
                *whole, rest = (rest + chunk).split(b"\0")
                yield from whole
            if process.wait():
                raise HistoryError(f"git {arguments[0]} could not read the whole history")
        finally:
            end(process)

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        """Return a running command with pipes to it and from it; give it to `end`."""
        return subprocess.Popen(  # noqa: S603 - no shell, and the arguments are ours
            self._command(arguments),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
        )

    def _done(self, arguments: tuple[str, ...]) -> subprocess.CompletedProcess[bytes]:
        try:
            return subprocess.run(  # noqa: S603 - no shell, and the arguments are ours
                self._command(arguments),
                stdin=subprocess.DEVNULL,
                capture_output=True,
                env=_environment(),
                check=False,
                timeout=TIMEOUT,
            )
        except subprocess.TimeoutExpired as error:
            raise HistoryError(f"git {arguments[0]} took over {TIMEOUT} seconds") from error
        except (OSError, ValueError) as error:  # ValueError: a NUL in an argument
            raise HistoryError(f"git cannot be run: {error}") from error

    def _command(self, arguments: tuple[str, ...]) -> list[str]:
        settings = [part for one in _SETTINGS for part in ("-c", one)]
        return [self.program, "-C", str(self.folder), "--no-pager", *settings, *arguments]


def git_in(folder: Path) -> Git | None:
    """Return the command for a folder; None if git is not installed or the folder not there."""
    program = shutil.which("git")
    return Git(program=program, folder=folder) if program and folder.is_dir() else None


def end(process: subprocess.Popen[bytes]) -> None:
    """End a command that was started, whatever it is doing."""
    process.kill()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with suppress(OSError):
                pipe.close()
    process.wait()


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in _ELSEWHERE}
    return kept | {
        "LC_ALL": "C",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_LITERAL_PATHSPECS": "1",
        "GIT_PAGER": "cat",
    }


def _complaint(said: bytes) -> str:
    """Return the first line that git complained with, without its own marks."""
    lines = said.decode("utf-8", "replace").strip().splitlines()
    return lines[0].removeprefix("fatal: ").removeprefix("error: ") if lines else ""
