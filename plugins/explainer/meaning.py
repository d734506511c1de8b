"""Changes that carry meaning: a number, a unit, a negation, a modal verb.

“30 days” and “60 days”, “shall” and “shall not” are nearly the same to any measure of
likeness, and not at all to a reader. The words are those of the languages the interface
speaks; what is not a number is looked up, not understood.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Literal

from explainer.fold import fold, lowered
from explainer.worddiff import word_diff

Kind = Literal["number", "unit", "negation", "modal"]

_DIGITS = re.compile(r"\d+(?:[.,:/\u2009\u202f']\d+)*")
_NEGATED = re.compile(r"(\w+)n't\b")
_WORDS: dict[Kind, frozenset[str]] = {
    "number": frozenset(
        """
        zero one two three four five six seven eight nine ten eleven twelve twenty thirty forty
        fifty hundred thousand million millions billion billions trillion half third quarter twice
        null eins zwei drei vier fünf sechs sieben acht neun zehn hundert tausend million millionen
        milliarde milliarden deux trois quatre cinq six sept huit neuf dix cent mille milliard
        milliards dos tres cuatro cinco seis siete ocho nueve diez cien mil millón millones
        零 一 二 三 四 五 六 七 八 九 十 百 千 万 亿 两
        """.split()
    ),
    "unit": frozenset(
        """
        % ° $ € £ ¥ percent per cent cents dollar dollars euro euros pound pounds yuan yen
        second seconds minute minutes hour hours day days week weeks month months year years
        mm cm m km mile miles foot feet inch inches mg g kg tonne tonnes ton tons litre litres
        liter liters kwh kw mw gw mb gb tb degree degrees celsius fahrenheit
        prozent tag tage tagen woche wochen monat monate monaten jahr jahre jahren stunde stunden
        jour jours semaine semaines mois an ans année années heure heures
        día días semana semanas mes meses año años hora horas 元 天 日 周 月 年 小时
        """.split()
    ),
    "negation": frozenset(
        """
        not no never none nobody nothing neither nor without cannot nicht kein keine keinen keiner
        nie niemals ohne weder noch pas jamais aucun aucune sans ni non nunca ningún ninguna sin
        tampoco jamás 不 没 未 非 无 莫 别 لا ليس لم لن ما غير بدون
        """.split()
    ),
    "modal": frozenset(
        """
        must shall should may might can could will would ought need muss müssen darf dürfen soll
        sollen sollte kann können wird werden doit doivent peut peuvent devrait pourrait debe deben
        puede pueden debería podría 必须 应 应当 可以 可 能 将 يجب يمكن ينبغي قد
        """.split()
    ),
}
_KINDS: tuple[Kind, ...] = ("number", "unit", "negation", "modal")
_TOKEN = re.compile(r"[\u3400-\u9fff]|[^\W\d_]+|[%°$€£¥]")


@dataclass(frozen=True, slots=True)
class Change:
    """A change that carries meaning."""

    kind: Kind
    old: str
    """The words that went; empty if something was only added."""
    new: str
    """The words that came; empty if something was only taken out."""

    def __str__(self) -> str:
        """Return the change in words: `30 → 60`, `+not`, `−never`."""
        if self.old and self.new:
            return f"{self.old} → {self.new}"
        return f"+{self.new}" if self.new else f"−{self.old}"


def changes(old: str, new: str) -> tuple[Change, ...]:
    """Return the changes between two wordings that carry meaning, by kind.

    Words that stand in both, wherever, are no change.
    """
    pieces = word_diff(old, new)
    before = " ".join(piece.text for piece in pieces if piece.op == "removed")
    after = " ".join(piece.text for piece in pieces if piece.op == "added")
    found = []
    for kind in _KINDS:
        gone, come = Counter(_words(before, kind)), Counter(_words(after, kind))
        lost, won = gone - come, come - gone
        if lost or won:
            found.append(Change(kind, " ".join(lost.elements()), " ".join(won.elements())))
    return tuple(found)


def _words(text: str, kind: Kind) -> list[str]:
    plain = _NEGATED.sub(r"\1 not", lowered(fold(text).text))
    known = _WORDS[kind]
    numbers = _DIGITS.findall(plain) if kind == "number" else []
    return numbers + [word for word in _TOKEN.findall(plain) if word in known]
