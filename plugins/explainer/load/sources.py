"""The `sources:` of a file, or the items of a CSL-JSON file, become sources."""

from __future__ import annotations

from explainer.load.fields import Fields, prose
from explainer.load.findings import invalid_date, wrong_type
from explainer.load.nodes import Items, Map, Node, Scalar
from explainer.load.scalars import is_date
from explainer.model import Name, Source, Text

OWN_KEYS = frozenset({
    "id", "type", "title", "author", "container-title", "publisher", "issued", "accessed", "URL",
    "DOI", "language", "note", "archive-url", "quote", "primary",
})  # fmt: skip
TYPES = """
    article article-journal article-magazine article-newspaper bill book broadcast chapter classic
    collection dataset document entry entry-dictionary entry-encyclopedia event figure graphic
    hearing interview legal_case legislation manuscript map motion_picture musical_score pamphlet
    paper-conference patent performance periodical personal_communication post post-weblog
    regulation report review review-book software song speech standard thesis treaty webpage
""".split()
"""The types of CSL 1.0.2."""
_CSL_KEYS = frozenset(
    """
    abstract annote archive archive_collection archive_location archive-place authority
    available-date call-number categories chair chapter-number citation-key citation-label
    citation-number collection-editor collection-number collection-title compiler composer
    container-author container-title-short contributor curator custom dimensions director division
    edition editor editorial-director editor-translator event event-date event-place event-title
    executive-producer first-reference-note-number genre guest host illustrator interviewer ISBN
    ISSN issue jurisdiction journalAbbreviation keyword locator medium narrator number
    number-of-pages number-of-volumes organizer original-author original-date
    original-publisher original-publisher-place original-title page page-first part-number
    part-title performer PMCID PMID printing-number producer publisher-place recipient references
    reviewed-author reviewed-genre reviewed-title scale script-writer section series-creator
    shortTitle source status submitted supplement-number title-short translator version volume
    volume-title year-suffix
""".split()
)
"""Further variables of CSL 1.0.2, as exports hold them; they are allowed and not shown."""
_NAME_KEYS = frozenset({
    "family", "given", "literal", "suffix", "dropping-particle", "non-dropping-particle",
    "comma-suffix", "static-ordering", "parse-names",
})  # fmt: skip
_DATE_KEYS = frozenset({"date-parts", "season", "circa", "literal", "raw"})


def source(fields: Fields) -> Source:
    """Return the source of an entry; its id is empty if there is none to keep it by."""
    _only_known(fields)
    name = fields.identity()
    fields.require("title", "the title of the work")
    url = fields.url("URL")
    return Source(
        id=name.value,
        span=name.span,
        type=fields.one_of("type", TYPES) or ("webpage" if url else "document"),
        title=fields.line("title") or name.value,
        author=_authors(fields),
        container_title=fields.line("container-title"),
        publisher=fields.line("publisher"),
        issued=_date(fields, "issued"),
        accessed=_date(fields, "accessed"),
        url=url,
        doi=fields.line("DOI"),
        language=fields.line("language"),
        note=fields.line("note"),
        archive_url=fields.url("archive-url"),
        quote=fields.line("quote"),
        primary=fields.flag("primary", default=False),
    )


def _only_known(fields: Fields) -> None:
    """Report unknown keys, with the nearest of our own rather than of all CSL's."""
    for key, _ in fields.node.entries:
        if key.value not in OWN_KEYS | _CSL_KEYS:
            one = Map(entries=((key, key),), span=key.span)
            Fields(node=one, what="a source", findings=fields.findings).only(OWN_KEYS)


# --- names -----------------------------------------------------------------------------


def _authors(fields: Fields) -> tuple[Name, ...]:
    return tuple(name for node in fields.each("author") if (name := _name(node, fields)))


def _name(node: Node, fields: Fields) -> Name | None:
    if not isinstance(node, Map):
        text = prose(node, "an author", fields.findings)
        return Name(literal=" ".join(text.value.split())) if text else None
    keys = Fields(node=node, what="an author", findings=fields.findings, prefix="author.")
    keys.only(_NAME_KEYS)
    if not keys.has("family", "given", "literal"):
        keys.require("literal", "the name")
        return None
    particle = keys.line("non-dropping-particle")
    return Name(
        family=" ".join(part for part in (particle, keys.line("family")) if part),
        given=keys.line("given"),
        literal=keys.line("literal"),
    )


# --- dates -----------------------------------------------------------------------------


def _date(fields: Fields, key: str) -> str:
    """Return a date in EDTF: written so, or as CSL-JSON has it."""
    node = fields.node.get(key)
    if not isinstance(node, Map):
        return fields.date(key)
    parts = fields.entry(key, f"`{key}`")
    if parts is None:
        return ""
    parts.only(_DATE_KEYS)
    given = parts.node.get("date-parts")
    if given is None:
        word = parts.word("raw") or parts.word("literal")
    else:
        word = Text(value=_from_parts(given), span=given.span)
    return _checked(word, fields, node)


def _checked(word: Text | None, fields: Fields, node: Node) -> str:
    if word is None:
        fields.findings.append(wrong_type(node, "a date", "a date such as 2019-05-16"))
        return ""
    if not is_date(word.value):
        shown = word if word.value else Text(value=word.span.text, span=word.span)
        fields.findings.append(invalid_date(shown))
        return ""
    return word.value


def _from_parts(node: Node) -> str:
    """Return CSL's `[[2019, 5, 16], [2019, 8]]` as EDTF, or "" if it is not of that shape."""
    if not isinstance(node, Items) or not 1 <= len(node.items) <= 2:  # noqa: PLR2004
        return ""
    return "/".join(_one_date(item) for item in node.items)


def _one_date(node: Node) -> str:
    if not isinstance(node, Items):
        return "?"
    parts = [item.value for item in node.items if isinstance(item, Scalar)]
    return "-".join(part.zfill(2 if at else 4) for at, part in enumerate(parts)) or "?"
