from __future__ import annotations

from desktop_app.domain.documents import FigureKind
from desktop_app.domain.geometry import Box
from desktop_app.domain.page_content import BlockKind, FigureRegion
from tests.ingestion.pages import PageBuilder


def cells(page: PageBuilder, y: float, rows: int = 3) -> PageBuilder:
    for row in range(rows):
        page.line(110, y + 15 * row, f"name {row}", same=row > 0).line(300, y + 15 * row, f"{row}.5", same=True)
    return page


def tables(page: PageBuilder) -> list[FigureRegion]:
    return [figure for figure in page.analysis().figures if figure.kind is FigureKind.TABLE]


def test_rules_below_the_caption_hold_the_table() -> None:
    page = PageBuilder().prose(100, 100, 4).line(100, 200, "Table 2: Costs by name")
    for y in (216, 232, 280):
        page.draw(100, y, 400, y + 1, straight=True)
    page = cells(page, 234).prose(100, 640, 8)
    (table,) = tables(page)
    assert (table.label, table.caption, table.box) == ("2", "Costs by name", Box(100, 216, 400, 281))
    assert table.inside == "| name 0 | 0.5 |\n| --- | --- |\n| name 1 | 1.5 |\n| name 2 | 2.5 |"
    blocks = [block for block in page.analysis().blocks if block.kind is BlockKind.TABLE]
    assert [block.text for block in blocks] == ["name 0 | 0.5\nname 1 | 1.5\nname 2 | 2.5"]


def test_a_caption_below_its_table() -> None:
    page = PageBuilder().prose(100, 100, 4)
    for y in (216, 232, 280):
        page.draw(100, y, 400, y + 1, straight=True)
    page = cells(page, 234).line(100, 290, "Table 2: Costs").prose(100, 320, 8)
    page.draw(100, 500, 300, 501, straight=True)
    assert tables(page)[0].box == Box(100, 216, 400, 281)


def test_a_table_without_rules_is_known_by_its_columns() -> None:
    page = cells(PageBuilder().prose(100, 100, 4).line(100, 200, "Table 2: Costs"), 216).prose(100, 640, 8)
    (table,) = tables(page)
    assert (table.box.y0, table.box.y1) == (216, 256)


def test_rules_of_another_width_or_behind_prose_belong_to_something_else() -> None:
    page = PageBuilder().line(100, 200, "Table 2: Costs").draw(100, 216, 400, 217, straight=True)
    page.draw(100, 260, 400, 261, straight=True).prose(100, 300, 3, width=300).draw(50, 350, 560, 351, straight=True)
    page.draw(100, 400, 400, 401, straight=True)
    assert cells_box(page) == Box(100, 216, 400, 262)


def cells_box(page: PageBuilder) -> Box:
    return tables(cells(page, 222))[0].box


def test_a_table_set_as_a_picture() -> None:
    page = (
        PageBuilder().prose(100, 100, 4).line(100, 200, "Table 2: Costs").image(100, 214, 400, 400).prose(100, 640, 8)
    )
    assert [(table.label, table.box.y0) for table in tables(page)] == [("2", 214)]


def test_a_caption_without_a_table_is_left_alone() -> None:
    page = PageBuilder().prose(100, 100, 4).line(100, 200, "Table 2: Costs").prose(100, 230, 8)
    page.draw(100, 700, 400, 701, straight=True)
    assert tables(page) == []


def test_a_lonely_rule_is_no_table() -> None:
    page = PageBuilder().prose(100, 100, 4).line(100, 200, "Table 2: Costs").draw(100, 213, 400, 214, straight=True)
    assert tables(page.prose(100, 640, 8)) == []


def test_a_figure_is_not_a_table_too() -> None:
    page = PageBuilder().prose(100, 60, 4).line(150, 150, "Table 1: Costs").image(150, 164, 450, 250)
    page.line(150, 262, "Figure 1: Bars").prose(100, 640, 8)
    kinds = [figure.kind for figure in page.analysis().figures]
    assert kinds == [FigureKind.RASTER]


def test_captions_of_a_page_stand_on_one_side_of_their_tables() -> None:
    page = PageBuilder().prose(100, 60, 4)
    for top in (150, 260):
        for y in (top, top + 16, top + 64):
            page.draw(100, y, 400, y + 1, straight=True)
        cells(page, top + 18).line(100, top + 80, f"Table {top}: Costs")
    page.prose(100, 640, 8)
    assert [(table.label, table.box.y0) for table in tables(page)] == [("150", 150), ("260", 260)]


def test_a_wide_row_of_a_table_is_no_prose() -> None:
    page = PageBuilder().prose(100, 60, 4).line(100, 190, "Table 2: Options")
    for y in (206, 222, 238, 254):
        page.draw(100, y, 520, y + 1, straight=True)
    page.line(105, 208, "name").line(180, 208, "what it does", same=True)
    page.line(105, 224, "every option").line(
        180, 224, "a segment of the vector from the first to the last index", same=True
    )
    page.prose(100, 640, 8)
    (table,) = tables(page)
    assert table.box == Box(100, 206, 520, 255)


def test_a_ruled_table_without_a_caption_is_read_row_by_row() -> None:
    page = PageBuilder().prose(100, 100, 4)
    for y in (216, 232, 280):
        page.draw(100, y, 400, y + 1, straight=True)
    page.draw(250, 216, 251, 281, straight=True)
    analysis = cells(page, 234).prose(100, 640, 8).analysis()
    assert analysis.figures == ()
    assert [b.text for b in analysis.blocks if b.kind is BlockKind.TABLE] == [
        "name 0 | 0.5\nname 1 | 1.5\nname 2 | 2.5"
    ]


def test_a_caption_on_the_other_side_than_the_rest_finds_its_table_too() -> None:
    page = PageBuilder().prose(100, 60, 3)
    for top in (150, 400):
        for y in (top, top + 16, top + 64):
            page.draw(100, y, 400, y + 1, straight=True)
        cells(page, top + 18)
    page.line(100, 134, "Table 1: Costs").prose(100, 230, 8).line(100, 480, "Table 2: More costs").prose(100, 640, 8)
    assert [(table.label, table.box.y0) for table in tables(page)] == [("1", 150), ("2", 400)]
