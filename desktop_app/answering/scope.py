"""A question that is limited to some documents: nothing of the conversation before may bring in the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from desktop_app.answering.conversation_references import ResolvedQuestion
from desktop_app.domain.answer_events import AnswerFinished
from desktop_app.domain.collections import Scope
from desktop_app.domain.conversation import Answer, asked_about
from desktop_app.domain.documents import Figure

Event = TypeVar("Event")


def limited_to(question: ResolvedQuestion, documents: frozenset[str] | None) -> ResolvedQuestion:
    """The question without figures shown before that stand in other documents; None is no limit."""
    if documents is None:
        return question
    return replace(question, figures=tuple(p for p in question.figures if p.figure.document_id in documents))


def turns_within(turns: Sequence[Answer], documents: frozenset[str] | None) -> tuple[Answer, ...]:
    """The turns that show and cite nothing of other documents: a model would answer from what the others say."""
    if documents is None:
        return tuple(turns)
    return tuple(turn for turn in turns if _documents_of(turn) <= documents)


def naming_scope(
    events: Iterator[Event], scope: Scope, *, picture: Path | None = None, figure: Figure | None = None
) -> Iterator[Event | AnswerFinished]:
    """The events of an answer, the last of which says what the question was limited to and what it was about."""
    asked = asked_about(scope, str(picture.absolute()) if picture is not None else "", figure)
    for event in events:
        if isinstance(event, AnswerFinished):
            yield AnswerFinished(replace(event.answer, scope=scope.name, asked=asked))
        else:
            yield event


def _documents_of(turn: Answer) -> set[str]:
    shown = {placed.figure.document_id for placed in turn.figures}
    return shown | {citation.document.id for citation in turn.citations}
