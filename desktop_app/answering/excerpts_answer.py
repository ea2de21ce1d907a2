"""Streaming an answer of excerpts: paragraphs, their citations, and figures where they belong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from desktop_app.answering.answer_builder import AnswerBuilder
from desktop_app.answering.citations import region_of, shortened
from desktop_app.answering.evidence import Evidence
from desktop_app.answering.excerpts import NOTHING_FOUND, Excerpt, choose_excerpts
from desktop_app.answering.markdown_text import escaped
from desktop_app.answering.options import FigureEagerness
from desktop_app.answering.placement import FigurePlacer, FinishedParagraph, ParagraphFits, Placement, figures_to_show
from desktop_app.answering.retrieval import Searcher
from desktop_app.answering.sentences import join_sentences
from desktop_app.domain.answer_events import AnswerEvent
from desktop_app.domain.jobs import CancelToken

LEFT_OUT = " … "
"""Stands where sentences between two excerpts of one paragraph were left out."""


@dataclass(frozen=True, slots=True)
class ExcerptParagraph:
    """A paragraph of the answer: a heading (no excerpts), or sentences of one passage."""

    heading: str
    excerpts: tuple[Excerpt, ...] = ()


def excerpts_answer(
    evidence: Evidence, searcher: Searcher, builder: AnswerBuilder, *, eagerness: FigureEagerness, cancel: CancelToken
) -> Iterator[AnswerEvent]:
    """The events of an answer of excerpts, without its end.

    Raises:
        Cancelled: the user stopped it; what was yielded stays.
    """
    excerpts = choose_excerpts(evidence, searcher, cancel)
    if not excerpts:
        yield builder.text(0, NOTHING_FOUND)
        return
    paragraphs = _paragraphs(excerpts, builder)
    places = _places(paragraphs, evidence, searcher, eagerness, cancel)
    numbers: dict[tuple[str, int], int] = {}
    for index, paragraph in enumerate(paragraphs):
        cancel.raise_if_cancelled()
        yield from _paragraph_events(index, paragraph, numbers, builder)
        for placement in places:
            if placement.after_paragraph == index:
                yield builder.show(placement.ranked.figure, index, placement.ranked.score)


def _paragraphs(excerpts: Sequence[Excerpt], builder: AnswerBuilder) -> list[ExcerptParagraph]:
    several = len({each.passage.document_id for each in excerpts}) > 1
    paragraphs: list[ExcerptParagraph] = []
    for document_id, of_document in groupby(excerpts, key=lambda each: each.passage.document_id):
        if several:
            document = builder.document(document_id)
            paragraphs.append(ExcerptParagraph(f"**{escaped(document.title or document.name)}**"))
        for _, of_passage in groupby(of_document, key=lambda each: each.passage.id):
            paragraphs.append(ExcerptParagraph("", tuple(of_passage)))
    return paragraphs


def _places(
    paragraphs: Sequence[ExcerptParagraph],
    evidence: Evidence,
    searcher: Searcher,
    eagerness: FigureEagerness,
    cancel: CancelToken,
) -> tuple[Placement, ...]:
    """Where the figures go; the text is complete, so that the best assignment is known before a word is shown."""
    shown = figures_to_show(evidence.figures, eagerness)
    placer = FigurePlacer(shown, ParagraphFits([each.figure for each in shown], searcher, cancel))
    for index, paragraph in enumerate(paragraphs):
        if paragraph.excerpts:
            text = join_sentences([each.text for each in paragraph.excerpts])
            placer.consider(FinishedParagraph(index, text, (paragraph.excerpts[0].passage,)))
    return placer.finish()


def _paragraph_events(
    index: int, paragraph: ExcerptParagraph, numbers: dict[tuple[str, int], int], builder: AnswerBuilder
) -> Iterator[AnswerEvent]:
    if paragraph.heading:
        yield builder.text(index, paragraph.heading)
        return
    for run_number, run in enumerate(_runs(paragraph.excerpts)):
        first = run[0]
        key = (first.passage.id, first.paragraph)
        text = join_sentences([escaped(each.text) for each in run])
        if key not in numbers:
            numbers[key] = len(numbers) + 1
            in_paragraph = [each.text for each in paragraph.excerpts if each.paragraph == first.paragraph]
            yield builder.cite(
                numbers[key],
                first.passage.document_id,
                [region_of(first.passage, first.paragraph)],
                quote=shortened(LEFT_OUT.join(in_paragraph)),
            )
        yield builder.text(index, f"{LEFT_OUT if run_number else ''}{text} [{numbers[key]}]")


def _runs(excerpts: Sequence[Excerpt]) -> list[list[Excerpt]]:
    """Sentences that follow one another in the same paragraph, together."""
    runs: list[list[Excerpt]] = []
    for each in excerpts:
        last = runs[-1][-1] if runs else None
        if last is not None and each.position == last.position + 1 and each.paragraph == last.paragraph:
            runs[-1].append(each)
        else:
            runs.append([each])
    return runs
