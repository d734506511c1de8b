"""One address: asked, followed over redirects, and asked again where that may help."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from time import time

from explainer.links.address import Goal, WrongAddressError, goal_of, joined, with_fragment
from explainer.links.outcome import Outcome, State
from explainer.links.pace import LaterError, Pace, seconds_of
from explainer.links.transport import Answer, NoAnswerError, Transport, Trouble

MOST_HOPS = 10
_FOR_GOOD = frozenset({301, 308})
_ELSEWHERE = frozenset({301, 302, 303, 307, 308})
_GONE = frozenset({404, 410})
_BUSY = frozenset({429, 503})
_MAY_PASS = frozenset({429, 500, 502, 503, 504})
_BAD = 400
_BROKEN = 500
_NO_STATUS = 600
"""From here on a status is a joke, such as the 999 of those that want no programs."""
_STUMBLED = 2.0
"""Seconds to wait after an answer that may be another the next time."""
_FINAL = frozenset({Trouble.PRIVATE, Trouble.NAME, Trouble.TLS})
"""Troubles that a second try does not mend."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Probe:
    """Asks addresses."""

    transport: Transport
    pace: Pace
    now: Callable[[], float] = time

    def __call__(self, url: str) -> Outcome:
        """Return what became of an address; whatever goes wrong is part of that."""
        try:
            return self._followed(url)
        except NoAnswerError as error:
            private = error.trouble is Trouble.PRIVATE
            return self._outcome(State.PRIVATE if private else State.UNREACHABLE, str(error))
        except WrongAddressError as error:
            return self._outcome(State.UNREACHABLE, str(error))
        except LaterError as error:
            told = f"the server is not to be asked again before {_day(error.at)}"
            return self._outcome(State.REFUSED, told, again=error.at)

    def _followed(self, url: str) -> Outcome:
        goal, seen, moved, for_good = goal_of(url), set[str](), "", True
        while True:
            answer = self._answer(goal)
            location = answer.headers.get("Location", "")
            if answer.status not in _ELSEWHERE or not location:
                return self._judged(answer, with_fragment(moved, url) if moved else "")
            seen.add(goal.url)
            try:
                following = joined(goal.url, location)
                goal = goal_of(following)
            except WrongAddressError as error:
                return self._outcome(State.UNREACHABLE, f"it redirects, and {error}")
            if goal.url in seen:
                return self._outcome(State.UNREACHABLE, "it redirects in a circle", answer.status)
            if len(seen) > MOST_HOPS:
                told = f"it redirects more than {MOST_HOPS} times"
                return self._outcome(State.UNREACHABLE, told, answer.status)
            for_good = for_good and answer.status in _FOR_GOOD
            moved = following if for_good else moved

    def _judged(self, answer: Answer, moved: str) -> Outcome:
        """Return the outcome of an answer that leads nowhere else."""
        status = answer.status
        told = f"the server says {_named(status)}"
        if status in _ELSEWHERE:
            return self._outcome(State.UNREACHABLE, "it redirects to no address", status)
        if status < _BAD:
            state = State.MOVED if moved else State.ALIVE
            return self._outcome(state, status=status, moved_to=moved)
        if status in _GONE:
            return self._outcome(State.DEAD, told, status)
        broken = _BROKEN <= status < _NO_STATUS
        return self._outcome(State.UNREACHABLE if broken else State.REFUSED, told, status)

    # --- one hop ---

    def _answer(self, goal: Goal) -> Answer:
        """Return the answer to HEAD, or to GET if that may be another, or to a second GET."""
        try:
            answer = self._asked("HEAD", goal)
        except NoAnswerError as error:
            if error.trouble in _FINAL:
                raise
        else:
            if answer.status < _BAD:
                return answer
        answer = self._asked("GET", goal)
        if answer.status not in _MAY_PASS:
            return answer
        if answer.status not in _BUSY:
            self.pace.hold(goal.host, _STUMBLED)
        return self._asked("GET", goal)

    def _asked(self, method: str, goal: Goal) -> Answer:
        """Return an answer; if the host is too busy, it is left alone for as long as it says."""
        with self.pace.turn(goal.host):
            answer = self.transport.ask(method, goal)
            if answer.status in _BUSY:
                wanted = seconds_of(answer.headers.get("Retry-After", ""), self.now())
                self.pace.hold(goal.host, _STUMBLED if wanted is None else wanted)
        return answer

    def _outcome(
        self,
        state: State,
        told: str = "",
        status: int = 0,
        *,
        moved_to: str = "",
        again: float = 0.0,
    ) -> Outcome:
        return Outcome(
            state=state, at=self.now(), told=told, status=status, moved_to=moved_to, again=again
        )


def _named(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)


def _day(at: float) -> str:
    """Return a time as an editor reads it: it is read again from what is kept."""
    return f"{datetime.fromtimestamp(at, UTC):%Y-%m-%d %H:%M} UTC"
