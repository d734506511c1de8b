"""`explainer diff`: what a change of articles and of YAML does to the notes."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import chdir
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from explainer.carry import carry
from explainer.cli.options import config_option
from explainer.difference import Difference, compare
from explainer.history import Base, GitHistory, HistoryError, export, history_of
from explainer.hosts.preview import HostError, Layout, layout, render_site
from explainer.hosts.rendering import woven_plainly
from explainer.lineage import instead
from explainer.load import load
from explainer.model import Range
from explainer.progress import Progress
from explainer.report.difference import Compared, as_text
from explainer.report.difference_json import as_json
from explainer.report.difference_markdown import as_markdown
from explainer.standing import Side

_FORMS = {"text": as_text, "markdown": as_markdown, "json": as_json}


@click.command("diff")
@click.argument("base")
@config_option
@click.option(
    "--format",
    "form",
    type=click.Choice(list(_FORMS)),
    default="text",
    show_default=True,
    help="For people, for a comment on a pull request, or for programs.",
)
def diff(base: str, config_file: Path, form: str) -> int:
    """Show what changes since BASE, a branch or commit, do to the notes.

    Compares the files as they are now with the commit where HEAD left BASE. Exits with 0
    if no note got worse, with 1 if one did, with 2 if it could not run.
    """
    after = _side(config_file, "reading pages")
    history = history_of(config_file.resolve().parent)
    if history is None:
        raise HostError("no git repository can be read here; `git status` says why")
    try:
        found = history.base(base)
        difference = _compared(history, found, config_file, after)
    except HistoryError as error:
        click.echo(f"explainer: {error}", err=True)
        return 2
    click.echo(_FORMS[form](difference, Compared(ref=base, commit=found.commit)), nl=False)
    return int(difference.worse)


def _compared(history: GitHistory, base: Base, config_file: Path, after: Side) -> Difference:
    """Return what became of the notes since a base, whose files are written to be rendered."""
    now = layout(config_file)
    with TemporaryDirectory() as folder:
        top = Path(folder).resolve()
        try:
            export(history, base.commit, top)
        except OSError as error:
            raise HistoryError(f"{base.ref} cannot be written to a folder: {error}") from error
        config_there = top / (history.name(config_file) or config_file.name)
        was = _layout_there(history, now, top, config_there)
        # Extensions look for files from where the command runs.
        here = top / (history.name(Path.cwd()) or "")
        with chdir(here if here.is_dir() else top):
            before = _side_before(was, config_there)
        docs = history.name(now.docs), _below(was.docs, top)
    return compare(before, after, _renamed(history, base, docs), _carried)


def _carried(old: str, new: str, place: Range) -> Range | None:
    """Return where a passage is now, or else what stands in its place."""
    return carry(old, new, place) or instead(old, new, place)


def _side(config_file: Path, what: str) -> Side:
    with Progress(what) as progress:
        preview = render_site(config_file, progress=progress)
    return Side(
        project=preview.project,
        html={path: page.html for path, page in preview.pages.items()},
        anchored=preview.woven.anchored,
    )


def _side_before(was: Layout, config_file: Path) -> Side:
    """Return the side of the base, as its host renders it; without the host if that fails."""
    try:
        return _side(config_file, "reading pages of the base")
    except Exception as error:  # noqa: BLE001 - a plugin of then may not run now, and is anyone's
        reason = str(error).partition("\n")[0] or type(error).__name__
    project, _ = load(was.root, docs_dir=was.docs, annotations_dir=was.annotations)
    if project.annotations:
        click.echo(f"the base is read without its plugins: {reason}", err=True)
    pages, woven = woven_plainly(was, project)
    html = {path: page.html for path, page in pages.items()}
    return Side(project=project, html=html, anchored=woven.anchored)


def _layout_there(history: GitHistory, now: Layout, top: Path, config_file: Path) -> Layout:
    """Return where the base keeps its files, or where they are kept now if it cannot say."""
    try:
        return layout(config_file)
    except HostError:
        root, docs, annotations = (
            top / (history.name(path) or path.name)
            for path in (now.root, now.docs, now.annotations)
        )
        return replace(now, root=root, docs=docs, annotations=annotations)


def _renamed(
    history: GitHistory, base: Base, docs: tuple[str | None, str | None]
) -> Mapping[str, str]:
    """Return the articles that were renamed, below the docs folder of now and of then."""
    now, was = (None if one is None else f"{one}/" if one != "." else "" for one in docs)
    if now is None or was is None:
        return {}
    return {
        one.old.removeprefix(was): one.new.removeprefix(now)
        for one in history.changes(base)
        if one.old and one.new and one.old.startswith(was) and one.new.startswith(now)
    }


def _below(path: Path, top: Path) -> str | None:
    return path.relative_to(top).as_posix() if path.is_relative_to(top) else None
