"""Reading figures for comparison while nothing else is done, so that the first search by a picture is soon over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from desktop_app.gui.background.job import Job
from desktop_app.gui.window.late_parts import is_made

if TYPE_CHECKING:
    from desktop_app.gui.main_window import MainWindow
    from desktop_app.gui.use_cases import UseCases

IDLE_MS = 20_000


class TakingIn(QObject):
    """Begins when nothing has happened for a while, stops as soon as something does, and goes on after it.

    It takes the lane of searches for figures, so that a search waits for at most the one that is being read.

    Attributes:
        idle: runs while nothing happens; work begins when it ends.
    """

    def __init__(self, window: MainWindow, use_cases: UseCases) -> None:
        super().__init__(window)
        self._window = window
        self._use_cases = use_cases
        self._job: Job | None = None
        self.idle = QTimer(self, singleShot=True)
        self.idle.timeout.connect(self._begin)
        window.opening.opened.connect(self.pause)
        window.chat.busy_changed.connect(self._go_on_later)
        window.part_made.connect(self._join)
        window.library.file_ended.connect(self.pause)

    def _join(self, part: str) -> None:
        if part == "gallery":
            self._window.gallery.searching.connect(self._go_on_later)

    @property
    def at_work(self) -> bool:
        """Whether figures are being read."""
        return self._job is not None

    def pause(self) -> None:
        """Stops; goes on when nothing has happened for a while."""
        if self._job is not None:
            self._job.stop()
        self.idle.start(IDLE_MS)

    def _go_on_later(self) -> None:
        """What was read whole needs no further look."""
        if self._job is not None or self.idle.isActive():
            self.pause()

    def _is_disturbed(self) -> bool:
        window = self._window
        return window.chat.busy or window.library.busy or (is_made(window, "gallery") and window.gallery.busy)

    def _begin(self) -> None:
        workspace = self._window.workspace
        if workspace is None or self._job is not None or self._is_disturbed():
            self.idle.start(IDLE_MS)
            return
        job = self._job = Job(lambda cancel: self._use_cases.take_in_pictures(workspace, cancel))
        job.yielded.connect(lambda _event: self._look_around())
        job.failed.connect(lambda _error: None)  # nobody asked for this: a search tells what is wrong
        job.crashed.connect(self._window.tell_crash)
        job.finished.connect(self._end)
        self._window.lanes.figures.submit(job)

    def _look_around(self) -> None:
        if self._job is not None and self._is_disturbed():
            self.pause()

    def _end(self) -> None:
        self._job = None
