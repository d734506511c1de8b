"""What `explainer check` found, for programs: each format of `--format` but text."""

from __future__ import annotations

import os
from importlib.resources import files
from pathlib import Path

from explainer import __version__
from explainer.hosts.preview import HostError, Preview
from explainer.model import Anchored
from explainer.page import PageText
from explainer.report.github import summary_table, workflow_commands
from explainer.report.json import TargetRow, report
from explainer.report.junit import junit
from explainer.report.sarif import sarif
from explainer.report.schema import report_schema
from explainer.rulebook import rule_page
from explainer.text import page_text

_MATCHER = "problem-matcher"
_SCHEMA = "json-schema"
FILES = (_SCHEMA, _MATCHER)
"""What `--print` prints."""


def file_for(name: str) -> str:
    """Return a file that other programs read what we print with."""
    if name == _SCHEMA:
        return report_schema()
    file = files("explainer").joinpath("report", f"{name}.json")
    return file.read_text(encoding="utf-8").replace("\r\n", "\n")


def formatted(form: str, preview: Preview) -> str:
    """Return the findings in one of FORMATS; that of GitHub also writes the job's summary."""
    return _FORMATS[form](preview)


def _json(preview: Preview) -> str:
    return report(preview.diagnostics, _rows(preview))


def _github(preview: Preview) -> str:
    place = os.environ.get("GITHUB_STEP_SUMMARY")
    table = summary_table(preview.diagnostics, folder=preview.folder)
    if place and table:
        try:
            with Path(place).open("a", encoding="utf-8") as file:
                file.write(f"{table}\n")
        except OSError as error:
            raise HostError(f"{place} cannot be written: {error.strerror}") from error
    return workflow_commands(preview.diagnostics, folder=preview.folder)


def _sarif(preview: Preview) -> str:
    return sarif(
        preview.diagnostics,
        version=__version__,
        page=rule_page,
        address=preview.rules_page,
        folder=preview.folder,
    )


def _junit(preview: Preview) -> str:
    project = preview.project
    read = {one.span.file.path for one in project.annotations}
    read |= {one.span.file.path for one in project.terms.values()}
    read |= {one.span.file.path for one in project.sources.values()}
    read |= {one.span.file.path for one in project.events}
    read |= {one.file.path for one in project.articles.values()}
    return junit(preview.diagnostics, read, folder=preview.folder)


_FORMATS = {"json": _json, "github": _github, "sarif": _sarif, "junit": _junit}
FORMATS = tuple(_FORMATS)


def _rows(preview: Preview) -> list[TargetRow]:
    texts: dict[str, PageText] = {}
    rows = []
    for one in preview.woven.anchored:
        path = one.annotation.article
        if path not in texts:
            texts[path] = page_text(preview.pages[path].html)
        rows.append(_row(one, texts[path].text))
    return rows


def _row(one: Anchored, text: str) -> TargetRow:
    span = one.target.span if one.target else one.annotation.span
    found = " … ".join(text[place.start : place.end] for place in one.ranges)
    return TargetRow(
        annotation=one.annotation.id,
        article=one.annotation.article,
        status=one.status.value,
        line=span.line,
        quote=found or (span.text if one.target else ""),
    )
