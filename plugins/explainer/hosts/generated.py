"""Files that are in the site though nobody wrote them: pages with a marker, style, script."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from html import escape
from importlib.resources import files as resources
from pathlib import PurePath

from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from rcssmin import cssmin
from rjsmin import jsmin

from explainer.address import relative
from explainer.contents import has
from explainer.downloads import Download, feeds, of_site
from explainer.model import Project
from explainer.outputs import SiteFile, site_files
from explainer.site import MARKERS
from explainer.special import Gathered
from explainer.words import Words

ASSETS = "assets/explainer"
"""The folder of the site that the style sheets and scripts are in."""

_EVERY_PAGE = ("explainer.css", "explainer.js")


def style_sheets() -> tuple[str, ...]:
    """Return the paths in the site of the style sheets that every page loads."""
    return tuple(f"{ASSETS}/{name}" for name in _EVERY_PAGE if name.endswith(".css"))


def scripts() -> list[ExtraScriptValue]:
    """Return the scripts that every page loads, each a module; its name alone makes it none."""
    found = [ExtraScriptValue(f"{ASSETS}/{name}") for name in _EVERY_PAGE if name.endswith(".js")]
    for script in found:
        script.type = "module"
    return found


def with_style_of_lists(output: str, url: str) -> str:
    """Return a finished page that loads the style sheet of glossary, timeline and the like.

    In the head, where Material's instant navigation brings it along and takes it away.
    """
    href = relative(url, f"{ASSETS}/pages.css")
    return with_head(output, f'<link rel="stylesheet" href="{href}">')


def with_head(output: str, more: str) -> str:
    """Return a finished page with more in its head."""
    return output.replace("</head>", f"{more}</head>", 1) if more else output


def with_feeds(output: str, url: str, promised: Iterable[Download], title: str) -> str:
    """Return a finished page whose head says what can be subscribed to."""
    links = "".join(
        f'<link rel="alternate" type="{one.media_type}" title="{escape(title)}"'
        f' href="{relative(url, one.address())}">'
        for one in feeds(promised)
    )
    return with_head(output, links)


@cache
def assets() -> Mapping[str, str]:
    """Return what we serve, without the comments and spaces that are for us."""
    found = sorted(resources("explainer").joinpath("assets").iterdir(), key=lambda one: one.name)
    smaller = {".css": cssmin, ".js": jsmin}
    return {
        f"{ASSETS}/{one.name}": smaller[PurePath(one.name).suffix](one.read_text("utf-8"))
        for one in found
    }


def add_assets(files: Files, config: MkDocsConfig) -> None:
    """Add style sheets and scripts; a file of the author's with the same path stays."""
    for path, content in assets().items():
        if files.get_file_from_path(path) is None:
            files.append(File.generated(config, path, content=content))


def add_pages(
    files: Files, config: MkDocsConfig, project: Project, paths: Mapping[str, str], say: Words
) -> list[str]:
    """Add the pages that nobody wrote and that have something to show.

    Their titles are in the words of `say`.
    Returns a warning for each page of the author's that stands in a page's place without
    its marker.
    """
    listed = set(_listed(config.nav))
    warnings = []
    for name, path in paths.items():
        there = files.get_file_from_path(path) if path else None
        if there is not None:
            warnings += _unmarked(there, name)
        elif path and (path in listed or has(project, name)):
            content = f"# {_title(name, say)}\n\n{MARKERS[name]}\n"
            in_nav = config.nav is None or path in listed
            level = InclusionLevel.UNDEFINED if in_nav else InclusionLevel.NOT_IN_NAV
            files.append(File.generated(config, path, content=content, inclusion=level))
    return warnings


def promise_files(
    files: Files, config: MkDocsConfig, project: Project, without: Iterable[str]
) -> tuple[Download, ...]:
    """Add the files that a whole site has beside its pages, still empty: pages may link to them.

    A file of the author's with the same path stays. Returns which they are.
    """
    promised = tuple(of_site(project, without, config.site_url or ""))
    for one in promised:
        if files.get_file_from_path(one.file) is None:
            files.append(File.generated(config, one.file, content=""))
    return promised


def add_files(files: Files, config: MkDocsConfig, gathered: Gathered) -> None:
    """Add the files beside the pages; a file of the author's with the same path stays."""
    for one in site_files(gathered):
        there = files.get_file_from_path(one.path)
        if there is None:
            files.append(_file(config, one))
        elif there.generated_by == "explainer":
            there.content_bytes = one.content.encode()


def _file(config: MkDocsConfig, one: SiteFile) -> File:
    """Return a file of the site; one in Markdown goes out as it is, and is no page."""
    is_page = one.path.endswith(".md")
    source = f"{one.path}.txt" if is_page else one.path
    file = File.generated(config, source, content=one.content.encode())
    if is_page:
        file.dest_uri = one.path
    return file


def site_language(config: MkDocsConfig) -> str:
    """Return the language of pages that do not name their own, as the theme has it."""
    return str(config.theme.get("language") or config.theme.get("locale") or "en")


def _title(name: str, say: Words) -> str:
    titles = {
        "glossary": say.glossary,
        "sources": say.sources,
        "timeline": say.timeline,
        "people": say.people,
        "notes": say.notes,
        "changes": say.changes,
        "corrections": say.corrections,
        "about": say.about,
    }
    return titles[name]


def _unmarked(file: File, name: str) -> list[str]:
    marker = MARKERS[name]
    if file.generated_by or marker in file.content_string:
        return []
    path = file.src_uri
    problem = f"{path}: this page stands in the place of the {name} and lacks the line {marker}"
    return [f"{problem}; add it, or give the {name} another path: `pages: {{{name}: other.md}}`"]


def _listed(nav: object) -> Iterator[str]:
    """Yield the paths in a nav as written in the configuration."""
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, Mapping):
        for value in nav.values():
            yield from _listed(value)
    elif isinstance(nav, list):
        for value in nav:
            yield from _listed(value)
