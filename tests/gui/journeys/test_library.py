from __future__ import annotations

from pathlib import Path

import pymupdf
import pytest
from PySide6.QtCore import QItemSelectionModel, QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from desktop_app.domain.documents import DocumentStatus
from desktop_app.gui.library.document_report import DocumentReport
from desktop_app.gui.library.library_model import EntryState
from desktop_app.gui.library.table_rows import Column
from tests.gui.journeys.conftest import OpenJourney
from tests.gui.journeys.journey import Journey
from tests.gui.journeys.test_writing import answer_question
from tests.gui.window_steps import drop

pytestmark = pytest.mark.filterwarnings("ignore:.*QDragEnterEvent.*:DeprecationWarning")

MANUALS = {
    "Pumpe.pdf": "The pump is cooled by water. The valve opens at eighty degrees.",
    "Kessel.pdf": "The boiler is heated by gas. Its flame is blue when it burns well.",
}


def write_manuals(folder: Path) -> list[Path]:
    """Two small manuals and a file that only looks like one."""
    folder.mkdir()
    paths = []
    for name, text in MANUALS.items():
        with pymupdf.open() as document:
            page = document.new_page()
            page.insert_textbox((72, 72, 520, 400), text, fontsize=12)
            document.save(folder / name)
        paths.append(folder / name)
    broken = folder / "Broken.pdf"
    broken.write_bytes(b"%PDF-1.7\nnothing of it is a document\n")
    return [*paths, broken]


def hover(window: QWidget, paths: list[Path]) -> None:
    """Drags files over the window without letting them go."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    QApplication.sendEvent(
        window,
        QDragEnterEvent(
            QPoint(300, 300),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        ),
    )


def reports(journey: Journey) -> list[DocumentReport]:
    return [each for each in journey.window.findChildren(DocumentReport) if each.isVisible()]


def statuses(journey: Journey) -> dict[str, DocumentStatus]:
    return {e.path.name: e.document.status for e in journey.window.model.entries if e.document is not None}


def test_files_are_dropped_listed_sorted_collected_asked_and_removed(open_journey: OpenJourney, tmp_path: Path) -> None:
    journey = open_journey("library")
    window = journey.window
    part = window.library_part
    files = write_manuals(tmp_path / "Handbücher")
    hover(window, files)
    journey.picture("files over the window")
    drop(window, files)
    journey.until(lambda: list(statuses(journey).values()).count(DocumentStatus.READY) == 3)
    journey.until(lambda: not window.library.busy)
    journey.until(window.notices.isVisible)
    journey.picture("read, and one that could not be")
    window.notices.dismiss()
    broken = [e for e in window.model.entries if e.path.name == "Broken.pdf"]
    journey.choose(window.library_panel.menu_for(broken), "What was found …")
    journey.until(lambda: reports(journey))
    journey.picture("why it could not be read", reports(journey)[0])
    reports(journey)[0].close()
    window.activateWindow()
    journey.until(window.isActiveWindow)
    journey.click(window.composer.field)

    journey.press("Ctrl+T")
    journey.until(lambda: part.table_shown)
    journey.picture("the table")
    journey.type("Kess")
    journey.until(lambda: part.table.table.model().rowCount() == 1)
    journey.picture("filtered")
    part.table.table.selectionModel().select(
        part.table.table.model().index(0, 0),
        QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows,
    )
    journey.click(part.table.ask_button)
    journey.until(lambda: part.scope.documents)
    turn = journey.ask("What is cooled by water?")
    assert "pump" not in turn.plain_text().lower()
    journey.picture("asked of one document only")
    journey.click(part.chip.clear_button)
    turn = journey.ask("What is cooled by water?")
    assert "pump" in turn.plain_text().lower()
    assert not turn.figure_blocks
    assert "figure" not in turn.plain_text().lower()
    journey.picture("asked of all")


def test_rows_of_the_table_are_sorted_chosen_read_again_shown_in_their_folder_and_removed(
    open_journey: OpenJourney, tmp_path: Path
) -> None:
    journey = open_journey("table")
    window = journey.window
    part = window.library_part
    table = part.table.table
    drop(window, write_manuals(tmp_path / "Handbücher")[:2])
    journey.until(lambda: len(statuses(journey)) == 3 and not window.library.busy)
    journey.press("Ctrl+T")
    journey.until(lambda: part.table_shown and [e.state for e in part.table.model.rows] == [EntryState.READY] * 3)
    head = table.horizontalHeader()
    for reverse in (False, True):
        journey.click(head.viewport(), at=QPoint(head.sectionViewportPosition(Column.TITLE) + 30, head.height() // 2))
        titles = [entry.title.casefold() for entry in part.table.model.rows]
        assert titles == sorted(titles, reverse=reverse)
    journey.picture("sorted the other way round")

    small = [row for row, entry in enumerate(part.table.model.rows) if entry.path.name in MANUALS]
    for row, keys in zip(small, (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier), strict=True):
        place = table.visualRect(part.table.model.index(row, 0)).center()
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, keys, place)
    assert {entry.path.name for entry in part.table.selected()} == set(MANUALS)
    journey.picture("two are chosen")
    reported: list[str] = []
    window.library.file_ended.connect(lambda report: reported.append(report.path.name))
    journey.click(part.table.retry_button)
    journey.until(lambda: sorted(reported) == sorted(MANUALS) and not window.library.busy)

    revealed: list[Path] = []
    part.show_folder = lambda folder, _otherwise: revealed.append(folder)
    journey.choose(window.library_panel.menu_for(part.table.selected()[:1]), "Show in its folder")
    assert revealed == [tmp_path / "Handbücher"]
    answer_question(journey, "Remove", "are they to be removed")
    journey.click(part.table.remove_button)
    journey.until(lambda: not set(MANUALS) & set(statuses(journey)))
    journey.until(lambda: len(part.table.model.rows) == 1)
    journey.picture("both are removed")


def test_documents_stand_in_collections_and_folders_are_followed(open_journey: OpenJourney, tmp_path: Path) -> None:
    journey = open_journey("collections")
    window = journey.window
    part = window.library_part
    journey.until(lambda: window.model.entries)
    window.choose_text = lambda *_words: "Heizung"
    journey.click(window.library_panel.collections.add_button)
    journey.until(lambda: part.collections.all)
    part.collections.put(
        part.collections.all[0], [e.document.id for e in window.model.entries if e.document is not None]
    )
    journey.until(lambda: part.collections.all[0].documents)
    journey.picture("a collection")
    journey.choose(window.library_panel.collections.menu_for(part.collections.all[0]), "Ask only this collection")
    assert window.composer.field.hasFocus()
    journey.ask("Which states can a document be in, and how does it get from one to the next?")
    journey.picture("asked of a collection")

    (tmp_path / "Pumpen").mkdir()
    part.watch.soon_ms = 60
    journey.click(part.watch.button)
    part.watch.choose_folder = lambda: tmp_path / "Pumpen"
    dialog = part.watch.dialog
    journey.click(dialog.follow_button)
    journey.until(lambda: dialog.list.count() == 1)
    journey.picture("followed folders", dialog)
    dialog.close()
    write_manuals(tmp_path / "Handbücher")[0].rename(tmp_path / "Pumpen" / "Pumpe.pdf")
    journey.until(lambda: statuses(journey).get("Pumpe.pdf") is DocumentStatus.READY and not window.library.busy)
    journey.picture("a document came by itself")


def test_a_password_is_asked_for(open_journey: OpenJourney, tmp_path: Path) -> None:
    file = tmp_path / "Vertrag.pdf"
    with pymupdf.open() as document:
        document.new_page().insert_text((72, 72), "The heat is delivered from October to April.")
        document.save(file, encryption=pymupdf.PDF_ENCRYPT_AES_256, owner_pw="open", user_pw="open")
    journey = open_journey("password")
    window = journey.window
    window.add([file])
    journey.until(lambda: window.passwords.dialog is not None and window.passwords.dialog.isVisible())
    dialog = window.passwords.dialog
    field = dialog.findChild(QLineEdit)
    QTest.keyClicks(field, "open")
    journey.picture("a password", dialog)
    QTest.keyClick(field, Qt.Key.Key_Return)
    journey.until(lambda: statuses(journey).get("Vertrag.pdf") is DocumentStatus.READY)
