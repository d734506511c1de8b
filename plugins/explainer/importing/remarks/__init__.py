"""Annotations that others made, read from W3C Web Annotations and exports of Hypothesis."""

from explainer.importing.remarks.model import Link, Read, Remark, Spot
from explainer.importing.remarks.reading import read_remarks

__all__ = ["Link", "Read", "Remark", "Spot", "read_remarks"]
