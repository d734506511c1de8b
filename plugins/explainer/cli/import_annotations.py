"""`explainer import web-annotations`: notes of what others wrote about our articles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from explainer.anchor import Anchorage
from explainer.cli.additions import Addition, addition, dry_run_option, existing, finish, many, say
from explainer.cli.articles import article_named
from explainer.cli.options import config_option
from explainer.hosts.preview import Layout, Preview, layout, read_config, render_site
from explainer.importing import ImportRefusedError
from explainer.importing.addresses import Addresses
from explainer.importing.destination import file_of_notes
from explainer.importing.notes import Composed, Known, compose, on_article
from explainer.importing.opening import open_text
from explainer.importing.remarks import Read, Remark, Spot, read_remarks
from explainer.importing.told import Told, shortened, told
from explainer.progress import Progress
from explainer.render import Renderer
from explainer.text import page_text


@click.command("web-annotations")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--article", help="They are all about this page, whatever addresses they name.")
@dry_run_option
@config_option
def import_annotations(file: Path, article: str | None, config_file: Path, *, dry_run: bool) -> int:
    """Make notes of the annotations in FILE: an export of Hypothesis, or W3C annotations.

    What has no certain place becomes a draft, and is told. Exits with 1 if there is any.
    """
    try:
        read = read_remarks(open_text(file))
        with Progress("reading pages") as progress:
            preview = render_site(config_file, progress=progress)
        where = layout(config_file)
        named = article_named(article, preview, where) if article else ""
        addresses = Addresses.of(
            preview.project,
            {path: page.url for path, page in preview.pages.items()},
            read_config(config_file, []).site_url or "",
        )
        sorted_ = _by_article(read, addresses, named)
        changes = [
            _change(name, remarks, preview, where)
            for name, remarks in sorted(sorted_.articles.items())
        ]
    except ImportRefusedError as error:
        click.echo(f"explainer: {error}", err=True)
        return 1
    return _done(where, changes, sorted_, dry_run=dry_run)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sorted:
    """Annotations by article, and what is about none."""

    articles: dict[str, list[Remark]]
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Change:
    """What an article gets."""

    composed: Composed
    file: Addition | None


def _by_article(read: Read, addresses: Addresses, named: str) -> _Sorted:
    articles: dict[str, list[Remark]] = {}
    messages = [Told(line=line) for line in read.told]
    for remark in read.remarks:
        if remark.answers:
            who = f" by {remark.author}" if remark.author else ""
            words = shortened(remark.body)
            messages.append(told(remark.span, f"a reply{who}, {words}, is left out"))
            continue
        spots: dict[str, list[Spot]] = {}
        for spot in remark.spots:
            found = named or addresses.article(spot.source)
            spots.setdefault(found, []).append(spot)
        for name, on_it in spots.items():
            if name:
                articles.setdefault(name, []).append(on_article(remark, on_it))
            else:
                messages.append(_no_article(remark, on_it[0].source))
    return _Sorted(articles=articles, told=tuple(messages))


def _no_article(remark: Remark, address: str) -> Told:
    where = f"the address {address}" if address else "no address"
    message = f"no article of this site has {where}; if one is meant, name it with --article"
    if not address:
        message = "it names no page; name the article with --article"
    return told(remark.span, message, wrong=True)


def _change(name: str, remarks: Sequence[Remark], preview: Preview, where: Layout) -> _Change:
    """Return what an article gets; raise ImportRefusedError if it can have no notes."""
    article = preview.project.articles[name]
    plain = Renderer(preview.project.terms).plain
    here = Anchorage.of(page_text(preview.pages[name].html), article.file, plain)
    path = _path(name, preview, where)
    sources = {one.url or one.id: one.id for one in preview.project.sources.values()}
    known = Known.of(
        [one for one in preview.woven.anchored if one.annotation.article == name],
        _texts(name, path, preview, where),
        sources,
    )
    made = compose(here, remarks, known, path.name)
    head = f"Notes on {where.docs.name}/{name}"
    file = addition(path, where.root, "notes", made.entries, head) if made.entries else None
    return _Change(composed=made, file=file)


def _path(name: str, preview: Preview, where: Layout) -> Path:
    """Return the file that new notes on an article go to: the one there is, or its mirror."""
    found = file_of_notes(name, preview.project, where.root, where.annotations)
    if found is None:
        raise ImportRefusedError(f"{name}: an article of this name can have no notes; rename it")
    return found


def _texts(name: str, path: Path, preview: Preview, where: Layout) -> Iterator[str]:
    """Yield the files that hold notes on an article, as they are."""
    files = {note.span.file.path: note.span.file for note in preview.project.notes_on(name)}
    yield from (one.text for one in files.values())
    file = existing(path, where.root)
    if file and file.path not in files:
        yield file.text


def _done(where: Layout, changes: Sequence[_Change], sorted_: _Sorted, *, dry_run: bool) -> int:
    """Write, and say what was done."""
    counts = {one.file.file.path: len(one.composed.entries) for one in changes if one.file}
    files = [one.file for one in changes if one.file]
    finish(where.root, files, lambda path: many(counts[path], "note"), dry_run=dry_run)
    code = say([*sorted_.told, *(line for one in changes for line in one.composed.told)])
    known = sum(one.composed.known for one in changes)
    if known:
        click.echo(f"{many(known, 'annotation')} there already", err=dry_run)
    if not files:
        click.echo("nothing to write", err=dry_run)
    return code
