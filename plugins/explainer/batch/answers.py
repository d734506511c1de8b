"""Lines in, lines out; a line that is no case gets an answer too."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from explainer.batch.places import Outcome, outcome
from explainer.batch.read import BadCaseError, Case, read_case

_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The answer to one line."""

    line: str
    """JSON, in ASCII, without a line break."""
    error: str = ""
    """What is wrong with the line asked, with its number; else nothing."""


def answers(lines: Iterable[bytes]) -> Iterator[Answer]:
    """Yield the answer to each line that is not blank, in order, as soon as it is found."""
    for number, line in enumerate(lines, start=1):
        written = line.removeprefix(_MARK) if number == 1 else line
        if written.strip():
            yield _answer(written, number)


def _answer(written: bytes, number: int) -> Answer:
    try:
        case = read_case(written.decode())
    except UnicodeDecodeError:
        return _refused(BadCaseError("this is not UTF-8 text"), number)
    except BadCaseError as error:
        return _refused(error, number)
    return Answer(line=json.dumps(_told(case, outcome(case))))


def _refused(error: BadCaseError, number: int) -> Answer:
    message = f"line {number}: {error}"
    told = {"id": error.id} if error.id is not None else {}
    return Answer(line=json.dumps({**told, "error": message}), error=message)


def _told(case: Case, found: Outcome) -> dict[str, object]:
    told: dict[str, object] = {"id": case.id, "status": found.status.value}
    if found.place is not None:
        told |= {"start": found.place.start, "end": found.place.end}
    return {**told, "candidates": [list(one) for one in found.candidates]}
