"""Answering a question: the one entry point of this room."""

from __future__ import annotations

from collections.abc import Iterator

from desktop_app.answering.answer_builder import AnswerBuilder
from desktop_app.answering.conversation_references import FigureWish, resolve
from desktop_app.answering.evidence import Evidence, find_evidence
from desktop_app.answering.excerpts_answer import excerpts_answer
from desktop_app.answering.figure_question import (
    about_figure,
    figure_asked_about,
    figure_excerpts,
    in_its_document,
    show_at_first,
)
from desktop_app.answering.figure_reply import figure_reply
from desktop_app.answering.model_answer import ModelAnswer
from desktop_app.answering.options import AnswerOptions
from desktop_app.answering.retrieval import Searcher
from desktop_app.answering.scope import limited_to
from desktop_app.answering.unused_evidence import uncited_passages, unshown_figures
from desktop_app.domain.answer_events import AnswerEvent, AnswerNotice, EvidenceFound
from desktop_app.domain.answer_model import AnswerModel
from desktop_app.domain.conversation import Conversation
from desktop_app.domain.errors import Cancelled, ModelError
from desktop_app.domain.jobs import CancelToken
from desktop_app.domain.ports import EXCERPTS, ImageEmbedder, Library, TextEmbedder


def answer(
    question: str,
    conversation: Conversation,
    *,
    library: Library,
    text_embedder: TextEmbedder,
    image_embedder: ImageEmbedder | None,
    model: AnswerModel | None,
    options: AnswerOptions,
    cancel: CancelToken,
) -> Iterator[AnswerEvent]:
    """Answers a question from the library, as the next turn of a conversation, which is not changed.

    The first event is `EvidenceFound` and the last `AnswerFinished`, also when the user stops it or the model ends in
    the middle; then the answer holds what there is.

    Args:
        question: in the user's words.
        conversation: the turns before.
        library: what is searched.
        text_embedder: the one the library's vectors were made with.
        image_embedder: None where no weights are present; then captions and text alone find figures.
        model: None answers with excerpts.
        options: which documents, how many figures, how to sample.
        cancel: ends the answer within a second.

    Raises:
        ModelError: the model failed before it wrote anything.
        LibraryError: the library can't be read.
        NotFound: the figure that the question is about is gone.
    """
    name = EXCERPTS if model is None else model.capabilities.name
    builder = AnswerBuilder(question, conversation, library, name)
    figure = figure_asked_about(options, library)
    resolved = limited_to(resolve(question, conversation), options.documents)
    if figure is not None:
        options, resolved = in_its_document(options, figure), about_figure(resolved, figure, builder)
    searcher = Searcher(library, text_embedder, image_embedder, options.documents, options.without)
    if resolved.wish is not FigureWish.NOTHING:
        yield EvidenceFound((), tuple(placed.figure for placed in resolved.figures), 0.0)
        yield from figure_reply(resolved, builder)
        yield builder.finish()
        return
    evidence = find_evidence(resolved, searcher)
    builder.retrieve_s = evidence.seconds
    considered = tuple(each.figure for each in evidence.figures)
    yield EvidenceFound(tuple(each.passage for each in evidence.passages), considered, evidence.seconds)
    if model is None or not evidence.passages:
        # A model that is given nothing to read would answer from what it happens to remember.
        yield from _with_excerpts(evidence, searcher, builder, options, cancel)
    else:
        written = ModelAnswer(model, evidence, searcher, builder=builder, options=options, cancel=cancel)
        yield from _with_model(written, conversation, builder, evidence, options)


def _with_excerpts(
    evidence: Evidence, searcher: Searcher, builder: AnswerBuilder, options: AnswerOptions, cancel: CancelToken
) -> Iterator[AnswerEvent]:
    stopped = False
    try:
        if options.about:
            yield from figure_excerpts(evidence, searcher.library, builder, options)
        else:
            yield from excerpts_answer(evidence, searcher, builder, eagerness=options.eagerness, cancel=cancel)
    except Cancelled:
        stopped = True
    unshown = unshown_figures(evidence, options.eagerness, builder)
    yield builder.finish(unshown, uncited_passages(evidence, builder), stopped=stopped)


def _with_model(
    written: ModelAnswer,
    conversation: Conversation,
    builder: AnswerBuilder,
    evidence: Evidence,
    options: AnswerOptions,
) -> Iterator[AnswerEvent]:
    stopped = False
    try:
        yield from written.events(conversation.turns)
    except Cancelled:
        stopped = True
        yield from written.rest()
    except ModelError as error:
        yield from written.rest()
        if not builder.paragraphs:
            raise
        written.notice = str(error)
        yield AnswerNotice(written.notice)
    if options.about:
        yield from show_at_first(evidence, builder, options)
    yield builder.finish(
        unshown_figures(evidence, options.eagerness, builder),
        uncited_passages(evidence, builder),
        finished=written.finished,
        stopped=stopped,
        notice=written.notice,
        prompt=written.record,
    )
