"""The selection as a calculation: which words lie between two points, and as what they are taken."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.geometry import Box
from desktop_app.domain.page_text import PageText, TextWord
from desktop_app.gui.page_viewer.text_selection import (
    Selection,
    TextPoint,
    Unit,
    as_prose,
    as_set,
    line_around,
    line_boxes,
    nearest_word,
    word_at,
)
from tests.gui.fakes import page_words


def texts(selection: Selection, page: int, text: PageText) -> str:
    return as_set(selection.words(page, text))


def point(page: int, line: int, place: int) -> TextPoint:
    """The middle of a word of `page_words`."""
    return TextPoint(page, 85.0 + 60 * place, 62.0 + 14 * line)


def test_words_lie_between_two_points_whichever_comes_first() -> None:
    first, last = point(3, 0, 2), point(3, 1, 1)
    for selection in (Selection(first, last), Selection(last, first)):
        assert texts(selection, 3, page_words(3)) == "line 1\npage 3"
        assert selection.words(2, page_words(2)) == ()


def test_a_selection_over_pages_takes_those_between_whole() -> None:
    selection = Selection(point(4, 0, 1), point(2, 11, 2))
    assert texts(selection, 2, page_words(2)) == "line 12"
    assert len(selection.words(3, page_words(3))) == 48
    assert texts(selection, 4, page_words(4)) == "page 4"


def test_lines_and_pages_are_taken_whole() -> None:
    middle = point(1, 3, 1)
    assert texts(Selection(middle, middle, Unit.LINE), 1, page_words(1)) == "page 1 line 4"
    assert len(Selection(middle, middle, Unit.PAGE).words(1, page_words(1))) == 48
    assert Selection(middle, middle).words(1, PageText()) == ()


def test_a_word_beside_is_nearer_than_one_above() -> None:
    text = page_words(1)
    assert nearest_word(text, 550.0, 62.0) == 3
    assert nearest_word(text, 0.0, 62.0 + 14) == 4
    assert word_at(text, 85.0, 62.0) == 0
    assert word_at(text, 550.0, 62.0) is None
    assert word_at(PageText(), 0, 0) is None


def word(text: str, x: float, y: float, line: int, block: int = 0) -> TextWord:
    return TextWord(text, Box(x, y, x + 30, y + 10), line, block)


def test_a_line_that_the_file_cuts_at_a_gap_is_one() -> None:
    words = (word("x", 10, 10, 0), word("<-", 100, 10.5, 1), word("y", 10, 24, 2))
    assert as_set(words) == "x <-\ny"
    assert line_around(PageText(words), 1) == (0, 1)
    assert line_boxes(words) == [Box(10, 10, 130, 20.5), Box(10, 24, 40, 34)]


def test_prose_joins_what_lines_break() -> None:
    words = (word("The", 0, 0, 0), word("cool-", 40, 0, 0), word("ing", 0, 14, 1), word("AC-", 40, 14, 1))
    assert as_prose((*words, word("DC", 0, 28, 2))) == "The cooling AC- DC"
    assert as_set((words[0], word("Next", 0, 40, 0, 1))) == "The\n\nNext"


points = st.builds(TextPoint, st.integers(1, 4), st.floats(-50, 700), st.floats(-50, 900))


@given(points, points, st.sampled_from(Unit), st.integers(1, 4))
def test_a_selection_is_one_run_of_words(anchor: TextPoint, head: TextPoint, unit: Unit, page: int) -> None:
    text = page_words(page)
    selected = Selection(anchor, head, unit).words(page, text)
    assert bool(selected) == (page in range(min(anchor.page, head.page), max(anchor.page, head.page) + 1))
    if selected:
        first = text.words.index(selected[0])
        assert text.words[first : first + len(selected)] == selected
        assert len(line_boxes(selected)) == pytest.approx(len({word.line for word in selected}))
