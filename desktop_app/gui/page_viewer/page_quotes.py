"""What is taken from the pages into a question or onto the clipboard: words, and pictures of regions; got in a lane."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtGui import QImage, QTransform

from desktop_app.domain.documents import Figure
from desktop_app.domain.errors import DocumentError
from desktop_app.domain.geometry import Region, as_displayed
from desktop_app.domain.jobs import CancelToken
from desktop_app.domain.page_text import TextWord
from desktop_app.gui.background.job import Job
from desktop_app.gui.background.lane import Lane
from desktop_app.gui.figures.pictures import decoded
from desktop_app.gui.page_viewer.open_document import OpenDocument
from desktop_app.gui.page_viewer.page_texts import PageTexts
from desktop_app.gui.page_viewer.text_selection import Selection

MOST_PAGES = 100
"""Of a selection over more pages only the words of the first are taken."""

_REGION_PIXELS = 1_600
_LEAST_SCALE, _MOST_SCALE = 1.5, 4.0


class PageQuotes(QObject):
    """Gets what is asked for from the file, where it is not there already.

    Signals:
        words_ready: the words of a selection by page, and what they are for.
        picture_ready: the picture of a region, and the region.
        figure_ready: the figure of the library that a region shows.
        failed: an error to be told to the user.
        crashed: a bug.
    """

    words_ready = Signal(object, str)
    picture_ready = Signal(QImage, object)
    figure_ready = Signal(object)
    failed = Signal(object)
    crashed = Signal(object)

    def __init__(self, lane: Lane, texts: PageTexts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lane = lane
        self._texts = texts

    def take_words(self, source: OpenDocument, selection: Selection, purpose: str) -> None:
        """Gets the selected words; at once where the text of all its pages is there."""
        pages = list(selection.pages)[:MOST_PAGES]
        known = {page: self._texts.get(page) for page in pages}

        def words_of(page: int) -> list[TextWord]:
            text = known[page]
            if text is None:
                try:
                    text = source.text(page)
                except DocumentError:  # such a page says so itself; the words of the others are wanted all the same
                    return []
            return list(selection.words(page, text))

        if all(known.values()):
            self.words_ready.emit([words_of(page) for page in pages], purpose)
            return

        def work(cancel: CancelToken) -> Iterator[object]:
            found = []
            for page in pages:
                cancel.raise_if_cancelled()
                found.append(words_of(page))
            yield found, purpose

        self._submit(Job(work))

    def take_picture(self, source: OpenDocument, region: Region, turn: int) -> None:
        """Draws a region as it is seen, turned by `turn` degrees more than the page by itself.

        Where it shows a figure of the library, that is given instead: more is known about it than its looks.
        """

        def work(_cancel: CancelToken) -> Iterator[object]:
            figure = source.figure_at(region)
            if figure is not None:
                yield figure, region
                return
            longer = max(region.box.width, region.box.height, 1.0)
            scale = min(_MOST_SCALE, max(_LEAST_SCALE, _REGION_PIXELS / longer))
            page = source.render(region.page, scale)
            image = decoded(page.png)
            upright = page.rotation % 180 == 0
            width = page.page_width if upright else page.page_height
            per_point = image.width() / width
            box = as_displayed(region.box, page.page_width, page.page_height, page.rotation)
            corner = (round(box.x0 * per_point), round(box.y0 * per_point))
            size = (max(1, round(box.width * per_point)), max(1, round(box.height * per_point)))
            cut = image.copy(QRect(*corner, *size).intersected(image.rect()))
            yield cut.transformed(QTransform().rotate(turn)), region

        self._submit(Job(work))

    def _submit(self, job: Job) -> None:
        job.yielded.connect(self._take)
        job.failed.connect(self.failed)
        job.crashed.connect(self.crashed)
        self._lane.submit(job)

    def _take(self, result: tuple[object, object]) -> None:
        what, about = result
        if isinstance(what, QImage):
            self.picture_ready.emit(what, about)
        elif isinstance(what, Figure):
            self.figure_ready.emit(what)
        else:
            self.words_ready.emit(what, str(about))
