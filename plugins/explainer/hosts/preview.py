"""The site as MkDocs would weave it, without writing any of it: for the command line."""

from __future__ import annotations

import logging
import os
import re
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
from yaml import YAMLError
from yaml.parser import ParserError
from yaml.scanner import ScannerError

from explainer.diagnostics import Diagnostic
from explainer.hosts.mkdocs import ExplainerPlugin, rendered_pages
from explainer.hosts.settings import Links
from explainer.load.yaml_nodes import parse_yaml
from explainer.model import Project
from explainer.pipeline import RenderedPage, WovenSite
from explainer.report.text import full
from explainer.severities import AS_THEY_ARE, Severities
from explainer.span import TextFile

Progress = Callable[[int, int], None]
"""Told how many pages are done, and of how many."""


DEFAULT_CONFIG = "mkdocs.yml"
DEFAULT_EXTENSIONS = ("toc", "tables", "fenced_code")
"""What MkDocs adds to Markdown if nothing else is said."""


_ABORTED = "Aborted with a configuration error!"
_PLAIN = (
    (re.compile(r"^Config value '([^']*)': "), r"`\1`: "),
    (re.compile(r"Plugin 'explainer' option '([^']*)'"), r"`explainer`, option `\1`"),
    (re.compile(r"<class 'str'>"), "text"),
    (re.compile(r"<class 'bool'>"), "true or false"),
    (re.compile(r"<class 'list'>"), "a list"),
    (re.compile(r"<class 'dict'>"), "keys with values"),
    (re.compile(r"<class '(?:int|float)'>"), "a number"),
)


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
    rules_page: str = ""
    """The address of the page that explains every rule, if the site has one and an address."""
    folder: str = ""
    """Where the project lies in its repository, with a slash at the end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Where a project keeps its files, and how its Markdown is read."""

    root: Path
    docs: Path
    annotations: Path
    extensions: tuple[str, ...] = DEFAULT_EXTENSIONS
    extension_configs: Mapping[str, Any] = field(default_factory=dict)
    links: Links = field(default_factory=Links)
    """Which addresses may be asked."""
    rules: Severities = field(default_factory=lambda: AS_THEY_ARE)
    """How much rules matter here."""


def render_site(
    config_file: Path, *, pedantic: bool = False, progress: Progress = lambda _done, _of: None
) -> Preview:
    """Return the site of a configuration file, drafts included.

    Raises HostError if there is none to be had.
    """
    with TemporaryDirectory() as nowhere, host_messages() as messages:
        config = read_config(config_file, messages, site_dir=nowhere)
        plugin = plugin_of(config, config_file)
        with as_host_error(messages, config_file):
            files = render_pages(config, progress)
        woven = plugin.weave(config, files, drafts=True)
        found = plugin.findings(woven, pedantic=pedantic or plugin.config.pedantic)
        return Preview(
            project=plugin.loaded.project,
            pages={page.path: page for page in rendered_pages(files)},
            woven=woven,
            diagnostics=tuple(found),
            messages=tuple(messages),
            rules_page=plugin.rules_page,
            folder=_folder(config_file.resolve().parent),
        )


def _folder(root: Path) -> str:
    """Return where a project lies in its repository; nothing at its top, or without one."""
    for above in (root, *root.parents):
        if (above / ".git").exists():
            inside = root.relative_to(above).as_posix()
            return "" if inside == "." else f"{inside}/"
    return ""


def read_project(config_file: Path) -> tuple[Project, tuple[str, ...]]:
    """Return the project of a configuration file, no page of it rendered, and the host's warnings.

    Raises HostError if its configuration is broken.
    """
    with host_messages() as messages:
        config = read_config(config_file, messages)
        plugin = plugin_of(config, config_file)
        with as_host_error(messages, config_file):
            plugin.on_config(config)
    return plugin.loaded.project, tuple(messages)


def layout(config_file: Path) -> Layout:
    """Return the layout of a project; raise HostError if its configuration is broken."""
    with host_messages() as messages:
        config = read_config(config_file, messages)
        plugin = plugin_of(config, config_file)
    return Layout(
        root=config_file.resolve().parent,
        docs=Path(config.docs_dir),
        annotations=Path(plugin.config.annotations),
        extensions=tuple(config.markdown_extensions),
        extension_configs=config.mdx_configs or {},
        links=plugin.config.links,
        rules=plugin.config.rules,
    )


def read_config(config_file: Path, messages: list[str], **options: str) -> MkDocsConfig:
    """Return the host's configuration; raises HostError for what is wrong with it."""
    # Material announces the end of MkDocs 1 whenever it is loaded; that is not asked here.
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    if not config_file.is_file():
        raise HostError(_missing(config_file))
    with as_host_error(messages, config_file):
        return load_config(str(config_file), **options)


def _missing(config_file: Path) -> str:
    """Return what to do if there is no configuration."""
    if config_file == Path(DEFAULT_CONFIG):
        return (
            f"there is no {DEFAULT_CONFIG} here; go to the folder of the site, or name it with -f"
        )
    return f"there is no file {config_file.as_posix()}"


def plugin_of(config: MkDocsConfig, config_file: Path) -> ExplainerPlugin:
    """Return our plugin of a configuration; raises HostError if it is not there."""
    for plugin in config.plugins.values():
        if isinstance(plugin, ExplainerPlugin):
            return plugin
    raise HostError(
        f"{config_file.as_posix()} does not list the plugin `explainer`; add it:\n\n"
        "plugins:\n  - search\n  - explainer"
    )


def render_pages(config: MkDocsConfig, progress: Progress) -> Files:
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
def as_host_error(messages: list[str], config_file: Path) -> Iterator[None]:
    """Turn what a host raises into a HostError with what it said before."""
    try:
        yield
    except MkDocsException as error:
        if isinstance(error.__context__, YAMLError):
            raise HostError(_unreadable(config_file, error.__context__)) from error
        said = [str(error), *messages]
        lines = [_plainly(line) for line in dict.fromkeys(said) if line != _ABORTED]
        raise HostError(
            "\n  ".join([f"{config_file.as_posix()} cannot be used:", *lines])
        ) from error
    except OSError as error:
        raise HostError(f"{error.filename} cannot be read: {error.strerror}") from error


def _unreadable(config_file: Path, error: YAMLError) -> str:
    """Return what is wrong with the YAML of a configuration, in our own words if we can."""
    mark = getattr(error, "problem_mark", None)
    if mark and Path(mark.name).name != config_file.name:
        config_file = Path(mark.name)  # one that the configuration inherits from
    try:
        file = TextFile(path=config_file.as_posix(), text=config_file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        found = []
    else:
        # A tag is no mistake here, though it is one in our own files.
        syntax = isinstance(error, (ScannerError, ParserError))
        found = parse_yaml(file)[1] if syntax else []
    if not found:
        return f"{config_file.as_posix()} cannot be read: {error}"
    return f"{config_file.as_posix()} cannot be read:\n\n{full(found[:1])}".rstrip()


def _plainly(message: str) -> str:
    """Return a message of the host about an option without what only programmers say."""
    for pattern, words in _PLAIN:
        message = pattern.sub(words, message)
    return message


@contextmanager
def host_messages() -> Iterator[list[str]]:
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
