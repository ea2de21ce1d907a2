"""The library by keys alone: adding, collections, scope, the table, pausing, followed folders, passwords."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from desktop_app.gui.library.document_report import DocumentReport
from desktop_app.gui.library.followed_folders import FollowedFoldersDialog
from tests.gui.fakes import FakeUseCases, FakeWorkspace, make_document
from tests.gui.journeys.by_keyboard import KeyboardJourney
from tests.gui.test_password_prompt import Reader

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # said of every menu

Keyboard = Callable[[], KeyboardJourney]


@pytest.fixture
def three(workspace: FakeWorkspace) -> FakeWorkspace:
    for number in (1, 2, 3):
        workspace.library.add(make_document(number, pages=10 * number))
    return workspace


def titles(journey: KeyboardJourney) -> list[str]:
    return [entry.title for entry in journey.window.model.entries]


def agree(journey: KeyboardJourney, words: str) -> Callable[[], None]:
    """What is done in the question that comes up: goes to its button and presses it."""

    def steps() -> None:
        journey.go_to(words)
        journey.press("Space")

    return steps


def name_it(journey: KeyboardJourney, name: str) -> Callable[[], None]:
    """What is done where a name is asked for."""

    def steps() -> None:
        journey.press("Ctrl+A")
        journey.type(name)
        journey.press("Return")

    return steps


def to_documents(journey: KeyboardJourney) -> None:
    journey.press("Ctrl+L", "F6")
    journey.go_to("Documents")


def test_documents_are_added_stopped_paused_and_removed(
    keyboard: Keyboard, use_cases: FakeUseCases, tmp_path: Path
) -> None:
    journey = keyboard()
    window = journey.window
    window.choose_files = lambda: [tmp_path / "Pumpe.pdf"]
    journey.press("Ctrl+O")
    journey.until(lambda: titles(journey) == ["Pumpe"] and not window.library.busy)

    use_cases.gate.clear()
    copied = QMimeData()
    copied.setUrls([QUrl.fromLocalFile(str(tmp_path / name)) for name in ("Kessel.pdf", "Ventil.pdf")])
    QGuiApplication.clipboard().setMimeData(copied)
    journey.press("Ctrl+L", "Ctrl+V")
    journey.until(lambda: len(titles(journey)) == 3 and window.library_panel.pause_button.isVisible())
    journey.press("F6")
    journey.go_to("Pause reading")
    journey.press("Space")
    assert journey.focus_name == "Go on reading"
    journey.press("Space")
    journey.go_to("Stop reading all files")
    journey.press("Space")
    journey.until(lambda: titles(journey) == ["Pumpe"] and not window.library.busy)

    to_documents(journey)
    journey.go_to_row("Pumpe")
    journey.in_dialog(agree(journey, "Remove"))
    journey.press("Delete")
    journey.until(lambda: titles(journey) == [])


def test_a_document_is_opened_reported_and_read_again(
    keyboard: Keyboard, use_cases: FakeUseCases, three: FakeWorkspace
) -> None:
    journey = keyboard()
    window = journey.window
    to_documents(journey)
    journey.go_to_row("manual 2")
    journey.press("Return")
    journey.until(lambda: window.pages.isVisible() and window.pages.document is not None)
    journey.press("Escape")
    assert journey.focus_name.startswith("Documents")

    journey.choose("What was found …")
    journey.until(lambda: isinstance(QApplication.activeWindow(), DocumentReport))
    journey.go_to("What was found")
    journey.press("Down", "Escape")
    journey.until(lambda: journey.focus_name.startswith("Documents"))
    journey.press("Shift+F10")
    assert "Show in its folder" in journey.entries
    journey.press("Escape")
    journey.choose("Read again")
    journey.until(lambda: use_cases.read_again == [Path("/documents/manual-2.pdf")] and not window.library.busy)
    journey.choose("All its figures")
    journey.until(lambda: window.gallery.shown)
    journey.press("Escape")
    journey.until(lambda: not window.gallery.shown)


def test_a_collection_is_made_filled_asked_renamed_deleted_and_brought_back(
    keyboard: Keyboard, use_cases: FakeUseCases, three: FakeWorkspace
) -> None:
    journey = keyboard()
    window = journey.window
    part = window.library_part
    to_documents(journey)
    journey.go_to_row("manual 1")
    journey.press("Shift+Down")
    journey.in_dialog(name_it(journey, "Pumps"))
    journey.choose("Add to collection", "New collection …")
    journey.until(lambda: [each.name for each in part.collections.all] == ["Pumps"])
    assert len(part.collections.all[0].documents) == 2

    journey.go_to("Collections", back=True)
    journey.go_to_row("Pumps")
    journey.in_dialog(name_it(journey, "All pumps"))
    journey.press("F2")
    journey.until(lambda: [each.name for each in part.collections.all] == ["All pumps"])
    journey.choose("Ask only this collection")
    journey.type("Why?")
    journey.press("Return")
    journey.until(lambda: use_cases.requests and not window.chat.busy)
    assert use_cases.requests[0].scope.name == "All pumps"

    journey.go_to("What is asked: All pumps")
    journey.press("Space")
    journey.choose_open("All documents")
    assert part.scope.documents is None

    journey.press("Ctrl+L", "F6")
    journey.go_to("Collections")
    journey.go_to_row("All pumps")
    journey.press("Delete")
    journey.until(lambda: not part.collections.all and window.notices.isVisible())
    journey.press("Shift+F6")
    journey.go_to("Undo")
    journey.press("Space")
    journey.until(lambda: [each.name for each in part.collections.all] == ["All pumps"])


def test_the_table_is_filtered_sorted_and_many_rows_are_chosen(
    keyboard: Keyboard, use_cases: FakeUseCases, three: FakeWorkspace
) -> None:
    journey = keyboard()
    window = journey.window
    table = window.library_part.table
    journey.press("Ctrl+T")
    journey.until(lambda: window.library_part.table_shown)
    journey.type("manual-2")
    journey.until(lambda: table.table.model().rowCount() == 1)
    journey.press("Ctrl+A", "Del")
    journey.until(lambda: table.table.model().rowCount() == 3)

    journey.go_to("Documents as a table")
    journey.choose("Sort by", "Pages")
    assert [entry.title[-1] for entry in table.model.rows] == ["1", "2", "3"]
    journey.choose("Sort by", "Pages ↑")
    assert [entry.title[-1] for entry in table.model.rows] == ["3", "2", "1"]
    journey.press("Ctrl+Home", "Shift+Down")
    assert len(table.selected()) == 2
    journey.go_to("Read again")
    journey.press("Space")
    journey.until(lambda: len(use_cases.read_again) == 2 and not window.library.busy)
    journey.go_to("Documents as a table", back=True)
    journey.press("Ctrl+Home", "Shift+Down")
    journey.go_to("Ask only these")
    journey.press("Space")
    assert journey.focus_name == "Question"
    assert len(window.library_part.scope.documents or ()) == 2
    journey.go_to("Ask all documents")
    journey.press("Space")
    assert window.library_part.scope.documents is None
    journey.press("Escape")
    assert not window.library_part.table_shown


def test_a_folder_is_followed_and_no_more(keyboard: Keyboard, workspace: FakeWorkspace, tmp_path: Path) -> None:
    folder = tmp_path / "Handbücher"
    folder.mkdir()
    journey = keyboard()
    watch = journey.window.library_part.watch
    watch.choose_folder = lambda: folder
    journey.press("F6")
    journey.go_to("Followed folders")
    journey.press("Space")
    journey.until(lambda: watch.dialog is not None and watch.dialog.isActiveWindow())
    journey.go_to("Follow a folder …")
    journey.press("Space")
    journey.until(lambda: watch.folders == (folder,))
    journey.go_to("Followed folders")
    assert str(folder) in journey.row
    journey.go_to("Stop following")
    journey.press("Space")
    journey.until(lambda: watch.folders == ())
    journey.press("Escape")
    journey.until(lambda: not journey.window.findChildren(FollowedFoldersDialog))
    assert journey.focus_name == "Followed folders"
    assert not workspace.library.watched.folders()


def test_a_password_is_given_and_a_document_skipped(keyboard: Keyboard) -> None:
    journey = keyboard()
    passwords = journey.window.passwords
    answers = []
    for steps in (("sesame", "Return"), ("", "Escape")):
        reader = Reader(journey.window)
        journey.until(lambda: passwords.dialog is not None and passwords.dialog.isActiveWindow())
        journey.type(steps[0])
        journey.press(steps[1])
        reader.thread.join()
        answers += reader.answers
    assert answers == ["sesame", None]


def test_all_protected_documents_are_skipped_together(keyboard: Keyboard) -> None:
    journey = keyboard()
    passwords = journey.window.passwords
    passwords.waiting = lambda: 2
    reader = Reader(journey.window)
    journey.until(lambda: passwords.dialog is not None and passwords.dialog.isActiveWindow())
    journey.go_to("Skip all protected files")
    journey.press("Space")
    reader.thread.join()
    assert reader.answers == [None]
    assert passwords.dialog is None
