"""Questions to begin with, for those who look at the sample manual first."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_app.gui.chat.example_questions import example_questions
from desktop_app.gui.main_window import MainWindow, sample_files
from tests.gui.fakes import FakeWorkspace, make_document


def test_only_the_sample_manual_has_questions_to_begin_with() -> None:
    manual = replace(make_document(1), path=str(sample_files()[0]))
    assert len(example_questions([manual])) == 3
    assert example_questions([manual, make_document(2)]) == ()
    assert example_questions([make_document(1)]) == ()
    assert example_questions([]) == ()


def test_a_question_to_begin_with_is_asked_at_a_click(
    qtbot: QtBot, window: MainWindow, workspace: FakeWorkspace
) -> None:
    workspace.library.add(replace(make_document(1), path=str(sample_files()[0])))
    window.library.refresh()
    qtbot.waitUntil(lambda: len(window.welcome.example_buttons) == 3)
    button = window.welcome.example_buttons[0]
    question = button.text()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(window.chat.conversation.turns))
    assert window.chat.conversation.turns[0].question == question
    assert window.conversation.isVisible()


def test_they_go_when_there_is_more_to_ask_about(qtbot: QtBot, window: MainWindow, workspace: FakeWorkspace) -> None:
    workspace.library.add(replace(make_document(1), path=str(sample_files()[0])))
    window.library.refresh()
    qtbot.waitUntil(lambda: len(window.welcome.example_buttons) == 3)
    workspace.library.add(make_document(2))
    window.library.refresh()
    qtbot.waitUntil(lambda: not window.welcome.example_buttons)
