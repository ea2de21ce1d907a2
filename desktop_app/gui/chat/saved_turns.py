"""A conversation put on screen: its last turns at once, others when they are asked for, and never very many."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QPushButton

from desktop_app.domain.answer_events import AnswerFinished
from desktop_app.domain.conversation import Answer
from desktop_app.gui.chat.conversation_view import ConversationView
from desktop_app.gui.numbers import number

if TYPE_CHECKING:
    from desktop_app.gui.chat.turn_view import TurnView

AT_ONCE = 12
"""How many turns are put on screen at a time."""

MOST_ON_SCREEN = 24
"""Where there would be more, those at the other end go: what is resized or restyled must not grow without bound."""

_BUDGET_S = 0.012


class SavedTurns(QObject):
    """Shows a stretch of a conversation, some milliseconds of work at a time.

    Attributes:
        button: what shows earlier turns, where there are any.
        later_button: what shows later turns, where there are any.

    Signals:
        turn_made: a `TurnView` was put into the conversation, and whether it stands before the others.
        turn_left: a `TurnView` is about to be taken away.
        done: the turns that were asked for are on screen.
    """

    turn_made = Signal(object, bool)
    turn_left = Signal(object)
    done = Signal()

    def __init__(self, view: ConversationView, make_turn: Callable[[Answer], TurnView], parent: QObject) -> None:
        super().__init__(parent)
        self._view = view
        self._make_turn = make_turn
        self._turns: Sequence[Answer] = ()
        self._first = 0
        self._shown: list[TurnView] = []
        self._wanted = 0
        self._upwards = True
        self._turn: TurnView | None = None
        self.button: QPushButton | None = None
        self.later_button: QPushButton | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._go_on)

    @property
    def busy(self) -> bool:
        """Whether turns that were asked for are not on screen yet."""
        return self._wanted > 0 or len(self._shown) > MOST_ON_SCREEN

    @property
    def earlier(self) -> int:
        """How many turns stand before those on screen."""
        return self._first

    @property
    def later(self) -> int:
        """How many turns stand after those on screen."""
        return len(self._turns) - self._first - len(self._shown)

    def show(self, turns: Sequence[Answer]) -> None:
        """Shows the last of these turns in an empty conversation; `turns` may grow and shrink later."""
        self.forget()
        self._turns = turns
        self._first = len(turns)
        self.show_earlier()

    def show_earlier(self) -> None:
        """Shows some of the turns before those on screen."""
        self._want(AT_ONCE, upwards=True)

    def show_later(self) -> None:
        """Shows some of the turns after those on screen."""
        self._want(AT_ONCE, upwards=False)

    def show_end(self) -> None:
        """Makes the last turn one of those on screen, as before a question is asked."""
        if not self.later and not self.busy:
            return
        turns = self._turns
        self._remove_buttons()
        for turn in self._shown:
            self.turn_left.emit(turn)
            self._view.remove(turn)
        self.show(turns)

    def join(self, turn: TurnView) -> None:
        """A turn that was asked has come to its end, and is the last of the conversation now."""
        self._shown.append(turn)
        if len(self._shown) > MOST_ON_SCREEN:
            self._want(0, upwards=False)

    def drop(self, turn: TurnView) -> None:
        """The last turn is taken out of the conversation by someone else."""
        if turn in self._shown:
            self._shown.remove(turn)

    def forget(self) -> None:
        """The conversation was left."""
        self._timer.stop()
        self._turns = ()
        self._first = 0
        self._shown = []
        self._wanted = 0
        self._turn = None
        self.button = self.later_button = None

    def begin(self, turns: Sequence[Answer]) -> None:
        """An empty conversation begins, whose turns will stand here."""
        self.forget()
        self._turns = turns

    def _want(self, count: int, *, upwards: bool) -> None:
        self._remove_buttons()
        self._upwards = upwards
        self._wanted = min(count, self._first if upwards else self.later)
        self._timer.start(0)

    def _go_on(self) -> None:
        deadline = time.monotonic() + _BUDGET_S
        while self.busy and time.monotonic() < deadline:
            if self._wanted:
                self._make(deadline)
            else:
                self._take_away()
        if self.busy:
            self._timer.start(0)
            return
        self._add_buttons()
        self.done.emit()

    def _make(self, deadline: float) -> None:
        """Makes the next turn, or goes on with it."""
        if self._turn is None:
            place = self._first - 1 if self._upwards else self._first + len(self._shown)
            answer = self._turns[place]
            turn = self._turn = self._make_turn(answer)
            turn.take(AnswerFinished(answer))
            if answer.stopped and not answer.model and not answer.notice:  # kept as it came in, and never ended
                turn.add_note(self.tr("The program ended before this answer was complete."))
            self._view.add_first(turn, below=0 if self._upwards else len(self._shown))
            self._shown.insert(0 if self._upwards else len(self._shown), turn)
            self._first -= self._upwards
            self.turn_made.emit(turn, self._upwards)
        if not self._turn.flush(max(0.001, deadline - time.monotonic())):
            self._turn.finish()
            self._turn = None
            self._wanted -= 1

    def _take_away(self) -> None:
        """Takes a turn away from the end that the reader has left; what is read stays where it is."""
        turn = self._shown.pop(-1 if self._upwards else 0)
        self._first += not self._upwards
        self.turn_left.emit(turn)
        self._view.remove(turn)
        if not self._view.follows:
            self._view.stay()

    def _add_buttons(self) -> None:
        if self.earlier:
            words = self.tr("Show earlier questions ({n})").format(n=number(self.earlier))
            self.button = self._add_button(words, self.show_earlier, below=0)
        if self.later:
            words = self.tr("Show later questions ({n})").format(n=number(self.later))
            below = len(self._shown) + (self.button is not None)
            self.later_button = self._add_button(words, self.show_later, below=below)

    def _add_button(self, words: str, show: Callable[[], None], *, below: int) -> QPushButton:
        button = QPushButton(words, self._view)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.clicked.connect(show)
        self._view.add_first(button, below=below)
        button.show()
        return button

    def _remove_buttons(self) -> None:
        for button in (self.button, self.later_button):
            if button is not None:
                self._view.remove(button)
        self.button = self.later_button = None
