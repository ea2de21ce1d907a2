"""Letting a model look at the figures of the library while nothing else is to be done, where the settings say so.

Questions about a figure that was looked at before are answered sooner: on a processor by seconds a figure.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import TYPE_CHECKING

from desktop_app.domain.errors import ImageRefError
from desktop_app.domain.jobs import CancelToken
from desktop_app.domain.ports import EXCERPTS, Workspace
from desktop_app.gui.background.job import Job
from desktop_app.gui.background.when_idle import WhenIdle

if TYPE_CHECKING:
    from desktop_app.answering.picture_encoding import PictureLookedAt
    from desktop_app.gui.main_window import MainWindow

log = logging.getLogger(__name__)

IDLE_MS = 60_000


class LookingAhead(WhenIdle):
    """The pictures go through the lane of answers, so that a question waits for at most the one that is looked at.

    Attributes:
        known: the picture files that each model has looked at, by its name, in this session.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(
            self._looking,
            window.lanes.answer,
            window,
            idle_ms=IDLE_MS,
            is_disturbed=lambda: window.chat.busy or window.library.busy,
        )
        self.known: dict[str, set[str]] = {}
        self._window = window
        self._failed: set[str] = set()
        self.ended.connect(self._look_again_later)
        window.opening.opened.connect(self.pause)
        window.chat.busy_changed.connect(self.pause)
        window.composer.model_chosen.connect(self.pause)

    def _looking(self) -> Job | None:
        window, name = self._window, self._window.composer.model
        workspace = window.workspace
        if workspace is None or not window.preferences.settings.look_ahead or name == EXCERPTS or name in self._failed:
            return None
        known = self.known.setdefault(name, set())
        job = Job(lambda cancel: _look(workspace, name, frozenset(known), cancel))
        job.yielded.connect(lambda event: self._take(known, event))
        job.failed.connect(lambda error: self._fail(name, error))
        job.crashed.connect(window.tell_crash)
        return job

    def _take(self, known: set[str], event: PictureLookedAt) -> None:
        known.add(event.figure.file)
        self._window.models_button.setToolTip(
            self.tr("Models. Looking at figures ahead: {done} of {total}").format(done=event.done, total=event.total)
        )

    def _fail(self, name: str, error: ImageRefError) -> None:
        """Nobody asked for this: the next question tells what is wrong."""
        log.info("looking at figures ahead with %s ended: %s", name, error)
        self._failed.add(name)

    def _look_again_later(self) -> None:
        self._window.models_button.setToolTip(self.tr("Models"))
        self.idle.start(IDLE_MS)


def _look(workspace: Workspace, name: str, known: frozenset[str], cancel: CancelToken) -> Iterator[PictureLookedAt]:
    from desktop_app.answering.picture_encoding import look_at_pictures
    from desktop_app.domain.answer_model import PictureEncoder

    figures = [figure for figure in workspace.library.all_figures() if figure.file not in known]
    if not figures:
        return
    model = workspace.models.open(name)
    if isinstance(model, PictureEncoder) and model.capabilities.sees_images:
        yield from look_at_pictures(model, workspace.library, figures, cancel)
