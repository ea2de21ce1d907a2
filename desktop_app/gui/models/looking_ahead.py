"""Letting a model look at the figures of the library while nothing else is to be done, where the settings say so.

Questions about a figure that was looked at before are answered sooner: on a processor by seconds a figure.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from desktop_app.domain.answer_model import PictureEncoder
from desktop_app.domain.errors import ImageRefError
from desktop_app.domain.jobs import CancelToken
from desktop_app.domain.ports import EXCERPTS, Workspace
from desktop_app.gui.background.job import Job

if TYPE_CHECKING:
    from desktop_app.answering.picture_encoding import PictureLookedAt
    from desktop_app.gui.main_window import MainWindow

log = logging.getLogger(__name__)

IDLE_MS = 60_000
_CHECK_MS = 500


class LookingAhead(QObject):
    """Begins when nothing has happened for a while, stops as soon as something does, and goes on after it.

    The pictures go through the lane of answers, so that a question waits for at most the one that is being looked at.

    Attributes:
        idle: runs while nothing happens; work begins when it ends.
        known: the picture files that each model has looked at, by its name, in this session.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.known: dict[str, set[str]] = {}
        self._window = window
        self._failed: set[str] = set()
        self._job: Job | None = None
        self.idle = QTimer(self, singleShot=True)
        self.idle.timeout.connect(self._begin)
        self._check = QTimer(self, interval=_CHECK_MS)
        self._check.timeout.connect(self._stop_when_busy)
        window.opening.opened.connect(self.pause)
        window.chat.busy_changed.connect(self.pause)
        window.composer.model_chosen.connect(self.pause)

    @property
    def at_work(self) -> bool:
        """Whether a figure is being looked at."""
        return self._job is not None

    def pause(self) -> None:
        """Stops; goes on when nothing has happened for a while."""
        if self._job is not None:
            self._job.stop()
        self.idle.start(IDLE_MS)

    def _begin(self) -> None:
        window, name = self._window, self._window.composer.model
        if window.workspace is None or window.chat.busy or window.library.busy or self._job is not None:
            self.idle.start(IDLE_MS)
            return
        if not window.preferences.settings.look_ahead or name == EXCERPTS or name in self._failed:
            self.idle.start(IDLE_MS)
            return
        known, workspace = self.known.setdefault(name, set()), window.workspace
        job = Job(lambda cancel: _look(workspace, name, frozenset(known), cancel))
        job.yielded.connect(lambda event: self._take(known, event))
        job.failed.connect(lambda error: self._fail(name, error))
        job.crashed.connect(window.tell_crash)
        job.finished.connect(self._end)
        self._job = job
        self._check.start()
        window.lanes.answer.submit(job)

    def _stop_when_busy(self) -> None:
        if self._window.library.busy:
            self.pause()

    def _take(self, known: set[str], event: PictureLookedAt) -> None:
        known.add(event.figure.file)
        self._window.models.button.setToolTip(
            self.tr("Models. Looking at figures ahead: {done} of {total}").format(done=event.done, total=event.total)
        )

    def _fail(self, name: str, error: ImageRefError) -> None:
        """Nobody asked for this: the next question tells what is wrong."""
        log.info("looking at figures ahead with %s ended: %s", name, error)
        self._failed.add(name)

    def _end(self) -> None:
        self._job = None
        self._check.stop()
        self._window.models.button.setToolTip(self.tr("Models"))
        self.idle.start(IDLE_MS)


def _look(workspace: Workspace, name: str, known: frozenset[str], cancel: CancelToken) -> Iterator[PictureLookedAt]:
    from desktop_app.answering.picture_encoding import look_at_pictures

    figures = [figure for figure in workspace.library.all_figures() if figure.file not in known]
    if not figures:
        return
    model = workspace.models.open(name)
    if isinstance(model, PictureEncoder) and model.capabilities.sees_images:
        yield from look_at_pictures(model, workspace.library, figures, cancel)
