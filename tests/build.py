"""Builders for tests: small values, with only what a test is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from markdown import Markdown

from explainer.anchor import Anchorage, anchor
from explainer.diagnostics import Diagnostic
from explainer.model import (
    Anchored,
    Annotation,
    Article,
    Event,
    Matching,
    Project,
    Source,
    Target,
    Term,
    Text,
    TextQuoteSelector,
)
from explainer.pipeline import Options, RenderedPage, WovenSite, weave_site
from explainer.references import ReferenceExtension
from explainer.site import SPECIAL
from explainer.span import Span, TextFile
from explainer.text import page_text

NOWHERE: Span = TextFile(path="test.yml", text="").whole()


def written(value: str) -> Text:
    """Return words that some editor wrote somewhere."""
    file = TextFile(path="test.yml", text=value)
    return Text(value=value, span=file.span(0, len(value)))


def term(name: str, short: str = "A word.", id_: str = "", **fields: object) -> Term:
    """Return a term; `match` options are given as `case=`, `mark=` and so on."""
    options = {
        key: fields.pop(key)
        for key in ("case", "mark", "inflect", "only", "never", "excluded")
        if key in fields
    }
    values: dict[str, object] = {
        "id": id_ or name.lower().replace(" ", "-"),
        "term": name,
        "short": written(short),
        "span": NOWHERE,
        "matching": Matching(**options),  # type: ignore[arg-type]
        **fields,
    }
    return Term(**values)  # type: ignore[arg-type]


def source(id_: str, **fields: object) -> Source:
    """Return a source."""
    values: dict[str, object] = {"type": "report", "title": f"The {id_}", **fields}
    return Source(id=id_, span=NOWHERE, **values)  # type: ignore[arg-type]


def note(id_: str, quote: str = "", **fields: object) -> Annotation:
    """Return a note on `article.md`, about a quote or the whole page."""
    if quote:
        fields["targets"] = (quoted(quote),)
    if isinstance(fields.get("body"), str):
        fields["body"] = written(str(fields["body"]))
    values: dict[str, object] = {"article": "article.md", "span": NOWHERE, **fields}
    return Annotation(id=id_, **values)  # type: ignore[arg-type]


def event(id_: str, date: str, body: str = "", **fields: object) -> Event:
    """Return an event."""
    values: dict[str, object] = {"title": id_.replace("-", " ").capitalize(), **fields}
    text = written(body) if body else None
    return Event(id=id_, date=date, body=text, span=NOWHERE, **values)  # type: ignore[arg-type]


def quoted(words: str, prefix: str = "", suffix: str = "", **fields: object) -> Target:
    """Return a target of a quote."""
    selector = TextQuoteSelector(exact=words, prefix=prefix, suffix=suffix)
    file = TextFile(path="test.yml", text=words)
    values: dict[str, object] = {"span": file.span(0, len(words)), **fields}
    return Target(selector=selector, **values)  # type: ignore[arg-type]


def anchored(html: str, *targets: Target) -> tuple[tuple[Anchored, ...], list[Diagnostic], str]:
    """Return what becomes of targets on a page, what is told, and the page's text."""
    page = page_text(html)
    article = TextFile(path="docs/article.md", text=html)
    ready = Anchorage.of(page, article, lambda words: words.replace("*", ""))
    found, told = anchor(ready, [note("n", targets=targets)])
    return found, list(told), page.text


def project(
    notes: Sequence[Annotation] = (),
    terms: Sequence[Term] = (),
    sources: Sequence[Source] = (),
    articles: Mapping[str, str] | None = None,
    *,
    auto_terms: bool = True,
    **front_matter: object,
) -> Project:
    """Return a project of one article, or of the articles given as Markdown by path."""
    texts = articles or {"article.md": ""}
    return Project(
        articles={
            path: Article(
                path=path,
                file=TextFile(path=f"docs/{path}", text=text),
                terms=auto_terms,
                **front_matter,  # type: ignore[arg-type]
            )
            for path, text in texts.items()
        },
        annotations=tuple(notes),
        terms={one.id: one for one in terms},
        sources={one.id: one for one in sources},
    )


def woven(  # noqa: PLR0913 - everything a page can have
    markdown: str,
    notes: Sequence[Annotation] = (),
    terms: Sequence[Term] = (),
    sources: Sequence[Source] = (),
    *,
    events: Sequence[Event] = (),
    options: Options | None = None,
    drafts: bool = False,
    special: bool | Sequence[str] = False,
    auto_terms: bool = True,
    url: str = "article/",
    **front_matter: object,
) -> WovenSite:
    """Return a site of one article, with its pages of their own if `special`, or some of them."""
    whole = project(
        notes, terms, sources, {"article.md": markdown}, auto_terms=auto_terms, **front_matter
    )
    whole = replace(whole, events=tuple(events))
    parser = Markdown(
        extensions=["tables", "fenced_code", "toc", "attr_list", ReferenceExtension(whole.terms)]
    )
    pages = [
        RenderedPage(path="article.md", url=url, html=parser.convert(markdown), title="Article")
    ]
    pages += [
        RenderedPage(
            path=f"{name}.md",
            url=f"{name}/",
            html=f"<h1>{name}</h1><!-- explainer:{name} -->",
            title=name.title(),
        )
        for name in (SPECIAL if isinstance(special, bool) else special)
        if special
    ]
    return weave_site(whole, pages, {}, options or Options(drafts=drafts))
