"""One page of a site as a file of its own: HTML for the screen, PDF for paper.

A woven page goes in, with what its site says about it; a whole file comes out, which needs
nothing else and asks nobody for anything.
"""

from __future__ import annotations

from explainer.export.leaf import Around, Leaf, Rendered
from explainer.export.paper import SIZES, for_paper
from explainer.export.pdf import NoPdf, pdf_of, ready
from explainer.export.single import single_file

__all__ = [
    "SIZES",
    "Around",
    "Leaf",
    "NoPdf",
    "Rendered",
    "for_paper",
    "pdf_of",
    "ready",
    "single_file",
]
