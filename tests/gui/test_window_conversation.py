"""The conversation as a user meets it: asking, stopping, figures, citations, pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QColor, QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from desktop_app.domain.answer_events import AnswerEvent, AnswerFinished, AnswerNotice
from desktop_app.domain.answer_events import ParagraphText as Text
from desktop_app.domain.conversation import Answer, Conversation
from desktop_app.domain.jobs import CancelToken
from desktop_app.domain.ports import ModelChoice
from desktop_app.gui.chat.conversation_view import ConversationView
from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.preferences import MemoryPreferences
from desktop_app.gui.theme import tokens
from desktop_app.gui.use_cases import Request
from tests.gui.fakes import (
    FakeUseCases,
    FakeWorkspace,
    Script,
    draw_diagram,
    endless_answer,
    failing_answer,
    make_document,
    plain_answer,
    png_of,
    user_error,
)
from tests.gui.window_steps import answered, ask, illustrate


def written_by(model: str, paragraph: str) -> Script:
    def script(request: Request, _conversation: Conversation, _cancel: CancelToken) -> Iterator[AnswerEvent]:
        yield AnswerFinished(Answer(request.question, (paragraph,), (), (), model))

    return script


def test_a_sentence_about_an_answer_is_shown_once(qtbot: QtBot, window: MainWindow, use_cases: FakeUseCases) -> None:
    def script(request: Request, _conversation: Conversation, _cancel: CancelToken) -> Iterator[AnswerEvent]:
        yield Text(0, r"A \[note\] of v2.9\~pre.")
        yield AnswerNotice("It was cut.")
        yield AnswerNotice("Check it.")
        yield AnswerFinished(Answer(request.question, ("A",), (), (), "excerpts", notice="It was cut. Check it."))

    use_cases.script = script
    turn = answered(qtbot, window)
    assert turn.note == "It was cut.\nCheck it."


def test_words_of_documents_are_copied_as_they_stand_there(
    qtbot: QtBot, window: MainWindow, use_cases: FakeUseCases
) -> None:
    use_cases.script = plain_answer(r"A \[note\] of v2.9\~pre \*.")
    turn = answered(qtbot, window)
    assert turn.answer is not None
    assert turn.plain_text() == "A [note] of v2.9~pre *."
    use_cases.script = written_by("starter", r"Keep \* this.")
    assert answered(qtbot, window).plain_text() == r"Keep \* this."


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


def test_stop_ends_an_answer_and_keeps_what_came(qtbot: QtBot, window: MainWindow, use_cases: FakeUseCases) -> None:
    use_cases.script = endless_answer()
    turn = ask(qtbot, window)
    qtbot.waitUntil(lambda: bool(turn.text_blocks))
    assert window.composer.button.text() == "Stop"
    qtbot.mouseClick(window.composer.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.chat.busy)
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


def test_an_answer_is_read_from_its_beginning(qtbot: QtBot, window: MainWindow, use_cases: FakeUseCases) -> None:
    use_cases.script = plain_answer(*["A paragraph of some length. " * 30 for _ in range(12)])
    answered(qtbot, window)
    turn = answered(qtbot, window)
    view = window.conversation
    top = view.viewport().mapToGlobal(QPoint()).y()
    qtbot.waitUntil(lambda: 0 <= turn.card.mapToGlobal(QPoint()).y() - top < 40)
    assert view.verticalScrollBar().value() < view.verticalScrollBar().maximum() - 100


def test_a_reader_above_the_end_is_not_moved(qtbot: QtBot, window: MainWindow, use_cases: FakeUseCases) -> None:
    use_cases.script = plain_answer(*["A paragraph of some length. " * 30 for _ in range(12)])
    answered(qtbot, window)
    use_cases.script = endless_answer()
    ask(qtbot, window, "And then?")
    bar = window.conversation.verticalScrollBar()
    qtbot.waitUntil(lambda: window.conversation.follows and bar.value() == bar.maximum() > 0)
    bar.setValue(100)
    before = bar.maximum()
    qtbot.waitUntil(lambda: bar.maximum() > before + 40)
    assert bar.value() == 100
    window.conversation.go_to_end()
    before = bar.maximum()
    qtbot.waitUntil(lambda: bar.maximum() > before + 40)
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
    workspace.models.choices = (ModelChoice("starter", Path("/m/starter.gguf"), note="Only for a trial."),)
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
    answered(qtbot, window)
    assert view.isVisible()
    assert view.current_page == 7, "the pages stay where they are"
    assert view.marked == (), "the place is not one of the new answer"


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
    window.conversation.ensureWidgetVisible(turn.figure_blocks[0])
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


def test_a_picture_is_pasted_and_asked_for(qtbot: QtBot, window: MainWindow, use_cases: FakeUseCases) -> None:
    image = draw_diagram(400, 200)
    QGuiApplication.clipboard().setImage(image)
    window.composer.field.setFocus()
    window.composer.field.paste()
    assert window.composer.picture.isVisible()
    assert window.composer.button.isEnabled()
    qtbot.keyClick(window.composer.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not window.chat.busy and bool(use_cases.requests))
    request = use_cases.requests[0]
    assert request.question == "Where is this in my documents?"
    assert request.picture is not None
    assert QImage(str(request.picture)).size() == image.size()
    assert not window.composer.picture.isVisible()


def test_a_picture_file_is_dropped_on_the_question(
    qtbot: QtBot, window: MainWindow, use_cases: FakeUseCases, tmp_path: Path
) -> None:
    file = tmp_path / "part.png"
    file.write_bytes(png_of(draw_diagram(200, 100)))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    field = window.composer.field
    assert field.canInsertFromMimeData(data)
    field.insertFromMimeData(data)
    assert window.composer.picture.file == file
    qtbot.mouseClick(window.composer.picture.remove_button, Qt.MouseButton.LeftButton)
    assert window.composer.picture.file is None
    assert not window.composer.button.isEnabled()
    field.insertFromMimeData(data)
    qtbot.keyClicks(field, "What is this?")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not window.chat.busy and bool(use_cases.requests))
    assert (use_cases.requests[0].question, use_cases.requests[0].picture) == ("What is this?", file)


def test_what_is_no_picture_is_refused_with_a_sentence(window: MainWindow, tmp_path: Path) -> None:
    file = tmp_path / "no.png"
    file.write_bytes(b"no picture")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    window.composer.field.insertFromMimeData(data)
    assert window.composer.picture.file is None
    assert window.notices.shown is not None
    assert "can't be shown" in window.notices.shown.message
    text = QMimeData()
    text.setText("words")
    window.composer.field.insertFromMimeData(text)
    assert window.composer.field.toPlainText() == "words"


def test_the_ring_of_the_focus_is_for_those_who_came_by_keys(qtbot: QtBot, window: MainWindow) -> None:
    view = window.findChild(ConversationView)
    assert view is not None

    def ring() -> bool:
        return bool(view.grab().toImage().pixelColor(view.width() // 2, 0) == QColor(tokens().accent))

    answered(qtbot, window)
    view.setFocus(Qt.FocusReason.TabFocusReason)
    assert ring()
    window.composer.field.setFocus()
    assert not ring()
    view.setFocus(Qt.FocusReason.MouseFocusReason)
    assert view.hasFocus()
    assert not ring()
    qtbot.keyClick(view, Qt.Key.Key_PageDown)
    assert ring()
