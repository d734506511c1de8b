"""A site, or one page of it, as a build would have it, for files of their own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import unquote

from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from explainer.export import Around, Leaf
from explainer.hosts.generated import site_language
from explainer.hosts.mkdocs import ExplainerPlugin, address_of, rendered_pages
from explainer.hosts.preview import (
    Preview,
    Progress,
    as_host_error,
    host_messages,
    plugin_of,
    read_config,
    render_pages,
)
from explainer.model import Article, Project
from explainer.pipeline import RenderedPage, WovenSite
from explainer.span import TextFile
from explainer.words import words

Choose = Callable[[Preview], str]
"""Return the path of a page of a site."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page of a site that is to be a file of its own."""

    path: str
    """Below the docs folder."""
    leaf: Leaf


@dataclass(frozen=True, slots=True, kw_only=True)
class _Site:
    """A site that was woven as for a build, and what it was made with."""

    config: MkDocsConfig
    plugin: ExplainerPlugin
    files: Files
    preview: Preview


def page_of(config_file: Path, choose: Choose, progress: Progress) -> Page:
    """Return a page of the site of a configuration file, woven as for a build: no drafts.

    Raises HostError if there is no site to be had.
    """
    site = _site(config_file, progress)
    path = choose(site.preview)
    leaf = _leaf(site.config, site.plugin, site.files, site.preview.woven, site.preview.pages[path])
    return Page(path=path, leaf=leaf)


def site_of(config_file: Path, progress: Progress) -> Preview:
    """Return the site of a configuration file, woven as for a build: no drafts.

    Raises HostError if there is no site to be had.
    """
    return _site(config_file, progress).preview


def _site(config_file: Path, progress: Progress) -> _Site:
    with TemporaryDirectory() as nowhere, host_messages() as messages:
        config = read_config(config_file, messages, site_dir=nowhere)
        plugin = plugin_of(config, config_file)
        with as_host_error(messages, config_file):
            files = render_pages(config, progress)
        preview = Preview(
            project=plugin.loaded.project,
            pages={page.path: page for page in rendered_pages(files)},
            woven=plugin.weave(config, files, drafts=False),
            diagnostics=(),
            messages=tuple(messages),
        )
    return _Site(config=config, plugin=plugin, files=files, preview=preview)


def _leaf(
    config: MkDocsConfig,
    plugin: ExplainerPlugin,
    files: Files,
    woven: WovenSite,
    page: RenderedPage,
) -> Leaf:
    article = plugin.loaded.project.articles.get(page.path) or _NO_ARTICLE
    language = article.language or site_language(config)
    return Leaf(
        html=woven.pages.get(page.path, page.html),
        title=article.title or page.title,
        language=language,
        say=words(language, plugin.config.words),
        around=_around(config, plugin.loaded.project, files, page),
        site_name=config.site_name,
        description=article.description,
        authors=article.authors,
        date=article.date,
        license=article.license or Markup(config.copyright or "").striptags(),  # noqa: S704
        is_list=page.path in woven.special,
    )


def _around(config: MkDocsConfig, project: Project, files: Files, page: RenderedPage) -> Around:
    by_address = {unquote(address_of(file.url)): file for file in files}

    def read(address: str) -> bytes | None:
        file = by_address.get(address)
        return None if file is None or file.page is not None else file.content_bytes

    return Around(
        url=page.url,
        site_url=config.site_url or "",
        sources={f"source-{one.id}": one.url for one in project.sources.values()},
        read=read,
    )


_NO_ARTICLE = Article(path="", file=TextFile(path="", text=""))
