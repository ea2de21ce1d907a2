"""What the rows of all lists have in common: the ground that shows selection, pointer and focus, and being chosen."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QRectF, Qt
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem

from desktop_app.gui.theme import tokens


def choose_current(view: QAbstractItemView, event: QFocusEvent) -> None:
    """Chooses the row that the keys come to when they bring the focus, so that it can be acted upon at once."""
    index, chosen = view.currentIndex(), view.selectionModel()
    if event.reason() is not Qt.FocusReason.MouseFocusReason and index.isValid() and not chosen.hasSelection():
        flags = QItemSelectionModel.SelectionFlag
        chosen.select(index, flags.ClearAndSelect | flags.Rows)


def draw_ground(painter: QPainter, option: QStyleOptionViewItem, *, marked: bool = False) -> None:
    """Draws the ground of a row; a marked one has the frame that focus has."""
    colours = tokens()
    selected = bool(option.state & QStyle.StateFlag.State_Selected)
    hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
    path = QPainterPath()
    path.addRoundedRect(QRectF(option.rect).adjusted(6, 1, -6, -1), 7, 7)
    if selected or hovered:
        painter.fillPath(path, QColor(colours.accent_soft if selected else colours.raised))
    if marked or option.state & QStyle.StateFlag.State_HasFocus:
        painter.setPen(QPen(QColor(colours.accent), 2))
        painter.drawPath(path)
