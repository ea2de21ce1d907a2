"""One piece of long work: a generator that runs in a thread and reports on the event loop."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from desktop_app.domain.errors import Cancelled, ImageRefError
from desktop_app.domain.jobs import CancelToken

Work = Callable[[CancelToken], Iterator[object]]
Result = TypeVar("Result")

_STOP_GRACE_S = 1.0
_DELIVERY_BUDGET_S = 0.008
_MOST_WAITING = 2_000

_STARTED, _YIELDED, _FAILED, _CRASHED, _CANCELLED, _FINISHED = range(6)


class Deliveries:
    """Shares a turn of the event loop among all jobs that have something to tell, whichever came first.

    Thousands of jobs can end at once: what is told in a turn is limited for all of them together, not for each.

    Attributes:
        budget_s: how long jobs tell in a turn; at least one thing is told.
    """

    def __init__(self, budget_s: float = _DELIVERY_BUDGET_S) -> None:
        self.budget_s = budget_s
        self._left = 0.0
        self._goes_on = False
        self._telling: deque[Job] = deque()

    def add(self, job: Job) -> None:
        """A job has something to tell; it does so now where the turn has time left, else in a later one."""
        self._telling.append(job)
        if not self._goes_on:
            self._begin_turn()
        elif self._left > 0:
            self._tell()

    def _begin_turn(self) -> None:
        self._left, self._goes_on = self.budget_s, True
        # Not by the queue of events: Qt empties that in one turn, also of what comes in meanwhile.
        QTimer.singleShot(0, self._on_turn)
        self._tell()

    def _on_turn(self) -> None:
        self._goes_on = False
        if self._telling:
            self._begin_turn()

    def _tell(self) -> None:
        while self._telling:
            job = self._telling.popleft()
            begin = time.monotonic()
            more = job.tell_next()
            self._left -= time.monotonic() - begin
            if more:
                self._telling.append(job)
            if self._left <= 0:
                return


_SHARED = Deliveries()


class Job(QObject):
    """Drives a generator in whatever thread calls `run`, and tells about it in the thread it was made in.

    Whatever happens, the order is: `started`, any number of `yielded`, at most one of `failed`, `crashed` and
    `cancelled`, and `finished` last. A job that is stopped before its turn has no `started`.

    After `stop` the generator may go on for a second to tidy up (an answer says how far it came); then it is closed.

    Signals:
        started: the generator is about to run.
        yielded: what the generator yielded.
        failed: an `ImageRefError` other than `Cancelled`: something to tell the user.
        crashed: any other exception: a bug.
        cancelled: the work was stopped.
        finished: always, and always last.
    """

    started = Signal()
    yielded = Signal(object)
    failed = Signal(object)
    crashed = Signal(object)
    cancelled = Signal()
    finished = Signal()
    _wake = Signal()

    def __init__(self, work: Work, *, deliveries: Deliveries | None = None) -> None:
        super().__init__()
        self._deliveries = deliveries or _SHARED
        self.token = CancelToken()
        self._work = work
        self._waiting: deque[tuple[int, object]] = deque()
        self._changed = threading.Condition()
        self._awake = False
        self._wake.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def stop(self) -> None:
        """Asks the work to end; `cancelled` and `finished` follow unless it is over already."""
        self.token.cancel()

    def run(self) -> None:
        """Does the work in the calling thread; returns when it is over, never raises."""
        if self.token.cancelled:
            self._post(_CANCELLED)
            self._post(_FINISHED)
            return
        self._post(_STARTED)
        try:
            stopped = self._drive(self._work(self.token))
            if stopped:
                self._post(_CANCELLED)
        except Cancelled:
            self._post(_CANCELLED)
        except ImageRefError as error:
            self._post(_FAILED, error)
        except Exception as error:  # noqa: BLE001 - the border between work and window: a bug there must not end a thread
            self._post(_CRASHED, error)
        self._post(_FINISHED)

    def _drive(self, events: Iterator[object]) -> bool:
        """Passes every event on; returns whether the work was cut short after a stop."""
        deadline: float | None = None
        for event in events:
            self._post(_YIELDED, event)
            if self.token.cancelled:
                deadline = deadline or time.monotonic() + _STOP_GRACE_S
                if time.monotonic() > deadline:
                    close = getattr(events, "close", None)
                    if close is not None:
                        close()
                    return True
        return self.token.cancelled

    def _post(self, kind: int, value: object = None) -> None:
        with self._changed:
            while len(self._waiting) >= _MOST_WAITING and not self.token.cancelled:
                self._changed.wait(0.1)
            self._waiting.append((kind, value))
            wake, self._awake = not self._awake, True
        if wake:
            with suppress(RuntimeError):  # the window was closed while this went on: nobody is left who could be told
                self._wake.emit()

    def _deliver(self) -> None:
        self._deliveries.add(self)

    def tell_next(self) -> bool:
        """Emits the first of what has come in; returns whether there is more."""
        with self._changed:
            kind, value = self._waiting.popleft()
            self._changed.notify_all()
        self._emit(kind, value)
        with self._changed:
            self._awake = bool(self._waiting)
            return self._awake

    def _emit(self, kind: int, value: object) -> None:
        signals = {_STARTED: self.started, _CANCELLED: self.cancelled, _FINISHED: self.finished}
        if kind in signals:
            signals[kind].emit()
        else:
            {_YIELDED: self.yielded, _FAILED: self.failed, _CRASHED: self.crashed}[kind].emit(value)


def call_once(function: Callable[[], Result]) -> Work:
    """Work that yields the one result of a plain function."""

    def work(cancel: CancelToken) -> Iterator[object]:
        cancel.raise_if_cancelled()
        yield function()

    return work
