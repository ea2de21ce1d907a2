"""Continuous pages of one document, drawn as they scroll into view, with places marked."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from enum import Enum

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QGestureEvent, QPinchGesture, QWidget

from desktop_app.domain.documents import Page
from desktop_app.domain.geometry import Box, Region
from desktop_app.gui.background.lane import Lane
from desktop_app.gui.page_viewer.page_drawings import PageDrawings, RenderPage
from desktop_app.gui.page_viewer.page_geometry import GAP, PageGeometry
from desktop_app.gui.page_viewer.page_marks import PageMarks, paint_marks
from desktop_app.gui.text_tools import one_line
from desktop_app.gui.theme import tokens

_MARGIN = 16
_LINE = 48
_POINTS_TO_PIXELS = 96 / 72
_ZOOM_STEP = 1.2
_LEAST_ZOOM, _MOST_ZOOM = 0.1, 5.0
_CACHE_BYTES = 160 * 1024 * 1024
_MOST_PAGE_PIXELS = 24_000_000


class Fit(Enum):
    """What the zoom follows when the view changes its size."""

    NOTHING = 0
    WIDTH = 1
    PAGE = 2


class PageView(QAbstractScrollArea):
    """Shows pages below one another; only what is on screen is drawn, in a lane, nearest first.

    Attributes:
        marks: what is painted over the pages; after a change the viewport is to be updated.

    Signals:
        page_changed: the page in the upper half of the view is another one.
        zoom_changed: the zoom, 1 for the size on paper at 96 dpi.
        scrolled: other places of the document are on screen.
        crashed: a bug while drawing.
    """

    page_changed = Signal(int)
    zoom_changed = Signal(float)
    scrolled = Signal()
    crashed = Signal(object)

    def __init__(self, lane: Lane, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.marks = PageMarks()
        self._geometry = PageGeometry()
        self._render: RenderPage | None = None
        self._zoom = 1.0
        self._fit = Fit.WIDTH
        self._current = 0
        self._target: Region | None = None
        self._drawings = PageDrawings(lane, _CACHE_BYTES, self)
        self._drawings.changed.connect(self._on_drawn)
        self._drawings.crashed.connect(self.crashed)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Pages"))
        self.viewport().setMouseTracking(True)
        self.viewport().grabGesture(Qt.GestureType.PinchGesture)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(30)
        self._timer.timeout.connect(self._want_pictures)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.verticalScrollBar().actionTriggered.connect(self._forget_target)

    # What is shown

    def show_document(self, pages: Sequence[Page] | PageGeometry, render: RenderPage) -> None:
        """Shows a document from its first page; where its pages stand may have been worked out before, in a lane."""
        self._geometry = pages if isinstance(pages, PageGeometry) else PageGeometry(pages)
        self._render = render
        self._drawings.show(render)
        self.marks.clear()
        self._current, self._target = 0, None
        self._arrange()
        self.verticalScrollBar().setValue(0)
        self._on_scrolled()

    @property
    def pages(self) -> tuple[Page, ...]:
        """The pages shown."""
        return self._geometry.pages

    def has_page(self, number: int) -> bool:
        """Whether the document has this page, counted from 1."""
        return self._geometry.index_of(number) is not None

    @property
    def turn(self) -> int:
        """By how many degrees clockwise all pages are turned."""
        return self._geometry.turn

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
        """The regions that are cited."""
        return self.marks.cited

    @property
    def is_drawing(self) -> bool:
        """Whether a page is being drawn."""
        return self._drawings.busy

    def is_drawn(self, page: int) -> bool:
        """Whether a page has its picture."""
        drawn = self._drawings.get(page)
        return drawn is not None and not drawn.image.isNull()

    def problem(self, page: int) -> str:
        """Why a page has no picture, or an empty text."""
        drawn = self._drawings.get(page)
        return drawn.problem if drawn is not None else ""

    def mark(self, regions: Sequence[Region]) -> None:
        """Marks regions as cited and scrolls to the first."""
        self.marks.cited = tuple(regions)
        if regions:
            self.scroll_to(regions[0])
            self._target = regions[0]
        self.viewport().update()

    # Moving about

    def go_to_page(self, number: int) -> None:
        """Scrolls to the top of page `number`, from 1."""
        self._forget_target()
        if self.pages:
            index = min(max(1, number), len(self.pages)) - 1
            self.verticalScrollBar().setValue(round(self._geometry.top(index, self._scale) - GAP))

    @property
    def place(self) -> tuple[int, float]:
        """The page at the upper edge of the view, from 1 (0 without one), and how far down it that edge is, 0 to 1."""
        if not self.pages:
            return 0, 0.0
        top = self.verticalScrollBar().value()
        index = self._geometry.index_at(top + GAP, self._scale)
        height = self._geometry.size(index)[1] * self._scale
        return self.pages[index].number, (top - self._geometry.top(index, self._scale)) / height

    def go_to_place(self, number: int, share: float) -> None:
        """Scrolls to what `place` said, at whatever zoom."""
        self._forget_target()
        index = self._geometry.index_of(number)
        if index is not None:
            height = self._geometry.size(index)[1] * self._scale
            self.verticalScrollBar().setValue(round(self._geometry.top(index, self._scale) + share * height))

    def scroll_to(self, region: Region) -> None:
        """Brings a region into view, with some of what stands above it; not at all where it is in view."""
        self._forget_target()
        if self._geometry.index_of(region.page) is None:
            return
        place, view = self.region_rect(region), self.viewport().rect()
        bar, across = self.verticalScrollBar(), self.horizontalScrollBar()
        if place.isEmpty() or place.top() < GAP or place.bottom() > view.height() - GAP:
            above = max(GAP * 2.0, (view.height() - place.height()) / 3)
            bar.setValue(round(bar.value() + place.top() - above))
        if place.left() < 0 or place.right() > view.width():
            across.setValue(round(across.value() + place.left() - _MARGIN))

    def set_zoom(self, zoom: float, fixed: QPointF | None = None) -> None:
        """Changes the zoom; what stands at `fixed`, or in the middle of the view, stays there."""
        self._forget_target()
        self._fit = Fit.NOTHING
        self._apply_zoom(zoom, fixed)

    def zoom_in(self) -> None:
        """One step larger."""
        self.set_zoom(self._zoom * _ZOOM_STEP)

    def zoom_out(self) -> None:
        """One step smaller."""
        self.set_zoom(self._zoom / _ZOOM_STEP)

    def fit_width(self) -> None:
        """As wide as the view, from now on also when the view's width changes."""
        self._fit = Fit.WIDTH
        self._apply_zoom(self._fitted())

    def fit_page(self) -> None:
        """As large as a whole page fits, from now on also when the view changes its size."""
        self._fit = Fit.PAGE
        self._apply_zoom(self._fitted())
        self.go_to_page(self._current)

    def turn_right(self) -> None:
        """Turns all pages by a quarter, clockwise; the current page stays."""
        current = self._current
        self._geometry = PageGeometry(self.pages, self.turn + 90)
        self._drawings.show(self._render, self.turn)
        self._arrange()
        self.go_to_page(current)
        self._on_scrolled()

    def _forget_target(self) -> None:
        """The reader goes elsewhere: what was cited need not stay in view."""
        self._target = None

    # Where things are

    @property
    def _scale(self) -> float:
        """Device-independent pixels a point."""
        return self._zoom * _POINTS_TO_PIXELS

    def _fitted(self) -> float:
        view = self.viewport().size()
        wide = max(1.0, view.width() - 2 * _MARGIN) / (self._geometry.widest * _POINTS_TO_PIXELS)
        if self._fit is Fit.WIDTH or not self.pages:
            return wide
        index = self._geometry.index_of(self._current) or 0
        width, height = self._geometry.size(index)
        high = max(1.0, view.height() - 2 * GAP) / (height * _POINTS_TO_PIXELS)
        return min(high, max(1.0, view.width() - 2 * _MARGIN) / (width * _POINTS_TO_PIXELS))

    def _apply_zoom(self, zoom: float, fixed: QPointF | None = None) -> None:
        bar, across = self.verticalScrollBar(), self.horizontalScrollBar()
        at = fixed or QPointF(self.viewport().rect().center())
        y = bar.value() + at.y()
        index = self._geometry.index_at(y, self._scale)
        top = self._geometry.top(index, self._scale) if self.pages else 0.0
        down = (y - top) / self._scale
        centre = self._desk_width() / 2
        right = (across.value() + at.x() - centre) / self._scale
        self._zoom = min(_MOST_ZOOM, max(_LEAST_ZOOM, zoom))
        self._arrange()
        if self.pages:
            bar.setValue(round(self._geometry.top(index, self._scale) + down * self._scale - at.y()))
            across.setValue(round(self._desk_width() / 2 + right * self._scale - at.x()))
        self.zoom_changed.emit(self._zoom)
        self._timer.start()

    def _desk_width(self) -> float:
        return max(self.viewport().width(), round(self._geometry.widest * self._scale) + 2.0 * _MARGIN)

    def _arrange(self) -> None:
        """Sets the zoom where it follows the view, and the scroll bars' ranges."""
        if self._fit is not Fit.NOTHING:
            self._zoom = min(_MOST_ZOOM, max(_LEAST_ZOOM, self._fitted()))
        view = self.viewport().size()
        self.verticalScrollBar().setPageStep(max(_LINE, view.height() - _LINE))  # the last line is seen twice
        self.verticalScrollBar().setSingleStep(_LINE)
        self.verticalScrollBar().setRange(0, max(0, round(self._geometry.height(self._scale)) - view.height()))
        self.horizontalScrollBar().setPageStep(view.width())
        self.horizontalScrollBar().setSingleStep(_LINE)
        self.horizontalScrollBar().setRange(0, max(0, round(self._desk_width()) - view.width()))
        self.viewport().update()

    def page_rect(self, index: int) -> QRectF:
        """Where page `index` (from 0) stands in the viewport."""
        width, height = self._geometry.size(index)
        wide, high = width * self._scale, height * self._scale
        x = (self._desk_width() - wide) / 2 - self.horizontalScrollBar().value()
        return QRectF(x, self._geometry.top(index, self._scale) - self.verticalScrollBar().value(), wide, high)

    def box_rect(self, number: int, box: Box) -> QRectF:
        """Where a box of page `number` stands in the viewport; empty when its page is not shown."""
        index = self._geometry.index_of(number)
        if index is None:
            return QRectF()
        place, shown, scale = self.page_rect(index), self._geometry.shown(index, box), self._scale
        return QRectF(
            place.x() + shown.x0 * scale, place.y() + shown.y0 * scale, shown.width * scale, shown.height * scale
        ).intersected(place)

    def region_rect(self, region: Region) -> QRectF:
        """Where a region stands in the viewport; empty when its page is not shown."""
        return self.box_rect(region.page, region.box)

    def region_at(self, rect: QRectF) -> Region | None:
        """The part of a page that is shown in this rectangle of the viewport: of the page that has most of it."""
        best: tuple[float, int, QRectF] = (0.0, -1, QRectF())
        for index in self.visible_indexes():
            shared = self.page_rect(index).intersected(rect)
            best = max(best, (shared.width() * shared.height(), index, shared), key=lambda each: each[0])
        area, index, shared = best
        if area <= 0:
            return None
        place, scale = self.page_rect(index).topLeft(), self._scale
        x, y = (shared.x() - place.x()) / scale, (shared.y() - place.y()) / scale
        box = Box(x, y, x + shared.width() / scale, y + shared.height() / scale)
        return Region(self.pages[index].number, self._geometry.unshown(index, box))

    def point_at(self, point: QPointF) -> tuple[int, float, float]:
        """The page nearest to a point of the viewport (0 without one), and the place on it, unrotated, in points."""
        if not self.pages:
            return 0, 0.0, 0.0
        index = self._geometry.index_at(point.y() + self.verticalScrollBar().value() + GAP / 2, self._scale)
        place = (point - self.page_rect(index).topLeft()) / self._scale
        at = self._geometry.unshown(index, Box(place.x(), place.y(), place.x(), place.y()))
        return self.pages[index].number, at.x0, at.y0

    def point_on_page(self, point: QPoint) -> tuple[int, QPointF] | None:
        """The page number under a point of the viewport and the place on it in points, or None between pages."""
        for index in self.visible_indexes():
            place = self.page_rect(index)
            if place.contains(QPointF(point)):
                return self.pages[index].number, (QPointF(point) - place.topLeft()) / self._scale
        return None

    def visible_indexes(self) -> range:
        """The pages on screen, from 0."""
        top = self.verticalScrollBar().value()
        return self._geometry.between(top, top + self.viewport().height(), self._scale)

    @property
    def visible_pages(self) -> list[int]:
        """The numbers of the pages on screen."""
        return [self.pages[index].number for index in self.visible_indexes()]

    # Drawing in the lane

    def wanted_scale(self, index: int) -> float:
        """Device pixels a point, less for a page so large that its picture would not fit into memory."""
        width, height = self._geometry.size(index)
        return min(self._scale * self.devicePixelRatioF(), math.sqrt(_MOST_PAGE_PIXELS / (width * height)))

    def _want_pictures(self) -> None:
        """What is on screen first, then the page after it and the one before."""
        if not self.isVisible():
            return
        visible = self.visible_indexes()
        nearest = (*visible, visible.stop, visible.start - 1)
        indexes = [index for index in nearest if 0 <= index < len(self.pages)]
        self._drawings.want([(self.pages[index].number, self.wanted_scale(index)) for index in indexes])

    def _on_scrolled(self) -> None:
        middle = self.verticalScrollBar().value() + self.viewport().height() / 3
        number = self.pages[self._geometry.index_at(middle, self._scale)].number if self.pages else 0
        if number != self._current:
            self._current = number
            self.page_changed.emit(number)
        self.viewport().update()
        if not self._timer.isActive():
            self._timer.start()
        self.scrolled.emit()

    def _on_drawn(self) -> None:
        self.viewport().update()

    # Qt

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the pages on screen: their picture, or paper until it comes, and the marks."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.viewport().rect(), QColor(tokens().desk))
        for index in self.visible_indexes():
            self._paint_page(painter, index)
        paint_marks(painter, self.marks, self.visible_pages, self.box_rect)
        if self.hasFocus():
            self._paint_focus(painter)
        painter.end()

    def _paint_focus(self, painter: QPainter) -> None:
        pen = QPen(QColor(tokens().accent), 2)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))

    def _paint_page(self, painter: QPainter, index: int) -> None:
        colours, page = tokens(), self.pages[index]
        place = self._on_pixels(self.page_rect(index))
        painter.fillRect(place, QColor(colours.paper))
        drawn = self._drawings.get(page.number)
        if drawn is not None and not drawn.image.isNull():
            self._paint_picture(painter, place, drawn.image, exact=drawn.scale == self.wanted_scale(index))
        else:
            words = drawn.problem if drawn else self.tr("Page {number}").format(number=page.number)
            painter.setPen(QColor(colours.ink))
            inner = place.intersected(QRectF(self.viewport().rect())).adjusted(24, 24, -24, -24)
            painter.drawText(inner, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, one_line(words, 400))
        painter.setPen(QColor(colours.border))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(place)

    def _paint_picture(self, painter: QPainter, place: QRectF, image: QImage, *, exact: bool) -> None:
        """A picture of the right size pixel by pixel, so that it stays as sharp as it was drawn; else scaled."""
        ratio = self.devicePixelRatioF()
        if exact and abs(image.width() / ratio - place.width()) < 2:
            image.setDevicePixelRatio(ratio)
            painter.drawImage(place.topLeft(), image)
        else:
            painter.drawImage(place, image)

    def _on_pixels(self, place: QRectF) -> QRectF:
        """A place whose corner is on a pixel of the device."""
        ratio = self.devicePixelRatioF()
        return QRectF(round(place.x() * ratio) / ratio, round(place.y() * ratio) / ratio, place.width(), place.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keeps the same place at the upper edge of the view, or a cited one in view until the reader moves on.

        A view that has just been opened takes its size in several steps, and in the first nothing may fit.
        """
        super().resizeEvent(event)
        target = self._target
        self._apply_zoom(self._zoom, QPointF(self.viewport().width() / 2, 0.0))
        if target is not None:
            self.scroll_to(target)
            self._target = target

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        """Everything is painted anew."""
        self.viewport().update()

    def event(self, event: QEvent) -> bool:
        """Begins drawing when the view comes on screen."""
        if event.type() == QEvent.Type.Show:
            self._timer.start()
        return super().event(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Two fingers zoom, on a touch pad or a screen."""
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
                self.set_zoom(self._zoom * (1 + event.value()), event.position())
                return True
        elif isinstance(event, QGestureEvent):
            pinch = event.gesture(Qt.GestureType.PinchGesture)
            if isinstance(pinch, QPinchGesture):
                centre = QPointF(self.viewport().mapFromGlobal(pinch.centerPoint().toPoint()))
                self.set_zoom(self._zoom * pinch.scaleFactor(), centre)
                return True
        return super().viewportEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolls; with Ctrl it zooms, and what is under the pointer stays there."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_zoom(self._zoom * _ZOOM_STEP ** (event.angleDelta().y() / 120), event.position())
            event.accept()
        else:
            self._forget_target()
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows and Page keys scroll, + and - zoom, 0 fits the width, Home and End go to the ends."""
        self._forget_target()
        bar, key = self.verticalScrollBar(), event.key()
        actions: dict[int, Callable[[], object]] = {
            Qt.Key.Key_Plus: self.zoom_in,
            Qt.Key.Key_Equal: self.zoom_in,
            Qt.Key.Key_Minus: self.zoom_out,
            Qt.Key.Key_0: self.fit_width,
            Qt.Key.Key_Home: lambda: bar.setValue(0),
            Qt.Key.Key_End: lambda: bar.setValue(bar.maximum()),
            Qt.Key.Key_Space: lambda: bar.triggerAction(
                bar.SliderAction.SliderPageStepSub
                if event.modifiers() & Qt.KeyboardModifier.ShiftModifier
                else bar.SliderAction.SliderPageStepAdd
            ),
        }
        action = actions.get(key)
        if action is not None:
            action()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Shows the focus."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hides the focus."""
        super().focusOutEvent(event)
        self.viewport().update()

    def sizeHint(self) -> QSize:
        """A page at reading size."""
        return QSize(520, 700)
