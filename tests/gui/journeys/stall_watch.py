"""Looks on, from a thread of its own, how long the event loop goes without a turn, and where it is then."""

from __future__ import annotations

import sys
import threading
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, QTimer

SAMPLE_S = 0.005


@dataclass(frozen=True, slots=True)
class Stall:
    """The longest time without a turn of the loop.

    Attributes:
        seconds: processor time of the window's thread in it, so that other programs count for little.
        where: its stack, innermost last.
    """

    seconds: float
    where: str


class StallWatch(QObject):
    """Watches the event loop of the thread that makes it."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.worst = Stall(0.0, "")
        self._lock = threading.Lock()
        self._thread_id = threading.get_ident()
        self._beaten_at = self._clock()
        self._paused = False
        self._ended = threading.Event()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(2)
        self._thread = threading.Thread(target=self._look_on, name="stall watch")
        self._thread.start()

    def close(self) -> None:
        """Ends the watch."""
        self._timer.stop()
        self._ended.set()
        self._thread.join()

    @contextmanager
    def paused(self) -> Iterator[None]:
        """What happens meanwhile is the test's own doing."""
        with self._lock:
            self._paused = True
        try:
            yield
        finally:
            with self._lock:
                self._paused = False
                self._beaten_at = self._clock()

    def _beat(self) -> None:
        with self._lock:
            self._beaten_at = self._clock()

    def _clock(self) -> float:
        if not hasattr(time, "pthread_getcpuclockid"):
            return time.perf_counter()
        return time.clock_gettime(time.pthread_getcpuclockid(self._thread_id))

    def _look_on(self) -> None:
        while not self._ended.wait(SAMPLE_S):
            with self._lock:
                spent = 0.0 if self._paused else self._clock() - self._beaten_at
            if spent > self.worst.seconds:
                frame = sys._current_frames().get(self._thread_id)
                self.worst = Stall(spent, "".join(traceback.format_stack(frame)[-6:]) if frame else "")
