"""`explainer add source`: a source from what a file or an address says of itself."""

from __future__ import annotations

from pathlib import Path

import click

from explainer.cli.additions import addition, dry_run_option, finish, many
from explainer.cli.options import config_option
from explainer.hosts.preview import layout
from explainer.hosts.schemas import refresh_schemas
from explainer.importing import ImportRefusedError
from explainer.importing.works import Work, source_entry, work_named, works_in
from explainer.load import load


@click.group("add")
def add() -> None:
    """Add sources that a file or an address names."""


@add.command("source")
@click.argument("named", metavar="URL-OR-DOI-OR-FILE")
@dry_run_option
@config_option
def source(named: str, config_file: Path, *, dry_run: bool) -> int:
    """Add the sources of a file: a saved web page, CSL-JSON or BibTeX; or begin one.

    Of an address or a DOI there is only that, and a title to be filled in: nothing is asked
    of the network.
    """
    where = layout(config_file)
    project, _ = load(where.root, docs_dir=where.docs, annotations_dir=where.annotations)
    taken, made = set(project.sources), []
    path = where.annotations / "sources.yml"
    try:
        for work in _works(named):
            id_, entry = source_entry(work, taken)
            taken.add(id_)
            made.append((id_, entry))
        change = addition(path, where.root, "sources", [one for _, one in made], "The sources")
    except ImportRefusedError as error:
        click.echo(f"explainer: {error}", err=True)
        return 1
    finish(where.root, [change], lambda _: many(len(made), "source"), dry_run=dry_run)
    for id_, _ in made:
        click.echo(f"cite it with [@{id_}]", err=dry_run)
    if not dry_run:
        project, _ = load(where.root, docs_dir=where.docs, annotations_dir=where.annotations)
        refresh_schemas(where.root, project)
    return 0


def _works(named: str) -> tuple[Work, ...]:
    if Path(named).is_file():
        return works_in(Path(named))
    work = work_named(named)
    if work is None:
        raise ImportRefusedError(f"{named} is neither a file nor a web address nor a DOI")
    return (work,)
