from __future__ import annotations

from collections.abc import Iterable
from typing import TypedDict, Unpack

from explainer.diagnostics import Diagnostic
from explainer.model import (
    Annotation,
    Article,
    Citation,
    Event,
    Project,
    Reference,
    Source,
    Term,
    Text,
)
from explainer.span import Span, TextFile
from explainer.validate import validate


class Parts(TypedDict, total=False):
    articles: Iterable[Article]
    notes: Iterable[Annotation]
    terms: Iterable[Term]
    sources: Iterable[Source]
    events: Iterable[Event]
    incomplete: frozenset[str]


def span(text: str, path: str = "annotations/article.yml") -> Span:
    return TextFile(path=path, text=text).span(0, len(text))


def text(value: str) -> Text:
    return Text(value=value, span=span(value))


def article(path: str = "article.md", markdown: str = "", **more: bool) -> Article:
    return Article(
        path=path,
        file=TextFile(path=f"docs/{path}", text=markdown),
        enabled=more.get("enabled", True),
    )


def note(name: str = "one", body: str = "Text.", **more: tuple[str, ...]) -> Annotation:
    return Annotation(
        id=name,
        article=more.get("article", ("article.md",))[0],
        span=span(name),
        body=text(body),
        sources=tuple(Citation(id=i, span=span(i)) for i in more.get("sources", ())),
        see=tuple(Reference(id=i, span=span(i)) for i in more.get("see", ())),
    )


def term(name: str, words: str, *aliases: str) -> Term:
    return Term(
        id=name,
        term=words,
        short=text("Short."),
        span=span(name),
        aliases=tuple(text(alias) for alias in aliases),
    )


def source(name: str) -> Source:
    return Source(id=name, span=span(name), type="report", title=name)


def check(**parts: Unpack[Parts]) -> list[Diagnostic]:
    articles = tuple(parts.get("articles", (article(),)))
    return validate(
        Project(
            articles={one.path: one for one in articles},
            annotations=tuple(parts.get("notes", ())),
            terms={one.id: one for one in parts.get("terms", ())},
            sources={one.id: one for one in parts.get("sources", ())},
            events=tuple(parts.get("events", ())),
            incomplete=parts.get("incomplete", frozenset()),
        )
    )


def codes(findings: list[Diagnostic]) -> list[str]:
    return [finding.code for finding in findings]


def test_a_project_in_which_everything_fits_has_no_findings() -> None:
    findings = check(
        articles=[article(markdown="Text [@a] on a [[x]].")],
        notes=[note("one", "Text [@b].", see=("two", "x")), note("two", sources=("c",))],
        terms=[term("x", "X")],
        sources=[source("a"), source("b"), source("c")],
    )
    assert findings == []


def test_the_nearest_article_is_named() -> None:
    (finding,) = check(articles=[article("a/b.md")], notes=[note(article=("a/bb.md",))])
    assert finding.code == "unknown-article"
    assert "a/b.md" in finding.help


def test_a_file_of_notes_without_article_is_reported_once() -> None:
    file = TextFile(path="annotations/gone.yml", text="one two")
    notes = [
        Annotation(id=name, article="gone.md", span=file.span(0, 3)) for name in ("one", "two")
    ]
    assert codes(check(notes=notes)) == ["unknown-article"]


def test_up_to_three_of_the_nearest_sources_are_named() -> None:
    known = [source(name) for name in ("imf-2019", "imf-2020", "imf-2021", "imf-2022", "bis")]
    findings = check(notes=[note(sources=("imf-2023",))], sources=known)
    (finding,) = [one for one in findings if one.code == "unknown-source"]
    assert finding.help.count("`imf-") == 3
    assert "bis" not in finding.help


def test_an_id_is_pointed_at_in_the_file_and_not_in_the_text() -> None:
    written = "|\n  Text [@good] and `[@bad]`\n  then [@bad, p. 3;\n  @good] [@badder]."
    value = "Text [@good] and `[@bad]`\nthen [@bad, p. 3;\n@good] [@badder]."
    body = Text(value=value, span=span(written))
    notes = [Annotation(id="one", article="article.md", span=span("one"), body=body)]
    findings = check(notes=notes, sources=[source("good")])
    places = [(one.span.line, one.span.column, one.span.text) for one in findings]
    assert places == [(3, 10, "bad"), (4, 12, "badder")]


def test_the_text_of_an_article_counts_as_use_but_its_front_matter_does_not() -> None:
    file = TextFile(path="docs/article.md", text="---\ntags: [[@a]]\n---\n[@b] [@c] [[d]]")
    one = Article(path="article.md", file=file, starts=21)
    findings = check(articles=[one], sources=[source("a"), source("b")])
    assert [(d.code, d.span.text) for d in findings] == [("unused-source", "a")]


def test_a_page_that_opts_out_is_not_searched() -> None:
    assert check(articles=[article(markdown="[@a] [[b]]", enabled=False)]) == []


def test_notes_on_a_page_that_opts_out_are_reported() -> None:
    findings = check(articles=[article(enabled=False)], notes=[note()])
    assert codes(findings) == ["annotated-page-opted-out"]


def test_words_of_two_terms_are_reported_with_both_places() -> None:
    findings = check(terms=[term("a", "One-thing"), term("b", "Other", "One  thing", "Other")])
    (finding,) = findings
    assert finding.code == "duplicate-form"
    assert len(finding.related) == 1


def test_a_source_used_anywhere_is_used() -> None:
    event = Event(
        id="e", date="2019", title="E", span=span("e"), body=text("[@a]"),
        sources=(Citation(id="b", span=span("b")),),
    )  # fmt: skip
    retelling = Article(
        path="x.md",
        file=TextFile(path="docs/x.md", text=""),
        source=Reference(id="c", span=span("c")),
        summary=(text("[@d]"),),
    )
    defined = Term(id="t", term="T", short=text("[@f]"), definition=text("[@g]"), span=span("t"))
    names = ["a", "b", "c", "d", "f", "g", "unused"]
    findings = check(
        articles=[retelling], events=[event], terms=[defined], sources=map(source, names)
    )
    assert [(one.code, one.span.text) for one in findings] == [("unused-source", "unused")]


def test_what_could_not_be_read_is_not_called_missing() -> None:
    notes = [note(body="[@a] [[b]]", see=("c",))]
    everything = frozenset({"notes", "terms", "sources", "events"})
    assert set(codes(check(notes=notes))) == {
        "unknown-source",
        "unknown-term",
        "unknown-reference",
    }
    assert check(notes=notes, sources=[source("x")], incomplete=everything) == []


def test_the_order_of_entries_makes_no_difference() -> None:
    notes = [note("one", "[@a]", see=("x",)), note("two", "[@b]", sources=("c",))]
    terms = [term("t", "T"), term("u", "U")]
    one = check(notes=notes, terms=terms)
    other = check(notes=notes[::-1], terms=terms[::-1])
    assert [d.order for d in one] == [d.order for d in other]
