"""Diagnostics are data: what is wrong, where, and what to write instead.

`RULES` is the one table of codes. Each rule has a page in `rules/<code>.md`, a folder in
`tests/cases/`, and a line of help; a test holds them together. How a diagnostic looks on
a screen is the business of `explainer.report`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from explainer.span import Span


class Severity(Enum):
    """How much a finding matters; the hosts and the exit code decide on it."""

    ERROR = "error"
    """Fails `check` and a strict build."""
    WARNING = "warning"
    """Fails `check` and a strict build too, but everything has its place on the page."""
    NOTICE = "notice"
    """Worth knowing; never fails anything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One kind of finding."""

    code: str
    """Kebab-case name of the problem."""
    severity: Severity
    summary: str
    """One line for the list of rules."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """A second place that explains a finding: the first of two equal ids, a candidate."""

    message: str
    path: str
    line: int
    column: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """One finding at one place."""

    code: str
    severity: Severity
    message: str
    """What you would keep if you could show one thing; reads well alone."""
    span: Span
    label: str = ""
    """A few words beside the carets."""
    help: str = ""
    """What to write instead; may have several lines."""
    related: tuple[Related, ...] = ()
    instead: str = ""
    """What to put in the span's place, where that cannot be wrong; nothing if it could be."""

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """The key that puts diagnostics in a stable order: by place, then code."""
        return (self.span.file.path, self.span.start, self.span.end, self.code, self.message)


def diagnose(  # noqa: PLR0913 - the fields of a diagnostic, all but two optional
    code: str,
    message: str,
    span: Span,
    *,
    label: str = "",
    help: str = "",  # noqa: A002 - the field's name
    related: tuple[Related, ...] = (),
) -> Diagnostic:
    """Return a diagnostic of a known rule, with the rule's severity.

    Raises KeyError for a code that is not in RULES: that is a bug of ours.
    """
    rule = RULES[code]
    return Diagnostic(
        code=code,
        severity=rule.severity,
        message=message,
        span=span,
        label=label,
        help=help,
        related=related,
    )


def related(message: str, span: Span) -> Related:
    """Return a second place from a span."""
    return Related(message=message, path=span.file.path, line=span.line, column=span.column)


def _table() -> dict[str, Rule]:
    error, warning, notice = Severity.ERROR, Severity.WARNING, Severity.NOTICE
    rows = (
        # Reading a file
        ("unreadable-file", error, "a file cannot be read"),
        ("wrong-encoding", error, "a file is not UTF-8 text"),
        ("byte-order-mark", notice, "a file starts with a byte order mark"),
        ("file-too-large", error, "a file is larger than the tool reads"),
        ("misplaced-schema", notice, "the line that names a schema for editors is out of place"),
        ("unsupported-file", warning, "a file in the annotations folder is of no known kind"),
        # YAML itself
        ("yaml-syntax", error, "the YAML cannot be read"),
        ("yaml-tab", error, "a tab is used to indent YAML"),
        ("yaml-unclosed-quote", error, "a quotation mark is opened and never closed"),
        ("yaml-colon-in-text", error, "plain text holds a colon and a space"),
        ("yaml-reserved-character", error, "plain text begins with a character YAML reserves"),
        ("text-after-hash", error, "text after # is read as a comment and lost"),
        ("duplicate-key", error, "a key stands twice in one entry"),
        ("yaml-alias", error, "YAML aliases are not expanded here"),
        ("yaml-nesting", error, "the YAML is nested too deeply"),
        ("json-syntax", error, "the JSON cannot be read"),
        ("bibtex-syntax", error, "an entry of a .bib file cannot be read"),
        # The shape of an entry
        ("unknown-key", error, "a key is not part of the format"),
        ("missing-key", error, "an entry lacks a key it needs"),
        ("wrong-type", error, "a value has the wrong shape"),
        ("empty-value", error, "a key has no value"),
        ("invalid-value", error, "a value is not one of those allowed"),
        ("invalid-id", error, "an id has characters an address cannot hold"),
        ("invalid-date", error, "a date cannot be read"),
        ("invalid-url", error, "an address is not a web address"),
        ("conflicting-targets", error, "an entry points at its place in two ways"),
        ("misplaced-verdict", error, "a note that disputes nothing has a verdict"),
        ("empty-note", error, "a note has neither title, body nor sources"),
        # Across files
        ("duplicate-id", error, "two entries share an id"),
        ("unknown-article", error, "an annotation file has no article"),
        ("unknown-source", error, "a cited source is not listed"),
        ("unknown-term", error, "a linked term is not in the glossary"),
        ("unknown-reference", error, "`see` names neither a note nor a term"),
        ("duplicate-form", error, "two terms claim the same words"),
        ("unused-term", notice, "a term is used nowhere"),
        ("circular-definition", notice, "a definition explains a term with the term"),
        ("dense-paragraph", notice, "a paragraph has too many notes and terms"),
        ("unused-ignore", notice, "a note is an exception to a rule that it keeps"),
        ("unused-source", warning, "a source is cited nowhere"),
        ("annotated-page-opted-out", warning, "a page that opts out has annotations"),
        ("missing-annotations", notice, "the annotations folder does not exist"),
        ("lock-unreadable", warning, "a lock file cannot be read"),
        ("lock-stale", notice, "a lock file does not fit its article and notes"),
        # Finding the passage
        ("quote-not-found", error, "the quoted text is not in the article"),
        ("quote-drifted", warning, "the quoted text was edited; the note follows it"),
        ("quote-changed-meaning", error, "an edit of the quoted text changed what it says"),
        ("quote-ambiguous", error, "the quoted text stands in several places"),
        ("quote-normalised", notice, "the quote matches but for typography"),
        ("occurrence-out-of-range", error, "there are fewer occurrences than asked for"),
        ("section-not-found", error, "no heading of the article has this id"),
        ("image-not-found", error, "no picture of the article fits"),
        ("image-ambiguous", error, "several pictures of the article fit"),
        ("block-not-found", error, "no block of the article begins so"),
        ("block-ambiguous", error, "several blocks of the article begin so"),
        # Rendering
        ("unsafe-html", warning, "HTML that is not allowed was taken out of a text"),
        ("broken-link", error, "a link in a text leads to no page"),
        ("id-clash", error, "the article already uses an id the note needs"),
        # Links out of the site, which only `explainer links` looks at
        ("dead-link", error, "a page that a link leads to is gone"),
        ("unreachable-link", warning, "a page that a link leads to cannot be reached"),
        ("private-link", warning, "a link leads into a private network"),
        ("moved-link", notice, "a page that a link leads to has another address"),
        ("archived-link", notice, "a page is lost, and its archived copy is there"),
        ("unchecked-link", notice, "a server does not tell whether a page is there"),
    )
    return {
        code: Rule(code=code, severity=severity, summary=summary)
        for code, severity, summary in rows
    }


RULES: dict[str, Rule] = _table()
