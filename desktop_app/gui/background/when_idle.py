"""Work that nobody waits for: it begins when nothing has happened for a while, and gives way to whatever does."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.gui.background.job import Job
from desktop_app.gui.background.lane import Lane

_CHECK_MS = 500


class WhenIdle(QObject):
    """Runs a job when nothing has happened for a while, stops it as soon as something does, and goes on after it.

    Signals:
        ended: the job has ended, by itself or because it was stopped.

    Attributes:
        idle: runs while nothing happens; work begins when it ends.
    """

    ended = Signal()

    def __init__(
        self,
        make_job: Callable[[], Job | None],
        lane: Lane,
        parent: QObject,
        *,
        idle_ms: int,
        is_disturbed: Callable[[], bool],
    ) -> None:
        """Nothing begins before `pause` is called for the first time.

        Args:
            make_job: the job, or None where there is nothing to do now; it is asked again after a while.
            lane: where it runs.
            parent: what this belongs to.
            idle_ms: how long nothing must have happened.
            is_disturbed: whether something goes on that comes first; asked before the job and twice a second during it.
        """
        super().__init__(parent)
        self._make_job = make_job
        self._lane = lane
        self._idle_ms = idle_ms
        self._is_disturbed = is_disturbed
        self._job: Job | None = None
        self.idle = QTimer(self, singleShot=True)
        self.idle.timeout.connect(self._begin)
        self._check = QTimer(self, interval=_CHECK_MS)
        self._check.timeout.connect(self._look_around)

    @property
    def at_work(self) -> bool:
        """Whether the job is running, or waits for its lane."""
        return self._job is not None

    def pause(self) -> None:
        """Stops; goes on when nothing has happened for a while."""
        if self._job is not None:
            self._job.stop()
        self.idle.start(self._idle_ms)

    def _begin(self) -> None:
        job = None if self._job is not None or self._is_disturbed() else self._make_job()
        if job is None:
            self.idle.start(self._idle_ms)
            return
        self._job = job
        job.finished.connect(self._end)
        self._check.start()
        self._lane.submit(job)

    def _look_around(self) -> None:
        if self._is_disturbed():
            self.pause()

    def _end(self) -> None:
        self._job = None
        self._check.stop()
        self.ended.emit()
