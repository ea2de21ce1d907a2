"""Pictures written as PNG, read back by the library that drew them."""

from __future__ import annotations

import random

import pymupdf
import pytest

from desktop_app.pdf.png import encode_png

pytestmark = pytest.mark.heavy


@pytest.mark.parametrize(("width", "height"), [(1, 1), (7, 3), (33, 256), (40, 257), (5, 700), (300, 2)])
def test_a_picture_comes_back_as_it_was(width: int, height: int) -> None:
    drawn = pymupdf.Pixmap(pymupdf.csRGB, width, height, random.Random(width).randbytes(3 * width * height), False)
    read = pymupdf.Pixmap(encode_png(drawn))
    assert (read.width, read.height, read.n, read.alpha) == (width, height, 3, 0)
    assert read.samples == drawn.samples


def test_plain_areas_take_little_room() -> None:
    drawn = pymupdf.Pixmap(pymupdf.csRGB, pymupdf.IRect(0, 0, 1000, 1000), False)
    drawn.clear_with(200)
    assert len(encode_png(drawn)) < 40_000


def test_pictures_of_other_kinds_are_refused() -> None:
    grey = pymupdf.Pixmap(pymupdf.csGRAY, pymupdf.IRect(0, 0, 4, 4), False)
    clear = pymupdf.Pixmap(pymupdf.csRGB, pymupdf.IRect(0, 0, 4, 4), True)
    for pixmap in (grey, clear):
        with pytest.raises(ValueError, match="not an RGB picture"):
            encode_png(pixmap)
