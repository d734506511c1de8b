"""What the processor said, kept: by a hash of all that the answer depends on."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, MutableMapping
from functools import cached_property
from hashlib import sha256
from importlib.metadata import version
from typing import TYPE_CHECKING

from explainer import __version__
from explainer.cite.rich import NUMBER
from explainer.csl import thawed
from explainer.csl.style import Style
from explainer.model import Source

if TYPE_CHECKING:
    from explainer.cite.processor import Processor

_LOCALES = {"zh_Hant": "zh-TW"}
_NUMBERED_ENTRY = f"[\ue010-\ue01f\\[(]*{NUMBER}[\ue010-\ue01f\\]).:,]*\\s*"

_SECOND_STOP = re.compile("([?!…。！？][\ue010-\ue01f”’»]*)\\.(?= |$)")


class Answers:
    """A style in one language, asked the same question only once."""

    def __init__(self, style: Style, locale: str, memory: MutableMapping[str, str]) -> None:
        self._style = style
        self._locale = _LOCALES.get(locale, locale.replace("_", "-"))
        self._memory = memory
        self._sources: dict[str, str] = {}

    def cite(
        self, source: Source, *, letter: str = "", locator: str = "", nobody: bool = False
    ) -> str:
        """Return a citation, with signs for markup; as without a locator that is not understood."""

        def ask() -> str:
            place = self._processor.locator(locator) if locator else None
            return self._processor.cite(source, letter=letter, locator=place, nobody=nobody)

        return self._remembered(source, f"cite\0{letter}\0{locator}\0{nobody}", ask)

    def entry(self, source: Source, *, letter: str = "") -> str:
        """Return an entry of the list, with signs for markup and without its number."""

        def ask() -> str:
            made = self._processor.entry(source, letter=letter)
            made = re.sub(f"^{_NUMBERED_ENTRY}", "", made).replace(NUMBER, "")
            return _SECOND_STOP.sub(r"\1", made)

        return self._remembered(source, f"entry\0{letter}", ask)

    @cached_property
    def _processor(self) -> Processor:
        from explainer.cite.processor import Processor  # noqa: PLC0415 - slow to import

        return Processor(self._style, self._locale)

    def _remembered(self, source: Source, question: str, ask: Callable[[], str]) -> str:
        key = sha256(f"{self._base}\0{self._hash(source)}\0{question}".encode()).hexdigest()[:32]
        if key not in self._memory:
            try:
                self._memory[key] = ask()
            except Exception:  # noqa: BLE001 - a style and a processor not our own
                self._memory[key] = source.title or source.id
        return self._memory[key]

    @cached_property
    def _base(self) -> str:
        told = (__version__, version("citeproc-py"), self._locale, self._style.text)
        return sha256("\0".join(told).encode()).hexdigest()

    def _hash(self, source: Source) -> str:
        if source.id not in self._sources:
            told = json.dumps(
                [source.type, source.title, source.issued, thawed(source.item)], sort_keys=True
            )
            self._sources[source.id] = sha256(told.encode()).hexdigest()
        return self._sources[source.id]
