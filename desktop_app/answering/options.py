"""What a user can choose about an answer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from desktop_app.answering.signals import Signal
from desktop_app.domain.answer_model import GenerationOptions


class FigureEagerness(StrEnum):
    """How readily figures are shown."""

    NONE = "none"
    FEW = "few"
    NORMAL = "normal"
    MANY = "many"


@dataclass(frozen=True, slots=True)
class AnswerOptions:
    """Choices for one question.

    Attributes:
        documents: ids of the documents to search; None is all of them.
        without: kinds of evidence to leave out, to see what they are worth.
        generation: how to sample; None for what is best for the model.
        about: the id of the figure that the question is about; empty where it is about none.
    """

    documents: frozenset[str] | None = None
    eagerness: FigureEagerness = FigureEagerness.NORMAL
    generation: GenerationOptions | None = None
    without: frozenset[Signal] = frozenset()
    about: str = ""
