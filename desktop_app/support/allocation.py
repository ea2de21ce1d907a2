"""How the system's allocator shares memory among threads."""

from __future__ import annotations

import ctypes
import sys

MOST_ARENAS = 2
_M_ARENA_MAX = -8


def use_few_arenas() -> bool:
    """Has glibc keep at most two heaps instead of eight for each processor core; returns whether that was possible.

    The window's lanes begin and end threads all the time. Each may get a heap of its own; what was freed in one is of
    no use to the others: in the first minutes of a soak (`tests/benchmarks/soak.py`) the program grew by 46 MB, and by
    14 MB with two. See mallopt(3), `M_ARENA_MAX`.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None) if sys.platform == "linux" else None  # only glibc has it
    return mallopt is not None and bool(mallopt(_M_ARENA_MAX, MOST_ARENAS))
