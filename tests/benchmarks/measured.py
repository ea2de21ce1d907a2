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


@dataclass(frozen=True, slots=True)
class Bounded:
    """A number, what it may be, and where it can be told, the same by processor time.

    Attributes:
        bound: "<=" or ">=", "" where there is none.
    """

    what: str
    value: float
    bound: str = ""
    limit: float = 0.0
    by_processor: float | None = None

    @property
    def met(self) -> bool:
        """Whether it is within its bound, by one of the clocks: on a busy machine the wall clock tells of others."""
        values = [self.value] if self.by_processor is None else [self.value, self.by_processor]
        return not self.bound or any(v <= self.limit if self.bound == "<=" else v >= self.limit for v in values)


def print_bounded(rows: Iterable[Bounded]) -> bool:
    """Prints rows as they come; returns whether all met their bounds."""
    met = True
    for row in rows:
        met = met and row.met
        processor = f" ({row.by_processor:.4g} by processor time)" if row.by_processor is not None else ""
        bound = f", {row.bound} {row.limit:g}{'' if row.met else ', missed'}" if row.bound else ""
        print(f"{row.what}: {row.value:.4g}{processor}{bound}", flush=True)
    return met
