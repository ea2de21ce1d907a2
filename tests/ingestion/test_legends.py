import pytest

from desktop_app.domain.page_content import FigureRegion
from tests.ingestion.pages import PageBuilder


def figures(page: PageBuilder) -> tuple[FigureRegion, ...]:
    return page.analysis().figures


def framed_page() -> PageBuilder:
    return PageBuilder().prose(100, 100, 4).prose(100, 640, 8)


def test_a_legend_apart_from_its_plot_is_in_the_figure() -> None:
    page = framed_page().plot(100, 200, 350, 400)
    page.line(380, 230, "Method").draw(380, 250, 395, 260).line(400, 250, "first").draw(380, 270, 395, 280)
    page.line(400, 270, "second").text(100, 420, "Figure 4: Two methods compared.")
    (figure,) = figures(page)
    assert figure.box.x1 == 430
    assert "Method first second" in figure.inside


def test_a_legend_over_a_plot_without_caption_and_its_title_are_in_the_figure() -> None:
    page = framed_page().plot(150, 240, 400, 400).draw(200, 216, 220, 226).line(225, 216, "fitted")
    page.line(240, 203, "Growth by age", bold=True)
    (figure,) = figures(page)
    assert figure.box.y0 == 203
    assert "Growth by age" in figure.inside


def test_icons_of_a_list_are_no_legend() -> None:
    page = framed_page().plot(100, 300, 350, 500).draw(100, 270, 112, 280)
    page.text(115, 270, "Press this key to stop the program that runs in the window below", width=380)
    (figure,) = figures(page)
    assert figure.box.y0 == 300


def test_panels_in_a_row_a_little_apart_are_one_figure() -> None:
    page = framed_page().plot(100, 200, 220, 300).plot(270, 205, 390, 300)
    assert [figure.box.x1 for figure in figures(page)] == [390]


def test_words_between_two_graphics_keep_them_apart() -> None:
    page = framed_page().plot(100, 200, 220, 300).plot(290, 200, 410, 300)
    page.line(225, 240, "is much slower than", size=6)
    assert len(figures(page)) == 2


def test_code_over_a_plot_is_no_title() -> None:
    page = framed_page().plot(150, 240, 400, 400).line(200, 220, "plot(x, y)", mono=True)
    (figure,) = figures(page)
    assert figure.box.y0 == 240


def test_panels_of_one_width_above_each_other_are_one_figure() -> None:
    page = framed_page().plot(100, 180, 400, 330).plot(100, 361, 400, 510)
    assert [(figure.box.y0, figure.box.y1) for figure in figures(page)] == [(180, 510)]


def test_rows_of_a_grid_that_is_not_full_are_one_figure() -> None:
    page = framed_page()
    page.image(100, 200, 240, 300).image(260, 200, 400, 300).image(100, 335, 240, 435)
    page.line(138, 312, "speed of the fan", size=8)
    assert [tuple(figure.box) for figure in figures(page)] == [(100, 200, 400, 435)]


@pytest.mark.parametrize(
    ("left", "top", "words"),
    [(103, 335, ""), (100, 420, ""), (100, 335, "the picture below was taken a year later")],
)
def test_what_is_no_row_of_a_grid_stays_apart(left: float, top: float, words: str) -> None:
    page = framed_page()
    page.image(100, 200, 240, 300).image(260, 200, 400, 300).image(left, top, left + 140, top + 100)
    if words:
        page.line(100, 312, words, size=8)
    assert len(figures(page)) == 2


def test_letters_and_names_under_panels_without_caption_belong_to_them() -> None:
    page = framed_page().plot(100, 200, 220, 300).plot(250, 200, 370, 300)
    page.line(145, 312, "time", size=8).line(295, 312, "time", size=8)
    page.line(120, 328, "(a) as it was before", size=8).line(270, 328, "(b) as it is now", size=8)
    (figure,) = figures(page)
    assert figure.box.y1 == 336
    assert "as it is now" in figure.inside


def test_a_sentence_under_a_picture_without_caption_is_no_part_of_it() -> None:
    page = framed_page().image(100, 200, 400, 300).line(130, 312, "this is what the window looks like", size=8)
    (figure,) = figures(page)
    assert figure.box.y1 == 300


def test_panels_are_seen_to_stand_together_by_their_names() -> None:
    page = framed_page().image(100, 200, 240, 280).image(260, 200, 400, 280).image(100, 345, 240, 425)
    page.line(158, 291, "speed", size=9).line(317, 291, "load", size=9)
    page.line(128, 331, "heat in the room", size=9)
    assert [(figure.box.y0, figure.box.y1) for figure in figures(page)] == [(200, 425)]
