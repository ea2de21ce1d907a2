from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.evaluation.metrics import (
    f1,
    false_image,
    found_within,
    image_reference_scores,
    mean,
    placement_error,
    reciprocal_rank,
    visual_source_f1,
)

GOLD = {0: {"a": 3, "b": 1}, 2: {"c": 2}}

positions = st.integers(0, 3)
images = st.sampled_from("abcde")
placements = st.sets(st.tuples(positions, images), max_size=6)
golds = st.dictionaries(positions, st.dictionaries(images, st.integers(1, 3), min_size=1, max_size=3), max_size=3)


def test_the_best_placement_has_full_marks() -> None:
    scores = image_reference_scores([(0, "a"), (2, "c")], GOLD)
    assert (scores.recall_best, scores.precision, scores.f1, scores.position) == (1, 1, 1, 1)
    assert scores.recall_all == pytest.approx(2 / 3)


def test_a_wrong_image_costs_precision_and_position() -> None:
    scores = image_reference_scores([(0, "a"), (1, "a")], GOLD)
    assert (scores.recall_best, scores.precision) == (1, 0.5)
    assert scores.position == pytest.approx((3 - 1) / (3 + 2))


def test_an_image_at_the_wrong_place_is_wrong() -> None:
    scores = image_reference_scores([(2, "a")], GOLD)
    assert (scores.recall_all, scores.precision, scores.f1, scores.position) == (0, 0, 0, pytest.approx(-1 / 5))


def test_where_nothing_fits_showing_nothing_is_right() -> None:
    assert image_reference_scores([], {}).position == 1
    shown = image_reference_scores([(0, "a")], {})
    assert (shown.precision, shown.position) == (0, 0)


def test_showing_nothing_where_something_fits_finds_nothing() -> None:
    scores = image_reference_scores([], GOLD)
    assert (scores.recall_all, scores.recall_best, scores.precision, scores.position) == (0, 0, 0, 0)


@given(placements, golds)
def test_shares_are_shares(placed: set[tuple[int, str]], gold: dict[int, dict[str, int]]) -> None:
    scores = image_reference_scores(placed, gold)
    for value in (scores.recall_all, scores.recall_best, scores.precision, scores.f1):
        assert 0 <= value <= 1


def test_f1_is_the_harmonic_mean() -> None:
    assert f1(1, 0.5) == pytest.approx(2 / 3)
    assert f1(0, 0) == 0


@pytest.mark.parametrize(
    ("shown", "several", "expected"),
    [
        (["a"], False, 1.0),
        (["a", "x"], False, 2 / 3),
        (["fine"], False, 1.0),
        (["x"], False, 0.0),
        ([], False, 0.0),
        (["a"], True, 2 / 3),
        (["a", "b"], True, 1.0),
    ],
)
def test_visual_source_f1(shown: list[str], several: bool, expected: float) -> None:
    assert visual_source_f1(shown, ["a", "b"], ["fine"], several=several) == pytest.approx(expected)


def test_visual_source_f1_needs_gold() -> None:
    with pytest.raises(ValueError, match="no gold"):
        visual_source_f1(["a"], [])


def test_ranks() -> None:
    assert found_within(["x", "a"], ["a"], 1) == 0
    assert found_within(["x", "a"], ["a"], 2) == 1
    assert reciprocal_rank(["x", "a"], ["a"]) == 0.5
    assert reciprocal_rank(["x"], ["a"]) == 0


def test_small_measures() -> None:
    assert (false_image([]), false_image(["a"])) == (0, 1)
    assert placement_error(1, 3) == placement_error(3, 1) == 2
    assert mean([1, 2]) == 1.5
    assert mean([]) is None
