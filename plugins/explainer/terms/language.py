"""What a language does to its words: their stems, their capitals, what is joined to them.

The stems are those of Snowball (snowballstemmer). It takes words for one that are none:
English “import” and “important”, German “schon” and “schön”. What is said here on top of it
takes such pairs apart again, finds an Arabic word behind its article, and a Turkish one
before endings that are taken off one by one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

import snowballstemmer

from explainer.fold import lowered
from explainer.terms.reading import bare, common

_STEMMERS = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german",
    "el": "greek", "en": "english", "eo": "esperanto", "es": "spanish", "et": "estonian",
    "eu": "basque", "fa": "persian", "fi": "finnish", "fr": "french", "ga": "irish",
    "hi": "hindi", "hu": "hungarian", "hy": "armenian", "id": "indonesian", "it": "italian",
    "lt": "lithuanian", "nb": "norwegian", "ne": "nepali", "nl": "dutch", "nn": "norwegian",
    "no": "norwegian", "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian",
    "sr": "serbian", "st": "sesotho", "sv": "swedish", "ta": "tamil", "tr": "turkish",
    "yi": "yiddish",
}  # fmt: skip
"""By the first part of a BCP 47 tag."""
_DOTLESS = frozenset(("tr", "az"))
_APOSTROPHE_JOINS = frozenset(("en", "tr", "az"))
_DOTS = str.maketrans({"İ": "i", "I": "ı"})
_STEPWISE = frozenset(("arabic", "finnish"))
"""Stemmers that leave some endings on a word that they would take off another time."""
_STEPS = 4
"""More endings than these are taken off no word."""
_ARTICLE = re.compile("ال(?=..)")
_DERIVED = {
    "arabic": re.compile("(ي)ه?"),
    "english": re.compile(
        r"(i?al|abl|anc|ant|ation|ative|ator|enc|ent|er|ful|ic|ical|ion|ism|ist|it|ive|ly|ment"
        r"|ness|or|ous)(?:y|ies|e|es|s)?"
    ),
    "french": re.compile(
        r"(abl|anc|at(?=eur|ric)|ation|enc|ement|ibl|if|ism|ist|it|iv|ment)(?:eur|rice|e)?s?"
    ),
    "german": re.compile(r"(bar|heit|ig|isch|keit|lich|ung)(?:e|en|em|er|es)?"),
    "spanish": re.compile(
        r"(abl|acion|ador|anci|enci|ibl|idad|ism|ist|iv|mente)(?:a|e|o)?(?:e?s)?"
    ),
}
"""Endings, without accents, that make another word and that the stemmer takes off all the same."""
_SHORTEST_HEAD = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """As much of a language as it takes to know a word again."""

    stemmer: str = ""
    """Snowball's name of it; empty if it has none."""
    dotless: bool = False
    """True if the small letter of I is ı, and that of İ is i."""
    apostrophe_joins: bool = False
    """True if what follows an apostrophe is an ending: Türkiye’nin, not l’accord."""

    @property
    def has_proclitics(self) -> bool:
        """True if an article or a preposition may be written as one with its word."""
        return self.stemmer == "arabic"

    def lower(self, text: str) -> str:
        """Return a text in small letters, as long as it was."""
        if text.isascii() and not self.dotless:
            return text.lower()
        return lowered(text.translate(_DOTS) if self.dotless else text)

    def key(self, word: str) -> str:
        """Return what the forms of a term's word, in small letters, have in common.

        Empty for a language without a stemmer.
        """
        return _key(word, self.stemmer)

    def keys(self, word: str) -> tuple[str, ...]:
        """Return the keys of which a word of a text, in small letters, may be a form."""
        return _keys(word, self.stemmer)

    def heads(self, word: str) -> tuple[str, ...]:
        """Return how the forms of a term's word begin, `bare`: one of these, for a first look."""
        key = self.key(word).partition("+")[0]
        if not self.has_proclitics:
            return (_head(bare(word), key),)
        head = _head(_without_article(bare(word)), key)
        return tuple(f"{before}{head}" for before in _BEFORE)

    def same(self, word: str, found: str) -> bool:
        """Return True unless words with one key are two words all the same."""
        one, other = self.lower(word), self.lower(found)
        if one == other:
            return True
        if self.stemmer == "turkish":
            return _is_turkish_form(one, other)
        if word.endswith("ة"):  # it may become another letter, but something stands there
            return not bare(other).endswith(bare(one)[:-1])
        nouns = word[:1].isupper() and found[:1].isupper()
        # In German only nouns have an umlaut in the plural: schon and schön are two words.
        return self.stemmer != "german" or nouns or _umlauts_agree(one, other)


_BEFORE = (
    "", "ال", "وال", "فال", "بال", "كال", "وبال", "وكال", "فبال", "لل", "ولل", "فلل", "ب", "ل", "ك",
    "و", "ف", "وب", "ول", "وك", "فب", "فل",
)  # fmt: skip
"""What an Arabic word may have before it."""


@cache
def language(tag: str) -> Language:
    """Return the language of a BCP 47 tag: `de`, `pt-BR`, `zh-Hant`."""
    first = re.split("[-_]", tag.lower(), maxsplit=1)[0]
    return Language(
        stemmer=_STEMMERS.get(first, ""),
        dotless=first in _DOTLESS,
        apostrophe_joins=first in _APOSTROPHE_JOINS,
    )


def _head(plain: str, key: str) -> str:
    """Return the beginning that a word's forms share: of company and companies, compan-."""
    if not key:
        return plain
    shared = common(bare(key), plain)
    if not shared:  # Serbian stems are in Latin letters, whatever the word is in
        return plain[:_SHORTEST_HEAD]
    return plain[: min(shared, max(_SHORTEST_HEAD, len(key) - 1))]


def _without_article(word: str) -> str:
    return word[2:] if _ARTICLE.match(word) else word


@lru_cache(maxsize=65536)
def _key(word: str, stemmer: str) -> str:
    if not stemmer:
        return ""
    if stemmer == "turkish":
        return word[:-1] if len(word) > 3 else word  # noqa: PLR2004 - kitap, kitabı; but su, suyu
    if stemmer == "arabic":
        return _marked(_without_article(bare(word)), 1, stemmer)[-1]
    return _marked(word, 1, stemmer)[-1]


@lru_cache(maxsize=65536)
def _keys(word: str, stemmer: str) -> tuple[str, ...]:
    if not stemmer:
        return ()
    if stemmer == "turkish":
        return tuple(word[:end] for end in range(1, len(word) + 1))
    if stemmer == "arabic":
        every = (key for base in _bases(bare(word)) for key in _marked(base, _STEPS, stemmer))
        return tuple(dict.fromkeys(every))
    return tuple(dict.fromkeys(_marked(word, _STEPS if stemmer in _STEPWISE else 1, stemmer)))


def _bases(word: str) -> Iterator[str]:
    """Yield an Arabic word, and what it is if it begins with others; a letter alone is no rest."""
    yield word
    for before in _BEFORE[1:]:
        rest = word.removeprefix(before)
        if rest != word and (rest[2:] or (before.endswith(("ال", "لل")) and rest[1:])):
            yield rest


def _marked(word: str, steps: int, stemmer: str) -> list[str]:
    """Return the stems of a word, step by step, each with the ending that made another word."""
    derived = _DERIVED.get(stemmer)
    found = []
    for stem in _stems(word, steps, stemmer):
        made = derived.fullmatch(bare(word[common(stem, word) :])) if derived else None
        found.append(f"{stem}+{made[1]}" if made else stem)
    return found


def _stems(word: str, steps: int, stemmer: str) -> list[str]:
    found = [word] if steps > 1 else []
    at = word
    for _ in range(steps):
        stem = bare(_stem(at, stemmer)) if stemmer == "arabic" else _stem(at, stemmer)
        if stem == at or (stemmer == "arabic" and not word.startswith(stem)):
            break  # a letter of an Arabic word is no article of it
        at = stem
        found.append(at)
    return found or [at]


@lru_cache(maxsize=65536)
def _stem(word: str, stemmer: str) -> str:
    return str(_stemmer(stemmer).stemWord(word))


@cache
def _stemmer(name: str) -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer(name)


def _is_turkish_form(word: str, found: str) -> bool:
    """Return True if what is behind a word is taken off by the stemmer: liste, listesi, listesine.

    It leaves a letter that only joins (listes-), and the last of the word may have softened.
    """
    shared = common(word, found)
    if shared < len(word) - (len(word) > 3):  # noqa: PLR2004 - as for the key
        return False
    return any(len(stem) <= len(word) + 1 for stem in _stems(found, _STEPS, "turkish")[1:])


def _umlauts_agree(one: str, other: str) -> bool:
    shared = common(bare(one), bare(other))
    return one[:shared] == other[:shared]
