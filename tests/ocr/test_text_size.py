from __future__ import annotations

from typing import Any

import numpy
import pytest

from desktop_app.ocr.text_size import Ink, ink_of, type_size

pytestmark = pytest.mark.heavy


def strip_of(text: str, size: float, *, dark: bool = True) -> Any:
    """A picture of a line of text, and nothing beside it, at two pixels a point."""
    import pymupdf

    page = pymupdf.open().new_page(width=20 + len(text) * size, height=2 * size)
    if not dark:
        page.draw_rect(page.rect, fill=(0.1, 0.1, 0.3))
    page.insert_text((10, 1.4 * size), text, fontsize=size, color=(0, 0, 0) if dark else (1, 1, 0.8))
    pixmap = page.get_pixmap(matrix=pymupdf.Matrix(2, 2))
    return numpy.frombuffer(pixmap.samples, dtype=numpy.uint8).reshape(pixmap.height, pixmap.width, 3)


@pytest.mark.parametrize("size", [8.0, 10.0, 24.0])
@pytest.mark.parametrize("text", ["Words of all heights, say", "UPPER CASE 123", "no descenders at all"])
def test_the_size_follows_from_the_ink_whatever_letters_it_has(text: str, size: float) -> None:
    found = type_size(text, ink_of(strip_of(text, size)))
    assert found.size / 2 == pytest.approx(size, rel=0.16)
    assert found.baseline / 2 == pytest.approx(1.4 * size, abs=0.12 * size)


def test_low_letters_are_not_taken_for_tall_ones() -> None:
    assert type_size("sunny", ink_of(strip_of("sunny", 24))).size / 2 == pytest.approx(24, rel=0.25)


def test_light_text_on_dark_ground_has_the_same_size() -> None:
    dark, light = (ink_of(strip_of("Light and dark", 12, dark=dark)) for dark in (True, False))
    assert abs(dark.top - light.top) <= 1
    assert abs(dark.bottom - light.bottom) <= 1


def test_scraps_of_the_next_line_do_not_count() -> None:
    strip = strip_of("a line without deep letters", 12).copy()
    bottom = ink_of(strip).bottom
    strip[-2:, 40:44] = 0
    assert ink_of(strip).bottom == bottom


def test_letters_of_tight_neighbours_do_not_make_it_taller() -> None:
    strip = strip_of("a line of running text, tightly set", 12).copy()
    sound = type_size("a line of running text, tightly set", ink_of(strip))
    ink = ink_of(strip)
    for left in range(40, strip.shape[1] - 40, 60):
        strip[: ink.top + 2, left : left + 3] = 0
        strip[ink.bottom - 2 :, left + 20 : left + 23] = 0
    found = type_size("a line of running text, tightly set", ink_of(strip))
    assert found.size == pytest.approx(sound.size, rel=0.2)
    assert found.baseline == pytest.approx(sound.baseline, abs=2)


def test_an_empty_strip_is_taken_whole() -> None:
    assert ink_of(numpy.full((20, 90, 3), 255, dtype=numpy.uint8)) == Ink(0, 0, 90, 20)
    assert type_size("unseen words of some length", Ink(0, 0, 90, 20)).size > 0


def test_east_asian_type_fills_its_size() -> None:
    assert type_size("图像检索", Ink(0, 2, 100, 25)).size == pytest.approx(25, abs=0.1)
