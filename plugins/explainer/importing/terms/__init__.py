"""Terms that others defined, read from tables, TBX, and lists in YAML or JSON."""

from explainer.importing.terms.compose import ComposedTerms, compose_terms
from explainer.importing.terms.model import Found, ReadTerms
from explainer.importing.terms.reading import read_terms

__all__ = ["ComposedTerms", "Found", "ReadTerms", "compose_terms", "read_terms"]
