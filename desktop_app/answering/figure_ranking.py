"""Ranking figures for a question: the evidence of each field, fused, and the chance that showing it helps.

Each figure gets a row of evidence between 0 and 1. A weighted sum of it is the figure's *strength*; a logistic model
over the strength and the lead over its rivals is its *score*, the probability that a reader asking this would want
to see it. All weights are in `figure_weights`.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from desktop_app.answering.figure_weights import EVIDENCE_WEIGHTS, SHOW_WEIGHTS
from desktop_app.answering.retrieval import (
    SEARCH_DEPTH,
    RankedPassage,
    Searcher,
    Signal,
    content_words,
    relative_scores,
    spread_scores,
)
from desktop_app.domain.documents import Figure
from desktop_app.domain.ports import FigureField, Hit, VectorField

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Vectors = NDArray[numpy.float32]

FIGURES_KEPT = 8
"""How many candidates are offered to placement and prompts."""

_WORD_FIELDS = (
    (Signal.CAPTION_WORDS, FigureField.CAPTION),
    (Signal.MENTION_WORDS, FigureField.MENTIONS),
    (Signal.INSIDE_WORDS, FigureField.INSIDE),
    (Signal.HEADING_WORDS, FigureField.HEADINGS),
    (Signal.NEARBY_WORDS, FigureField.NEARBY),
)
_VECTOR_FIELDS = (
    (Signal.CAPTION_VECTORS, VectorField.FIGURE_CAPTION),
    (Signal.CONTEXT_VECTORS, VectorField.FIGURE_CONTEXT),
)


@dataclass(frozen=True, slots=True)
class FigureEvidence:
    """What speaks for a figure; every value between 0 and 1."""

    caption_words: float = 0.0
    mention_words: float = 0.0
    inside_words: float = 0.0
    heading_words: float = 0.0
    nearby_words: float = 0.0
    caption_similarity: float = 0.0
    context_similarity: float = 0.0
    picture_similarity: float = 0.0
    mention_tie: float = 0.0
    page_tie: float = 0.0

    def strength(self, weights: Mapping[str, float] = EVIDENCE_WEIGHTS) -> float:
        """The weighted sum of the evidence."""
        return sum(weight * float(getattr(self, name)) for name, weight in weights.items())


EVIDENCE_NAMES = tuple(each.name for each in fields(FigureEvidence))


@dataclass(frozen=True, slots=True)
class RankedFigure:
    """A figure, the chance that it helps (0 to 1), and the evidence it rests on."""

    figure: Figure
    score: float
    strength: float
    evidence: FigureEvidence


def gather_evidence(
    query: str, vector: Vectors, passages: Sequence[RankedPassage], searcher: Searcher
) -> list[tuple[Figure, FigureEvidence]]:
    """Every figure that some field or vector brings up, with its evidence, in no particular order.

    Args:
        query: plain words.
        vector: of the query by `searcher.text_embedder`, shape [dimension].
        passages: what was found for the same query.
        searcher: the library and what to use of it.
    """
    texts = " ".join(content_words(query))
    words = {
        field: relative_scores(searcher.library.figures_by_text(texts, [field], SEARCH_DEPTH, searcher.documents))
        for signal, field in _WORD_FIELDS
        if searcher.uses(signal)
    }
    vectors = {
        field: _similarities(
            searcher.library.figures_by_vector(
                vector, field, searcher.text_embedder.name, SEARCH_DEPTH, searcher.documents
            )
        )
        for signal, field in _VECTOR_FIELDS
        if searcher.uses(signal)
    }
    pictures = _picture_similarities(query, searcher)
    ids = sorted({each for scores in (*words.values(), *vectors.values(), pictures) for each in scores})
    ties = _Ties(passages)
    found = []
    for figure in searcher.library.figures(ids):
        evidence = FigureEvidence(
            caption_words=words.get(FigureField.CAPTION, {}).get(figure.id, 0.0),
            mention_words=words.get(FigureField.MENTIONS, {}).get(figure.id, 0.0),
            inside_words=words.get(FigureField.INSIDE, {}).get(figure.id, 0.0),
            heading_words=words.get(FigureField.HEADINGS, {}).get(figure.id, 0.0),
            nearby_words=words.get(FigureField.NEARBY, {}).get(figure.id, 0.0),
            caption_similarity=vectors.get(VectorField.FIGURE_CAPTION, {}).get(figure.id, 0.0),
            context_similarity=vectors.get(VectorField.FIGURE_CONTEXT, {}).get(figure.id, 0.0),
            picture_similarity=pictures.get(figure.id, 0.0),
            mention_tie=ties.by_mention(figure) if searcher.uses(Signal.MENTION_TIE) else 0.0,
            page_tie=ties.by_page(figure) if searcher.uses(Signal.PAGE_TIE) else 0.0,
        )
        found.append((figure, evidence))
    return found


def rank_figures(
    found: Sequence[tuple[Figure, FigureEvidence]], *, limit: int = FIGURES_KEPT
) -> tuple[RankedFigure, ...]:
    """The figures with their chances to help, best first."""
    strengths = sorted(((evidence.strength(), figure.id) for figure, evidence in found), reverse=True)
    ranked = []
    for figure, evidence in found:
        strength = evidence.strength()
        rivals = [other for other, each in strengths[:2] if each != figure.id]
        lead = strength - max(rivals, default=0.0)
        ranked.append(RankedFigure(figure, show_chance(strength, lead), strength, evidence))
    ranked.sort(key=lambda each: (-each.strength, each.figure.id))
    return tuple(ranked[:limit])


def show_chance(strength: float, lead: float) -> float:
    """The probability that a figure helps, from its strength and its lead over the best rival."""
    logit = SHOW_WEIGHTS["intercept"] + SHOW_WEIGHTS["strength"] * strength + SHOW_WEIGHTS["lead"] * lead
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, logit))))


class _Ties:
    """How closely figures hang together with the passages that were found."""

    def __init__(self, passages: Sequence[RankedPassage]) -> None:
        self._by_id = {each.passage.id: each.score for each in passages}
        self._by_page: dict[tuple[str, int], float] = {}
        for each in passages:
            for region in each.passage.regions:
                key = (each.passage.document_id, region.page)
                self._by_page[key] = max(self._by_page.get(key, 0.0), each.score)

    def by_mention(self, figure: Figure) -> float:
        """The score of the best passage that mentions the figure."""
        return max((self._by_id.get(mention.passage_id, 0.0) for mention in figure.mentions), default=0.0)

    def by_page(self, figure: Figure) -> float:
        """The score of the best passage on the figure's page."""
        return self._by_page.get((figure.document_id, figure.page), 0.0)


def _similarities(hits: Collection[Hit]) -> dict[str, float]:
    return {hit.id: max(0.0, min(1.0, hit.score)) for hit in hits}


def _picture_similarities(query: str, searcher: Searcher) -> dict[str, float]:
    """CLIP similarity of query and picture, spread per query: its absolute values mean little."""
    embedder = searcher.image_embedder
    if embedder is None or not searcher.uses(Signal.PICTURE_VECTORS):
        return {}
    hits = searcher.library.figures_by_vector(
        embedder.embed_query(query), VectorField.FIGURE_IMAGE, embedder.name, SEARCH_DEPTH, searcher.documents
    )
    return spread_scores(hits)
