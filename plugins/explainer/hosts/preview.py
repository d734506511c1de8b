"""The site as MkDocs would weave it, without writing any of it: for the command line."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from mkdocs.commands.build import _populate_page
from mkdocs.config.base import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.structure.files import Files, get_files, set_exclusions
from mkdocs.structure.nav import get_navigation
from mkdocs.structure.pages import Page

from explainer.diagnostics import Diagnostic
from explainer.hosts.mkdocs import ExplainerPlugin, rendered_pages
from explainer.model import Project
from explainer.pipeline import RenderedPage, WovenSite

Progress = Callable[[int, int], None]
"""Told how many pages are done, and of how many."""


DEFAULT_EXTENSIONS = ("toc", "tables", "fenced_code")
"""What MkDocs adds to Markdown if nothing else is said."""


class HostError(Exception):
    """The site cannot be rendered; the message says why, to the author."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A site that was rendered and woven, and not written."""

    project: Project
    pages: Mapping[str, RenderedPage]
    """The pages before weaving, by path."""
    woven: WovenSite
    diagnostics: tuple[Diagnostic, ...]
    messages: tuple[str, ...]
    """What the host itself warned of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Where a project keeps its files, and how its Markdown is read."""

    root: Path
    docs: Path
    annotations: Path
    extensions: tuple[str, ...] = DEFAULT_EXTENSIONS
    extension_configs: Mapping[str, Any] = field(default_factory=dict)


def render_site(
    config_file: Path, *, pedantic: bool = False, progress: Progress = lambda _done, _of: None
) -> Preview:
    """Return the site of a configuration file, drafts included.

    Raises HostError if there is none to be had.
    """
    with TemporaryDirectory() as nowhere, _host_messages() as messages:
        config = _config(config_file, messages, site_dir=nowhere)
        plugin = _plugin(config, config_file)
        with _as_host_error(messages):
            files = _rendered(config, progress)
        woven = plugin.weave(config, files, drafts=True)
        found = plugin.findings(woven, pedantic=pedantic or plugin.config.pedantic)
        return Preview(
            project=plugin.loaded.project,
            pages={page.path: page for page in rendered_pages(files)},
            woven=woven,
            diagnostics=tuple(found),
            messages=tuple(messages),
        )


def layout(config_file: Path) -> Layout:
    """Return the layout of a project; raise HostError if its configuration is broken."""
    with _host_messages() as messages:
        config = _config(config_file, messages)
        plugin = _plugin(config, config_file)
    return Layout(
        root=config_file.resolve().parent,
        docs=Path(config.docs_dir),
        annotations=Path(plugin.config.annotations),
        extensions=tuple(config.markdown_extensions),
        extension_configs=config.mdx_configs or {},
    )


def _config(config_file: Path, messages: list[str], **options: str) -> MkDocsConfig:
    # Material announces the end of MkDocs 1 whenever it is loaded; that is not asked here.
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    if not config_file.is_file():
        raise HostError(f"there is no {config_file.as_posix()}; run this where mkdocs.yml is")
    with _as_host_error(messages):
        return load_config(str(config_file), **options)


def _plugin(config: MkDocsConfig, config_file: Path) -> ExplainerPlugin:
    for plugin in config.plugins.values():
        if isinstance(plugin, ExplainerPlugin):
            return plugin
    raise HostError(f"{config_file.as_posix()} does not list the plugin `explainer`")


def _rendered(config: MkDocsConfig, progress: Progress) -> Files:
    """Do what a build does, as far as the Markdown of its pages."""
    config.plugins.on_startup(command="build", dirty=False)
    try:
        config = config.plugins.on_config(config)
        config.plugins.on_pre_build(config=config)
        files = get_files(config)
        files.add_files_from_theme(config.theme.get_env(), config)
        files = config.plugins.on_files(files, config=config)
        set_exclusions(files, config)
        config.plugins.on_nav(get_navigation(files, config), config=config, files=files)
        pages = list(files.documentation_pages())
        for done, file in enumerate(pages):
            progress(done, len(pages))
            _populate_page(file.page or Page(None, file, config), config, files)
        progress(len(pages), len(pages))
    finally:
        config.plugins.on_shutdown()
    return files


@contextmanager
def _as_host_error(messages: list[str]) -> Iterator[None]:
    try:
        yield
    except MkDocsException as error:
        said = [str(error), *messages]
        raise HostError("\n".join(dict.fromkeys(line for line in said if line))) from error


@contextmanager
def _host_messages() -> Iterator[list[str]]:
    """Collect what the host would print, warnings and worse."""
    collector = _Collector(level=logging.WARNING)
    logger = logging.getLogger("mkdocs")
    before = logger.propagate
    logger.addHandler(collector)
    logger.propagate = False
    try:
        yield collector.messages
    finally:
        logger.propagate = before
        logger.removeHandler(collector)


class _Collector(logging.Handler):
    def __init__(self, level: int) -> None:
        super().__init__(level)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())
