"""`explainer import glossary`: terms of what others defined."""

from __future__ import annotations

from pathlib import Path

import click

from explainer.cli.additions import addition, dry_run_option, finish, many, say
from explainer.cli.options import config_option
from explainer.hosts.preview import layout
from explainer.importing import ImportRefusedError
from explainer.importing.terms import compose_terms, read_terms
from explainer.load import load


@click.command("glossary")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--language", default="", help="The language of the terms, where FILE has several: de."
)
@dry_run_option
@config_option
def import_glossary(file: Path, language: str, config_file: Path, *, dry_run: bool) -> int:
    """Add the terms in FILE to the glossary: a table (.csv), TBX, or another tool's YAML or JSON.

    Terms that are there already are left alone. Exits with 1 if something could not be read.
    """
    where = layout(config_file)
    project, _ = load(where.root, docs_dir=where.docs, annotations_dir=where.annotations)
    path = where.annotations / "glossary.yml"
    try:
        made = compose_terms(read_terms(file, language=language), project.terms, project.sources)
        files = []
        if made.entries:
            files.append(addition(path, where.root, "terms", made.entries, "The glossary"))
    except ImportRefusedError as error:
        click.echo(f"explainer: {error}", err=True)
        return 1
    finish(where.root, files, lambda _: many(len(made.entries), "term"), dry_run=dry_run)
    code = say(made.told)
    if made.known:
        click.echo(f"{many(made.known, 'term')} there already", err=dry_run)
    if not files:
        click.echo("nothing to write", err=dry_run)
    return code
