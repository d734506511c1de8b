"""A project whose preview is asked as its pages ask it, without a server or MkDocs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from markdown import Markdown

from explainer.annotating.desk import Desk
from explainer.annotating.files import Files
from explainer.annotating.shown import Shown
from explainer.load import load
from explainer.pipeline import Options, RenderedPage, weave_site
from explainer.references import ReferenceExtension
from explainer.text import page_text

ARTICLE = """\
---
title: The harbour plan
---

# The harbour plan

The council approved the *harbour* plan on **Tuesday**[^1]. It cost 2.5 million crowns, says the
[ledger](https://example.org/) – “too much”, said the mayor.

A second paragraph speaks of the ferry line. It cost 2.5 million crowns, too.

- The first pier is *old*.
- The second pier is new.

| Year | Cost |
| ---- | ---- |
| 2019 | 2.5  |
| 2020 | 2.5  |

## What follows

> The ferry line will move, and so it will: to the new pier.

[^1]: By seven to two.
"""

NOTES = """\
# Checked by the harbour master
notes:
  # the first of all
  - id: cost
    quote: "2.5 million crowns, says"
    kind: correction   # not context
    title: What it cost
    body: |
      It was quietudinous [@ledger].

  - {id: pier, quote: the new pier, body: Built for a ferry.}
"""

SOURCES = "sources:\n  - {id: ledger, title: The ledger}\n  - {id: log-book, title: The log}\n"
GLOSSARY = "terms:\n  - {id: ferry-line, term: ferry line, short: Ships back and forth.}\n"


@dataclass(frozen=True)
class Preview:
    """A project in a folder, and the desk that its pages ask."""

    root: Path
    desk: Desk

    @property
    def notes(self) -> Path:
        """The notes on the one article."""
        return self.root / "annotations/news/plan.yml"

    def build(self) -> Shown:
        """Do what a build does, and show it to the desk."""
        docs, annotations = self.root / "docs", self.root / "annotations"
        project, found = load(self.root, docs_dir=docs, annotations_dir=annotations)
        reader = Markdown(
            extensions=["tables", "footnotes", "attr_list", ReferenceExtension(project.terms)]
        )
        pages = [
            RenderedPage(
                path=path,
                url=path.replace(".md", "/"),
                html=reader.reset().convert(one.file.text[one.starts :]),
                title=one.title,
            )
            for path, one in project.articles.items()
        ]
        woven = weave_site(project, pages, {}, Options(drafts=True))
        assert woven.gathered
        shown = Shown(
            gathered=woven.gathered,
            diagnostics=(*found, *woven.diagnostics),
            files=Files(root=self.root, annotations=annotations, ready=self.desk.ready),
            docs=docs,
        )
        self.desk.show(shown)
        return shown

    def ask(self, action: str, **asked: object) -> dict[str, object]:
        """Ask something about the article."""
        return dict(self.desk.answer(action, {"page": "news/plan/", **asked}))

    def add(self, exact: str, **more: object) -> dict[str, object]:
        """Describe words and write a note on them, as the form does."""
        around = {key: more.pop(key) for key in ("prefix", "suffix", "position") if key in more}
        where: dict[str, object] = {"exact": exact} | {**around}
        told = self.ask("describe", **where)
        given = {"file": told["file"], "seen": told["seen"], "body": "So it is."}
        return self.ask("add", **where, **{**given, **more})


def preview(root: Path, article: str = ARTICLE, notes: str = NOTES) -> Preview:
    """Return a project with one article, built."""
    files = {
        "docs/news/plan.md": article,
        "docs/news/other.md": "# Another\n\nIt has no notes.\n",
        "annotations/news/plan.yml": notes,
        "annotations/sources.yml": SOURCES,
        "annotations/glossary.yml": GLOSSARY,
    }
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    made = Preview(root, Desk())
    made.build()
    return made


def text_of(shown: Shown) -> str:
    """Return what a reader of the article reads."""
    return page_text(shown.page("news/plan/").page.html).text
