"""Opens the library in the background and says in the window how that goes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop_app.domain.errors import ImageRefError, LibraryError
from desktop_app.domain.jobs import CancelToken
from desktop_app.domain.ports import Workspace
from desktop_app.gui.background.job import Job

if TYPE_CHECKING:
    from desktop_app.gui.background.lane import Lane
    from desktop_app.gui.chat.question_box import QuestionBox
    from desktop_app.gui.chat.welcome import Welcome


class WorkspaceOpening(QObject):
    """Makes the workspace once, away from the window's thread; may be tried again after a failure.

    Signals:
        opened: with the workspace, whose library is open.
        crashed: with an exception nobody expected.
    """

    opened = Signal(object)
    crashed = Signal(object)

    def __init__(
        self, make_workspace: Callable[[], Workspace], lane: Lane, welcome: Welcome, composer: QuestionBox
    ) -> None:
        super().__init__(welcome)
        self._make_workspace = make_workspace
        self._lane = lane
        self._welcome = welcome
        self._composer = composer
        self._job: Job | None = None
        self.workspace: Workspace | None = None

    def start(self) -> None:
        """Begins, unless it is under way or done."""
        if self._job is not None or self.workspace is not None:
            return
        self._welcome.show_opening()
        self._composer.set_ready(False, self.tr("Opening your library …"))
        job = self._job = Job(self._work)
        job.yielded.connect(self._take)
        job.failed.connect(self._tell_unopened)
        job.crashed.connect(self._tell_broken)
        job.finished.connect(lambda: self._end(job))
        self._lane.submit(job)

    def _work(self, cancel: CancelToken) -> Iterator[object]:
        workspace = self._make_workspace()
        try:
            _ = workspace.library
            cancel.raise_if_cancelled()
        except BaseException:
            workspace.close()
            raise
        yield workspace

    def _take(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._composer.set_ready(True)
        self.opened.emit(workspace)

    def _end(self, job: Job | None) -> None:
        if self._job is job:
            self._job = None

    def _tell_unopened(self, error: ImageRefError) -> None:
        self._end(self._job)  # before the button is there that tries again
        self._welcome.show_problem(error)
        self._composer.set_ready(False, self.tr("The library is not open."))

    def _tell_broken(self, error: Exception) -> None:
        self.crashed.emit(error)
        hint = self.tr("The log file has the details. Nothing in your library was changed.")
        self._tell_unopened(LibraryError(self.tr("A fault in the program stopped it from opening."), hint))
