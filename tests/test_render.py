"""Bodies come from strangers: nothing gets through that could harm a reader."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from turbohtml import TokenType, tokenize

from explainer.render import LONGEST, PLAIN, SCHEMES, Renderer, with_links

RENDERER = Renderer({})


@pytest.mark.parametrize(
    ("text", "taken_out"),
    [
        ("<script>alert(1)</script>", "<script>"),
        ("<b onclick='x()'>b</b>", "onclick"),
        ("[a](javascript:alert(1))", "javascript:"),
        ("[a](JaVa&#x09;Script:alert(1))", "javascript:"),
        ("[a](data:text/html,x)", "data:"),
        ("<iframe src='https://example.org'></iframe>", "<iframe>"),
        ("![far](https://example.org/pixel.png)", "a picture of another site"),
        ("![far](//example.org/pixel.png)", "a picture of another site"),
        ("<form action='/'><input></form>", "<form>"),
        ("<p id='note-x'>x</p>", "id"),
        ("<svg><script>1</script></svg>", "<svg>"),
        ("<style>p{}</style>", "<style>"),
        ("<a href='https://x.org' title='<img src=x>'>x</a>", "title"),
    ],
)
def test_what_could_harm_is_taken_out_and_told(text: str, taken_out: str) -> None:
    html = RENDERER.html(text)
    assert taken_out in RENDERER.taken_out(text)
    for bad in ("<script", "onclick", "javascript:", "data:text", "<iframe", "example.org/pixel",
                "<form", "note-x", "<svg", "<style", "title="):  # fmt: skip
        assert bad not in html


@pytest.mark.parametrize(
    "text",
    [
        "Plain, **bold**, *leaning*, `code` and [a link](https://example.org).",
        "- one\n- two\n\n1. three",
        "> quoted",
        "| a | b |\n|---|--:|\n| 1 | 2 |",
        "```python\nx = 1\n```",
        "<https://example.org> and <kbd>Ctrl</kbd>",
        "[mail](mailto:a@example.org) [page](other.md#part)",
    ],
)
def test_ordinary_markdown_passes_whole(text: str) -> None:
    assert RENDERER.taken_out(text) == ()


def test_headings_in_a_body_do_not_break_the_outline() -> None:
    assert RENDERER.html("# One\n\n### Two") == "<h4>One</h4>\n<h4>Two</h4>"


def test_bracketed_mail_addresses_and_code_stay_as_they_are() -> None:
    assert RENDERER.plain("[john@example.org] wrote `[@cite]` and `[[term]]`") == (
        "[john@example.org] wrote [@cite] and [[term]]"
    )


def test_links_are_resolved_and_broken_ones_told() -> None:
    html = RENDERER.html("[a](a.md) [b](b.md) [c](https://example.org/?a=1&b=2)")
    linked, broken = with_links(html, {"a.md": "../a/", "https://example.org/?a=1&b=2": "same"}.get)
    assert 'href="../a/"' in linked
    assert 'href="same"' in linked
    assert broken == ("b.md",)


@given(
    st.lists(
        st.sampled_from(
            ["<", ">", "script", "a href=", "img src=", "javascript:", "'", '"', " onload=x ", "/",
             "](", "[", ")", "&#106;", "\n", "<svg>", "<math>", "</p>", "x", "<!--", "`", "\\"]
        ),
        max_size=14,
    ).map("".join)
)  # fmt: skip
def test_no_soup_of_markup_yields_scripts_or_foreign_schemes(text: str) -> None:
    for token in tokenize(RENDERER.html(text)):
        if token.type is TokenType.START_TAG:
            assert token.tag not in {"script", "style", "iframe", "svg", "math", "object"}
            for name, value in token.attrs or ():
                assert not name.startswith("on")
                if name in {"href", "src"}:
                    scheme, colon, _ = (value or "").partition(":")
                    assert not colon or "/" in scheme or scheme.lower() in SCHEMES or "&" in scheme


@given(
    st.text(
        alphabet=st.one_of(
            st.sampled_from("ab Z9 ,;.:'\"()?%/-–’“…\n_*#>[]<&`\\!|~+=\t"), st.characters()
        ),
        max_size=30,
    )
)
def test_what_is_taken_for_plain_words_is_what_markdown_makes_of_it(text: str) -> None:
    plain = Markdown(extensions=["tables", "fenced_code", "sane_lists"])
    if PLAIN.fullmatch(text):
        assert RENDERER.html(text) == plain.convert(text)


@pytest.mark.parametrize(
    "text", ["A word: and another - “so” (it is), 5.7 % of it; yes?\n", "See e.g. p. 3/4. Then…"]
)
def test_plain_words_are_a_paragraph(text: str) -> None:
    assert PLAIN.fullmatch(text)
    assert RENDERER.html(text) == Markdown().convert(text)


@pytest.mark.parametrize(
    "text",
    [
        "![x](/\\evil.example/x.png)",
        '<img src="/\\evil.example/x.png">',
        "![x](\\\\\\\\evil.example/b.png)",
    ],
)
def test_a_picture_of_another_site_does_not_hide_behind_backslashes(text: str) -> None:
    assert "src=" not in RENDERER.html(text)
    assert RENDERER.taken_out(text) == ("a picture of another site",)


@pytest.mark.parametrize("fence", ["```", "~~~"])
def test_a_code_block_brings_no_ids_or_classes_of_its_own(fence: str) -> None:
    text = f"{fence}{{#note-b .md-overlay}}\ncode\n{fence}"
    html = RENDERER.html(text)
    assert "code" in html
    assert "note-b" not in html
    assert "md-overlay" not in html
    assert "id" in RENDERER.taken_out(text)


@pytest.mark.parametrize("tag", ["li", "dt", "dd", "summary", "figcaption"])
def test_an_item_without_its_list_does_not_break_out(tag: str) -> None:
    html = RENDERER.html(f"before <{tag}>x</{tag}> after")
    assert f"<{tag}" not in html
    assert "x" in html
    assert f"<{tag}>" in RENDERER.taken_out(f"before <{tag}>x</{tag}> after")


def test_items_in_their_lists_stay() -> None:
    text = "<ul><li>a<ul><li>b</li></ul></li></ul>\n\n<dl><dt>t</dt><dd>d</dd></dl>"
    assert RENDERER.html(text).count("<li>") == 2
    assert RENDERER.html(text).count("<dt>") == 1
    assert RENDERER.taken_out(text) == ()


def test_a_text_without_measure_is_shown_as_it_stands_and_told() -> None:
    text = "[@a" * LONGEST
    assert RENDERER.plain(text) == text
    assert str(LONGEST) in RENDERER.taken_out(text)[0]
