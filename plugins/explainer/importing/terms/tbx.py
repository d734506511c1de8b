"""A glossary in TBX: TermBase eXchange, ISO 30042, of 2008 (version 2) and of 2019 (version 3).

The names of the elements differ between the two, and in version 3 between two styles; what
stands in what is the same. Entities are refused before the file is parsed, so that none is
ever expanded; nothing outside the file is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree
from lxml.etree import _Element as Element

from explainer.importing.article import ImportRefusedError
from explainer.importing.terms.columns import Cells
from explainer.importing.terms.model import Found, ReadTerms

_CONCEPTS = {"termEntry", "conceptEntry"}
_LANGUAGES = {"langSet", "langSec"}
_TERMS = {"tig", "ntig", "termSec"}
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_ENTITY = re.compile(rb"<\0?!\0?E\0?N\0?T\0?I\0?T\0?Y|<!ENTITY")
_PREFERRED = "preferredTerm"


_OWN_ID = "term-"


def read_tbx(name: str, data: bytes, *, wanted: str) -> ReadTerms:
    """Return the terms in a TBX file, named in one language, by default that of the file.

    The names in other languages become `original`. Raises ImportRefusedError if the file
    cannot be read.
    """
    root = _root(name, data)
    concepts = [one for one in root.iter() if _kind(one) in _CONCEPTS]
    if not concepts:
        raise ImportRefusedError(
            f"{name}:{root.sourceline}:1: there is no term here: a TBX file has `termEntry` or"
            " `conceptEntry`"
        )
    language = wanted or str(root.get(_LANG) or "")
    return ReadTerms(terms=tuple(_found(name, one, language) for one in concepts))


def _root(name: str, data: bytes) -> Element:
    if entity := _ENTITY.search(data):
        line = data.count(b"\n", 0, entity.start()) + 1
        raise ImportRefusedError(
            f"{name}:{line}:1: the file declares entities, which are not read: write out what"
            " they stand for"
        )
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        why = " ".join((error.msg or "it is empty").partition(", line ")[0].split())
        raise ImportRefusedError(
            f"{name}:{max(line, 1)}:{max(column, 1)}: the XML cannot be read: {why}"
        ) from error


def _found(name: str, concept: Element, language: str) -> Found:
    cells = Cells()
    sets = [one for one in concept if _kind(one) in _LANGUAGES]
    own = _own(sets, language)
    for one in sets:
        names = [_text(term) for term in _terms(one)]
        if one is own:
            cells.put("term", names[:1])
            for other in names[1:]:
                cells.many.setdefault("aliases", []).append(other)
        elif names:
            cells.put(f"language:{one.get(_LANG) or 'und'}", names[:1])
    inner = [own] if own is not None else []
    cells.put("definition", _said([*inner, concept, *sets], "definition"))
    cells.put("source", _said([concept, *inner], "source"))
    cells.put("kind", _said([concept], "subjectField"))
    # Ours say how we call the term; others number their concepts.
    number = str(concept.get("id") or "")
    cells.put("id", [number.removeprefix(_OWN_ID)] if number.startswith(_OWN_ID) else [])
    return cells.found(f"{name}:{concept.sourceline}:1", markdown=False)


def _own(sets: list[Element], language: str) -> Element | None:
    """Return the part in a language: exactly, else of its main tag, else the first."""
    wanted = language.casefold()
    tags = [str(one.get(_LANG) or "").casefold() for one in sets]
    for same in (str.__eq__, lambda tag, of: tag.partition("-")[0] == of.partition("-")[0]):
        for one, tag in zip(sets, tags, strict=True):
            if wanted and same(tag, wanted):
                return one
    return sets[0] if sets else None


def _terms(part: Element) -> Iterator[Element]:
    """Yield the terms of a language, those that are preferred first."""
    groups = [one for one in part.iter() if _kind(one) in _TERMS]
    groups.sort(key=lambda one: _PREFERRED not in "".join(one.itertext()))
    for group in groups:
        yield from (one for one in group.iter() if _kind(one) == "term" and _text(one))


def _said(parts: list[Element], what: str) -> list[str]:
    """Return what is said under a name, in the order of the parts."""
    return [
        _text(one)
        for part in parts
        for one in _inside(part)
        if what in {_kind(one), one.get("type")} and _text(one)
    ]


def _inside(part: Element) -> Iterator[Element]:
    """Yield what is in a part, in order, without what is in the languages below it."""
    waiting = [*part][::-1]
    while waiting:
        one = waiting.pop()
        if _kind(one) not in _LANGUAGES:
            yield one
            waiting += [*one][::-1]


def _kind(element: Element) -> str:
    """Return the name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""


def _text(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())
