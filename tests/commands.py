"""Running `explainer` in this process: what it prints and ends with, without a start each time."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass

import click
from click.testing import CliRunner

from explainer.cli import cli
from explainer.hosts.preview import HostError
from tests.sites import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What a command left behind."""

    code: int
    output: str
    """What was printed, errors too."""
    printed: str
    """What was printed as output alone."""


def run(site: Site, *arguments: str, given: str | bytes = "") -> Done:
    """Run a command in a project, with some input; what it raises by mistake is raised here."""
    with contextlib.chdir(site.root):
        result = CliRunner().invoke(cli, arguments, input=given, standalone_mode=False)
    if isinstance(result.exception, click.ClickException | HostError):
        message = getattr(result.exception, "message", str(result.exception))
        return Done(code=2, output=f"{result.output}{message}\n", printed=result.stdout)
    if result.exception:
        raise result.exception
    return Done(code=int(result.return_value or 0), output=result.output, printed=result.stdout)
