"""Pictures of pages, drawn in a lane one after another and kept up to a number of bytes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage, QTransform

from desktop_app.domain.errors import ImageRefError
from desktop_app.domain.jobs import CancelToken
from desktop_app.domain.ports import RenderedPage
from desktop_app.gui.background.job import Job
from desktop_app.gui.background.lane import Lane
from desktop_app.gui.figures.pictures import decoded
from desktop_app.gui.messages import in_words

RenderPage = Callable[[int, float], RenderedPage]
"""Draws page n (from 1) at a scale in pixels a point; called in the lane of pages."""

_SAME_SCALE = 1e-3


@dataclass(frozen=True, slots=True)
class Drawn:
    """A page that was drawn at a scale, or the sentence that says why not."""

    image: QImage
    scale: float
    problem: str = ""


class PageDrawings(QObject):
    """Draws the pages that are wanted now, the first first; what is no longer wanted is not begun.

    Signals:
        changed: a page has its picture, or a sentence in its place.
        crashed: a bug while drawing.
    """

    changed = Signal()
    crashed = Signal(object)

    def __init__(self, lane: Lane, most_bytes: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lane = lane
        self._most_bytes = most_bytes
        self._render: RenderPage | None = None
        self._turn = 0
        self._kept: OrderedDict[int, Drawn] = OrderedDict()
        self._wanted: list[tuple[int, float]] = []
        self._job: Job | None = None
        self._drawing = (0, 0, 0.0)
        self._generation = 0

    def show(self, render: RenderPage | None, turn: int = 0) -> None:
        """From now on pages of this document, turned by so many degrees; all pictures are forgotten."""
        self._generation += 1
        self._render = render
        self._turn = turn
        self._kept.clear()
        self._wanted = []
        if self._job is not None:
            self._job.stop()

    @property
    def busy(self) -> bool:
        """Whether a page is being drawn."""
        return self._job is not None

    def get(self, number: int) -> Drawn | None:
        """The newest picture of a page, whatever its scale."""
        return self._kept.get(number)

    def want(self, pages: Sequence[tuple[int, float]]) -> None:
        """Page numbers with their scales, the most wanted first; takes the place of what was wanted before."""
        self._wanted = list(pages)
        self._draw_next()

    def _is_stale(self, number: int, scale: float) -> bool:
        drawn = self._kept.get(number)
        if drawn is None:
            return True
        return not drawn.problem and abs(drawn.scale - scale) > _SAME_SCALE

    def _draw_next(self) -> None:
        render = self._render
        if self._job is not None or render is None:
            return
        found = next((each for each in self._wanted if self._is_stale(*each)), None)
        if found is None:
            return
        number, scale = found
        turn = self._turn
        self._drawing = (self._generation, number, scale)

        def work(_cancel: CancelToken) -> Iterator[object]:
            image = decoded(render(number, scale).png)
            yield image.transformed(QTransform().rotate(turn)) if turn else image

        # Methods of this object, no closures: they are forgotten with it while a page is still being drawn.
        job = Job(work)
        job.yielded.connect(self._on_picture)
        job.failed.connect(self._on_failed)
        job.crashed.connect(self._on_crashed)
        job.finished.connect(self._on_finished)
        self._job = job
        self._lane.submit(job)

    def _on_picture(self, image: QImage) -> None:
        self._keep(image, self.tr("This page can't be shown.") if image.isNull() else "")

    def _on_failed(self, error: ImageRefError) -> None:
        self._keep(QImage(), in_words(str(error)))

    def _on_crashed(self, error: Exception) -> None:
        self._keep(QImage(), self.tr("This page can't be shown."))
        self.crashed.emit(error)

    def _keep(self, image: QImage, problem: str) -> None:
        generation, number, scale = self._drawing
        if generation != self._generation:
            return
        self._kept[number] = Drawn(image, scale, problem)
        self._kept.move_to_end(number)
        size = sum(each.image.sizeInBytes() for each in self._kept.values())
        while size > self._most_bytes and len(self._kept) > 3:
            _, oldest = self._kept.popitem(last=False)
            size -= oldest.image.sizeInBytes()
        self.changed.emit()

    def _on_finished(self) -> None:
        self._job = None
        self._draw_next()
