"""An imported article says exactly what its file said."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown import Markdown

from explainer.importing import Imported, ImportRefusedError, read_article, write_article
from explainer.importing.blocks import outline
from explainer.importing.escape import escape_everything, escape_line
from explainer.load import load
from explainer.text import page_text
from explainer.validate import validate
from tests.sites import Site

PLAIN = ("toc", "tables", "fenced_code")
RICH = (
    *PLAIN, "abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "smarty",
    "pymdownx.betterem", "pymdownx.caret", "pymdownx.details", "pymdownx.keys", "pymdownx.mark",
    "pymdownx.smartsymbols", "pymdownx.superfences", "pymdownx.tabbed", "pymdownx.tilde",
)  # fmt: skip
SIGNS = "\\`*_{}[]()#+-.!<>&|~=:^$@/\"'?%;, \n\t1aZé’…"
TRICKY = (
    "# no heading", "#no heading", "> no quotation", "- no item", "+ no item", "* no item",
    "1. no item", "1) no item", "1986\\. A great year", "***", "---", "___", "===", "    code?",
    "\tcode?", "```", "~~~", "a\n===", "a\n---", "| a | b |\n|---|---|\n| 1 | 2 |",
    "a | b\n--- | ---\n1 | 2", "*emphasis* and **strong**", "_emphasis_ and snake_case and __x__",
    "`code` and ``more``", "<b>bold</b>", "a < b && c > d", "<https://example.org>", "<!-- no -->",
    "AT&T &amp; &lt;b&gt; &copy; &#65;", "[link](http://a.b)", "![image](a.png)", "[a][b]",
    "[a]: http://a.b", "[^1] and\n\n[^1]: a note", "[[entity-list]]", "[@imf, p. 3]", "[TOC]",
    "{: .class }", "text {#id}", "!!! note\n    text", "??? more", '=== "Tab"', ":   definition",
    "term\n: definition", "*[HTML]: Hyper", "==mark== ^up^ ~down~ ~~gone~~ ++ctrl+c++", "C#", "C\\",
    "\\* no star", "\\\\", "-- dashes --- and ... dots", '"quotes" and \'quotes\'', "(c) (tm)",
    "1/2 -->", "a  \nb", "two  spaces", "one\ntwo\nthree", '--8<-- "a.txt"', "/// note",
    "$$x$$", "http://example.org/a_b_c*d", "mail@example.org", "a\u00a0b", "1.5 million",
)  # fmt: skip
PAGE = """\
<!doctype html><html><head><title>The page – A site</title>
<meta name="description" content="What it is &quot;about&quot;.">
<meta property="article:published_time" content="2021-02-10T08:00:00Z">
<link rel="canonical" href="https://example.org/news/plan.html"></head>
<body><nav>Menu</nav><article><h1>The plan</h1><script>evil()</script><style>p{}</style>
<!-- a comment --><p>It <b>costs</b> 5*3*2 &lt;crowns&gt; &amp; [more], <a href="b.html">says</a>
<a href="javascript:x()">he</a>.<br>A <code>snake_case</code> <del>old</del> word<sup>2</sup>.</p>
<h2>1. Part</h2><ul><li>One<ul><li>Deep</li></ul></li><li># Two</li></ul>
<ol><li>First<p>More.</p></li></ol>
<table><tr><th>A</th><th>B</th></tr><tr><td>1|2</td><td>2</td></tr></table>
<pre><code>x = [1]
  y</code></pre><blockquote><p>- Quoted</p></blockquote>
<p><img src="a.png" alt="A picture">[[term]]</p>
<form><button>Buy</button></form></article><footer>Foot</footer></body></html>
"""


def imported(path: Path, content: str | bytes, extensions: tuple[str, ...] = PLAIN) -> Imported:
    """Read a file with this content as an article."""
    data = content if isinstance(content, bytes) else content.encode()
    path.write_bytes(data)
    return read_article(path, extensions=extensions, configs={})


def squeezed(text: str) -> str:
    """Return a text with its white space collapsed."""
    return re.sub(r"[ \t\n\r\f\v]+", " ", text).strip()


@pytest.mark.parametrize("extensions", [PLAIN, RICH], ids=["plain", "rich"])
@pytest.mark.parametrize("tricky", TRICKY)
def test_text_that_looks_like_markup_stays_text(
    tricky: str, extensions: tuple[str, ...], tmp_path: Path
) -> None:
    text = f"The title\n\nBefore.\n\n{tricky}\n\nAfter.\n"
    found = imported(tmp_path / "a.txt", text, extensions)
    assert found.difference == ""
    assert found.text == squeezed(text)


@pytest.mark.parametrize("title", ["C#", "# 1", "A *new* day [2]", "1. First", "{a}", "`x`", "a_b"])
def test_a_title_stays_what_it_is(title: str, tmp_path: Path) -> None:
    found = imported(tmp_path / "a.txt", f"{title}\n\nWords.\n", RICH)
    assert (found.title, found.text, found.difference) == (title, f"{title} Words.", "")


@given(line=st.text(alphabet=SIGNS, max_size=40).map(squeezed))
@example(line="-5 degrees")
def test_any_line_renders_as_itself(line: str) -> None:
    for escape in (escape_line, escape_everything):
        html = Markdown(extensions=list(PLAIN)).convert(escape(line))
        assert squeezed(page_text(html).text) == line


def test_ordinary_text_is_left_as_it_is() -> None:
    for line in (
        "It cost 2.5 million – or so.",
        "snake_case",
        "AT&T",
        "a < b",
        "-5",
        "(1) one",
        "no. 1",
    ):
        assert escape_line(line) == line


def test_line_breaks_stay_line_breaks(tmp_path: Path) -> None:
    found = imported(tmp_path / "a.txt", "Title\n\nRoses are red,\nviolets are blue.\n")
    assert "Roses are red,  \nviolets are blue." in found.markdown


def test_lines_that_an_editor_wrapped_flow_together(tmp_path: Path) -> None:
    wrapped = "\n".join(["word " * 15 + "and so on"] * 4)
    found = imported(tmp_path / "a.txt", f"Title\n\n{wrapped}\n")
    assert "  \n" not in found.markdown


def test_a_text_without_a_title_gets_none(tmp_path: Path) -> None:
    found = imported(tmp_path / "some_file.txt", "One line\nand another.\n\nMore.\n")
    assert found.title == "some_file"
    assert not found.markdown.startswith("#")
    assert found.difference == ""


def test_html_keeps_the_article_and_drops_what_is_around_it(tmp_path: Path) -> None:
    found = imported(tmp_path / "page.html", PAGE)
    assert found.difference == ""
    assert (found.title, found.date) == ("The plan", "2021-02-10")
    assert found.description == 'What it is "about".'
    assert found.pictures == 1
    for gone in ("evil", "Menu", "Foot", "Buy", "comment", "javascript", "a.png"):
        assert gone not in found.markdown
    assert "[says](https://example.org/news/b.html)" in found.markdown
    assert "5*3*2 <crowns> & [more], says he." in found.text
    assert found.text.endswith("[[term]]")


def test_html_in_another_encoding_is_read(tmp_path: Path) -> None:
    page = '<meta charset="windows-1252"><h1>Café</h1><p>“Words” for it.</p>'
    assert imported(tmp_path / "a.html", page.encode("cp1252")).text == "Café “Words” for it."


def test_markdown_stays_byte_for_byte(tmp_path: Path) -> None:
    text = "# A *title*\n\nWords  \nand `code`.\n"
    found = imported(tmp_path / "a.md", text)
    assert (found.title, found.markdown) == ("A title", text)


def test_front_matter_that_is_there_stays(tmp_path: Path, site: Site) -> None:
    text = "---\ntitle: Mine\n---\n\nWords.\n"
    found = imported(tmp_path / "a.md", text)
    page, _ = write(found, site)
    assert page.read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.docx", b"PK", "only .txt"),
        ("a.txt", b"caf\xe9", "byte 4 is not UTF-8"),
        ("a.txt", b" \n\n ", "no text"),
        ("a.html", b"<script>x</script>", "no text"),
        ("a.md", b"", "no text"),
    ],
)
def test_what_cannot_be_imported_is_refused(
    name: str, content: bytes, said: str, tmp_path: Path
) -> None:
    with pytest.raises(ImportRefusedError, match=said):
        imported(tmp_path / name, content)


def write(
    found: Imported, site: Site, to: Path | None = None, note: str = "n"
) -> tuple[Path, Path]:
    """Write an article into a project."""
    return write_article(
        found,
        root=site.root,
        docs=site.root / "docs",
        annotations=site.root / "annotations",
        to=to,
        note=note,
    )


@pytest.mark.parametrize(
    "text",
    [
        'He said: "yes" # no\n\nIt is *not* a [link], and that is the end of a sentence here.\n',
        "T\n\nx\n",
        "T\n\nSame words again and again.\n\nSame words again and again.\n",
        "标题\n\n任正非在太原接受了采访。\n",
    ],
)
def test_what_is_written_is_a_project_without_findings(
    text: str, tmp_path: Path, site: Site
) -> None:
    write(imported(tmp_path / "a.txt", text), site)
    root = site.root
    project, found = load(root, docs_dir=root / "docs", annotations_dir=root / "annotations")
    assert [*found, *validate(project)] == []
    assert project.articles["a.md"].title
    assert [note.id for note in project.annotations] == ["n"]


def test_nothing_is_written_over(tmp_path: Path, site: Site) -> None:
    found = imported(tmp_path / "a.txt", "T\n\nWords.\n")
    site.write("annotations/a.yml", "mine")
    with pytest.raises(ImportRefusedError, match=r"a\.yml is there already"):
        write(found, site)
    assert not (site.root / "docs/a.md").exists()


@pytest.mark.parametrize("to", ["elsewhere/a.md", "docs/../a.md", "docs/a.txt"])
def test_a_page_goes_below_the_docs_or_nowhere(to: str, tmp_path: Path, site: Site) -> None:
    found = imported(tmp_path / "a.txt", "T\n\nWords.\n")
    with pytest.raises(ImportRefusedError, match="no Markdown file below docs/"):
        write(found, site, to=site.root / to)


def test_an_id_that_cannot_be_one_is_refused(tmp_path: Path, site: Site) -> None:
    with pytest.raises(ImportRefusedError, match="cannot be an id"):
        write(imported(tmp_path / "a.txt", "T\n\nWords.\n"), site, note="a b")


def test_the_command_imports_and_the_site_shows_the_text(site: Site) -> None:
    text = "A *plain* title\n\nFirst [one], of a sentence that goes on & on.\n\n  1. Not a list\n"
    site.write("in.txt", text).write("docs/index.md", "# Home\n")
    done = site.explainer("import", "in.txt", "--to", "docs/news/first.md", "--id", "start")
    assert done.code == 0, done.output
    assert done.output.splitlines()[:2] == [
        "wrote docs/news/first.md",
        "wrote annotations/news/first.yml",
    ]
    assert site.explainer("check").output.startswith("1 note, all in place")
    built = site.build(strict=True)
    assert built.code == 0, built.output
    article = (
        built.page("news/first/index.html").partition("<article")[2].partition("</article>")[0]
    )
    assert page_text(f"<article{article}").text == squeezed(text)


def test_a_second_import_is_refused(site: Site) -> None:
    site.write("in.txt", "T\n\nWords.\n").write("docs/index.md", "# Home\n")
    assert site.explainer("import", "in.txt").code == 0
    again = site.explainer("import", "in.txt")
    assert again.code == 1
    assert (
        "docs/in.md is there already, and is not written over; nothing was written" in again.output
    )


def test_an_import_needs_no_configuration(site: Site) -> None:
    (site.root / "mkdocs.yml").unlink()
    assert site.write("in.txt", "T\n\nWords.\n").explainer("import", "in.txt").code == 0
    assert (site.root / "docs/in.md").is_file()


# --- HTML as it is saved and exported -----------------------------------------------------

LISTS = (
    ("<ul><li>One<li>Two <b>x</b><li>Three</ul>", "-   One\n-   Two **x**\n-   Three"),
    (
        "<ol><li>One<ul><li>a<li>b</ul>after<li>Two</ol>",
        "1.  One\n    -   a\n    -   b\n\n    after\n\n2.  Two",
    ),
    ("<ul><li>A</li><ul><li>B</li></ul><li>C</li></ul>", "-   A\n    -   B\n-   C"),
    ("<ul><li><p>One.<p>More.<li>Two</ul>", "-   One.\n\n    More.\n\n-   Two"),
    ("<ul><li>One<br>line<li>Two</ul>", "-   One  \n    line\n-   Two"),
    ("<ul><li><li>A<li> </ul>", "-   A"),
    ("<ul><li>A</ul><ol><li>B</ol>", "-   A\n\n<!-- -->\n\n1.  B"),
)
OTHER_HTML = (
    ("<blockquote>A<br>b</blockquote><blockquote>C", "> A  \n> b\n\n<!-- -->\n\n> C"),
    ("<table><tr><th>A<th>B<tr><td>1<br>2<td>3", "| A | B |\n| --- | --- |\n| 1<br>2 | 3 |"),
    ("<pre>```\n  x\n```</pre>", "````\n```\n  x\n```\n````"),
    ("<p>One<br>two<br></p>", "One  \ntwo"),
    ("<p>Use <code>a*b</code> and <q>so</q>.</p>", "Use `a*b` and <q>so</q>."),
    ("<div>One<div>Two</div>Three</div>", "One\n\nTwo\n\nThree"),
    ("<p><a href='http://a.b/c_(d) e'>x [y]</a></p>", r"[x \[y\]](http://a.b/c_%28d%29%20e)"),
    ("<p>a <b>bold <p>still</b> c", "a **bold**\n\n**still** c"),
)
ONLY_HTML = (
    "<table><tr><th colspan=2>A<tr><td>1<td>2</table>",
    "<table><tr><th>A<th>B<tr><td rowspan=2>1<td>2<tr><td>3</table>",
    "<table><tr><td><p>One<p>two<ul><li>x</ul><td>b</table>",
    "<table><tr><th>A<tr><td><code>a|b</code></table>",
    "<dl><dt>Term<dd>What it is</dl>",
    "<ol start=3><li>C<li>D</ol>",
    "<ol type=a><li>C<li>D</ol>",
    "<ul><li>One<blockquote>said</blockquote>after</ul>",
    "<a href='http://a.b'><h2>Head</h2><p>Words</p></a>",
    "<ul><li>~~~<blockquote>`x`</blockquote></ul>",
)


def of_html(path: Path, html: str, extensions: tuple[str, ...]) -> Imported:
    page = f"<!doctype html><title>T</title><p>Before.</p>{html}"
    return imported(path, page, extensions)


@pytest.mark.parametrize("extensions", [PLAIN, RICH], ids=["plain", "rich"])
@pytest.mark.parametrize(("html", "markdown"), LISTS + OTHER_HTML)
def test_html_is_read_as_a_browser_reads_it(
    html: str, markdown: str, extensions: tuple[str, ...], tmp_path: Path
) -> None:
    found = of_html(tmp_path / "a.html", html, extensions)
    assert (found.difference, found.kept_as_html) == ("", 0)
    assert found.markdown == f"Before.\n\n{markdown}\n"


@pytest.mark.parametrize("html", ONLY_HTML)
def test_what_markdown_cannot_say_is_kept_as_html(html: str, tmp_path: Path) -> None:
    found = of_html(tmp_path / "a.html", html, PLAIN)
    assert (found.difference, found.kept_as_html) == ("", 1)
    made = Markdown(extensions=list(PLAIN)).convert(found.markdown)
    assert outline(made) == outline(html)


def test_nothing_that_acts_is_kept_with_the_html(tmp_path: Path) -> None:
    html = "<dl onclick='x()' style='a:b' class='c'><dt>Term<dd><img onerror='x()' src=x>Words</dl>"
    found = of_html(tmp_path / "a.html", html, PLAIN)
    assert found.markdown.endswith("\n\n<dl><dt>Term</dt><dd>Words</dd></dl>\n")


@pytest.mark.parametrize(
    "page",
    [
        "<p>Å – “任”".encode(),
        "\ufeff<p>Å – “任”".encode(),
        "<meta charset=latin1><p>Å – “任”".encode(),
        "<meta charset=gb18030><p>Å – “任”".encode("gb18030"),
    ],
)
def test_a_page_is_read_in_the_encoding_that_it_has(page: bytes, tmp_path: Path) -> None:
    assert imported(tmp_path / "a.html", page).text == "Å – “任”"


def test_pictures_left_out_and_html_kept_are_counted(site: Site) -> None:
    site.write("docs/index.md", "# Home\n")
    site.write("in.html", f"<p>Word <img src=a><img src=b></p>{ONLY_HTML[0]}")
    assert site.explainer("import", "in.html").output.splitlines() == [
        "wrote docs/in.md",
        "wrote annotations/in.yml",
        "2 pictures left out: copy those you need into docs/",
        "1 part kept as HTML, which Markdown cannot say",
        "4 words, the same as in the original",
    ]


def test_a_text_that_came_out_different_is_not_written(tmp_path: Path, site: Site) -> None:
    found = imported(tmp_path / "a.txt", "T\n\nWords.\n")
    with pytest.raises(ImportRefusedError, match="“a” became “b”; nothing was written"):
        write(replace(found, difference="“a” became “b”"), site)
    assert not (site.root / "docs/a.md").exists()
    assert not (site.root / "annotations").exists()


def test_an_article_does_not_stay_if_its_notes_cannot_be_written(
    tmp_path: Path, site: Site
) -> None:
    found = imported(tmp_path / "a.txt", "T\n\nWords.\n")
    site.write("annotations", "a file, and no folder")
    with pytest.raises(ImportRefusedError, match=r"a\.yml cannot be written: .*nothing was"):
        write(found, site)
    assert not (site.root / "docs/a.md").exists()
