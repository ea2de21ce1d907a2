"""Answers in Arabic and Hebrew: columns from the right, measures and marks of citations in one piece."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor, QTextTable
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


def shown(bot: QtBot, markdown: str) -> TextBlock:
    block = TextBlock()
    bot.addWidget(block)
    block.set_markdown(markdown, {1}, lambda _number: "")
    return block


def marks(block: TextBlock) -> list[tuple[str, bool]]:
    """What stands before each item of lists, in the order of reading, and whether it stands at the right."""
    found = []
    line = block.document().begin()
    while line.isValid():
        items = line.textList()
        if items is not None:
            found.append((items.itemText(line), line.textDirection() is Qt.LayoutDirection.RightToLeft))
        line = line.next()
    return found


def test_the_point_of_a_number_stands_between_it_and_the_words(qtbot: QtBot) -> None:
    assert marks(shown(qtbot, "1. פתח\n2. סגור")) == [("1.", True), ("2.", True)]
    assert marks(shown(qtbot, "1) פתח\n2) סגור")) == [("1)", True), ("2)", True)]
    assert marks(shown(qtbot, "1. Open\n2. Close")) == [("1.", False), ("2.", False)]


def test_all_items_of_a_list_go_the_way_of_the_first(qtbot: QtBot) -> None:
    assert marks(shown(qtbot, "1. פתח\n2. Valve 14")) == [("1.", True), ("2.", True)]
    assert marks(shown(qtbot, "1. Open\n2. סגור")) == [("1.", False), ("2.", False)]


def test_one_paragraph_among_others_stands_at_the_right(qtbot: QtBot) -> None:
    block = shown(qtbot, "Before it.\n\nהברז נפתח.\n\nAfter it.")
    document = block.document()
    directions = [document.findBlockByNumber(number).textDirection() for number in range(3)]
    ways = Qt.LayoutDirection
    assert directions == [ways.LeftToRight, ways.RightToLeft, ways.LeftToRight]


@pytest.mark.parametrize(
    ("markdown", "copied"),
    [
        (TABLE, "חלק\tכמות\tהערה\nמשאבה\t2\tמים [1]\nשסתום\t14\t"),
        ("| Part | N |\n|---|---|\n| Pump | 2 |\n| 🔧 | 14 |", "Part\tN\nPump\t2\n🔧\t14"),
    ],
)
def test_a_table_is_copied_in_rows_as_it_is_read(qtbot: QtBot, markdown: str, copied: str) -> None:
    block = shown(qtbot, f"Before.\n\n{markdown}\n\nAfter.")
    block.selectAll()
    assert block.createMimeDataFromSelection().text() == f"Before.\n{copied}\n\nAfter."


def test_some_cells_of_a_turned_table_are_copied_as_they_are_read(qtbot: QtBot) -> None:
    block = shown(qtbot, TABLE)
    table = next(frame for frame in block.document().rootFrame().childFrames() if isinstance(frame, QTextTable))
    cursor = table.cellAt(0, 1).firstCursorPosition()
    cursor.setPosition(table.cellAt(1, 2).lastCursorPosition().position(), QTextCursor.MoveMode.KeepAnchor)
    block.setTextCursor(cursor)
    assert block.createMimeDataFromSelection().text() == "חלק\tכמות\nמשאבה\t2"


def test_a_part_of_a_cell_and_parts_of_lines_are_copied(qtbot: QtBot) -> None:
    block = shown(qtbot, "One 🔧 two.\n\nThree four.")
    cursor = QTextCursor(block.document())
    cursor.setPosition(4)
    cursor.setPosition(16, QTextCursor.MoveMode.KeepAnchor)
    block.setTextCursor(cursor)
    assert block.createMimeDataFromSelection().text() == "🔧 two.\nThre"
    block = shown(qtbot, TABLE)
    table = next(frame for frame in block.document().rootFrame().childFrames() if isinstance(frame, QTextTable))
    cursor = table.cellAt(1, 2).firstCursorPosition()
    cursor.setPosition(cursor.position() + 3, QTextCursor.MoveMode.KeepAnchor)
    block.setTextCursor(cursor)
    assert block.createMimeDataFromSelection().text() == "משא"
