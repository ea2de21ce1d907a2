from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.geometry import Box
from desktop_app.domain.page_content import TextLine
from desktop_app.ingestion.table_grid import as_markdown, as_rows, grid_of, has_columns, rows_of

WORDS = st.text("abXY019|\\.,:", min_size=1, max_size=8)


def piece(x: float, y: float, text: str, size: float = 10.0) -> TextLine:
    return TextLine(text, Box(x, y, x + 5 * len(text), y + size), size)


def test_rows_go_from_top_to_bottom_and_left_to_right() -> None:
    pieces = [piece(300, 101, "b"), piece(100, 100, "a"), piece(100, 120, "c")]
    assert [[cell.text for cell in row] for row in rows_of(pieces)] == [["a", "b"], ["c"]]
    assert grid_of([]) == []
    assert as_markdown([]) == as_rows([]) == ""


def test_cells_under_each_other_make_columns_and_empty_cells_are_kept() -> None:
    pieces = [piece(100, 100, "name"), piece(200, 100, "unit"), piece(300, 100, "value")]
    pieces += [piece(100, 115, "length"), piece(300, 115, "12.5"), piece(100, 130, "mass"), piece(205, 130, "kg")]
    grid = grid_of(pieces)
    assert grid == [["name", "unit", "value"], ["length", "", "12.5"], ["mass", "kg", ""]]
    assert has_columns(grid)
    assert as_rows(grid) == "name | unit | value\nlength | 12.5\nmass | kg"


def test_a_title_over_several_columns_parts_nothing() -> None:
    pieces = [piece(160, 85, "A heading over all of the columns")]
    for row in range(8):
        pieces += [
            piece(100, 100 + 15 * row, "name"),
            piece(200, 100 + 15 * row, "unit"),
            piece(300, 100 + 15 * row, "9"),
        ]
    assert grid_of(pieces)[1] == ["name", "unit", "9"]


def test_a_cell_of_several_lines_is_one() -> None:
    pieces = [piece(100, 100, "option"), piece(200, 100, "what it does")]
    pieces += [
        piece(100, 120, "-v"),
        piece(200, 120, "tells more of what it"),
        piece(200, 132, "does, and of-"),
        piece(200, 144, "ten"),
    ]
    pieces += [piece(200, 180, "(to be continued)")]
    assert grid_of(pieces)[1:] == [["-v", "tells more of what it does, and often"], ["", "(to be continued)"]]


def test_signs_of_markdown_are_escaped() -> None:
    assert as_markdown([["a|b", "\\"], ["c", ""]]) == "| a\\|b | \\\\ |\n| --- | --- |\n| c |  |"
    assert as_markdown([["one"], ["column"]]) == "one\ncolumn"
    assert not has_columns([["one"], ["column"]])


@given(st.lists(st.lists(WORDS, min_size=2, max_size=5), min_size=2, max_size=6))
def test_markdown_has_all_words_and_as_many_cells_in_each_row(rows: list[list[str]]) -> None:
    pieces = [piece(60 * x, 20 * y, word) for y, row in enumerate(rows) for x, word in enumerate(row)]
    grid = grid_of(pieces)
    assert len({len(row) for row in grid}) == 1
    lines = as_markdown(grid).split("\n")
    if len(grid[0]) > 1:
        assert {len(re.findall(r"(?<!\\)(?:\\\\)*\|", line)) for line in lines} == {len(grid[0]) + 1}
    words = [word for row in grid for cell in row for word in cell.split()]
    assert sorted("".join(words)) == sorted("".join("".join(row) for row in rows))
