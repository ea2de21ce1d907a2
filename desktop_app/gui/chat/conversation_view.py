"""The scrolling column of turns: a question goes to the top, its answer grows below it, and nothing moves a reader."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

_COLUMN = 780
_SIDE = 18
_AT_END = 24
_ABOVE = 12
"""What stays free above a question that stands at the top."""


@runtime_checkable
class _Lined(Protocol):
    """A widget whose lines can be told apart, as those of a `TextBlock`."""

    def character_at(self, y: int) -> int:
        """The position in the text of the line that stands at a height, in pixels from the top."""
        ...

    def line_of(self, position: int) -> int:
        """How far below the top the line with a position of the text stands, in pixels."""
        ...


@dataclass(frozen=True, slots=True)
class _Anchor:
    """What is read: the first widget on screen, where it is a text that began above, the line of it at the edge.

    Attributes:
        offset: how far below the upper edge it stands, in pixels.
        character: a position in the text that is on the line; None for the top of the widget.
    """

    widget: QWidget
    offset: int
    character: int | None

    @classmethod
    def of(cls, widget: QWidget, top: int, edge: int) -> _Anchor:
        """The anchor in a widget that begins at `top` where the screen begins at `edge`."""
        if isinstance(widget, _Lined) and top < edge:
            character = widget.character_at(edge - top)
            return cls(widget, top + widget.line_of(character) - edge, character)
        return cls(widget, top - edge, None)

    def place_in(self, content: QWidget) -> int:
        """How far below the top of `content` it stands now."""
        top = self.widget.mapTo(content, self.widget.rect().topLeft()).y()
        if isinstance(self.widget, _Lined) and self.character is not None:
            return top + self.widget.line_of(self.character)
        return top


class ConversationView(QScrollArea):
    """Turns in a column of readable width, below one another.

    The view goes along with a new turn until its question stands at the top, so that an answer is read from its
    beginning. A reader who then goes to the end stays there while the answer grows. A reader anywhere else keeps the
    line being read where it is, whatever is put in above or below.
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
        self._column.setSpacing(28)
        self._column.addStretch(1)
        self.setWidget(self._content)
        self._content.installEventFilter(self)
        self._follows = True
        self._newest: QWidget | None = None
        self._anchor: _Anchor | None = None
        self._adjusting = False
        self._bound = False
        self.setProperty("pointed", False)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.verticalScrollBar().rangeChanged.connect(self._on_range)

    @property
    def follows(self) -> bool:
        """Whether the view goes along with what is new."""
        return self._follows

    def add(self, turn: QWidget) -> None:
        """Puts a turn at the end and goes there, no further than to its question."""
        self._give_width(turn)
        self._column.insertWidget(self._column.count() - 1, turn)
        self._newest = turn
        self._follows = True
        self._set_value(self._place_to_follow())

    def add_first(self, turn: QWidget, *, below: int = 0) -> None:
        """Puts an earlier turn in front of the others, under `below` widgets that stay on top."""
        self._give_width(turn)
        self._column.insertWidget(below, turn)

    def _give_width(self, turn: QWidget) -> None:
        """The width of the column, before the layout gives it: what is put in meanwhile is laid out only once."""
        margins = self._column.contentsMargins()
        turn.resize(max(1, self.viewport().width() - margins.left() - margins.right()), turn.height())

    def remove(self, turn: QWidget) -> None:
        """Takes a turn away."""
        self._anchor = None
        self._newest = None if self._newest is turn else self._newest
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
        self._anchor = self._newest = None
        self._follows = True

    def go_to_end(self) -> None:
        """Scrolls to the end and follows from now on."""
        self._follows = True
        self._newest = None
        self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())

    def stay(self) -> None:
        """Keeps what is on screen where it is, also at the end: the reader is about to unfold something there."""
        self._follows = False
        self._remember(self.verticalScrollBar().value())

    def _on_scrolled(self, value: int) -> None:
        bound, self._bound = self._bound, False
        if self._adjusting or bound:
            return
        self._newest = None
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
                self._anchor = _Anchor.of(seen[0][1], seen[0][0], value)
            return

    def _on_range(self) -> None:
        bar = self.verticalScrollBar()
        if self._follows:
            self._set_value(self._place_to_follow())
        elif bar.value() > bar.maximum():
            self._bound = True  # Qt is about to change the value: no reader scrolls to the end here

    def _place_to_follow(self) -> int:
        end = self.verticalScrollBar().maximum()
        return end if self._newest is None else min(end, max(0, self._newest.y() - _ABOVE))

    def _keep_place(self) -> None:
        if self._follows:
            self._set_value(self._place_to_follow())
            return
        if self._anchor is None:
            return
        if not isValid(self._anchor.widget):
            self._anchor = None
            return
        self._set_value(self._anchor.place_in(self._content) - self._anchor.offset)

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

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Who clicks on the ground knows where they are: the focus is drawn for those who came by keys."""
        if event.reason() not in {Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason}:
            self._show_pointed(event.reason() is Qt.FocusReason.MouseFocusReason)
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Who goes on by keys after a click sees the focus again."""
        self._show_pointed(False)
        super().keyPressEvent(event)

    def _show_pointed(self, pointed: bool) -> None:
        if self.property("pointed") is not pointed:
            self.setProperty("pointed", pointed)
            self.style().unpolish(self)
            self.style().polish(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keeps the column at a readable width, above the field for questions, whether there is a scroll bar or not."""
        side = max(_SIDE, (self.width() - _COLUMN) // 2)
        left = self.viewport().x()
        right = self.width() - left - self.viewport().width()
        self._column.setContentsMargins(side - left, 24, max(0, side - right), 24)
        super().resizeEvent(event)
