"""A cleaned article becomes blocks, each as HTML and as the Markdown that should say the same.

Markdown has no words for some of what HTML says: a cell across two columns, a list in a
cell, a quotation in an item. `same` tells, and `raw` is what to write then.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PageElement
from markdownify import MarkdownConverter

from explainer.importing.escape import escape_inline, escape_line

_WRAPPERS = frozenset(
    "address article aside body center details div figcaption figure footer header hgroup main"
    " section summary".split()
)
"""Blocks that say nothing themselves; their content is taken one by one."""
_BLOCKS = frozenset("p h1 h2 h3 h4 h5 h6 ul ol dl blockquote pre table hr".split())
_STRUCTURE = _BLOCKS - {"p", "hr"} | frozenset("li dt dd tr td th a".split())
_TELLING = ("href", "start", "type", "reversed", "value", "colspan", "rowspan")
_MERGED = (frozenset({"ul", "ol"}), frozenset({"blockquote"}))
"""What Markdown makes one of if nothing stands between."""
_APART = "<!-- -->"
_LIST_INDENT = 4
_FENCE = re.compile(r"`{3,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A piece of an article that can stand alone."""

    tag: str
    html: str
    markdown: str

    @property
    def raw(self) -> str:
        """The block as HTML that Markdown leaves alone."""
        html = self.html.replace("`", "&#96;").replace("~", "&#126;")
        return html if self.tag in _BLOCKS else f"<div>{html}</div>"


def blocks_of(root: Tag) -> Iterator[Block]:
    """Return the blocks below an element; text that stands free makes paragraphs."""
    run: list[PageElement] = []
    for child in list(root.children):
        if isinstance(child, Tag) and child.name in _WRAPPERS | _BLOCKS:
            yield from _paragraph(run)
            run = []
            yield from blocks_of(child) if child.name in _WRAPPERS else (_block(child),)
        else:
            run.append(child)
    yield from _paragraph(run)


def joined(parts: list[tuple[Block, str]]) -> str:
    """Return the texts of blocks as one, those apart that Markdown would make one of."""
    texts: list[str] = []
    before = ""
    for block, text in parts:
        if any({before, block.tag} <= merged for merged in _MERGED):
            texts.append(_APART)
        texts.append(text)
        before = block.tag
    return "\n\n".join(texts) + "\n"


def outline(html: str) -> list[tuple[object, ...]]:
    """Return what holds what, and where links lead; how it is shown does not count."""
    found: list[tuple[object, ...]] = []
    for element in BeautifulSoup(html, "html5lib").find_all(list(_STRUCTURE)):
        depth = sum(parent.name in _STRUCTURE for parent in element.parents)
        said = tuple((key, element[key]) for key in _TELLING if element.has_attr(key))
        found.append((depth, "cell" if element.name in {"td", "th"} else element.name, said))
    return found


def _paragraph(run: list[PageElement]) -> Iterator[Block]:
    """Return text that stands free as a paragraph, if there is any."""
    if not "".join(one.get_text() for one in run).strip():
        return
    inside = [one for one in run if isinstance(one, Tag)]
    holds_blocks = any(one.find(list(_BLOCKS | _WRAPPERS)) for one in inside)
    paragraph = BeautifulSoup("", "html5lib").new_tag("div" if holds_blocks else "p")
    for one in run:
        paragraph.append(one.extract() if isinstance(one, Tag) else NavigableString(str(one)))
    yield _block(paragraph)


def _block(element: Tag) -> Block:
    return Block(
        tag=element.name,
        html=str(element),
        markdown=_Converter().convert_element(element).strip("\n"),
    )


class _Converter(MarkdownConverter):
    """markdownify, in the Markdown that Python-Markdown reads."""

    def __init__(self) -> None:
        super().__init__(
            heading_style="atx",
            bullets="-",
            autolinks=False,
            sub_symbol="<sub>",
            sup_symbol="<sup>",
            table_infer_header=True,
        )

    def escape(self, text: str, parent_tags: set[str]) -> str:
        """Return a stretch of text with what would be markup escaped."""
        del parent_tags
        return "\n".join(
            escape_inline(line) if not line.strip() else _indented(line)
            for line in text.split("\n")
        )

    def convert_element(self, element: Tag) -> str:
        """Return an element as Markdown."""
        return str(super().convert_soup(element))

    def convert_del(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return what Markdown has no sign for, or none that is always read, as HTML."""
        del parent_tags
        return f"<{el.name}>{text}</{el.name}>" if text.strip() else text

    convert_s = convert_ins = convert_mark = convert_q = convert_del
    convert_ruby = convert_rt = convert_rp = convert_del

    def convert_a(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return a link; a bracket in its words must not end it."""
        return self._by_parent("a", el, text.replace("]", "\\]"), parent_tags)

    def convert_br(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return a line break; a table's row is one line."""
        if parent_tags & {"td", "th"}:
            return "<br>"
        return self._by_parent("br", el, text, parent_tags)

    def convert_pre(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return a block of code, between fences that are not in it."""
        del el, parent_tags
        fence = "`" * (1 + max((len(one) for one in _FENCE.findall(text)), default=2))
        code = text.strip("\n")
        return f"\n\n{fence}\n{code}\n{fence}\n\n" if code else ""

    def convert_li(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return an item with what belongs to it indented as far as it has to be."""
        del parent_tags
        first, *rest = text.strip().split("\n")
        lines = [f"{_bullet(el):<{_LIST_INDENT}}{first}"]
        lines += [f"{' ' * _LIST_INDENT}{line}" if line.strip() else "" for line in rest]
        return "\n".join(lines) + ("\n\n" if "" in lines else "\n")

    def convert_ul(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return a list; text after one that is in an item is a paragraph of that item."""
        made = self._by_parent("list", el, text, parent_tags)
        follows = "".join(one.get_text() for one in el.next_siblings).strip()
        return f"{made}\n\n" if "li" in parent_tags and follows else made

    convert_ol = convert_ul

    def convert_td(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return a cell; a line in it must not hold the sign that parts cells."""
        return self._by_parent("td", el, text.replace("|", "&#124;"), parent_tags)

    def convert_th(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return a cell of a heading, as `convert_td`."""
        return self._by_parent("th", el, text.replace("|", "&#124;"), parent_tags)

    def _by_parent(self, name: str, el: Tag, text: str, parent_tags: set[str]) -> str:
        convert: Any = getattr(super(), f"convert_{name}")
        return str(convert(el, text, parent_tags))


def _bullet(item: Tag) -> str:
    if item.parent is None or item.parent.name != "ol":
        return "-"
    return f"{len(item.find_previous_siblings('li')) + 1}."


def _indented(line: str) -> str:
    """Escape a line; white space before it stays for the converter to judge."""
    bare = line.lstrip()
    return line[: len(line) - len(bare)] + escape_line(bare)
