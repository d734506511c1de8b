"""Laws of reanchoring: what is written finds its place, once and for all, in any order."""

from __future__ import annotations

from dataclasses import dataclass, replace

from hypothesis import assume, given
from hypothesis import strategies as st

from explainer.anchor import Anchorage, anchor
from explainer.cuts import may_cut
from explainer.edit.styles import Slot, double_quoted, styled
from explainer.load.fields import entries
from explainer.load.nodes import Map
from explainer.load.notes import annotation
from explainer.load.yaml_nodes import parse_yaml
from explainer.model import Anchored, Annotation, Range, Status
from explainer.reanchor import proposals, rewritten
from explainer.span import TextFile
from explainer.text import page_text

_WORDS = st.sampled_from(
    "the ban list trade Huawei don’t 12 5.7 a: #b c, 任正非 | … not é".split(" ")
)
_SENTENCES = st.lists(_WORDS, min_size=2, max_size=8).map(" ".join)
_PAGES = st.lists(_SENTENCES, min_size=1, max_size=4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A page, a file of notes on it, and where each note belongs."""

    here: Anchorage
    file: TextFile
    drifted: tuple[Anchored, ...]


def read(file: TextFile) -> list[Annotation]:
    node = parse_yaml(file)[0]
    assert isinstance(node, Map)
    return [annotation(one, "a.md") for one in entries(node.get("notes"), "a note", [])]


def _scalar(words: str, style: str) -> str:
    slot = Slot(written="x", value="x", column=0, flow=True)
    if style == "'":
        return "'" + words.replace("'", "''") + "'"
    return styled(words, slot) if style == "plain" else double_quoted(words, slot)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    page = page_text("".join(f"<p>{one}</p>" for one in draw(_PAGES)))
    here = Anchorage.of(page, TextFile(path="docs/a.md", text=page.text), lambda words: words)
    cuts = [at for at in range(len(page.text) + 1) if may_cut(page.text, at)]
    lines, places = ["notes:  # all\n"], []
    for number in range(draw(st.integers(1, 4))):
        ends = sorted(draw(st.lists(st.sampled_from(cuts), min_size=2, max_size=2, unique=True)))
        text = page.text[ends[0] : ends[1]]
        start = ends[0] + len(text) - len(text.lstrip())
        place = Range(start, start + len(text.strip()))
        assume(place.start < place.end)
        places.append(place)
        old = _scalar(f"old {draw(_SENTENCES)}", draw(st.sampled_from(["plain", "'", '"'])))
        context = draw(st.sampled_from(["", "    prefix: of old  # p\n", "    suffix: 'gone'\n"]))
        lines.append(
            draw(
                st.sampled_from(
                    [
                        f"  - id: n{number}\n    quote: {old}   # kept\n{context}    body: b\n",
                        f"  - {{id: n{number}, quote: {old} , body: b}}  # kept\n",
                        f"  # kept\n  - body: b\n    quotes:\n      - {old}\n    id: n{number}\n",
                    ]
                )
            )
        )
    file = TextFile(path="annotations/a.yml", text="".join(lines))
    found = [
        Anchored(annotation=note, target=target, status=Status.DRIFTED, ranges=(place,))
        for note, place in zip(read(file), places, strict=True)
        for target in note.targets
    ]
    return Case(here=here, file=file, drifted=tuple(found))


@given(cases())
def test_what_is_written_finds_its_place_and_the_second_time_there_is_nothing_to_do(
    case: Case,
) -> None:
    found = proposals(case.here, case.drifted, {})
    fixes = [one.options[0].fix for one in found if one.options[0].fix]
    change = rewritten(case.here, case.file, fixes)
    assert change.refused == ()
    after = TextFile(path=case.file.path, text=change.text)
    wanted = {fix.note: fix.place for fix in fixes}
    for note in read(after):
        if note.id in wanted:
            (now,), _ = anchor(case.here, [note])
            assert now.ranges == (wanted[note.id],)
            assert proposals(case.here, [now], {}) == ()


@given(cases())
def test_comments_survive(case: Case) -> None:
    fixes = [one.options[0].fix for one in proposals(case.here, case.drifted, {})]
    change = rewritten(case.here, case.file, [one for one in fixes if one])
    for comment in ("# kept", "# all", "# p\n"):
        assert change.text.count(comment) >= case.file.text.count(comment)


@given(cases(), st.data())
def test_the_order_of_notes_does_not_matter(case: Case, data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(case.drifted))
    assert proposals(case.here, shuffled, {}) == proposals(case.here, case.drifted, {})


@given(cases())
def test_all_at_once_is_the_same_as_one_after_the_other(case: Case) -> None:
    fixes = [
        one.options[0].fix for one in proposals(case.here, case.drifted, {}) if one.options[0].fix
    ]
    at_once = rewritten(case.here, case.file, fixes).text
    text = case.file.text
    for fix in sorted(fixes, key=lambda one: -one.edits[0].start):
        file = TextFile(path=case.file.path, text=text)
        text = rewritten(case.here, file, [replace(fix, file=file)]).text
    assert text == at_once
