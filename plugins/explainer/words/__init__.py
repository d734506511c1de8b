"""The words of the interface, in one catalogue by language.

A catalogue is a file in `catalogues/`: English is the model for all; a language without a
catalogue of its own is shown in English. Plurals, numbers and dates follow CLDR.
"""

from __future__ import annotations

from explainer.words.catalogue import attributes, language_tag, words
from explainer.words.overrides import WrongWord, read_overrides
from explainer.words.phrases import Override, Words

__all__ = [
    "Override",
    "Words",
    "WrongWord",
    "attributes",
    "language_tag",
    "read_overrides",
    "words",
]
