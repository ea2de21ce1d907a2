"""A kept conversation put on screen: its last turns at once, earlier ones when they are asked for."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QPushButton

from desktop_app.domain.answer_events import AnswerFinished
from desktop_app.domain.conversation import Answer
from desktop_app.gui.chat.conversation_view import ConversationView
from desktop_app.gui.chat.turn_view import TurnView

AT_ONCE = 12
"""How many turns are put on screen at a time."""

_BUDGET_S = 0.02


class SavedTurns(QObject):
    """Puts turns in front of those on screen, a few milliseconds at a time, the latest first.

    Attributes:
        button: what shows earlier turns, where there are any.

    Signals:
        turn_made: a `TurnView` was put into the conversation.
        done: the turns that were asked for are on screen.
    """

    turn_made = Signal(object)
    done = Signal()

    def __init__(self, view: ConversationView, make_turn: Callable[[Answer], TurnView], parent: QObject) -> None:
        super().__init__(parent)
        self._view = view
        self._make_turn = make_turn
        self._earlier: list[Answer] = []
        self._wanted = 0
        self._turn: TurnView | None = None
        self.button: QPushButton | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._go_on)

    @property
    def busy(self) -> bool:
        """Whether turns that were asked for are not on screen yet."""
        return self._wanted > 0

    def show(self, turns: Sequence[Answer]) -> None:
        """Shows the last of these turns in an empty conversation."""
        self.forget()
        self._earlier = list(turns)
        self.show_earlier()

    def show_earlier(self) -> None:
        """Shows some of the turns before those on screen."""
        self._remove_button()
        self._wanted = min(AT_ONCE, len(self._earlier))
        self._timer.start(0)

    def forget(self) -> None:
        """The conversation was left."""
        self._timer.stop()
        self._earlier.clear()
        self._wanted = 0
        self._turn = None
        self.button = None

    def _go_on(self) -> None:
        deadline = time.monotonic() + _BUDGET_S
        while self._wanted and time.monotonic() < deadline:
            if self._turn is None:
                answer = self._earlier.pop()
                self._turn = self._make_turn(answer)
                self._turn.take(AnswerFinished(answer))
                if answer.stopped and not answer.model and not answer.notice:  # kept as it came in, and never ended
                    self._turn.add_note(self.tr("The program ended before this answer was complete."))
                self._view.add_first(self._turn)
                self.turn_made.emit(self._turn)
            if not self._turn.flush(max(0.001, deadline - time.monotonic())):
                self._turn.finish()
                self._turn = None
                self._wanted -= 1
        if self._wanted:
            self._timer.start(0)
            return
        self._add_button()
        self.done.emit()

    def _add_button(self) -> None:
        if not self._earlier:
            return
        words = self.tr("Show earlier questions ({n})").format(n=f"{len(self._earlier):,}")
        button = self.button = QPushButton(words, self._view)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.clicked.connect(self.show_earlier)
        self._view.add_first(button)
        button.show()

    def _remove_button(self) -> None:
        if self.button is not None:
            self._view.remove(self.button)
            self.button = None
