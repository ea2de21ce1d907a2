"""Importing without the garbage collector: what modules make stays, and it would be looked through again and again."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


def keep_what_is_there() -> None:
    """Has the collector pass over all there is now from now on: it stays, or is freed when nobody holds it any more.

    A full collection holds the window's event loop while it looks through what it knows; what is made at the start
    and stays is most of that.
    """
    gc.freeze()


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
        keep_what_is_there()
        if was_enabled:
            gc.enable()
