from __future__ import annotations

import re

import pytest

from explainer.inline import (
    CITATION,
    TERM_LINK,
    citations_in,
    parse_citations,
    term_links_in,
    without_code,
)


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ("@imf", [("imf", "")]),
        ("@imf-2024, p. 3", [("imf-2024", "p. 3")]),
        ("@imf, p. 3; @bis", [("imf", "p. 3"), ("bis", "")]),
        ("@imf, pp. 3; 5; @bis", [("imf", "pp. 3; 5"), ("bis", "")]),
        ("@imf,  p.\n   3 ", [("imf", "p. 3")]),
        ("@a.b_c-d", [("a.b_c-d", "")]),
    ],
)
def test_citations_are_parsed(inner: str, expected: list[tuple[str, str]]) -> None:
    cited = parse_citations(inner)
    assert cited is not None
    assert [(one.id, one.locator) for one in cited] == expected
    assert all(inner[one.offset :].startswith(one.id) for one in cited)


@pytest.mark.parametrize("inner", ["", "imf", "@", "@imf p. 3", "see @imf", "@imf; bis", "@-x"])
def test_anything_else_is_no_citation(inner: str) -> None:
    assert parse_citations(inner) is None


@pytest.mark.parametrize(
    "markdown",
    ["[john@example.org]", "[@imf](https://example.org)", "[@imf][ref]", r"\[@imf]", "`[@imf]`",
     "`` a ` [@imf] ``", "```\n[@imf]\n```", "> ~~~\n> [@imf]\n> ~~~", "  ```yaml\n  [@imf]\n  ```",
     "<!-- [@imf] -->", "```\n[@imf]", "[ @imf]", "[@]"],
)  # fmt: skip
def test_what_is_no_citation_is_never_touched(markdown: str) -> None:
    assert list(citations_in(markdown)) == []


@pytest.mark.parametrize(
    "markdown",
    ["[@imf]", "**x**[@imf].", "a ` b [@imf]", "a ` b\n\n[@imf] ` c", "!!! note\n\n    [@imf]",
     "```\nx\n```\n[@imf]", "(see [@imf])", "- a\n\n    [@imf, p. 3]"],
)  # fmt: skip
def test_a_citation_is_found_with_its_place(markdown: str) -> None:
    (cited,) = citations_in(markdown)
    assert markdown[cited.offset :].startswith("imf")


def test_term_links_are_found_with_their_words() -> None:
    markdown = "[[entity-list]] and [[ear|the rules ]] but `[[code]]` and [[no such thing]]"
    found = [(link.id, link.words) for link in term_links_in(markdown)]
    assert found == [("entity-list", ""), ("ear", "the rules")]


def test_the_patterns_stand_alone() -> None:
    assert re.fullmatch(CITATION, "[@imf, p. 3]")
    assert re.fullmatch(TERM_LINK, "[[entity-list|words]]")


def test_blanking_code_keeps_every_offset_and_line() -> None:
    markdown = "a `b` [@c]\n```\r\nd\r\n```\r\ne"
    blanked = without_code(markdown)
    assert len(blanked) == len(markdown)
    assert blanked == "a     [@c]\n   \r\n \r\n   \r\ne"
