"""A field for words to look for, above a list or a table of what they find."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QWidget


class SearchLine(QLineEdit):
    """Down goes on from the words to what they find: a list or a table, that is told to `leads_to`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._below: QAbstractItemView | None = None

    def leads_to(self, below: QAbstractItemView) -> None:
        """What stands below, and gets the focus with Down."""
        self._below = below

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Goes to the row where the list was before, else to its first; an empty list gets no focus."""
        below = self._below
        model = below.model() if below is not None else None
        if event.key() != Qt.Key.Key_Down or event.modifiers() or below is None or not model or not model.rowCount():
            super().keyPressEvent(event)
            return
        if not below.currentIndex().isValid():
            below.setCurrentIndex(model.index(0, 0))
        below.setFocus(Qt.FocusReason.TabFocusReason)
