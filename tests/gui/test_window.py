"""The window as a user meets it: opening, dropping, asking, stopping, looking, closing."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QPlainTextEdit, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.domain.documents import DocumentStatus
from desktop_app.domain.errors import FileProblem, LibraryLocked
from desktop_app.domain.ingest_events import FileReport
from desktop_app.domain.ports import ModelChoice
from desktop_app.gui.application import make_window
from desktop_app.gui.chat.turn_view import TurnView
from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.preferences import MemoryPreferences
from tests.gui.fakes import (
    FakeUseCases,
    FakeWorkspace,
    endless_answer,
    failing_answer,
    illustrated_answer,
    make_citation,
    make_document,
    make_placed,
    plain_answer,
    user_error,
)

pytestmark = pytest.mark.filterwarnings("ignore:.*QDragEnterEvent.*:DeprecationWarning")


def ask(qtbot: QtBot, window: MainWindow, question: str = "How is the pump cooled?") -> TurnView:
    window.composer.field.setFocus()
    qtbot.keyClicks(window.composer.field, question)
    with qtbot.waitSignal(window.chat.turn_added) as added:
        qtbot.keyClick(window.composer.field, Qt.Key.Key_Return)
    return added.args[0]


def answered(qtbot: QtBot, window: MainWindow) -> TurnView:
    turn = ask(qtbot, window)
    qtbot.waitUntil(lambda: not window.chat.busy, timeout=8000)
    return turn


def illustrate(use_cases: FakeUseCases, workspace: FakeWorkspace) -> None:
    document = workspace.library.add(make_document())
    use_cases.script = illustrated_answer(
        ["The pump is cooled by water. [1]", "The valve opens at 80 °C. [2]", "That is all."],
        [make_placed(1, document, 0), make_placed(2, document, 1, page=5)],
        [make_citation(1, document), make_citation(2, document, page=7)],
    )


def drop(window: MainWindow, paths: list[Path]) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    actions, button, keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(300, 300), actions, data, button, keys)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    assert window.overlay.isVisible()
    QApplication.sendEvent(window, QDropEvent(QPointF(300, 300), actions, data, button, keys))
    assert not window.overlay.isVisible()


# Opening


def test_first_start_says_what_to_do(window: MainWindow) -> None:
    assert "Drop PDF files" in window.welcome.words
    assert window.welcome.add_button.isVisible()
    assert window.composer.field.isEnabled()


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


def test_two_hundred_dropped_files_are_queued_in_a_second(
    qtbot: QtBot, window: MainWindow, use_cases: FakeUseCases
) -> None:
    use_cases.gate.clear()
    begun = time.monotonic()
    drop(window, [Path(f"/docs/{number}.pdf") for number in range(200)])
    qtbot.waitUntil(lambda: window.model.rowCount() == 200)
    assert time.monotonic() - begun < 1.0


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
    assert window.notices.shown is not None
    assert "bad.pdf" in window.notices.shown.message


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


# Conversation


def test_an_answer_comes_with_figures_at_their_paragraphs_and_sources(
    qtbot: QtBot, window: MainWindow, use_cases: FakeUseCases, workspace: FakeWorkspace
) -> None:
    illustrate(use_cases, workspace)
    turn = answered(qtbot, window)
    order = [
        "figure" if widget in turn.figure_blocks else "text"
        for index in range(turn._body.count())
        if (widget := turn._body.itemAt(index).widget()) is not None
    ]
    assert order == ["text", "figure", "text", "figure", "text"]
    assert turn.plain_text().startswith("The pump is cooled by water. [1]")
    assert "(manual-1, page 3)" in turn.plain_text()
    assert len(window.chat.conversation.turns) == 1
    for card in turn.figure_blocks:
        window.conversation.ensureWidgetVisible(card)
        qtbot.waitUntil(lambda card=card: card.image is not None and not card.image.isNull())
    assert use_cases.threads == {"lane-answer"}


def test_the_question_goes_out_with_model_and_eagerness(
    qtbot: QtBot, window: MainWindow, use_cases: FakeUseCases, preferences: MemoryPreferences
) -> None:
    window.composer.eagerness.setCurrentIndex(window.composer.eagerness.findData("many"))
    window.composer.eagerness.activated.emit(window.composer.eagerness.currentIndex())
    answered(qtbot, window)
    request = use_cases.requests[0]
    assert (request.question, request.model, request.eagerness) == ("How is the pump cooled?", "excerpts", "many")
    assert preferences.eagerness == "many"


def test_shift_enter_begins_a_line_and_empty_questions_stay(
    qtbot: QtBot, window: MainWindow, use_cases: FakeUseCases
) -> None:
    field = window.composer.field
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.keyClicks(field, "one")
    low = field.height()
    qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(field, "two")
    assert field.toPlainText() == "one\ntwo"
    assert field.height() > low
    assert use_cases.requests == []


def test_stop_ends_an_answer_within_a_second_and_keeps_what_came(
    qtbot: QtBot, window: MainWindow, use_cases: FakeUseCases
) -> None:
    use_cases.script = endless_answer()
    turn = ask(qtbot, window)
    qtbot.waitUntil(lambda: bool(turn.text_blocks))
    assert window.composer.button.text() == "Stop"
    begun = time.monotonic()
    qtbot.mouseClick(window.composer.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.chat.busy)
    assert time.monotonic() - begun < 1.0
    assert turn.note == "Stopped."
    assert "word0" in turn.plain_text()
    assert window.composer.button.text() == "Send"


def test_escape_stops_an_answer(qtbot: QtBot, window: MainWindow, use_cases: FakeUseCases) -> None:
    use_cases.script = endless_answer()
    ask(qtbot, window)
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not window.chat.busy)


def test_an_error_in_an_answer_is_a_sentence(qtbot: QtBot, window: MainWindow, use_cases: FakeUseCases) -> None:
    use_cases.script = failing_answer(user_error())
    turn = answered(qtbot, window)
    assert turn.note == "The thing was not found. Look for another one."
    assert "It began well." in turn.plain_text()
    assert window.notices.shown is not None
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert window.notices.shown is None


@pytest.mark.parametrize("expected_logs", [["unexpected ZeroDivisionError"]])
def test_a_bug_in_an_answer_reaches_the_log_and_a_notice(
    qtbot: QtBot, window: MainWindow, use_cases: FakeUseCases, expected_logs: list[str]
) -> None:
    use_cases.script = failing_answer(ZeroDivisionError("bug"))
    turn = answered(qtbot, window)
    assert "fault in the program" in turn.note


def test_up_brings_the_last_question_back(qtbot: QtBot, window: MainWindow) -> None:
    answered(qtbot, window)
    qtbot.keyClick(window.composer.field, Qt.Key.Key_Up)
    assert window.composer.field.toPlainText() == "How is the pump cooled?"


def test_a_new_conversation_is_empty(qtbot: QtBot, window: MainWindow) -> None:
    answered(qtbot, window)
    qtbot.mouseClick(window.new_button, Qt.MouseButton.LeftButton)
    assert window.chat.conversation.turns == []
    assert window.welcome.isVisible()


def test_the_answer_can_be_copied(qtbot: QtBot, window: MainWindow, use_cases: FakeUseCases) -> None:
    use_cases.script = plain_answer("First.", "Second.")
    turn = answered(qtbot, window)
    qtbot.mouseClick(turn.copy_button, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "First.\n\nSecond."


def test_a_reader_above_the_end_is_not_moved(qtbot: QtBot, window: MainWindow, use_cases: FakeUseCases) -> None:
    use_cases.script = plain_answer(*["A paragraph of some length. " * 30 for _ in range(12)])
    answered(qtbot, window)
    use_cases.script = endless_answer()
    ask(qtbot, window, "And then?")
    bar = window.conversation.verticalScrollBar()
    qtbot.waitUntil(lambda: window.conversation.follows and bar.value() == bar.maximum() > 0)
    bar.setValue(100)
    before = bar.maximum()
    qtbot.waitUntil(lambda: bar.maximum() > before + 40, timeout=8000)
    assert bar.value() == 100
    window.conversation.go_to_end()
    before = bar.maximum()
    qtbot.waitUntil(lambda: bar.maximum() > before + 40, timeout=8000)
    assert bar.value() >= bar.maximum() - 2
    window.chat.stop()
    qtbot.waitUntil(lambda: not window.chat.busy)


def test_links_are_shown_whole_and_opened_only_with_consent(
    qtbot: QtBot, window: MainWindow, use_cases: FakeUseCases
) -> None:
    address = "https://example.org/" + "a" * 300
    use_cases.script = plain_answer(f"[looks harmless]({address})")
    turn = answered(qtbot, window)
    asked: list[str] = []
    opened: list[str] = []
    answers = [False, True]
    window.confirm = lambda _title, text, _yes: asked.append(text) or answers.pop(0)
    window.open_address = lambda text: opened.append(text) or True
    turn.text_blocks[0].anchorClicked.emit(QUrl(address))
    assert (asked, opened) == ([address], [])
    turn.text_blocks[0].anchorClicked.emit(QUrl(address))
    assert opened == [address]


def test_models_are_listed_and_the_choice_is_remembered(
    qtbot: QtBot,
    workspace: FakeWorkspace,
    preferences: MemoryPreferences,
    open_window: Callable[[], MainWindow],
    tmp_path: Path,
) -> None:
    workspace.models.choices = (ModelChoice("starter", Path("/m/starter.gguf"), note="Small and quick."),)
    window = open_window()
    box = window.composer.models
    qtbot.waitUntil(lambda: box.findData("starter") > 0)
    box.setCurrentIndex(box.findData("starter"))
    box.activated.emit(box.currentIndex())
    assert (window.composer.model, preferences.model) == ("starter", "starter")
    window.choose_model_file = lambda: tmp_path / "own.gguf"
    box.activated.emit(box.count() - 1)
    qtbot.waitUntil(lambda: window.composer.model == str(tmp_path / "own.gguf"))
    assert preferences.model == str(tmp_path / "own.gguf")


# Figures and pages


def test_a_figure_opens_large_and_goes_on(
    qtbot: QtBot, window: MainWindow, use_cases: FakeUseCases, workspace: FakeWorkspace
) -> None:
    illustrate(use_cases, workspace)
    turn = answered(qtbot, window)
    view = turn.figure_blocks[0].view
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=view.rect().center())
    assert window.viewer.isVisible()
    qtbot.waitUntil(lambda: not window.viewer.canvas.image.isNull())
    qtbot.keyClick(window.viewer, Qt.Key.Key_Right)
    assert window.viewer.current is not None
    assert window.viewer.current[0].label == "2"
    qtbot.keyClick(window.viewer, Qt.Key.Key_Escape)
    assert not window.viewer.isVisible()


def test_a_citation_opens_its_page_with_the_place_marked(
    qtbot: QtBot, window: MainWindow, use_cases: FakeUseCases, workspace: FakeWorkspace
) -> None:
    illustrate(use_cases, workspace)
    turn = answered(qtbot, window)
    with qtbot.waitSignal(window.pages.shown):
        turn.text_blocks[1].anchorClicked.emit(QUrl("citation:2"))
    view = window.pages.view
    assert view.isVisible()
    assert view.current_page == 7
    assert [region.page for region in view.marked] == [7, 7]
    assert view.viewport().rect().contains(view.region_rect(view.marked[0]).toRect())
    qtbot.waitUntil(lambda: view.is_drawn(7))
    assert len(workspace.reader.drawn) < 8
    assert workspace.library.threads <= {"lane-library"}


def test_the_page_link_of_a_figure_marks_the_figure(
    qtbot: QtBot, window: MainWindow, use_cases: FakeUseCases, workspace: FakeWorkspace
) -> None:
    illustrate(use_cases, workspace)
    turn = answered(qtbot, window)
    card = turn.figure_blocks[1]
    with qtbot.waitSignal(window.pages.shown):
        qtbot.mouseClick(card.page_link, Qt.MouseButton.LeftButton)
    assert window.pages.view.marked == (card.placed.figure.region,)
    qtbot.mouseClick(window.pages.close_button, Qt.MouseButton.LeftButton)
    assert not window.pages.isVisible()


def test_a_missing_file_is_a_sentence_on_the_page(
    qtbot: QtBot, window: MainWindow, use_cases: FakeUseCases, workspace: FakeWorkspace
) -> None:
    illustrate(use_cases, workspace)
    workspace.reader.missing = True
    turn = answered(qtbot, window)
    turn.text_blocks[0].anchorClicked.emit(QUrl("citation:1"))
    qtbot.waitUntil(lambda: "is not there" in window.pages.view.problem(3))
    window.grab()


def test_a_missing_picture_is_a_sentence(
    qtbot: QtBot, window: MainWindow, use_cases: FakeUseCases, workspace: FakeWorkspace
) -> None:
    illustrate(use_cases, workspace)
    workspace.library.missing_pictures = True
    turn = answered(qtbot, window)
    qtbot.waitUntil(lambda: turn.figure_blocks[0].view.picture is not None)
    picture = turn.figure_blocks[0].view.picture
    assert picture is not None
    assert "missing from the library" in picture.problem


def test_a_removed_document_closes_its_pages(
    qtbot: QtBot, window: MainWindow, use_cases: FakeUseCases, workspace: FakeWorkspace
) -> None:
    document = workspace.library.add(make_document())
    window.library.refresh()
    qtbot.waitUntil(lambda: window.model.rowCount() == 1)
    with qtbot.waitSignal(window.pages.shown):
        window.library_panel.opened.emit(window.model.entries[0])
    assert window.pages.isVisible()
    window.confirm = lambda *_words: True
    window.remove(window.model.entries)
    qtbot.waitUntil(lambda: not window.pages.isVisible())
    assert document.id in workspace.library.removed


# Closing


def test_closing_mid_ingest_and_mid_answer_ends_everything_in_time(
    qtbot: QtBot, window: MainWindow, workspace: FakeWorkspace, use_cases: FakeUseCases
) -> None:
    use_cases.script = endless_answer()
    ask(qtbot, window)
    qtbot.waitUntil(lambda: bool(use_cases.requests))
    use_cases.gate.clear()
    window.add([Path("/docs/a.pdf"), Path("/docs/b.pdf")])
    qtbot.waitUntil(lambda: any(entry.progress for entry in window.model.entries))
    begun = time.monotonic()
    window.close()
    assert time.monotonic() - begun < 3.0
    assert workspace.closed == 1
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("lane-")]


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
    window.show_place(make_document(), ())
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
    mute = [widget for widget in controls if widget.focusPolicy() is Qt.FocusPolicy.NoFocus]
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
        window.show_place(document, ())
    assert not window.library_panel.isVisible()
    assert window.width() == 1000
    window.close_pages()
    assert window.library_panel.isVisible()
