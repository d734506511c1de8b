"""JSON as it is written."""

from __future__ import annotations

import json


def dumped(value: object) -> str:
    """Return JSON, on one line: indented it is half as long again, and only machines read it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"
