"""Everything an answer rests on: the question made plain, the passages, and the candidate figures."""

from __future__ import annotations

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desktop_app.answering.conversation_references import ResolvedQuestion
from desktop_app.answering.figure_ranking import (
    FIGURES_KEPT,
    FigureEvidence,
    RankedFigure,
    figures_by_words,
    gather_evidence,
    rank_figures,
)
from desktop_app.answering.question_form import QuestionForm, question_form
from desktop_app.answering.retrieval import (
    PASSAGES_KEPT,
    SEARCH_DEPTH,
    RankedPassage,
    Searcher,
    find_passages,
    passages_by_words,
    vector_trust,
)
from desktop_app.answering.signals import Signal
from desktop_app.domain.documents import Figure

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Vectors = NDArray[numpy.float32]

_MENTIONS_KEPT = 2
COPIES_EXPECTED = 2
"""How many candidates may turn out to be copies before fewer are offered."""
_LABEL_DOCUMENTS = 3


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was found for a question.

    Attributes:
        vector: of the searched text, shape [dimension].
        figures: best first; figures that the question names come first, with a score of 1.
        seconds: how long finding it took.
    """

    question: ResolvedQuestion
    vector: Vectors
    passages: tuple[RankedPassage, ...]
    figures: tuple[RankedFigure, ...]
    seconds: float


def find_evidence(question: ResolvedQuestion, searcher: Searcher) -> Evidence:
    """Searches passages, ranks figures, and puts first what the question names."""
    began = time.perf_counter()
    query = question.search
    # Words are searched for while the vector of the question is made and compared: neither needs the other.
    with ThreadPoolExecutor(1, thread_name_prefix="word-search") as aside:
        passage_hits = aside.submit(passages_by_words, query, searcher)
        figure_hits = aside.submit(figures_by_words, query, searcher)
        vector = searcher.text_embedder.embed_query(query)
        deep = find_passages(query, vector, searcher, limit=SEARCH_DEPTH, by_words=passage_hits.result)
        gathered = gather_evidence(query, vector, deep, searcher, by_words=figure_hits.result)
    passages = deep[:PASSAGES_KEPT]
    found = [each for each in gathered if each[0].id not in question.turned_from]
    ranked = rank_figures(
        found,
        question=question.text,
        form=_form(question, vector, searcher),
        passages=passages,
        limit=FIGURES_KEPT + COPIES_EXPECTED,
    )
    figures = without_copies(_named_first(question, passages, ranked, searcher))[:FIGURES_KEPT]
    passages = _with_mentions(question, figures, passages, searcher)
    return Evidence(question, vector, passages, tuple(figures), time.perf_counter() - began)


def _form(question: ResolvedQuestion, vector: Vectors, searcher: Searcher) -> QuestionForm:
    if not searcher.uses(Signal.FORM):
        return QuestionForm()
    embedder = searcher.text_embedder
    own = vector if question.text == question.search else embedder.embed_query(question.text)
    form = question_form(question.text, own, embedder.name)
    return replace(form, visual=vector_trust(question.text, embedder) * form.visual)


def without_copies(ranked: Sequence[RankedFigure]) -> list[RankedFigure]:
    """The figures without those whose picture is that of a better one, byte for byte."""
    return list({each.figure.file: each for each in reversed(ranked)}.values())[::-1]


def _named_first(
    question: ResolvedQuestion,
    passages: Sequence[RankedPassage],
    ranked: Sequence[RankedFigure],
    searcher: Searcher,
) -> list[RankedFigure]:
    named = [placed.figure for placed in question.figures]
    named += _labelled(question, passages, ranked, searcher)
    if not named:
        return list(ranked)
    known = {each.figure.id: each for each in ranked}
    first = [
        replace(known[figure.id], score=1.0) if figure.id in known else RankedFigure(figure, 1.0, 0.0, FigureEvidence())
        for figure in named
    ]
    ids = {figure.id for figure in named}
    return first + [each for each in ranked if each.figure.id not in ids]


def _labelled(
    question: ResolvedQuestion,
    passages: Sequence[RankedPassage],
    ranked: Sequence[RankedFigure],
    searcher: Searcher,
) -> list[Figure]:
    """For each number the question names, the figure of that number in the document that fits best."""
    if not question.labels:
        return []
    documents = [placed.figure.document_id for placed in question.figures]
    documents += [document.id for document in searcher.library.documents() if _named_in(question.text, document.name)]
    documents += [each.passage.document_id for each in passages] + [each.figure.document_id for each in ranked]
    allowed = [d for d in dict.fromkeys(documents) if searcher.documents is None or d in searcher.documents]
    found: list[Figure] = []
    for label in question.labels:
        for document_id in allowed[:_LABEL_DOCUMENTS]:
            match = next((f for f in searcher.library.all_figures(document_id) if f.label == label), None)
            if match is not None:
                found.append(match)
                break
    return found


def _named_in(question: str, name: str) -> bool:
    return len(name) > 2 and name.lower() in question.lower()


def _with_mentions(
    question: ResolvedQuestion,
    figures: Sequence[RankedFigure],
    passages: tuple[RankedPassage, ...],
    searcher: Searcher,
) -> tuple[RankedPassage, ...]:
    """Puts first the passages that speak of the figures a question names."""
    if not question.figures and not question.labels:
        return passages
    wanted = [m.passage_id for each in figures if each.score == 1.0 for m in each.figure.mentions[:_MENTIONS_KEPT]]
    known = {each.passage.id: each for each in passages}
    spoken = [known.get(passage.id, RankedPassage(passage, 1.0)) for passage in searcher.library.passages(wanted)]
    ids = {each.passage.id for each in spoken}
    return (*spoken, *(each for each in passages if each.passage.id not in ids))[:PASSAGES_KEPT]
