"""What a page of the preview may ask for, and what it is answered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from threading import Lock as Turn

from explainer.annotating.adding import added, described
from explainer.annotating.changing import changed, removed, said
from explainer.annotating.ids import ids
from explainer.annotating.previewing import previewed
from explainer.annotating.refusal import conflict, forbidden
from explainer.annotating.shown import Shown
from explainer.annotating.troubles import repaired, troubles

Asked = Mapping[str, object]
Answer = Mapping[str, object]

_ANSWERS: Mapping[str, Callable[[Shown, Asked], Answer]] = {
    "add": added,
    "change": changed,
    "delete": removed,
    "describe": described,
    "ids": ids,
    "note": said,
    "preview": previewed,
    "repair": repaired,
    "troubles": troubles,
}


class Desk:
    """Answers one request after the other, from the site as it was last built."""

    def __init__(self) -> None:
        self._shown: Shown | None = None
        self._turn = Turn()
        self.on_first_note: Callable[[], None] | None = None

    def ready(self) -> None:
        """Do, once, what must come before the first file is written."""
        if self.on_first_note:
            self.on_first_note()
            self.on_first_note = None

    def show(self, shown: Shown) -> None:
        """Answer from this site from now on."""
        self._shown = shown

    def answer(self, action: str, asked: Asked) -> Answer:
        """Return the answer; raise RefusedError if there is none."""
        answer = _ANSWERS.get(action)
        if answer is None:
            raise forbidden("there is nothing at this address")
        with self._turn:
            if self._shown is None:
                raise conflict("the site is being built; try again")
            return answer(self._shown, asked)
