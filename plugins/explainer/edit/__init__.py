"""Edits of an editor's YAML that leave every other byte alone."""

from explainer.edit.keys import insert_key, replace_scalar
from explainer.edit.splice import Edit, apply

__all__ = ["Edit", "apply", "insert_key", "replace_scalar"]
