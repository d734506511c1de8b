"""Sources as CSL-JSON, for reference managers."""

from __future__ import annotations

import json
from collections.abc import Iterable

from explainer.csl import thawed
from explainer.model import Source


def csl_json(sources: Iterable[Source]) -> str:
    """Return the items of sources as CSL-JSON (UTF-8), all that was read of them.

    What CSL has no variable for (`archive-url`, `quote`, `primary`, keys of others) is in each
    item's `custom`, as the schema wants it.
    """
    return json.dumps([thawed(one.item) for one in sources], ensure_ascii=False, indent=1) + "\n"
