"""What a host may ask for."""

from __future__ import annotations

from collections.abc import MutableMapping
from dataclasses import dataclass, field
from urllib.parse import quote

from explainer.csl.style import Style
from explainer.span import Span
from explainer.words import Override, Words, words


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a host may ask for."""

    drafts: bool = False
    """Whether drafts are shown, with a badge: in a preview, never in a build."""
    language: str = "en"
    """Of pages that do not name their own."""
    overrides: tuple[Override, ...] = ()
    """Words that an author would rather have than ours."""
    edit: str = ""
    """Where files are edited, with `{path}` and `{line}`; empty if nowhere."""

    site_url: str = ""
    """Where the site is published, with a slash at the end; empty if that is not known."""
    site_name: str = ""
    site_description: str = ""
    without: frozenset[str] = frozenset()
    """Names of the downloads that are not wanted."""
    style: Style | None = None
    """How sources are named and listed; None for the style that comes along."""
    memory: MutableMapping[str, str] | None = field(default=None, compare=False)
    """What is known of earlier builds about sources in that style; more is added to it."""

    def say(self, language: str = "") -> Words:
        """Return the words of an article's language, or of the site's."""
        return words(language or self.language, self.overrides, around=self.language)

    def edit_href(self, span: Span) -> str:
        """Return where the line of a span can be edited, or nothing."""
        if not self.edit:
            return ""
        return self.edit.format(path=quote(span.file.path), line=span.line)
