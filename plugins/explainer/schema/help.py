"""What keys and values are for, in the words that editors show."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def _all() -> dict[str, Any]:
    text = files("explainer").joinpath("schema", "help.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def help_of(table: str) -> dict[str, str]:
    """Return what each key of an entry is for, such as `note`."""
    found: dict[str, str] = _all()[table]
    return found


def choice_help(name: str) -> dict[str, str]:
    """Return what each value of a choice means, such as `kind`."""
    found: dict[str, str] = _all()["choice"][name]
    return found
