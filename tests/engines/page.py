"""What a test asks of a page: where things are, what is open, and since when."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

from tests.engines.engines import Engine, Point

REF = "a.ex-ref"
# A browser without the popover API does not know the pseudo-class either.
OPEN = (
    "(() => { try { return !!document.querySelector('.ex-pop:popover-open') }"
    " catch { return false } })()"
)
ACTIVE = "document.activeElement"
# From when the pointer is on a number, note when the popover opens and closes.
_WATCH = f"""
window.seen = [];
let open = false;
const since = {{}};
const ref = document.querySelectorAll("{REF}")[NUMBER];
ref.addEventListener("pointerover", () => since.over ??= performance.now());
addEventListener("pointermove", event => {{ since.moved = performance.now(); }}, true);
clearInterval(window.watching);
window.watching = setInterval(() => {{
  const now = {OPEN};
  if (now === open) return;
  open = now;
  seen.push([open, performance.now() - since.over, performance.now() - since.moved]);
}}, 5);
"""
_BOX = """((selector, number) => {
  const box = document.querySelectorAll(selector)[number].getBoundingClientRect();
  return {left: box.left, top: box.top, right: box.right, bottom: box.bottom};
})(arguments[0], arguments[1])"""


@dataclass(frozen=True)
class Box:
    """A rectangle in the window."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> Point:
        """Its middle."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def gap(self, other: Box) -> float:
        """Return how far it is from another, 0 if they touch."""
        aside = max(other.left - self.right, self.left - other.right, 0)
        above = max(other.top - self.bottom, self.top - other.bottom, 0)
        return max(aside, above)


def box(engine: Engine, selector: str, number: int = 0) -> Box:
    """Return where an element is."""
    return Box(**engine.evaluate(_BOX, selector, number))


def ready(engine: Engine, url: str, width: int = 1000) -> None:
    """Open a page at a width, wait for our script, and put the pointer out of the way."""
    engine.size(width)
    engine.goto(url)
    engine.wait("document.readyState === 'complete' && customElements.get('explainer-page')")
    engine.move((2, 450))


def onto_ref(engine: Engine, number: int = 3) -> None:
    """Show a number in the window, watch the popover, and put the pointer on the number."""
    ref = f"document.querySelectorAll('{REF}')[{number}]"
    engine.run(f"{ref}.scrollIntoView({{block: 'center', behavior: 'instant'}})")
    time.sleep(0.3)  # scrolling has ended, and nobody takes it for the reader's
    engine.run(_WATCH.replace("NUMBER", str(number)))
    engine.move(box(engine, REF, number).middle, steps=3)


def seen(engine: Engine) -> list[tuple[bool, float, float]]:
    """Return what was watched: open or closed, how long after the pointer came, and moved."""
    told: list[Any] = engine.evaluate("window.seen")
    return [(bool(opened), float(over), float(moved)) for opened, over, moved in told]


def is_open(engine: Engine) -> bool:
    """Return whether the popover is open."""
    return bool(engine.evaluate(OPEN))
