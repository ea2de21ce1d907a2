from __future__ import annotations

import pytest

from desktop_app.domain.documents import FigureKind
from desktop_app.domain.geometry import Box
from desktop_app.domain.page_content import FigureRegion
from tests.ingestion.pages import SENTENCE, PageBuilder


def figures(page: PageBuilder) -> list[FigureRegion]:
    return list(page.analysis().figures)


def only(page: PageBuilder) -> FigureRegion:
    found = figures(page)
    assert len(found) == 1
    return found[0]


def reasons(page: PageBuilder) -> list[str]:
    analysis = page.analysis()
    assert analysis.figures == ()
    return sorted({graphic.reason for graphic in analysis.skipped})


def framed_page(number: int = 3) -> PageBuilder:
    """Prose at the top and the bottom, room for a figure between y 160 and 600."""
    return PageBuilder(number).prose(100, 100, 4).prose(100, 640, 8)


def near(box: Box, other: tuple[float, float, float, float], slack: float = 2.0) -> bool:
    return all(abs(edge - wanted) <= slack for edge, wanted in zip(box, other, strict=True))


def test_a_photo_with_its_caption_below() -> None:
    page = framed_page().image(150, 200, 450, 400).text(150, 412, "Figure 3.2: A photo of the", "whole machine.")
    figure = only(page)
    assert (figure.kind, figure.label, figure.caption) == (FigureKind.RASTER, "3.2", "A photo of the whole machine.")
    assert figure.box == Box(150, 200, 450, 400)
    assert figure.caption_box is not None
    assert figure.nearby.startswith(SENTENCE)


def test_a_plot_takes_its_labels_but_not_its_caption() -> None:
    page = framed_page().plot(200, 220, 400, 400)
    page.line(210, 404, "0   10   20", 8.0).line(280, 416, "time", 8.0).line(250, 204, "A title", 9.0)
    page.line(180, 280, "volts", 8.0, upright=False, width=8.0, tall=30.0)
    page.line(200, 450, "Figure 1: Volts over time")
    figure = only(page)
    assert figure.kind is FigureKind.VECTOR
    assert near(figure.box, (180, 204, 400, 424))
    assert sorted(figure.inside.split()) == ["0", "10", "20", "A", "time", "title", "volts"]


def test_text_in_a_figure_is_not_in_the_blocks() -> None:
    page = framed_page().plot(200, 220, 400, 400).line(250, 300, "a curve", 8.0).line(200, 420, "Figure 1: Volts")
    assert not any("curve" in block.text for block in page.analysis().blocks)


def test_panels_side_by_side_are_one_figure() -> None:
    page = framed_page().image(100, 200, 220, 300).image(230, 200, 350, 300).image(400, 200, 500, 300)
    page.line(140, 305, "(a)", 8.0).line(270, 305, "(b)", 8.0).line(440, 305, "(c)", 8.0)
    page.line(200, 330, "Figure 4: Three views")
    assert near(only(page).box, (100, 200, 500, 313))


def test_stacked_panels_are_one_figure() -> None:
    page = framed_page().image(200, 180, 400, 280).line(280, 284, "(a) before", 8.0).image(200, 320, 400, 420)
    page.line(280, 424, "(b) after", 8.0).line(200, 450, "Figure 4: Two views")
    assert near(only(page).box, (200, 180, 400, 432))


def test_each_of_several_captions_gets_its_own_graphic() -> None:
    page = PageBuilder().prose(100, 60, 2).image(150, 100, 450, 250).line(150, 262, "Figure 1: First")
    page.image(150, 310, 450, 500).line(150, 512, "Figure 2: Second").prose(100, 700, 4)
    assert [(figure.label, figure.box.y0) for figure in figures(page)] == [("1", 100), ("2", 310)]


def test_captions_above_their_graphics() -> None:
    page = PageBuilder().prose(100, 60, 2).line(150, 100, "Figure 1: First").image(150, 112, 450, 250)
    page.line(150, 290, "Figure 2: Second").image(150, 302, 450, 500).prose(100, 700, 4)
    assert [(figure.label, figure.box.y0) for figure in figures(page)] == [("1", 112), ("2", 302)]


def test_a_caption_beside_its_graphic() -> None:
    page = framed_page().image(100, 200, 300, 400).text(320, 280, "Figure 5: Words", "beside it", width=120.0)
    assert only(page).label == "5"


def test_side_by_side_figures_keep_their_captions() -> None:
    page = framed_page().image(100, 200, 290, 300).line(120, 312, "Figure 1: Left")
    page.image(310, 200, 500, 300).line(330, 312, "Figure 2: Right")
    assert {(figure.label, figure.box.x0) for figure in figures(page)} == {("1", 100), ("2", 310)}


def test_a_sentence_is_not_a_caption() -> None:
    page = framed_page().image(150, 200, 450, 400)
    page.text(100, 420, f"Figure 3 shows that {SENTENCE}", SENTENCE, SENTENCE, width=400.0)
    assert only(page).label is None


def test_mixed_figures() -> None:
    page = framed_page().plot(200, 220, 400, 400).image(220, 240, 260, 280).line(200, 420, "Figure 1: Both")
    assert only(page).kind is FigureKind.MIXED


def test_a_listing_with_the_caption_of_a_figure() -> None:
    page = framed_page().text(100, 220, "for x in y:", "    go(x)", "end", mono=True)
    page.text(100, 265, "Figure 6. A listing that goes through the whole of", "the alphabet")
    figure = only(page)
    assert (figure.label, figure.kind) == ("6", FigureKind.VECTOR)
    assert near(figure.box, (100, 220, 155, 254), 8)


def test_a_listing_below_its_caption() -> None:
    page = PageBuilder().prose(100, 100, 4).line(100, 160, "Figure 6: A listing")
    page.text(100, 176, "for x in y:", "    go(x)", "end", mono=True).prose(100, 640, 8)
    assert only(page).label == "6"


def test_a_boxed_listing_with_the_caption_of_a_figure() -> None:
    page = framed_page().draw(95, 215, 505, 262, filled=True, straight=True)
    page.text(100, 220, "for x in y:", "    go(x)", "end", mono=True).line(100, 275, "Figure 6: A listing")
    assert near(only(page).box, (95, 215, 505, 262))


def test_a_caption_without_anything_is_left_alone() -> None:
    page = PageBuilder().prose(100, 100, 4).line(100, 160, "Figure 6: Lost on the next page").prose(100, 180, 8)
    analysis = page.analysis()
    assert analysis.figures == ()
    assert [block.text for block in analysis.blocks if block.kind == "caption"] == ["Figure 6: Lost on the next page"]


def test_a_small_picture_counts_when_a_caption_names_it() -> None:
    page = framed_page().image(290, 300, 310, 320).line(250, 340, "Figure 7: A button")
    assert near(only(page).box, (290, 300, 310, 320))
    assert reasons(framed_page().image(290, 300, 310, 320)) == ["icon"]


def test_scattered_small_pictures_of_one_caption_are_one_figure() -> None:
    page = framed_page()
    for x, y in ((150, 220), (260, 320), (380, 250), (300, 380)):
        page.draw(x, y, x + 6, y + 6, segments=4)
    page.line(200, 420, "Figure 1: Points")
    assert near(only(page).box, (150, 220, 386, 386))


def test_a_far_small_picture_is_not_taken() -> None:
    page = PageBuilder().image(290, 100, 310, 120).line(250, 600, "Figure 7: Nothing near").prose(100, 640, 8)
    assert figures(page) == []


@pytest.mark.parametrize(
    ("number", "box", "reason"),
    [
        (1, (50, 40, 250, 100), "logo"),
        (1, (250, 300, 320, 360), "logo"),
        (7, (50, 20, 150, 60), "logo"),
        (7, (50, 300, 600, 302), "rules"),
        (7, (50, 300, 140, 320), "too small"),
    ],
)
def test_pictures_that_are_no_figures(number: int, box: tuple[float, ...], reason: str) -> None:
    assert reasons(framed_page(number).image(*box)) == [reason]


def test_icons_of_a_list_are_no_figures() -> None:
    page = framed_page()
    for row in range(3):
        page.image(100, 200 + 30 * row, 150, 225 + 30 * row).line(160, 206 + 30 * row, "Press to stop")
    assert reasons(page) == ["icon"]


def test_frames_rules_and_ornaments_are_no_figures() -> None:
    page = framed_page().draw(90, 95, 510, 160, straight=True).draw(100, 600, 500, 601, straight=True)
    page.draw(200, 300, 300, 400, segments=2, straight=True)
    assert reasons(page) == ["ornament", "rules"]


def test_a_frame_around_figure_and_caption_is_not_the_figure() -> None:
    page = framed_page().draw(90, 180, 510, 440, straight=True).image(150, 200, 450, 400)
    page.line(150, 412, "Figure 1: Framed")
    assert only(page).box == Box(150, 200, 450, 400)


def test_a_table_without_caption_is_boxed_text() -> None:
    page = framed_page()
    for row in range(4):
        page.draw(150, 200 + 20 * row, 450, 201 + 20 * row, straight=True)
        page.line(160, 205 + 20 * row, "cell one").line(300, 205 + 20 * row, "cell two", same=True)
    page.draw(150, 200, 151, 280, straight=True).draw(449, 200, 450, 280, straight=True)
    assert reasons(page) == ["boxed text"]


def test_a_picture_without_caption_is_described_by_what_is_near() -> None:
    figure = only(framed_page().plot(200, 220, 400, 400))
    assert (figure.label, figure.caption, figure.caption_box) == (None, "", None)
    assert figure.nearby.count(SENTENCE) >= 2
    assert only(PageBuilder().plot(200, 220, 400, 400)).nearby == ""


def test_pictures_parted_by_a_step_of_instructions_stay_apart() -> None:
    page = framed_page().image(100, 200, 300, 300).line(100, 304, "Now press OK.").image(100, 318, 300, 420)
    assert len(figures(page)) == 2


def test_full_panels_join_the_figure_but_a_listing_does_not() -> None:
    page = framed_page().plot(300, 220, 420, 340).line(200, 400, "Figure 2: Panels")
    for row in range(6):
        page.draw(160, 220 + 20 * row, 280, 240 + 20 * row, straight=True)
        page.line(165, 224 + 20 * row, "a full label here", 8.0)
    assert near(only(page).box, (160, 220, 420, 340))
    page = framed_page().draw(100, 170, 500, 206, filled=True, straight=True)
    page.text(105, 173, "go()", "run()", "stop()", mono=True).image(100, 212, 300, 400).line(
        100, 410, "Figure 2: A picture"
    )
    assert only(page).box.y0 == 212


def test_a_diagonal_neighbour_is_no_panel() -> None:
    page = framed_page().plot(300, 220, 420, 300).line(250, 400, "Figure 2: Panels")
    for row in range(2):
        page.draw(160, 304 + 20 * row, 280, 324 + 20 * row, straight=True).line(
            165, 308 + 20 * row, "a full label", 8.0
        )
    assert only(page).box.x0 == 300


def test_small_graphics_in_a_picture_belong_to_it() -> None:
    page = framed_page().plot(200, 220, 400, 400).line(200, 420, "Figure 1: Volts")
    page.drawings += PageBuilder().draw(396, 180, 399, 184, segments=4).drawings
    assert only(page).box.y0 < 221


def test_scans_show_figures_by_their_ink() -> None:
    page = framed_page().image(0, 0, 600, 800, "scan").line(200, 420, "Figure 1: Scanned")
    page.ink += [Box(200, 220, 400, 400), Box(30, 500, 80, 560)]
    figure = only(page)
    assert (figure.kind, figure.label) == (FigureKind.RASTER, "1")


def test_a_title_a_little_apart_belongs_to_a_captioned_plot() -> None:
    page = framed_page().plot(200, 230, 400, 400).line(250, 207, "Volts", 9.0).line(200, 420, "Figure 1: Volts")
    assert only(page).box.y0 == 207


def test_rows_of_numbers_are_no_prose() -> None:
    page = framed_page().plot(200, 220, 400, 400).line(200, 402, "0  10  20  30  40  50  60  70", width=200.0)
    page.line(200, 430, "Figure 1: Volts")
    assert only(page).box.y1 == 412


def test_what_stands_between_a_plot_and_its_caption_belongs_to_it() -> None:
    page = framed_page().plot(200, 220, 400, 400).line(280, 414, "time", 8.0).line(200, 440, "Figure 1: Volts")
    assert only(page).box.y1 == 422


def test_a_numbered_equation_set_as_a_picture_is_no_figure() -> None:
    page = framed_page().image(150, 300, 400, 360).line(480, 325, "(6)")
    assert reasons(page) == ["equation"]


def test_steps_above_a_caption_are_not_its_figure() -> None:
    page = PageBuilder().prose(100, 100, 4).line(100, 162, "• Press the button").line(100, 180, "Figure 6: Lost")
    assert figures(page.prose(100, 200, 8)) == []


def test_graphics_above_each_other_keep_the_captions_beside_them() -> None:
    page = PageBuilder().prose(50, 60, 4).image(50, 150, 250, 250).image(50, 266, 250, 366).prose(50, 400, 4)
    page.line(262, 190, "Figure 1: The pump, open").line(262, 300, "Figure 2: The pump, closed")
    found = page.analysis().figures
    assert [(figure.label, figure.box.y0, figure.box.y1) for figure in found] == [("1", 150, 250), ("2", 266, 366)]


def test_parts_far_apart_are_one_figure_by_their_caption() -> None:
    page = framed_page().image(200, 180, 400, 260).image(150, 320, 450, 420).line(200, 435, "Figure 4: Two views")
    assert near(only(page).box, (150, 180, 450, 420))


def test_a_line_that_runs_over_another_caption_is_not_taken() -> None:
    page = framed_page().text(100, 160, "for x in y:", "    go(x)", "end", mono=True)
    page.line(100, 212, "a line", 8.0, mono=True, width=380.0).line(100, 230, "Figure 6: Listing")
    page.line(300, 230, "Figure 7: Other")
    assert near(next(figure.box for figure in figures(page) if figure.label == "6"), (100, 160, 155, 194))
