"""The collections above the documents: choose one, make one, drop documents onto one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListView,
    QMenu,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.collections import DocumentCollection
from desktop_app.gui.icons import IconButton, icon, icon_side
from desktop_app.gui.library.document_drag import dragged_documents, holds_documents
from desktop_app.gui.library.row_painting import draw_ground
from desktop_app.gui.numbers import number
from desktop_app.gui.text_tools import one_line, plain_label, plain_tooltip
from desktop_app.gui.theme import tokens

COLLECTION_ROLE = Qt.ItemDataRole.UserRole + 1
COUNT_ROLE = Qt.ItemDataRole.UserRole + 2
_ROOT = QModelIndex()
_MOST_ROWS = 6
_MARGIN = 10


class CollectionModel(QAbstractListModel):
    """All documents, then the collections by name."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._collections: tuple[DocumentCollection, ...] = ()
        self._documents = 0

    @property
    def collections(self) -> tuple[DocumentCollection, ...]:
        """The collections, by name."""
        return self._collections

    def show(self, collections: Sequence[DocumentCollection], documents: int) -> None:
        """The collections as they are, and how many documents the library holds."""
        same = [each.id for each in collections] == [each.id for each in self._collections]
        if not same:
            self.beginResetModel()
        self._collections, self._documents = tuple(collections), documents
        if not same:
            self.endResetModel()
        else:
            self.dataChanged.emit(self.index(0), self.index(len(self._collections)))

    def collection(self, index: QModelIndex | QPersistentModelIndex) -> DocumentCollection | None:
        """The collection of a row; None for all documents."""
        row = index.row() - 1
        return self._collections[row] if index.isValid() and 0 <= row < len(self._collections) else None

    def row_of(self, collection_id: int | None) -> int:
        """The row of a collection; that of all documents where it is gone."""
        return next((row for row, each in enumerate(self._collections, 1) if each.id == collection_id), 0)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        """Number of rows."""
        return 0 if parent.isValid() else len(self._collections) + 1

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A row's name, its number of documents, words for screen readers."""
        if not index.isValid():
            return None
        collection = self.collection(index)
        name = one_line(collection.name) if collection else self.tr("All documents")
        count = len(collection.documents) if collection else self._documents
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole}:
            return name
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tooltip(name)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            words = self.tr("1 document") if count == 1 else self.tr("{n} documents").format(n=count)
            return f"{name} – {words}"
        return {COLLECTION_ROLE: collection, COUNT_ROLE: count}.get(role)


class _CollectionDelegate(QStyledItemDelegate):
    """A row: a sign, the name, the number of documents."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """One line with room around it."""
        return QSize(120, option.fontMetrics.height() + 12)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draws the row."""
        colours = tokens()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        view = option.widget
        draw_ground(painter, option, marked=isinstance(view, CollectionView) and view.is_over(index))
        inner = option.rect.adjusted(6 + _MARGIN, 0, -6 - _MARGIN, 0)
        sign = "collection" if index.data(COLLECTION_ROLE) is not None else "page"
        side = icon_side()
        icon(sign, colours.muted).paint(painter, inner.left(), inner.center().y() - side // 2, side, side)
        count = number(index.data(COUNT_ROLE))
        width = option.fontMetrics.horizontalAdvance(count)
        painter.setFont(option.font)
        painter.setPen(colours.muted)
        painter.drawText(inner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, count)
        painter.setPen(colours.text)
        inner.adjust(side + 9, 0, -width - 8, 0)
        name = option.fontMetrics.elidedText(str(index.data()), Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)
        painter.restore()


class CollectionView(QListView):
    """The list itself; documents can be dropped onto a collection.

    Signals:
        rename_wanted: F2 was pressed.
        remove_wanted: Delete was pressed.
        dropped: a `DocumentCollection` and ids of documents that were let go over it.
    """

    rename_wanted = Signal()
    remove_wanted = Signal()
    dropped = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._over = QPersistentModelIndex()
        self.setItemDelegate(_CollectionDelegate(self))
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAcceptDrops(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F2 renames, Delete removes."""
        if event.key() == Qt.Key.Key_F2:
            self.rename_wanted.emit()
        elif event.matches(QKeySequence.StandardKey.Delete):
            self.remove_wanted.emit()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Documents of the list may be dropped here; anything else is for the window."""
        if holds_documents(event.mimeData()):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Only a collection takes them."""
        over = self.indexAt(event.position().toPoint())
        if holds_documents(event.mimeData()) and over.data(COLLECTION_ROLE) is not None:
            self._mark(over)
            event.acceptProposedAction()
        else:
            self._mark(QModelIndex())
            event.ignore()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """Nothing is over the list any more."""
        self._mark(QModelIndex())

    def dropEvent(self, event: QDropEvent) -> None:
        """Puts the documents into the collection."""
        self._mark(QModelIndex())
        collection = self.indexAt(event.position().toPoint()).data(COLLECTION_ROLE)
        documents = dragged_documents(event.mimeData())
        if isinstance(collection, DocumentCollection) and documents:
            event.acceptProposedAction()
            self.dropped.emit(collection, documents)

    def _mark(self, index: QModelIndex) -> None:
        self._over = QPersistentModelIndex(index)
        self.viewport().update()

    def is_over(self, index: QModelIndex | QPersistentModelIndex) -> bool:
        """Whether something is dragged over this row."""
        return self._over.isValid() and self._over == index


class CollectionsList(QWidget):
    """The collections with their heading; only the heading is seen while there are none.

    Signals:
        chosen: the id of the collection whose documents are to be seen, or None for all.
        new_wanted: a new collection.
        rename_wanted, remove_wanted, ask_wanted: a `DocumentCollection`.
        dropped: a `DocumentCollection` and ids of documents.
    """

    chosen = Signal(object)
    new_wanted = Signal()
    rename_wanted = Signal(object)
    remove_wanted = Signal(object)
    ask_wanted = Signal(object)
    dropped = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = CollectionModel(self)
        self._chosen: int | None = None
        self.add_button = IconButton("add", self.tr("New collection"), self)
        self.add_button.clicked.connect(self.new_wanted)
        self.view = CollectionView(self)
        self.view.setModel(self.model)
        self.view.setAccessibleName(self.tr("Collections"))
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(self._show_menu)
        self.view.rename_wanted.connect(lambda: self._emit_selected(self.rename_wanted))
        self.view.remove_wanted.connect(lambda: self._emit_selected(self.remove_wanted))
        self.view.activated.connect(lambda _index: self._emit_selected(self.ask_wanted))
        self.view.dropped.connect(self.dropped)
        self.view.selectionModel().currentChanged.connect(self._choose)
        head = QHBoxLayout()
        head.setContentsMargins(18, 6, 10, 2)
        head.addWidget(plain_label(self.tr("Collections"), "section", self), 1)
        head.addWidget(self.add_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.view)
        self.show_collections((), 0)

    @property
    def collection_id(self) -> int | None:
        """The collection that is chosen; None for all documents."""
        return self._chosen

    def show_collections(self, collections: Sequence[DocumentCollection], documents: int) -> None:
        """The collections as they are; the chosen one stays chosen while it is there."""
        chosen = self._chosen
        self.model.show(collections, documents)
        self.choose(chosen)
        self.view.setVisible(bool(collections))
        rows = min(_MOST_ROWS, self.model.rowCount())
        self.view.setFixedHeight(rows * self.view.sizeHintForRow(0) + 4)

    def choose(self, collection_id: int | None) -> None:
        """Shows the documents of a collection, or all."""
        self.view.setCurrentIndex(self.model.index(self.model.row_of(collection_id)))
        self._choose(self.view.currentIndex())

    def menu_for(self, collection: DocumentCollection) -> QMenu:
        """What can be done with a collection."""
        menu = QMenu(self)
        menu.addAction(self.tr("Ask only this collection"), lambda: self.ask_wanted.emit(collection))
        menu.addAction(self.tr("Rename …"), lambda: self.rename_wanted.emit(collection))
        menu.addSeparator()
        menu.addAction(self.tr("Delete the collection"), lambda: self.remove_wanted.emit(collection))
        return menu

    def _choose(self, index: QModelIndex) -> None:
        collection = self.model.collection(index)
        chosen = collection.id if collection is not None else None
        if chosen != self._chosen:
            self._chosen = chosen
            self.chosen.emit(chosen)

    def _emit_selected(self, signal: object) -> None:
        collection = self.model.collection(self.view.currentIndex())
        if collection is not None:
            signal.emit(collection)  # type: ignore[attr-defined]

    def _show_menu(self, place: QPoint) -> None:
        collection = self.model.collection(self.view.currentIndex())  # a press has made it that; so has the keyboard
        if collection is not None:
            menu = self.menu_for(collection)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self.view.viewport().mapToGlobal(place))
