"""`explainer new`: an article, a note, a term or a source to be filled in."""

from __future__ import annotations

from pathlib import Path

import click

from explainer.anchor import Anchorage
from explainer.cli.additions import Addition, addition, create
from explainer.cli.options import config_option
from explainer.cli.places import place_lines, ready
from explainer.cli.rewriting import write
from explainer.describe import Description, describe
from explainer.find import collapse, find_quote
from explainer.hosts.preview import HostError, Layout, layout
from explainer.hosts.schemas import refresh_schemas
from explainer.importing import ImportRefusedError
from explainer.importing.destination import file_of_notes
from explainer.importing.entries import fresh_id
from explainer.importing.opening import clean
from explainer.load import load
from explainer.load.nodes import Items, Map
from explainer.load.scalars import is_id
from explainer.load.yaml_nodes import parse_yaml
from explainer.model import Project
from explainer.scaffold import new_article, new_note, new_source, new_term
from explainer.span import TextFile


@click.group("new")
def new() -> None:
    """Make an article, a note, a term or a source to be filled in, and say where it is."""


@new.command("article")
@click.argument("name")
@click.option("--title", default="", help="If left out, it is made of NAME.")
@config_option
def article(name: str, title: str, config_file: Path) -> int:
    """Make the article NAME: docs/NAME.md, which must not be there yet."""
    where = layout(config_file)
    path = where.docs / f"{name.removesuffix('.md')}.md"
    if not path.resolve().is_relative_to(where.docs.resolve()):
        raise HostError(f"{name} is not in {where.docs.name}/")
    words = _line(title) or _line(path.stem.replace("-", " ").replace("_", " ")).capitalize()
    shown = _shown(path, where)
    if path.exists():
        raise HostError(f"{shown} is there already, and is not written over")
    create(path, new_article(words), shown)
    click.echo(f"{shown}:7")
    return 0


@new.command("note")
@click.argument("article")
@click.option("--quote", default="", help="The passage: words as a reader sees them.")
@click.option("--title", default="", help="A few words.")
@click.option("--id", "name", default="", help="If left out, it is made of the title or the quote.")
@config_option
def note(article: str, quote: str, title: str, name: str, config_file: Path) -> int:
    """Add the draft of a note on ARTICLE; without --quote, on the article as a whole.

    Exits with 1 if the article has no such words, or has them more than once.
    """
    if name and not is_id(name):
        raise click.UsageError(f"“{name}” cannot be an id: use letters, digits, - . _")
    page, here, where = ready(article, config_file)
    place = _place(here, quote) if quote else None
    if quote and place is None:
        return 1
    project = _project(where)
    taken = {one.id for one in project.notes_on(page.path)}
    if name in taken:
        raise click.UsageError(f"there is a note `{name}` on {page.path} already")
    words = _line(title)
    id_ = name or fresh_id(words or quote or "note", taken, seed=quote, otherwise="note")
    path = file_of_notes(page.path, project, where.root, where.annotations)
    if path is None:
        raise HostError(f"{page.path}: an article of this name can have no notes; rename it")
    made = new_note(place, id_, words)
    return _add(where, path, "notes", made, f"Notes on {where.docs.name}/{page.path}")


@new.command("term")
@click.argument("words")
@click.option("--short", default="", help="What it is, in one sentence.")
@config_option
def term(words: str, short: str, config_file: Path) -> int:
    """Add the term WORDS to the glossary."""
    where = layout(config_file)
    made = new_term(_needed(words), _line(short), _project(where).terms)
    return _add(where, where.annotations / "glossary.yml", "terms", made, "The glossary")


@new.command("source")
@click.argument("title")
@click.option("--url", default="", help="Where it is on the web.")
@config_option
def source(title: str, url: str, config_file: Path) -> int:
    """Add a source with this TITLE to the list of sources."""
    where = layout(config_file)
    made = new_source(_needed(title), _line(url), _project(where).sources)
    return _add(where, where.annotations / "sources.yml", "sources", made, "The sources")


def _add(where: Layout, path: Path, key: str, entry: str, head: str) -> int:
    """Write an entry at the end of its list; say where it stands."""
    try:
        change = addition(path, where.root, key, [entry], head)
    except ImportRefusedError as error:
        click.echo(f"explainer: {error}", err=True)
        return 1
    if path.exists():
        write(where.root, change)
    else:
        create(path, change.text, change.file.path)
    refresh_schemas(where.root, _project(where))
    click.echo(f"{change.file.path}:{_line_of_last(change, key)}")
    return 0


def _line_of_last(change: Addition, key: str) -> int:
    node, _, _ = parse_yaml(TextFile(path=change.file.path, text=change.text))
    listed = node.get(key) if isinstance(node, Map) else None
    return listed.items[-1].span.line if isinstance(listed, Items) else 1


def _place(here: Anchorage, quote: str) -> Description | None:
    """Return how a note points at words; say so if they are not there, or not only once."""
    found = find_quote(here.haystack, collapse(quote))
    places = found.ranges or found.inside_words
    described = [one for place in places if (one := describe(here.haystack, place, here.stretches))]
    if len(described) == 1:
        return described[0]
    if not described:
        click.echo(f"explainer: {here.file.path} has no words “{quote}”", err=True)
        return None
    told = f"{here.file.path} has the words {len(places)} times; give more of them"
    click.echo(f"explainer: {told}", err=True)
    for place in places:
        for line in place_lines(here, place):
            click.echo(line, err=True)
    return None


def _project(where: Layout) -> Project:
    return load(where.root, docs_dir=where.docs, annotations_dir=where.annotations)[0]


def _line(words: str) -> str:
    return " ".join(clean(words).split())


def _needed(words: str) -> str:
    if not _line(words):
        raise click.UsageError("it needs a word at least")
    return _line(words)


def _shown(path: Path, where: Layout) -> str:
    resolved, root = path.resolve(), where.root.resolve()
    return (resolved.relative_to(root) if resolved.is_relative_to(root) else path).as_posix()
