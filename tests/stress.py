"""A small project that asks everything of the reader's page at once; the same every time.

`python -m tests.stress FOLDER` writes and builds it, to be looked at.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml

from tests.stress_article import SOURCES, Article, article, note, words
from tests.stress_prose import ARABIC, GERMAN, TERMS, paragraphs, sentences

ADDRESS = "https://example.org/stress/"
"""Where the site says it is; who serves it elsewhere writes that into its sitemap."""
ROOT = Path(__file__).parents[1]
TERM_KINDS = ("concept", "place", "organisation", "law", "person", "event", "product")
SPARSE = 24
_SOURCE_TYPES = ("report", "book", "article-newspaper", "dataset", "legislation", "webpage")
_TOWER = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="480" height="240" viewBox="0 0 480 240">'
    '<rect width="480" height="240" fill="#9bc"/><path d="M220 40h40l20 160h-80z" fill="#fff"/>'
    '<path d="M0 200h480v40H0z" fill="#468"/></svg>\n'
)


class _Settings(yaml.SafeLoader):
    """Reads mkdocs.yml without what its tags stand for."""


_Settings.add_multi_constructor("", lambda *_: None)


def write(root: Path, language: str = "en", *, annotated: bool = True) -> None:
    """Write the project; without annotations it is the plain one to compare with."""
    _write(root / "mkdocs.yml", json.dumps(_config(language, annotated=annotated), indent=1))
    _write(root / "docs/img/tower.svg", _TOWER)
    pages = _pages() if language == "en" else _foreign_pages(language)
    for name, page in pages.items():
        text = page.markdown
        if not annotated:  # what only the plugin reads would stand there as it is written
            text = text.replace(" [@s00]", "").replace("[[", "").replace("]]", "")
        _write(root / f"docs/{name}.md", text)
        if annotated and page.notes:
            _dump(root / f"annotations/{name}.yml", {"notes": page.notes + page.links})
    if annotated:
        _dump(root / "annotations/glossary.yml", {"terms": _terms(language)})
        _dump(root / "annotations/sources.yml", {"sources": _sources()})
        _dump(root / "annotations/events.yml", {"events": _events()})


def build(root: Path, site: Path) -> None:
    """Build the project; stop if a note of it is without a place."""
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--site-dir", str(site)],
        cwd=root,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1600000000"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode or "error[" in done.stderr:
        raise RuntimeError(done.stdout + done.stderr)


def _config(language: str, *, annotated: bool) -> dict[str, Any]:
    """Return the settings: the real ones, but for the pages and what only a test needs."""
    real = yaml.load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), _Settings)  # noqa: S506
    features = dict.fromkeys([*real["theme"]["features"], "navigation.instant", "toc.integrate"])
    settings: dict[str, Any] = {
        "INHERIT": str(ROOT / "mkdocs.yml"),
        "site_name": f"Stress {language}",
        # Instant navigation follows only what the sitemap lists, which is empty without one.
        "site_url": ADDRESS,
        "theme": {"language": language, "features": list(features)},
        "nav": None,
        "validation": {"nav": {"omitted_files": "ignore"}},
    }
    if not annotated:
        kept = [one for one in real["plugins"] if "explainer" not in one]
        settings["plugins"] = kept
    return settings


# --- pages ---------------------------------------------------------------------------------


def _pages() -> dict[str, Article]:
    return {
        "index": _plain("# Stress\n\n" + "\n".join(
            f"- [{name}]({name}.md)"
            for name in ("stress", "corners", "sparse", "plain", "arabic", "folded", "terms")
        )),
        "stress": article(),
        "corners": _corners(),
        "sparse": _sparse(),
        "plain": _plain("# A page without notes\n\nBack to [the sparse page](sparse.md).\n\n"
                        + "\n\n".join(_without_terms(12)), terms=False),
        "terms": _plain("# A page with terms alone\n\n" + "\n\n".join(
            f"The {term} stands here for the reader to look at, and nothing else does."
            for term in TERMS[:12]
        )),
        "arabic": _foreign("ar", ARABIC, wrapped=True),
        "folded": _folded(),
    }  # fmt: skip


def _plain(text: str, *, terms: bool = True) -> Article:
    head = [] if terms else ["---\nterms: false\n---"]
    return Article(blocks=[*head, text])


def _without_terms(number: int) -> list[str]:
    return paragraphs(number, start=9000)


def _corners() -> Article:
    """Notes on first and last words, at both edges, from the top to the end of the page."""
    made = Article(blocks=["# Corners"])
    told = sentences(2000)
    for number in range(30):
        line = next(told).split()
        line[0], line[-1] = f"Left{number}", f"right{number}."
        text = " ".join(line[: 6 + number % 4])
        if number % 2:
            made.add(f'<p align="right" markdown>{text} right{number}</p>')
            made.note(quote=f"right{number}")
        else:
            made.add(text)
            made.note(quote=f"Left{number}")
    return made


def _sparse() -> Article:
    """A few short notes to a screen: there is room for each beside its line."""
    made = Article(blocks=["# Sparse"])
    texts = iter(paragraphs(SPARSE * 3, start=10000))
    for number in range(SPARSE):
        if number % 4 == 0:
            made.add(f"## Part {number // 4 + 1}")
        text = next(texts)
        made.add(text)
        made.note(**words(text, 10, 15))
        made.notes[-1] |= {"title": f"Sparse {number}", "body": f"A short remark, {number}."}
        made.notes[-1].pop("see", None)
        made.add(next(texts))
        made.add(next(texts))
    return made


def _folded() -> Article:
    """Places that are shut when the page opens."""
    made = Article(blocks=["# Folded away"])
    for text in paragraphs(12, start=11000):
        made.add(text)
    inner = "The inner chamber holds a spare lens.\n{: #inner-chamber }"
    made.add(f"<details markdown><summary>Shut</summary>\n\n{inner}\n\n</details>")
    made.note(quote="holds a spare lens")
    made.add('??? note "Also shut"\n\n    The outer chamber holds the spare oil.')
    made.note(quote="holds the spare oil")
    # Its words are no text to the plugin, since they are hidden; so there is no note in it.
    far = "The far chamber holds a spare bell.\n{: #far-chamber }"
    made.add(f'<div hidden="until-found" markdown>\n\n{far}\n\n</div>')
    for text in paragraphs(12, start=11500):
        made.add(text)
    made.note(**words(made.blocks[2], 4, 9))
    return made


def _foreign(language: str, lines: tuple[str, ...], *, wrapped: bool) -> Article:
    """Return an article in another language; wrapped, it stands in an English site."""
    made = Article(blocks=[f"---\ntitle: {lines[0]}\n---", f"# {lines[0]}"])
    if wrapped:
        made.add(f'<div lang="{language}" dir="rtl" markdown>')
    for number in range(24):
        first, second = lines[number % 12], lines[(number * 5 + 3) % 12]
        if number % 6 == 0:
            made.add(f"## {lines[number // 6 + 1]} {number // 6 + 1}")
        made.add(f"{first} ({number}). {second}. {lines[(number * 7 + 1) % 12]}.")
        made.notes.append(
            note(number, {"quote": f"{' '.join(first.split()[-3:])} ({number})"})
            | {"title": f"{second} {number}", "body": f"{first}.", "see": []}
        )
        made.notes[-1].pop("see")
    if wrapped:
        made.add("</div>")
    return made


def _foreign_pages(language: str) -> dict[str, Article]:
    lines = {"ar": ARABIC, "de": GERMAN}[language]
    home = _plain(f"# {lines[1]}\n\n[{lines[0]}](article.md)\n\n[{lines[2]}](plain.md)")
    plain = _plain(f"# {lines[2]}\n\n" + "\n\n".join(f"{line}." for line in lines), terms=False)
    return {"index": home, "article": _foreign(language, lines, wrapped=False), "plain": plain}


# --- what is not of one page ---------------------------------------------------------------


def _terms(language: str) -> list[dict[str, Any]]:
    names = TERMS
    if language != "en":
        lines = {"ar": ARABIC, "de": GERMAN}[language]
        names = tuple(" ".join(line.split()[:2]) for line in lines)
    told = sentences(12000)
    made: list[dict[str, Any]] = []
    for number, name in enumerate(dict.fromkeys(names)):
        one: dict[str, Any] = {"id": f"t{number:02d}", "term": name, "short": next(told)}
        one["kind"] = TERM_KINDS[number % len(TERM_KINDS)]
        if number % 2:
            one["definition"] = f"{next(told)} See also [[t{number - 1:02d}]]. {next(told)}"
        if number % 5 == 0:
            one |= {"pronunciation": f"TERM {number}", "original": {"nl": f"woord {number}"}}
        if number % 4 == 0:
            one["sources"] = [f"s{number % SOURCES:02d}"]
        made.append(one)
    return made


def _sources() -> list[dict[str, Any]]:
    told = sentences(13000)
    return [
        {
            "id": f"s{number:02d}",
            "type": _SOURCE_TYPES[number % len(_SOURCE_TYPES)],
            "title": f"{' '.join(next(told).split()[:6]).rstrip(',')}, part {number}",
            "author": [{"family": f"Tarrant{number}", "given": "J."}],
            "publisher": "Harbour press",
            "issued": str(1850 + number),
            "accessed": "2026-11-20",
            "URL": f"https://example.org/source/{number}",
            "archive-url": f"https://archive.example/source/{number}",
            "quote": next(told),
            "primary": number % 3 == 0,
        }
        for number in range(SOURCES)
    ]


def _events() -> list[dict[str, Any]]:
    return [
        {
            "id": f"e{number:02d}",
            "date": str(1820 + number * 5),
            "title": f"The lamp is moved for the {number + 2}nd time",
            "body": text,
            # Every source is cited somewhere, in every language.
            "sources": [f"s{one:02d}" for one in range(number, SOURCES, 10)],
        }
        for number, text in enumerate(paragraphs(10, start=14000, length=1))
    ]


def _dump(path: Path, data: object) -> None:
    _write(path, yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=100))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def main() -> None:
    """Write and build every variant below the folder that is named."""
    folder = Path(sys.argv[1])
    for language in ("en", "ar", "de"):
        write(folder / language, language)
        build(folder / language, folder / f"site-{language}")


if __name__ == "__main__":
    main()
