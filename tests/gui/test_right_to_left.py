"""Answers in Arabic and Hebrew: columns from the right, measures and marks of citations in one piece."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextTable
from pytestqt.qtbot import QtBot

from desktop_app.gui.chat.right_to_left import ISOLATE, ISOLATED, RIGHT_TO_LEFT_MARK, arranged, is_right_to_left
from desktop_app.gui.chat.text_block import TextBlock

TABLE = "| חלק | כמות | הערה |\n|:--|--:|---|\n| משאבה | 2 | מים [1] |\n| שסתום | 14 |"
_INVISIBLE = dict.fromkeys(map(ord, (ISOLATE, ISOLATED, RIGHT_TO_LEFT_MARK)))


@pytest.mark.parametrize(
    ("text", "expected"), [("שלום", True), ("12 – שלום", True), ("Figure שלום", False), ("", False), ("80 °", False)]
)
def test_the_first_letter_says_the_direction(text: str, expected: bool) -> None:
    assert is_right_to_left(text) is expected


def test_columns_are_turned_and_missing_cells_are_filled() -> None:
    lines = [line.translate(_INVISIBLE) for line in arranged(TABLE).split("\n")]
    assert lines == [
        "| הערה | כמות | חלק |",
        "|---|--:|:--|",
        "| מים [1] | 2 | משאבה |",
        "| | 14 | שסתום |",
    ]


def test_other_tables_code_and_addresses_stay() -> None:
    for text in ("| Part | N |\n|---|---|\n| שלום | 2 |", "```\n| חלק | כמות |\n|---|---|\n```", "Only 80 °C [1]"):
        assert arranged(text) == text
    assert "(http://a.example/80C)" in arranged("שלום [כאן](http://a.example/80C) `80 °C`")
    assert "`80 °C`" in arranged("שלום `80 °C`")


def test_measures_and_marks_stay_in_one_piece() -> None:
    words = arranged("הברז נפתח ב־80 °C [2], לחץ 3.5 kW/h")
    assert f"{ISOLATE}80 °C{ISOLATED}" in words
    assert f"{RIGHT_TO_LEFT_MARK}[2]" in words
    assert f"{ISOLATE}3.5 kW/h{ISOLATED}" in words


@given(st.text(st.sampled_from("שלא a1[]|-:\n`°C"), max_size=60))
def test_nothing_is_lost_but_the_order_of_columns(text: str) -> None:
    shown = arranged(text)
    assert len(shown.split("\n")) == len(text.split("\n"))
    if "|" not in text:
        assert shown.translate(_INVISIBLE) == text


def test_a_table_is_shown_from_the_right_and_copied_without_marks(qtbot: QtBot) -> None:
    block = TextBlock()
    qtbot.addWidget(block)
    block.set_markdown(TABLE, {1}, lambda _number: "")
    table = next(frame for frame in block.document().rootFrame().childFrames() if isinstance(frame, QTextTable))
    heads = [table.cellAt(0, column).firstCursorPosition().block().text() for column in range(3)]
    assert heads == ["הערה", "כמות", "חלק"]
    number = table.cellAt(1, 1).firstCursorPosition().block()
    assert number.text() == "2"
    assert number.textDirection() is Qt.LayoutDirection.RightToLeft
    block.set_markdown("הברז נפתח ב־80 °C [1].", {1}, lambda _number: "")
    block.selectAll()
    assert block.createMimeDataFromSelection().text() == "הברז נפתח ב־80 °C [1]."
