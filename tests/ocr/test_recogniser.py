"""The real recogniser, with the models that come with it, on small pages that are drawn here."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from typing import Any

import numpy
import pytest

from desktop_app.domain.geometry import Box
from desktop_app.domain.page_content import RecognisedText
from desktop_app.ocr.recogniser import RapidOcrRecogniser

pytestmark = pytest.mark.heavy

SCALE = 200 / 72
LEFT = ["Remove the four screws", "that hold the cover, and", "lift it off the housing."]
RIGHT = ["Grease both bearings", "with a little lithium", "soap before assembly."]


@pytest.fixture(scope="module")
def recogniser() -> RapidOcrRecogniser:
    return RapidOcrRecogniser()


def pixels(draw: Callable[[Any], None], *, width: float = 320, height: float = 200, skew: float = 0.0) -> Any:
    """A drawn page as it comes to the recogniser."""
    import pymupdf

    page = pymupdf.open().new_page(width=width, height=height)
    draw(page)
    pixmap = page.get_pixmap(matrix=pymupdf.Matrix(SCALE, SCALE).prerotate(skew))
    grid = numpy.frombuffer(pixmap.samples, dtype=numpy.uint8).reshape(pixmap.height, pixmap.stride)
    return grid[:, : 3 * pixmap.width].reshape(pixmap.height, pixmap.width, 3)


def columns(page: Any) -> None:
    for n, (left, right) in enumerate(zip(LEFT, RIGHT, strict=True)):
        page.insert_text((20, 60 + 14 * n), left, fontsize=11)
        page.insert_text((180, 60 + 14 * n), right, fontsize=11)


def texts(found: RecognisedText) -> list[str]:
    return [line.text for line in found.lines]


def test_two_columns_with_their_places_and_sizes(recogniser: RapidOcrRecogniser) -> None:
    found = recogniser.recognise(pixels(columns), SCALE)
    blocks = {block: [line.text for line in found.lines if line.block == block] for block in (0, 1)}
    assert sorted(blocks.values()) == sorted([LEFT, RIGHT])
    assert {line.size for line in found.lines} == {found.lines[0].size}
    assert found.lines[0].size == pytest.approx(11, abs=1)
    first = next(line for line in found.lines if line.text == LEFT[0])
    assert first.upright
    assert first.box.iou(Box(20, 51, 139, 63)) > 0.75
    assert all(any(line.box.share_inside(box) > 0.7 for box in found.covered) for line in found.lines)


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_that_lies_another_way_is_read_all_the_same(recogniser: RapidOcrRecogniser, turn: int) -> None:
    """Turned counter-clockwise by `turn`, it has to be turned clockwise by as much to be read."""
    picture = numpy.ascontiguousarray(numpy.rot90(pixels(columns), turn // 90))
    found = recogniser.recognise(picture, SCALE)
    assert sorted(texts(found)) == sorted(LEFT + RIGHT)
    assert {(line.turn, line.upright) for line in found.lines} == {(turn, False)}
    first = next(line.box for line in found.lines if line.text == LEFT[0])
    expected = {90: Box(51, 181, 63, 300), 180: Box(181, 137, 300, 149), 270: Box(137, 20, 149, 139)}[turn]
    assert first.iou(expected) > 0.7


def test_the_turn_of_the_page_is_tried_first(recogniser: RapidOcrRecogniser) -> None:
    picture = numpy.ascontiguousarray(numpy.rot90(pixels(columns), 2))
    assert {line.turn for line in recogniser.recognise(picture, SCALE, 180).lines} == {180}


def test_a_label_that_runs_upwards_beside_text(recogniser: RapidOcrRecogniser) -> None:
    def draw(page: Any) -> None:
        columns(page)
        page.insert_text((14, 180), "Temperature", fontsize=11, rotate=90)

    found = recogniser.recognise(pixels(draw), SCALE)
    [label] = [line for line in found.lines if line.text == "Temperature"]
    assert (label.upright, label.turn) == (False, 90)
    assert label.box.height > 3 * label.box.width


def test_a_page_that_lies_a_little_askew(recogniser: RapidOcrRecogniser) -> None:
    found = recogniser.recognise(pixels(columns, skew=1.5), SCALE)
    assert sorted(texts(found)) == sorted(LEFT + RIGHT)


def test_chinese_text_keeps_its_signs(recogniser: RapidOcrRecogniser) -> None:
    def draw(page: Any) -> None:
        page.insert_text((20, 60), "图像检索系统的结构，", fontname="china-s", fontsize=14)
        page.insert_text((20, 82), "以及它的训练方法。", fontname="china-s", fontsize=14)

    found = recogniser.recognise(pixels(draw), SCALE)
    assert texts(found) == ["图像检索系统的结构，", "以及它的训练方法。"]
    assert found.lines[0].size == pytest.approx(14, rel=0.15)


def test_an_empty_page_has_no_text(recogniser: RapidOcrRecogniser) -> None:
    assert recogniser.recognise(pixels(lambda page: None), SCALE) == RecognisedText()


def test_models_stay_in_their_process(recogniser: RapidOcrRecogniser) -> None:
    recogniser.recognise(pixels(lambda page: page.insert_text((20, 60), "Words.")), SCALE)
    assert len(pickle.dumps(recogniser)) < 1000
