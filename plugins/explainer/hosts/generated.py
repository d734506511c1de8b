"""Files that are in the site though nobody wrote them: pages with a marker, style, script."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.resources import files as resources

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from explainer.address import relative
from explainer.model import Project
from explainer.site import MARKERS

ASSETS = "assets/explainer"
"""The folder of the site that the style sheets and scripts are in."""
_TITLES = {"glossary": "Glossary", "sources": "Sources", "notes": "Notes"}


_EVERY_PAGE = ("explainer.css", "explainer.js")


def style_sheets() -> tuple[str, ...]:
    """Return the paths in the site of the style sheets that every page loads."""
    return tuple(f"{ASSETS}/{name}" for name in _EVERY_PAGE if name.endswith(".css"))


def scripts() -> tuple[str, ...]:
    """Return the paths in the site of the scripts that every page loads, each a module."""
    return tuple(f"{ASSETS}/{name}" for name in _EVERY_PAGE if name.endswith(".js"))


def with_style_of_lists(output: str, url: str) -> str:
    """Return a finished page that loads the style sheet of glossary, timeline and the like.

    In the head, where Material's instant navigation brings it along and takes it away.
    """
    href = relative(url, f"{ASSETS}/pages.css")
    return output.replace("</head>", f'<link rel="stylesheet" href="{href}"></head>', 1)


def _assets() -> Mapping[str, bytes]:
    found = (one for one in resources("explainer").joinpath("assets").iterdir())
    return {
        f"{ASSETS}/{one.name}": one.read_bytes() for one in sorted(found, key=lambda one: one.name)
    }


def add_assets(files: Files, config: MkDocsConfig) -> None:
    """Add style sheets and scripts; a file of the author's with the same path stays."""
    for path, content in _assets().items():
        if files.get_file_from_path(path) is None:
            files.append(File.generated(config, path, content=content))


def add_pages(
    files: Files, config: MkDocsConfig, project: Project, paths: Mapping[str, str]
) -> list[str]:
    """Add the pages that nobody wrote and that have something to show.

    Returns a warning for each page of the author's that stands in a page's place without
    its marker.
    """
    listed = set(_listed(config.nav))
    warnings = []
    for name, path in paths.items():
        there = files.get_file_from_path(path) if path else None
        if there is not None:
            warnings += _unmarked(there, name)
        elif path and (path in listed or _has_content(project, name)):
            files.append(_page(config, name, path, in_nav=config.nav is None or path in listed))
    return warnings


def _page(config: MkDocsConfig, name: str, path: str, *, in_nav: bool) -> File:
    content = f"# {_TITLES[name]}\n\n{MARKERS[name]}\n"
    level = InclusionLevel.UNDEFINED if in_nav else InclusionLevel.NOT_IN_NAV
    return File.generated(config, path, content=content, inclusion=level)


def _has_content(project: Project, name: str) -> bool:
    return bool(
        {
            "glossary": project.terms,
            "sources": project.sources,
            "notes": project.annotations,
        }[name]
    )


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
