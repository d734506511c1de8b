"""The command `explainer`; each of its commands is a module of this package.

Exit codes: 0 clean, 1 findings, 2 could not run, 130 interrupted.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from io import TextIOWrapper
from typing import NoReturn

import click

from explainer import __version__
from explainer.cli import check, importing, rules
from explainer.hosts.preview import HostError

_COMMANDS = (check.check, importing.import_, rules.rules)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="explainer", message="%(prog)s %(version)s")
def cli() -> None:
    """Articles with notes beside them: check, import, look up."""


for _command in _COMMANDS:
    cli.add_command(_command)


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
