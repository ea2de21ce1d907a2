"""The measures of figure retrieval and placement, each a pure function of one question or one answer.

Means over questions are taken by `run`. Figures are named by any hashable id.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass

from desktop_app.answering.placement import best_assignment

BEST_GRADE = 3
WRONG_IMAGE = -1.0


@dataclass(frozen=True, slots=True)
class ImageReferenceScores:
    """Contextual image reference as ImageRef-VL defines it (arXiv 2501.12418, `ipp_eval.py`), of one answer.

    Attributes:
        recall_all: share of all graded places that were hit.
        recall_best: share of the places graded 3 that were hit.
        precision: share of the images placed that are graded where they stand.
        f1: of precision and recall_best.
        position: grades of the hits less 1 for each wrong image, over the best sum that could be had.
    """

    recall_all: float
    recall_best: float
    precision: float
    f1: float
    position: float


def image_reference_scores(
    placed: Collection[tuple[int, str]], gold: Mapping[int, Mapping[str, int]]
) -> ImageReferenceScores:
    """Scores the images of an answer.

    Args:
        placed: position (the paragraph an image stands after) and image.
        gold: for each position the images that fit there, graded 3, 2 or 1.

    A recall without anything to find, and the precision of no image, are 1 where that is right and 0 where it isn't.
    """
    graded = {(position, image): grade for position, images in gold.items() for image, grade in images.items()}
    hits = [graded[pair] for pair in placed if pair in graded]
    wrong = len(placed) - len(hits)
    to_find = {image for _, image in graded}
    found = {image for position, image in placed if (position, image) in graded}
    best = {image for (_, image), grade in graded.items() if grade == BEST_GRADE}
    found_best = {image for position, image in placed if graded.get((position, image)) == BEST_GRADE}
    recall_all = len(found) / len(to_find) if to_find else 1.0
    recall_best = len(found_best) / len(best) if best else 1.0
    precision = len(hits) / len(placed) if placed else float(not to_find)
    best_sum = _best_sum(gold)
    position = (sum(hits) + WRONG_IMAGE * wrong) / best_sum if best_sum else float(not placed)
    return ImageReferenceScores(recall_all, recall_best, precision, f1(precision, recall_best), position)


def _best_sum(gold: Mapping[int, Mapping[str, int]]) -> float:
    """The greatest sum of grades with one image at a position and each image once."""
    images = list(dict.fromkeys(image for graded in gold.values() for image in graded))
    positions = list(gold)
    scores = [[float(gold[position].get(image, 0)) for image in images] for position in positions]
    return sum(scores[row][column] for row, column in best_assignment(scores))


def f1(precision: float, recall: float) -> float:
    """The harmonic mean; 0 where both are 0."""
    return 2 * precision * recall / (precision + recall) if precision + recall > 0 else 0.0


def visual_source_f1(
    shown: Collection[Hashable],
    gold: Collection[Hashable],
    also_fine: Collection[Hashable] = (),
    *,
    several: bool = False,
) -> float:
    """How well the figures shown fit a question that a figure answers (Visual Source F1, after VinQA).

    Precision is the share of the figures shown that are gold or also fine. Recall is 1 if such a figure is shown
    where one is asked for, and the share of the gold shown where several are.

    Raises:
        ValueError: there is no gold; such questions count for `false_image`.
    """
    if not gold:
        raise ValueError("no gold figure")
    good = [figure for figure in shown if figure in gold or figure in also_fine]
    if not good:
        return 0.0
    recall = len(set(good) & set(gold)) / len(set(gold)) if several else 1.0
    return f1(len(good) / len(shown), recall)


def false_image(shown: Collection[Hashable]) -> float:
    """1 where a question that no figure answers was shown one."""
    return float(bool(shown))


def strays(named: Sequence[Hashable], offered: Collection[Hashable]) -> int:
    """How many of those named were not offered; repetitions count each time."""
    return sum(each not in offered for each in named)


def found_within(ranked: Sequence[Hashable], wanted: Collection[Hashable], k: int) -> float:
    """1 where something wanted is among the first `k`."""
    return float(any(each in wanted for each in ranked[:k]))


def reciprocal_rank(ranked: Sequence[Hashable], wanted: Collection[Hashable]) -> float:
    """1 over the rank, from 1, of the first that is wanted; 0 where none is."""
    return next((1.0 / rank for rank, each in enumerate(ranked, start=1) if each in wanted), 0.0)


def placement_error(stands_after: int, belongs_after: int) -> int:
    """Paragraphs between where a figure stands and where it should."""
    return abs(stands_after - belongs_after)


def mean(values: Collection[float]) -> float | None:
    """The arithmetic mean, None of nothing."""
    return sum(values) / len(values) if values else None
