"""`explainer schema`: JSON Schemas, for editors that complete and explain by them."""

from __future__ import annotations

from pathlib import Path

import click

from explainer.cli.options import config_option
from explainer.hosts.preview import HostError, layout
from explainer.hosts.schemas import write_schemas
from explainer.load import load


@click.command()
@config_option
def schema(config_file: Path) -> int:
    """Write JSON Schemas of notes, terms, sources and events to .explainer/schema.

    A check, a build and `mkdocs serve` do so too.
    """
    where = layout(config_file)
    project, _ = load(where.root, docs_dir=where.docs, annotations_dir=where.annotations)
    try:
        written = [*write_schemas(where.root, project)]
    except OSError as error:
        raise HostError(f"the schemas cannot be written: {error.strerror}") from error
    for path in written:
        click.echo(f"wrote {path.relative_to(where.root).as_posix()}")
    if not written:
        click.echo("the schemas are as they should be")
    return 0
