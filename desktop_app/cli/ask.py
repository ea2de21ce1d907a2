"""`imageref ask`: questions as turns of one conversation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from desktop_app.answering.answer import answer
from desktop_app.answering.options import AnswerOptions, FigureEagerness
from desktop_app.cli.output import Output
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
from desktop_app.domain.conversation import Answer, Conversation, PlacedFigure


def run(session: Session, questions: Sequence[str], model: str | None, projector: str | None) -> ExitCode:
    """Answers the questions one after another, each seeing the ones before it."""
    asked = session.model(model, projector)
    conversation = Conversation()
    for question in questions:
        finished = answer_question(session, question, conversation, asked)
        conversation.turns.append(finished)
        session.output.record(answer_record(finished))
        if session.cancel.cancelled:
            return ExitCode.INTERRUPTED
    return ExitCode.DONE


def answer_question(session: Session, question: str, conversation: Conversation, model: AnswerModel | None) -> Answer:
    """Streams one answer to the terminal; the finished answer."""
    workspace = session.workspace
    events = answer(
        question,
        conversation,
        library=workspace.library,
        text_embedder=workspace.text_embedder,
        image_embedder=workspace.image_embedder,
        model=model,
        options=AnswerOptions(eagerness=FigureEagerness(session.settings.figures)),
        cancel=session.cancel,
    )
    return _AnswerPrinter(session.output).print_all(question, events)


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
