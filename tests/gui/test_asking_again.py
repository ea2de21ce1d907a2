"""A question that is answered again, or changed: it stays limited to, and about, what it was."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from desktop_app.domain.collections import EVERYTHING, DocumentCollection
from desktop_app.domain.conversation import Answer
from desktop_app.domain.history import ConversationSummary, SavedConversation
from desktop_app.gui.chat.turn_view import TurnView
from desktop_app.gui.main_window import MainWindow
from tests.gui.fakes import FakeUseCases, FakeWorkspace, draw_diagram, failing_answer, make_document, user_error
from tests.gui.window_steps import answered, ask


@pytest.fixture
def pumps(qtbot: QtBot, window: MainWindow, workspace: FakeWorkspace) -> DocumentCollection:
    documents = [workspace.library.add(make_document(number)) for number in (1, 2, 3)]
    collection = workspace.library.collections.add("Pumps", [documents[0].id, documents[1].id])
    window.library.refresh()
    window.library_part.collections.refresh()
    qtbot.waitUntil(lambda: len(window.library_part.collections.all) == 1)
    return collection


def click_again(qtbot: QtBot, window: MainWindow, turn: TurnView) -> None:
    with qtbot.waitSignal(window.chat.turn_added):
        qtbot.mouseClick(turn.again_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.chat.busy)


def send(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.waitSignal(window.chat.turn_added):
        qtbot.keyClick(window.composer.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not window.chat.busy)


def reopened(qtbot: QtBot, window: MainWindow, workspace: FakeWorkspace) -> TurnView:
    """The last turn, once the conversation was kept, left and opened again."""
    identity, turns = window.chat.conversation_id, len(window.chat.conversation.turns)
    qtbot.waitUntil(lambda: not window.lanes.history.busy)
    qtbot.waitUntil(lambda: len(workspace.history.load(identity).turns) == turns)
    window.start_anew()
    window.chat.show(workspace.history.load(identity))
    qtbot.waitUntil(lambda: len(window.chat.turns) == turns)
    qtbot.waitUntil(lambda: window.chat.turns[-1].answer is not None)
    return window.chat.turns[-1]


def test_an_answer_is_made_anew_within_the_scope_of_its_question(
    qtbot: QtBot, window: MainWindow, use_cases: FakeUseCases, workspace: FakeWorkspace, pumps: DocumentCollection
) -> None:
    chip = window.library_part.chip
    chip.limit_to_collection(pumps)
    turn = answered(qtbot, window)
    chip.clear()
    click_again(qtbot, window, turn)
    assert use_cases.requests[-1].scope.documents == pumps.documents
    turn = reopened(qtbot, window, workspace)
    assert turn.card.scope_words == "In: Pumps"
    workspace.library.collections.put(pumps.id, [f"{3:064x}"])
    window.library_part.collections.refresh()
    qtbot.waitUntil(lambda: len(window.library_part.collections.all[0].documents) == 3)
    click_again(qtbot, window, turn)
    assert len(use_cases.requests[-1].scope.documents or ()) == 3, "a collection counts with what it holds now"
    assert chip.scope == EVERYTHING


def test_chosen_documents_stay_those_that_were_chosen(
    qtbot: QtBot, window: MainWindow, use_cases: FakeUseCases, workspace: FakeWorkspace, pumps: DocumentCollection
) -> None:
    chip = window.library_part.chip
    chip.limit_to_documents([make_document(1)])
    use_cases.script = failing_answer(user_error())
    answered(qtbot, window)
    chip.limit_to_documents([make_document(2)])
    click_again(qtbot, window, reopened(qtbot, window, workspace))
    assert use_cases.requests[-1].scope.documents == {f"{1:064x}"}
    assert use_cases.requests[-1].scope.name == "Pump manual 1"


def test_a_question_of_the_whole_library_stays_one(
    qtbot: QtBot, window: MainWindow, use_cases: FakeUseCases, pumps: DocumentCollection
) -> None:
    turn = answered(qtbot, window)
    window.library_part.chip.limit_to_collection(pumps)
    click_again(qtbot, window, turn)
    assert use_cases.requests[-1].scope == EVERYTHING


def test_where_the_scope_is_not_known_the_present_one_counts(
    qtbot: QtBot, window: MainWindow, use_cases: FakeUseCases, pumps: DocumentCollection
) -> None:
    answer = Answer("How is it cooled?", ("By water.",), (), (), "excerpts", scope="Engines")
    window.chat.show(SavedConversation(ConversationSummary("c1", "Cooling", 1.0, 1.0, 1), (answer,)))
    qtbot.waitUntil(lambda: bool(window.chat.turns) and window.chat.turns[0].answer is not None)
    window.library_part.chip.limit_to_collection(pumps)
    click_again(qtbot, window, window.chat.turns[0])
    assert use_cases.requests[-1].scope.name == "Pumps"


def test_a_question_that_is_changed_shows_its_scope_and_gives_it_back(
    qtbot: QtBot, window: MainWindow, use_cases: FakeUseCases, pumps: DocumentCollection
) -> None:
    chip = window.library_part.chip
    chip.limit_to_collection(pumps)
    turn = answered(qtbot, window)
    chip.limit_to_documents([make_document(3)])
    qtbot.mouseClick(turn.edit_button, Qt.MouseButton.LeftButton)
    assert chip.button.text() == "In: Pumps"
    assert [action.isChecked() for action in chip.menu().actions()] == [False, True]
    send(qtbot, window)
    assert use_cases.requests[-1].scope.name == "Pumps"
    assert chip.button.text() == "In: Pump manual 3"
    qtbot.mouseClick(window.chat.turns[-1].edit_button, Qt.MouseButton.LeftButton)
    window.composer.end_editing()
    assert chip.button.text() == "In: Pump manual 3"


def test_a_scope_that_is_chosen_while_a_question_is_changed_stays(
    qtbot: QtBot, window: MainWindow, use_cases: FakeUseCases, pumps: DocumentCollection
) -> None:
    chip = window.library_part.chip
    chip.limit_to_collection(pumps)
    turn = answered(qtbot, window)
    qtbot.mouseClick(turn.edit_button, Qt.MouseButton.LeftButton)
    chip.clear()
    send(qtbot, window)
    assert use_cases.requests[-1].scope == EVERYTHING
    assert chip.scope == EVERYTHING


def test_the_picture_of_a_question_stands_there_when_it_is_opened_again(
    qtbot: QtBot, window: MainWindow, use_cases: FakeUseCases, workspace: FakeWorkspace, tmp_path: Path
) -> None:
    screenshot = tmp_path / "screenshot.png"
    draw_diagram(600, 300).save(str(screenshot))
    window.composer.picture.attach_file(screenshot, "A screenshot")
    turn = ask(qtbot, window, "Where is this?")
    qtbot.waitUntil(lambda: not window.chat.busy)
    qtbot.waitUntil(lambda: turn.card.picture_size != QSize())
    shown = turn.card.picture_size
    qtbot.waitUntil(lambda: not window.lanes.history.busy)
    screenshot.unlink()
    turn = reopened(qtbot, window, workspace)
    qtbot.waitUntil(lambda: turn.card.picture_size == shown)
    click_again(qtbot, window, turn)
    again = use_cases.requests[-1].picture
    assert again is not None
    assert QImage(str(again)).size() == QSize(600, 300)
    qtbot.mouseClick(window.chat.turns[-1].edit_button, Qt.MouseButton.LeftButton)
    assert window.composer.picture.file == again
    qtbot.mouseClick(window.composer.picture.remove_button, Qt.MouseButton.LeftButton)
    send(qtbot, window)
    assert use_cases.requests[-1].picture is None, "the reader took it away"


def test_a_picture_that_is_gone_is_said_to_be(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    answer = Answer("Where is this?", ("Nowhere.",), (), (), "excerpts")
    answer = replace(answer, asked=replace(answer.asked, picture=str(tmp_path / "gone.png")))
    window.chat.show(SavedConversation(ConversationSummary("c1", "Where", 1.0, 1.0, 1), (answer,)))
    qtbot.waitUntil(lambda: bool(window.chat.turns))
    qtbot.waitUntil(lambda: "not there any more" in window.chat.turns[0].card.words)
