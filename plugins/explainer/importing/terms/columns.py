"""The names that glossaries give to their columns and keys, in the languages of our readers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from explainer.importing.opening import clean
from explainer.importing.terms.model import Found

_NAMES = {
    "term": """
        term terms name word title entry headword label preflabel phrase key acronym
        begriff benennung stichwort ausdruck wort terme mot nom expression termino palabra nombre
        vocablo termine parola termo palavra 术语 词 词条 名称 術語 用語 مصطلح المصطلح كلمة
    """,
    "definition": """
        definition definitions def description desc meaning explanation text body content gloss
        details beschreibung bedeutung erklarung erlauterung beschreibungstext signification
        descripcion definicion significado explicacion definizione descrizione definicao descricao
        定义 定義 释义 说明 解释 تعريف التعريف شرح
    """,
    "short": """
        short summary shortdefinition abstract tooltip kurz kurzdefinition kurzbeschreibung resume
        court resumen corto breve 摘要 简述 ملخص
    """,
    "aliases": """
        alias aliases synonym synonyms altlabel also alsoknownas aka abbreviation abbreviations abbr
        variants variant synonyme abkurzung abkurzungen kurzform abreviation abreviations variante
        variantes sinonimo sinonimos abreviatura abreviaturas sinonimi 同义词 别名 缩写 مرادف
        مرادفات اختصار
    """,
    "kind": """
        kind type category class art typ kategorie genre categorie tipo categoria 类型 类别 نوع فئة
    """,
    "id": "id identifier slug anchor ref kennung identifiant identificador",
    "pronunciation": """
        pronunciation ipa pronounced aussprache prononciation pronunciacion 发音 读音 拼音 نطق
    """,
    "source": """
        source sources reference references citation url link quelle quellen beleg fuente fuentes
        referencia fonte 来源 出处 مصدر المصدر
    """,
    "original": "original originals translations ubersetzungen traductions traducciones 原文 译名",
}
_FIELDS = {name: found for found, names in _NAMES.items() for name in names.split()}
_LANGUAGE = re.compile(r"(?:[a-z]{2,3})(?:[-_][a-z0-9]{2,8})*", re.IGNORECASE)
_OF_LANGUAGE = re.compile(
    r"(?:term|terme|begriff|original|name|translation)[ :_.\-(\[]+(?P<code>[a-z]{2}[\w-]*)[)\]]?",
    re.IGNORECASE,
)
_SEVERAL = re.compile(r"\s*[;|；、\n]\s*")
_MANY = ("aliases", "source")


@dataclass(slots=True, kw_only=True)
class Cells:
    """What is said of a term, by field; filled cell by cell."""

    one: dict[str, str] = field(default_factory=dict)
    many: dict[str, list[str]] = field(default_factory=dict)
    original: dict[str, str] = field(default_factory=dict)

    def put(self, name: str, values: Iterable[str]) -> None:
        """Take the values of a field; of several for one, the first that says something."""
        said = [value for one in values if (value := clean(one).strip())]
        if name in _MANY:
            parts = (part for one in said for part in _SEVERAL.split(one))
            self.many.setdefault(name, []).extend(filter(None, parts))
        elif said and (code := language(name)):
            self.original.setdefault(code, said[0])
        elif said:
            self.one.setdefault(name, said[0])

    def found(self, at: str, *, markdown: bool) -> Found:
        """Return what was gathered."""
        return Found(
            at=at,
            term=" ".join(self.one.get("term", "").split()),
            definition=self.one.get("definition", ""),
            short=self.one.get("short", ""),
            id=self.one.get("id", ""),
            aliases=tuple(" ".join(one.split()) for one in self.many.get("aliases", [])),
            kind=" ".join(self.one.get("kind", "").split()),
            pronunciation=" ".join(self.one.get("pronunciation", "").split()),
            original={code: " ".join(one.split()) for code, one in self.original.items()},
            sources=tuple(self.many.get("source", [])),
            markdown=markdown,
        )


def field_of(header: str) -> str:
    """Return what a column is about: the name of a field, `language:CODE`, or ""."""
    given = header.strip()
    if found := _FIELDS.get(_plain(given)):
        return found
    of_language = _OF_LANGUAGE.fullmatch(given)
    if of_language:
        return f"language:{_tag(of_language['code'])}"
    is_code = _LANGUAGE.fullmatch(given) and given.partition("-")[0].partition("_")[0].islower()
    return f"language:{_tag(given)}" if is_code and len(_tag(given).partition("-")[0]) == 2 else ""  # noqa: PLR2004 - ISO 639-1


def language(name: str) -> str:
    """Return the code of a field that holds names in a language, or ""."""
    return name.removeprefix("language:") if name.startswith("language:") else ""


def with_term(fields: Mapping[str, str], wanted: str) -> dict[str, str]:
    """Return the fields of columns with one of them as the term's, if only languages are named.

    The language that is wanted, else the first.
    """
    found = dict(fields)
    codes = {header: language(name) for header, name in fields.items() if language(name)}
    if codes and ("term" not in fields.values() or wanted in codes.values()):
        chosen = next((header for header, code in codes.items() if code == wanted), "")
        if not chosen and "term" not in fields.values():
            chosen = next(iter(codes))
        if chosen:
            found = {key: "" if name == "term" else name for key, name in found.items()}
            found[chosen] = "term"
    return found


def _plain(header: str) -> str:
    """Return a header without accents, case and signs."""
    letters = unicodedata.normalize("NFKD", header.casefold())
    return "".join(one for one in letters if one.isalnum())


def _tag(code: str) -> str:
    return code.replace("_", "-")
