"""Looks on, from a thread of its own, how long the event loop goes without a turn, and where it is then."""

from __future__ import annotations

import faulthandler
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, QTimer

SAMPLE_S = 0.005
BEAT_MS = 2
_FRAMES = 12


@dataclass(frozen=True, slots=True)
class Stall:
    """The longest time without a turn of the loop.

    Attributes:
        seconds: processor time of the window's thread in it, so that other programs count for little.
        where: its stack, innermost last, as it was seen last in it; empty where it was over before anyone looked.
        wall: the same time by the clock.
    """

    seconds: float
    where: str
    wall: float = 0.0


class StallWatch(QObject):
    """Watches the event loop of the thread that makes it: a timer beats in it, another thread notes what is between."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worst = Stall(0.0, "")
        self._where = ""
        self._lock = threading.Lock()
        self._thread_id = threading.get_ident()
        self._paused = False
        self._beaten_at, self._beaten_at_wall = self._now()
        self._ended = threading.Event()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(BEAT_MS)
        self._thread = threading.Thread(target=self._look_on, name="stall watch")
        self._thread.start()

    @property
    def worst(self) -> Stall:
        """The longest so far, also the one that is under way."""
        with self._lock:
            self._note()
            return self._worst

    def close(self) -> None:
        """Ends the watch."""
        self._timer.stop()
        self._ended.set()
        self._thread.join()

    def begin(self) -> None:
        """Forgets what was before."""
        with self._lock:
            self._worst = Stall(0.0, "")
            self._restart()

    @contextmanager
    def paused(self) -> Iterator[None]:
        """What happens meanwhile is the test's own doing."""
        with self._lock:
            self._note()
            self._paused = True
        try:
            yield
        finally:
            with self._lock:
                self._paused = False
                self._restart()

    def _beat(self) -> None:
        with self._lock:
            self._note()
            self._restart()

    def _restart(self) -> None:
        self._beaten_at, self._beaten_at_wall = self._now()
        self._where = ""

    def _note(self) -> None:
        """Keeps the time since the last beat where it is the longest so far."""
        if self._paused:
            return
        clock, wall = self._now()
        if clock - self._beaten_at > self._worst.seconds:
            self._worst = Stall(clock - self._beaten_at, self._where, wall - self._beaten_at_wall)

    def _now(self) -> tuple[float, float]:
        """Processor time of the watched thread, and the clock; the clock twice where the system has no such time."""
        wall = time.perf_counter()
        if not hasattr(time, "pthread_getcpuclockid"):
            return wall, wall
        return time.clock_gettime(time.pthread_getcpuclockid(self._thread_id)), wall

    def _look_on(self) -> None:
        while not self._ended.wait(SAMPLE_S):
            with self._lock:
                if self._paused or self._now()[0] - self._beaten_at < SAMPLE_S:
                    continue
                self._where = self._stack()
                self._note()

    def _stack(self) -> str:
        """The watched thread's stack. Frames are only read: who holds one may be the last to let its objects go."""
        with tempfile.TemporaryFile("w+b") as file:
            faulthandler.dump_traceback(file, all_threads=True)
            file.seek(0)
            text = file.read().decode("utf-8", "replace")
        _, _, own = text.partition(f"hread 0x{self._thread_id:016x} ")
        frames = [line for line in own.partition("\n\n")[0].splitlines() if line.startswith("  File ")]
        return "\n".join(reversed(frames[:_FRAMES]))
