"""Streaming an answer that a language model writes: its text, citations and figures, and ours where it has none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from desktop_app.answering.answer_builder import AnswerBuilder
from desktop_app.answering.citations import best_source, source_in
from desktop_app.answering.context_budget import Fitted, Wanted, fit
from desktop_app.answering.evidence import Evidence
from desktop_app.answering.guided_placement import guided_fits
from desktop_app.answering.image_references import (
    CitationFound,
    ReferenceEvent,
    ReferenceFound,
    ReferenceParser,
    TextPiece,
)
from desktop_app.answering.options import AnswerOptions, FigureEagerness
from desktop_app.answering.placement import FigurePlacer, FinishedParagraph, ParagraphFits, figures_to_show
from desktop_app.answering.retrieval import Searcher
from desktop_app.answering.scope import turns_within
from desktop_app.domain.answer_events import AnswerEvent, AnswerNotice
from desktop_app.domain.answer_model import (
    AnswerModel,
    FinishReason,
    GenerationOptions,
    LoadedModel,
    ModelFinished,
    ModelNotice,
    ModelText,
    Prompt,
    image_label,
)
from desktop_app.domain.conversation import Answer, PromptRecord
from desktop_app.domain.documents import Figure, Passage
from desktop_app.domain.jobs import CancelToken

NOTHING_WRITTEN = "The model wrote nothing. Ask again, or choose another model."
CUT_SHORT = "The answer reached its longest length and ends there."
REPEATED = "The model began to repeat itself; the answer ends there."
ENDED_EARLY = {FinishReason.LENGTH: CUT_SHORT, FinishReason.REPEATED: REPEATED}
UNTRACED = "No sentence of this answer could be traced to your documents; check it in the passages the model had."
PASSAGES_GIVEN = 3
"""How many passages are named as sources of an answer that cites none."""


class ModelAnswer:
    """One answer of a model; `events` streams it, the attributes tell how it went."""

    def __init__(
        self,
        model: AnswerModel,
        evidence: Evidence,
        searcher: Searcher,
        *,
        builder: AnswerBuilder,
        options: AnswerOptions,
        cancel: CancelToken,
    ) -> None:
        self.finished: ModelFinished | None = None
        self.notice = ""
        self._model = model
        self._evidence = evidence
        self._builder = builder
        self._options = options
        self._searcher = searcher
        self._cancel = cancel
        self._placed_by_model = False
        self._passages: list[Passage] = []
        self._candidates: dict[str, Figure] = {}
        self._record: PromptRecord | None = None
        self._prompt: Prompt | None = None
        self._written: list[str] = []
        self._sources: dict[int, list[int]] = {}
        self._referred: list[Figure] = []
        self._ended: set[int] = set()
        self._parser = ReferenceParser(())
        shown = figures_to_show(evidence.figures, options.eagerness)
        self._placer = FigurePlacer(shown, ParagraphFits([each.figure for each in shown], searcher, cancel))

    def events(self, turns: Sequence[Answer]) -> Iterator[AnswerEvent]:
        """The events of the answer, without its end.

        Raises:
            Cancelled: the user stopped it; what was yielded stays.
            ModelError: the model failed; what was yielded stays.
        """
        fitted = self._fit(turns)
        if fitted.notice:
            yield self._note(fitted.notice)
        self._parser = ReferenceParser(self._candidates, len(self._passages))
        generation = replace(self._generation, max_tokens=fitted.max_tokens)
        self._prompt = Prompt(fitted.messages, tuple(self._candidates))
        for event in self._model.stream(self._prompt, generation, self._cancel):
            if isinstance(event, ModelText):
                self._written.append(event.text)
                yield from self._read(self._parser.feed(event.text))
            elif isinstance(event, ModelNotice):
                yield self._note(event.message)
            else:
                self.finished = event
        yield from self.rest()
        if not self._builder.paragraphs:
            yield self._note(NOTHING_WRITTEN)
            return
        if self.finished is not None and self.finished.reason in ENDED_EARLY:
            yield self._note(ENDED_EARLY[self.finished.reason])
        if self._passages and not self._sources:
            yield from self._name_what_was_given()

    @property
    def _generation(self) -> GenerationOptions:
        return self._options.generation or self._model.capabilities.generation or GenerationOptions()

    @property
    def record(self) -> PromptRecord | None:
        """How the model was asked, and what it wrote."""
        return replace(self._record, written="".join(self._written)) if self._record else None

    def _note(self, sentence: str) -> AnswerNotice:
        self.notice = f"{self.notice} {sentence}".strip()
        return AnswerNotice(sentence)

    def _name_what_was_given(self) -> Iterator[AnswerEvent]:
        """Sources for an answer that could be traced to none: a reader must be able to check it all the same."""
        yield self._note(UNTRACED)
        numbers = {passage.id: number for number, passage in enumerate(self._passages, start=1)}
        found = [each.passage for each in self._evidence.passages if each.passage.id in numbers]
        for passage in found[:PASSAGES_GIVEN]:
            number = numbers[passage.id]
            source = source_in(passage, self._evidence.question.text)
            yield self._builder.cite(number, passage.document_id, source.regions, quote=source.quote)

    def rest(self) -> Iterator[AnswerEvent]:
        """What is left to say when the model has ended, however it ended."""
        yield from self._read(self._parser.finish())
        if self._placed_by_model or self._cancel.cancelled:
            return
        for placement in self._placer.finish(self._guided()):
            yield self._builder.show(placement.ranked.figure, placement.after_paragraph, placement.ranked.score)

    def _guided(self) -> dict[int, dict[str, float]]:
        """Where the model itself would show the figures, once it has finished an answer without any."""
        if self.finished is None or self._prompt is None or not self._placer.waiting:
            return {}
        labels = {label: figure.id for label, figure in self._candidates.items()}
        return guided_fits(self._model, self._prompt, labels, self._builder.paragraphs, self._cancel)

    def _fit(self, turns: Sequence[Answer]) -> Fitted:
        """Lays out the prompt; only figures that were found for this question are candidates."""
        figures = {each.figure.id: each.figure for each in self._evidence.figures}
        wanted = Wanted(
            self._evidence.question.text,
            turns_within(turns, self._options.documents),
            tuple(each.passage for each in self._evidence.passages),
            tuple(figures.values()),
            places_figures=self._options.eagerness is not FigureEagerness.NONE,
            documents=self._options.documents,
        )
        if isinstance(self._model, LoadedModel):  # counting would load it too, and Stop could not end that
            self._model.load(self._cancel)
        fitted = fit(self._model, wanted, self._searcher.library, self._generation)
        self._passages = fitted.passages
        self._candidates = {
            image_label(number): figures[figure.id]
            for number, figure in enumerate(fitted.figures, start=1)
            if figure.id in figures
        }
        self._record = fitted.record
        return fitted

    def _read(self, events: Iterator[ReferenceEvent]) -> Iterator[AnswerEvent]:
        for event in events:
            if isinstance(event, TextPiece):
                yield self._builder.text(event.paragraph, event.text)
            elif isinstance(event, CitationFound):
                yield from self._cite(event.number, event.paragraph)
            elif isinstance(event, ReferenceFound):
                yield from self._refer(event)
            else:
                yield from self._end_paragraph(event.paragraph)

    def _cite(self, number: int, paragraph: int) -> Iterator[AnswerEvent]:
        """Says what `[number]` means, by the words of the paragraph that stand before it."""
        self._sources.setdefault(paragraph, []).append(number)
        if self._builder.cites(number):
            return
        passage = self._passages[number - 1]
        written = self._builder.paragraphs
        source = source_in(passage, written[paragraph] if paragraph < len(written) else self._evidence.question.text)
        yield self._builder.cite(number, passage.document_id, source.regions, quote=source.quote)

    def _refer(self, reference: ReferenceFound) -> Iterator[AnswerEvent]:
        """Shows a figure the model referred to, as soon as the paragraph it stands in is finished."""
        self._placed_by_model = True
        self._referred.append(self._candidates[reference.label])
        if reference.paragraph in self._ended:
            yield from self._show_referred(reference.paragraph)

    def _show_referred(self, paragraph: int) -> Iterator[AnswerEvent]:
        scores = {each.figure.id: each.score for each in self._evidence.figures}
        for figure in self._referred:
            yield self._builder.show(figure, paragraph, scores[figure.id])
        self._referred.clear()

    def _end_paragraph(self, index: int) -> Iterator[AnswerEvent]:
        self._ended.add(index)
        text = self._builder.paragraphs[index]
        yield from self._attribute(index, text)
        yield from self._show_referred(index)
        if self._placed_by_model or self._cancel.cancelled:
            return
        cited = [self._passages[number - 1] for number in self._sources.get(index, ())]
        paragraph = FinishedParagraph(index, text, tuple(cited))
        if self._candidates:
            self._placer.consider(paragraph)
            return
        for placement in self._placer.paragraph_finished(paragraph):
            yield self._builder.show(placement.ranked.figure, index, placement.ranked.score)

    def _attribute(self, index: int, text: str) -> Iterator[AnswerEvent]:
        """Cites the passage a paragraph rests on, where its own text cites none."""
        if index in self._sources:
            return
        best = best_source(text, self._passages)
        if best is None:
            return
        self._sources[index] = [best + 1]
        passage = self._passages[best]
        source = source_in(passage, text)
        yield self._builder.cite(
            best + 1, passage.document_id, source.regions, quote=source.quote, after_paragraph=index
        )
