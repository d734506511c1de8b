"""The LaTeX in a field becomes text, as CSL-JSON writes it.

Accents and signs become letters, italics and the like the few tags that CSL-JSON has, and words
in braces, which keep their capitals, `<span class="nocase">`.
"""

from __future__ import annotations

import logging
import re
from functools import cache
from typing import Any

_MARKUP = {
    "emph": ("<i>", "</i>"), "textit": ("<i>", "</i>"), "mkbibemph": ("<i>", "</i>"),
    "textbf": ("<b>", "</b>"), "mkbibbold": ("<b>", "</b>"),
    "textsuperscript": ("<sup>", "</sup>"), "textsubscript": ("<sub>", "</sub>"),
    "textsc": ('<span style="font-variant:small-caps;">', "</span>"),
}  # fmt: skip
_SIGNS = {"textasciicircum": "^", "textasciitilde": "~", "textbackslash": "\\"}
_LATEX = re.compile(r"[\\{}$~]|--|``|''")
_SPACE = re.compile(r"[ \t\r\n]+")  # a space that does not break is kept
_KEPT = re.compile(r"\{([^{}]*)\}")
_NESTED = re.compile(
    r'(<span class="nocase">)<span class="nocase">((?:(?!</?span).)*)(</span>)</span>'
)
_ESCAPED = re.compile(r"\\([_%&#~{}])")
_OPEN, _CLOSE = "\ue0a0", "\ue0a1"


def text(latex: str, *, cased: bool = False) -> str:
    """Return a field as text; with `cased`, braces inside it are spans that keep their case."""
    if not _LATEX.search(latex):
        return _SPACE.sub(" ", latex).strip(" ")
    convert, known = _converter()
    try:
        made = str(convert.latex_to_text(_with_signs(latex), latex_context=known))
    except Exception:  # noqa: BLE001 - LaTeX that nobody can read is shown as it stands
        made = latex
    while cased and (kept := _KEPT.sub(r'<span class="nocase">\1</span>', made)) != made:
        made = kept
    made = _NESTED.sub(r"\1\2\3", made)
    made = made.translate({ord("{"): None, ord("}"): None})
    made = made.replace(_OPEN, "{").replace(_CLOSE, "}")
    return _SPACE.sub(" ", made).strip(" ")


def verbatim(field: str) -> str:
    """Return an address as it is meant, with what some programs escape in it."""
    field = re.sub(r"^\\url\{(.*)\}$", r"\1", field.strip(), flags=re.DOTALL)
    return "".join(_ESCAPED.sub(r"\1", field).split())


def _with_signs(latex: str) -> str:
    return latex.replace("\\{", _OPEN).replace("\\}", _CLOSE)


@cache
def _converter() -> tuple[Any, Any]:
    """Return what converts, and what it knows of the arguments of macros."""
    from pylatexenc import latexwalker  # noqa: PLC0415 - slow to import
    from pylatexenc.latex2text import (  # noqa: PLC0415 - slow to import
        LatexNodes2Text,
        MacroTextSpec,
        get_default_latex_context_db,
    )

    known = get_default_latex_context_db()
    specs = [
        MacroTextSpec(name, simplify_repl=f"{before}%s{after}", discard=False)
        for name, (before, after) in _MARKUP.items()
    ]
    specs += [MacroTextSpec(name, simplify_repl=sign) for name, sign in _SIGNS.items()]
    known.add_context_category("explainer", prepend=True, macros=specs)
    walked = latexwalker.get_default_latex_context_db()
    arguments = [latexwalker.macrospec.std_macro(name, "{") for name in _MARKUP]
    walked.add_context_category("explainer", prepend=True, macros=arguments)
    logging.getLogger("pylatexenc").setLevel(logging.CRITICAL)
    converter = LatexNodes2Text(
        latex_context=known,
        math_mode="text",
        keep_braced_groups=True,
        keep_braced_groups_minlen=2,
        strict_latex_spaces=True,
    )
    return converter, walked
