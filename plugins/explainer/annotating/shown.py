"""The site as the preview shows it: what a request is answered from."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from http import HTTPStatus
from pathlib import Path, PurePosixPath

from explainer.anchor import Anchorage
from explainer.annotating.files import Files
from explainer.annotating.refusal import RefusedError, conflict, forbidden
from explainer.compose import Composed
from explainer.diagnostics import Diagnostic
from explainer.load.locks import ENDING, read_lock
from explainer.load.places import article_of, holds_notes
from explainer.model import Lock, Project
from explainer.site import Site
from explainer.span import TextFile
from explainer.special import Gathered


@dataclass(frozen=True, kw_only=True, eq=False)
class Shown:
    """A site, woven and served."""

    gathered: Gathered
    diagnostics: tuple[Diagnostic, ...]
    files: Files
    docs: Path

    @property
    def site(self) -> Site:
        """What is the same for all its pages."""
        return self.gathered.site

    @property
    def project(self) -> Project:
        """What was read."""
        return self.site.project

    @cached_property
    def _pages(self) -> Mapping[str, Composed]:
        return {one.page.url: one for one in self.gathered.composed}

    def find(self, url: str) -> Composed | None:
        """Return the article with an address below the site's; None for any other page."""
        return self._pages.get(url.removesuffix("index.html"))

    def page(self, url: str) -> Composed:
        """Return the article with an address below the site's; refuse what is none."""
        found = self.find(url)
        if found is None:
            raise RefusedError("no article has this address", HTTPStatus.NOT_FOUND)
        return found

    def fresh(self, page: Composed) -> None:
        """Refuse if an article is not what its page shows."""
        path = self.docs / page.article.path
        try:
            now = path.read_text(encoding="utf-8-sig")
        except (OSError, ValueError):
            now = ""
        if now.splitlines() != page.article.file.text.splitlines():
            raise conflict("the article was changed meanwhile; the page will be built anew")

    def notes_file(self, name: str, page: Composed) -> TextFile:
        """Return a file as it is now; refuse one that holds no notes on the article."""
        path = os.path.relpath(self.files.path(name), self.files.annotations)
        below = PurePosixPath(Path(path).as_posix())
        if not holds_notes(below) or article_of(below, self.project.articles) != page.article.path:
            raise forbidden(f"{name} holds no notes on this article")
        return self.files.read(name)

    def lock(self, page: Composed) -> tuple[Lock | None, TextFile]:
        """Return what is recorded of an article, None if nothing is, and the file for it."""
        name = f"{page.article.path.removesuffix('.md')}{ENDING}"
        file = self.files.read(self.files.shown(self.files.annotations / name))
        return (read_lock(file)[0] if file.text else None), file

    def here(self, page: Composed) -> Anchorage:
        """Return an article made ready for finding passages."""
        return Anchorage.of(page.text, page.article.file, self.site.renderer.plain)
