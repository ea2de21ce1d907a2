"""The grid of figures."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from desktop_app.gui.gallery.gallery_delegate import GalleryDelegate
from desktop_app.gui.gallery.gallery_model import GalleryItem, GalleryModel
from desktop_app.gui.gallery.thumbnails import Thumbnails

_CELL = 216
_LEAST_CELL = 150


class GalleryView(QListView):
    """Figures in rows that fill the width; arrows go through them, Enter opens one.

    Signals:
        opened: a `GalleryItem` was double-clicked, or Enter was pressed on it.
        menu_wanted: a `GalleryItem`, and where on the screen its menu is to open.
        copy_wanted: a `GalleryItem` whose picture goes to the clipboard.
    """

    opened = Signal(object)
    menu_wanted = Signal(object, object)
    copy_wanted = Signal(object)

    def __init__(self, model: GalleryModel, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items = model
        self._thumbnails = thumbnails
        self._delegate = GalleryDelegate(thumbnails, self)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAccessibleName(self.tr("Figures"))
        self.setAccessibleDescription(self.tr("Arrows go through the figures, Enter shows one large."))
        self.doubleClicked.connect(lambda _index: self._open())
        model.modelReset.connect(self._keep_focus)
        thumbnails.arrived.connect(lambda _name: self.viewport().update())
        self._fit_grid()

    @property
    def current(self) -> GalleryItem | None:
        """The item that has the focus."""
        return self._items.item(self.currentIndex())

    def go_to(self, row: int) -> None:
        """Makes an item the current one and brings it into view."""
        index = self._items.index(row, 0)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def _keep_focus(self) -> None:
        """Other figures are shown: who is here by keys is at the first of them."""
        if self.hasFocus():
            self.go_to(0)

    def _fit_grid(self) -> None:
        """Cells that fill the width, and pictures of the size that they have there."""
        bar = self.verticalScrollBar()
        beside = 0 if bar.isVisible() else bar.sizeHint().width()  # so that the bar changes nothing when it comes
        room = max(_LEAST_CELL, self.viewport().width() - beside - 2)
        width = room // max(1, round(room / _CELL))
        grid = QSize(width, self._delegate.cell_height(width, self.font()))
        if grid == self.gridSize():
            return
        current = self.currentIndex()
        self._delegate.cell = grid
        self.setGridSize(grid)
        self._thumbnails.set_size(self._delegate.picture_size(width) * self.devicePixelRatioF())
        self.verticalScrollBar().setSingleStep(grid.height() // 4)
        if current.isValid():
            self.scrollTo(current)

    def _open(self) -> None:
        item = self.current
        if item is not None:
            self.opened.emit(item)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keeps the rows filled."""
        self._fit_grid()
        super().resizeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Ctrl+C copies; letters are no search of their own here."""
        item = self.current
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open()
        elif event.matches(QKeySequence.StandardKey.Copy) and item is not None:
            self.copy_wanted.emit(item)
        elif event.text().isprintable() and event.text():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Opens the menu of the item under the pointer, or of the current one for the menu key."""
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            item, place = self.current, self.visualRect(self.currentIndex()).center()
        else:
            place = QPoint(event.pos())
            item = self._items.item(self.indexAt(place))
        if item is not None:
            self.menu_wanted.emit(item, self.viewport().mapToGlobal(place))
