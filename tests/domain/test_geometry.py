from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.geometry import Box, Region, as_displayed

coordinate = st.floats(-1000, 1000, allow_nan=False)
boxes = st.builds(Box.of, coordinate, coordinate, coordinate, coordinate)


def test_measures() -> None:
    box = Box.of(10, 40, 0, 20)
    assert box == (0, 20, 10, 40)
    assert (box.width, box.height, box.area, box.centre) == (10, 20, 200, (5, 30))
    assert Region(3, box).box.grown(1) == (-1, 19, 11, 41)


def test_around_needs_a_box() -> None:
    with pytest.raises(ValueError, match="no box"):
        Box.around([])


@given(boxes, boxes)
def test_around_holds_both(a: Box, b: Box) -> None:
    around = Box.around([a, b])
    assert a.clipped(around) == a
    assert b.clipped(around) == b


@given(boxes, boxes)
def test_iou_is_a_symmetric_share(a: Box, b: Box) -> None:
    assert 0 <= a.iou(b) <= 1
    assert a.iou(b) == b.iou(a)


@given(boxes, boxes)
def test_boxes_that_overlap_touch(a: Box, b: Box) -> None:
    if a.overlap(b) > 0:
        assert a.touches(b)


def test_share_inside() -> None:
    assert Box(0, 0, 10, 10).share_inside(Box(5, 0, 20, 10)) == 0.5
    assert Box(0, 0, 0, 10).share_inside(Box(0, 0, 20, 10)) == 0
    assert Box(0, 0, 0, 0).iou(Box(1, 1, 1, 1)) == 0


def test_touches_with_a_gap() -> None:
    assert not Box(0, 0, 10, 10).touches(Box(12, 0, 20, 10))
    assert Box(0, 0, 10, 10).touches(Box(12, 0, 20, 10), gap=2)


def test_clipping_boxes_apart_leaves_no_extent() -> None:
    assert Box(0, 0, 10, 10).clipped(Box(20, 20, 30, 30)).area == 0


@given(boxes, st.sampled_from([0, 90, 180, 270, 360, -90]))
def test_turning_back_gives_the_box(box: Box, rotation: int) -> None:
    shown = as_displayed(box, 600, 800, rotation)
    sideways = rotation % 180 != 0
    back = as_displayed(shown, 800 if sideways else 600, 600 if sideways else 800, -rotation)
    assert back == pytest.approx(box, abs=1e-6)


def test_a_quarter_turn_moves_the_top_left_to_the_top_right() -> None:
    assert as_displayed(Box(0, 0, 10, 20), 600, 800, 90) == (780, 0, 800, 10)
