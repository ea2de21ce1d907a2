"""The scrolling column of turns: follows what is new only for a reader who is at the end."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

_COLUMN = 780
_AT_END = 24


class ConversationView(QScrollArea):
    """Turns in a column of readable width, below one another.

    A reader at the end stays at the end while an answer grows. A reader anywhere else keeps the line being read
    where it is, whatever is put in above or below.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("conversation")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Conversation"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._content = QWidget()
        self._content.setObjectName("conversationContent")
        self._column = QVBoxLayout(self._content)
        self._column.setContentsMargins(28, 24, 28, 24)
        self._column.setSpacing(28)
        self._column.addStretch(1)
        self.setWidget(self._content)
        self._content.installEventFilter(self)
        self._follows = True
        self._anchor: tuple[QWidget, int] | None = None
        self._adjusting = False
        self._bound = False
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.verticalScrollBar().rangeChanged.connect(self._on_range)

    @property
    def follows(self) -> bool:
        """Whether the view keeps to the end."""
        return self._follows

    def add(self, turn: QWidget) -> None:
        """Puts a turn at the end and goes there."""
        self._column.insertWidget(self._column.count() - 1, turn)
        self.go_to_end()

    def add_first(self, turn: QWidget, *, below: int = 0) -> None:
        """Puts an earlier turn in front of the others, under `below` widgets that stay on top."""
        self._column.insertWidget(below, turn)

    def remove(self, turn: QWidget) -> None:
        """Takes a turn away."""
        self._anchor = None
        self._column.removeWidget(turn)
        turn.hide()
        turn.deleteLater()

    def clear(self) -> None:
        """Takes every turn away."""
        while self._column.count() > 1:
            item = self._column.takeAt(0)
            if item is not None and (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._anchor = None
        self._follows = True

    def go_to_end(self) -> None:
        """Scrolls to the end and follows from now on."""
        self._follows = True
        self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())

    def stay(self) -> None:
        """Keeps what is on screen where it is, also at the end: the reader is about to unfold something there."""
        self._follows = False
        self._remember(self.verticalScrollBar().value())

    def _on_scrolled(self, value: int) -> None:
        bound, self._bound = self._bound, False
        if self._adjusting or bound:
            return
        self._follows = value >= self.verticalScrollBar().maximum() - _AT_END
        self._remember(value)

    def _remember(self, value: int) -> None:
        """Notes the first block on screen and how far below the top edge it begins."""
        self._anchor = None
        for index in range(self._column.count()):
            item = self._column.itemAt(index)
            turn = item.widget() if item is not None else None
            if turn is None or turn.geometry().bottom() < value:
                continue
            blocks = [child for child in turn.children() if isinstance(child, QWidget) and child.isVisible()]
            places = [(child.mapTo(self._content, child.rect().topLeft()).y(), child) for child in blocks]
            seen = sorted(
                (place for place in places if place[0] + place[1].height() > value), key=lambda place: place[0]
            )
            if seen:
                self._anchor = (seen[0][1], seen[0][0] - value)
            return

    def _on_range(self) -> None:
        bar = self.verticalScrollBar()
        if self._follows:
            self._set_value(bar.maximum())
        elif bar.value() > bar.maximum():
            self._bound = True  # Qt is about to change the value: no reader scrolls to the end here

    def _keep_place(self) -> None:
        if self._follows:
            self._set_value(self.verticalScrollBar().maximum())
            return
        if self._anchor is None:
            return
        widget, offset = self._anchor
        try:
            top = widget.mapTo(self._content, widget.rect().topLeft()).y()
        except RuntimeError:
            self._anchor = None
            return
        self._set_value(top - offset)

    def _set_value(self, value: int) -> None:
        self._adjusting = True
        self.verticalScrollBar().setValue(value)
        self._adjusting = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keeps the reader's place whenever the column was laid out anew."""
        if watched is self._content and event.type() in {QEvent.Type.LayoutRequest, QEvent.Type.Resize}:
            result = super().eventFilter(watched, event)
            if event.type() is QEvent.Type.LayoutRequest:
                self._column.activate()
            self._keep_place()
            return result
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keeps the column at a readable width, in the middle."""
        side = max(28, (self.viewport().width() - _COLUMN) // 2)
        self._column.setContentsMargins(side, 24, side, 24)
        super().resizeEvent(event)
