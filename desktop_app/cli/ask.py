"""`imageref ask`: questions as turns of one conversation."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from pathlib import Path

from desktop_app.answering.answer import answer
from desktop_app.answering.options import AnswerOptions, FigureEagerness
from desktop_app.answering.scope import naming_scope
from desktop_app.cli.output import Output
from desktop_app.cli.pictures import picture_events
from desktop_app.cli.records import answer_record
from desktop_app.cli.session import ExitCode, Session
from desktop_app.domain.answer_events import (
    AnswerEvent,
    AnswerFinished,
    AnswerNotice,
    FigureShown,
    ParagraphText,
)
from desktop_app.domain.answer_model import AnswerModel
from desktop_app.domain.collections import EVERYTHING, Scope
from desktop_app.domain.conversation import Answer, Conversation, PlacedFigure
from desktop_app.domain.errors import HistoryError


def run(
    session: Session,
    questions: Sequence[str],
    model: str | None,
    projector: str | None,
    *,
    conversation: str | None = None,
    picture: Path | None = None,
    scope: Scope = EVERYTHING,
) -> ExitCode:
    """Answers the questions one after another, each seeing the ones before it; keeps them where that is set.

    With a picture, the first question asks where it stands in the documents. Nothing outside the scope is looked at.

    Raises:
        NotFound: there is no kept conversation of that name.
    """
    asked = session.model(model, projector)
    keeper = KeptConversation.open(session, conversation)
    for number, question in enumerate(questions):
        if picture is not None and number == 0:
            events = picture_events(session, question, picture, keeper.conversation, scope=scope)
            finished = _AnswerPrinter(session.output).print_all(question, naming_scope(events, scope, picture=picture))
        else:
            finished = answer_question(session, question, keeper.conversation, asked, scope=scope)
        keeper.add(finished)
        session.output.record(answer_record(finished) | {"conversation": keeper.id})
        if session.cancel.cancelled:
            return ExitCode.INTERRUPTED
    return ExitCode.DONE


class KeptConversation:
    """A conversation whose turns are kept as they end; one that can't be kept is answered all the same."""

    def __init__(self, session: Session, identity: str | None, turns: Sequence[Answer] = ()) -> None:
        self._session = session
        self.id = identity
        self.conversation = Conversation(list(turns))

    @classmethod
    def open(cls, session: Session, name: str | None) -> KeptConversation:
        """The kept conversation of that name, or a new one; raises `NotFound`."""
        if name is not None:
            saved = session.workspace.history.load(name)
            return cls(session, saved.summary.id, saved.turns)
        return cls(session, uuid.uuid4().hex if session.settings.keep_conversations else None)

    def add(self, answer: Answer) -> None:
        """Adds a turn, and keeps it."""
        self.conversation.turns.append(answer)
        if self.id is None:
            return
        try:
            self._session.workspace.history.save_turn(self.id, len(self.conversation.turns) - 1, answer)
        except HistoryError as error:
            self._session.output.problem(str(error))
            self.id = None


def answer_question(
    session: Session,
    question: str,
    conversation: Conversation,
    model: AnswerModel | None,
    *,
    scope: Scope = EVERYTHING,
) -> Answer:
    """Streams one answer to the terminal; the finished answer."""
    workspace = session.workspace
    events = answer(
        question,
        conversation,
        library=workspace.library,
        text_embedder=workspace.text_embedder,
        image_embedder=workspace.image_embedder,
        model=model,
        options=AnswerOptions(scope.documents, FigureEagerness(session.settings.figures)),
        cancel=session.cancel,
    )
    return _AnswerPrinter(session.output).print_all(question, naming_scope(events, scope))


class _AnswerPrinter:
    """Prints an answer as it comes: text as it is written, figures named on a line of their own."""

    def __init__(self, output: Output) -> None:
        self._output = output
        self._paragraph: int | None = None

    def print_all(self, question: str, events: Iterator[AnswerEvent]) -> Answer:
        """Prints every event; the answer the last one brings."""
        self._output.text(f"\n{question}\n")
        last: AnswerEvent | None = None
        for event in events:
            self._print(event)
            last = event
        assert isinstance(last, AnswerFinished), "answering ends with AnswerFinished"
        return last.answer

    def _print(self, event: AnswerEvent) -> None:
        if isinstance(event, ParagraphText):
            self._text(event)
        elif isinstance(event, FigureShown):
            self._end_paragraph()
            self._output.text(f"\n    [{_figure_line(event.placed)}]")
        elif isinstance(event, AnswerNotice):
            self._end_paragraph()
            self._output.problem(event.message)
        elif isinstance(event, AnswerFinished):
            self._end_paragraph()
            self._sources(event.answer)

    def _text(self, event: ParagraphText) -> None:
        if event.index != self._paragraph:
            self._end_paragraph()
            if event.index > 0:
                self._output.text("")
            self._paragraph = event.index
        self._output.text(event.text, end="")

    def _end_paragraph(self) -> None:
        if self._paragraph is not None:
            self._output.text("")
            self._paragraph = None

    def _sources(self, finished: Answer) -> None:
        if finished.citations:
            self._output.text("")
        for citation in finished.citations:
            self._output.text(f"[{citation.number}] {citation.document.name}, page {citation.regions[0].page}")


def _figure_line(placed: PlacedFigure) -> str:
    return f"{placed.figure.description} ({placed.document.name}, page {placed.figure.page})"
