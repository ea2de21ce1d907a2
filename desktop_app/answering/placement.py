"""Placing figures at the paragraphs they support, and showing none where none helps.

Whether a figure is shown depends on its chance to help with the question; where it stands, on how well it fits each
paragraph. While an answer streams, a figure is shown at the first paragraph that clearly speaks of it; what is left
when the answer is complete goes to the best paragraphs by assignment (Kuhn 1955, "The Hungarian method").
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop_app.answering.conversation_references import named_labels
from desktop_app.answering.figure_ranking import RankedFigure
from desktop_app.answering.figure_weights import CLOSE_BEHIND, SHOW_THRESHOLDS
from desktop_app.answering.options import FigureEagerness
from desktop_app.answering.retrieval import Searcher, vector_trust
from desktop_app.answering.text_terms import coverage, likeness, terms
from desktop_app.domain.documents import Figure, Passage
from desktop_app.domain.jobs import CancelToken
from desktop_app.domain.ports import VectorField

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Vectors = NDArray[numpy.float32]

MOST_FIGURES = {
    FigureEagerness.NONE: 0,
    FigureEagerness.FEW: 1,
    FigureEagerness.NORMAL: 3,
    FigureEagerness.MANY: 5,
}
CERTAIN = 1.0
"""The score of figures that the question names; no other has it."""
CLEAR_FIT = 0.5
"""From this fit on a paragraph speaks of a figure for certain, and need not wait for the paragraphs after it."""
NO_PLACE = -1.0
_DEPTH = 100


@dataclass(frozen=True, slots=True)
class Placement:
    """A figure after a paragraph."""

    ranked: RankedFigure
    after_paragraph: int


@dataclass(frozen=True, slots=True)
class FinishedParagraph:
    """A paragraph that will not change, and the passages it is known to rest on."""

    index: int
    text: str
    passages: tuple[Passage, ...] = ()


def figures_to_show(candidates: Sequence[RankedFigure], eagerness: FigureEagerness) -> tuple[RankedFigure, ...]:
    """The candidates that are worth showing, best first; often none.

    What the question names is shown, and nothing else then. Otherwise the best one needs a chance above the threshold
    of this eagerness, and others a strength close behind it.
    """
    most = MOST_FIGURES[eagerness]
    if not most or not candidates:
        return ()
    named = [each for each in candidates if each.score == CERTAIN]
    if named:
        return tuple(named[:most])
    best = candidates[0]
    if best.score < SHOW_THRESHOLDS[eagerness.value]:
        return ()
    close = CLOSE_BEHIND[eagerness.value]
    return tuple(each for each in candidates[:most] if best.strength - each.strength <= close)


class ParagraphFits:
    """How well figures fit paragraphs, 0 to 1: mentions, sources, words, and vectors."""

    def __init__(self, figures: Sequence[Figure], searcher: Searcher, cancel: CancelToken) -> None:
        self._figures = tuple(figures)
        self._searcher = searcher
        self._cancel = cancel
        self._terms = {figure.id: _figure_terms(figure) for figure in figures}

    def fits(self, paragraph: FinishedParagraph) -> list[float]:
        """The fit of each figure to a paragraph, in the figures' order."""
        if not self._figures:
            return []
        wanted = terms(paragraph.text)
        similar = self._similarities(paragraph.text, wanted)
        labels = frozenset(named_labels(paragraph.text))
        found = []
        for figure in self._figures:
            source = _source_tie(figure, paragraph, labels)
            words = coverage(wanted, self._terms[figure.id])
            found.append(0.5 * source + 0.35 * similar.get(figure.id, 0.0) + 0.15 * words)
        return found

    def _similarities(self, text: str, wanted: Sequence[str]) -> dict[str, float]:
        """Cosines by figure; of shared terms with the caption as far as the text's vector can't be relied on."""
        embedder = self._searcher.text_embedder
        trust = vector_trust(text, embedder)
        alike = {f.id: (1.0 - trust) * likeness(wanted, terms(f.caption)) for f in self._figures if trust < 1.0}
        if not trust:
            return alike
        vector: Vectors = embedder.embed_passages([text], self._cancel)[0]
        documents = {figure.document_id for figure in self._figures}
        best: dict[str, float] = {}
        for field in (VectorField.FIGURE_CAPTION, VectorField.FIGURE_CONTEXT):
            hits = self._searcher.library.figures_by_vector(vector, field, embedder.name, _DEPTH, documents)
            for hit in hits:
                best[hit.id] = max(best.get(hit.id, 0.0), hit.score)
        return {each: trust * score + alike.get(each, 0.0) for each, score in best.items()}


def _figure_terms(figure: Figure) -> list[str]:
    return terms(" ".join((figure.caption, figure.inside, *(mention.text for mention in figure.mentions))))


def _source_tie(figure: Figure, paragraph: FinishedParagraph, labels: frozenset[str]) -> float:
    """1 where the paragraph names the figure, less where its source mentions it or stands on the same page."""
    same_document = not paragraph.passages or any(p.document_id == figure.document_id for p in paragraph.passages)
    if figure.label in labels and same_document:
        return 1.0
    mentioning = {mention.passage_id for mention in figure.mentions}
    if any(passage.id in mentioning for passage in paragraph.passages):
        return 0.7
    pages = {(p.document_id, region.page) for p in paragraph.passages for region in p.regions}
    return 0.4 if (figure.document_id, figure.page) in pages else 0.0


class FigurePlacer:
    """Places figures while an answer is written; each figure once, at most one after a paragraph while streaming."""

    def __init__(self, figures: Sequence[RankedFigure], fits: ParagraphFits) -> None:
        """Takes the figures that are to be shown; `fits` knows the same figures in the same order."""
        self._waiting = list(figures)
        self._order = [each.figure.id for each in figures]
        self._fits = fits
        self._rows: list[tuple[int, list[float]]] = []
        self._taken: set[int] = set()

    def paragraph_finished(self, paragraph: FinishedParagraph) -> tuple[Placement, ...]:
        """The figure that clearly belongs to this paragraph, if any does."""
        if not self._waiting:
            return ()
        fits = self.consider(paragraph)
        best = max(self._waiting, key=lambda each: fits[self._order.index(each.figure.id)])
        if fits[self._order.index(best.figure.id)] < CLEAR_FIT:
            return ()
        self._waiting.remove(best)
        self._taken.add(paragraph.index)
        return (Placement(best, paragraph.index),)

    def consider(self, paragraph: FinishedParagraph) -> list[float]:
        """Notes how well the figures fit a paragraph, placing none yet; for texts that are complete."""
        fits = self._fits.fits(paragraph)
        self._rows.append((paragraph.index, fits))
        return fits

    def forget(self, figure_id: str) -> None:
        """Leaves out a figure that was placed by other means."""
        self._waiting = [each for each in self._waiting if each.figure.id != figure_id]

    @property
    def waiting(self) -> bool:
        """Whether a figure is still without a place."""
        return bool(self._waiting)

    def finish(self, extra: Mapping[int, Mapping[str, float]] | None = None) -> tuple[Placement, ...]:
        """The figures still waiting, at the paragraphs they fit best, in the order of the text.

        Args:
            extra: what to add to the fit of figures, by their ids, at paragraphs, by their indexes.
        """
        if not self._waiting or not self._rows:
            return ()
        free = [row for row in self._rows if row[0] not in self._taken] or self._rows
        more = extra or {}
        scores = [
            [
                fits[self._order.index(each.figure.id)] + more.get(index, {}).get(each.figure.id, 0.0)
                for index, fits in free
            ]
            for each in self._waiting
        ]
        pairs = dict(best_assignment(scores))
        placed = []
        for number, each in enumerate(self._waiting):
            column = pairs.get(number, max(range(len(free)), key=scores[number].__getitem__))
            placed.append(Placement(each, free[column][0]))
        self._waiting = []
        return tuple(sorted(placed, key=lambda placement: placement.after_paragraph))


def best_assignment(scores: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """Pairs of row and column, each used once, with the greatest sum of scores.

    Args:
        scores: a rectangular matrix, shape [rows][columns]; the shorter side is used up.

    The Hungarian method by shortest augmenting paths (Jonker and Volgenant 1987), O(rows² · columns).
    """
    if not scores or not scores[0]:
        return []
    rows, columns = len(scores), len(scores[0])
    if rows > columns:
        turned = [[scores[row][column] for row in range(rows)] for column in range(columns)]
        return sorted((row, column) for column, row in best_assignment(turned))
    row_price = [0.0] * (rows + 1)
    column_price = [0.0] * (columns + 1)
    row_of = [0] * (columns + 1)
    for row in range(1, rows + 1):
        _augment(scores, row, row_of, row_price, column_price)
    return sorted((row_of[column] - 1, column - 1) for column in range(1, columns + 1) if row_of[column])


def _augment(
    scores: Sequence[Sequence[float]],
    row: int,
    row_of: list[int],
    row_price: list[float],
    column_price: list[float],
) -> None:
    """Adds one row to a best partial assignment; rows and columns count from 1, column 0 is the start."""
    columns = len(column_price) - 1
    slack = [float("inf")] * (columns + 1)
    came_from = [0] * (columns + 1)
    visited = [False] * (columns + 1)
    row_of[0] = row
    column = 0
    while row_of[column]:
        visited[column] = True
        here = row_of[column]
        for other in range(1, columns + 1):
            if visited[other]:
                continue
            cost = -scores[here - 1][other - 1] - row_price[here] - column_price[other]
            if cost < slack[other]:
                slack[other], came_from[other] = cost, column
        following = min((c for c in range(1, columns + 1) if not visited[c]), key=slack.__getitem__)
        step = slack[following]
        for other in range(columns + 1):
            if visited[other]:
                row_price[row_of[other]] += step
                column_price[other] -= step
            else:
                slack[other] -= step
        column = following
    while column:
        row_of[column] = row_of[came_from[column]]
        column = came_from[column]
