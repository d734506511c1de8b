"""The works that a file names: a bibliography's entries, or the page itself, by its metadata.

Of a page are read, in this order: Highwire's `citation_…`, which scholars' sites have, Dublin
Core, Open Graph, and last what any page has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote

from bs4 import BeautifulSoup

from explainer.csl import OWN, TEXTS
from explainer.diagnostics import Diagnostic, Severity
from explainer.importing.article import ImportRefusedError
from explainer.importing.entries import Value, entry, fresh_id
from explainer.importing.opening import at, clean, open_text, read_bytes
from explainer.load.bib import parse_bib
from explainer.load.fields import entries
from explainer.load.json_nodes import parse_json
from explainer.load.nodes import Items
from explainer.load.scalars import is_date, is_id
from explainer.load.sources import source
from explainer.model import Name, Source

Work = dict[str, Value]
"""The keys of a source and their values, without an id that is certain to be free."""

_DOI = re.compile(
    r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?(?P<doi>10\.\d{4,9}/\S+)", re.IGNORECASE
)
_DAY = re.compile(r"(?P<year>\d{4})(?:[-/](?P<month>\d\d?)(?:[-/](?P<day>\d\d?))?)?(?!\d)")
_TYPES = {
    "citation_journal_title": "article-journal",
    "citation_conference_title": "paper-conference",
    "citation_dissertation_institution": "thesis",
    "citation_technical_report_institution": "report",
}
"""What a page is that has such a name in its metadata."""
_NAMES = {
    "title": "citation_title dc.title dcterms.title og:title twitter:title",
    "container-title": "citation_journal_title citation_conference_title og:site_name",
    "publisher": "citation_publisher citation_dissertation_institution dc.publisher",
    "volume": "citation_volume",
    "issue": "citation_issue",
    "DOI": "citation_doi dc.identifier",
    "language": "citation_language dc.language",
    "URL": "citation_public_url citation_abstract_html_url og:url",
}
_AUTHORS = "citation_author dc.creator dcterms.creator article:author author"
_DATES = """citation_publication_date citation_date citation_online_date dcterms.issued dc.date
    article:published_time date"""
_PLAIN = (TEXTS | set(OWN)) - {"title", "note", "source", "citation-key"}


def works_in(file: Path) -> tuple[Work, ...]:
    """Return the works in a file; raise ImportRefusedError if there are none to be read."""
    if file.suffix.lower() in {".html", ".htm"}:
        return (_of_page(BeautifulSoup(read_bytes(file), "html5lib"), file.name),)
    parse = {".json": parse_json, ".bib": parse_bib}.get(file.suffix.lower())
    if parse is None:
        raise ImportRefusedError(f"{file.name}: sources are read from .html, .json and .bib")
    read = open_text(file)
    # The decoder knows an exported file by its ending.
    node, findings, _ = parse(read)
    listed = Items(items=(node,), span=node.span) if node and not isinstance(node, Items) else node
    made = tuple(_of_source(source(one)) for one in entries(listed, "a source", findings))
    _refuse_broken(findings)
    if not made:
        raise ImportRefusedError(f"{file.name}: there is no source in it")
    return made


def work_named(words: str) -> Work | None:
    """Return the beginning of a source for a web address or a DOI; None if it is neither."""
    doi = _DOI.fullmatch(words.strip())
    if doi:
        return {"title": "The title of the work", "DOI": unquote(doi["doi"])}
    if re.match(r"https?://[^/\s]+", words, re.IGNORECASE):
        return {"title": "The title of the page", "URL": words.strip()}
    return None


def source_entry(work: Work, taken: set[str]) -> tuple[str, str]:
    """Return the id and the entry of a work, under an id that is free."""
    wanted = str(work.get("id", ""))
    title = str(work["title"])
    seed = wanted or str(work.get("DOI") or work.get("URL") or title)
    words = _tail(seed) if title.startswith("The title of the") else title
    id_ = wanted if is_id(wanted) and wanted not in taken else ""
    id_ = id_ or fresh_id(wanted or words, taken, seed=seed, otherwise="source")
    return id_, entry((("id", id_), *((key, one) for key, one in work.items() if key != "id")))


def _tail(address: str) -> str:
    return PurePosixPath(re.sub(r"[?#].*", "", address)).stem


def _refuse_broken(findings: list[Diagnostic]) -> None:
    for one in findings:
        if one.severity is Severity.ERROR:
            raise ImportRefusedError(f"{at(one.span)}: {one.message}")


def _of_source(found: Source) -> Work:
    """Return what a source of a bibliography says, in our keys."""
    plain = {
        key: str(one)
        for key, one in found.item.items()
        if key in _PLAIN and isinstance(one, str | int)
    }
    made: Mapping[str, Value] = {
        "id": found.id,
        "type": found.type,
        "title": found.title,
        "author": [_who(one) for one in found.author],
        **{key: clean(one) for key, one in plain.items()},
        "issued": found.issued,
        "accessed": found.accessed,
        "URL": found.url,
    }
    return {key: one for key, one in made.items() if one}


def _who(name: Name) -> str | Mapping[str, str]:
    if name.family and name.given:
        return {"family": name.family, "given": name.given}
    return {"literal": name.literal or name.family}


# --- pages -----------------------------------------------------------------------------


def _of_page(soup: BeautifulSoup, name: str) -> Work:
    found = _metadata(soup)
    made: dict[str, Value] = {"type": _type(found)}
    for key, names in _NAMES.items():
        made[key] = next(_values(found, names), "")
    made["title"] = made["title"] or _words(soup.title.get_text() if soup.title else "")
    if not made["title"]:
        raise ImportRefusedError(f"{name}: the page does not say what it is called")
    made["author"] = [_written(one) for one in _authors(found)]
    made["issued"] = next(filter(None, map(_date, _values(found, _DATES))), "")
    made["URL"] = _address(soup) or made["URL"]
    doi = _DOI.fullmatch(str(made["DOI"]))
    made["DOI"] = doi["doi"] if doi else ""
    pages = [next(_values(found, f"citation_{one}page"), "") for one in ("first", "last")]
    made["page"] = "–".join(filter(None, pages))
    return {key: one for key, one in made.items() if one}


def _metadata(soup: BeautifulSoup) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in soup.find_all("meta"):
        name: Any = one.get("name") or one.get("property")
        words = _words(str(one.get("content") or ""))
        if name and words:
            found.setdefault(str(name).lower().strip(), []).append(words)
    return found


def _values(found: Mapping[str, list[str]], names: str) -> Iterator[str]:
    return (one for name in names.split() for one in found.get(name, ()))


def _authors(found: Mapping[str, list[str]]) -> list[str]:
    """Return the names of the first kind that names anybody; an address names nobody."""
    for name in _AUTHORS.split():
        named = [one for one in found.get(name, ()) if "://" not in one]
        if named:
            return list(dict.fromkeys(named))
    return []


def _written(name: str) -> str | Mapping[str, str]:
    """Return a name: `Holm, Ada` in its parts, any other as it is."""
    family, comma, given = (part.strip() for part in name.partition(","))
    if comma and family and given and "," not in given:
        return {"family": family, "given": given}
    return name


def _type(found: Mapping[str, list[str]]) -> str:
    return next((kind for name, kind in _TYPES.items() if name in found), "webpage")


def _date(written: str) -> str:
    day = _DAY.match(written)
    if not day:
        return ""
    parts = [day["year"], *(part.zfill(2) for part in (day["month"], day["day"]) if part)]
    return "-".join(parts) if is_date("-".join(parts)) else ""


def _address(soup: BeautifulSoup) -> str:
    link = soup.find("link", rel="canonical")
    found = str(link.get("href") or "") if link else ""
    return found if re.match(r"https?://", found, re.IGNORECASE) else ""


def _words(text: str) -> str:
    return " ".join(clean(text).split())
