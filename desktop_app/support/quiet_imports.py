"""Importing without the garbage collector: what modules make stays, and it would be looked through again and again."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collection() -> Iterator[None]:
    """Keeps the collector away during the block, and from what is there afterwards.

    Modules, classes and functions stay as long as the program runs. Collections during the imports of the window take a
    tenth of its start; one of the old generation afterwards would hold its event loop while it passes over them all.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_enabled:
            gc.enable()
