"""Diagnostics as JUnit XML, which most systems of CI show: one test case for each file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from explainer.diagnostics import Diagnostic, Severity
from explainer.report.excerpt import visible
from explainer.report.text import counted, full


def junit(found: Iterable[Diagnostic], files: Iterable[str], *, folder: str = "") -> str:
    """Return a test case for each of the files, and for each other that has findings.

    Errors and warnings of a file are its one failure, for readers of JUnit show only one;
    notices are what it printed. No times are told: the same input gives the same bytes.
    `folder` is where the project lies in its repository, with a slash at the end.
    """
    of: dict[str, list[Diagnostic]] = defaultdict(list)
    for one in found:
        of[one.span.file.path].append(one)
    names = sorted({*files, *of})
    failures = sum(any(one.severity is not Severity.NOTICE for one in of[name]) for name in names)
    told = {
        "name": "explainer",
        "tests": str(len(names)),
        "failures": str(failures),
        "errors": "0",
        "skipped": "0",
    }
    suites = Element("testsuites", told)
    suite = SubElement(suites, "testsuite", told)
    for name in names:
        _case(suite, folder + name, of[name])
    indent(suites)
    body = tostring(suites, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'


def _case(suite: Element, name: str, found: Sequence[Diagnostic]) -> None:
    shown = visible(name)
    case = SubElement(suite, "testcase", classname="explainer", name=shown, file=shown)
    wrong = [one for one in found if one.severity is not Severity.NOTICE]
    if wrong:
        worst = min(wrong, key=lambda one: (list(Severity).index(one.severity), one.order))
        failure = SubElement(case, "failure", message=counted(wrong), type=worst.code)
        failure.text = full(wrong)
    notices = [one for one in found if one.severity is Severity.NOTICE]
    if notices:
        SubElement(case, "system-out").text = full(notices)
