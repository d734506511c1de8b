"""The article in a file of any kind that can be imported, and whether its text is whole."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from markdown import Markdown

from explainer.importing.blocks import Block, joined, outline
from explainer.importing.escape import escape_everything, escape_line
from explainer.importing.hypertext import read_html
from explainer.importing.plain import heading, is_wrapped, paragraph, paragraphs, title_of
from explainer.references import ReferenceExtension
from explainer.text import page_text

KINDS = (".txt", ".html", ".htm", ".md", ".markdown")
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?P<yaml>.*?\n)?(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_TITLE = re.compile(r"^title:[ \t]*(?P<title>.+)$", re.MULTILINE)
_HEADING = re.compile(r"^(?:#[ \t]+(?P<sign>.+?)[ \t#]*|(?P<line>[^\n]+)\n=+[ \t]*)$", re.MULTILINE)
_SPACE = re.compile(r"[ \t\n\r\f\v]+")
_AROUND_DIFFERENCE = 20


class ImportRefusedError(Exception):
    """A file cannot be imported; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """An article that was read and not yet written."""

    name: str
    """The file's name without its ending, fit for an address."""
    title: str
    markdown: str
    """The page without front matter, or with the front matter it had."""
    has_front_matter: bool = False
    description: str = ""
    date: str = ""
    author: str = ""
    address: str = ""
    pictures: int = 0
    """How many were left out."""
    kept_as_html: int = 0
    """How many blocks Markdown has no words for."""
    words: int = 0
    passages: tuple[str, ...] = ()
    """The paragraphs as a reader sees them."""
    text: str = ""
    """The whole page as a reader sees it."""
    difference: str = ""
    """Where that is not what the file said; empty if it is the same."""


def read_article(
    file: Path, *, extensions: Sequence[str], configs: Mapping[str, Mapping[str, Any]]
) -> Imported:
    """Return the article in a file; raise ImportRefusedError if there is none.

    The extensions are those that will render the page: the text is compared with what
    they make of it.
    """
    kind = file.suffix.lower()
    if kind not in KINDS:
        raise ImportRefusedError(f"{file.name}: only {', '.join(KINDS)} can be imported")
    content = _content(file)
    reader = Markdown(
        extensions=[*extensions, ReferenceExtension({})], extension_configs=dict(configs)
    )
    if kind == ".txt":
        found = _plain(_decoded(content, file), reader)
    elif kind in {".html", ".htm"}:
        found = _html(content, reader)
    else:
        found = _markdown(_decoded(content, file), reader)
    if not found.text:
        raise ImportRefusedError(f"{file.name}: there is no text in this file")
    name = _slug(file.stem)
    return replace(found, name=name, title=found.title or file.stem, words=len(found.text.split()))


def _plain(text: str, reader: Markdown) -> Imported:
    parts = paragraphs(text)
    title, wrapped = title_of(parts), is_wrapped(parts)
    whole = " ".join(line for part in parts for line in part)
    blocks = [heading(title)] if title else []
    for part in parts[bool(title) :]:
        block = paragraph(part, wrapped=wrapped, escape=escape_line)
        if _difference(" ".join(part), _text(reader, block)):
            block = paragraph(part, wrapped=wrapped, escape=escape_everything)
        blocks.append(block)
    return _imported("\n\n".join(blocks) + "\n", reader, title=title, original=whole)


def _html(content: bytes, reader: Markdown) -> Imported:
    page = read_html(content)
    parts = [(block, _markdown_of(block, reader)) for block in page.blocks]
    original = page_text(page.html).text
    found = _imported(joined(parts), reader, title=page.title, original=original)
    return replace(
        found,
        description=page.description,
        date=page.date,
        author=page.author,
        address=page.address,
        pictures=page.pictures,
        kept_as_html=sum(text == block.raw for block, text in parts),
    )


def _markdown_of(block: Block, reader: Markdown) -> str:
    """Return a block as Markdown if that is read as the same, else as HTML."""
    made = reader.reset().convert(block.markdown)
    differs = _difference(page_text(block.html).text, page_text(made).text)
    return block.raw if differs or outline(made) != outline(block.html) else block.markdown


def _markdown(text: str, reader: Markdown) -> Imported:
    front = _FRONT_MATTER.match(text)
    body = text[front.end() :] if front else text
    named = _TITLE.search(front["yaml"] or "") if front else None
    titled = _HEADING.search(body)
    title = named["title"].strip(" \"'") if named else ""
    if not title and titled:
        title = page_text(reader.reset().convert(titled["sign"] or titled["line"])).text
    found = _imported(body, reader, title=title, original=None)
    return replace(found, markdown=text, has_front_matter=front is not None)


def _imported(markdown: str, reader: Markdown, *, title: str, original: str | None) -> Imported:
    page = page_text(reader.reset().convert(markdown))
    ranges = (one.range for one in page.elements if one.tag == "p")
    return Imported(
        name="",
        title=title,
        markdown=markdown,
        text=page.text,
        passages=tuple(page.text[place.start : place.end] for place in ranges),
        difference="" if original is None else _difference(original, page.text),
    )


def _text(reader: Markdown, markdown: str) -> str:
    return page_text(reader.reset().convert(markdown)).text


def _difference(original: str, made: str) -> str:
    """Return where two texts differ first, but for white space; "" if they do not."""
    one, other = (_SPACE.sub(" ", text).strip() for text in (original, made))
    if one == other:
        return ""
    pairs = enumerate(zip(one, other, strict=False))
    at = next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))
    around = slice(max(0, at - _AROUND_DIFFERENCE), at + _AROUND_DIFFERENCE)
    return f"“{one[around]}” became “{other[around]}”"


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise ImportRefusedError(f"{file.name}: {error.strerror}") from error


def _decoded(content: bytes, file: Path) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = f"byte {error.start + 1}"
        raise ImportRefusedError(f"{file.name}: {place} is not UTF-8; save it as UTF-8") from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _slug(stem: str) -> str:
    return re.sub(r"[\W_]+", "-", stem.lower()).strip("-") or "article"
