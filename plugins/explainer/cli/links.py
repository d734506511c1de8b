"""`explainer links`: ask whether the addresses that a project points at are still there."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from time import time

import click

from explainer.cli.options import config_option, format_option
from explainer.cli.rewriting import unified, write
from explainer.diagnostics import Severity
from explainer.hosts.preview import Layout, layout
from explainer.hosts.rendering import article_renderer
from explainer.links.address import matches
from explainer.links.archive import SERVICE, Archive, ArchiveError
from explainer.links.cache import Cache
from explainer.links.outcome import Outcome, State
from explainer.links.pace import Pace
from explainer.links.places import Link, links_of
from explainer.links.probe import Probe
from explainer.links.run import outcomes as asked
from explainer.links.telling import as_json, summary
from explainer.links.transport import Limits, Transport
from explainer.links.verdicts import verdicts
from explainer.links.writing import Recorded, recorded
from explainer.load import load
from explainer.progress import Progress
from explainer.render import Renderer
from explainer.report.paint import wants_colour
from explainer.report.text import concise, full
from explainer.severities import judged

_CACHE = Path(".cache/explainer/links.json")
_LOST = frozenset({State.DEAD, State.UNREACHABLE})
_FEW = 3


@click.command()
@click.option("--allow", multiple=True, metavar="PATTERN", help="Ask only addresses like this.")
@click.option("--ignore", multiple=True, metavar="PATTERN", help="Never ask addresses like this.")
@click.option("--fresh", is_flag=True, help="Ask again, whatever was found before.")
@click.option("--allow-private", is_flag=True, help="Also ask addresses in a private network.")
@click.option("--find-archived", is_flag=True, help="Look for archived copies of what is lost.")
@click.option("--archive-service", metavar="URL", default=SERVICE, show_default=True,
              help="Where to look for copies.")  # fmt: skip
@click.option("--write", "mode", flag_value="write", help="Write the copies found into the YAML.")
@click.option("--dry-run", "mode", flag_value="dry-run", help="Show what --write would change.")
@click.option("--at-once", type=click.IntRange(1, 64), default=8, show_default=True,
              help="How many hosts are asked at a time.")  # fmt: skip
@click.option("--pause", type=click.FloatRange(0, 60), default=1.0, show_default=True,
              help="Seconds between two requests to one host.")  # fmt: skip
@click.option("--timeout", type=click.FloatRange(0.1, 600), default=30.0, show_default=True,
              help="Seconds that one request may take.")  # fmt: skip
@click.option("--output", type=click.Choice(["full", "concise"]), default="full", show_default=True,
              help="With the lines of the file, or one line for each finding.")  # fmt: skip
@format_option
@config_option
def links(  # noqa: PLR0913 - the options of a command
    *,
    allow: tuple[str, ...],
    ignore: tuple[str, ...],
    archive_service: str,
    mode: str | None,
    at_once: int,
    pause: float,
    timeout: float,
    output: str,
    form: str,
    config_file: Path,
    fresh: bool,
    allow_private: bool,
    find_archived: bool,
) -> int:
    """Ask whether the addresses of sources, and links out of the site, are still there.

    A build never does this. What was found is kept for some days in .cache/explainer. Exits
    with 0 if there is no error and no warning, else with 1; with 2 if it could not run.
    """
    _refuse_clashes(form, mode, find_archived=find_archived)
    where = layout(config_file)
    limits = Limits(connect=min(10, timeout), read=min(15, timeout), total=timeout)
    probe = Probe(transport=Transport(limits, allow_private=allow_private), pace=Pace(pause))
    every = _wanted(_links(where), allow or where.links.allow, (*where.links.ignore, *ignore))
    outcomes = _outcomes(every, probe, Cache(where.root / _CACHE), at_once=at_once, fresh=fresh)
    archive = Archive(transport=probe.transport, pace=probe.pace, service=archive_service)
    copies = _copies(every, outcomes, archive) if find_archived else {}
    found = judged(verdicts(every, outcomes, copies), where.rules, pedantic=False)
    if mode != "dry-run" and form == "json":
        click.echo(as_json(every, outcomes, copies, found), nl=False)
    elif mode != "dry-run":
        colour = wants_colour(os.environ, terminal=sys.stdout.isatty())
        shown = (concise if output == "concise" else full)(found, colour=colour)
        click.echo(shown + ("\n" if shown and output == "full" else ""), nl=False, color=colour)
        click.echo(summary(every, outcomes, found))
    _warn_of_no_network(outcomes)
    if mode:
        _change(where, recorded(every, copies), mode, told=form == "text")
    return int(any(one.severity is not Severity.NOTICE for one in found))


def _refuse_clashes(form: str, mode: str | None, *, find_archived: bool) -> None:
    if mode and not find_archived:
        raise click.UsageError(f"--{mode} is about what --find-archived finds; add that")
    if mode == "dry-run" and form == "json":
        raise click.UsageError("--format json does not go with --dry-run")


def _links(where: Layout) -> list[Link]:
    project, found = load(where.root, docs_dir=where.docs, annotations_dir=where.annotations)
    if any(one.severity is Severity.ERROR for one in found):
        click.echo(
            "explainer: what has mistakes may not be looked at; see `explainer check`", err=True
        )
    terms = project.terms
    return links_of(project, Renderer(terms).html, article_renderer(where, terms))


def _wanted(every: Sequence[Link], allow: tuple[str, ...], ignore: tuple[str, ...]) -> list[Link]:
    """Return the addresses that may be asked; a pattern is of what is written or asked."""

    def like(link: Link, patterns: tuple[str, ...]) -> bool:
        return any(matches(url, patterns) for url in {link.url, *(use.url for use in link.uses)})

    return [one for one in every if (not allow or like(one, allow)) and not like(one, ignore)]


def _outcomes(
    every: Sequence[Link], probe: Probe, cache: Cache, *, at_once: int, fresh: bool
) -> dict[str, Outcome]:
    """Return the outcomes, those that were found before among them."""
    known = {} if fresh else cache.known()
    found = {link.url: known[link.url] for link in every if link.url in known}
    for link in every:
        if link.goal is None:
            found[link.url] = Outcome(state=State.UNREACHABLE, at=time(), told=link.why)
    goals = [link.goal for link in every if link.goal and link.url not in found]
    try:
        with Progress("asking") as progress:
            for url, outcome in asked(goals, probe, at_once=at_once):
                found[url] = outcome
                cache.add(url, outcome)
                progress(len(found), len(every))
    finally:
        _save(cache)
    return found


def _save(cache: Cache) -> None:
    try:
        cache.save()
    except OSError as error:
        click.echo(f"explainer: what was found is not kept: {error.strerror}", err=True)


def _copies(
    every: Sequence[Link], outcomes: Mapping[str, Outcome], archive: Archive
) -> dict[str, str]:
    """Return the archived copies of what is lost and has none, by address."""
    copies: dict[str, str] = {}
    try:
        for link in every:
            without = [one for one in link.uses if not (one.source and one.source.archive_url)]
            if not without or link.url not in outcomes or outcomes[link.url].state not in _LOST:
                continue
            source = without[0].source
            copy = archive.copy_of(link.url, (source.accessed or source.issued) if source else "")
            copies |= {link.url: copy} if copy else {}
    except ArchiveError as error:
        click.echo(f"explainer: the archive cannot be asked: {error}", err=True)
    return copies


def _warn_of_no_network(outcomes: Mapping[str, Outcome]) -> None:
    states = [one.state for one in outcomes.values()]
    if len(states) >= _FEW and set(states) == {State.UNREACHABLE}:
        click.echo("explainer: nothing could be reached: is there a network here?", err=True)


def _change(where: Layout, changes: Sequence[Recorded], mode: str, *, told: bool) -> None:
    for change in changes:
        for name in change.refused:
            click.echo(
                f"explainer: {change.file.path} cannot be edited for the source `{name}`", err=True
            )
        if mode == "dry-run":
            click.echo(unified(change), nl=False)
        elif change.sources:
            write(where.root, change)
            click.echo(f"wrote {change.file.path}: {', '.join(change.sources)}", err=not told)
