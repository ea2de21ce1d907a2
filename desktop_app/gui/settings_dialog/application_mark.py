"""The application's icon beside its name."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop_app.gui.icons import icon
from desktop_app.gui.theme import tokens

_SIDE = 48
"""Twice that is among the sizes that icons are drawn in, so it is crisp on a dense screen."""


class ApplicationMark(QWidget):
    """Painted for the screen that it is on; what it says stands beside it in words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(_SIDE, _SIDE)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the icon."""
        painter = QPainter(self)
        icon("application", tokens().accent).paint(painter, self.rect())
        painter.end()
