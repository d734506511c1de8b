"""The pages of the rules: one Markdown file each, for the terminal and for the site."""

from __future__ import annotations

import re
from importlib.resources import files

from explainer.diagnostics import RULES

_PART = re.compile(r"^## (What it does|Why|Example|Use instead)$", re.MULTILINE)


def rule_page(code: str) -> str:
    """Return the page of a rule, as Markdown.

    Raises KeyError for a code that is not in RULES.
    """
    if code not in RULES:
        raise KeyError(code)
    page = files("explainer").joinpath("rules", f"{code}.md").read_text(encoding="utf-8")
    return page.replace("\r\n", "\n")


def all_rules_markdown() -> str:
    """Return every rule's page below one another, each under a `##` with its code as id."""
    return "\n".join(_section(code) for code in RULES)


def _section(code: str) -> str:
    """Return a page one level down, with its severity first.

    Its parts get no headings: they would fill the contents and the search with equal entries.
    """
    _, _, rest = rule_page(code).partition("\n")
    parts = _PART.sub(r"**\1**", rest)
    return f"## {code} {{ #{code} }}\n\n{RULES[code].severity.value.capitalize()}.\n{parts}"
