"""Answers to wishes about figures shown before: "enlarge the second one", "which page is that chart from"."""

from __future__ import annotations

from collections.abc import Iterator

from desktop_app.answering.answer_builder import AnswerBuilder
from desktop_app.answering.conversation_references import FigureWish, ResolvedQuestion
from desktop_app.answering.figure_sentences import names, stands_on
from desktop_app.domain.answer_events import AnswerEvent

OUTSIDE = "The figure that you mean stands in another document than those that this question is limited to."
NOT_SHOWN = "The figure that you mean has not been shown in this conversation: ask about what can be seen in it."


def figure_reply(question: ResolvedQuestion, builder: AnswerBuilder) -> Iterator[AnswerEvent]:
    """A paragraph for each figure that says where it stands, cited, and the figure itself."""
    if not question.figures:
        yield builder.text(0, NOT_SHOWN if question.not_shown else OUTSIDE)
    for number, placed in enumerate(question.figures, start=1):
        figure = placed.figure
        document = builder.document(figure.document_id)
        yield builder.cite(number, document.id, [figure.region], quote=figure.description)
        is_place = question.wish is FigureWish.PAGE
        text = stands_on(figure, document) if is_place else names(figure, document)
        yield builder.text(number - 1, f"{text} [{number}]")
        yield builder.show(figure, number - 1, 1.0, enlarged=question.enlarged and number == 1)
