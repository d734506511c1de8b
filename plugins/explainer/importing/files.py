"""The two files that an import makes, written only where none is."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

from explainer.importing.article import Imported, ImportRefusedError
from explainer.load.modelines import opening

_WORDS = 8
_FEWEST_WORDS = 4
_FEWEST_CHARACTERS = 20
_A_SENTENCE = 80
"""Code points; what is shorter is rather a heading, a date line or a caption."""
_MARKUP = re.compile(r"[*_`\\<>&\[\]{}|…]|\.\.\.")
_ID = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?")


def write_article(  # noqa: PLR0913 - the article, and five things that say where it goes
    imported: Imported,
    *,
    root: Path,
    docs: Path,
    annotations: Path,
    to: Path | None,
    note: str,
) -> tuple[Path, Path]:
    """Write the article and the draft of a note; return their paths.

    Raises ImportRefusedError, and leaves nothing behind, if the text is not the same as
    that of the file, or if one of the two is there already or cannot be written.
    """
    if imported.difference:
        raise ImportRefusedError(
            f"the text would not be the same: {imported.difference}; nothing was written,"
            " so change that place in the file and import it again"
        )
    if not _ID.fullmatch(note):
        raise ImportRefusedError(f"“{note}” cannot be an id: use letters, digits, - . _")
    page = to or docs / f"{imported.name}.md"
    below = _below(page, docs)
    notes = annotations / below.with_suffix(".yml")
    for path in (page, notes):
        if path.exists():
            raise ImportRefusedError(
                f"{_last(path)} is there already, and is not written over; nothing was written"
            )
    _write(page, _front_matter(imported) + imported.markdown)
    try:
        shown = Path(os.path.relpath(notes, root)).as_posix()
        first = opening(shown, "notes", f"Notes on {docs.name}/{below.as_posix()}")
        _write(notes, first + _notes(imported, note))
    except ImportRefusedError:
        page.unlink()
        raise
    return page, notes


def _below(page: Path, docs: Path) -> Path:
    resolved, folder = page.resolve(), docs.resolve()
    if not resolved.is_relative_to(folder) or resolved.suffix != ".md":
        raise ImportRefusedError(
            f"{page.as_posix()} is no Markdown file below {docs.name}/;"
            f" give --to a path such as {docs.name}/{page.stem or 'article'}.md"
        )
    return resolved.relative_to(folder)


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as error:
        raise ImportRefusedError(
            f"{_last(path)} cannot be written: {error.strerror}; nothing was written"
        ) from error


def _last(path: Path) -> str:
    """Return the end of a path that tells an article from its notes."""
    return "/".join(path.parts[-2:])


def _front_matter(imported: Imported) -> str:
    if imported.has_front_matter:
        return ""
    lines = [f"title: {_quoted(imported.title)}"]
    for key, value, example in (
        ("description", imported.description, "One sentence for search engines and previews."),
        ("date", imported.date, "2021-02-09"),
    ):
        lines.append(f"{key}: {_quoted(value)}" if value else f"# {key}: {example}")
    if imported.author:
        lines.append(f"authors: [{_quoted(imported.author)}]")
    lines.append("# source: the id of the source that this article retells")
    if imported.address:
        lines.append(f"# It was imported from {imported.address}")
    return "\n".join(("---", *lines, "---", "", ""))


def _notes(imported: Imported, note: str) -> str:
    passage = _passage(imported)
    where = [
        "    # The words it is about, as readers see them. They must stand",
        "    # in the article only once.",
        f"    quote: {_quoted(passage)}",
    ]
    if not passage:
        where = ["    # It is about the whole page. `quote:` would tie it to words."]
    return "\n".join(
        (
            "#",
            "# The first is a draft: `mkdocs serve` shows it, a build does not.",
            "# Take out its line `status: draft` to publish it.",
            "notes:",
            "  # Its name in links, #note-" + note + "; keep it for ever.",
            f"  - id: {note}",
            *where,
            "    # context, background, definition, correction, update,",
            "    # disputed, quotation, question or source",
            "    kind: context",
            "    title: What a reader should know here",
            "    body: |",
            "      Say it in Markdown.",
            "    status: draft",
            "",
        )
    )


def _passage(imported: Imported) -> str:
    """Return the first words of the first sentence that can be quoted as they are."""
    for paragraph in sorted(imported.passages, key=lambda one: len(one) < _A_SENTENCE):
        words = paragraph.split(" ")[:_WORDS]
        passage = " ".join(words).rstrip(" .,;:!?–—-(“‘\"'")
        long = len(words) >= _FEWEST_WORDS and len(passage) >= _FEWEST_CHARACTERS
        if long and not _MARKUP.search(passage) and imported.text.count(passage) == 1:
            return passage
    return ""


def _quoted(value: str) -> str:
    """Return a value as YAML that no value can break: JSON, which YAML includes."""
    return json.dumps(value, ensure_ascii=False)
