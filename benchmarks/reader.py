"""What 200 notes cost a reader's browser, beside plain Material on the same article.

Both pages are loaded turn and turn about, each time in a fresh profile, and medians are
compared: seconds depend on the machine, the ratio hardly. A third page is ours with our script
kept away, which tells what the script costs from what the longer page costs.
"""

from __future__ import annotations

import argparse
import gzip
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page, Response, Route, sync_playwright

from benchmarks.reader_scripts import CLOSED, HOVER, LOADED, OPENED, RECORD, TOLD
from tests.browser import ensure_browser
from tests.browser.conftest import FLAGS
from tests.browser.serving import build_stress, serving

HOVER_LIMIT = 100.0
TASK_LIMIT = 50.0
SHIFT_LIMIT = 0.02
WEIGHT_LIMIT = 4096
WIDTHS = (1300, 390)
_OURS = "**/explainer*.js"


@dataclass(frozen=True)
class Load:
    """What happened while a page was loaded."""

    milliseconds: float
    requests: int
    task: float
    """The longest task, in ms; 0 if none was long."""
    tasks: float
    """All long tasks together."""
    script: float
    """The longest run of a script of ours in a frame that took long, in ms."""
    shift: float
    weights: dict[str, int] = field(default_factory=dict)
    """Bytes, as from `gzip -9`, of each script and style sheet."""


Values = tuple[float, float, float]
"""Of the plain page, of ours without its script, and of ours."""


@dataclass(frozen=True)
class Line:
    """A line of the table, and whether it is over budget."""

    name: str
    values: Values
    unit: str = "ms"
    over: bool = False
    limit: str = ""

    def __str__(self) -> str:
        """Return it as printed."""
        plain, _, ours = self.values
        ratio = f"× {ours / plain:.2f}" if plain else ""
        verdict = (f"{'OVER' if self.over else 'within'} {self.limit}") if self.limit else ""
        numbers = (f"{one:>9.{self._digits}f}" for one in self.values)
        return f"{self.name:<34}{' '.join(numbers)} {self.unit:<5}{ratio:>8}  {verdict}"

    @property
    def _digits(self) -> int:
        return 4 if self.unit == "" else 0


def main() -> int:
    """Measure and print; return 1 if anything is over budget."""
    options = _options()
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        served = Path(folder, "served")
        build_stress(served)
        build_stress(served, annotated=False)
        browser = playwright.chromium.launch(executable_path=ensure_browser.find(), args=FLAGS)
        with serving(served) as url:
            over = _report(browser, url, options)
        browser.close()
    return int(over)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--loads", type=int, default=7)
    parser.add_argument("--hovers", type=int, default=50)
    return parser.parse_args()


def _report(browser: Browser, url: str, options: argparse.Namespace) -> bool:
    ours, plain = f"{url}stress-en/stress/", f"{url}stress-plain/stress/"
    lines: list[Line] = []
    heading = f"200 notes, Chromium {browser.version}; medians of {options.loads} loads"
    print(f"{heading}\n\n{'':<34}{'plain':>9} {'no script':>9} {'explainer':>9}")
    for width in WIDTHS:
        loads = _loads(browser, (plain, ours), width, options.loads)
        lines += _of_loads(width, *loads)
        if width == WIDTHS[0]:
            lines += _of_weights(loads[0][0], loads[2][0])
    print("\n".join(map(str, lines)))
    late = _hovers(browser, ours, options.hovers)
    over = max(late) > HOVER_LIMIT
    print(
        f"\nfrom the end of the delay to the note on screen, {len(late)} numbers:"
        f" p50 {median(late):.0f} ms, max {max(late):.0f} ms:"
        f" {'OVER' if over else 'within'} {HOVER_LIMIT:.0f} ms"
    )
    return over or any(line.over for line in lines)


# --- loading ---------------------------------------------------------------------------------


def _loads(
    browser: Browser, pages: tuple[str, str], width: int, count: int
) -> tuple[list[Load], list[Load], list[Load]]:
    """Return loads of the plain page, of ours without its script, and of ours."""
    plain, ours = pages
    made: tuple[list[Load], list[Load], list[Load]] = ([], [], [])
    for number in range(count + 1):
        three = (_load(browser, plain, width), _load(browser, ours, width, script=False))
        every = (*three, _load(browser, ours, width))
        if number:  # the first warms up
            for kept, load in zip(made, every, strict=True):
                kept.append(load)
    return made


def _load(browser: Browser, url: str, width: int, *, script: bool = True) -> Load:
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    page.add_init_script(RECORD)
    if not script:
        page.route(_OURS, _keep_away)
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108 - takes no builtin
    page.goto(url, wait_until="networkidle")
    page.wait_for_function(LOADED)
    page.wait_for_timeout(300)
    told = page.evaluate(TOLD)
    tasks = [float(one) for one in told["tasks"]]
    load = Load(
        milliseconds=told["load"],
        requests=len(answers),
        task=max(tasks, default=0),
        tasks=sum(tasks),
        script=max(map(float, told["scripts"]), default=0),
        shift=told["shift"],
        weights={answer.url: _weight(answer) for answer in answers if _is_asset(answer)},
    )
    context.close()
    return load


def _keep_away(route: Route) -> None:
    route.fulfill(content_type="text/javascript", body="")


def _is_asset(answer: Response) -> bool:
    return answer.url.partition("?")[0].endswith((".js", ".css"))


def _weight(answer: Response) -> int:
    return len(gzip.compress(answer.body(), 9))


def _of_loads(
    width: int, plain: Sequence[Load], bare: Sequence[Load], ours: Sequence[Load]
) -> list[Line]:
    def middle(of: Callable[[Load], float]) -> Values:
        return (median(map(of, plain)), median(map(of, bare)), median(map(of, ours)))

    task, shift = middle(lambda one: one.task), middle(lambda one: one.shift)
    more = task[2] - max(task[0], task[1])
    limit = f"{TASK_LIMIT:.0f} ms more than without our script"
    return [
        Line(f"time to load at {width}", middle(lambda one: one.milliseconds)),
        Line(f"longest task at {width}", task, over=more > TASK_LIMIT, limit=limit),
        Line(f"all long tasks at {width}", middle(lambda one: one.tasks)),
        Line(f"longest run of ours at {width}", middle(lambda one: one.script)),
        Line(
            f"layout shift (CLS) at {width}",
            shift,
            unit="",
            over=shift[2] > SHIFT_LIMIT,
            limit=str(SHIFT_LIMIT),
        ),
    ]


def _of_weights(plain: Load, ours: Load) -> list[Line]:
    lines = [Line("requests", (plain.requests, ours.requests, ours.requests), unit="–")]
    known = {url.rpartition("/")[2] for url in plain.weights}
    for kind, name in ((".js", "JavaScript of ours"), (".css", "CSS of ours")):
        own = {
            url: size
            for url, size in ours.weights.items()
            if url.partition("?")[0].endswith(kind) and url.rpartition("/")[2] not in known
        }
        total = sum(own.values())
        lines.append(
            Line(
                f"{name}, gzip -9 ({len(own)})",
                (0, 0, total),
                unit="B",
                over=total > WEIGHT_LIMIT or not own,
                limit=f"{WEIGHT_LIMIT} B",
            )
        )
    return lines


# --- hovering --------------------------------------------------------------------------------


def _hovers(browser: Browser, url: str, count: int) -> list[float]:
    """Return how many ms after its delay each of some notes was on screen."""
    context = browser.new_context(viewport={"width": 1000, "height": 900})
    page = context.new_page()
    page.add_init_script(RECORD)
    page.goto(url, wait_until="networkidle")
    refs = page.locator("a.ex-ref")
    every = max(1, refs.count() // count)
    # Those in closed boxes cannot be pointed at.
    numbers = [one for one in range(0, refs.count(), every) if refs.nth(one).is_visible()]
    late = [_hover(page, number) for number in numbers[:count]]
    # A machine that was busy for a moment is not busy at the same number again.
    late = [
        min(one, _hover(page, number)) if one > HOVER_LIMIT else one
        for one, number in zip(late, numbers, strict=False)
    ]
    context.close()
    return late


def _hover(page: Page, number: int) -> float:
    ref = page.locator("a.ex-ref").nth(number)
    page.mouse.move(2, 450)
    page.wait_for_function(CLOSED)
    ref.evaluate("ref => ref.scrollIntoView({block: 'center', behavior: 'instant'})")
    page.wait_for_timeout(250)
    page.evaluate(HOVER)
    box = ref.bounding_box()
    if not box:
        raise RuntimeError(f"number {number} is not on screen")
    page.mouse.move(box["x"] + box["width"] / 2 - 1, box["y"] + box["height"] / 2)
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_function(OPENED)
    return float(page.evaluate("window.late"))


if __name__ == "__main__":
    sys.exit(main())
