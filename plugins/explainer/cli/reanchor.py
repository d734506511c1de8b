"""`explainer reanchor`: give notes whose quotes no longer stand as written their places."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from explainer.anchor import Anchorage
from explainer.cli.articles import article_named
from explainer.cli.options import config_option, format_option
from explainer.cli.past import HistoryError, lineages
from explainer.cli.rewriting import unified, write
from explainer.history import GitHistory, history_of
from explainer.hosts.preview import Layout, Preview, layout, render_site
from explainer.hosts.rendering import article_renderer
from explainer.lineage import Lineage
from explainer.model import Anchored
from explainer.progress import Progress
from explainer.reanchor import Fix, Proposal, Rewritten, proposals, rewritten
from explainer.render import Renderer
from explainer.report.proposals import proposal_text, proposals_json
from explainer.span import Span, TextFile
from explainer.text import page_text

_KEYS = "y apply, n skip, a number: that place, o leave without a place, q stop asking"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """An article with its proposals."""

    here: Anchorage
    found: tuple[Proposal, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Decided:
    """A proposal, and the fix that was chosen for it."""

    page: _Page
    proposal: Proposal
    fix: Fix


@click.command("reanchor")
@click.argument("articles", nargs=-1, metavar="[ARTICLE]...")
@click.option("--write", "mode", flag_value="write", help="Apply what is certain, list the rest.")
@click.option("--interactive", "mode", flag_value="interactive", help="Ask about each one.")
@click.option(
    "--dry-run", "mode", flag_value="dry-run", help="Show what --write would change, as a diff."
)
@format_option
@click.option("--no-history", is_flag=True, help="Do not ask git how the passages changed.")
@config_option
def reanchor(
    articles: tuple[str, ...], mode: str | None, form: str, config_file: Path, *, no_history: bool
) -> int:
    """Propose what to write where a quote no longer stands in the article as written.

    Without --write or --interactive nothing is written. Exits with 0 if nothing is left to
    do, with 1 if something is, with 2 if the command could not run.
    """
    if form == "json" and mode in {"interactive", "dry-run"}:
        raise click.UsageError(f"--format json does not go with --{mode}")
    with Progress("reading pages") as progress:
        preview = render_site(config_file, progress=progress)
    where = layout(config_file)
    named = {article_named(one, preview, where) for one in articles}
    history = None if no_history else history_of(where.root)
    pages = [_page(preview, where, name, history) for name in _troubled(preview, named)]
    asked = _ask(pages) if mode == "interactive" else _certain(pages)
    changes = list(_changes(asked)) if mode else []
    if mode == "dry-run":
        click.echo("".join(map(unified, changes)), nl=False)
        click.echo(_summary(_all(pages), _applied(asked, changes), mode), err=True)
        return int(any(page.found for page in pages))
    for change in changes:
        if change.made:
            write(where.root, change)
    found, applied = _all(pages), _applied(asked, changes)
    if form == "json":
        click.echo(proposals_json(found, applied), nl=False)
    else:
        _say(found, applied, mode=mode, changes=changes)
    return int(len(found) > len(applied))


def certain_changes(preview: Preview, where: Layout) -> Sequence[Rewritten]:
    """Return the files of notes with what is certain made good, git asked as well.

    A passage that says something else by now is not: its note is to be read again.
    """
    history = history_of(where.root)
    pages = [_page(preview, where, name, history) for name in _troubled(preview, set())]
    sure = [
        one
        for one in _certain(pages)
        if not any(option.changes for option in one.proposal.options if option.fix is one.fix)
    ]
    return [one for one in _changes(sure) if one.made]


def _all(pages: Sequence[_Page]) -> list[Proposal]:
    return [one for page in pages for one in page.found]


def _troubled(preview: Preview, named: set[str]) -> list[str]:
    """Return the articles that have notes with a place to be found, in order."""
    every = {one.annotation.article for one in preview.woven.anchored}
    return sorted(every & named if named else every)


def _page(preview: Preview, where: Layout, name: str, history: GitHistory | None) -> _Page:
    article = preview.project.articles[name]
    terms = preview.project.terms
    here = Anchorage.of(page_text(preview.pages[name].html), article.file, Renderer(terms).plain)
    anchored = [one for one in preview.woven.anchored if one.annotation.article == name]
    render = article_renderer(where, terms)
    past = _past(history, where.docs / name, render, here, anchored)
    return _Page(here=here, found=proposals(here, anchored, past))


def _past(
    history: GitHistory | None,
    path: Path,
    render: Callable[[str], str],
    here: Anchorage,
    anchored: Sequence[Anchored],
) -> Mapping[Span, Lineage]:
    if history is None:
        return {}
    try:
        return lineages(history, path, render, here, anchored)
    except HistoryError as error:
        click.echo(f"explainer: the history is not used: {error}", err=True)
        return {}


# --- deciding --------------------------------------------------------------------------


def _certain(pages: Sequence[_Page]) -> list[_Decided]:
    return [
        _Decided(page=page, proposal=one, fix=one.best.fix)
        for page in pages
        for one in page.found
        if one.certain and one.best and one.best.fix
    ]


def _ask(pages: Sequence[_Page]) -> list[_Decided]:
    """Return what was decided on each proposal; asking stops at `q`."""
    decided: list[_Decided] = []
    for page in pages:
        for one in page.found:
            click.echo(proposal_text(one), nl=False)
            answer = _answer(one)
            if answer == "q":
                return decided
            fix = _chosen(one, answer)
            if fix:
                decided.append(_Decided(page=page, proposal=one, fix=fix))
    return decided


def _answer(proposal: Proposal) -> str:
    """Return a valid answer; asks again until there is one."""
    best = proposal.best
    numbers = [str(at) for at, one in enumerate(proposal.options, start=1) if one.fix]
    keys = [*(numbers if best is None else ["y"] if best.fix else []), "n", "o", "q"]
    while True:
        given = str(click.prompt(f"  {'/'.join(keys)}", default="n", show_default=False))
        answer = given.strip().lower()
        if answer in keys:
            return answer
        click.echo(f"  {_KEYS}")


def _chosen(proposal: Proposal, answer: str) -> Fix | None:
    if answer == "y":
        return proposal.best.fix if proposal.best else None
    return proposal.options[int(answer) - 1].fix if answer.isdecimal() else None


# --- doing -----------------------------------------------------------------------------


def _changes(decided: Sequence[_Decided]) -> Iterator[Rewritten]:
    """Yield every file of notes as it should be, all its edits made at once."""
    by_file: dict[TextFile, list[_Decided]] = {}
    for one in decided:
        by_file.setdefault(one.fix.file, []).append(one)
    for file, here in by_file.items():
        yield rewritten(here[0].page.here, file, [one.fix for one in here])


def _applied(decided: Sequence[_Decided], changes: Sequence[Rewritten]) -> list[Proposal]:
    made = {id(fix) for change in changes for fix in change.made}
    return [one.proposal for one in decided if id(one.fix) in made]


def _say(
    found: Sequence[Proposal],
    applied: Sequence[Proposal],
    *,
    mode: str | None,
    changes: Sequence[Rewritten],
) -> None:
    """Say what was done, and then, for it is what the reader goes on with, what was not."""
    refused = {id(fix) for change in changes for fix in change.refused}
    done = {id(one) for one in applied}
    in_order = sorted(found, key=lambda one: id(one) not in done)
    for one in in_order if mode != "interactive" else ():
        lost = any(id(option.fix) in refused for option in one.options)
        lead = "applied: " if id(one) in done else "not applied, it clashes with another: "
        click.echo(f"{lead if id(one) in done or lost else ''}{proposal_text(one)}")
    for change in changes:
        if change.made:
            click.echo(f"wrote {change.file.path}")
    to_read = _to_read(applied, [fix for change in changes for fix in change.made])
    if to_read:
        click.echo(f"what they are about says something else, read again: {', '.join(to_read)}")
    click.echo(_summary(found, applied, mode))


def _summary(found: Sequence[Proposal], applied: Sequence[Proposal], mode: str | None) -> str:
    if not found:
        return "nothing to do: every quote stands as written"
    left = len(found) - len(applied)
    places = f"{len(found)} place{'' if len(found) == 1 else 's'}"
    if mode == "dry-run":
        return f"{len(applied)} of {places} would be applied, {left} left"
    if mode:
        after = "; now run: explainer lock" if applied else ""
        return f"{len(applied)} of {places} applied, {left} left{after}"
    certain = sum(one.certain for one in found)
    if not certain:
        return f"{places} to see to, none certain: explainer reanchor --interactive"
    return f"{places} to see to; {certain} certain: explainer reanchor --write"


def _to_read(applied: Sequence[Proposal], made: Sequence[Fix]) -> Sequence[str]:
    """Return the notes that may no longer hold: what they are about says something else."""
    written = {id(fix) for fix in made}
    changed = (
        one.anchored.annotation.id
        for one in applied
        for option in one.options
        if option.changes and id(option.fix) in written
    )
    return tuple(dict.fromkeys(changed))
