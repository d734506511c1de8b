"""Laws of editing YAML: one thing says something else, and nothing besides is touched."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from explainer.edit import Edit, apply, insert_key, replace_scalar
from explainer.load.fields import entries
from explainer.load.nodes import Items, Map, Node
from explainer.load.nodes import Scalar as ScalarNode
from explainer.load.notes import annotation
from explainer.load.yaml_nodes import parse_yaml
from explainer.model import Annotation
from explainer.span import Span, TextFile
from tests.properties.yaml_files import ODD_WORDS, WORDS, Scalar, files_of_notes


def read(text: str) -> TextFile:
    return TextFile(path="annotations/a.yml", text=text)


def notes(file: TextFile) -> tuple[Annotation, ...]:
    node, _, _ = parse_yaml(file)
    assert isinstance(node, Map)
    return tuple(annotation(one, "a.md") for one in entries(node.get("notes"), "a note", []))


def said(node: Node | None) -> list[object]:
    """Return all that a file says, in order, without where."""
    if isinstance(node, Items):
        return ["[", *(said(one) for one in node.items)]
    if isinstance(node, Map):
        return ["{", *((key.value, said(value)) for key, value in node.entries)]
    return [node.value if isinstance(node, ScalarNode) else None]


def all_said(file: TextFile) -> list[object]:
    return said(parse_yaml(file)[0])


def flat(value: object) -> list[object]:
    if isinstance(value, list | tuple):
        return [one for part in value for one in flat(part)]
    return [value]


def span_of(file: TextFile, part: Scalar) -> Span:
    start = len(part.before)
    spans = {target.span.start: target.span for one in notes(file) for target in one.targets}
    assume(start in spans)
    return spans[start]


@given(files_of_notes(), ODD_WORDS)
def test_a_replaced_scalar_says_the_new_words_and_all_else_says_the_same(
    part: Scalar, words: str
) -> None:
    assume(words.strip() and not any("\ud800" <= one <= "\udfff" for one in words))
    file = read(part.text)
    edit = replace_scalar(file, span_of(file, part), words)
    assert edit
    after = read(apply(file.text, [edit]))
    before, now = flat(all_said(file)), flat(all_said(after))
    assert len(before) == len(now)
    changed = [pair for pair in zip(before, now, strict=True) if pair[0] != pair[1]]
    assert len(changed) <= 1
    for _, new in changed:
        assert isinstance(new, str)
        assert new.strip() == words.strip()


@given(files_of_notes(), WORDS)
def test_a_replaced_scalar_leaves_every_byte_round_it_alone(part: Scalar, words: str) -> None:
    file = read(part.text)
    edit = replace_scalar(file, span_of(file, part), words)
    assert edit
    after = apply(file.text, [edit])
    assert after.startswith(part.before)
    assert after.endswith(part.after)
    assert ("# kept" in after) == ("# kept" in part.text)
    assert ("\n" in after.replace("\r\n", "")) == ("\n" in file.text.replace("\r\n", ""))


@given(files_of_notes(), WORDS)
def test_a_scalar_replaced_twice_says_the_same_as_once(part: Scalar, words: str) -> None:
    file = read(part.text)
    edit = replace_scalar(file, span_of(file, part), words)
    assert edit
    once = read(apply(file.text, [edit]))
    again = replace_scalar(once, once.span(edit.start, edit.start), words)
    assert again
    assert flat(all_said(read(apply(once.text, [again])))) == flat(all_said(once))


@given(files_of_notes(), WORDS, st.sampled_from(["prefix", "suffix", "section"]))
def test_a_key_is_put_beside_a_scalar_and_all_else_says_the_same(
    part: Scalar, words: str, key: str
) -> None:
    file = read(part.text)
    edit = insert_key(file, span_of(file, part), key, words)
    assert edit
    assert edit.start == edit.end
    after = read(apply(file.text, [edit]))
    now = flat(all_said(after))
    (at,) = (place for place, one in enumerate(now) if one == key)
    assert now[at + 1] == words
    assert now[:at] + now[at + 2 :] == flat(all_said(file))


@given(files_of_notes(), WORDS, WORDS)
def test_a_key_that_is_there_is_given_the_new_words(part: Scalar, first: str, words: str) -> None:
    file = read(part.text)
    edit = insert_key(file, span_of(file, part), "prefix", first)
    assert edit
    once = read(apply(file.text, [edit]))
    span = once.span(len(part.before), len(part.before))
    second = insert_key(once, span, "prefix", words)
    assert second
    now = flat(all_said(read(apply(once.text, [second]))))
    assert now[now.index("prefix") + 1] == words
    assert now.count("prefix") == 1


@given(st.text(max_size=20), st.data())
def test_the_order_of_edits_does_not_matter(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=6)))
    pairs = zip(cuts[::2], cuts[1::2], strict=False)
    edits = [Edit(start, end, data.draw(st.text(max_size=3))) for start, end in pairs]
    assert apply(text, edits) == apply(text, data.draw(st.permutations(edits)))
