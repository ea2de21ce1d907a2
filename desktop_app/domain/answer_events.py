"""What happens while a question is answered, in the order in which a reader sees it."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.domain.conversation import Answer, Citation, PlacedFigure
from desktop_app.domain.documents import Figure, Passage


@dataclass(frozen=True, slots=True)
class EvidenceFound:
    """Retrieval is done: the passages the answer rests on and the candidate figures, best first."""

    passages: tuple[Passage, ...]
    figures: tuple[Figure, ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class ParagraphText:
    """More text for paragraph `index` (from 0); a new index begins a new paragraph."""

    index: int
    text: str


@dataclass(frozen=True, slots=True)
class CitationAdded:
    """From now on `[number]` in the text means this place.

    `after_paragraph` is the index of the paragraph it supports, where the citation was found for a paragraph whose
    own text has no `[number]`; None where the text has it.
    """

    citation: Citation
    after_paragraph: int | None = None


@dataclass(frozen=True, slots=True)
class FigureShown:
    """A figure stands after a paragraph that is finished; `enlarged` where the user asked to see it large."""

    placed: PlacedFigure
    enlarged: bool = False


@dataclass(frozen=True, slots=True)
class AnswerNotice:
    """A sentence the user should know: the model ended, a projector is missing, turns were left out."""

    message: str


@dataclass(frozen=True, slots=True)
class AnswerFinished:
    """The last event: the whole answer."""

    answer: Answer


AnswerEvent = EvidenceFound | ParagraphText | CitationAdded | FigureShown | AnswerNotice | AnswerFinished
