"""The starred items of the reader's checklist (by their numbers), in engines besides Chromium."""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import pairwise

import pytest

from tests.browser.serving import Site
from tests.engines.engines import Engine
from tests.engines.page import ACTIVE, OPEN, REF, box, is_open, onto_ref, ready, seen

THIRD = f"document.querySelectorAll('{REF}')[3]"


@pytest.fixture
def sparse(engine: Engine, stress: Site) -> Iterator[Engine]:
    """An engine on the page with 24 notes, too narrow for notes in the margin."""
    ready(engine, f"{stress.url}sparse/")
    yield engine
    assert engine.evaluate("window.complaints") == []


def test_13_a_note_shows_after_a_while_on_its_number_and_not_at_once(sparse: Engine) -> None:
    onto_ref(sparse)
    sparse.wait(OPEN, 3)
    (opened, since_over, _), *_ = seen(sparse)
    assert opened
    assert 150 < since_over < 600
    note = sparse.evaluate(f"document.querySelector({THIRD}.hash).closest('li').textContent")
    shown = sparse.evaluate("document.querySelector('.ex-pop').innerText")
    assert "A short remark, 3." in note
    assert "A short remark, 3." in shown


def test_14_the_pointer_can_go_from_number_to_note(sparse: Engine) -> None:
    onto_ref(sparse)
    sparse.wait(OPEN, 3)
    sparse.move(box(sparse, ".ex-pop").middle, steps=12)
    time.sleep(1)
    assert is_open(sparse)
    assert [opened for opened, *_ in seen(sparse)] == [True]


def test_15_escape_hides_a_note_that_the_pointer_still_asks_for(sparse: Engine) -> None:
    onto_ref(sparse)
    sparse.wait(OPEN, 3)
    sparse.key("Escape")
    sparse.wait(f"!{OPEN}", 1)
    time.sleep(1)
    assert [opened for opened, *_ in seen(sparse)] == [True, False]


def test_16_a_note_goes_when_the_pointer_has_left(sparse: Engine) -> None:
    onto_ref(sparse)
    sparse.wait(OPEN, 3)
    sparse.move(box(sparse, ".ex-pop").middle, steps=12)
    sparse.move((2, 450), steps=2)
    sparse.wait(f"!{OPEN}", 3)
    assert seen(sparse)[-1][2] < 700


def test_17_a_click_holds_a_note_until_a_click_elsewhere(sparse: Engine) -> None:
    onto_ref(sparse)
    sparse.click()
    sparse.wait(OPEN, 2)
    sparse.move((2, 450), steps=3)
    time.sleep(2)
    assert is_open(sparse)
    sparse.click()
    sparse.wait(f"!{OPEN}", 1)


# --- keyboard --------------------------------------------------------------------------------

# The refs that had the focus, whether each could be seen, and whether a popover was open.
STOP = f"""(() => {{
  const at = {ACTIVE}, box = at.getBoundingClientRect();
  const points = [0.1, 0.3, 0.5, 0.7, 0.9].flatMap(x => [0.1, 0.3, 0.5, 0.7, 0.9].map(y =>
    document.elementFromPoint(box.left + box.width * x, box.top + box.height * y)));
  return [at.matches("{REF}") ? at.id : "", points.some(one => at === one || at.contains(one)
    || one?.contains(at) && one !== document.body && one !== document.documentElement),
    at.closest(".md-content") ? at.outerHTML.slice(0, 120) : "", {OPEN}];
}})()"""


def _stop(engine: Engine) -> tuple[str, bool, str, bool]:
    """Return what has the focus, once the page has scrolled there (WebKit takes its time)."""
    for _ in range(40):
        ref, visible, content, opened = engine.evaluate(STOP)
        if visible or not content:
            break
        time.sleep(0.05)
    return ref, visible, content, opened


def test_23_and_26_tab_comes_to_every_number_and_nothing_opens_or_covers_it(
    sparse: Engine,
) -> None:
    wanted = sparse.evaluate(f"[...document.querySelectorAll('{REF}')].map(one => one.id)")
    # From the article's title on: in WebKitGTK, Material's search box sends the focus back to the
    # top of the page.
    sparse.run("document.querySelector('h1 a').focus()")
    met: list[str] = []
    covered: list[str] = []
    for _ in range(300):
        sparse.key("Tab")
        ref, visible, content, opened = _stop(sparse)
        assert not opened
        if content and not visible:
            covered.append(content)
        met += [ref] if ref else []
        if ref == wanted[-1]:
            break
    assert met == wanted
    assert covered == []


def enter(engine: Engine) -> None:
    """Focus a number and press Enter."""
    engine.run(f"{THIRD}.focus()")
    engine.key("Enter")
    engine.wait(OPEN, 2)


def test_24_enter_opens_a_dialog_named_like_its_number(sparse: Engine) -> None:
    sparse.run(f"{THIRD}.focus()")
    time.sleep(0.8)
    assert not is_open(sparse)
    enter(sparse)
    sparse.wait(f"{ACTIVE}.matches('.ex-pop')", 1)
    role, name = sparse.role_and_name(".ex-pop")
    assert role == "dialog"
    assert name == sparse.evaluate(f"{THIRD}.getAttribute('aria-label')")


def test_25_tab_goes_to_the_first_link_and_escape_back_to_the_number(sparse: Engine) -> None:
    enter(sparse)
    sparse.key("Tab")
    sparse.wait(f"{ACTIVE} === document.querySelector('.ex-pop a[href]')", 1)
    sparse.key("Escape")
    sparse.wait(f"!{OPEN}", 1)
    assert sparse.evaluate(f"{ACTIVE} === {THIRD}")


@pytest.mark.parametrize("back", [False, True])
def test_26_a_note_closes_when_the_focus_leaves_it(sparse: Engine, *, back: bool) -> None:
    enter(sparse)
    for _ in range(40):
        sparse.key("Tab", shift=back)
        if not sparse.evaluate(f"{ACTIVE}.closest('.ex-pop')"):
            break
    sparse.wait(f"!{OPEN}", 1)


# --- notes in the margin ---------------------------------------------------------------------

MARGIN = """[...document.querySelectorAll("li.ex-note")].filter(
  note => getComputedStyle(note).position === "absolute" && note.checkVisibility()
).map(note => {
  const id = note.querySelector("h3").id.slice(5), box = note.getBoundingClientRect();
  const ref = document.getElementById("ref-" + id)?.getBoundingClientRect();
  return [id, box.top, box.bottom, box.left, box.right, ref?.top, ref?.bottom];
}).filter(one => one[5] !== undefined)"""


@pytest.mark.parametrize(("path", "least"), [("sparse/", 24), ("stress/", 50)])
def test_37_notes_in_the_margin_neither_overlap_nor_stand_above_their_line(
    engine: Engine, stress: Site, path: str, least: int
) -> None:
    ready(engine, stress.url + path, width=1300)
    engine.wait(f"{MARGIN}.length >= {least}", 5)
    time.sleep(0.5)
    notes = sorted(engine.evaluate(MARGIN), key=lambda note: note[1])
    for one, other in pairwise(notes):
        assert other[1] >= one[2] - 0.5, f"{one[0]} overlaps {other[0]}"
    above = [note for note in notes if note[1] < note[5] - 2]
    assert above == []


def test_38_a_note_in_the_margin_starts_at_its_number_where_there_is_room(
    engine: Engine, stress: Site
) -> None:
    ready(engine, f"{stress.url}sparse/", width=1300)
    engine.wait(f"{MARGIN}.length === 24", 5)
    time.sleep(0.5)
    notes = sorted(engine.evaluate(MARGIN), key=lambda note: note[1])
    ends = [0.0, *(note[2] for note in notes)]
    roomy = [note for note, end in zip(notes, ends, strict=False) if end + 24 < note[5]]
    assert len(roomy) >= 12
    assert [(note[0], note[1] - note[5]) for note in roomy if abs(note[1] - note[5]) > 2] == []


# --- what a browser lacks, and what is shut --------------------------------------------------


@pytest.mark.parametrize(
    ("fragment", "words"),
    [
        ("#inner-chamber", "a spare lens"),
        ("#passage-n001", "the spare oil"),
        ("#far-chamber", "a spare bell"),
        ("#:~:text=inner%20chamber%20holds", "a spare lens"),
        ("#:~:text=outer%20chamber%20holds", "the spare oil"),
        ("#:~:text=a%20spare%20bell", "a spare bell"),
    ],
)
def test_45_an_address_opens_what_is_shut(
    engine: Engine, stress: Site, fragment: str, words: str
) -> None:
    ready(engine, f"{stress.url}folded/{fragment}")
    shown = """[...document.querySelectorAll(".md-content p:not(section p)")].some(one => {
      const box = one.getBoundingClientRect();
      return one.textContent.includes("WORDS") && box.height && box.top >= 0 &&
        box.bottom <= innerHeight && one.checkVisibility({contentVisibilityAuto: true});
    })""".replace("WORDS", words)
    engine.wait(shown, 3)


def test_47_without_popovers_a_number_leads_to_its_note(engine: Engine, stress: Site) -> None:
    engine.size(1000)
    engine.goto(f"{stress.variant('no-popover').url}sparse/")
    engine.wait("document.readyState === 'complete'")
    assert engine.evaluate("!('showPopover' in HTMLElement.prototype)")
    onto_ref(engine)
    time.sleep(0.6)
    engine.click()
    engine.wait(f"location.hash === {THIRD}.hash", 2)
    engine.wait("document.querySelector(':target')?.getBoundingClientRect().top < innerHeight", 2)
    assert engine.evaluate("window.complaints") == []


@pytest.mark.parametrize("variant", ["watched", "no-anchors"])
def test_48_a_note_opens_by_its_number_with_anchors_and_without(
    engine: Engine, stress: Site, variant: str
) -> None:
    ready(engine, f"{stress.variant(variant).url}sparse/")
    assert engine.evaluate("CSS.supports('top', 'anchor(top)')") == (variant == "watched")
    onto_ref(engine)
    engine.wait(OPEN, 3)
    assert box(engine, ".ex-pop").gap(box(engine, REF, 3)) <= 8
    assert engine.evaluate("window.complaints") == []
