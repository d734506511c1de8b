"""The `notes:` of an annotation file become annotations."""

from __future__ import annotations

from explainer.diagnostics import diagnose
from explainer.load.changes import changes
from explainer.load.exemptions import exemptions
from explainer.load.fields import Fields, entries
from explainer.load.nodes import Map
from explainer.load.review import REVIEW_KEYS, review
from explainer.load.targets import TARGET_KEYS, targets
from explainer.load.yaml_nodes import parse_yaml
from explainer.model import Annotation, Kind, Level, Publication, Text
from explainer.span import TextFile

KEYS = TARGET_KEYS | REVIEW_KEYS | {
    "id", "kind", "title", "body", "sources", "date", "level", "author", "updated", "changes",
    "status", "see", "verdict", "ignore",
}  # fmt: skip


def annotation(fields: Fields, article: str) -> Annotation:
    """Return the note of an entry; its id is empty if there is none to keep it by."""
    fields.only(KEYS)
    name = fields.identity()
    kind = fields.choice("kind", Kind, Kind.CONTEXT)
    _report_empty(fields, name)
    return Annotation(
        id=name.value,
        article=article,
        span=name.span,
        targets=targets(fields),
        kind=kind,
        title=fields.line("title"),
        body=_body(fields),
        sources=fields.citations(),
        date=fields.date("date"),
        level=fields.choice("level", Level, Level.STANDARD),
        author=fields.line("author"),
        updated=fields.date("updated"),
        publication=fields.choice("status", Publication, Publication.PUBLISHED),
        see=fields.references("see"),
        verdict=_verdict(fields, kind),
        changes=changes(fields),
        review=review(fields),
        exemptions=exemptions(fields),
    )


def notes_in(file: TextFile, article: str = "") -> list[Annotation]:
    """Return the notes of a file as it is, whatever is wrong with them."""
    node = parse_yaml(file)[0]
    found = node.get("notes") if isinstance(node, Map) else None
    return [annotation(one, article) for one in entries(found, "a note", [])]


def _body(fields: Fields) -> Text | None:
    """Return the body; one that is written but cannot be read is there, and empty."""
    body = fields.text("body")
    key = fields.node.key("body")
    return Text(value="", span=key.span) if body is None and key else body


def _verdict(fields: Fields, kind: Kind) -> str:
    """Return the verdict of a disputed note; on another kind it is reported, and none."""
    verdict, key = fields.line("verdict"), fields.node.key("verdict")
    if kind is Kind.DISPUTED or key is None:
        return verdict
    fields.findings.append(
        diagnose(
            "misplaced-verdict",
            f"a verdict belongs to a claim that is disputed; this note is of the kind {kind.value}",
            key.span,
            help="write `kind: disputed`, or say it in `body:`",
        )
    )
    return ""


def _report_empty(fields: Fields, name: Text) -> None:
    if fields.has("title", "body", "sources"):
        return
    fields.findings.append(
        diagnose(
            "empty-note",
            f"the note `{name.value}` says nothing" if name.value else "this note says nothing",
            name.span,
            help="add `body:` with the text; or `sources:` alone, for a mark that only cites",
        )
    )
