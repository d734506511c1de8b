"""Markup on its way through the processor: one sign of private use for each tag.

The processor escapes nothing. So what goes in has no tags but those that CSL-JSON allows, as
signs; the processor adds others of the same kind; and what comes out is escaped as a whole
before the signs become tags. No field and no style can bring in anything else.
"""

from __future__ import annotations

import re
from html import escape

from markupsafe import Markup

_CAPS = '<span style="font-variant:small-caps">'
_TAGS = (
    ("<i>", "</i>"),
    ("<b>", "</b>"),
    ("<u>", "</u>"),
    ("<sup>", "</sup>"),
    ("<sub>", "</sub>"),
    (_CAPS, "</span>"),
)
_FIRST = 0xE010
_OPEN = {tags[0]: chr(_FIRST + 2 * at) for at, tags in enumerate(_TAGS)}
_CLOSING = {chr(_FIRST + 2 * at): chr(_FIRST + 2 * at + 1) for at in range(len(_TAGS))}
_HTML = {
    sign: _TAGS[at // 2][at % 2] for at in range(2 * len(_TAGS)) for sign in [chr(_FIRST + at)]
}
NUMBER = "\ue001"
"""Where the number of a source on its page will stand."""
NOBODY = "\ue002"
"""The name of an author who is not to be named."""
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_SIGNS = re.compile(f"[{''.join(_HTML)}]")
_ALLOWED = re.compile(
    r"<(?P<end>/)?(?P<tag>i|b|sup|sub|sc|(?(end)span))>"
    r"|<span style=\"font-variant: ?small-caps;?\">|<span class=\"nocase\">"
)


class Signs:
    """What the processor is to write for markup (its *formatter*)."""

    @staticmethod
    def preformat(text: object) -> str:
        """Escape nothing yet."""
        return str(text)

    @staticmethod
    def _pair(opening: str, text: str) -> str:
        sign = _OPEN[opening]
        return f"{sign}{text}{_CLOSING[sign]}"

    Italic = Oblique = staticmethod(lambda text: Signs._pair("<i>", text))
    Bold = staticmethod(lambda text: Signs._pair("<b>", text))
    Light = staticmethod(str)
    Underline = staticmethod(lambda text: Signs._pair("<u>", text))
    Superscript = staticmethod(lambda text: Signs._pair("<sup>", text))
    Subscript = staticmethod(lambda text: Signs._pair("<sub>", text))
    SmallCaps = staticmethod(lambda text: Signs._pair(_CAPS, text))


def without_signs(text: str) -> str:
    """Return a text as people write it, without signs that mean something to us."""
    return _PRIVATE.sub("", text)


def with_signs(text: str) -> list[tuple[str, bool]]:
    """Return the pieces of a text, its few tags as signs, and whether each keeps its case.

    Tags that do not pair up are text.
    """
    text = without_signs(text)
    if "<" not in text:
        return [(text, False)]
    pieces: list[tuple[str, bool]] = []
    open_: list[tuple[str, str]] = []
    at = 0
    for found in _ALLOWED.finditer(text):
        pieces.append((text[at : found.start()], ("</span>", "") in open_))
        at = found.end()
        if not found["end"]:
            open_.append((f"</{found['tag'] or 'span'}>", _sign_of(found[0])))
            pieces.append((open_[-1][1], False))
        elif open_ and open_[-1][0] == found[0]:
            pieces.append((_CLOSING.get(open_.pop()[1], ""), False))
        else:
            return [(text, False)]
    pieces.append((text[at:], False))
    return [(text, False)] if open_ else [one for one in pieces if one[0]]


def _sign_of(tag: str) -> str:
    """Return the sign of an opening tag; none for words that keep their case."""
    return _OPEN[_CAPS] if "small-caps" in tag or tag == "<sc>" else _OPEN.get(tag, "")


def html(text: str) -> Markup:
    """Return what the processor made, escaped, with its signs as tags; none if they cross."""
    escaped = escape(text, quote=False)
    open_: list[str] = []
    for found in _SIGNS.finditer(escaped):
        if found[0] in _CLOSING:
            open_.append(_CLOSING[found[0]])
        elif not open_ or open_.pop() != found[0]:
            return Markup(_SIGNS.sub("", escaped))  # noqa: S704 - escaped above
    if open_:
        return Markup(_SIGNS.sub("", escaped))  # noqa: S704 - escaped above
    return Markup(_SIGNS.sub(lambda one: _HTML[one[0]], escaped))  # noqa: S704 - as above
