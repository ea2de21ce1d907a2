from __future__ import annotations

from typing import Any

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.geometry import Box
from desktop_app.domain.page_content import PageContent
from desktop_app.pdf.page_reading import MOST_DRAWINGS, read_page
from desktop_app.pdf.scan_ink import connected_areas

pytestmark = pytest.mark.heavy


def new_page(width: float = 400, height: float = 500) -> Any:
    import pymupdf

    document = pymupdf.open()
    page = document.new_page(width=width, height=height)
    page.owner = document
    return page


def reread(page: Any) -> PageContent:
    """Writes the document and reads its first page again, as from a file."""
    import pymupdf

    document = pymupdf.open("pdf", page.owner.tobytes())
    return read_page(document[0], 1)


def picture(width: int = 40, height: int = 30, shade: int = 90) -> bytes:
    import pymupdf

    pixels = pymupdf.Pixmap(pymupdf.csRGB, pymupdf.IRect(0, 0, width, height), False)
    pixels.clear_with(shade)
    return bytes(pixels.tobytes("png"))


def near(box: Box, other: tuple[float, float, float, float], slack: float = 1.0) -> bool:
    return all(abs(edge - wanted) <= slack for edge, wanted in zip(box, other, strict=True))


def test_lines_with_their_fonts() -> None:
    page = new_page()
    page.insert_text((50, 100), "Plain words", fontsize=11)
    page.insert_text((50, 130), "Bold words", fontsize=14, fontname="hebo")
    page.insert_text((50, 160), "code()", fontsize=9, fontname="cour")
    page.insert_text((50, 190), "slanted", fontsize=9, fontname="heit")
    content = reread(page)
    assert (content.number, content.width, content.height, content.rotation) == (1, 400, 500, 0)
    assert [(line.text, round(line.size)) for line in content.lines] == [
        ("Plain words", 11),
        ("Bold words", 14),
        ("code()", 9),
        ("slanted", 9),
    ]
    assert [line.bold for line in content.lines] == [False, True, False, False]
    assert [line.mono for line in content.lines] == [False, False, True, False]
    assert content.lines[3].italic
    assert near(content.lines[0].box, (50, 88, 107, 103), 4)


def test_vertical_text_is_not_upright() -> None:
    page = new_page()
    page.insert_text((50, 300), "sideways", rotate=90)
    (line,) = reread(page).lines
    assert not line.upright
    assert line.box.height > line.box.width


@pytest.mark.parametrize(("rotate", "turn"), [(0, 0), (90, 90), (180, 180), (270, 270)])
def test_lines_say_how_to_turn_the_page_to_read_them(rotate: int, turn: int) -> None:
    page = new_page()
    page.insert_text((200, 250), "words", rotate=rotate)
    assert [line.turn for line in reread(page).lines] == [turn]


def test_text_outside_the_page_is_left_out() -> None:
    page = new_page()
    page.insert_text((50, 100), "inside")
    page.insert_text((900, 100), "outside")
    page.insert_text((50, 130), "   ")
    assert [line.text for line in reread(page).lines] == ["inside"]


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_boxes_are_those_of_the_unrotated_page(rotation: int) -> None:
    page = new_page()
    page.insert_text((50, 100), "words")
    page.insert_image((100, 200, 180, 260), stream=picture())
    page.draw_rect((200, 300, 260, 340), color=(0, 0, 0))
    upright = reread(page)
    page.set_rotation(rotation)
    turned = read_page(page, 1)
    assert turned.rotation == rotation
    assert page.rotation == rotation
    assert (turned.width, turned.height) == (400, 500)
    assert near(turned.lines[0].box, upright.lines[0].box)
    assert near(turned.images[0].box, (100, 200, 180, 260))
    assert near(turned.drawings[0].box, (200, 300, 260, 340))


def test_boxes_are_relative_to_the_crop_box() -> None:
    page = new_page()
    page.insert_image((100, 200, 180, 260), stream=picture())
    page.draw_rect((120, 300, 160, 340), color=(0, 0, 0))
    page.set_cropbox((50, 80, 350, 480))
    content = reread(page)
    assert (content.width, content.height) == (300, 400)
    assert near(content.images[0].box, (50, 120, 130, 180))
    assert near(content.drawings[0].box, (70, 220, 110, 260))


def test_equal_images_have_equal_digests() -> None:
    page = new_page()
    first, other = picture(40, 30, 90), picture(50, 30, 10)
    page.insert_image((10, 10, 50, 40), stream=first)
    page.insert_image((10, 60, 50, 90), stream=first)
    page.insert_image((10, 110, 50, 140), stream=other)
    images = reread(page).images
    assert [(image.width, image.height) for image in images] == [(40, 30), (40, 30), (50, 30)]
    assert images[0].digest == images[1].digest != images[2].digest


def test_paint_of_drawings() -> None:
    page = new_page()
    page.draw_rect((10, 10, 60, 60), color=None, fill=(1, 0, 0))
    page.draw_rect((10, 110, 60, 160), color=None, fill=(1, 1, 1))
    page.draw_line((10, 210), (60, 210), color=(0, 0, 1), width=4)
    page.draw_line((10, 310), (60, 360), color=(0, 0, 1))
    page.draw_circle((40, 440), 20, color=(0, 0, 0))
    drawings = reread(page).drawings
    assert [(d.filled, d.stroked, d.pale, d.straight) for d in drawings] == [
        (True, False, False, True),
        (True, False, True, True),
        (False, True, False, True),
        (False, True, False, False),
        (False, True, False, False),
    ]
    assert near(drawings[2].box, (8, 208, 62, 212), 0.5)


def test_quads_are_straight_when_they_are_upright() -> None:
    page = new_page()
    page.draw_quad([(10, 10), (60, 10), (10, 60), (60, 60)], color=(0, 0, 0))
    page.draw_quad([(110, 10), (160, 30), (100, 60), (150, 80)], color=(0, 0, 0))
    assert [drawing.straight for drawing in reread(page).drawings] == [True, False]


def test_a_curve_of_tiny_strokes_is_not_straight() -> None:
    page = new_page()
    page.draw_polyline([(10 + 0.2 * n, 100 + 0.1 * n) for n in range(300)], color=(0, 0, 0))
    page.draw_polyline([(10, 10), (60, 10), (60, 40.01), (200, 40.2)], color=(0, 0, 0))
    assert [drawing.straight for drawing in reread(page).drawings] == [False, True]


def test_what_is_clipped_away_is_not_there() -> None:
    page = new_page()
    contents = b"q 100 300 50 50 re W n 1 0 0 rg 90 290 200 200 re f 300 100 20 20 re f Q 0 1 0 rg 10 10 20 20 re f"
    page.draw_rect((0, 0, 1, 1))
    document = page.owner
    document.update_stream(page.get_contents()[0], contents)
    drawings = reread(page).drawings
    assert [near(d.box, box) for d, box in zip(drawings, [(100, 150, 150, 200), (10, 470, 30, 490)], strict=True)] == [
        True,
        True,
    ]


def test_invisible_paths_are_left_out() -> None:
    page = new_page()
    page.draw_rect((10, 10, 60, 60), color=(0, 0, 0), fill=(1, 0, 0), fill_opacity=0, stroke_opacity=0)
    page.draw_rect((900, 10, 960, 60), color=(0, 0, 0))
    assert reread(page).drawings == ()


def test_heavy_pages_are_thinned_but_covered() -> None:
    page = new_page()
    strokes = "".join(
        f"{10 + n % 200} {10 + n // 200 * 2} m {11 + n % 200} {11 + n // 200 * 2} l S " for n in range(8000)
    )
    page.draw_rect((0, 0, 1, 1))
    page.owner.update_stream(page.get_contents()[0], strokes.encode() + b"300 300 m 390 300 l S")
    drawings = reread(page).drawings
    assert len(drawings) < MOST_DRAWINGS
    around = Box.around(drawing.box for drawing in drawings)
    assert near(around, (9, 199, 391, 491), 2)
    assert sum(drawing.segments for drawing in drawings) == 8001


def test_very_many_long_strokes_are_limited_too() -> None:
    page = new_page()
    strokes = "".join(f"10 {10 + n / 10} m 390 {10 + n / 10} l S " for n in range(MOST_DRAWINGS + 500))
    page.draw_rect((0, 0, 1, 1))
    page.owner.update_stream(page.get_contents()[0], strokes.encode())
    assert len(reread(page).drawings) == MOST_DRAWINGS


def test_a_scan_shows_its_ink() -> None:
    import pymupdf

    sheet = new_page()
    sheet.draw_rect((100, 200, 300, 320), color=(0, 0, 0), fill=(0.2, 0.2, 0.2))
    sheet.draw_line((50, 400), (150, 400), color=(0, 0, 0), width=3)
    scanned = sheet.get_pixmap(dpi=100, alpha=False).tobytes("png")
    page = new_page()
    page.insert_image(pymupdf.Rect(0, 0, 400, 500), stream=scanned)
    page.insert_text((50, 403), "words recognised", fontsize=12, render_mode=3)
    content = reread(page)
    assert len(content.ink) == 1
    assert near(content.ink[0], (100, 200, 300, 320), 4)


def test_pages_with_a_small_picture_are_no_scans() -> None:
    page = new_page()
    page.insert_image((0, 0, 400, 200), stream=picture())
    assert reread(page).ink == ()


def test_a_scan_too_small_to_have_cells_has_no_ink() -> None:
    page = new_page(1, 1)
    page.insert_image((0, 0, 1, 1), stream=picture())
    assert reread(page).ink == ()


def test_areas_touch_by_sides_or_corners() -> None:
    dark = numpy.array([[1, 0, 0, 1], [0, 1, 0, 1], [0, 0, 0, 0], [1, 1, 0, 0]], dtype=bool)
    assert sorted(connected_areas(dark)) == [(0, 0, 2, 2), (0, 3, 2, 4), (3, 0, 4, 2)]


def test_areas_that_meet_below_are_one() -> None:
    dark = numpy.array([[1, 0, 1], [1, 0, 1], [1, 1, 1]], dtype=bool)
    assert connected_areas(dark) == [(0, 0, 3, 3)]


@given(st.lists(st.lists(st.booleans(), min_size=6, max_size=6), min_size=1, max_size=6))
def test_every_dark_cell_is_in_an_area(rows: list[list[bool]]) -> None:
    dark = numpy.array(rows, dtype=bool)
    areas = connected_areas(dark)
    for y, x in zip(*numpy.nonzero(dark), strict=True):
        assert any(left <= x < right and top <= y < bottom for left, top, right, bottom in areas)
