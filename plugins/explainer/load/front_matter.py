"""The front matter of an article: the keys of ours among those of the host."""

from __future__ import annotations

import re
from dataclasses import replace

from explainer.diagnostics import Diagnostic
from explainer.load.changes import changes
from explainer.load.fields import Fields, prose
from explainer.load.findings import unknown_key
from explainer.load.nodes import Map, Node, Scalar
from explainer.load.yaml_nodes import parse_yaml
from explainer.model import Article, Level, Reference, Text
from explainer.nearest import one_typo_away
from explainer.span import TextFile

KEYS = frozenset({
    "title", "description", "date", "authors", "source", "summary", "level", "terms", "explainer",
    "license", "language", "changes",
})  # fmt: skip
_HOSTS = frozenset(
    """
    title description date dates author authors template hide search icon status subtitle tags
    social render_macros comments draft slug categories links readtime pin boost exclude image
    toc_depth toc nav_title nav_order order weight layout robots canonical lang theme edit_url
    hero class id revision_date creation_date git-revision-date ignore_macros item items term
    page_title site_name summaries
""".split()
)
"""Keys that MkDocs, its themes or plugins know: never taken for a misspelling."""
_FRONT = re.compile(
    r"---[ \t]*(?:\r\n|\r|\n)(?P<yaml>(?:.*?(?:\r\n|\r|\n))??)"
    r"(?:---|\.\.\.)[ \t]*(?:\r\n|\r|\n|\Z)",
    re.DOTALL,
)


def article(file: TextFile, path: str) -> tuple[Article, list[Diagnostic]]:
    """Return the article of a Markdown file, and what is wrong in its front matter."""
    found = _FRONT.match(file.text)
    if not found:
        return Article(path=path, file=file), []
    node, problems, whole = parse_yaml(file, start=found.start("yaml"), end=found.end("yaml"))
    if not isinstance(node, Map):
        bare = Article(path=path, file=file, starts=_starts(found, problems))
        return bare, _if_meant(found["yaml"], problems, whole=whole)
    findings = [problem for problem in problems if _is_ours(problem, node)]
    fields = Fields(node=node, what="the front matter", findings=findings)
    _report_misspelt(fields)
    return replace(_decoded(fields, file, path), starts=found.end()), findings


def _starts(found: re.Match[str], problems: list[Diagnostic]) -> int:
    """Return where the text begins if the front matter is broken, or none at all."""
    return found.end() if problems or not found["yaml"].strip() else 0


def _decoded(fields: Fields, file: TextFile, path: str) -> Article:
    fields.choice("level", Level, Level.STANDARD)
    return Article(
        path=path,
        file=file,
        title=fields.line("title"),
        description=fields.line("description"),
        date=fields.date("date") if _is_scalar(fields.node.get("date")) else "",
        authors=_authors(fields),
        source=_source(fields),
        summary=_summary(fields),
        language=fields.line("language"),
        license=fields.line("license"),
        changes=changes(fields),
        terms=fields.flag("terms", default=True),
        enabled=fields.flag("explainer", default=True),
    )


def _summary(fields: Fields) -> tuple[Text, ...]:
    found = (
        prose(item, "an item of `summary`", fields.findings) for item in fields.listed("summary")
    )
    return tuple(text for text in found if text)


def _authors(fields: Fields) -> tuple[str, ...]:
    return tuple(text.value for text in fields.texts("authors"))


def _source(fields: Fields) -> Reference | None:
    word = fields.word("source")
    return Reference(id=word.value, span=word.span) if word else None


def _is_scalar(node: Node | None) -> bool:
    """Return whether a date is ours to read; some plugins keep several dates there."""
    return isinstance(node, Scalar)


def _is_ours(problem: Diagnostic, node: Map) -> bool:
    """Return whether a finding concerns one of our keys; the others are the host's business."""
    at = problem.span.start
    return any(
        key.span.start <= at <= value.span.end and key.value in KEYS for key, value in node.entries
    ) or (problem.code == "duplicate-key" and problem.span.text in KEYS)


def _if_meant(text: str, problems: list[Diagnostic], *, whole: bool) -> list[Diagnostic]:
    """Return the findings unless the lines between the rules were never front matter."""
    is_front_matter = re.match(r"\s*(?:#[^\n]*\n\s*)*[\w-]+[ \t]*:", text)
    return problems if is_front_matter and not whole else []


def _report_misspelt(fields: Fields) -> None:
    """Report keys one letter away from one of ours; all others belong to somebody else."""
    for key, _ in fields.node.entries:
        if key.value not in KEYS | _HOSTS and one_typo_away(key.value, KEYS):
            fields.findings.append(unknown_key(key, "the front matter", KEYS))
