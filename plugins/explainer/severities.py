"""How much each rule matters to a site: as the rules say, or as its editors decided.

What is an error leaves readers without something: a note without its place, a link that leads
nowhere. It can be made a warning, which fails a check and a strict build all the same, and
nothing less; a green build keeps meaning that everything is on the page. Warnings and notices
can be made anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType

from explainer.diagnostics import RULES, Diagnostic, Severity, diagnose
from explainer.model import Annotation, Exemption, Publication
from explainer.nearest import nearest

Severities = Mapping[str, Severity | None]
"""By code of a rule; None: what it finds is not reported. Rules left out stay as they are."""

AS_THEY_ARE: Severities = MappingProxyType({})
IGNORE = "ignore"
CHOICES = (*(one.value for one in Severity), IGNORE)
_UNLESS_ASKED: Severities = MappingProxyType({"quote-normalised": None})


def read_severities(given: Mapping[object, object]) -> tuple[Severities, tuple[str, ...]]:
    """Return the severities that a table of codes and words names, and what is wrong with it."""
    wrong = tuple(told for code, word in given.items() if (told := _wrong(code, word)))
    if wrong:
        return AS_THEY_ARE, wrong
    read = {str(code): None if word == IGNORE else Severity(word) for code, word in given.items()}
    return MappingProxyType(read), ()


def judged(
    found: Iterable[Diagnostic], severities: Severities, *, pedantic: bool
) -> list[Diagnostic]:
    """Return what is to be reported, each with the severity that holds here, in their order.

    Quotes that differ in typography alone are left out unless somebody asks for them.
    """
    wanted = severities if pedantic else {**_UNLESS_ASKED, **severities}
    return [told for one in found if (told := _judged(one, wanted))]


def heeded(found: Iterable[Diagnostic], notes: Iterable[Annotation]) -> list[Diagnostic]:
    """Return what is not excepted beside its note, and the exceptions that except nothing.

    A draft is not placed in a build, so nothing can be told of what it excepts.
    """
    made = [(note, one) for note in notes for one in note.exemptions]
    told, used = [], set()
    for one in found:
        by = [id(exempt) for _, exempt in made if _excepts(exempt, one)]
        used.update(by)
        if not by:
            told.append(one)
    return told + [
        _unused(exempt)
        for note, exempt in made
        if id(exempt) not in used and note.publication is not Publication.DRAFT
    ]


def _excepts(exempt: Exemption, found: Diagnostic) -> bool:
    entry, span = exempt.entry, found.span
    here = span.file.path == entry.file.path and entry.start <= span.start <= entry.end
    return here and found.code == exempt.rule.value


def _unused(exempt: Exemption) -> Diagnostic:
    return diagnose(
        "unused-ignore",
        f"there is no `{exempt.rule.value}` to ignore",
        exempt.span,
        help="remove it, with its reason",
    )


def _judged(found: Diagnostic, wanted: Severities) -> Diagnostic | None:
    severity = wanted.get(found.code, found.severity)
    if severity is None or severity is found.severity:
        return found if severity else None
    return replace(found, severity=severity)


def _wrong(code: object, word: object) -> str:
    """Return what is wrong with one row of the table; nothing if it is right."""
    if code not in RULES:
        like = nearest(str(code), RULES, limit=1)
        more = f"did you mean `{like[0]}`?" if like else "`explainer rules` lists all"
        return f"there is no rule `{code}`; {more}"
    if word not in CHOICES:
        return f"`rules.{code}` is one of {', '.join(CHOICES)}"
    lowest = {Severity.ERROR.value, Severity.WARNING.value}
    if RULES[str(code)].severity is Severity.ERROR and word not in lowest:
        return (
            f"`rules.{code}` cannot be `{word}`: it is an error, for readers miss something;"
            " it can be made a `warning`, and no less"
        )
    return ""
