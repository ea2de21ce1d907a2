"""Continuous pages of one document, drawn as they scroll into view, with a region marked."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from desktop_app.domain.documents import Page
from desktop_app.domain.errors import ImageRefError
from desktop_app.domain.geometry import Region, as_displayed
from desktop_app.domain.jobs import CancelToken
from desktop_app.domain.ports import RenderedPage
from desktop_app.gui.background.job import Job
from desktop_app.gui.background.lane import Lane
from desktop_app.gui.figures.pictures import decoded
from desktop_app.gui.text_tools import one_line
from desktop_app.gui.theme import tokens

RenderPage = Callable[[int, float], RenderedPage]
"""Draws page n (from 1) at a scale in pixels a point; called in the lane of pages."""

_GAP = 14
_MARGIN = 16
_POINTS_TO_PIXELS = 96 / 72
_ZOOM_STEP = 1.2
_LEAST_ZOOM, _MOST_ZOOM = 0.2, 5.0
_CACHE_BYTES = 160 * 1024 * 1024
_MOST_PAGE_PIXELS = 24_000_000


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A page that was drawn at a scale, or the sentence that says why not."""

    image: QImage
    scale: float
    problem: str = ""


class PageView(QAbstractScrollArea):
    """Shows pages below one another; only what is on screen is drawn, in a lane, nearest first.

    Signals:
        page_changed: the page in the upper half of the view is another one.
        zoom_changed: the zoom, 1 for the size on paper at 96 dpi.
        crashed: a bug while drawing.
    """

    page_changed = Signal(int)
    zoom_changed = Signal(float)
    crashed = Signal(object)

    def __init__(self, lane: Lane, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lane = lane
        self._render: RenderPage | None = None
        self._pages: tuple[Page, ...] = ()
        self._tops: list[float] = []
        self._zoom = 1.0
        self._fits = True
        self._drawn: OrderedDict[int, _Drawn] = OrderedDict()
        self._job: Job | None = None
        self._marked: tuple[Region, ...] = ()
        self._current = 0
        self._generation = 0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Pages"))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(30)
        self._timer.timeout.connect(self._draw_next)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    # What is shown

    def show_document(self, pages: Sequence[Page], render: RenderPage) -> None:
        """Shows a document from its first page."""
        self._generation += 1
        self._pages = tuple(pages)
        self._render = render
        self._drawn.clear()
        self._marked = ()
        self._current = 0
        if self._job is not None:
            self._job.stop()
        self._arrange()
        self.verticalScrollBar().setValue(0)
        self._on_scrolled()

    @property
    def pages(self) -> tuple[Page, ...]:
        """The pages shown."""
        return self._pages

    @property
    def current_page(self) -> int:
        """The page in the upper half of the view, from 1; 0 without a document."""
        return self._current

    @property
    def zoom(self) -> float:
        """1 is the size on paper at 96 dpi."""
        return self._zoom

    @property
    def marked(self) -> tuple[Region, ...]:
        """The regions that are marked."""
        return self._marked

    def is_drawn(self, page: int) -> bool:
        """Whether a page has its picture."""
        drawn = self._drawn.get(page)
        return drawn is not None and not drawn.image.isNull()

    def problem(self, page: int) -> str:
        """Why a page has no picture, or an empty text."""
        drawn = self._drawn.get(page)
        return drawn.problem if drawn is not None else ""

    def mark(self, regions: Sequence[Region]) -> None:
        """Marks regions and scrolls to the first."""
        self._marked = tuple(regions)
        if self._marked:
            self._scroll_to(self._marked[0])
        self.viewport().update()

    def go_to_page(self, number: int) -> None:
        """Scrolls to the top of page `number`, from 1."""
        if self._pages:
            index = min(max(1, number), len(self._pages)) - 1
            self.verticalScrollBar().setValue(round(self._tops[index] - _GAP))

    def set_zoom(self, zoom: float) -> None:
        """Changes the zoom; what stands in the middle of the view stays there."""
        self._fits = False
        self._apply_zoom(zoom)

    def zoom_in(self) -> None:
        """One step larger."""
        self.set_zoom(self._zoom * _ZOOM_STEP)

    def zoom_out(self) -> None:
        """One step smaller."""
        self.set_zoom(self._zoom / _ZOOM_STEP)

    def fit_width(self) -> None:
        """As wide as the view, from now on also when the view's width changes."""
        self._fits = True
        self._apply_zoom(self._fit_zoom())

    # Where things are

    def _fit_zoom(self) -> float:
        widest = max((self._page_size(page)[0] for page in self._pages), default=595.0)
        return max(1.0, self.viewport().width() - 2 * _MARGIN) / (widest * _POINTS_TO_PIXELS)

    @staticmethod
    def _page_size(page: Page) -> tuple[float, float]:
        """A page's size as it is shown, in points."""
        width, height = max(1.0, page.width), max(1.0, page.height)
        return (height, width) if page.rotation % 180 == 90 else (width, height)

    @property
    def _scale(self) -> float:
        """Device-independent pixels a point."""
        return self._zoom * _POINTS_TO_PIXELS

    def _apply_zoom(self, zoom: float) -> None:
        bar = self.verticalScrollBar()
        middle = bar.value() + self.viewport().height() / 2
        index = max(0, bisect_right(self._tops, middle) - 1)
        before = (middle - self._tops[index]) / self._scale if self._tops else 0.0
        self._zoom = min(_MOST_ZOOM, max(_LEAST_ZOOM, zoom))
        self._arrange()
        if self._tops:
            bar.setValue(round(self._tops[index] + before * self._scale - self.viewport().height() / 2))
        self.zoom_changed.emit(self._zoom)
        self._timer.start()

    def _arrange(self) -> None:
        """Places every page and sets the scroll bars' ranges."""
        if self._fits:
            self._zoom = min(_MOST_ZOOM, max(_LEAST_ZOOM, self._fit_zoom()))
        top, widest = float(_GAP), 0.0
        self._tops = []
        for page in self._pages:
            width, height = self._page_size(page)
            self._tops.append(top)
            top += height * self._scale + _GAP
            widest = max(widest, width * self._scale)
        view = self.viewport().size()
        self.verticalScrollBar().setPageStep(view.height())
        self.verticalScrollBar().setSingleStep(48)
        self.verticalScrollBar().setRange(0, max(0, round(top) - view.height()))
        self.horizontalScrollBar().setPageStep(view.width())
        self.horizontalScrollBar().setRange(0, max(0, round(widest + 2 * _MARGIN) - view.width()))
        self.viewport().update()

    def page_rect(self, index: int) -> QRectF:
        """Where page `index` (from 0) stands in the viewport."""
        width, height = self._page_size(self._pages[index])
        wide, high = width * self._scale, height * self._scale
        room = max(self.viewport().width(), round(wide) + 2 * _MARGIN)
        x = (room - wide) / 2 - self.horizontalScrollBar().value()
        return QRectF(x, self._tops[index] - self.verticalScrollBar().value(), wide, high)

    def region_rect(self, region: Region) -> QRectF:
        """Where a region stands in the viewport; empty when its page is not shown."""
        index = self._index_of(region.page)
        if index is None:
            return QRectF()
        page, place = self._pages[index], self.page_rect(index)
        box = as_displayed(region.box, page.width, page.height, page.rotation)
        scale = self._scale
        return QRectF(
            place.x() + box.x0 * scale, place.y() + box.y0 * scale, box.width * scale, box.height * scale
        ).intersected(place)

    def _index_of(self, number: int) -> int | None:
        index = number - 1
        if 0 <= index < len(self._pages) and self._pages[index].number == number:
            return index
        return next((i for i, page in enumerate(self._pages) if page.number == number), None)

    def _scroll_to(self, region: Region) -> None:
        place = self.region_rect(region)
        if self._index_of(region.page) is None:
            return
        bar, view = self.verticalScrollBar(), self.viewport().height()
        above = max(_GAP * 2.0, (view - place.height()) / 3)
        bar.setValue(round(bar.value() + place.top() - above))
        across = self.horizontalScrollBar()
        if place.left() < 0 or place.right() > self.viewport().width():
            across.setValue(round(across.value() + place.left() - _MARGIN))

    def visible_indexes(self) -> range:
        """The pages on screen, from 0."""
        top = self.verticalScrollBar().value()
        first = max(0, bisect_right(self._tops, top) - 1)
        last = bisect_right(self._tops, top + self.viewport().height())
        return range(first, last)

    def _on_scrolled(self) -> None:
        middle = self.verticalScrollBar().value() + self.viewport().height() / 3
        index = max(0, bisect_right(self._tops, middle) - 1)
        number = self._pages[index].number if self._pages else 0
        if number != self._current:
            self._current = number
            self.page_changed.emit(number)
        self.viewport().update()
        if not self._timer.isActive():
            self._timer.start()

    # Drawing in the lane

    def _wanted_scale(self, page: Page) -> float:
        """Device pixels a point, less for a page so large that its picture would not fit into memory."""
        width, height = self._page_size(page)
        return min(self._scale * self.devicePixelRatioF(), math.sqrt(_MOST_PAGE_PIXELS / (width * height)))

    def _is_stale(self, page: Page) -> bool:
        """Whether a page has not been drawn yet, or at another scale."""
        drawn = self._drawn.get(page.number)
        if drawn is None:
            return True
        return not drawn.problem and abs(drawn.scale - self._wanted_scale(page)) > 1e-3

    def _next_index(self) -> int | None:
        """The page to be drawn next: on screen first, then the one after and the one before."""
        visible = self.visible_indexes()
        nearest: tuple[int, ...] = (*visible, visible.stop, visible.start - 1)
        for index in nearest:
            if 0 <= index < len(self._pages) and self._is_stale(self._pages[index]):
                return index
        return None

    def _draw_next(self) -> None:
        if self._job is not None or self._render is None or not self.isVisible():
            return
        index = self._next_index()
        if index is None:
            return
        number, scale = self._pages[index].number, self._wanted_scale(self._pages[index])
        render, generation = self._render, self._generation

        def work(_cancel: CancelToken) -> Iterator[object]:
            page = render(number, scale)
            yield _Drawn(decoded(page.png), scale)

        def take(drawn: object) -> None:
            if isinstance(drawn, _Drawn) and generation == self._generation:
                problem = self.tr("This page can't be shown.") if drawn.image.isNull() else ""
                self._keep(number, _Drawn(drawn.image, drawn.scale, problem))

        def fail(error: ImageRefError) -> None:
            if generation == self._generation:
                self._keep(number, _Drawn(QImage(), scale, str(error)))

        def crash(error: Exception) -> None:
            if generation == self._generation:
                self._keep(number, _Drawn(QImage(), scale, self.tr("This page can't be shown.")))
            self.crashed.emit(error)

        job = Job(work)
        job.yielded.connect(take)
        job.failed.connect(fail)
        job.crashed.connect(crash)
        job.finished.connect(self._on_drawn)
        self._job = job
        self._lane.submit(job)

    def _keep(self, number: int, drawn: _Drawn) -> None:
        self._drawn[number] = drawn
        self._drawn.move_to_end(number)
        size = sum(each.image.sizeInBytes() for each in self._drawn.values())
        while size > _CACHE_BYTES and len(self._drawn) > 3:
            _, oldest = self._drawn.popitem(last=False)
            size -= oldest.image.sizeInBytes()
        self.viewport().update()

    def _on_drawn(self) -> None:
        self._job = None
        self._draw_next()

    # Qt

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the pages on screen: their picture, or paper until it comes, and the marks."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.viewport().rect(), QColor(tokens().desk))
        for index in self.visible_indexes():
            self._paint_page(painter, index)
        self._paint_marks(painter)
        painter.end()

    def _paint_page(self, painter: QPainter, index: int) -> None:
        colours, place, page = tokens(), self.page_rect(index), self._pages[index]
        painter.fillRect(place, QColor(colours.paper))
        drawn = self._drawn.get(page.number)
        if drawn is not None and not drawn.image.isNull():
            painter.drawImage(place, drawn.image)
        else:
            words = drawn.problem if drawn else self.tr("Page {number}").format(number=page.number)
            painter.setPen(QColor(colours.ink))
            inner = place.intersected(QRectF(self.viewport().rect())).adjusted(24, 24, -24, -24)
            painter.drawText(inner, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, one_line(words, 400))
        painter.setPen(QColor(colours.border))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(place)

    def _paint_marks(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill = QColor(tokens().mark)
        fill.setAlpha(38)
        for region in self._marked:
            place = self.region_rect(region)
            if place.isEmpty():
                continue
            painter.setPen(QPen(QColor(tokens().mark), 2))
            painter.setBrush(fill)
            painter.drawRoundedRect(place.adjusted(-3, -3, 3, 3), 4, 4)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keeps the same place of the document in view."""
        super().resizeEvent(event)
        self._apply_zoom(self._zoom)

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        """Everything is painted anew."""
        self.viewport().update()

    def event(self, event: QEvent) -> bool:
        """Begins drawing when the view comes on screen."""
        if event.type() == QEvent.Type.Show:
            self._timer.start()
        return super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolls; with Ctrl it zooms."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_zoom(self._zoom * _ZOOM_STEP ** (event.angleDelta().y() / 120))
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows and Page keys scroll, + and - zoom, 0 fits the width, Home and End go to the ends."""
        bar, key = self.verticalScrollBar(), event.key()
        actions: dict[int, Callable[[], object]] = {
            Qt.Key.Key_Plus: self.zoom_in,
            Qt.Key.Key_Equal: self.zoom_in,
            Qt.Key.Key_Minus: self.zoom_out,
            Qt.Key.Key_0: self.fit_width,
            Qt.Key.Key_Home: lambda: bar.setValue(0),
            Qt.Key.Key_End: lambda: bar.setValue(bar.maximum()),
            Qt.Key.Key_Space: lambda: bar.triggerAction(bar.SliderAction.SliderPageStepAdd),
        }
        action = actions.get(key)
        if action is not None:
            action()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """A page at reading size."""
        return QSize(520, 700)

    def point_on_page(self, point: QPoint) -> tuple[int, QPointF] | None:
        """The page number under a point of the viewport and the place on it in points, or None between pages."""
        for index in self.visible_indexes():
            place = self.page_rect(index)
            if place.contains(QPointF(point)):
                return self._pages[index].number, (QPointF(point) - place.topLeft()) / self._scale
        return None
