"""Terms that claim the same words, so that nobody could say which one is meant.

Of two forms with one stem the nearer one is taken: “list” and “lists” may be two terms. Only
where neither begins the other, as with “trades” and “trading”, some words are as near to both.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from explainer.terms.forms import Form, fits
from explainer.terms.index import Index, Node
from explainer.terms.language import Language


@dataclass(frozen=True, slots=True)
class Clash:
    """Two forms, of two terms, that are found in the same words."""

    form: Form
    other: Form

    @property
    def key(self) -> tuple[str, str, str, str]:
        """The same for the same two forms in any language."""
        one, other = self.form, self.other
        return (one.term.id, one.written, other.term.id, other.written)


def clashes(index: Index) -> tuple[Clash, ...]:
    """Return the pairs of forms that are written differently and have one stem."""
    pairs = (pair for forms in _ends(index.root) for pair in combinations(forms, 2))
    return tuple(Clash(one, other) for one, other in pairs if _clash(one, other, index.language))


def same_claim(one: Form, other: Form) -> bool:
    """Return True if two terms may claim the same words in the same place."""
    return (
        one.term.id != other.term.id
        and "except" not in {one.role, other.role}
        and "none" not in {one.term.matching.mark, other.term.matching.mark}
        and not _apart(one, other)
    )


def _apart(one: Form, other: Form) -> bool:
    """Return True if the one belongs only where the other is kept out by the same pattern."""
    a, b = one.term.matching, other.term.matching
    return bool(
        (a.only and set(a.only) <= set(b.never)) or (b.only and set(b.only) <= set(a.never))
    )


def _ends(root: Node) -> Iterator[list[Form]]:
    """Yield the forms of each end of the tree that has several."""
    open_ = [root]
    while open_:
        node = open_.pop()
        open_ += [*node.words.values(), *node.gaps.values()]
        yield from (forms for forms in node.ends.values() if len(forms) > 1)


def _clash(one: Form, other: Form, language: Language) -> bool:
    if not same_claim(one, other) or one.claim == other.claim:  # the latter is told elsewhere
        return False
    a, b = (language.lower(form.written) for form in (one, other))
    if a.startswith(b) or b.startswith(a):
        return False
    return _fit(one, other, language) and _fit(other, one, language)


def _fit(form: Form, other: Form, language: Language) -> bool:
    return fits(form, other.words, language)
