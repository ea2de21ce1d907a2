"""The window as a user meets it: opening, dropping, asking, stopping, looking, closing."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop_app.domain.documents import DocumentStatus, PageCounts
from desktop_app.domain.errors import FileProblem, LibraryLocked
from desktop_app.domain.ingest_events import FileReport
from desktop_app.domain.machine import Machine
from desktop_app.gui.application import make_window
from desktop_app.gui.chat.machine_note import machine_words
from desktop_app.gui.library.document_report import MOST_LINKS, DocumentReport
from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.preferences import MemoryPreferences
from tests.gui.fakes import (
    FakeUseCases,
    FakeWorkspace,
    draw_diagram,
    endless_answer,
    make_document,
)
from tests.gui.window_steps import answered, ask, drop, drop_data, illustrate

pytestmark = pytest.mark.filterwarnings("ignore:.*QDragEnterEvent.*:DeprecationWarning")


# Opening


def test_first_start_says_what_to_do(window: MainWindow) -> None:
    assert "Drop PDF files" in window.welcome.words
    assert window.welcome.add_button.isVisible()
    assert window.composer.field.isEnabled()


def test_first_start_says_what_the_computer_can_run(qtbot: QtBot, window: MainWindow) -> None:
    button = window.welcome.sample_button
    before = button.mapTo(window, button.rect().center())
    assert "memory" not in window.welcome.words
    qtbot.waitUntil(lambda: "16\u00a0GB of memory, 4 processor cores" in window.welcome.words)
    window.grab()
    assert button.mapTo(window, button.rect().center()) == before, "nothing moves under the pointer"
    assert "A model of up to 8\u00a0GB fits" in window.welcome.words


@pytest.mark.parametrize(
    ("machine", "says"),
    [
        (Machine(16 << 30, 4, ("NVIDIA H100",)), "quickly where it fits into the graphics card"),
        (Machine(16 << 30, 4, ("NVIDIA H100",)), "(NVIDIA H100)"),
        (Machine(1 << 30, 4), "it lacks the memory"),
        (Machine(16 << 30, 4, has_engine=False), "or the engine"),
        (Machine((24 << 30) - (500 << 20), 2), "up to 12\u00a0GB"),
    ],
)
def test_a_computer_in_words(machine: Machine, says: str) -> None:
    assert says in machine_words(machine)
    assert not machine_words(Machine(0, 1))


def test_an_error_at_opening_is_a_sentence_and_can_be_tried_again(
    qtbot: QtBot, qapp: QApplication, workspace: FakeWorkspace, use_cases: FakeUseCases
) -> None:
    outcomes: list[Exception | None] = [LibraryLocked("Another window has this library open.", "Close it first."), None]

    def make() -> FakeWorkspace:
        outcome = outcomes.pop(0)
        if outcome is not None:
            raise outcome
        return workspace

    window = make_window(qapp, make, use_cases, MemoryPreferences())
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: "Another window" in window.welcome.words)
    assert "Close it first." in window.welcome.words
    assert not window.composer.button.isEnabled()
    with qtbot.waitSignal(window.opened):
        qtbot.mouseClick(window.welcome.retry_button, Qt.MouseButton.LeftButton)
    window.close()


@pytest.mark.parametrize("expected_logs", [["unexpected ValueError: bug"]])
def test_a_bug_at_opening_is_told_and_logged(
    qtbot: QtBot, qapp: QApplication, use_cases: FakeUseCases, expected_logs: list[str]
) -> None:
    def make() -> FakeWorkspace:
        raise ValueError("bug")

    window = make_window(qapp, make, use_cases, MemoryPreferences())
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: window.notices.shown is not None)
    assert window.notices.shown is not None
    assert "ValueError" in window.notices.shown.message
    qtbot.waitUntil(window.welcome.retry_button.isVisible)
    window.close()


# Library


def test_dropped_files_are_read_and_listed(qtbot: QtBot, window: MainWindow, use_cases: FakeUseCases) -> None:
    drop(window, [Path("/docs/a.pdf"), Path("/docs/b.pdf")])
    qtbot.waitUntil(lambda: window.model.rowCount() == 2 and not window.library.busy)
    qtbot.waitUntil(lambda: all(entry.document for entry in window.model.entries))
    assert [entry.title for entry in window.model.entries] == ["a", "b"]
    assert use_cases.threads == {"lane-ingest"}
    assert "2 documents" in window.welcome.words


@pytest.mark.parametrize("from_a_file", [True, False])
def test_a_picture_that_is_dropped_anywhere_is_what_the_question_is_about(
    window: MainWindow, tmp_path: Path, from_a_file: bool
) -> None:
    data = QMimeData()
    if from_a_file:
        assert draw_diagram(40, 20).save(str(tmp_path / "a.png"))
        data.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.png"))])
    else:  # as a browser gives it
        data.setImageData(draw_diagram(40, 20))
        data.setUrls([QUrl("https://example.org/a.png")])
    said: list[str] = []
    drop_data(window, data, lambda: said.append(window.overlay.words))
    assert said == ["Ask about this picture"]
    assert window.composer.picture.attached
    assert window.composer.field.hasFocus()
    assert not window.library.busy


def test_leaving_with_a_drag_uncovers_the_window(window: MainWindow) -> None:
    window.overlay.announce([Path("/a.pdf"), Path("/b.pdf")])
    assert "2 files" in window.overlay.words
    window.grab()
    QApplication.sendEvent(window, QDragLeaveEvent())
    assert not window.overlay.isVisible()


def test_text_that_is_dragged_is_not_taken(window: MainWindow) -> None:
    data = QMimeData()
    data.setText("words")
    event = QDragEnterEvent(
        QPoint(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    event.ignore()
    QApplication.sendEvent(window, event)
    assert not event.isAccepted()
    assert not window.overlay.isVisible()


def test_two_hundred_dropped_files_are_listed_before_any_is_read(
    qtbot: QtBot, window: MainWindow, use_cases: FakeUseCases
) -> None:
    use_cases.gate.clear()
    drop(window, [Path(f"/docs/{number}.pdf") for number in range(200)])
    qtbot.waitUntil(lambda: window.model.rowCount() == 200)
    assert use_cases.read == []


def test_progress_is_shown_and_reading_can_be_stopped(
    qtbot: QtBot, window: MainWindow, use_cases: FakeUseCases
) -> None:
    use_cases.gate.clear()
    window.add([Path("/docs/long.pdf")])
    qtbot.waitUntil(lambda: any(entry.progress for entry in window.model.entries))
    entry = window.model.entries[0]
    assert entry.detail == "Page 2 of 5"
    window.library_panel.stop_wanted.emit([entry])
    qtbot.waitUntil(lambda: not window.library.busy and window.model.rowCount() == 0)
    assert use_cases.read == []


def test_a_file_that_can_t_be_read_stays_with_its_reason(
    qtbot: QtBot, window: MainWindow, use_cases: FakeUseCases
) -> None:
    damaged = "The file is damaged. Get another copy."
    report = FileReport(Path("/docs/bad.pdf"), "", DocumentStatus.FAILED, error=damaged)
    use_cases.failures["bad.pdf"] = report
    use_cases.failures["gone.pdf"] = FileProblem("gone.pdf is not there.", "Check the path.")
    window.add([Path("/docs/bad.pdf"), Path("/docs/gone.pdf")])
    qtbot.waitUntil(lambda: not window.library.busy and len(window.model.entries) == 2)
    problems = [entry.problem for entry in window.model.entries]
    assert problems == ["The file is damaged. Get another copy.", "gone.pdf is not there. Check the path."]
    told = []
    while (notice := window.notices.shown) is not None:
        told.append(notice.message)
        window.notices.dismiss()
    assert sorted(told) == ["gone.pdf is not there.", "“bad.pdf” was not read."]


@pytest.mark.parametrize("expected_logs", [["unexpected RuntimeError"]])
def test_a_bug_in_reading_is_logged_and_the_next_file_goes_on(
    qtbot: QtBot, window: MainWindow, use_cases: FakeUseCases, expected_logs: list[str]
) -> None:
    use_cases.failures["bug.pdf"] = RuntimeError("bug")
    window.add([Path("/docs/bug.pdf"), Path("/docs/good.pdf")])
    qtbot.waitUntil(lambda: not window.library.busy and use_cases.read == [Path("/docs/good.pdf")])
    assert "fault in the program" in window.model.entries[-1].problem


def test_a_duplicate_is_told(qtbot: QtBot, window: MainWindow, use_cases: FakeUseCases) -> None:
    use_cases.failures["same.pdf"] = FileReport(Path("/docs/same.pdf"), "1" * 64, DocumentStatus.DUPLICATE)
    window.add([Path("/docs/same.pdf")])
    qtbot.waitUntil(lambda: window.notices.shown is not None)
    assert "in your library already" in (window.notices.shown.message if window.notices.shown else "")


def test_nothing_to_read_is_told(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    window.add([empty])
    qtbot.waitUntil(lambda: window.notices.shown is not None)


def test_delete_removes_after_a_question(qtbot: QtBot, window: MainWindow, workspace: FakeWorkspace) -> None:
    document = workspace.library.add(make_document())
    window.library.refresh()
    qtbot.waitUntil(lambda: window.model.rowCount() == 1)
    asked: list[str] = []
    answers = [False, True]
    window.confirm = lambda title, _text, _yes: asked.append(title) or answers.pop(0)
    window.library_panel.view.selectAll()
    qtbot.keyClick(window.library_panel.view, Qt.Key.Key_Delete)
    assert workspace.library.removed == []
    qtbot.keyClick(window.library_panel.view, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: workspace.library.removed == [document.id] and window.model.rowCount() == 0)
    assert "Pump manual 1" in asked[0]
    assert workspace.library.threads <= {"lane-library"}


def test_interrupted_files_are_taken_up_at_start(
    qtbot: QtBot, use_cases: FakeUseCases, open_window: Callable[[], MainWindow]
) -> None:
    use_cases.interrupted = [Path("/docs/half.pdf")]
    open_window()
    qtbot.waitUntil(lambda: use_cases.read == [Path("/docs/half.pdf")])


def test_files_added_before_the_library_is_open_wait_for_it(
    qtbot: QtBot, qapp: QApplication, workspace: FakeWorkspace, use_cases: FakeUseCases
) -> None:
    window = make_window(qapp, lambda: workspace, use_cases, MemoryPreferences())
    qtbot.addWidget(window)
    window.add([Path("/docs/early.pdf")])
    window.show()
    qtbot.waitUntil(lambda: use_cases.read == [Path("/docs/early.pdf")])
    window.close()


# Closing


def test_closing_mid_ingest_and_mid_answer_ends_everything(
    qtbot: QtBot, window: MainWindow, workspace: FakeWorkspace, use_cases: FakeUseCases
) -> None:
    use_cases.script = endless_answer()
    ask(qtbot, window)
    qtbot.waitUntil(lambda: bool(use_cases.requests))
    use_cases.gate.clear()
    window.add([Path("/docs/a.pdf"), Path("/docs/b.pdf")])
    qtbot.waitUntil(lambda: any(entry.progress for entry in window.model.entries))
    window.close()
    assert workspace.closed == 1
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("lane-")]


def test_nothing_is_told_to_a_window_that_is_gone(
    qtbot: QtBot, qapp: QApplication, workspace: FakeWorkspace, use_cases: FakeUseCases
) -> None:
    window = make_window(qapp, lambda: workspace, use_cases, MemoryPreferences())
    window.show()
    with qtbot.waitSignal(window.opened):
        pass
    use_cases.gate.clear()
    window.add([Path(f"/docs/{number}.pdf") for number in range(50)])
    qtbot.waitUntil(lambda: any(entry.progress for entry in window.model.entries))
    window.close()
    assert not window.library.busy
    shiboken6.delete(window)
    QApplication.processEvents()


def test_closing_while_the_library_is_opened_closes_it(
    qtbot: QtBot, qapp: QApplication, workspace: FakeWorkspace, use_cases: FakeUseCases
) -> None:
    begun, release = threading.Event(), threading.Event()

    def make() -> FakeWorkspace:
        begun.set()
        release.wait(5)
        return workspace

    window = make_window(qapp, make, use_cases, MemoryPreferences())
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(begun.is_set)
    threading.Timer(0.1, release.set).start()
    window.close()
    qtbot.waitUntil(lambda: workspace.closed == 1)


def test_sizes_are_remembered(
    qtbot: QtBot, qapp: QApplication, workspace: FakeWorkspace, use_cases: FakeUseCases, tmp_path: Path
) -> None:
    preferences = MemoryPreferences(window_file=tmp_path / "window.ini")
    widths = []
    for width in (785, 0):
        window = make_window(qapp, lambda: workspace, use_cases, preferences)
        qtbot.addWidget(window)
        if width:
            window.resize(width, 700)
        with qtbot.waitSignal(window.opened):
            window.show()
        widths.append(window.width())
        window.close()
    assert widths[0] == widths[1]


# The whole


def test_every_control_has_a_name_and_can_be_reached(
    qtbot: QtBot, window: MainWindow, use_cases: FakeUseCases, workspace: FakeWorkspace
) -> None:
    illustrate(use_cases, workspace)
    turn = answered(qtbot, window)
    window.places.show(make_document(), ())
    shown = [(card.placed.figure, card.placed.document) for card in turn.figure_blocks]
    window.viewer.open(shown, 0, workspace.library.picture)
    kinds = (QAbstractButton, QComboBox, QSpinBox, QPlainTextEdit)
    controls = [widget for kind in kinds for widget in window.findChildren(kind)]
    nameless = [
        type(widget).__name__
        for widget in controls
        if not (widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text()))
    ]
    assert nameless == []
    # What clears a line is left out: Ctrl+A and Delete do the same, and the focus could not be seen on it.
    mute = [
        widget
        for widget in controls
        if widget.focusPolicy() is Qt.FocusPolicy.NoFocus and not isinstance(widget.parent(), QLineEdit)
    ]
    assert mute == []
    window.viewer.leave()


def test_tab_goes_round_and_comes_back(qtbot: QtBot, window: MainWindow) -> None:
    window.composer.field.setFocus()
    seen: list[QWidget] = []
    for _ in range(30):
        focused = QApplication.focusWidget()
        assert focused is not None
        if focused in seen:
            break
        seen.append(focused)
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    names = {widget.accessibleName() for widget in seen}
    assert {"Question", "Model", "How many figures", "Add PDF files", "New conversation"} <= names
    assert not [widget for widget in seen if isinstance(widget, QLineEdit)]


def test_the_theme_is_switched_and_remembered(
    qtbot: QtBot, window: MainWindow, preferences: MemoryPreferences, use_cases: FakeUseCases, workspace: FakeWorkspace
) -> None:
    illustrate(use_cases, workspace)
    answered(qtbot, window)
    light = window.grab().toImage().pixelColor(window.width() // 2, 20).lightness()
    qtbot.mouseClick(window.theme_button, Qt.MouseButton.LeftButton)
    dark = window.grab().toImage().pixelColor(window.width() // 2, 20).lightness()
    assert light > 200
    assert dark < 80
    assert preferences.theme == "dark"


def test_a_narrow_window_makes_room_for_pages(qtbot: QtBot, window: MainWindow, workspace: FakeWorkspace) -> None:
    document = workspace.library.add(make_document())
    window.resize(1000, 640)
    with qtbot.waitSignal(window.pages.shown):
        window.places.show(document, ())
    assert not window.library_panel.isVisible()
    assert window.width() == 1000
    window.places.close_pages()
    assert window.library_panel.isVisible()


def test_the_report_says_what_was_found_and_opens_pages(
    qtbot: QtBot, window: MainWindow, workspace: FakeWorkspace
) -> None:
    workspace.library.add(make_document(counts=PageCounts(text=9, ocr=2, failed=1)))
    window.library.refresh()
    qtbot.waitUntil(lambda: window.model.rowCount() == 1)
    panel = window.library_panel
    menu = panel.menu_for([window.model.entries[0]])
    next(action for action in menu.actions() if action.text() == "What was found …").trigger()
    qtbot.waitUntil(lambda: bool(window.findChildren(DocumentReport)))
    [dialog] = window.findChildren(DocumentReport)
    words = "\n".join(dialog.words)
    assert "12 in all: 9 with text, 2 by text recognition, 1 that could not be read" in words
    assert "4 in all: 3 drawings, 1 tables" in words
    assert "Page 5: The page is damaged" in words
    assert "39: too small" in words
    links = [button for button in dialog.findChildren(QPushButton) if button.text().startswith("page ")]
    assert len(links) == MOST_LINKS
    qtbot.mouseClick(links[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(window.pages.isVisible)
    again = next(button for button in dialog.findChildren(QPushButton) if button.text() == "Read again")
    qtbot.mouseClick(again, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.library.busy)
