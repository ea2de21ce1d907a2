"""Folders that are followed: what changes in them is taken in by itself."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.domain.documents import DocumentStatus
from desktop_app.domain.ingest_events import FileReport
from desktop_app.domain.watching import SeenFile
from desktop_app.gui.library.watch_part import WatchPart
from desktop_app.gui.main_window import MainWindow
from desktop_app.ingestion.watching import FolderScan
from tests.gui.fakes import FakeUseCases, FakeWorkspace, make_document


@pytest.fixture
def folder(tmp_path: Path, workspace: FakeWorkspace) -> Path:
    made = tmp_path / "followed"
    made.mkdir()
    workspace.library.watched.follow(made)
    return made


@pytest.fixture
def watch(folder: Path, open_window: Callable[[], MainWindow]) -> WatchPart:
    part = open_window().library_part.watch
    part.soon_ms = 20
    part.look_soon()
    return part


def write(path: Path, content: bytes = b"%PDF", when: int = 1_700_000_000) -> Path:
    path.write_bytes(content)
    os.utime(path, (when, when))
    return path


def messages(watch: WatchPart) -> list[str]:
    told = []
    notices = watch._window.notices
    while (notice := notices.shown) is not None:
        told.append(notice.message)
        notices.dismiss()
    return told


def settled(qtbot: QtBot, watch: WatchPart) -> None:
    """Nothing is looked at, read, or still to be noted, and no look is due soon."""
    qtbot.waitUntil(
        lambda: not (watch._looking or watch._reading or watch._lane.busy) and watch.timer.remainingTime() > 1_000
    )


def test_new_and_changed_files_are_read_and_files_that_are_gone_are_told(
    qtbot: QtBot, watch: WatchPart, folder: Path, use_cases: FakeUseCases, workspace: FakeWorkspace
) -> None:
    path = write(folder / "manual.pdf")
    qtbot.waitUntil(lambda: use_cases.read == [path])  # the system's hint is enough
    settled(qtbot, watch)
    assert workspace.library.watched.known == {path: SeenFile(4, 1_700_000_000_000_000_000)}
    assert messages(watch) == ["“manual.pdf” was read from a followed folder."]
    write(path, b"%PDF, longer")
    watch.look()
    qtbot.waitUntil(lambda: use_cases.read == [path, path])
    settled(qtbot, watch)
    messages(watch)
    path.unlink()
    watch.look()
    qtbot.waitUntil(lambda: messages(watch) == ["“manual.pdf” is not in its folder any more."])
    settled(qtbot, watch)
    assert workspace.library.removed == []
    assert len(workspace.library.held) == 2


def test_a_file_that_is_known_is_not_read_again(
    qtbot: QtBot, folder: Path, use_cases: FakeUseCases, workspace: FakeWorkspace, open_window: Callable[[], MainWindow]
) -> None:
    path = write(folder / "manual.pdf")
    workspace.library.watched.remember({path: SeenFile(4, 1_700_000_000_000_000_000)})
    watch = open_window().library_part.watch
    watch.soon_ms = 20
    watch.look_soon()
    qtbot.waitUntil(lambda: watch.folders == (folder,))
    settled(qtbot, watch)
    assert use_cases.read == []


def test_many_files_are_told_in_one_sentence(
    qtbot: QtBot, watch: WatchPart, folder: Path, use_cases: FakeUseCases
) -> None:
    for number in range(5):
        path = write(folder / f"{number}.pdf")
        status = DocumentStatus.FAILED if number < 2 else DocumentStatus.DUPLICATE if number == 2 else None
        if status is not None:
            use_cases.failures[path.name] = FileReport(path, "", status, error="It needs a password.")
    watch.look()
    qtbot.waitUntil(lambda: len(use_cases.read) == 5)
    settled(qtbot, watch)
    shown = watch._window.notices.shown
    assert shown is not None
    assert (shown.message, shown.hint) == (
        "2 files were read from followed folders.",
        "2 files of followed folders were not read. The library says why beside each.",
    )
    (folder / "4.pdf").unlink()
    watch.look()
    qtbot.waitUntil(
        lambda: "“4.pdf” is not in its folder any more." in getattr(watch._window.notices.shown, "hint", "")
    )
    assert messages(watch) == ["2 files were read from followed folders."], "one notice until it is taken away"
    settled(qtbot, watch)
    for number in range(3):
        (folder / f"{number}.pdf").unlink()
    watch.look()
    qtbot.waitUntil(lambda: messages(watch) == ["3 files are not in their folders any more."])
    settled(qtbot, watch)


def test_one_file_that_can_t_be_read_is_told_with_its_reason(
    qtbot: QtBot, watch: WatchPart, folder: Path, use_cases: FakeUseCases
) -> None:
    path = write(folder / "locked.pdf")
    use_cases.failures[path.name] = FileReport(path, "", DocumentStatus.FAILED, error="It needs a password.")
    watch.look()
    qtbot.waitUntil(lambda: watch._window.notices.shown is not None)
    shown = watch._window.notices.shown
    assert shown is not None
    assert (shown.message, shown.hint) == ("“locked.pdf” was not read.", "It needs a password.")


def test_a_file_that_was_stopped_is_left_alone(
    qtbot: QtBot, watch: WatchPart, folder: Path, use_cases: FakeUseCases
) -> None:
    use_cases.gate.clear()
    path = write(folder / "manual.pdf")
    watch.look()
    qtbot.waitUntil(lambda: path in watch._reading)
    watch._window.library.stop_all()
    settled(qtbot, watch)
    use_cases.gate.set()
    watch.look()
    settled(qtbot, watch)
    assert use_cases.read == []


def test_a_file_that_moved_is_told_once(
    qtbot: QtBot, watch: WatchPart, folder: Path, use_cases: FakeUseCases, workspace: FakeWorkspace
) -> None:
    path = write(folder / "manual.pdf")
    watch.look()
    qtbot.waitUntil(lambda: use_cases.read == [path])
    settled(qtbot, watch)
    messages(watch)
    moved = path.rename(folder / "renamed.pdf")
    use_cases.failures[moved.name] = FileReport(moved, "1" * 64, DocumentStatus.DUPLICATE)
    watch.look()
    qtbot.waitUntil(lambda: use_cases.read == [path, moved])
    settled(qtbot, watch)
    assert messages(watch) == []
    assert list(workspace.library.watched.known) == [moved]


def test_a_document_whose_file_is_gone_is_marked(
    qtbot: QtBot, watch: WatchPart, folder: Path, workspace: FakeWorkspace
) -> None:
    workspace.library.add(make_document(1, path=str(folder / "gone.pdf")))
    workspace.library.add(make_document(2, path="/nowhere/at-all.pdf"))
    window = watch._window
    window.library.refresh()
    qtbot.waitUntil(lambda: window.model.rowCount() == 2)
    watch.look()
    qtbot.waitUntil(lambda: [entry.missing for entry in window.model.entries] == [True, False])
    assert window.model.entries[0].problem == "The file is not where it was."


def test_folders_are_followed_and_left_in_the_dialog(
    qtbot: QtBot, watch: WatchPart, folder: Path, workspace: FakeWorkspace, tmp_path: Path
) -> None:
    qtbot.waitUntil(lambda: watch.folders == (folder,))
    watch.button.click()
    dialog = watch.dialog
    assert dialog is not None
    assert dialog.list.count() == 1
    assert str(dialog.list.item(0).data(Qt.ItemDataRole.AccessibleTextRole)).endswith("0 documents")
    answers = iter([None, tmp_path / "away"])
    watch.choose_folder = lambda: next(answers)
    qtbot.mouseClick(dialog.follow_button, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(dialog.follow_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.list.count() == 2)
    assert "can't be reached" in str(dialog.list.item(1).data(Qt.ItemDataRole.AccessibleTextRole))
    dialog.list.setCurrentRow(0)
    qtbot.mouseClick(dialog.unfollow_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.list.count() == 1)
    assert workspace.library.watched.followed == [tmp_path / "away"]
    dialog.close()
    assert watch.dialog is None
    QApplication.processEvents()


def test_a_folder_that_is_gone_is_told_once_with_what_to_do(
    qtbot: QtBot, watch: WatchPart, folder: Path, use_cases: FakeUseCases
) -> None:
    write(folder / "manual.pdf")
    qtbot.waitUntil(lambda: len(use_cases.read) == 1)
    settled(qtbot, watch)
    messages(watch)
    folder.rename(folder.with_name("renamed"))
    watch.look()
    qtbot.waitUntil(lambda: watch._window.notices.shown is not None)
    shown = watch._window.notices.shown
    assert shown is not None
    assert shown.message == f"The followed folder “{folder}” can't be reached."
    watch.look()
    settled(qtbot, watch)
    assert watch._window.notices.shown is shown
    qtbot.mouseClick(watch._window.notices._action, Qt.MouseButton.LeftButton)
    assert watch.dialog is not None
    watch.dialog.close()
    assert messages(watch) == []


def test_a_change_between_a_look_and_its_hints_is_not_missed(qtbot: QtBot, watch: WatchPart, folder: Path) -> None:
    scan = FolderScan()
    assert watch._follow_hints([folder.parent], scan)
    assert not watch._follow_hints([folder.parent], scan), "nothing new, so no look after each look"
    assert not watch._follow_hints([folder.parent, folder / "gone"], scan), "what the system refuses is not tried soon"
    settled(qtbot, watch)


def test_a_look_that_is_due_while_another_ends_is_not_put_off(qtbot: QtBot, watch: WatchPart) -> None:
    settled(qtbot, watch)
    watch.timer.stop()
    watch._looking = True  # what it found was taken, its end not heard of yet
    watch.look()
    assert not watch.timer.isActive()
    watch._on_looked()
    assert watch.timer.interval() == watch.soon_ms
    settled(qtbot, watch)
