"""Whether processes have ended: one whose parent was killed stays a zombie until the system takes it away."""

from __future__ import annotations

import time
from collections.abc import Iterable

import psutil


def has_ended(process: psutil.Process) -> bool:
    """Ended with all its threads: the first may be a zombie while others still hold its pipes."""
    try:
        return process.status() == psutil.STATUS_ZOMBIE and process.num_threads() <= 1
    except psutil.NoSuchProcess:
        return True


def still_alive(processes: Iterable[psutil.Process], seconds: float) -> list[psutil.Process]:
    """Those that have not ended within so many seconds; returns as soon as all have."""
    until = time.monotonic() + seconds
    waiting = list(processes)
    while (waiting := [each for each in waiting if not has_ended(each)]) and time.monotonic() < until:
        time.sleep(0.01)
    return waiting
