"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path

import click

from explainer.hosts.preview import DEFAULT_CONFIG

config_option = click.option(
    "-f",
    "--config-file",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path(DEFAULT_CONFIG),
    show_default=True,
    help="The configuration of the site.",
)

format_option = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="For people, or for programs.",
)
