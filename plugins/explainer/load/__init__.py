"""The only readers: files of a project become a `Project` and diagnostics."""

from explainer.load.project import load

__all__ = ["load"]
