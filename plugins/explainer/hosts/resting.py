"""The garbage collector, while we make values."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Let the garbage collector rest meanwhile.

    We make many small values and no cycles, so there is nothing for it to find, and each
    round of its would walk all that the host holds.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()
