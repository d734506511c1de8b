"""Many addresses, several hosts at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from queue import Empty, SimpleQueue
from threading import Thread

from explainer.links.address import Goal
from explainer.links.outcome import Outcome

Ask = Callable[[str], Outcome]
_Result = tuple[str, Outcome | BaseException]


def outcomes(goals: Iterable[Goal], ask: Ask, *, at_once: int) -> Iterator[tuple[str, Outcome]]:
    """Yield each address with its outcome, as they come.

    At most `at_once` are asked at a time, and of one host one after the other. It may be
    left early: what is under way then ends with the process.
    """
    hosts: dict[str, list[str]] = {}
    for goal in goals:
        hosts.setdefault(goal.host, []).append(goal.url)
    waiting = SimpleQueue[list[str]]()
    done = SimpleQueue[_Result]()
    # The longest first, for their addresses are asked one by one.
    for urls in sorted(hosts.values(), key=len, reverse=True):
        waiting.put(urls)
    for _ in range(min(at_once, len(hosts))):
        Thread(target=_work, args=(waiting, done, ask), daemon=True).start()
    for _ in range(sum(map(len, hosts.values()))):
        url, outcome = done.get()
        if isinstance(outcome, BaseException):
            raise outcome
        yield url, outcome


def _work(waiting: SimpleQueue[list[str]], done: SimpleQueue[_Result], ask: Ask) -> None:
    """Ask the addresses of one host after the other, until none is left."""
    while True:
        try:
            urls = waiting.get_nowait()
        except Empty:
            return
        for url in urls:
            try:
                done.put((url, ask(url)))
            except BaseException as error:  # noqa: BLE001 - it is raised where it is waited for
                done.put((url, error))
                return
