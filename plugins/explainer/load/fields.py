"""Readers so small that a decoder built of them reads like the schema.

Each returns the value, or what stands for none; what is wrong is appended to the findings
and reading goes on.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TypeVar

from explainer.address import is_web
from explainer.diagnostics import Diagnostic, diagnose
from explainer.load.findings import (
    empty_item,
    first_line,
    invalid_choice,
    invalid_date,
    invalid_id,
    lost_to_a_comment,
    unknown_key,
    wrong_type,
)
from explainer.load.nodes import Broken, Items, Map, Node, Scalar
from explainer.load.scalars import YES_AND_NO, is_date, is_id
from explainer.model import Citation, Reference, Text

Choice = TypeVar("Choice", bound=Enum)

CITATION_KEYS = frozenset({"id", "locator", "prefix", "suffix", "suppress-author"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """The keys of one entry."""

    node: Map
    what: str
    """What the entry is, for messages: `a note`."""
    findings: list[Diagnostic]
    prefix: str = ""
    """What stands before a key in messages: `match.`."""

    # --- the key itself ---

    def only(self, keys: frozenset[str] | set[str]) -> None:
        """Report the keys that are not among those known."""
        there = frozenset(key.value for key, _ in self.node.entries)
        for key, _ in self.node.entries:
            if key.value not in keys:
                found = unknown_key(key, self.what, keys, there)
                there |= {found.instead}
                self.findings.append(found)

    def value(self, key: str) -> Node | None:
        """Return the node of a key that has a value; a key without one is reported."""
        node = self.node.get(key)
        if isinstance(node, Scalar) and node.is_null:
            self.findings.append(lost_to_a_comment(node) or self._empty(key, node))
            return None
        return None if isinstance(node, Broken) else node

    def has(self, *keys: str) -> bool:
        """Return whether one of the keys is written, whatever its value."""
        return any(self.node.key(key) for key in keys)

    def require(self, key: str, example: str) -> None:
        """Report the key if it is missing."""
        if not self.has(key):
            self.findings.append(
                diagnose(
                    "missing-key",
                    f"{self.what} needs `{self.prefix}{key}`",
                    first_line(self.node.span),
                    help=f"add: {key}: {example}",
                )
            )

    def _empty(self, key: str, node: Node) -> Diagnostic:
        name = self.node.key(key)
        written = node.span.text.strip()
        return diagnose(
            "empty-value",
            f"`{self.prefix}{key}` has no value",
            node.span if written else name.span if name else node.span,
            help=f'if the word is meant, write "{written}"'
            if written and written.isalpha()
            else "write a value after the colon, or leave the key out",
        )

    # --- one value ---

    def text(self, key: str, *, may_be_empty: bool = False) -> Text | None:
        """Return the prose of a key."""
        node = self.value(key)
        text = None if node is None else prose(node, f"`{self.prefix}{key}`", self.findings)
        if text and not text.value.strip() and not may_be_empty and node:
            self.findings.append(self._empty(key, node))
            return None
        return text

    def line(self, key: str) -> str:
        """Return the prose of a key as one line, or ""."""
        text = self.text(key)
        return " ".join(text.value.split()) if text else ""

    def word(self, key: str) -> Text | None:
        """Return a value that is no prose; a comment may follow it."""
        node = self.value(key)
        if node is None:
            return None
        if not isinstance(node, Scalar):
            self.findings.append(wrong_type(node, f"`{self.prefix}{key}`", "text"))
            return None
        if not node.value.strip():
            self.findings.append(self._empty(key, node))
            return None
        return Text(value=node.value.strip(), span=node.span)

    def identity(self) -> Text:
        """Return the entry's id; empty if it is missing or impossible, which is reported."""
        self.require("id", "a-short-name")
        word = self.word("id")
        if word and is_id(word.value):
            return word
        if word:
            self.findings.append(invalid_id(word))
        return Text(value="", span=word.span if word else first_line(self.node.span))

    def choice(self, key: str, choices: type[Choice], default: Choice) -> Choice:
        """Return the member of an enumeration that a key names."""
        name = self.one_of(key, [member.value for member in choices])
        return choices(name) if name else default

    def one_of(self, key: str, names: list[str]) -> str:
        """Return the one of the names that a key holds, or ""."""
        word = self.word(key)
        if word is None or word.value in names:
            return word.value if word else ""
        self.findings.append(invalid_choice(word, f"`{self.prefix}{key}`", names))
        return ""

    def flag(self, key: str, *, default: bool) -> bool:
        """Return true or false."""
        word = self.word(key)
        if word is None:
            return default
        if word.value.casefold() not in YES_AND_NO:
            self.findings.append(
                diagnose(
                    "invalid-value",
                    f"`{self.prefix}{key}` is neither true nor false",
                    word.span,
                    help=f"write `{key}: true` or `{key}: false`",
                )
            )
        return YES_AND_NO.get(word.value.casefold(), default)

    def date(self, key: str) -> str:
        """Return a date in EDTF, or ""."""
        word = self.word(key)
        if word is None or is_date(word.value):
            return word.value if word else ""
        self.findings.append(invalid_date(word))
        return ""

    def url(self, key: str) -> str:
        """Return a web address, or ""."""
        word = self.word(key)
        if word is None or is_web(word.value):
            return word.value if word else ""
        self.findings.append(
            diagnose(
                "invalid-url",
                f"`{self.prefix}{key}` is not a web address",
                word.span,
                help="write it whole, as in https://example.org/report",
            )
        )
        return ""

    # --- several values ---

    def each(self, key: str) -> tuple[Node, ...]:
        """Return the items of a list, or the one value that stands in its place."""
        node = self.value(key)
        if node is None:
            return ()
        if not isinstance(node, Items):
            return (node,)
        if not node.items:
            return ()
        return tuple(item for item in node.items if not self._is_empty_item(key, item))

    def listed(self, key: str) -> tuple[Node, ...]:
        """Return the items of a list; anything else is reported."""
        node = self.value(key)
        if node is None or isinstance(node, Items):
            return self.each(key) if node else ()
        self.findings.append(
            wrong_type(node, f"`{self.prefix}{key}`", "a list, each item on a line with `- `")
        )
        return ()

    def _is_empty_item(self, key: str, item: Node) -> bool:
        if isinstance(item, Scalar) and (item.is_null or not item.value.strip()):
            self.findings.append(lost_to_a_comment(item) or empty_item(item, key))
            return True
        return isinstance(item, Broken)

    def texts(self, key: str) -> tuple[Text, ...]:
        """Return the prose items of a list, or of the one value in its place."""
        found = (prose(item, f"an item of `{key}`", self.findings) for item in self.each(key))
        return tuple(
            Text(value=" ".join(text.value.split()), span=text.span) for text in found if text
        )

    def references(self, key: str) -> tuple[Reference, ...]:
        """Return the ids a key lists."""
        found = []
        for item in self.each(key):
            if isinstance(item, Scalar):
                found.append(Reference(id=item.value.strip(), span=item.span))
            else:
                self.findings.append(wrong_type(item, f"an item of `{key}`", "an id"))
        return tuple(found)

    def citations(self, key: str = "sources") -> tuple[Citation, ...]:
        """Return the sources a key cites: ids, or entries with id and locator."""
        return tuple(found for item in self.each(key) if (found := self._citation(item, key)))

    def _citation(self, item: Node, key: str) -> Citation | None:
        if isinstance(item, Scalar):
            return Citation(id=item.value.strip(), span=item.span)
        if not isinstance(item, Map):
            self.findings.append(wrong_type(item, f"an item of `{key}`", "an id"))
            return None
        fields = Fields(node=item, what="a citation", findings=self.findings)
        fields.only(CITATION_KEYS)
        fields.require("id", "a-source")
        word = fields.word("id")
        if word is None:
            return None
        return Citation(
            id=word.value,
            span=word.span,
            locator=fields.line("locator"),
            prefix=fields.line("prefix"),
            suffix=fields.line("suffix"),
            suppress_author=fields.flag("suppress-author", default=False),
        )

    def entry(self, key: str, what: str) -> Fields | None:
        """Return the keys of the mapping that a key holds."""
        node = self.value(key)
        if node is None:
            return None
        if isinstance(node, Map):
            prefix = f"{self.prefix}{key}."
            return Fields(node=node, what=what, findings=self.findings, prefix=prefix)
        self.findings.append(wrong_type(node, f"`{self.prefix}{key}`", "keys with values"))
        return None


def entries(node: Node | None, what: str, findings: list[Diagnostic]) -> list[Fields]:
    """Return the entries of a list of mappings; whatever else stands in it is reported."""
    if not isinstance(node, Items):
        return []
    found = []
    for item in node.items:
        if isinstance(item, Map):
            found.append(Fields(node=item, what=what, findings=findings))
        elif isinstance(item, Scalar) and item.is_null:
            findings.append(empty_item(item, what))
        elif not isinstance(item, Broken):
            findings.append(wrong_type(item, what, "keys with values, such as `id: a-name`"))
    return found


def prose(node: Node, what: str, findings: list[Diagnostic]) -> Text | None:
    """Return a value as prose; text swallowed by a # and structures are reported."""
    if isinstance(node, Broken):
        return None
    if not isinstance(node, Scalar):
        findings.append(wrong_type(node, what, "text"))
        return None
    if lost := lost_to_a_comment(node):
        findings.append(lost)
    return Text(value=node.value, span=node.span)
