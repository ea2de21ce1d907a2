from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.ocr.line_grouping import Line, grouped

pytestmark = pytest.mark.heavy


def lines_at(left: float, top: float, count: int, *, size: float = 10.0, leading: float = 12.0) -> list[Line]:
    """Lines of a column, 200 points wide."""
    return [
        Line(f"line {n} of the column at {left:g}", left, left + 200, top + n * leading, size) for n in range(count)
    ]


def test_the_lines_of_a_column_are_one_block_from_top_to_bottom() -> None:
    column = lines_at(50, 100, 5)
    assert grouped(column[::-1]) == [column]


def test_columns_stay_apart_whatever_their_lines_lie_beside() -> None:
    left, right = lines_at(50, 100, 6), lines_at(270, 103, 6)
    assert sorted(grouped([*left, *right]), key=lambda block: block[0].left) == [left, right]


def test_white_space_and_a_larger_size_begin_a_block() -> None:
    heading = Line("A heading", 50, 150, 80, 16.0)
    first, second = lines_at(50, 100, 3), lines_at(50, 170, 3)
    assert grouped([*first, heading, *second]) == [[heading], first, second]


def test_a_line_across_two_columns_belongs_to_neither() -> None:
    left, right = lines_at(50, 112, 4), lines_at(270, 112, 4)
    across = Line("a long line above both of the columns, as a caption stands", 50, 470, 100, 10.0)
    blocks = grouped([across, *left, *right])
    assert [across] in blocks
    assert len(blocks) == 3


def test_pieces_of_one_line_are_joined_from_left_to_right() -> None:
    pieces = [
        Line("is one line.", 108, 160, 100.4, 10.0),
        Line("This", 50, 72, 100, 10.0),
        Line("all", 78, 100, 99.7, 10),
    ]
    [[line]] = grouped(pieces)
    assert (line.text, line.left, line.right) == ("This all is one line.", 50, 160)


def test_sizes_close_to_that_of_the_text_become_it_in_steps_of_half_a_point() -> None:
    text = [replace(line, size=size) for line, size in zip(lines_at(50, 100, 3), (9.7, 10.2, 10.1), strict=True)]
    caption = Line("Figure 1: smaller.", 50, 150, 300, 8.1)
    blocks = grouped([*text, caption])
    assert [[line.size for line in block] for block in blocks] == [[10.0, 10.0, 10.0], [8.0]]


def test_nothing_is_nothing() -> None:
    assert grouped([]) == []


@given(
    st.lists(
        st.builds(
            lambda left, width, baseline, size: Line("some words", left, left + width, baseline, size),
            st.floats(0, 500),
            st.floats(1, 400),
            st.floats(0, 800),
            st.floats(4, 40),
        ),
        max_size=30,
    )
)
def test_every_word_is_kept_and_every_box_has_its_extent(lines: list[Line]) -> None:
    blocks = grouped(lines)
    assert sum(line.text.count("some words") for block in blocks for line in block) == len(lines)
    assert all(line.box.area > 0 for block in blocks for line in block)
    for block in blocks:
        assert len({line.size for line in block}) == 1
        assert [line.baseline for line in block] == sorted(line.baseline for line in block)
