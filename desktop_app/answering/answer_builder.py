"""Collects an answer while its events go out, so that the last event holds exactly what the reader saw."""

from __future__ import annotations

import time
from collections.abc import Sequence

from desktop_app.domain.answer_events import AnswerFinished, CitationAdded, FigureShown, ParagraphText
from desktop_app.domain.answer_model import ModelFinished
from desktop_app.domain.conversation import (
    Answer,
    AnswerTimings,
    Citation,
    Conversation,
    PlacedFigure,
    PromptRecord,
    UncitedPassage,
    UnshownFigure,
)
from desktop_app.domain.documents import Document, Figure
from desktop_app.domain.geometry import Region
from desktop_app.domain.ports import LibraryView


class AnswerBuilder:
    """Makes the events of one answer; every method that gives an event also remembers it."""

    def __init__(self, question: str, conversation: Conversation, library: LibraryView, model: str) -> None:
        self._question = question
        self._library = library
        self._model = model
        self._numbers = {placed.figure.id: placed.number for placed in conversation.figures_shown}
        self._paragraphs: list[str] = []
        self._figures: list[PlacedFigure] = []
        self._citations: dict[int, Citation] = {}
        self._documents: dict[str, Document] = {}
        self._began = time.perf_counter()
        self._first_text_s = 0.0
        self.retrieve_s = 0.0

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The text so far."""
        return tuple(self._paragraphs)

    @property
    def shown(self) -> frozenset[str]:
        """Ids of the figures shown so far."""
        return frozenset(placed.figure.id for placed in self._figures)

    def text(self, index: int, text: str) -> ParagraphText:
        """More text for paragraph `index`, which is the last one or the one after it."""
        if not self._first_text_s:
            self._first_text_s = time.perf_counter() - self._began
        if index == len(self._paragraphs):
            self._paragraphs.append("")
        self._paragraphs[index] += text
        return ParagraphText(index, text)

    def cites(self, number: int) -> bool:
        """Whether the citation is known to the reader."""
        return number in self._citations

    def cite(
        self,
        number: int,
        document_id: str,
        regions: Sequence[Region],
        *,
        quote: str,
        after_paragraph: int | None = None,
    ) -> CitationAdded:
        """Says what `[number]` means."""
        citation = Citation(number, self.document(document_id), tuple(regions), quote)
        self._citations[number] = citation
        return CitationAdded(citation, after_paragraph)

    def show(self, figure: Figure, after_paragraph: int, score: float, *, enlarged: bool = False) -> FigureShown:
        """Shows a figure; one that the conversation showed before keeps its number."""
        number = self._numbers.setdefault(figure.id, max(self._numbers.values(), default=0) + 1)
        placed = PlacedFigure(number, figure, self.document(figure.document_id), after_paragraph, score)
        self._figures.append(placed)
        return FigureShown(placed, enlarged)

    def document(self, document_id: str) -> Document:
        """The document, asked for once."""
        if document_id not in self._documents:
            self._documents[document_id] = self._library.document(document_id)
        return self._documents[document_id]

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The places cited so far, by number."""
        return tuple(self._citations[number] for number in sorted(self._citations))

    def finish(
        self,
        unshown: Sequence[UnshownFigure] = (),
        uncited: Sequence[UncitedPassage] = (),
        *,
        finished: ModelFinished | None = None,
        stopped: bool = False,
        notice: str = "",
        prompt: PromptRecord | None = None,
    ) -> AnswerFinished:
        """The whole answer; `unshown` may hold figures that were shown, which are left out here."""
        timings = AnswerTimings(
            retrieve_s=self.retrieve_s,
            first_token_s=self._first_text_s,
            total_s=time.perf_counter() - self._began,
            prompt_tokens=finished.prompt_tokens if finished else 0,
            cached_tokens=finished.cached_tokens if finished else 0,
            completion_tokens=finished.completion_tokens if finished else 0,
        )
        shown = self.shown
        return AnswerFinished(
            Answer(
                question=self._question,
                paragraphs=tuple(self._paragraphs),
                figures=tuple(sorted(self._figures, key=lambda placed: placed.after_paragraph)),
                citations=self.citations,
                model=self._model,
                timings=timings,
                unshown=tuple(each for each in unshown if each.figure.id not in shown),
                uncited=tuple(uncited),
                stopped=stopped,
                notice=notice,
                prompt=prompt,
            )
        )
