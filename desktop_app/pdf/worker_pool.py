"""Workers kept warm between documents."""

from __future__ import annotations

import threading

from desktop_app.pdf.limits import Limits
from desktop_app.pdf.recognition import PageTools
from desktop_app.pdf.worker_process import WorkerProcess


class WorkerPool:
    """Hands out worker processes, and takes them back; may be used by several threads.

    Args:
        tools: what every worker applies to the pages; pickled when a process starts.
        size: how many idle workers are kept.
        limits: of every worker.
    """

    def __init__(self, tools: PageTools | None, size: int, limits: Limits) -> None:
        self._tools = tools
        self._size = size
        self._limits = limits
        self._idle: list[WorkerProcess] = []
        self._lock = threading.Lock()
        self._closed = False

    def take(self) -> WorkerProcess:
        """An idle worker, or a new one; it belongs to the caller until it is given back.

        Raises:
            RuntimeError: the pool is closed.
        """
        with self._lock:
            if self._closed:
                raise RuntimeError("the reader is closed")
            self._idle.sort(key=lambda worker: worker.up)  # one that is up comes last, and is taken first
            while self._idle:
                worker = self._idle.pop()
                if worker.alive:
                    return worker
                worker.kill()
        return WorkerProcess(self._tools, self._limits)

    def give_back(self, worker: WorkerProcess) -> None:
        """Takes a worker that waits for requests; ends it when it is worn or not needed."""
        worn = worker.documents >= self._limits.recycle_documents
        if not worn and worker.resident_bytes() <= self._limits.recycle_bytes:
            with self._lock:
                if not self._closed and len(self._idle) < self._size:
                    self._idle.append(worker)
                    return
        worker.stop()

    def close(self) -> None:
        """Ends the idle workers; later ones end when they are given back."""
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
        for worker in idle:
            worker.stop()
