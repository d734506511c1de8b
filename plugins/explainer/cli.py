"""The command `explainer`: check a project, import an article, look up a rule.

Exit codes: 0 clean, 1 findings, 2 could not run, 130 interrupted.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import NoReturn

import click

from explainer import __version__
from explainer.diagnostics import RULES, Diagnostic, Severity
from explainer.hosts.preview import DEFAULT_CONFIG, HostError, Layout, Preview, layout, render_site
from explainer.importing import Imported, ImportRefusedError, read_article, write_article
from explainer.model import Anchored, Status
from explainer.nearest import nearest
from explainer.page import PageText
from explainer.progress import Progress
from explainer.report.json import TargetRow, report
from explainer.report.text import concise, counted, full
from explainer.rulebook import rule_page
from explainer.text import page_text

_config_option = click.option(
    "-f",
    "--config-file",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path(DEFAULT_CONFIG),
    show_default=True,
    help="The configuration of the site.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="explainer", message="%(prog)s %(version)s")
def cli() -> None:
    """Articles with notes beside them: check, import, look up."""


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


# --- check -----------------------------------------------------------------------------


@cli.command()
@_config_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="For people, or for programs.",
)
@click.option(
    "--output",
    type=click.Choice(["full", "concise"]),
    default="full",
    show_default=True,
    help="With the lines of the file, or one line for each finding.",
)
@click.option("--pedantic", is_flag=True, help="Also report quotes that differ in typography.")
def check(config_file: Path, form: str, output: str, *, pedantic: bool) -> int:
    """Find every note's passage, and everything that is wrong.

    Exits with 0 if there is no error and no warning, else with 1; with 2 if the check
    could not run.
    """
    with Progress("reading pages") as progress:
        preview = render_site(config_file, pedantic=pedantic, progress=progress)
    for message in preview.messages:
        click.echo(f"mkdocs: {message}", err=True)
    if form == "json":
        click.echo(report(preview.diagnostics, _rows(preview)), nl=False)
    else:
        click.echo(_text(preview, output), nl=False)
    return int(any(one.severity is not Severity.NOTICE for one in preview.diagnostics))


def _text(preview: Preview, output: str) -> str:
    found = preview.diagnostics
    if output == "concise":
        shown = concise(found)
    else:
        shown = full(found, colour=sys.stdout.isatty())
        shown += "\n" if shown else ""
    return f"{shown}{_summary(preview.woven.anchored, found)}\n"


def _summary(anchored: tuple[Anchored, ...], found: tuple[Diagnostic, ...]) -> str:
    """Return the closing line: what was found, and how much is wrong."""
    notes = {(one.annotation.article, one.annotation.id) for one in anchored}
    lost = {
        (one.annotation.article, one.annotation.id)
        for one in anchored
        if one.status in {Status.ORPHAN, Status.AMBIGUOUS}
    }
    articles = len({article for article, _ in notes})
    several = "" if articles == 1 else "s"
    if lost:
        placed = f"{len(notes) - len(lost)} of {len(notes)} notes have their place"
    elif notes:
        placed = f"{len(notes)} note{'' if len(notes) == 1 else 's'}, all in place"
    else:
        # A file that cannot be read may hold some.
        unread = any(one.severity is Severity.ERROR for one in found)
        return f"no notes {'read' if unread else 'yet'}; {counted(found) or 'no problems'}"
    return f"{placed}, in {articles} article{several}; {counted(found) or 'no problems'}"


def _rows(preview: Preview) -> list[TargetRow]:
    texts: dict[str, PageText] = {}
    rows = []
    for one in preview.woven.anchored:
        path = one.annotation.article
        if path not in texts:
            texts[path] = page_text(preview.pages[path].html)
        rows.append(_row(one, texts[path].text))
    return rows


def _row(one: Anchored, text: str) -> TargetRow:
    span = one.target.span if one.target else one.annotation.span
    found = " … ".join(text[place.start : place.end] for place in one.ranges)
    return TargetRow(
        annotation=one.annotation.id,
        article=one.annotation.article,
        status=one.status.value,
        line=span.line,
        quote=found or (span.text if one.target else ""),
    )


# --- import ----------------------------------------------------------------------------


@cli.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--to", type=click.Path(path_type=Path), help="The page to write: docs/x.md.")
@click.option("--id", "note", default="first-note", show_default=True, help="Of the first note.")
@_config_option
def import_(file: Path, to: Path | None, note: str, config_file: Path) -> int:
    """Make an article of FILE (.txt, .html, .md), and a first draft of a note on it.

    Writes docs/NAME.md and annotations/NAME.yml, and never over a file that is there.
    """
    where = layout(config_file) if config_file.is_file() else _plain_layout(config_file)
    try:
        imported = read_article(file, extensions=where.extensions, configs=where.extension_configs)
        paths = write_article(
            imported, docs=where.docs, annotations=where.annotations, to=to, note=note
        )
    except ImportRefusedError as error:
        click.echo(f"explainer: {error}", err=True)
        return 1
    for path in paths:
        click.echo(f"wrote {_below(path, where.root)}")
    for line in _said(imported):
        click.echo(line)
    return 0


def _said(imported: Imported) -> Iterator[str]:
    """Return what an editor should know of an import that is done."""
    if imported.pictures:
        yield f"{_many(imported.pictures, 'picture')} left out: copy those you need into docs/"
    if imported.kept_as_html:
        yield f"{_many(imported.kept_as_html, 'part')} kept as HTML, which Markdown cannot say"
    yield f"{_many(imported.words, 'word')}, the same as in the original"


def _many(count: int, name: str) -> str:
    return f"{count} {name}{'' if count == 1 else 's'}"


def _plain_layout(config_file: Path) -> Layout:
    if config_file != Path(DEFAULT_CONFIG):
        raise HostError(f"there is no file {config_file.as_posix()}")
    root = Path.cwd()
    return Layout(root=root, docs=root / "docs", annotations=root / "annotations")


def _below(path: Path, root: Path) -> str:
    resolved = path.resolve()
    return (resolved.relative_to(root) if resolved.is_relative_to(root) else path).as_posix()


# --- rules -----------------------------------------------------------------------------


@cli.command()
@click.argument("code", required=False)
def rules(code: str | None) -> int:
    """List the rules, or explain the rule CODE."""
    if code is None:
        width = max(len(name) for name in RULES)
        for rule in RULES.values():
            click.echo(f"{rule.code:<{width}}  {rule.severity.value:<7}  {rule.summary}")
        return 0
    if code not in RULES:
        like = nearest(code, RULES)
        hint = f"; did you mean {' or '.join(like)}?" if like else "; `explainer rules` lists all"
        click.echo(f"explainer: there is no rule {code}{hint}", err=True)
        return 2
    click.echo(rule_page(code), nl=False)
    return 0
