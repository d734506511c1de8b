"""The MkDocs plugin: hooks only. ProperDocs runs it unchanged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from html import escape, unescape
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from explainer.contents import has
from explainer.diagnostics import Diagnostic, Severity
from explainer.downloads import Download
from explainer.hosts.editing import edit_pattern
from explainer.hosts.generated import (
    add_assets,
    add_files,
    add_pages,
    promise_files,
    scripts,
    site_language,
    style_sheets,
    with_feeds,
    with_head,
    with_style_of_lists,
)
from explainer.hosts.memory import Memory
from explainer.hosts.past import with_history
from explainer.hosts.resting import collector_at_rest
from explainer.hosts.schemas import refresh_schemas
from explainer.hosts.searching import without_search_marks
from explainer.hosts.settings import ExplainerConfig
from explainer.load import load
from explainer.model import Project
from explainer.outputs.heads import heads
from explainer.pipeline import NOTHING_WOVEN, Options, RenderedPage, WovenSite, weave_site
from explainer.references import ReferenceExtension
from explainer.report.text import full, one_line
from explainer.rulebook import all_rules_markdown
from explainer.severities import heeded, judged
from explainer.validate import validate
from explainer.words import words

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

    from explainer.annotating.desk import Desk

RULES_MARKER = "<!-- explainer:rules -->"
"""What a page holds where the handbook's chapter on every diagnostic is to stand."""
MEMORY = Path(".cache", "explainer", "sources.json")
"""What the styles said of each source in the last build, below the project's folder."""
_NAMELESS_DIALOG = '<div class="md-search" data-md-component="search" role="dialog"'

log = get_plugin_logger("explainer")


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What was read for one build."""

    project: Project
    diagnostics: tuple[Diagnostic, ...]


class ExplainerPlugin(BasePlugin[ExplainerConfig]):  # type: ignore[no-untyped-call]
    """Weaves the annotations of a project into its pages."""

    def __init__(self) -> None:
        super().__init__()
        self.serving = False
        self.loaded = Loaded(project=Project(), diagnostics=())
        self.woven = NOTHING_WOVEN
        self.promised: tuple[Download, ...] = ()
        self.heads: Mapping[str, str] = {}
        self.shown: str | None = None
        self.rules_page = ""
        self.memory: Memory | None = None
        self.desk: Desk | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Learn whether this is a preview; as a side effect, stay alive between rebuilds."""
        self.serving = command == "serve"
        if self.serving and self.desk is None:
            from explainer.annotating.desk import Desk  # noqa: PLC0415 - a build needs none

            self.desk = Desk()
        if dirty:
            log.warning(
                "--dirty renders only the pages that changed: notes, terms and sources of the "
                "others are missing from the glossary, the lists and the search"
            )

    @event_priority(50)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the project anew, and announce what the host needs to know before pages."""
        folder = Path(self.config.annotations)
        self.loaded = _read(config, folder)
        if self.config.history:
            self._ask_repository(config, folder)
        # MkDocs takes names here, Python-Markdown instances too; only this one needs data.
        config.markdown_extensions.append(
            ReferenceExtension(self.loaded.project.terms)  # type: ignore[arg-type]
        )
        # In front, so that an author's style sheets come after ours and win.
        config.extra_css[:0] = list(style_sheets())
        config.extra_javascript[:0] = scripts()
        if folder.is_dir():
            config.watch.append(str(folder))
        return config

    def _ask_repository(self, config: MkDocsConfig, folder: Path) -> None:
        project, said = with_history(self.loaded.project, _root(config), folder)
        self.loaded = replace(self.loaded, project=project)
        if said:
            log.info(said)

    @event_priority(-50)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the pages that nobody wrote, style sheets and scripts."""
        add_assets(files, config)
        say = words(site_language(config), self.config.words)
        for warning in add_pages(files, config, self.loaded.project, self.config.pages, say):
            log.warning(warning)
        self.promised = promise_files(files, config, self.loaded.project, self.config.outputs)
        if not config.site_url and has(self.loaded.project, "changes"):
            log.info("no feed of changes is written: `site_url` does not say where the site is")
        return files

    @event_priority(-60)
    def on_page_markdown(
        self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        """Put the rules where a page asks for them, and remember where that is."""
        del files
        if RULES_MARKER not in markdown:
            return markdown
        self.rules_page = (config.site_url and page.canonical_url) or ""
        return markdown.replace(RULES_MARKER, all_rules_markdown())

    @event_priority(50)
    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Weave, now that every page has been rendered, and say what went wrong."""
        self.woven = woven = self.weave(config, files, drafts=self.serving)
        if self.memory is not None:
            self.memory.save()
        for file in files.documentation_pages():
            page = file.page
            if page is not None and file.src_uri in woven.pages:
                page.content = woven.pages[file.src_uri]
                ids = woven.ids.get(file.src_uri, frozenset())
                page.present_anchor_ids = (page.present_anchor_ids or set()) | ids
        if woven.gathered:
            add_files(files, config, woven.gathered)
            self.heads = heads(woven.gathered)
        found = self.findings(woven, pedantic=self.config.pedantic)
        for diagnostic in found:
            _tell(diagnostic)
        if self.desk is not None:
            from explainer.hosts.annotating import show  # noqa: PLC0415 - a build needs none

            show(self.desk, woven, found, config, _root(config), Path(self.config.annotations))
        return env

    def on_serve(
        self, server: LiveReloadServer, /, *, config: MkDocsConfig, builder: object
    ) -> LiveReloadServer:
        """Let the pages of a preview on this machine write notes."""
        del builder
        if self.desk is not None:
            from explainer.hosts.annotating import open_door  # noqa: PLC0415 - a build needs none

            open_door(server, self.desk, config, Path(self.config.annotations))
        return server

    @event_priority(1)
    def _offer_to_search(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Let search plugins read a page without marks and lists; they do so at priority 0."""
        del config, nav
        self.shown = page.content
        page.content = self.woven.searched.get(page.file.src_uri, page.content)
        return context

    @event_priority(-1)
    def _show_to_readers(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Put the whole page back, for the template."""
        del config, nav
        searched = self.woven.searched.get(page.file.src_uri)
        if searched is None:
            return context
        if page.content not in {searched, without_search_marks(searched)}:
            log.warning(
                "%s: another plugin changed this page while it was offered to the search; the"
                " change is lost (give that plugin's on_page_context another priority)",
                page.file.src_uri,
            )
        page.content = without_search_marks(self.shown or "")
        return context

    on_page_context = CombinedEvent(_offer_to_search, _show_to_readers)

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Name Material's search dialog (WCAG 4.1.2); add what belongs in the head of a page."""
        address = address_of(page.url)
        if page.file.src_uri in self.woven.special:
            output = with_style_of_lists(output, address)
        say = words(site_language(config), self.config.words)
        output = with_feeds(output, address, self.promised, say.changes)
        output = with_head(output, self.heads.get(address, ""))
        name = escape(say.search)
        return output.replace(_NAMELESS_DIALOG, f'{_NAMELESS_DIALOG} aria-label="{name}"', 1)

    def weave(self, config: MkDocsConfig, files: Files, *, drafts: bool) -> WovenSite:
        """Return the site, woven; its pages must have been rendered."""
        self.memory = Memory(_root(config) / MEMORY)
        options = Options(
            drafts=drafts,
            language=site_language(config),
            overrides=self.config.words,
            edit=edit_pattern(config),
            site_url=config.site_url or "",
            site_name=config.site_name,
            site_description=config.site_description or "",
            without=self.config.outputs,
            style=self.config.citation_style,
            memory=self.memory,
        )
        addresses = {file.src_uri: address_of(file.url) for file in files}
        with collector_at_rest():
            return weave_site(self.loaded.project, rendered_pages(files), addresses, options)

    def findings(self, woven: WovenSite, *, pedantic: bool) -> list[Diagnostic]:
        """Return all that is to be reported, reading and weaving, each once and in order."""
        every = (*self.loaded.diagnostics, *woven.diagnostics)
        found = {one.order: one for one in heeded(every, self.loaded.project.annotations)}
        in_order = (found[order] for order in sorted(found))
        return judged(in_order, self.config.rules, pedantic=pedantic)


def rendered_pages(files: Files) -> list[RenderedPage]:
    """Return the pages that the host has rendered."""
    return [
        RenderedPage(
            path=file.src_uri,
            url=address_of(file.url),
            html=file.page.content,
            title=unescape(str(file.page.title or "")),  # of a heading it is HTML
        )
        for file in files
        if file.page is not None and file.page.content is not None
    ]


def _read(config: MkDocsConfig, folder: Path) -> Loaded:
    with collector_at_rest():
        project, found = load(_root(config), docs_dir=Path(config.docs_dir), annotations_dir=folder)
        refresh_schemas(_root(config), project)
        return Loaded(project=project, diagnostics=(*found, *validate(project)))


def _root(config: MkDocsConfig) -> Path:
    """Return the folder of the project; paths in messages are relative to it."""
    docs = Path(config.docs_dir)
    return Path(config.config_file_path).parent if config.config_file_path else docs.parent


def address_of(url: str) -> str:
    """Return an address with the site's root as nothing; MkDocs writes `./` there."""
    return "" if url in {".", "./"} else url


def _tell(found: Diagnostic) -> None:
    """Log a diagnostic: a line that stands alone, then the lines of the file it is about."""
    excerpt = full([found]).split("\n", 2)[2].rstrip()
    text = f"{one_line(found)}\n{excerpt}"
    if found.severity is Severity.NOTICE:
        log.info(text)
    else:
        log.warning(text)
