"""Asking every question of a set and scoring the answers: a generator of rows that ends with the result."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from desktop_app.answering.answer import answer
from desktop_app.answering.image_references import reference_targets
from desktop_app.answering.options import AnswerOptions
from desktop_app.answering.text_terms import coverage, terms
from desktop_app.domain.answer_events import AnswerFinished, EvidenceFound
from desktop_app.domain.answer_model import AnswerModel, image_label
from desktop_app.domain.conversation import Answer, Conversation, PlacedFigure, PromptRecord
from desktop_app.domain.documents import Document, Figure, Passage
from desktop_app.domain.errors import NotFound
from desktop_app.domain.jobs import CancelToken
from desktop_app.domain.ports import ImageEmbedder, Library, TextEmbedder
from desktop_app.evaluation import metrics
from desktop_app.evaluation.left_out import library_without
from desktop_app.evaluation.question_sets import GoldFigure, Question, QuestionKind, named_figures

PAGE_RANKS = (1, 5, 10)
CLOSE_ENOUGH = 1
"""Paragraphs between a figure and the sentence that holds the answer, at which it still stands well."""


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """One question: what was expected, what came, and its scores; None where a measure does not apply.

    Attributes:
        expected: names of the gold figures.
        gold: those of them that the library has.
        shown: names of the figures shown, each "document label (page)", in the order of the text.
        ranked: names of the candidates, best first.
        reference_scores: those of ImageRef-VL, gold graded 3 and also-fine graded 1, at the paragraph that answers.
        unretrieved: how many figures were shown that were not among those found for the question.
        invented: how many references the model wrote to images that it was not offered; None where nobody knows, as
            without a model.
    """

    question: Question
    answer: Answer
    expected: tuple[str, ...]
    shown: tuple[str, ...]
    ranked: tuple[str, ...]
    first_right: float | None
    five_right: float | None
    reciprocal_rank: float | None
    visual_source_f1: float | None
    false_image: float | None
    placement_error: int | None
    answer_page: tuple[float, ...] | None
    reference_scores: metrics.ImageReferenceScores | None
    seconds: float
    problem: str = ""
    gold: tuple[Figure, ...] = ()
    unretrieved: int = 0
    invented: int | None = None


@dataclass(frozen=True, slots=True)
class QuestionScored:
    """A question was answered and scored."""

    row: QuestionRow
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class EvaluationResult:
    """Means over the questions each measure applies to; None where there is none such.

    Attributes:
        figures_close: share of right figures shown that stand within one paragraph of the answer.
        answer_page_recall: share of questions with an answer page among the pages of the first 1, 5 and 10 passages.
        unretrieved: figures shown that were not found for their question, in all; must be 0.
        invented: references that a model wrote to images that it was not offered, in all; readers never see them.
    """

    questions: int
    figure_questions: int
    text_only_questions: int
    figure_r1: float | None
    figure_r5: float | None
    figure_mrr: float | None
    visual_source_f1: float | None
    false_image_rate: float | None
    figures_close: float | None
    placement_error: float | None
    answer_page_recall: tuple[float | None, ...]
    recall_all: float | None
    recall_best: float | None
    precision: float | None
    f1: float | None
    position: float | None
    seconds: float
    unretrieved: int = 0
    invented: int | None = None
    rows: tuple[QuestionRow, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class EvaluationFinished:
    """The last event: the whole result."""

    result: EvaluationResult


EvaluationEvent = QuestionScored | EvaluationFinished


def evaluate(
    questions: Sequence[Question],
    *,
    library: Library,
    text_embedder: TextEmbedder,
    image_embedder: ImageEmbedder | None,
    model: AnswerModel | None,
    options: AnswerOptions,
    cancel: CancelToken,
) -> Iterator[EvaluationEvent]:
    """Asks each question in a conversation of its own and scores the answer.

    A question about a document that the library does not have counts as one that found nothing, with its problem in
    the row. When cancelled, the result covers the questions asked so far.

    Raises:
        ModelError: the model failed before it wrote anything.
        LibraryError: the library can't be read.
    """
    rows: list[QuestionRow] = []
    for question in questions:
        events = answer(
            question.question,
            Conversation(),
            library=_searched(question, library, text_embedder),
            text_embedder=text_embedder,
            image_embedder=image_embedder,
            model=model,
            options=options,
            cancel=cancel,
        )
        found = EvidenceFound((), (), 0.0)
        finished: Answer | None = None
        for event in events:
            if isinstance(event, EvidenceFound):
                found = event
            elif isinstance(event, AnswerFinished):
                finished = event.answer
        if cancel.cancelled or finished is None:
            break
        rows.append(score(question, found, finished, library))
        yield QuestionScored(rows[-1], len(rows), len(questions))
    yield EvaluationFinished(summarise(rows))


def _searched(question: Question, library: Library, embedder: TextEmbedder) -> Library:
    """The library, without the paragraph from which the question was made."""
    document, _ = _document(question, library)
    if not question.left_out or document is None:
        return library
    return library_without(library, document.id, question.left_out, embedder)


def score(question: Question, found: EvidenceFound, finished: Answer, library: Library) -> QuestionRow:
    """The row of one question."""
    names = {document.id: document.name for document in library.documents()}
    document, problem = _document(question, library)
    document_id = document.id if document is not None else ""
    gold = _figures(question.figures, document_id, library)
    fine = _figures(question.also_fine, document_id, library)
    good = gold | fine
    shown = [placed.figure.id for placed in finished.figures]
    ranked = [figure.id for figure in found.figures]
    wants_figure = question.kind is not QuestionKind.TEXT_ONLY
    several = question.kind is QuestionKind.MULTI
    belongs = _answering_paragraph(question, finished)
    right = [placed for placed in finished.figures if placed.figure.id in good]
    if wants_figure and len(gold) < len(question.figures) and not problem:
        problem = "A gold figure is not in the library."
    return QuestionRow(
        question=question,
        answer=finished,
        expected=tuple(f"{question.document} {each}" for each in question.figures),
        shown=tuple(_name(placed.figure, names) for placed in finished.figures),
        ranked=tuple(_name(figure, names) for figure in found.figures),
        first_right=metrics.found_within(ranked, good, 1) if wants_figure else None,
        five_right=metrics.found_within(ranked, good, 5) if wants_figure else None,
        reciprocal_rank=metrics.reciprocal_rank(ranked, good) if wants_figure else None,
        visual_source_f1=_visual_source(shown, gold, fine, several) if wants_figure else None,
        false_image=None if wants_figure else metrics.false_image(shown),
        placement_error=_placement_error(right, belongs),
        answer_page=_answer_pages(question, found.passages, document_id) if question.answer_pages else None,
        reference_scores=_reference_scores(finished, gold, fine, belongs) if wants_figure else None,
        seconds=finished.timings.total_s,
        problem=problem,
        gold=tuple(library.figures(sorted(gold))),
        unretrieved=metrics.strays(shown, ranked),
        invented=_invented(finished.prompt),
    )


def summarise(rows: Sequence[QuestionRow]) -> EvaluationResult:
    """The means over rows."""
    errors = [row.placement_error for row in rows if row.placement_error is not None]
    pages = [row.answer_page for row in rows if row.answer_page is not None]
    references = [row.reference_scores for row in rows if row.reference_scores is not None]
    return EvaluationResult(
        questions=len(rows),
        figure_questions=sum(row.question.kind is not QuestionKind.TEXT_ONLY for row in rows),
        text_only_questions=sum(row.question.kind is QuestionKind.TEXT_ONLY for row in rows),
        figure_r1=_mean(row.first_right for row in rows),
        figure_r5=_mean(row.five_right for row in rows),
        figure_mrr=_mean(row.reciprocal_rank for row in rows),
        visual_source_f1=_mean(row.visual_source_f1 for row in rows),
        false_image_rate=_mean(row.false_image for row in rows),
        figures_close=_mean(float(error <= CLOSE_ENOUGH) for error in errors),
        placement_error=_mean(float(error) for error in errors),
        answer_page_recall=tuple(_mean(hits[rank] for hits in pages) for rank in range(len(PAGE_RANKS))),
        recall_all=_mean(each.recall_all for each in references),
        recall_best=_mean(each.recall_best for each in references),
        precision=_mean(each.precision for each in references),
        f1=_mean(each.f1 for each in references),
        position=_mean(each.position for each in references),
        seconds=sum(row.seconds for row in rows),
        unretrieved=sum(row.unretrieved for row in rows),
        invented=_sum(row.invented for row in rows),
        rows=tuple(rows),
    )


def _mean(values: Iterator[float | None] | Iterator[float]) -> float | None:
    return metrics.mean([value for value in values if value is not None])


def _sum(values: Iterator[int | None]) -> int | None:
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def _invented(prompt: PromptRecord | None) -> int | None:
    """References in what a model wrote, as far as it is kept, to labels other than those its prompt gave."""
    if prompt is None:
        return None
    offered = len({figure for block in prompt.blocks for figure in block.figures})
    labels = [image_label(number) for number in range(1, offered + 1)]
    return metrics.strays(reference_targets(prompt.written), labels)


def _document(question: Question, library: Library) -> tuple[Document | None, str]:
    try:
        return library.document(question.document), ""
    except NotFound as error:
        return None, error.message


def _figures(gold: Sequence[GoldFigure], document_id: str, library: Library) -> frozenset[str]:
    if not document_id or not gold:
        return frozenset()
    return named_figures(gold, library.all_figures(document_id))


def _visual_source(shown: Sequence[str], gold: frozenset[str], fine: frozenset[str], several: bool) -> float:
    return metrics.visual_source_f1(shown, gold, fine, several=several) if gold else 0.0


def _name(figure: Figure, names: dict[str, str]) -> str:
    return f"{names.get(figure.document_id, '?')} {figure.label or '–'} (page {figure.page})"


def _answering_paragraph(question: Question, finished: Answer) -> int | None:
    """The paragraph that holds most of the reference answer; None where there is no reference or no text."""
    wanted = terms(question.answer)
    if not wanted or not finished.paragraphs:
        return None
    shares = [coverage(wanted, terms(paragraph)) for paragraph in finished.paragraphs]
    return shares.index(max(shares))


def _placement_error(right: Sequence[PlacedFigure], belongs: int | None) -> int | None:
    """Of the right figure that stands best; None where none is shown or nobody knows where it should."""
    if belongs is None or not right:
        return None
    return min(metrics.placement_error(placed.after_paragraph, belongs) for placed in right)


def _answer_pages(question: Question, passages: Sequence[Passage], document_id: str) -> tuple[float, ...]:
    """Whether the pages of the first passages hold an answer page, for each rank of `PAGE_RANKS`."""
    pages = set(question.answer_pages)
    right = [
        passage.document_id == document_id and any(region.page in pages for region in passage.regions)
        for passage in passages
    ]
    return tuple(float(any(right[:rank])) for rank in PAGE_RANKS)


def _reference_scores(
    finished: Answer, gold: frozenset[str], fine: frozenset[str], belongs: int | None
) -> metrics.ImageReferenceScores | None:
    if belongs is None or not gold:
        return None
    grades = {**dict.fromkeys(sorted(fine), 1), **dict.fromkeys(sorted(gold), metrics.BEST_GRADE)}
    positions = range(max(0, belongs - CLOSE_ENOUGH), min(len(finished.paragraphs) - 1, belongs + CLOSE_ENOUGH) + 1)
    placed = {(each.after_paragraph, each.figure.id) for each in finished.figures}
    return metrics.image_reference_scores(placed, {position: dict(grades) for position in positions})
