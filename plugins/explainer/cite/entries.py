"""A source in a list: what the style says of it, with its title as a link."""

from __future__ import annotations

import re

import regex
from markupsafe import Markup, escape

from explainer.address import is_web
from explainer.cite.rich import html, with_signs
from explainer.model import Name, Source
from explainer.view import Link, SourceView
from explainer.words import Words, attributes, language_tag

_PIECES = re.compile(r"(?P<kept><[^>]*>|&#?\w+;)|[^<&]+")
_RUNS = {
    "ltr": regex.compile(r"[\p{Bidi_Class=R}\p{Bidi_Class=AL}]"
                         r"(?:[^\p{Bidi_Class=L}&;]*[\p{Bidi_Class=R}\p{Bidi_Class=AL}])?"),
    "rtl": regex.compile(r"\p{Bidi_Class=L}"
                         r"(?:[^\p{Bidi_Class=R}\p{Bidi_Class=AL}&;]*\p{Bidi_Class=L})?\p{Nd}*"),
}  # fmt: skip
"""Words that run against the text around them."""
_ADDRESS = re.compile(r"https?://[^\s<>\"]*[^\s<>\".,;:)\]]")


def linked(entry: Markup, source: Source, say: Words) -> Markup:
    """Return an entry with its title marked and leading to the source, addresses as links."""
    title = html("".join(piece for piece, _ in with_signs(str(source.item.get("title", "")))))
    plain = str(entry)
    found = re.search(re.escape(str(title or escape(source.title))), plain, re.IGNORECASE)
    if not found or not found[0]:
        return _with_addresses(plain, say)
    name = readable(Markup(found[0]), say)  # noqa: S704 - a part of the entry
    tag = attributes(source.language, say.locale)
    marked = Markup("<cite{}>{}</cite>").format(tag, _link(source, name))
    before, after = plain[: found.start()], plain[found.end() :]
    return _with_addresses(before, say) + marked + _with_addresses(after, say)


def _link(source: Source, name: Markup) -> Markup:
    if not is_web(source.url):
        return name
    language = language_tag(source.language)
    tag = Markup(' hreflang="{}"').format(language) if language else Markup()
    return Markup('<a rel="noopener" href="{}"{}>{}</a>').format(source.url, tag, name)


def _with_addresses(text: str, say: Words) -> Markup:
    """Return a part of an entry with its addresses on the web as links."""
    made = _ADDRESS.sub(lambda one: f'<a rel="noopener" href="{one[0]}">{one[0]}</a>', text)
    return readable(Markup(made), say)  # noqa: S704 - escaped before


def readable(text: Markup, say: Words) -> Markup:
    """Keep words that are written the other way from mixing with the text around them."""
    runs = _RUNS[say.direction]
    if not runs.search(text):
        return text
    parted = _PIECES.sub(
        lambda one: one[0] if one["kept"] else runs.sub(r"<bdi>\g<0></bdi>", one[0]), str(text)
    )
    return Markup(parted)  # noqa: S704 - the same HTML, with elements round its words


def authors(names: tuple[Name, ...]) -> str:
    """Return names as a reference list has them."""
    return "; ".join(
        name.literal or ", ".join(part for part in (name.family, name.given) if part)
        for name in names
    )


def source_view(  # noqa: PLR0913 - what a view is made of
    source: Source,
    *,
    label: Markup,
    reference: Markup,
    href: str,
    say: Words,
    uses: tuple[Link, ...],
    number: int | None = None,
    accessed: bool = True,
) -> SourceView:
    """Return a source, ready to be shown; `accessed` is whether to say when it was read."""
    return SourceView(
        id=source.id,
        href=href,
        label=label,
        number=number,
        reference=reference,
        type=say.source_type(source.type),
        title=source.title,
        authors=authors(source.author),
        container=source.container_title,
        publisher=source.publisher,
        accessed=source.accessed if accessed else "",
        url=source.url,
        archive_url=source.archive_url,
        doi="" if source.doi and escape(source.doi) in reference else source.doi,
        language=source.language,
        note=source.note,
        quote=source.quote,
        primary=source.primary,
        uses=uses,
    )
