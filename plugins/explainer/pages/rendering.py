"""The templates, and what they need beside the views."""

from __future__ import annotations

from functools import cache
from urllib.parse import quote, urlsplit

import regex
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from explainer.address import is_web
from explainer.pages.dates import date_html, done_html, phrase
from explainer.words import Words, attributes, language_tag

LONGEST_PASSAGE = 240
"""Passages of more characters are abridged in the list of notes."""

LONGEST_FRAGMENT = 10
"""Quotes of more words are found by their first and last words."""

_ENDS = 5
_ENDINGS = (".", "!", "?", "…", "。", "！", "？")

_FROM_THE_RIGHT = regex.compile(r"[\p{Bidi_Class=R}\p{Bidi_Class=AL}]")
_FROM_THE_LEFT = regex.compile(r"\p{Bidi_Class=L}")


def render(template: str, say: Words, **values: object) -> str:
    """Fill in a template; every value that is not `Markup` is escaped."""
    return environment(say).get_template(template).render(**values)


@cache
def environment(say: Words) -> Environment:
    """Return the environment of all templates in one language.

    The words are a global there, so that macros are made once and not for every page.
    """
    made = Environment(
        loader=PackageLoader("explainer"),
        autoescape=True,
        auto_reload=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.globals["say"] = say
    made.filters.update(
        abridged=abridged,
        apart=apart,
        date=date_html,
        done=done_html,
        doi=doi_address,
        filled=phrase,
        found_at=text_fragment,
        quoted=lambda passage, say: say.quoted(passage),
        spoken=spoken,
        stop=full_stop,
        tag=language_tag,
        web=web_address,
    )
    return made


def abridged(passage: str) -> str:
    """Shorten a long passage to its beginning and its end."""
    if len(passage) <= LONGEST_PASSAGE:
        return passage
    start = passage[: LONGEST_PASSAGE * 2 // 3]
    end = passage[-LONGEST_PASSAGE // 3 :]
    start = start.rpartition(" ")[0] or start
    end = end.partition(" ")[2] or end
    return f"{start} … {end}"


def full_stop(text: str, say: Words) -> str:
    """Return the full stop that a text still needs."""
    return "" if text.endswith(_ENDINGS) else say.full_stop


def spoken(tag: str, say: Words) -> Markup:
    """Return the attributes of what is in another language; none for what is no tag."""
    return attributes(tag, say.locale)


def apart(text: str, say: Words) -> str:
    """Keep a name that is written the other way from mixing with the text around it."""
    other_way = _FROM_THE_LEFT if say.direction == "rtl" else _FROM_THE_RIGHT
    return Markup("<bdi>{}</bdi>").format(text) if other_way.search(text) else text


def web_address(url: str) -> str:
    """Return an address on the web as it is, and anything else as nothing."""
    return url if is_web(url) else ""


def doi_address(doi: str) -> str:
    """Return where a DOI leads, or nothing if it is none."""
    return f"https://doi.org/{quote(doi)}" if doi.startswith("10.") and "/" in doi else ""


def text_fragment(url: str, passage: str) -> str:
    """Return the address of some words on a page, where browsers can find them."""
    found = passage.split()
    if not web_address(url) or not found or urlsplit(url).path.lower().endswith(".pdf"):
        return ""
    ends = [found] if len(found) <= LONGEST_FRAGMENT else [found[:_ENDS], found[-_ENDS:]]
    directive = ",".join(quote(" ".join(end), safe="").replace("-", "%2D") for end in ends)
    return f"{url}{'' if '#' in url else '#'}:~:text={directive}"
