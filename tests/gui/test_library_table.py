"""The library as a table: what it shows, in which order, and what is done with many rows at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.domain.documents import DocumentStatus
from desktop_app.gui.library.library_model import Entry, EntryState, LibraryModel
from desktop_app.gui.library.table_model import DocumentTableModel
from desktop_app.gui.library.table_rows import Column, arranged
from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.settings_dialog.folder_size import size_in_words
from tests.gui.fakes import FakeUseCases, FakeWorkspace, make_document

DAY = 86_400


def library(workspace: FakeWorkspace, count: int) -> None:
    for number in range(1, count + 1):
        pages = (number * 7) % 11 + 1
        document = make_document(number, pages=pages, figures=count - number, size=number * 1000, added=number * DAY)
        workspace.library.add(document)


def make_entry(number: int, title: str = "", state: EntryState = EntryState.READY, missing: bool = False) -> Entry:
    document = make_document(number, pages=number % 5, size=number % 3, added=float(number))
    return Entry(Path(document.path), title or f"Document {number}", state, document=document, missing=missing)


entries = st.lists(
    st.builds(make_entry, st.integers(1, 30), st.text(max_size=6), st.sampled_from(EntryState), st.booleans()),
    max_size=12,
)


@given(entries, st.text(max_size=4), st.sampled_from(Column), st.booleans())
@settings(deadline=None)
def test_rows_are_filtered_and_sorted(rows: list[Entry], words: str, column: Column, descending: bool) -> None:
    found = arranged(rows, words=words, column=column, descending=descending)
    assert all(all(w in f"{e.title}\n{e.path}".casefold() for w in words.casefold().split()) for e in found)
    assert arranged(reversed(found), column=column, descending=not descending) == list(reversed(found))
    assert len(arranged(rows)) == len(rows)
    assert arranged(rows, documents=()) == []


def test_what_needs_attention_comes_first() -> None:
    states = [EntryState.READY, EntryState.WAITING, EntryState.READING, EntryState.PARTIAL, EntryState.FAILED]
    rows = [make_entry(number, state=state) for number, state in enumerate(states, 1)]
    rows.append(make_entry(9, missing=True))
    found = arranged(rows, column=Column.STATUS)
    assert [(entry.state, entry.missing) for entry in found] == [
        (EntryState.FAILED, False),
        (EntryState.PARTIAL, False),
        (EntryState.READY, True),
        (EntryState.READING, False),
        (EntryState.WAITING, False),
        (EntryState.READY, False),
    ]


def test_the_table_is_a_sound_model(qapp: QApplication) -> None:
    model = DocumentTableModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    rows = [make_entry(number) for number in range(1, 6)]
    model.set_entries(rows)
    model.sort(Column.PAGES, Qt.SortOrder.AscendingOrder)
    model.set_entries([replace(rows[0], state=EntryState.READING, progress=0.5), *rows[1:]])
    model.set_filter("document 1", None)
    cells = [str(model.index(0, column).data()) for column in Column]
    assert cells[:4] == ["Document 1", "1", "3", "Reading, 50 %"]
    assert "70" in cells[4]
    assert cells[5].startswith("1 byte")
    assert model.index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole) == "Pages ↑: 1"
    model.set_entries([])
    assert tester.model() is model


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        (make_entry(1, missing=True), "File missing"),
        (make_entry(1, state=EntryState.PARTIAL, missing=True), "Partly read"),
        (make_entry(1, state=EntryState.FAILED), "Not read"),
        (Entry(Path("/new.pdf"), "new.pdf", EntryState.WAITING), "Waiting"),
        (Entry(Path("/new.pdf"), "new.pdf", EntryState.READING), "Reading"),
    ],
)
def test_a_row_says_how_a_document_stands(qapp: QApplication, entry: Entry, words: str) -> None:
    model = DocumentTableModel()
    model.set_entries([entry])
    assert model.index(0, Column.STATUS).data() == words
    assert bool(model.index(0, Column.PAGES).data()) == (entry.document is not None)


@pytest.fixture
def window(workspace: FakeWorkspace, open_window: Callable[[], MainWindow], qtbot: QtBot) -> MainWindow:
    library(workspace, 12)
    workspace.library.collections.add("Even", [make_document(number).id for number in (2, 4)])
    made = open_window()
    qtbot.waitUntil(lambda: made.model.rowCount() == 12)
    qtbot.waitUntil(lambda: bool(made.library_part.collections.all))
    made.library_part.table_button.click()
    qtbot.waitUntil(lambda: len(made.library_part.table.model.rows) == 12)
    return made


def titles(window: MainWindow) -> list[str]:
    return [entry.title.rpartition(" ")[2] for entry in window.library_part.table.model.rows]


def test_the_table_is_shown_filtered_and_left_by_keys(qtbot: QtBot, window: MainWindow) -> None:
    page = window.library_part.table
    assert page.search.hasFocus()
    assert titles(window)[:2] == ["12", "11"]
    qtbot.keyClicks(page.search, "manual-3")
    assert titles(window) == ["3"]
    qtbot.keyClick(page.search, Qt.Key.Key_Return)
    assert page.table.hasFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Escape)
    assert not page.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(page.isVisible)
    page.close_button.click()
    assert not page.isVisible()


def test_a_table_without_rows_says_why(qtbot: QtBot, window: MainWindow, workspace: FakeWorkspace) -> None:
    page = window.library_part.table
    assert not page.empty.isVisible()
    page.search.setText("nothing is called so")
    assert page.empty.isVisible()
    assert page.empty.text() == "No document has this in its title or path."
    page.search.clear()
    assert not page.empty.isVisible()
    window.confirm = lambda *_words: True
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(page.empty.isVisible)
    assert page.empty.text().startswith("No documents yet.")


def test_each_column_sorts_both_ways(qtbot: QtBot, window: MainWindow) -> None:
    table = window.library_part.table.table
    for column, first in ((Column.TITLE, "1"), (Column.FIGURES, "12"), (Column.SIZE, "1"), (Column.ADDED, "1")):
        table.sortByColumn(column, Qt.SortOrder.AscendingOrder)
        assert titles(window)[0] == first
        ascending = titles(window)
        table.sortByColumn(column, Qt.SortOrder.DescendingOrder)
        assert titles(window) == ascending[::-1]


def test_chosen_rows_stay_chosen(qtbot: QtBot, window: MainWindow, workspace: FakeWorkspace) -> None:
    page = window.library_part.table
    page.table.sortByColumn(Column.TITLE, Qt.SortOrder.AscendingOrder)
    page.table.selectAll()
    page.search.setText("manual-1")
    assert len(page.selected()) == 4
    page.search.clear()
    assert len(page.selected()) == 4
    page.table.sortByColumn(Column.PAGES, Qt.SortOrder.DescendingOrder)
    page.table.selectRow(3)
    chosen = page.selected()
    workspace.library.add(make_document(99, pages=500))
    window.library.refresh()
    qtbot.waitUntil(lambda: len(page.model.rows) == 13)
    assert page.selected() == chosen


def test_many_rows_are_asked_read_again_and_removed(
    qtbot: QtBot, window: MainWindow, workspace: FakeWorkspace, use_cases: FakeUseCases
) -> None:
    page = window.library_part.table
    assert not page.remove_button.isEnabled()
    page.search.setText("manual-1")
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert page._summary.text().startswith("4 of 4 chosen · ")
    page.ask_button.click()
    assert window.library_part.chip.button.text() == "In: 4 documents"
    window.confirm = lambda *_words: True
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: len(workspace.library.removed) == 4)
    page.search.clear()
    qtbot.waitUntil(lambda: len(page.model.rows) == 8)


def test_a_row_opens_its_pages(qtbot: QtBot, window: MainWindow) -> None:
    page = window.library_part.table
    page.table.selectRow(0)
    with qtbot.waitSignal(window.library_panel.opened) as opened:
        qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert opened.args[0].title == "Pump manual 12"
    assert window.pages.isVisible()
    qtbot.waitUntil(lambda: not any(lane.busy for lane in window.lanes.all()))


def test_a_narrow_table_leaves_its_room_to_the_titles(qtbot: QtBot, window: MainWindow) -> None:
    page = window.library_part.table
    for width, hidden in ((1600, []), (800, [Column.SIZE, Column.ADDED])):
        window.resize(width, 500)
        qtbot.waitUntil(lambda wide=width: window.width() <= wide)
        qtbot.waitUntil(lambda wanted=hidden: [c for c in Column if page.table.isColumnHidden(c)][-2:] == wanted[::-1])
        assert page.table.columnWidth(Column.TITLE) > 100


def test_the_table_shows_one_collection(qtbot: QtBot, window: MainWindow, workspace: FakeWorkspace) -> None:
    page = window.library_part.table
    page.collection.setCurrentIndex(1)
    assert sorted(titles(window)) == ["2", "4"]
    window.library_part.leave_table()
    window.library_panel.collections.choose(None)
    window.library_part.show_table()
    assert len(titles(window)) == 12
    dragged = page.model.mimeData([page.model.index(0, 0), page.model.index(0, 1)])
    assert dragged.data(dragged.formats()[0]).data().decode().count("0c") == 1


def test_progress_is_seen_in_the_table(qtbot: QtBot, window: MainWindow, use_cases: FakeUseCases) -> None:
    use_cases.gate.clear()
    window.add([Path("/documents/new.pdf")])
    page = window.library_part.table
    qtbot.waitUntil(lambda: any(entry.state is EntryState.READING for entry in page.model.rows))
    use_cases.gate.set()
    qtbot.waitUntil(lambda: len(page.model.rows) == 13 and all(e.state is EntryState.READY for e in page.model.rows))


def test_ten_thousand_rows_are_one_model(qtbot: QtBot, qapp: QApplication) -> None:
    model = LibraryModel()
    documents = [make_document(number) for number in range(10_000)]
    model.set_documents(documents)
    first = model.entries
    failed = replace(documents[5000], status=DocumentStatus.FAILED, error="No.")
    with qtbot.waitSignal(model.dataChanged) as changed:
        model.set_documents([*documents[:5000], failed, *documents[5001:]])
    assert changed.args[0].row() == changed.args[1].row() == 5000
    assert model.entries[4999] is first[4999]
    with qtbot.waitSignals([model.rowsRemoved, model.dataChanged]):
        model.set_documents(documents[:-1])
    assert model.rowCount() == 9_999


def test_sizes_are_told_as_those_of_models_are() -> None:
    assert size_in_words(2_380_000).endswith("MB")
    assert size_in_words(680_450).endswith("kB")
