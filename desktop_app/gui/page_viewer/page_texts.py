"""The text of the pages on screen: asked for in a lane when it is needed, and kept for a while."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator

from PySide6.QtCore import QObject, Signal

from desktop_app.domain.errors import DocumentError
from desktop_app.domain.jobs import CancelToken
from desktop_app.domain.page_text import PageText
from desktop_app.gui.background.job import Job
from desktop_app.gui.background.lane import Lane
from desktop_app.gui.page_viewer.open_document import OpenDocument

_MOST_KEPT = 120
_NO_TEXT = PageText()


class PageTexts(QObject):
    """Words and links by page; a page that can't be read has none.

    Signals:
        changed: the text of a page has come.
        crashed: a bug while reading.
    """

    changed = Signal(int)
    crashed = Signal(object)

    def __init__(self, lane: Lane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lane = lane
        self._source: OpenDocument | None = None
        self._kept: OrderedDict[int, PageText] = OrderedDict()
        self._wanted: list[int] = []
        self._job: Job | None = None
        self._number = 0

    def show(self, source: OpenDocument | None) -> None:
        """From now on pages of this document."""
        self._source = source
        self._kept.clear()
        self._wanted = []
        if self._job is not None:
            self._job.stop()

    def get(self, number: int) -> PageText | None:
        """The text of a page, or None while it has not come."""
        return self._kept.get(number)

    def want(self, numbers: Iterable[int]) -> None:
        """Asks for the text of pages, the most wanted first, in place of what was wanted before."""
        self._wanted = [number for number in numbers if number not in self._kept]
        self._read_next()

    def _read_next(self) -> None:
        source = self._source
        if self._job is not None or source is None or not self._wanted:
            return
        number = self._number = self._wanted.pop(0)

        def work(_cancel: CancelToken) -> Iterator[object]:
            try:
                text = source.text(number)
            except DocumentError:  # said on the page itself, where it can't be drawn
                text = _NO_TEXT
            yield source, text

        job = self._job = Job(work)
        job.yielded.connect(self._keep)
        job.crashed.connect(self._on_crashed)
        job.finished.connect(self._on_finished)
        self._lane.submit(job)

    def _keep(self, result: tuple[OpenDocument, PageText]) -> None:
        source, text = result
        if source is not self._source:
            return
        self._kept[self._number] = text
        while len(self._kept) > _MOST_KEPT:
            self._kept.popitem(last=False)
        self.changed.emit(self._number)

    def _on_crashed(self, error: Exception) -> None:
        self._kept[self._number] = _NO_TEXT
        self.crashed.emit(error)

    def _on_finished(self) -> None:
        self._job = None
        self._read_next()
