"""A choice that looks like words with a small arrow until the pointer or the focus is on it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QWidget

from desktop_app.gui.icons import icon, icon_side
from desktop_app.gui.theme import tokens

_ROOM = 22


class QuietComboBox(QComboBox):
    """As wide as the words chosen, its list as wide as its longest entry."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.currentTextChanged.connect(self.updateGeometry)

    def showEvent(self, event: QShowEvent) -> None:
        """Says what is chosen here: where Qt tells a screen reader the choice as the name, it tells nothing else."""
        self.setAccessibleDescription(self.accessibleName())
        super().showEvent(event)

    def sizeHint(self) -> QSize:
        """Fits the chosen words."""
        hint = super().sizeHint()
        return QSize(self.fontMetrics().horizontalAdvance(self.currentText()) + _ROOM + self._arrow(), hint.height())

    def minimumSizeHint(self) -> QSize:
        """May be cut to a few letters where there is no room."""
        return QSize(min(70, self.sizeHint().width()), self.sizeHint().height())

    def showPopup(self) -> None:
        """Opens the list at the width it needs."""
        view = self.view()
        view.setMinimumWidth(view.sizeHintForColumn(0) + 28)
        super().showPopup()

    @staticmethod
    def _arrow() -> int:
        return icon_side() * 3 // 4 + 1

    def paintEvent(self, event: QPaintEvent) -> None:
        """Adds the arrow, which style sheets can only take from a file."""
        super().paintEvent(event)
        painter = QPainter(self)
        side = self._arrow()
        top = (self.height() - side) // 2
        left = 6 if self.isRightToLeft() else self.width() - side - 6
        icon("down", tokens().muted).paint(painter, left, top, side, side)
        painter.end()
