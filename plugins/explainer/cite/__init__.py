"""How sources are named in the text and listed under it, in a style of CSL."""

from explainer.cite.entries import source_view
from explainer.cite.marks import citation_view, cites_html
from explainer.cite.references import References, Spoken
from explainer.csl.style import SHIPPED, Style, StyleError, read_style, shipped

__all__ = [
    "SHIPPED",
    "References",
    "Spoken",
    "Style",
    "StyleError",
    "citation_view",
    "cites_html",
    "read_style",
    "shipped",
    "source_view",
]
