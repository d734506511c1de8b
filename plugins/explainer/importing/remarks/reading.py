"""The shapes in which annotations are handed on, and one annotation of either kind.

Hypothesis: what its sidebar exports (`{"annotations": […]}`), what its search answers
(`{"total": …, "rows": […]}`), single rows. W3C: an annotation, a list of them, a page, a
collection with its pages, a JSON-LD graph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from explainer.address import is_web
from explainer.importing.article import ImportRefusedError
from explainer.importing.opening import at
from explainer.importing.remarks.bodies import bodies, plain_text
from explainer.importing.remarks.loose import (
    day,
    each,
    flag,
    identity,
    text,
    types,
    words,
)
from explainer.importing.remarks.model import Read, Remark, Spot
from explainer.importing.remarks.spots import spots
from explainer.load.json_nodes import parse_json
from explainer.load.nodes import Items, Map, Node, Scalar
from explainer.load.scalars import is_date
from explainer.model import Kind, Level
from explainer.report.text import one_line
from explainer.span import TextFile

KINDS = {
    "assessing": Kind.DISPUTED,
    "classifying": Kind.DEFINITION,
    "describing": Kind.BACKGROUND,
    "editing": Kind.CORRECTION,
    "highlighting": Kind.QUOTATION,
    "identifying": Kind.DEFINITION,
    "linking": Kind.SOURCE,
    "questioning": Kind.QUESTION,
}
"""What a motivation makes of a note; any other makes it `context`."""
_OWN = {kind.value: kind for kind in Kind}
_LEVELS = {level.value for level in Level}
_ACCOUNT = re.compile(r"acct:([^@\s]+)@\S+")
_HELD = ("annotations", "rows", "items", "@graph", "first", "next")
_HYPOTHESIS = "https://hypothes.is/a/"
_ROW_ID = re.compile(r"[\w-]{4,64}")
_MOST_NESTED = 8


def read_remarks(file: TextFile) -> Read:
    """Return the annotations in a file of JSON; raise ImportRefusedError if it holds none."""
    node, findings, whole = parse_json(file)
    if not whole or node is None:
        why = one_line(findings[0]) if findings else f"{file.path}:1:1: the file is empty"
        raise ImportRefusedError(_plain(why))
    told: list[str] = [_plain(one_line(one)) for one in findings]
    remarks = []
    seen = False
    for one in _annotations(node, told, 0):
        seen = True
        remark = _remark(one)
        if remark:
            remarks.append(remark)
        else:
            told.append(f"{at(one.span)}: this is no annotation: it has no target; left out")
    if not seen and not _is_empty_list(node):
        raise ImportRefusedError(
            f"{at(node.span)}: there are no annotations here; an export of Hypothesis, or W3C"
            " annotations as JSON, is wanted"
        )
    return Read(remarks=tuple(remarks), told=tuple(told))


def _plain(line: str) -> str:
    """Return a diagnostic's line without its code, which means nothing for others' files."""
    return re.sub(r" (?:error|warning|notice)\[[\w-]+\]:", "", line, count=1)


def _annotations(node: Node, told: list[str], depth: int) -> Iterator[Node]:
    """Yield what stands where annotations do, in the file's order."""
    if depth > _MOST_NESTED:
        return
    if isinstance(node, Items):
        for one in node.items:
            if isinstance(one, Map) and not _is_annotation(one) and _holds(one):
                yield from _annotations(one, told, depth + 1)
            else:
                yield one
    elif isinstance(node, Map) and _is_annotation(node):
        yield node
    elif isinstance(node, Map):
        for key in _HELD:
            value = node.get(key)
            if isinstance(value, Items | Map):
                yield from _annotations(value, told, depth + 1)
            elif isinstance(value, Scalar) and key in {"first", "next"}:
                told.append(f"{at(value.span)}: the page {value.value} is not in this file")


def _is_annotation(node: Map) -> bool:
    return "Annotation" in types(node) or bool(each(node, "target", "hasTarget", "oa:hasTarget"))


def _holds(node: Map) -> bool:
    return any(node.get(key) is not None for key in _HELD)


def _is_empty_list(node: Node) -> bool:
    held = [node.get(key) for key in _HELD] if isinstance(node, Map) else [node]
    return any(isinstance(one, Items) and not one.items for one in held)


def _remark(node: Node) -> Remark | None:
    """Return an annotation; None for what has no target and no page."""
    if not isinstance(node, Map):
        return None
    page = text(node, "uri")
    places = spots(node, page)
    row = bool(page) or node.get("user") is not None
    if not places:
        return None
    return _row(node, places) if row else _standard(node, places)


# --- Hypothesis ------------------------------------------------------------------------


def _row(node: Map, places: tuple[Spot, ...]) -> Remark:
    """Return an annotation of Hypothesis, its text in Markdown."""
    name = text(node, "id")
    answers = [words(one) for one in each(node, "references")]
    tags = tuple(filter(None, (" ".join(words(one).split()) for one in each(node, "tags"))))
    readers = [words(one) for one in each(node.get("permissions"), "read")]
    own = [tag for tag in tags if tag in _OWN]
    levels = [tag for tag in tags if tag in _LEVELS]
    body = text(node, "text").strip()
    return Remark(
        id=f"{_HYPOTHESIS}{name}" if _ROW_ID.fullmatch(name) else name,
        span=node.span,
        spots=places,
        kind=own[0] if own else Kind.CONTEXT.value,
        level=levels[0] if levels else "",
        body=body,
        tags=tuple(tag for tag in tags if tag not in {*own[:1], *levels[:1]}),
        author=text(node.get("user_info"), "display_name") or _account(text(node, "user")),
        updated=day(node, "updated", "created"),
        hidden=flag(node, "hidden") or (bool(readers) and all(map(_ACCOUNT.fullmatch, readers))),
        answers=answers[-1] if answers else "",
    )


def _account(user: str) -> str:
    found = _ACCOUNT.fullmatch(user)
    return found[1] if found else user


# --- W3C -------------------------------------------------------------------------------


def _standard(node: Map, places: tuple[Spot, ...]) -> Remark:
    said = bodies(node)
    own = [tag for tag in said.tags if tag in _OWN]
    levels = [tag for tag in said.tags if tag in _LEVELS]
    motivations = [words(one).rpartition(":")[2] for one in each(node, "motivation", "motivatedBy")]
    kinds = [KINDS[one] for one in motivations if one in KINDS]
    links = [one for one in said.links if one.id or is_web(one.address)]
    others = [plain_text(one.address) for one in said.links if one not in links]
    names = [_name(one) for one in each(node, "creator")]
    kind = own[0] if own else kinds[0].value if kinds else Kind.CONTEXT.value
    # A verdict needs a claim that is disputed, and something that is said of it.
    judged = said.verdicts[:1] if kind == Kind.DISPUTED.value and said.texts else []
    first = places[0]
    date = text(node, "dcterms:temporal")
    return Remark(
        id=identity(node),
        span=node.span,
        spots=places,
        kind=kind,
        level=levels[0] if levels else "",
        title=text(node, "title", "dc:title", "name", "label", "rdfs:label") or said.title,
        body="\n\n".join(
            filter(None, [said.markdown, *map(plain_text, said.verdicts[len(judged) :]), *others])
        ),
        verdict="".join(judged),
        links=tuple(dict.fromkeys(links)),
        see=tuple(filter(None, map(identity, each(node, "rdfs:seeAlso", "seeAlso")))),
        date=date if is_date(date) else "",
        tags=tuple(tag for tag in said.tags if tag not in {*own[:1], *levels[:1]}),
        author=", ".join(filter(None, names)),
        updated=day(node, "modified", "created"),
        answers=first.source if "replying" in motivations else "",
    )


def _name(creator: Node) -> str:
    """Return what someone is called: a name, else an account, else an address."""
    if isinstance(creator, Scalar):
        return words(creator)
    return text(creator, "name", "foaf:name", "nickname", "nick") or identity(creator)
