"""What mouse and keys do on the pages: select text, draw a region, follow links."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRectF, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QApplication

from desktop_app.domain.geometry import Box, Region
from desktop_app.domain.page_text import PageLink, PageText
from desktop_app.gui.page_viewer.page_texts import PageTexts
from desktop_app.gui.page_viewer.page_view import PageView
from desktop_app.gui.page_viewer.text_selection import (
    Selection,
    TextPoint,
    Unit,
    line_around,
    line_boxes,
    nearest_word,
    word_at,
)
from desktop_app.gui.text_tools import plain_tooltip

_LEAST_BAND = 8.0
_BAND_STEP = 16.0
_AUTOSCROLL_MS = 30
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class PageHand(QObject):
    """Watches a view's mouse and keys.

    Signals:
        selected: the selection has changed.
        drawn: a region of a page was drawn.
        drawing_changed: whether the next drag draws a region.
        link_followed: a `PageLink` was clicked.
        copy_wanted: the selection is to be copied.
        dropped: selecting ended; the selection is complete.
    """

    selected = Signal()
    drawn = Signal(object)
    drawing_changed = Signal(bool)
    link_followed = Signal(object)
    copy_wanted = Signal()
    dropped = Signal()

    def __init__(self, view: PageView, texts: PageTexts) -> None:
        super().__init__(view)
        self._view = view
        self._viewport = view.viewport()
        self._texts = texts
        self._selection: Selection | None = None
        self._pressed: QPointF | None = None
        self._last = QPointF()
        self._origin: QPointF | None = None
        self._draws = False
        self._double = (0.0, QPointF())
        self._boxes: dict[int, list[Box]] = {}
        self._autoscroll = QTimer(self)
        self._autoscroll.setInterval(_AUTOSCROLL_MS)
        self._autoscroll.timeout.connect(self._scroll_on)
        view.viewport().installEventFilter(self)
        view.installEventFilter(self)
        texts.changed.connect(self._on_text)

    @property
    def selection(self) -> Selection | None:
        """What is selected, if anything."""
        return self._selection

    @property
    def draws(self) -> bool:
        """Whether the next drag draws a region."""
        return self._draws

    def forget(self) -> None:
        """Another document: nothing is selected, no region is drawn."""
        self._pressed = None
        self.set_draws(False)
        self.select(None)

    def set_draws(self, draws: bool) -> None:
        """From now on a drag draws a region, or selects text; keys draw one, too."""
        if draws == self._draws:
            return
        self._draws, self._origin = draws, None
        self._set_band(self._first_band() if draws and self._view.hasFocus() else QRectF())
        self._view.viewport().setCursor(Qt.CursorShape.CrossCursor if draws else Qt.CursorShape.ArrowCursor)
        self.drawing_changed.emit(draws)

    def select(self, selection: Selection | None) -> None:
        """Selects this, or nothing."""
        self._selection = selection
        self._boxes.clear()
        self._view.marks.selected = self._boxes_of
        self._view.viewport().update()
        if selection is not None:
            self._texts.want([page for page in self._view.visible_pages if page in selection.pages])
        self.selected.emit()

    def select_page(self) -> None:
        """Selects all text of the current page."""
        point = TextPoint(self._view.current_page, 0.0, 0.0)
        self.select(Selection(point, point, Unit.PAGE))
        self.dropped.emit()

    def _boxes_of(self, page: int) -> Sequence[Box]:
        text = self._texts.get(page)
        if self._selection is None or text is None:
            return ()
        if page not in self._boxes:
            self._boxes[page] = line_boxes(self._selection.words(page, text))
        return self._boxes[page]

    def _on_text(self, page: int) -> None:
        self._boxes.pop(page, None)
        self._view.viewport().update()

    # Events

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Takes what is meant for this; the rest goes on to the view."""
        # While the view is being destroyed nothing of it may be asked: it is known by identity.
        if watched is self._viewport and isinstance(event, QMouseEvent):
            handlers: dict[QEvent.Type, Callable[[QMouseEvent], bool]] = {
                QEvent.Type.MouseButtonPress: self._press,
                QEvent.Type.MouseMove: self._move,
                QEvent.Type.MouseButtonRelease: self._release,
                QEvent.Type.MouseButtonDblClick: self._double_click,
            }
            handler = handlers.get(event.type())
            return handler is not None and handler(event)
        if watched is self._view and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event)
        return False

    def _press(self, event: QMouseEvent) -> bool:
        if event.button() != Qt.MouseButton.LeftButton:
            return False
        self._view.setFocus(Qt.FocusReason.MouseFocusReason)
        place, keys = event.position(), event.modifiers()
        self._last = place
        if self._draws or keys & Qt.KeyboardModifier.AltModifier:
            self._origin = place
            self._set_band(QRectF())
            return True
        self._pressed = place
        when, where = self._double
        interval = QApplication.doubleClickInterval() / 1000
        if time.monotonic() - when < interval and (place - where).manhattanLength() < 6:
            self._select_to(place, place, Unit.LINE)
        elif keys & Qt.KeyboardModifier.ShiftModifier and self._selection is not None:
            self.select(replace(self._selection, head=self._point(place)))
        else:
            self.select(None)
        self._texts.want(self._view.visible_pages)
        return True

    def _move(self, event: QMouseEvent) -> bool:
        place = event.position()
        if self._origin is not None:
            self._set_band(QRectF(self._origin, place).normalized().intersected(self._view.viewport().rect().toRectF()))
            return True
        if self._pressed is None:
            self._hover(place)
            return False
        self._last = place
        far = (place - self._pressed).manhattanLength() >= QApplication.startDragDistance()
        if far or self._selection is not None:
            self._extend(place)
        outside = not 0 <= place.y() <= self._view.viewport().height()
        if outside != self._autoscroll.isActive():
            self._autoscroll.start() if outside else self._autoscroll.stop()
        return True

    def _release(self, event: QMouseEvent) -> bool:
        if event.button() != Qt.MouseButton.LeftButton:
            return False
        if self._origin is not None:
            band, self._origin = self._view.marks.band, None
            self._take_band(band)
            return True
        pressed, self._pressed = self._pressed, None
        self._autoscroll.stop()
        if pressed is not None and self._selection is None:
            link = self.link_at(event.position().toPoint())
            if link is not None:
                self.link_followed.emit(link)
        elif self._selection is not None:
            self.dropped.emit()
        return True

    def _double_click(self, event: QMouseEvent) -> bool:
        if event.button() != Qt.MouseButton.LeftButton or self._draws:
            return False
        self._double = (time.monotonic(), event.position())
        self._pressed = self._last = event.position()
        self._select_to(event.position(), event.position(), Unit.WORD)
        return True

    def _scroll_on(self) -> None:
        """Goes on scrolling while the mouse is held outside the view."""
        height = self._view.viewport().height()
        over = self._last.y() if self._last.y() < 0 else max(0.0, self._last.y() - height)
        bar = self._view.verticalScrollBar()
        bar.setValue(bar.value() + round(max(-120.0, min(120.0, over))))
        self._texts.want(self._view.visible_pages)
        self._extend(QPointF(self._last.x(), min(max(self._last.y(), 0.0), float(height))))

    # Text

    def _point(self, place: QPointF) -> TextPoint:
        return TextPoint(*self._view.point_at(place))

    def _select_to(self, first: QPointF, last: QPointF, unit: Unit) -> None:
        self.select(Selection(self._point(first), self._point(last), unit))

    def _extend(self, place: QPointF) -> None:
        if self._selection is not None:
            self.select(replace(self._selection, head=self._point(place)))
        elif self._pressed is not None:
            self._select_to(self._pressed, place, Unit.WORD)

    def link_at(self, place: QPoint) -> PageLink | None:
        """The link at a point of the viewport."""
        if self._view.point_on_page(place) is None:
            return None
        page, x, y = self._view.point_at(QPointF(place))
        text = self._texts.get(page)
        links = text.links if text is not None else ()
        return next((link for link in links if _holds(link.box, x, y)), None)

    def _hover(self, place: QPointF) -> None:
        viewport = self._view.viewport()
        self._texts.want(self._view.visible_pages)
        if self._draws:
            return
        link, tip = self.link_at(place.toPoint()), ""
        shape = Qt.CursorShape.ArrowCursor
        if link is not None:
            shape = Qt.CursorShape.PointingHandCursor
            tip = link.address or self.tr("Go to page {number}").format(number=link.page)
        elif self._view.point_on_page(place.toPoint()) is not None:
            page, x, y = self._view.point_at(place)
            text = self._texts.get(page)
            if text is not None and word_at(text, x, y) is not None:
                shape = Qt.CursorShape.IBeamCursor
        if viewport.cursor().shape() != shape:
            viewport.setCursor(shape)
        viewport.setToolTip(plain_tooltip(tip))

    # Keys

    def _key(self, event: QKeyEvent) -> bool:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit()
            return True
        if event.matches(QKeySequence.StandardKey.SelectAll):
            self.select_page()
            return True
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        arrow = _ARROWS.get(Qt.Key(event.key()))
        if self._draws and not self._view.marks.band.isEmpty():
            return self._band_key(event, arrow, resizes=shift)
        if arrow is not None and (shift or control):
            self._step(*arrow, extends=shift)
            return True
        return False

    def _step(self, across: int, down: int, *, extends: bool) -> None:
        """Moves the end of the selection by words or lines, or the whole of it to a single word there.

        Without a selection it begins one: at what a search found, at what is cited, else at the first word in view.
        """
        selection = self._selection
        start = selection.head if selection is not None else self._first_point()
        text = self._texts.get(start.page)
        if text is None or not text.words:
            self._texts.want([start.page])
            return
        index = nearest_word(text, start.x, start.y)
        if selection is None:
            self._select_word(start.page, text, index, None)
            return
        if down:
            first, last = line_around(text, index)
            index = last + 1 if down > 0 else first - 1
        else:
            index += across
        page = start.page + (index >= len(text.words)) - (index < 0)
        beyond = self._texts.get(page) if page != start.page else text
        if beyond is not None and beyond.words:
            index = min(max(index, 0), len(text.words) - 1) if beyond is text else (-1 if page < start.page else 0)
            self._select_word(page, beyond, index, selection.anchor if extends else None)
        elif self._view.has_page(page):
            self._texts.want([page])

    def _first_point(self) -> TextPoint:
        """Where a selection by keys begins."""
        visible = self._view.visible_pages
        marks = self._view.marks
        place = next((region for region in (*marks.found, *marks.cited) if region.page in visible), None)
        if place is not None:
            return TextPoint(place.page, place.box.x0, place.box.y0)
        page, x, y = self._view.point_at(QPointF(0.0, 0.0))
        current = self._view.current_page
        return TextPoint(current, x, y) if page == current else TextPoint(current, 0.0, 0.0)

    def _select_word(self, page: int, text: PageText, index: int, anchor: TextPoint | None) -> None:
        box = text.words[index].box
        self.select(Selection(anchor or _middle(page, box), _middle(page, box)))
        self._view.scroll_to(Region(page, box))

    # Regions

    def _set_band(self, band: QRectF) -> None:
        self._view.marks.band = band
        self._view.viewport().update()

    def _first_band(self) -> QRectF:
        """A region in the middle, for the keys to move."""
        view = self._view.viewport().rect().toRectF()
        band = QRectF(0, 0, view.width() / 2, view.height() / 3)
        band.moveCenter(view.center())
        return band

    def _band_key(self, event: QKeyEvent, arrow: tuple[int, int] | None, *, resizes: bool) -> bool:
        band, view = QRectF(self._view.marks.band), self._view.viewport().rect().toRectF()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._take_band(band)
            return True
        if arrow is None:
            return False
        step = QPointF(arrow[0] * _BAND_STEP, arrow[1] * _BAND_STEP)
        if resizes:
            band.setSize((band.size() + QSizeF(step.x(), step.y())).expandedTo(QSizeF(_BAND_STEP, _BAND_STEP)))
        else:
            band.translate(step)
        self._set_band(band.intersected(view) if band.intersects(view) else self._first_band())
        return True

    def _take_band(self, band: QRectF) -> None:
        region = self._view.region_at(band) if min(band.width(), band.height()) >= _LEAST_BAND else None
        self._set_band(QRectF())
        if region is not None:
            self.set_draws(False)
            self.drawn.emit(region)


def _holds(box: Box, x: float, y: float) -> bool:
    return box.x0 <= x <= box.x1 and box.y0 <= y <= box.y1


def _middle(page: int, box: Box) -> TextPoint:
    return TextPoint(page, *box.centre)
