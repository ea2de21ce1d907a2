import pytest

from desktop_app.domain.page_content import PageAnalysis
from tests.ingestion.pages import PageBuilder


def framed_page(number: int = 3) -> PageBuilder:
    return PageBuilder(number).prose(100, 100, 4).prose(100, 640, 8)


def reasons(analysis: PageAnalysis) -> list[str]:
    assert analysis.figures == ()
    return sorted({graphic.reason for graphic in analysis.skipped})


def rounded(page: PageBuilder, x0: float, y0: float, x1: float, y1: float) -> PageBuilder:
    return page.draw(x0, y0, x1, y1, filled=True, segments=8)


@pytest.mark.parametrize("mono", [True, False])
def test_a_box_with_round_corners_and_a_title_bar_is_boxed_text(mono: bool) -> None:
    page = rounded(rounded(framed_page(), 100, 200, 500, 218), 100, 219, 500, 300)
    page.line(110, 204, "Note").text(110, 225, "for x in y:", "    print(x)", mono=mono)
    page.text(110, 255, "Rather short lines of text that stand", "in the box, one under the other", mono=mono)
    assert reasons(page.analysis()) == ["boxed text"]


def test_two_boxes_side_by_side_with_shadows_are_boxed_text() -> None:
    page = framed_page()
    for left in (100, 320):
        rounded(page, left, 200, left + 180, 260)
        page.text(left + 10, 205, "A few words that tell of", "the syntax of the language", "and of its use in macros")
        page.image(left + 5, 255, left + 185, 263)
        page.images[-1] = type(page.images[-1])(page.images[-1].box, 180, 8, f"shadow{left}")
    assert page.analysis().figures == ()


def test_a_listing_in_a_frame_with_a_label_is_boxed_text() -> None:
    page = framed_page()
    for x0, y0, x1, y1 in (
        (100, 200, 500, 200.5),
        (100, 260, 500, 260.5),
        (100, 200, 100.5, 260),
        (500, 200, 500.5, 260),
    ):
        page.draw(x0, y0, x1, y1, straight=True)
    page.draw(280, 196, 320, 206, straight=True).line(110, 225, "read(file)", size=8, mono=True)
    assert reasons(page.analysis()) == ["boxed text"]


def test_a_plot_of_straight_ticks_with_many_labels_and_one_curve_is_a_figure() -> None:
    page = framed_page()
    for number in range(20):
        page.draw(150, 200 + 10 * number, 156, 200.5 + 10 * number, straight=True)
        page.line(158, 196 + 10 * number, f"quantity {number} in use", size=9)
    page.draw(150, 200, 150.5, 395, straight=True).draw(150, 200, 400, 395, segments=30)
    (figure,) = page.analysis().figures
    assert figure.box.x1 == 400


def test_boxes_of_text_that_lines_link_are_a_flow_chart() -> None:
    page = framed_page()
    for number in range(4):
        left = 100 + 110 * number
        page.draw(left, 200, left + 80, 240, straight=True, segments=4)
        page.text(left + 4, 205, "One step of", "the process")
        if number:
            page.draw(left - 30, 220, left, 220.5, straight=True)
    (figure,) = page.analysis().figures
    assert figure.inside.startswith("One step of")


def test_key_caps_and_underlines_in_running_text_are_nothing() -> None:
    page = PageBuilder().prose(100, 100, 8)
    for x, row in ((140, 1), (200, 1), (150, 2), (260, 3)):
        rounded(page, x, 99 + 12 * row, x + 40, 111 + 12 * row)
    assert reasons(page.analysis()) == []


def test_a_banner_of_the_title_page_is_a_logo() -> None:
    page = framed_page(1).image(15, 14, 585, 98)
    assert reasons(page.analysis()) == ["logo"]


def test_a_vessel_drawn_with_a_curve_is_a_figure_and_a_rectangle_is_none() -> None:
    assert len(framed_page().draw(200, 300, 300, 400, segments=8).analysis().figures) == 1
    assert reasons(framed_page().draw(200, 300, 300, 400, segments=4, straight=True).analysis()) == ["ornament"]


def test_a_grey_ground_with_prose_is_the_figure_of_its_caption() -> None:
    page = PageBuilder().prose(100, 500, 8).draw(90, 200, 510, 300, filled=True, straight=True)
    page.prose(100, 240, 3).text(150, 320, "Figure B.2: The look of a chapter")
    (figure,) = page.analysis().figures
    assert (figure.label, round(figure.box.y0), round(figure.box.y1)) == ("B.2", 200, 300)


def test_a_column_of_icons_with_words_beside_them_is_no_figure() -> None:
    page = framed_page()
    for number in range(6):
        top = 200 + 30 * number
        page.image(100, top, 125, top + 25).line(130, top + 8, f"Command number {number}")
    assert reasons(page.analysis()) == ["icon"]


def test_pieces_of_frames_are_no_figure() -> None:
    page = framed_page()
    for x0, y0, x1, y1 in ((100, 200, 100.5, 206), (100, 206, 500, 206.5), (500, 200, 500.5, 206)):
        page.draw(x0, y0, x1, y1, straight=True)
    for x0, y0, x1, y1 in (
        (100, 218, 100.5, 228),
        (500, 210, 500.5, 216),
        (100, 227, 330, 227.5),
        (340, 227, 500, 227.5),
    ):
        page.draw(x0, y0, x1, y1, straight=True)
    assert page.analysis().figures == ()


def test_level_dashes_in_rows_are_an_ornament() -> None:
    page = framed_page()
    for number in range(8):
        page.draw(100 + 20 * number, 200 + 4 * number, 115 + 20 * number, 200.5 + 4 * number, straight=True)
        page.draw(110 + 20 * number, 200 + 4 * number, 110.5 + 20 * number, 208 + 4 * number, straight=True)
    assert reasons(page.analysis()) == ["ornament"]


def test_cells_of_a_flow_chart_may_be_drawn_twice() -> None:
    page = framed_page()
    for number in range(4):
        left = 100 + 110 * number
        page.draw(left, 200, left + 80, 240, straight=True, filled=True)
        page.draw(left, 200, left + 80, 240, straight=True)
        page.text(left + 4, 205, "One step of", "the process")
        if number:
            page.draw(left - 30, 220, left, 220.5, straight=True)
    assert len(page.analysis().figures) == 1
