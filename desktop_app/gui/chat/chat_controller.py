"""Questions out, answers in: one at a time, in the answer lane, shown about twenty times a second."""

from __future__ import annotations

import time
from collections import deque

from PySide6.QtCore import QObject, QSize, QTimer, Signal

from desktop_app.domain.answer_events import (
    AnswerEvent,
    AnswerFinished,
    AnswerNotice,
    CitationAdded,
    EvidenceFound,
    FigureShown,
    ParagraphText,
)
from desktop_app.domain.conversation import Conversation, PlacedFigure
from desktop_app.domain.documents import Figure
from desktop_app.domain.errors import ImageRefError
from desktop_app.domain.ports import Workspace
from desktop_app.gui.background.job import Job
from desktop_app.gui.background.lane import Lane
from desktop_app.gui.chat.conversation_view import ConversationView
from desktop_app.gui.chat.turn_view import TurnView
from desktop_app.gui.figures.picture_loader import OnPicture, PictureLoader
from desktop_app.gui.use_cases import Request, UseCases

_FLUSH_MS = 50
_SHARE_OF_LOOP = 4
_EVENTS = (EvidenceFound, ParagraphText, CitationAdded, FigureShown, AnswerNotice, AnswerFinished)


class ChatController(QObject):
    """Runs questions and passes their events to the view.

    Signals:
        busy_changed: an answer begins to come in, or has ended.
        turn_added: a `TurnView` was put into the conversation.
        failed: an error to be told to the user.
        crashed: a bug.
    """

    busy_changed = Signal(bool)
    turn_added = Signal(object)
    failed = Signal(object)
    crashed = Signal(object)

    def __init__(
        self, view: ConversationView, lane: Lane, pictures: PictureLoader, use_cases: UseCases, parent: QObject
    ) -> None:
        super().__init__(parent)
        self.conversation = Conversation()
        self._view = view
        self._lane = lane
        self._pictures = pictures
        self._use_cases = use_cases
        self._workspace: Workspace | None = None
        self._job: Job | None = None
        self._turn: TurnView | None = None
        self._waiting: deque[AnswerEvent] = deque()
        self._ended = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._flush)

    @property
    def busy(self) -> bool:
        """Whether an answer is coming in."""
        return self._job is not None

    def set_workspace(self, workspace: Workspace) -> None:
        """From now on questions can be answered."""
        self._workspace = workspace

    def ask(self, question: str, model: str, eagerness: str) -> None:
        """Asks as the next turn; does nothing while an answer is coming in."""
        workspace = self._workspace
        if workspace is None or self.busy:
            return
        request, conversation = Request(question, model, eagerness), self.conversation
        turn = self._turn = TurnView(question, self._load)
        self._view.add(turn)
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
        self._turn = None
        self._view.clear()

    def _load(self, placed: PlacedFigure, within: QSize, then: OnPicture) -> None:
        self.load_picture(placed.figure, within, then)

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
        while self._waiting:
            event = self._waiting.popleft()
            turn.take(event)
            if isinstance(event, AnswerFinished):
                self.conversation.turns.append(event.answer)
        more = turn.flush()
        cost_ms = int((time.monotonic() - begun) * 1000)
        if more:
            self._timer.start(max(1, cost_ms))
        elif self._ended:
            self._close_turn(turn)
        elif self._waiting:
            self._timer.start(max(_FLUSH_MS, _SHARE_OF_LOOP * cost_ms))

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
        self._turn = None
        self._job = None
        self.busy_changed.emit(False)
