"""Selectors in bulk: lines of JSON in, lines of JSON out, for tools and benchmarks.

read      a line        -> Case, or what is wrong with the line
document  text or html  -> a page ready for anchoring, and the map to its raw text
places    Case          -> Outcome, in offsets of the raw text
answers   lines         -> lines
"""

from explainer.batch.answers import Answer, answers

__all__ = ["Answer", "answers"]
