"""The JSON Schema of what `explainer check --format json` writes."""

from __future__ import annotations

import json
from collections.abc import Mapping

from explainer.diagnostics import RULES, Severity
from explainer.model import Status

_COUNT = {"type": "integer", "minimum": 0}
_PLACE = {"type": "integer", "minimum": 1}
_TEXT = {"type": "string"}


def report_schema() -> str:
    """Return the schema as JSON text (draft 2020-12)."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "What `explainer check --format json` writes",
        **_object(
            {
                "summary": _object(
                    {f"{one.value}s": _COUNT for one in Severity} | {"targets": _statuses()}
                ),
                "targets": {"type": "array", "items": _target()},
                "diagnostics": {"type": "array", "items": _diagnostic()},
            }
        ),
    }
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _object(properties: Mapping[str, object]) -> dict[str, object]:
    """Return the schema of an object that has all of these and nothing else."""
    return {
        "type": "object",
        "properties": dict(properties),
        "required": [*properties],
        "additionalProperties": False,
    }


def _statuses() -> dict[str, object]:
    return {
        "type": "object",
        "description": "How many targets have which status; those that none has are left out.",
        "properties": {one.value: _COUNT for one in Status},
        "additionalProperties": False,
    }


def _target() -> dict[str, object]:
    return _object(
        {
            "annotation": {**_TEXT, "description": "The note's id."},
            "article": {**_TEXT, "description": "Its path below the docs folder."},
            "status": {"enum": [one.value for one in Status]},
            "line": {**_PLACE, "description": "The line in the file of notes."},
            "quote": {**_TEXT, "description": "The words found; as written if there are none."},
        }
    )


def _diagnostic() -> dict[str, object]:
    return _object(
        {
            "code": {"enum": [*RULES], "description": "The name of the rule."},
            "severity": {"enum": [one.value for one in Severity]},
            "message": _TEXT,
            "help": {**_TEXT, "description": "What to write instead; may have several lines."},
            "path": {**_TEXT, "description": "Relative to the folder of the configuration."},
            "line": _PLACE,
            "column": {**_PLACE, "description": "In code points."},
            "end_line": _PLACE,
            "end_column": {**_PLACE, "description": "Just after the last code point."},
        }
    )
