"""Ranking figures for a question: the evidence of each field, fused, and the chance that showing it helps.

Each figure gets a row of evidence between 0 and 1. A weighted sum of it is the figure's *strength*; a logistic model
over the strength, the lead over its rivals, the form of the question, and what figure and text each hold of its words
is its *score*, the probability that a reader asking this would want to see it. All weights are in `figure_weights`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter, mul
from typing import TYPE_CHECKING

import msgspec

from desktop_app.answering.figure_weights import EVIDENCE_WEIGHTS, SHOW_INTERCEPT, SHOW_WEIGHTS
from desktop_app.answering.question_form import QuestionForm, question_form
from desktop_app.answering.retrieval import (
    SEARCH_DEPTH,
    RankedPassage,
    Searcher,
    relative_scores,
    search_text,
    spread_scores,
    vector_trust,
)
from desktop_app.answering.signals import Signal
from desktop_app.answering.text_terms import asked_terms, coverage, likeness, terms
from desktop_app.domain.documents import Figure, FigureKind
from desktop_app.domain.ports import FigureField, Hit, VectorField

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Vectors = NDArray[numpy.float32]

WordHits = Mapping[FigureField, Sequence[Hit]]

FIGURES_KEPT = 8
"""How many candidates are offered to placement and prompts."""

VECTOR_DEPTH = 80
"""How many figures each kind of vector brings up."""
LEAD_THAT_COUNTS = 1.0
"""A lead beyond this says nothing more."""
PASSAGES_THAT_COUNT = 3
"""So many of the best passages say whether text alone answers."""
STAND_IN_SHARE = 0.6
"""What the words next to a figure without caption count beside a caption."""
PAGE_SHARES = {0: 1.0, -1: 0.8, 1: 0.8, -2: 0.6}
"""What a passage counts for a figure so many pages after it."""

_WORD_FIELDS = (
    (Signal.CAPTION_WORDS, FigureField.CAPTION),
    (Signal.INSIDE_WORDS, FigureField.INSIDE),
    (Signal.NEARBY_WORDS, FigureField.NEARBY),
)
_VECTOR_FIELDS = (
    (Signal.CAPTION_VECTORS, VectorField.FIGURE_CAPTION),
    (Signal.CONTEXT_VECTORS, VectorField.FIGURE_CONTEXT),
)


class FigureEvidence(msgspec.Struct, frozen=True):
    """What speaks for a figure; every value between 0 and 1."""

    caption_words: float = 0.0
    inside_words: float = 0.0
    nearby_words: float = 0.0
    caption_similarity: float = 0.0
    context_similarity: float = 0.0
    picture_similarity: float = 0.0
    mention_tie: float = 0.0
    page_tie: float = 0.0
    best_tie: float = 0.0
    section_tie: float = 0.0
    document_tie: float = 0.0
    table: float = 0.0

    def strength(self) -> float:
        """The weighted sum of the evidence."""
        return float(sum(map(mul, EVIDENCE_WEIGHTS.values(), _weighted_evidence(self))))


_weighted_evidence = attrgetter(*EVIDENCE_WEIGHTS)
EVIDENCE_NAMES = FigureEvidence.__struct_fields__


@dataclass(frozen=True, slots=True)
class RankedFigure:
    """A figure, the chance that it helps (0 to 1), and the evidence it rests on."""

    figure: Figure
    score: float
    strength: float
    evidence: FigureEvidence


def figures_by_words(query: str, searcher: Searcher) -> WordHits:
    """What the word index has for a query in each field; needs no vector of it."""
    text = search_text(query)
    return {
        field: searcher.library.figures_by_text(text, [field], SEARCH_DEPTH, searcher.documents)
        for signal, field in _WORD_FIELDS
        if searcher.uses(signal)
    }


def gather_evidence(
    query: str,
    vector: Vectors,
    passages: Sequence[RankedPassage],
    searcher: Searcher,
    *,
    by_words: Callable[[], WordHits] | None = None,
) -> list[tuple[Figure, FigureEvidence]]:
    """Every figure that some field or vector brings up, with its evidence, in no particular order.

    Args:
        query: plain words.
        vector: of the query by `searcher.text_embedder`, shape [dimension].
        passages: what was found for the same query.
        searcher: the library and what to use of it.
        by_words: gives `figures_by_words` of the query where that is being searched for already.
    """
    meaning = _Meaning(query, vector, searcher)
    hits = by_words() if by_words else figures_by_words(query, searcher)
    words = {field: relative_scores(found) for field, found in hits.items()}
    pictures = _picture_similarities(query, searcher) if meaning.trust else {}
    ids = sorted({each for scores in (*words.values(), *meaning.scores(), pictures) for each in scores})
    ties = _Ties(passages, searcher)
    tables = searcher.uses(Signal.KIND)
    inside, nearby = words.get(FigureField.INSIDE, {}), words.get(FigureField.NEARBY, {})
    return [
        (
            figure,
            FigureEvidence(
                _caption_words(figure, words),
                inside.get(figure.id, 0.0),
                nearby.get(figure.id, 0.0),
                meaning.of_caption(figure),
                meaning.of_context(figure),
                pictures.get(figure.id, 0.0),
                *ties.of(figure),
                table=float(tables and figure.kind is FigureKind.TABLE),
            ),
        )
        for figure in searcher.library.figures(ids)
    ]


def rank_figures(
    found: Sequence[tuple[Figure, FigureEvidence]],
    *,
    question: str = "",
    form: QuestionForm | None = None,
    passages: Sequence[RankedPassage] = (),
    limit: int = FIGURES_KEPT,
) -> tuple[RankedFigure, ...]:
    """The figures with their chances to help, best first.

    Args:
        found: the candidates with their evidence.
        question: in the user's words; says whether a figure is wanted at all.
        form: of the question; told by its words alone where it is not given.
        passages: what was found for it, best first; say whether text alone answers it.
        limit: how many figures at most.
    """
    ranked = sorted(((evidence.strength(), figure, evidence) for figure, evidence in found), key=_best_first)
    strengths = [strength for strength, _, _ in ranked[:2]]
    signs = ShowSigns(question, form or question_form(question), passages)
    result = []
    for place, (strength, figure, evidence) in enumerate(ranked[:limit]):
        rival = strengths[0] if place else strengths[-1] if len(strengths) > 1 else 0.0
        chance = show_chance(signs.values(figure, strength, strength - rival))
        result.append(RankedFigure(figure, chance, strength, evidence))
    return tuple(result)


def _best_first(ranked: tuple[float, Figure, FigureEvidence]) -> tuple[float, str]:
    return -ranked[0], ranked[1].id


def show_chance(values: Mapping[str, float]) -> float:
    """The probability that a figure helps, from its `ShowSigns.values`."""
    logit = SHOW_INTERCEPT + sum(weight * values[name] for name, weight in SHOW_WEIGHTS.items())
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, logit))))


class ShowSigns:
    """What tells, beside the strength of its evidence, whether a figure should be shown for a question."""

    NAMES = ("strength", "lead", "see", "relation", "fact", "visual", "table", "figure_share", "text_share")

    def __init__(self, question: str, form: QuestionForm, passages: Sequence[RankedPassage]) -> None:
        self._form = form
        self._terms = asked_terms(question)
        best = passages[:PASSAGES_THAT_COUNT]
        self._text_share = max((coverage(self._terms, terms(each.passage.text)) for each in best), default=0.0)

    def values(self, figure: Figure, strength: float, lead: float) -> dict[str, float]:
        """The values of the show model, by `NAMES`.

        Args:
            figure: the candidate.
            strength: the weighted sum of its evidence.
            lead: how far it is ahead of its best rival; below 0 where it is behind.

        `figure_share` is how many of the question's words stand in the figure's caption and mentions, `text_share` how
        many stand in one of the best passages: where the text has them all and the figure none, text answers.
        """
        about = " ".join((figure.caption, *(mention.text for mention in figure.mentions)))
        values = (
            strength,
            min(LEAD_THAT_COUNTS, lead),
            self._form.see,
            self._form.relation,
            self._form.fact,
            self._form.visual,
            float(figure.kind is FigureKind.TABLE),
            coverage(self._terms, terms(about)),
            self._text_share,
        )
        return dict(zip(self.NAMES, values, strict=True))


def _caption_words(figure: Figure, words: Mapping[FigureField, Mapping[str, float]]) -> float:
    """BM25 of the caption; of the words next to the figure, for less, where it has none."""
    if figure.caption:
        return words.get(FigureField.CAPTION, {}).get(figure.id, 0.0)
    return STAND_IN_SHARE * words.get(FigureField.NEARBY, {}).get(figure.id, 0.0)


class _Ties:
    """How closely figures hang together with the passages that were found; a tie that is not used is 0."""

    def __init__(self, passages: Sequence[RankedPassage], searcher: Searcher) -> None:
        self._by_id = {each.passage.id: each.score for each in passages} if searcher.uses(Signal.MENTION_TIE) else {}
        self._near_page: dict[tuple[str, int], float] = {}
        self._by_section: dict[tuple[str, tuple[str, ...]], float] = {}
        for each in passages:
            if searcher.uses(Signal.PAGE_TIE):
                self._add_pages(each)
            section = (each.passage.document_id, each.passage.heading_path)
            if each.passage.heading_path and searcher.uses(Signal.SECTION_TIE):
                self._by_section[section] = max(self._by_section.get(section, 0.0), each.score)
        self._by_document = _document_shares(passages) if searcher.uses(Signal.DOCUMENT_TIE) else {}

    def _add_pages(self, found: RankedPassage) -> None:
        """The score of the best passage on a figure's page or, for less, near it: figures float."""
        document_id, near_page = found.passage.document_id, self._near_page
        for page in {region.page for region in found.passage.regions}:
            for away, share in PAGE_SHARES.items():
                key = (document_id, page - away)
                near_page[key] = max(near_page.get(key, 0.0), share * found.score)

    def of(self, figure: Figure) -> tuple[float, float, float, float, float]:
        """The ties by mention, by page, by the better of these two, by section, and by document."""
        document_id, by_id = figure.document_id, self._by_id
        mention = max([by_id.get(each.passage_id, 0.0) for each in figure.mentions], default=0.0)
        page = self._near_page.get((document_id, figure.page), 0.0)
        section = self._by_section.get((document_id, figure.heading_path), 0.0)
        return mention, page, max(mention, page), section, self._by_document.get(document_id, 0.0)


def _document_shares(passages: Sequence[RankedPassage]) -> dict[str, float]:
    """Which share of the squared scores the passages of each document have."""
    squares: dict[str, float] = {}
    for each in passages:
        document_id = each.passage.document_id
        squares[document_id] = squares.get(document_id, 0.0) + each.score**2
    total = sum(squares.values())
    return {document_id: square / total for document_id, square in squares.items()} if total > 0 else {}


class _Meaning:
    """How near figures are to a question by their vectors; by shared terms as far as its vector can't be relied on."""

    def __init__(self, query: str, vector: Vectors, searcher: Searcher) -> None:
        self.trust = vector_trust(query, searcher.text_embedder)
        self._terms = asked_terms(query)
        self._uses_captions = searcher.uses(Signal.CAPTION_VECTORS)
        library, name, documents = searcher.library, searcher.text_embedder.name, searcher.documents
        self._vectors = {
            field: _Similarities(
                library.figures_by_vector(vector, field, name, VECTOR_DEPTH, documents)
                if self.trust and searcher.uses(signal)
                else ()
            )
            for signal, field in _VECTOR_FIELDS
        }

    def scores(self) -> list[dict[str, float]]:
        """The cosines by figure, of each kind of vector."""
        return [each.scores for each in self._vectors.values()]

    def of_caption(self, figure: Figure) -> float:
        """Cosine of the caption; of the surroundings, for less, where there is none."""
        if not figure.caption:
            return STAND_IN_SHARE * self.of_context(figure)
        cosine = self.trust * self._vectors[VectorField.FIGURE_CAPTION].of(figure)
        if self.trust == 1.0 or not self._uses_captions:
            return cosine
        return cosine + (1.0 - self.trust) * likeness(self._terms, terms(figure.caption))

    def of_context(self, figure: Figure) -> float:
        """Cosine of caption, mentions and surroundings."""
        return self.trust * self._vectors[VectorField.FIGURE_CONTEXT].of(figure)


class _Similarities:
    """Cosines by id; a figure below the end of a list that was cut off counts as the last of it."""

    def __init__(self, hits: Sequence[Hit] = ()) -> None:
        self.scores = {hit.id: max(0.0, min(1.0, hit.score)) for hit in hits}
        self._floor = min(self.scores.values(), default=0.0) if len(hits) >= VECTOR_DEPTH else 0.0

    def of(self, figure: Figure) -> float:
        return self.scores.get(figure.id, self._floor)


def _picture_similarities(query: str, searcher: Searcher) -> dict[str, float]:
    """CLIP similarity of query and picture, spread per query: its absolute values mean little."""
    embedder = searcher.image_embedder
    if embedder is None or not searcher.uses(Signal.PICTURE_VECTORS):
        return {}
    hits = searcher.library.figures_by_vector(
        embedder.embed_query(query), VectorField.FIGURE_IMAGE, embedder.name, SEARCH_DEPTH, searcher.documents
    )
    return spread_scores(hits)
