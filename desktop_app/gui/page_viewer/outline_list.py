"""The contents of the document: its bookmarks, or the headings that were found in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop_app.domain.page_content import OutlineEntry
from desktop_app.gui.text_tools import one_line, plain_tooltip
from desktop_app.gui.theme import tokens

_INDENT = 12
_DEEPEST = 6

Index = QModelIndex | QPersistentModelIndex


class OutlineModel(QAbstractListModel):
    """A row for each entry; how deep it is shows by its indent."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.entries: tuple[OutlineEntry, ...] = ()

    def show(self, entries: Sequence[OutlineEntry]) -> None:
        """From now on these entries."""
        self.beginResetModel()
        self.entries = tuple(entries)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (as Qt declares it)
        """The number of entries."""
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The title; for screen readers with its depth and page."""
        if not index.isValid():
            return None
        entry = self.entries[index.row()]
        title = one_line(entry.title, 200)
        if role == Qt.ItemDataRole.DisplayRole:
            return title
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tooltip(title)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            words = self.tr("{title}, level {level}, page {page}")
            return words.format(title=title, level=entry.level, page=entry.page)
        return None


class _EntryDelegate(QStyledItemDelegate):
    """Draws the title, indented, and the page at the right."""

    def __init__(self, model: OutlineModel, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(80, option.fontMetrics.height() + 10)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        colours, entry = tokens(), self._model.entries[index.row()]
        cell, state = QRect(option.rect), option.state
        painter.save()
        if state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            selected = state & QStyle.StateFlag.State_Selected
            painter.fillRect(cell, QColor(colours.accent_soft if selected else colours.raised))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.drawRect(cell.adjusted(1, 1, -1, -1))
        page = str(entry.page)
        width = painter.fontMetrics().horizontalAdvance(page)
        inner = cell.adjusted(10 + _INDENT * min(entry.level - 1, _DEEPEST), 0, -10, 0)
        painter.setPen(QColor(colours.muted))
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, page)
        inner.adjust(0, 0, -width - 8, 0)
        title = painter.fontMetrics().elidedText(
            str(index.data(Qt.ItemDataRole.DisplayRole)), Qt.TextElideMode.ElideRight, inner.width()
        )
        painter.setPen(QColor(colours.text))
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, title)
        painter.restore()


class OutlineList(QListView):
    """A list of the entries; a click or Enter goes there.

    Signals:
        page_chosen: the user went to an entry's page, from 1.
    """

    page_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Contents"))
        self.entries = OutlineModel(self)
        self.setModel(self.entries)
        self.setItemDelegate(_EntryDelegate(self.entries, self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.clicked.connect(self._choose)
        self.activated.connect(self._choose)

    def _choose(self, index: QModelIndex) -> None:
        self.page_chosen.emit(self.entries.entries[index.row()].page)
