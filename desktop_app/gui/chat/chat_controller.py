"""Questions out, answers in: one at a time, in the answer lane, shown about twenty times a second."""

from __future__ import annotations

import time
import uuid
from collections import deque
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, QTimer, Signal
from PySide6.QtWidgets import QPushButton

from desktop_app.domain.answer_events import (
    AnswerEvent,
    AnswerFinished,
    AnswerNotice,
    CitationAdded,
    EvidenceFound,
    FigureShown,
    ParagraphText,
)
from desktop_app.domain.collections import Scope
from desktop_app.domain.conversation import Answer, Conversation
from desktop_app.domain.documents import Figure
from desktop_app.domain.errors import ImageRefError
from desktop_app.domain.history import SavedConversation
from desktop_app.domain.picture_queries import PicturesTakenIn
from desktop_app.domain.ports import Workspace
from desktop_app.gui.background.job import Job
from desktop_app.gui.background.lane import Lane
from desktop_app.gui.chat.conversation_view import ConversationView
from desktop_app.gui.chat.saved_turns import SavedTurns
from desktop_app.gui.figures.picture_loader import OnPicture, PictureLoader
from desktop_app.gui.use_cases import Request, UseCases

if TYPE_CHECKING:
    from desktop_app.gui.chat.turn_view import TurnView

_FLUSH_MS = 50
AUTOSAVE_MS = 400
"""A kill loses at most the last second: this, and what it takes to write it to the disk."""
_SHARE_OF_LOOP = 4
_EVENTS = (EvidenceFound, ParagraphText, CitationAdded, FigureShown, AnswerNotice, AnswerFinished, PicturesTakenIn)


class ChatController(QObject):
    """Runs questions and passes their events to the view.

    Signals:
        busy_changed: an answer begins to come in, or has ended.
        turn_added: a `TurnView` was put into the conversation.
        turn_changed: the conversation's id, a turn's position in it, and its answer so far; every `AUTOSAVE_MS`.
        turn_dropped: the conversation's id and the position of its last turn, which is gone.
        failed: an error to be told to the user.
        crashed: a bug.
    """

    busy_changed = Signal(bool)
    turn_added = Signal(object)
    turn_changed = Signal(str, int, object)
    turn_dropped = Signal(str, int)
    failed = Signal(object)
    crashed = Signal(object)

    def __init__(
        self, view: ConversationView, lane: Lane, pictures: PictureLoader, use_cases: UseCases, parent: QObject
    ) -> None:
        super().__init__(parent)
        self.conversation = Conversation()
        self.conversation_id = uuid.uuid4().hex
        self._view = view
        self._lane = lane
        self._pictures = pictures
        self._use_cases = use_cases
        self._workspace: Workspace | None = None
        self._job: Job | None = None
        self._turn: TurnView | None = None
        self._turns: list[TurnView] = []
        self._waiting: deque[AnswerEvent | PicturesTakenIn] = deque()
        self._ended = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._flush)
        self._autosave = QTimer(self)
        self._autosave.setInterval(AUTOSAVE_MS)
        self._autosave.timeout.connect(self.tell_change)
        self._saved = SavedTurns(view, self._saved_turn, self)
        self._saved.turn_made.connect(self._take_saved)
        self._saved.turn_left.connect(self._let_go)
        self._saved.begin(self.conversation.turns)

    @property
    def busy(self) -> bool:
        """Whether an answer is coming in."""
        return self._job is not None

    def set_workspace(self, workspace: Workspace) -> None:
        """From now on questions can be answered."""
        self._workspace = workspace

    def ask(self, request: Request) -> None:
        """Asks as the next turn; does nothing while an answer is coming in."""
        workspace = self._workspace
        if workspace is None or self.busy:
            return
        self._saved.show_end()
        conversation = self.conversation
        turn = self._turn = self._make_turn(request.question, request.picture, request.figure, request.scope)
        self._turns.append(turn)
        self._view.add(turn)
        self._watch(turn)
        self._mark_last()
        self.turn_added.emit(turn)
        job = Job(lambda cancel: self._use_cases.answer(workspace, request, conversation, cancel))
        job.yielded.connect(self._take)
        job.failed.connect(self._on_failed)
        job.crashed.connect(self._on_crashed)
        job.cancelled.connect(self._on_cancelled)
        job.finished.connect(self._on_finished)
        self._job = job
        self._ended = False
        self.busy_changed.emit(True)
        self._autosave.start()
        self._lane.submit(job)

    def stop(self) -> None:
        """Stops the answer that is coming in."""
        if self._job is not None:
            self._job.stop()

    def start_anew(self) -> None:
        """Begins an empty conversation."""
        if self.busy:
            return
        self.conversation = Conversation()
        self.conversation_id = uuid.uuid4().hex
        self._turn = None
        self._turns.clear()
        self._saved.begin(self.conversation.turns)
        self._view.clear()

    def show(self, saved: SavedConversation) -> None:
        """Puts a kept conversation on screen; it can be gone on with."""
        if self.busy:
            return
        self.start_anew()
        self.conversation = Conversation(list(saved.turns))
        self.conversation_id = saved.summary.id
        self._saved.show(self.conversation.turns)

    def drop_last(self) -> None:
        """Takes the last turn out of the conversation, as when it is asked again."""
        if self.busy or not self._turns:
            return
        turn = self._turns.pop()
        self._saved.drop(turn)
        self._view.remove(turn)
        self.conversation.turns.pop()
        self.turn_dropped.emit(self.conversation_id, len(self.conversation.turns))
        self._mark_last()

    @property
    def turns(self) -> tuple[TurnView, ...]:
        """The turns on screen, oldest first."""
        return tuple(self._turns)

    @property
    def earlier_button(self) -> QPushButton | None:
        """What shows turns that are not on screen yet, where there are any."""
        return self._saved.button

    def _saved_turn(self, answer: Answer) -> TurnView:
        """A turn for a kept answer, with what its question was about."""
        asked = answer.asked
        limit = None if asked.documents is None else frozenset(asked.documents)
        unknown = limit is None and bool(answer.scope)
        scope = None if unknown else Scope(limit, answer.scope, asked.collection)
        return self._make_turn(answer.question, Path(asked.picture) if asked.picture else None, asked.figure, scope)

    def _make_turn(self, question: str, picture: Path | None, about: Figure | None, scope: Scope | None) -> TurnView:
        from desktop_app.gui.chat.question_card import PICTURE  # after the first paint: see window/late_parts.py
        from desktop_app.gui.chat.turn_view import TurnView

        turn = TurnView(question, self.load_picture, picture=picture, about=about, scope=scope)
        if picture is not None:
            room = PICTURE * self._view.devicePixelRatioF()
            self._pictures.load(lambda: picture, room, turn.card.show_picture)
        return turn

    @property
    def later_button(self) -> QPushButton | None:
        """What shows turns that are not on screen any more, where there are any."""
        return self._saved.later_button

    def _let_go(self, turn: TurnView) -> None:
        if turn in self._turns:
            self._turns.remove(turn)

    def _take_saved(self, turn: TurnView, first: bool) -> None:
        live = self._turn is not None
        self._turns.insert(0 if first else len(self._turns) - live, turn)
        self._watch(turn)
        self._mark_last()
        self.turn_added.emit(turn)

    def _watch(self, turn: TurnView) -> None:
        turn.answer_changed.connect(lambda answer: self._on_feedback(turn, answer))
        turn.unfolding.connect(self._view.stay)

    def _on_feedback(self, turn: TurnView, answer: Answer) -> None:
        """Keeps an answer of which the reader has said something."""
        if turn is self._turn or turn not in self._turns:
            return
        position = self._saved.earlier + self._turns.index(turn)
        self.conversation.turns[position] = answer
        self.turn_changed.emit(self.conversation_id, position, answer)

    def _mark_last(self) -> None:
        for turn in self._turns[-2:]:
            turn.set_last(turn is self._turns[-1] and not self._saved.later)

    def tell_change(self) -> None:
        """Tells how far the answer has come that is coming in, so that it can be kept."""
        turn = self._turn
        if turn is not None:
            self._take_waiting(turn)  # drawing may be behind
            self.turn_changed.emit(
                self.conversation_id, len(self.conversation.turns), turn.answer or turn.unfinished_answer()
            )

    def load_picture(self, figure: Figure, within: QSize | None, then: OnPicture) -> None:
        """A figure's picture from the library, decoded off the event loop."""
        workspace = self._workspace
        if workspace is not None:
            self._pictures.load(lambda: workspace.library.picture(figure), within, then)

    def _take(self, event: object) -> None:
        if isinstance(event, _EVENTS):
            self._waiting.append(event)
            if not self._timer.isActive():
                self._timer.start(_FLUSH_MS)

    def _flush(self) -> None:
        """Shows what has come in; the dearer that was, the longer the wait until the next time."""
        turn = self._turn
        if turn is None:
            self._waiting.clear()
            return
        begun = time.monotonic()
        self._take_waiting(turn)
        more = turn.flush()
        cost_ms = int((time.monotonic() - begun) * 1000)
        if more:
            self._timer.start(max(1, cost_ms))
        elif self._ended:
            self._close_turn(turn)
        elif self._waiting:
            self._timer.start(max(_FLUSH_MS, _SHARE_OF_LOOP * cost_ms))

    def _take_waiting(self, turn: TurnView) -> None:
        while self._waiting:
            turn.take(self._waiting.popleft())

    def _on_failed(self, error: ImageRefError) -> None:
        """Says it once: below the answer, where the reader looks."""
        if self._turn is not None:
            self._turn.add_note(str(error))
        else:
            self.failed.emit(error)

    def _on_crashed(self, error: Exception) -> None:
        if self._turn is not None:
            self._turn.add_note(self.tr("This answer could not be finished because of a fault in the program."))
        self.crashed.emit(error)

    def _on_cancelled(self) -> None:
        if self._turn is not None:
            self._turn.add_note(self.tr("Stopped."))

    def _on_finished(self) -> None:
        self._ended = True
        self._timer.stop()
        self._flush()

    def _close_turn(self, turn: TurnView) -> None:
        turn.finish()
        self._autosave.stop()
        self.tell_change()
        self.conversation.turns.append(turn.answer or turn.unfinished_answer())
        self._saved.join(turn)
        self._turn = None
        self._job = None
        self.busy_changed.emit(False)
