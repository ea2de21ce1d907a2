"""From words to look for to what they find, by one key."""

from __future__ import annotations

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QListView, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.gui.search_line import SearchLine


def field_and_list(qtbot: QtBot, rows: list[str]) -> tuple[QWidget, SearchLine, QListView]:
    both = QWidget()
    qtbot.addWidget(both)
    field, view = SearchLine(both), QListView(both)
    view.setModel(QStringListModel(rows, view))
    column = QVBoxLayout(both)
    column.addWidget(field)
    column.addWidget(view)
    field.leads_to(view)
    with qtbot.waitExposed(both):
        both.show()
    both.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    return both, field, view


def test_down_goes_to_the_first_of_what_was_found(qtbot: QtBot) -> None:
    _both, field, view = field_and_list(qtbot, ["pump", "wheel"])
    qtbot.keyClick(field, Qt.Key.Key_Down)
    assert view.hasFocus()
    assert view.currentIndex().data() == "pump"


def test_down_goes_back_to_the_row_where_one_was(qtbot: QtBot) -> None:
    _both, field, view = field_and_list(qtbot, ["pump", "wheel"])
    view.setCurrentIndex(view.model().index(1, 0))
    qtbot.keyClick(field, Qt.Key.Key_Down)
    assert view.hasFocus()
    assert view.currentIndex().data() == "wheel"


def test_where_nothing_was_found_the_words_keep_the_focus(qtbot: QtBot) -> None:
    _both, field, view = field_and_list(qtbot, [])
    qtbot.keyClicks(field, "axle")
    qtbot.keyClick(field, Qt.Key.Key_Down)
    assert field.hasFocus()
    assert field.text() == "axle"
    assert not view.hasFocus()
