"""A search in the document that is shown: its hits as they come in, and the one that is being looked at."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator, Sequence

from PySide6.QtCore import QObject, Signal

from desktop_app.domain.geometry import Box, Region
from desktop_app.domain.jobs import CancelToken
from desktop_app.domain.page_text import TextHit
from desktop_app.gui.background.job import Job
from desktop_app.gui.background.lane import Lane
from desktop_app.gui.page_viewer.open_document import OpenDocument, Searched

MOST_HITS = 20_000
"""A search ends when it has found this many."""


class DocumentFinder(QObject):
    """Searches from the page that is shown, so that the hits a reader wants first come first.

    Attributes:
        query: the words that are looked for.
        total: how many hits there are so far.
        searched: how many pages have been searched so far.
        unread: how many of them could not be read.

    Signals:
        changed: hits came in, the search ended, or another hit is looked at.
        moved: another hit is looked at, as its regions.
        ended: all pages have been searched, or the search failed.
        failed: an error to be told to the user.
        crashed: a bug.
    """

    changed = Signal()
    moved = Signal(object)
    ended = Signal()
    failed = Signal(object)
    crashed = Signal(object)

    def __init__(self, lane: Lane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lane = lane
        self._source: OpenDocument | None = None
        self._job: Job | None = None
        self._hits: dict[int, tuple[TextHit, ...]] = {}
        self._pages: list[int] = []
        self._at: tuple[int, int] | None = None
        self._first = 1
        self.query = ""
        self.total = self.searched = self.unread = 0

    def show(self, source: OpenDocument | None) -> None:
        """From now on this document is searched; what was found is forgotten."""
        self._source = source
        self.clear()

    @property
    def running(self) -> bool:
        """Whether pages are still being searched."""
        return self._job is not None

    @property
    def is_full(self) -> bool:
        """Whether the search ended because there are too many hits."""
        return self.total >= MOST_HITS

    @property
    def is_complete(self) -> bool:
        """Whether every page was searched."""
        return self._source is not None and self.searched >= len(self._source.pages)

    @property
    def progress(self) -> float:
        """The part of the pages that has been searched, 0 to 1."""
        pages = len(self._source.pages) if self._source is not None else 0
        return self.searched / pages if pages else 0.0

    @property
    def position(self) -> int:
        """The number of the hit that is looked at, from 1 in the order of the document; 0 for none."""
        if self._at is None:
            return 0
        page, index = self._at
        before = self._pages[: bisect_left(self._pages, page)]
        return sum(len(self._hits[each]) for each in before) + index + 1

    def boxes(self, page: int) -> Sequence[Box]:
        """Where the hits of a page are."""
        return [box for hit in self._hits.get(page, ()) for box in hit.boxes]

    def find(self, query: str, first: int) -> None:
        """Looks for words, from page `first` on; an empty query ends the search."""
        self.clear()
        source, self.query, self._first = self._source, query.strip(), first
        if source is None or not self.query:
            return
        wanted = self.query

        def work(cancel: CancelToken) -> Iterator[object]:
            yield from source.find(wanted, first, cancel)

        job = self._job = Job(work)
        job.yielded.connect(self._take)
        job.failed.connect(self.failed)
        job.crashed.connect(self.crashed)
        job.finished.connect(self._end)
        self._lane.submit(job)
        self.changed.emit()

    def stop(self) -> None:
        """Ends the search; what was found stays."""
        job, self._job = self._job, None
        if job is not None:
            job.stop()
            self.changed.emit()

    def clear(self) -> None:
        """Ends the search and forgets what was found."""
        self.stop()
        self._hits.clear()
        self._pages.clear()
        self._at = None
        self.query = ""
        self.total = self.searched = self.unread = 0
        self.changed.emit()

    def next(self) -> None:
        """Goes to the hit after this one; after the last comes the first."""
        self._step(1)

    def previous(self) -> None:
        """Goes to the hit before this one; before the first comes the last."""
        self._step(-1)

    def _step(self, by: int) -> None:
        if not self._pages:
            return
        if self._at is None:
            self._go(self._pages[min(bisect_left(self._pages, self._first), len(self._pages) - 1)], 0)
            return
        page, index = self._at
        if 0 <= index + by < len(self._hits[page]):
            self._go(page, index + by)
            return
        page = self._pages[(bisect_left(self._pages, page) + by) % len(self._pages)]
        self._go(page, 0 if by > 0 else len(self._hits[page]) - 1)

    def _go(self, page: int, index: int) -> None:
        self._at = (page, index)
        self.moved.emit(tuple(Region(page, box) for box in self._hits[page][index].boxes))
        self.changed.emit()

    def _take(self, searched: Searched) -> None:
        if self.sender() is not self._job:  # a search that was given up
            return
        self.searched = searched.pages
        for page in searched.found:
            self.unread += page.failed
            if page.hits and page.number not in self._hits:
                self._hits[page.number] = page.hits
                insort(self._pages, page.number)
                self.total += len(page.hits)
        if self._at is None and searched.found:
            first = next((page.number for page in searched.found if page.hits), None)
            if first is not None:
                self._go(first, 0)
        self.changed.emit()
        if self.is_full:
            self.stop()

    def _end(self) -> None:
        if self.sender() is self._job:
            self._job = None
            self.changed.emit()
            self.ended.emit()
