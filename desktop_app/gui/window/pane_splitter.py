"""The edges between side list, middle and pages, which keys can move as the mouse does."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSplitter, QSplitterHandle, QWidget

from desktop_app.gui.theme import tokens

_STEP = 24


class PaneHandle(QSplitterHandle):
    """An edge that Tab comes to; the arrows to the left and right move it."""

    def __init__(self, orientation: Qt.Orientation, splitter: QSplitter) -> None:
        super().__init__(orientation, splitter)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleDescription(self.tr("Left and Right change it."))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Moves the edge by a little; whatever else is pressed is for the window."""
        steps = {Qt.Key.Key_Left: -_STEP, Qt.Key.Key_Right: _STEP}
        by = steps.get(Qt.Key(event.key()))
        if by is None:
            super().keyPressEvent(event)
        else:
            self.moveSplitter(self.x() + by)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Shows that the keys are here."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Shows that they are gone."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """As the style has it; in the accent's colour while it has the focus."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.fillRect(self.rect(), tokens().accent)
            painter.end()


class PaneSplitter(QSplitter):
    """Side list, middle and pages beside each other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)

    def createHandle(self) -> QSplitterHandle:
        """An edge that keys can move."""
        return PaneHandle(self.orientation(), self)

    def name_edges(self, *names: str) -> None:
        """What each edge changes, from the left, for who can't see it."""
        for number, name in enumerate(names, 1):
            self.handle(number).setAccessibleName(name)
