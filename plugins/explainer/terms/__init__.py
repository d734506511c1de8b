"""Finding the glossary's terms in a text: whole words in all their forms, the longest first.

    reading    a text         -> as it is searched, with a map back
    language   a BCP 47 tag   -> what has one stem, and what only seems to
    forms      a term         -> the ways to write it
    index      forms, a text  -> hits
    choosing   hits, a page   -> the places to link
    claims     an index       -> terms that cannot be told apart
    circular   a definition   -> whether it needs its own term

The rules are in the handbook, under “Terms”.
"""

from explainer.terms.choosing import Glossaries, Glossary, TermRange
from explainer.terms.circular import explains_itself
from explainer.terms.claims import same_claim
from explainer.terms.forms import Form, forms

__all__ = ["Form", "Glossaries", "Glossary", "TermRange", "explains_itself", "forms", "same_claim"]
