"""Finding figures by words, for people who look for a figure and not for an answer."""

from __future__ import annotations

from desktop_app.answering.figure_ranking import RankedFigure, gather_evidence, rank_figures
from desktop_app.answering.retrieval import Searcher, find_passages
from desktop_app.domain.jobs import CancelToken

LEAST_SIMILARITY = 0.35
"""The cosine of words and caption, or words and surroundings, from which a figure fits words that it does not hold."""


def find_figures(query: str, searcher: Searcher, *, limit: int, cancel: CancelToken) -> tuple[RankedFigure, ...]:
    """The figures that fit some words, best first; the same evidence as in an answer.

    Raises:
        Cancelled: `cancel` was set.
    """
    cancel.raise_if_cancelled()
    vector = searcher.text_embedder.embed_query(query)
    cancel.raise_if_cancelled()
    passages = find_passages(query, vector, searcher)
    cancel.raise_if_cancelled()
    evidence = gather_evidence(query, vector, passages, searcher)
    return rank_figures(evidence, question=query, passages=passages, limit=limit)


def fits_words(ranked: RankedFigure) -> bool:
    """Whether a figure itself fits the words that it was found for, and does not only stand near what does.

    The words stand in its caption, inside or next to it, or its caption or surroundings mean nearly the same.
    """
    evidence = ranked.evidence
    holds = evidence.caption_words or evidence.inside_words or evidence.nearby_words
    return bool(holds) or max(evidence.caption_similarity, evidence.context_similarity) >= LEAST_SIMILARITY
