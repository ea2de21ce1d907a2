from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.documents import FigureKind, PageState
from desktop_app.domain.errors import DocumentError, FileProblem, PasswordNeeded, UnsupportedFile
from desktop_app.domain.geometry import Box
from desktop_app.domain.jobs import CancelToken
from desktop_app.domain.page_content import FigurePicture, ImagePlacement, PageLayout
from desktop_app.pdf.limits import Limits
from desktop_app.pdf.reader import PdfReader
from desktop_app.pdf.render import CROP_MARGIN, LONGEST_SIDE, crop_scale, fit_scale
from tests.pdf import documents
from tests.pdf.analysers import PlainAnalyser
from tests.pdf.conftest import ReaderMaker
from tests.pdf.documents import BLUE, GREEN, RED, WHITE

pytestmark = pytest.mark.heavy

LIMITS = Limits()
UPRIGHT = [RED, GREEN, BLUE, WHITE]


def near(found: tuple[int, ...], wanted: tuple[int, ...]) -> bool:
    return all(abs(one - other) < 30 for one, other in zip(found, wanted, strict=True))


def first_page(reader: PdfReader, path: Path) -> PageLayout:
    token = CancelToken()
    with reader.open(path, token) as document:
        [layout] = document.pages(1, 1, token)
        return layout


def only_figure(reader: PdfReader, path: Path) -> FigurePicture:
    [figure] = first_page(reader, path).figures
    return figure


@given(st.floats(0.01, 100_000), st.floats(0.01, 100_000), st.floats(0.001, 50), st.integers(10_000, 64_000_000))
def test_a_fitted_picture_is_never_too_large_nor_empty(width: float, height: float, scale: float, most: int) -> None:
    fitted = fit_scale(width, height, scale, most)
    assert max(width, height) * fitted >= 1 - 1e-6
    assert max(width, height) * fitted <= LONGEST_SIDE
    assert width * height * fitted * fitted <= most * 1.001 or max(width, height) * fitted <= 1 + 1e-6
    assert fitted <= scale or max(width, height) * fitted <= 1 + 1e-6


@given(st.floats(1, 3000), st.floats(1, 3000), st.integers(1, 20_000), st.integers(1, 20_000))
def test_a_crop_is_readable_and_bounded(width: float, height: float, columns: int, rows: int) -> None:
    box = Box(10, 10, 10 + width, 10 + height)
    image = ImagePlacement(box, columns, rows, "x")
    scale = crop_scale(box, FigureKind.RASTER, [image], LIMITS, LIMITS.crop_pixels)
    pixels = width * height * scale * scale
    assert pixels <= LIMITS.crop_pixels * 1.001
    assert scale * 72 <= 450.001
    full = scale * 72 >= 150 - 1e-6
    assert full or pixels >= 0.99 * LIMITS.crop_pixels or max(width, height) * scale >= LONGEST_SIDE - 2


@pytest.mark.parametrize(
    ("columns", "dpi"),
    [(500, 150), (1000, 240), (5000, 300)],
)
def test_a_crop_is_as_fine_as_its_image(columns: int, dpi: float) -> None:
    box = Box(0, 0, 300, 200)
    image = ImagePlacement(box, columns, columns * 2 // 3, "x")
    scale = crop_scale(box, FigureKind.RASTER, [image], LIMITS, LIMITS.crop_pixels)
    assert scale * 72 == pytest.approx(dpi, rel=0.01)


def test_a_small_figure_is_drawn_larger() -> None:
    scale = crop_scale(Box(0, 0, 90, 60), FigureKind.VECTOR, [], LIMITS, LIMITS.crop_pixels)
    assert scale * 90 == pytest.approx(480)


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("cropped", [False, True])
def test_a_figure_stands_as_the_reader_sees_it(reader: PdfReader, tmp_path: Path, rotation: int, cropped: bool) -> None:
    import pymupdf

    def draw(page: Any) -> None:
        page.insert_image(pymupdf.Rect(100, 150, 300, 250), stream=documents.quarters(400, 200))
        page.insert_text((100, 300), "Words below.")
        if cropped:
            page.set_cropbox(pymupdf.Rect(60, 90, 390, 480))
        page.set_rotation(rotation)

    path = documents.drawn(tmp_path / "a.pdf", draw)
    figure = only_figure(reader, path)
    turned = {0: [0, 1, 2, 3], 90: [2, 0, 3, 1], 180: [3, 2, 1, 0], 270: [1, 3, 0, 2]}[rotation]
    colours = documents.colours_of_quarters(figure.png)
    assert all(near(found, UPRIGHT[index]) for found, index in zip(colours, turned, strict=True))
    shift = (60, 90) if cropped else (0, 0)
    assert figure.region.box == pytest.approx((100 - shift[0], 150 - shift[1], 300 - shift[0], 250 - shift[1]), abs=1)
    assert (figure.width > figure.height) is (rotation % 180 == 0)
    assert max(figure.width, figure.height) == pytest.approx(480, rel=0.03)
    larger, box = reader.render_page(path, 1, 6.0, figure.region.box), figure.region.box.grown(CROP_MARGIN)
    sides = (box.width, box.height) if rotation % 180 == 0 else (box.height, box.width)
    assert (larger.width, larger.height) == pytest.approx((6 * sides[0], 6 * sides[1]), abs=2)
    colours = documents.colours_of_quarters(larger.png)
    assert all(near(found, UPRIGHT[index]) for found, index in zip(colours, turned, strict=True))


@pytest.mark.parametrize("rotation", [0, 90])
@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("UserUnit", "2.5"),
        ("MediaBox", "[-100 -200 300 300]"),
        ("MediaBox", "[400 500 0 0]"),
        ("CropBox", "[60 90 390 480]"),
    ],
)
def test_odd_boxes_and_units_do_not_shift_a_crop(
    reader: PdfReader, tmp_path: Path, key: str, value: str, rotation: int
) -> None:
    import pymupdf

    document = pymupdf.open()
    page = document.new_page(width=400, height=500)
    page.insert_image(pymupdf.Rect(100, 250, 280, 350), stream=documents.quarters(360, 200))
    page.set_rotation(rotation)
    document.xref_set_key(page.xref, key, value)
    figure = only_figure(reader, documents.save(document, tmp_path / "a.pdf"))
    turned = {0: [0, 1, 2, 3], 90: [2, 0, 3, 1]}[rotation]
    colours = documents.colours_of_quarters(figure.png)
    assert all(near(found, UPRIGHT[index]) for found, index in zip(colours, turned, strict=True))


def test_what_lies_over_an_image_is_in_its_crop(reader: PdfReader, tmp_path: Path) -> None:
    import pymupdf

    def draw(page: Any) -> None:
        rect = pymupdf.Rect(100, 100, 300, 300)
        page.insert_image(rect, stream=documents.picture(200, 200, RED))
        page.draw_rect(pymupdf.Rect(100, 100, 200, 200), color=(0, 0, 1), fill=(0, 0, 1))
        note = page.add_rect_annot(pymupdf.Rect(200, 200, 300, 300))
        note.set_colors(stroke=(0, 0.6, 0), fill=(0, 0.6, 0))
        note.update()

    figure = only_figure(reader, documents.drawn(tmp_path / "a.pdf", draw))
    assert [
        near(*pair) for pair in zip(documents.colours_of_quarters(figure.png), [BLUE, RED, RED, GREEN], strict=True)
    ]
    assert near(documents.colours_of_quarters(figure.png)[0], BLUE)
    assert near(documents.colours_of_quarters(figure.png)[3], GREEN)


def _cmyk(path: Path) -> Path:
    import pymupdf

    pixmap = pymupdf.Pixmap(pymupdf.csCMYK, (0, 0, 90, 90), False)
    pixmap.clear_with(0)
    document = pymupdf.open()
    document.new_page(width=400, height=500).insert_image((50, 50, 250, 250), pixmap=pixmap)
    return documents.save(document, path)


def _masked(path: Path) -> Path:
    import pymupdf

    pixmap = pymupdf.Pixmap(pymupdf.csRGB, (0, 0, 90, 90), True)
    pixmap.clear_with(120)
    document = pymupdf.open()
    document.new_page(width=400, height=500).insert_image((50, 50, 250, 250), pixmap=pixmap)
    return documents.save(document, path)


def _grey(path: Path) -> Path:
    import pymupdf

    pixmap = pymupdf.Pixmap(pymupdf.csGRAY, (0, 0, 90, 90), False)
    pixmap.clear_with(120)
    document = pymupdf.open()
    document.new_page(width=400, height=500).insert_image((50, 50, 250, 250), pixmap=pixmap)
    return documents.save(document, path)


@pytest.mark.parametrize("make", [_cmyk, _masked, _grey])
def test_every_kind_of_image_becomes_an_rgb_picture(
    reader: PdfReader, tmp_path: Path, make: Callable[[Path], Path]
) -> None:
    figure = only_figure(reader, make(tmp_path / "a.pdf"))
    assert len(documents.colours_of_quarters(figure.png)) == 4


def test_figures_reach_over_the_edge_or_lie_beyond_it(make_reader: ReaderMaker, tmp_path: Path) -> None:
    boxes = (Box(-50, -50, 100, 100), Box(500, 600, 700, 800), Box(10, 10, 10, 200))
    path = documents.text_document(tmp_path / "a.pdf", 1)
    layout = first_page(make_reader(PlainAnalyser(figures=boxes)), path)
    assert [figure.region.box for figure in layout.figures] == [boxes[0], boxes[2]]
    assert [(graphic.box, graphic.reason) for graphic in layout.skipped] == [(boxes[1], "outside the page")]


def test_many_figures_share_the_pixels_of_a_page(make_reader: ReaderMaker, tmp_path: Path) -> None:
    boxes = tuple(Box(0, 0, 400, 500) for _ in range(20))
    path = documents.text_document(tmp_path / "a.pdf", 1)
    layout = first_page(make_reader(PlainAnalyser(figures=boxes), limits=Limits(page_crop_pixels=2_000_000)), path)
    assert sum(figure.width * figure.height for figure in layout.figures) < 2_100_000


def test_a_page_is_drawn_at_the_scale_asked_for(reader: PdfReader, tmp_path: Path) -> None:
    path = documents.text_document(tmp_path / "a.pdf", 2)
    drawn = reader.render_page(path, 2, 2.0)
    assert (drawn.width, drawn.height) == (800, 1000)
    assert (drawn.page_width, drawn.page_height, drawn.rotation) == (400, 500, 0)
    assert reader.render_page(path, 2, 2.0) is drawn
    beyond = reader.render_page(path, 2, 1.0, Box(900, 900, 950, 950))
    assert (beyond.width, beyond.height) == (400, 500)


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_a_turned_page_is_drawn_as_it_is_shown(reader: PdfReader, tmp_path: Path, rotation: int) -> None:
    def draw(page: Any) -> None:
        page.insert_image(page.rect, stream=documents.quarters(400, 500), keep_proportion=False)
        page.set_rotation(rotation)

    drawn = reader.render_page(documents.drawn(tmp_path / "a.pdf", draw), 1, 1.0)
    assert (drawn.page_width, drawn.page_height, drawn.rotation) == (400, 500, rotation)
    assert (drawn.width, drawn.height) == ((400, 500) if rotation == 180 else (500, 400))
    turned = {90: [2, 0, 3, 1], 180: [3, 2, 1, 0], 270: [1, 3, 0, 2]}[rotation]
    colours = documents.colours_of_quarters(drawn.png)
    assert all(near(found, UPRIGHT[index]) for found, index in zip(colours, turned, strict=True))


@pytest.mark.parametrize(("width", "height"), [(14_400, 14_400), (100_000, 3), (3, 3), (0.5, 900)])
def test_odd_pages_are_drawn_within_bounds(
    make_reader: ReaderMaker, tmp_path: Path, width: float, height: float
) -> None:
    path = documents.drawn(tmp_path / "a.pdf", lambda page: page.draw_line((0, 0), (9, 9)), width=width, height=height)
    drawn = make_reader(limits=Limits(page_pixels=1_000_000)).render_page(path, 1, 4.0)
    assert 1 <= drawn.width * drawn.height <= 1_010_000
    assert max(drawn.width, drawn.height) <= LONGEST_SIDE


def test_annotations_show_on_a_drawn_page(reader: PdfReader, tmp_path: Path) -> None:
    def draw(page: Any) -> None:
        note = page.add_rect_annot(page.rect)
        note.set_colors(stroke=(0, 0, 1), fill=(0, 0, 1))
        note.update()

    drawn = reader.render_page(documents.drawn(tmp_path / "a.pdf", draw), 1, 0.5)
    assert all(near(colour, BLUE) for colour in documents.colours_of_quarters(drawn.png))


def _gone(path: Path) -> None:
    path.unlink()


def _locked(path: Path) -> None:
    documents.encrypted(path, user="secret")


def _broken(path: Path) -> None:
    path.write_bytes(b"\x00" * 100)


@pytest.mark.parametrize(
    ("spoil", "error"), [(_gone, FileProblem), (_locked, PasswordNeeded), (_broken, UnsupportedFile)]
)
def test_a_page_of_a_file_that_is_spoilt(
    reader: PdfReader, tmp_path: Path, spoil: Callable[[Path], None], error: type[DocumentError]
) -> None:
    path = documents.text_document(tmp_path / "a.pdf", 1)
    reader.render_page(path, 1, 1.0)
    spoil(path)
    with pytest.raises(error):
        reader.render_page(path, 1, 1.0)


@pytest.mark.parametrize("page", [0, -1, 3])
def test_a_page_that_is_not_there(reader: PdfReader, tmp_path: Path, page: int) -> None:
    path = documents.text_document(tmp_path / "a.pdf", 2)
    with pytest.raises(UnsupportedFile, match="has 2 pages: there is no page"):
        reader.render_page(path, page, 1.0)


def test_a_page_that_takes_too_long_is_given_up(make_reader: ReaderMaker, tmp_path: Path) -> None:
    path = documents.text_document(tmp_path / "a.pdf", 1)
    reader = make_reader(limits=Limits(page_s=0.0))
    with pytest.raises(UnsupportedFile, match=r"Page 1 of “a\.pdf” can't be shown: it took too long"):
        reader.render_page(path, 1, 1.0)


def test_a_page_that_needs_too_much_memory_is_given_up(make_reader: ReaderMaker, tmp_path: Path) -> None:
    path = documents.drawn(tmp_path / "a.pdf", lambda page: None, width=14_000, height=14_000)
    reader = make_reader(limits=Limits(memory_bytes=350 * 1024 * 1024, page_pixels=150_000_000))
    with pytest.raises(UnsupportedFile, match="needs too much memory"):
        reader.render_page(path, 1, 1.0)


def test_an_image_that_is_too_large_to_be_decoded(reader: PdfReader, tmp_path: Path) -> None:
    path = tmp_path / "huge.png"
    path.write_bytes(documents.blank_png(40_000, 40_000))
    layout = first_page(reader, path)
    assert (layout.state, layout.reason) == (PageState.FAILED, "The page is too large to be read.")
    with pytest.raises(UnsupportedFile, match=r"Page 1 of “huge\.png” can't be shown\. The page is too large"):
        reader.render_page(path, 1, 0.01)
