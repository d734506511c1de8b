"""The command `explainer`; each of its commands is a module of this package.

Exit codes: 0 clean, 1 findings, 2 could not run, 130 interrupted.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from io import TextIOWrapper
from typing import NoReturn

import click

from explainer import __version__
from explainer.hosts.preview import HostError

_COMMANDS = {
    "add": "add:add",
    "check": "check:check",
    "describe": "describe:describe_",
    "diff": "difference:diff",
    "export": "export:export",
    "import": "importing:import_",
    "init": "init:init",
    "links": "links:links",
    "locate": "locate:locate",
    "lock": "lock:lock",
    "new": "new:new",
    "reanchor": "reanchor:reanchor",
    "rules": "rules:rules",
    "schema": "schema:schema",
    "stale": "stale:stale",
    "status": "status:status",
}
"""The module of each command, and its name there."""


class _Commands(click.Group):
    """Commands that are loaded when they are run: a check needs nothing that handles edits."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's own
        """Return the names of all commands."""
        return [*_COMMANDS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Return a command, or None if there is none of this name."""
        if cmd_name not in _COMMANDS:
            return None
        module, name = _COMMANDS[cmd_name].split(":")
        command = getattr(import_module(f"explainer.cli.{module}"), name)
        return command if isinstance(command, click.Command) else None


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="explainer", message="%(prog)s %(version)s")
def cli() -> None:
    """Articles with notes beside them: check, follow edits, import, look up."""


def main(args: Sequence[str] | None = None) -> NoReturn:
    """Run the command and exit; the entry point."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a curly quote is no reason to stop.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        code = cli.main(args, prog_name="explainer", standalone_mode=False)
    except click.Abort:
        click.echo("interrupted", err=True)
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except HostError as error:
        click.echo(f"explainer: {error}", err=True)
        sys.exit(2)
    sys.exit(code if isinstance(code, int) else 0)
