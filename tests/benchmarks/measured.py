"""Seconds beside what they should be, as a table."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from desktop_app.domain.errors import Cancelled
from desktop_app.domain.jobs import CancelToken


@dataclass(frozen=True, slots=True)
class Measured:
    """What took how many seconds, and how many it may take."""

    what: str
    seconds: float
    target: float


def print_table(rows: Iterable[Measured]) -> bool:
    """Prints rows as they come; returns whether all met their targets."""
    print(f"{'what':<58} {'seconds':>8} {'target':>7}")
    met = True
    for row in rows:
        missed = row.seconds > row.target
        met = met and not missed
        print(f"{row.what:<58} {row.seconds:8.3f} {row.target:7.2f}{'  missed' if missed else ''}", flush=True)
    return met


@contextmanager
def stopwatch() -> Iterator[list[float]]:
    """Yields a list that holds the seconds of its block afterwards."""
    taken: list[float] = []
    begun = time.perf_counter()
    yield taken
    taken.append(time.perf_counter() - begun)


@contextmanager
def until_cancelled(cancel: CancelToken, after: float) -> Iterator[list[float]]:
    """Cancels the work of its block `after` seconds, and yields a list that holds how long it went on afterwards.

    Raises:
        RuntimeError: the work came to its end before it was cancelled.
    """
    taken: list[float] = []
    stopped: list[float] = []

    def stop() -> None:
        stopped.append(time.perf_counter())
        cancel.cancel()

    timer = threading.Timer(after, stop)
    timer.start()
    try:
        yield taken
    except Cancelled:
        taken.append(time.perf_counter() - stopped[0])
    finally:
        timer.cancel()
        timer.join()
    if not taken:
        raise RuntimeError("the work was over before it was stopped")
