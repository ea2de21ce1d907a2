"""What tests of the window do again and again: ask, wait for the answer, drop files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.gui.chat.turn_view import TurnView
from desktop_app.gui.main_window import MainWindow
from tests.gui.fakes import (
    FakeUseCases,
    FakeWorkspace,
    illustrated_answer,
    make_citation,
    make_document,
    make_placed,
)


def ask(qtbot: QtBot, window: MainWindow, question: str = "How is the pump cooled?") -> TurnView:
    window.composer.field.setFocus()
    qtbot.keyClicks(window.composer.field, question)
    with qtbot.waitSignal(window.chat.turn_added) as added:
        qtbot.keyClick(window.composer.field, Qt.Key.Key_Return)
    return added.args[0]


def answered(qtbot: QtBot, window: MainWindow) -> TurnView:
    turn = ask(qtbot, window)
    qtbot.waitUntil(lambda: not window.chat.busy)
    return turn


def illustrate(use_cases: FakeUseCases, workspace: FakeWorkspace) -> None:
    document = workspace.library.add(make_document())
    use_cases.script = illustrated_answer(
        ["The pump is cooled by water. [1]", "The valve opens at 80 °C. [2]", "That is all."],
        [make_placed(1, document, 0), make_placed(2, document, 1, page=5)],
        [make_citation(1, document), make_citation(2, document, page=7)],
    )


def drop(window: MainWindow, paths: list[Path], meanwhile: Callable[[], object] = lambda: None) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    drop_data(window, data, meanwhile)


def drop_data(window: MainWindow, data: QMimeData, meanwhile: Callable[[], object] = lambda: None) -> None:
    actions, button, keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(300, 300), actions, data, button, keys)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    assert window.overlay.isVisible()
    meanwhile()
    QApplication.sendEvent(window, QDropEvent(QPointF(300, 300), actions, data, button, keys))
    assert not window.overlay.isVisible()
