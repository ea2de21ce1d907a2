"""Small pictures of all pages, drawn as they scroll into view."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QPainter, QPen, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop_app.gui.background.lane import Lane
from desktop_app.gui.page_viewer.page_drawings import PageDrawings, RenderPage
from desktop_app.gui.page_viewer.page_geometry import PageGeometry
from desktop_app.gui.theme import tokens

_CELL = QSize(124, 158)
_PICTURE = QSize(100, 124)
_CACHE_BYTES = 24 * 1024 * 1024
_BESIDE = 3

Index = QModelIndex | QPersistentModelIndex


class PageListModel(QAbstractListModel):
    """A row for each page."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.geometry = PageGeometry()

    def show(self, geometry: PageGeometry) -> None:
        """From now on these pages."""
        self.beginResetModel()
        self.geometry = geometry
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (as Qt declares it)
        """The number of pages."""
        return 0 if parent.isValid() else len(self.geometry)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The page's number in words."""
        if index.isValid() and role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self.tr("Page {number}").format(number=self.geometry.pages[index.row()].number)
        return None


class _PageDelegate(QStyledItemDelegate):
    """Draws a page, its number below it, and a frame around the one that is looked at."""

    def __init__(self, model: PageListModel, drawings: PageDrawings, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self._drawings = drawings

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return _CELL

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        colours, cell = tokens(), QRect(option.rect)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        place = self._place(index.row(), cell)
        painter.fillRect(place, QColor(colours.paper))
        drawn = self._drawings.get(self._model.geometry.pages[index.row()].number)
        if drawn is not None and not drawn.image.isNull():
            painter.drawImage(place, drawn.image)
        painter.setPen(QPen(QColor(colours.accent if selected else colours.border), 3 if selected else 1))
        painter.drawRect(place)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.drawRect(cell.adjusted(2, 2, -2, -2))
        painter.setPen(QColor(colours.text if selected else colours.muted))
        below = QRect(cell.left(), cell.bottom() - 22, cell.width(), 20)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, str(self._model.geometry.pages[index.row()].number))
        painter.restore()

    def _place(self, row: int, cell: QRect) -> QRectF:
        """Where the page stands in its cell."""
        width, height = self._model.geometry.size(row)
        scale = fitting(width, height)
        place = QRectF(0, 0, width * scale, height * scale)
        place.moveCenter(QRectF(cell).center())
        place.moveBottom(cell.bottom() - 26)
        return place


def fitting(width: float, height: float) -> float:
    """Pixels a point of the small picture of a page of this size."""
    return min(_PICTURE.width() / width, _PICTURE.height() / height)


class Thumbnails(QListView):
    """A list of the pages.

    Signals:
        page_chosen: the user went to a page, from 1.
        crashed: a bug while drawing.
    """

    page_chosen = Signal(int)
    crashed = Signal(object)

    def __init__(self, lane: Lane, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Small pictures of the pages"))
        self._drawings = PageDrawings(lane, _CACHE_BYTES, self)
        self._drawings.changed.connect(self.viewport().update)
        self._drawings.crashed.connect(self.crashed)
        self._pages = PageListModel(self)
        self._follows = False
        self.setModel(self._pages)
        self.setItemDelegate(_PageDelegate(self._pages, self._drawings, self))
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalScrollBar().setSingleStep(40)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(60)
        self._timer.timeout.connect(self._want_pictures)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._timer.start())
        self.selectionModel().currentChanged.connect(self._on_current)

    def show_document(self, geometry: PageGeometry, render: RenderPage) -> None:
        """Shows the pages of a document."""
        self._drawings.show(render)
        self._follows = True
        self._pages.show(geometry)
        self._follows = False
        self._timer.start()

    def is_drawn(self, number: int) -> bool:
        """Whether the small picture of a page is there."""
        return self._drawings.get(number) is not None

    def follow(self, number: int) -> None:
        """Marks the page that is looked at."""
        row = self._pages.geometry.index_of(number)
        if row is None or row == self.currentIndex().row():
            return
        self._follows = True
        self.setCurrentIndex(self._pages.index(row))
        self._follows = False

    def _on_current(self, current: QModelIndex) -> None:
        if current.isValid() and not self._follows:
            self.page_chosen.emit(self._pages.geometry.pages[current.row()].number)

    def _want_pictures(self) -> None:
        """What is on screen first, then some rows below and above."""
        count = self._pages.rowCount()
        if not self.isVisible() or not count:
            return
        top = self.indexAt(QPoint(10, 1)).row()
        first = max(0, top)
        last = min(count - 1, first + self.viewport().height() // _CELL.height() + 1)
        rows = [*range(first, last + 1), *range(last + 1, min(count, last + 1 + _BESIDE))]
        rows += range(first - 1, max(-1, first - 1 - _BESIDE), -1)
        geometry, ratio = self._pages.geometry, self.devicePixelRatioF()
        self._drawings.want([(geometry.pages[row].number, fitting(*geometry.size(row)) * ratio) for row in rows])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or fewer pages are on screen."""
        super().resizeEvent(event)
        self._timer.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Begins drawing."""
        super().showEvent(event)
        self._timer.start()
        self.scrollTo(self.currentIndex())
