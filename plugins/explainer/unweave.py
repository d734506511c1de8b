"""The way back from a woven page to the page as its host rendered it."""

from __future__ import annotations

from collections.abc import Sequence

from turbohtml import Token, TokenType, tokenize

from explainer.span import TextFile

_TAKEN_WHOLE = frozenset(("ex-ref", "ex-cites", "ex-after", "ex-fixes", "ex-key"))
_OURS = "explainer-page"
_LOOKED_AT = frozenset(("span", "a", "div", "details", "aside", _OURS))
_TAKEN_TAGS = frozenset(("ex-p", "ex-term"))


def unweave(html: str) -> str:
    """Return woven HTML without what `weave` put in: `unweave(weave(page)) == page.html`.

    Only for pages whose own HTML has no element of our classes.
    """
    lines = TextFile(path="", text=html).line_starts
    dropped: list[tuple[int, int]] = []
    stack: list[tuple[str, int]] = []  # (what to do at the end tag, where it began)
    for token in tokenize(html, resolve_references=False, capture_source=True):
        start = lines[token.line - 1] + token.col
        end = start + len(token.source or "")
        if token.type is TokenType.START_TAG and token.tag in _LOOKED_AT:
            action = _action(token)
            if action == "tag":
                dropped.append((start, end))
            stack.append((f"{token.tag} {action}", start))
        elif token.type is TokenType.END_TAG and token.tag in _LOOKED_AT:
            while stack and not stack[-1][0].startswith(f"{token.tag} "):
                stack.pop()
            action, began = stack.pop() if stack else ("", 0)
            if action.endswith(" tag"):
                dropped.append((start, end))
            elif action.endswith(" whole"):
                dropped.append((began, end))
    return _without(html, dropped)


def _action(token: Token) -> str:
    classes = dict(token.attrs or ()).get("class") or ""
    names = set(classes.split())
    if token.tag == _OURS or names & _TAKEN_WHOLE:
        return "whole"
    return "tag" if names & _TAKEN_TAGS else "keep"


def _without(html: str, dropped: Sequence[tuple[int, int]]) -> str:
    pieces: list[str] = []
    at = 0
    for start, end in sorted(dropped):
        if start >= at:
            pieces.append(html[at:start])
        at = max(at, end)
    return "".join((*pieces, html[at:]))
