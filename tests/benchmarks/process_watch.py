"""Memory and processor time of this process and of all its children, sampled while work is going on."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

import psutil

SAMPLE_S = 0.25
MEBIBYTE = 1 << 20


@dataclass
class ProcessWatch:
    """Samples in the background; use it as a context.

    Attributes:
        own_peak: the most resident memory of this process, bytes.
        child_peak: the most of any one child.
        total_peak: the most of all together (memory that they share counts in each).
        own_now: this process at the last sample.
        children: how many child processes there were in all.
    """

    own_peak: int = 0
    child_peak: int = 0
    total_peak: int = 0
    own_now: int = 0
    _child_seconds: dict[tuple[int, float], float] = field(default_factory=dict)
    _own_start: float = 0.0
    _stop: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> ProcessWatch:
        self._process = psutil.Process()
        self._own_start = _seconds(self._process)
        self._thread = threading.Thread(target=self._watch, name="process-watch")
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._sample()
        self._stop.set()
        self._thread.join()

    @property
    def own_seconds(self) -> float:
        """Processor time of this process since the start."""
        return _seconds(self._process) - self._own_start

    @property
    def child_seconds(self) -> float:
        """Processor time of the children, up to the last sample of each."""
        return sum(self._child_seconds.values())

    @property
    def children(self) -> int:
        """How many child processes there were."""
        return len(self._child_seconds)

    def _watch(self) -> None:
        while not self._stop.wait(SAMPLE_S):
            self._sample()

    def _sample(self) -> None:
        self.own_now = self._process.memory_info().rss
        sizes = []
        for child in self._process.children(recursive=True):
            try:
                sizes.append(child.memory_info().rss)
                self._child_seconds[child.pid, child.create_time()] = _seconds(child)
            except (psutil.NoSuchProcess, psutil.AccessDenied):
                continue
        self.own_peak = max(self.own_peak, self.own_now)
        self.child_peak = max([self.child_peak, *sizes])
        self.total_peak = max(self.total_peak, self.own_now + sum(sizes))


def _seconds(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)
