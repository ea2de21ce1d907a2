"""Reading figures for comparison while nothing else is done, so that the first search by a picture is soon over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.gui.background.job import Job
from desktop_app.gui.background.when_idle import WhenIdle
from desktop_app.gui.window.late_parts import is_made

if TYPE_CHECKING:
    from desktop_app.gui.main_window import MainWindow
    from desktop_app.gui.use_cases import UseCases

IDLE_MS = 20_000


class TakingIn(WhenIdle):
    """Takes the lane of searches for figures, so that a search waits for at most the figure that is being read."""

    def __init__(self, window: MainWindow, use_cases: UseCases) -> None:
        super().__init__(
            self._reading, window.lanes.figures, window, idle_ms=IDLE_MS, is_disturbed=self._something_goes_on
        )
        self._window = window
        self._use_cases = use_cases
        window.opening.opened.connect(self.pause)
        window.chat.busy_changed.connect(self._go_on_later)
        window.part_made.connect(self._join)
        window.library.file_ended.connect(self.pause)

    def _join(self, part: str) -> None:
        if part == "gallery":
            self._window.gallery.searching.connect(self._go_on_later)

    def _go_on_later(self) -> None:
        """What was read whole needs no further look."""
        if self.at_work or self.idle.isActive():
            self.pause()

    def _something_goes_on(self) -> bool:
        window = self._window
        return window.chat.busy or window.library.busy or (is_made(window, "gallery") and window.gallery.busy)

    def _reading(self) -> Job | None:
        workspace = self._window.workspace
        if workspace is None:
            return None
        job = Job(lambda cancel: self._use_cases.take_in_pictures(workspace, cancel))
        job.failed.connect(lambda _error: None)  # nobody asked for this: a search tells what is wrong
        job.crashed.connect(self._window.tell_crash)
        return job
