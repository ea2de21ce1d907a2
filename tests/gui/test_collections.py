"""Collections and scopes in the window, by what people do."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.domain.collections import EVERYTHING, DocumentCollection
from desktop_app.domain.conversation import Answer
from desktop_app.domain.history import ConversationSummary, SavedConversation
from desktop_app.gui.library.collections_list import COLLECTION_ROLE
from desktop_app.gui.library.document_drag import MIME_TYPE, drag_of, dragged_documents
from desktop_app.gui.main_window import MainWindow
from tests.gui.fakes import FakeUseCases, FakeWorkspace, make_document
from tests.gui.window_steps import answered

IDS = [make_document(number).id for number in (1, 2, 3)]


@pytest.fixture
def pumps(workspace: FakeWorkspace) -> DocumentCollection:
    for number in (1, 2, 3):
        workspace.library.add(make_document(number))
    return workspace.library.collections.add("Pumps", IDS[:2])


@pytest.fixture
def window(pumps: DocumentCollection, open_window: Callable[[], MainWindow], qtbot: QtBot) -> MainWindow:
    made = open_window()
    qtbot.waitUntil(lambda: bool(made.library_part.collections.all))
    qtbot.waitUntil(lambda: made.model.rowCount() == 3)
    return made


def shown(window: MainWindow) -> list[str]:
    entries = (window.model.entry(window.model.index(row)) for row in range(window.model.rowCount()))
    return [entry.document.id for entry in entries if entry is not None and entry.document is not None]


def names(window: MainWindow) -> list[str]:
    model = window.library_panel.collections.model
    return [str(model.index(row).data()) for row in range(model.rowCount())]


def menu_action(window: MainWindow, words: str, *rows: int) -> None:
    entries = [window.model.entries[row] for row in rows]
    menu = window.library_panel.menu_for(entries)
    found = [*menu.actions(), *(a for each in menu.actions() if each.menu() for a in each.menu().actions())]
    next(action for action in found if action.text() == words).trigger()


def drop_on(window: MainWindow, data: QMimeData, name: str) -> bool:
    view = window.library_panel.collections.view
    index = view.model().index(names(window).index(name), 0)
    place = QPointF(view.visualRect(index).center())
    copy, button, keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(view.viewport(), QDragEnterEvent(place, copy, data, button, keys))
    move = QDragMoveEvent(place, copy, data, button, keys)
    QApplication.sendEvent(view.viewport(), move)
    view.grab()
    QApplication.sendEvent(view.viewport(), QDropEvent(place, copy, data, button, keys))
    return move.isAccepted()


def test_a_collection_shows_its_documents(qtbot: QtBot, window: MainWindow) -> None:
    view = window.library_panel.collections.view
    assert names(window) == ["All documents", "Pumps"]
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert shown(window) == IDS[:2]
    assert str(view.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)) == "Pumps – 2 documents"
    qtbot.keyClick(view, Qt.Key.Key_Up)
    assert shown(window) == IDS


def test_collections_are_made_renamed_and_deleted_by_keys(
    qtbot: QtBot, window: MainWindow, workspace: FakeWorkspace, pumps: DocumentCollection
) -> None:
    answers = iter(["Valves", "Old pumps", ""])
    window.choose_text = lambda _title, _text: next(answers)
    panel = window.library_panel.collections
    qtbot.mouseClick(panel.add_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: names(window) == ["All documents", "Pumps", "Valves"])
    panel.choose(pumps.id)
    qtbot.keyClick(panel.view, Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: names(window) == ["All documents", "Old pumps", "Valves"])
    assert shown(window) == IDS[:2]
    qtbot.keyClick(panel.view, Qt.Key.Key_F2)
    qtbot.keyClick(panel.view, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: names(window) == ["All documents", "Valves"])
    assert shown(window) == IDS
    qtbot.waitUntil(lambda: window.notices.shown is not None)
    assert "its documents stay" in window.notices.shown.message
    window.notices._act()
    qtbot.waitUntil(lambda: names(window) == ["All documents", "Old pumps", "Valves"])
    assert workspace.library.collections.find("Old pumps").documents == set(IDS[:2])


def test_a_name_that_is_taken_is_told(qtbot: QtBot, window: MainWindow) -> None:
    window.choose_text = lambda _title, _text: "pumps"
    window.library_panel.collections.add_button.click()
    qtbot.waitUntil(lambda: window.notices.shown is not None)
    assert "already" in window.notices.shown.message


def test_documents_are_dragged_onto_a_collection(qtbot: QtBot, window: MainWindow, workspace: FakeWorkspace) -> None:
    dragged = window.model.mimeData([window.model.index(2)])
    assert dragged.formats() == [MIME_TYPE]
    assert not drop_on(window, dragged, "All documents")
    assert drop_on(window, dragged, "Pumps")
    qtbot.waitUntil(lambda: workspace.library.collections.find("Pumps").documents == set(IDS))
    qtbot.waitUntil(lambda: window.library_panel.collections.model.index(1).data(COLLECTION_ROLE).documents == set(IDS))


def test_files_that_are_dragged_over_the_collections_are_for_the_window(window: MainWindow) -> None:
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile("/documents/new.pdf")])
    assert not drop_on(window, files, "Pumps")
    odd = QMimeData()
    odd.setData(MIME_TYPE, b'{"not": "a list"}')
    assert dragged_documents(odd) == dragged_documents(QMimeData()) == []
    assert dragged_documents(drag_of(["a"])) == ["a"]


def test_the_menu_puts_documents_in_and_takes_them_out(
    qtbot: QtBot, window: MainWindow, workspace: FakeWorkspace, pumps: DocumentCollection
) -> None:
    collections = workspace.library.collections
    menu_action(window, "Pumps", 2)
    qtbot.waitUntil(lambda: collections.find("Pumps").documents == set(IDS))
    window.choose_text = lambda _title, _text: "Mine"
    menu_action(window, "New collection …", 0, 2)
    qtbot.waitUntil(lambda: [each.name for each in collections.all()] == ["Mine", "Pumps"])
    assert collections.find("Mine").documents == {IDS[0], IDS[2]}
    qtbot.waitUntil(lambda: len(window.library_part.collections.all) == 2)
    window.library_panel.collections.choose(pumps.id)
    menu_action(window, "Take out of this collection", 0, 1)
    qtbot.waitUntil(lambda: shown(window) == [IDS[2]])


def test_a_question_is_limited_to_a_collection(
    qtbot: QtBot, window: MainWindow, use_cases: FakeUseCases, pumps: DocumentCollection
) -> None:
    chip = window.library_part.chip
    assert (chip.isVisible(), chip.button.text()) == (True, "All documents")
    window.library_panel.collections.choose(pumps.id)
    qtbot.keyClick(window.library_panel.collections.view, Qt.Key.Key_Return)
    assert chip.button.text() == "In: Pumps"
    answered(qtbot, window)
    assert use_cases.requests[-1].scope.documents == set(IDS[:2])
    assert use_cases.requests[-1].scope.name == "Pumps"
    assert window.chat.turns[-1].card._scope.text() == "In: Pumps"
    menu_action(window, "Pumps", 2)
    qtbot.waitUntil(lambda: chip.scope.documents == set(IDS))
    qtbot.mouseClick(chip.clear_button, Qt.MouseButton.LeftButton)
    answered(qtbot, window)
    assert use_cases.requests[-1].scope == EVERYTHING
    assert window.chat.turns[-1].card._scope.isHidden()


def test_a_kept_conversation_says_what_was_asked(qtbot: QtBot, window: MainWindow) -> None:
    answer = Answer("How is it cooled?", ("By water.",), (), (), "excerpts", scope="Pumps")
    window.chat.show(SavedConversation(ConversationSummary("c1", "Cooling", 1.0, 1.0, 1), (answer,)))
    qtbot.waitUntil(lambda: bool(window.chat.turns))
    assert window.chat.turns[0].card._scope.text() == "In: Pumps"


def test_a_question_is_limited_to_chosen_documents(
    qtbot: QtBot, window: MainWindow, use_cases: FakeUseCases, workspace: FakeWorkspace
) -> None:
    chip = window.library_part.chip
    menu_action(window, "Ask only these documents", 0, 2)
    assert chip.button.text() == "In: 2 documents"
    assert window.composer.field.hasFocus()
    answered(qtbot, window)
    assert use_cases.requests[-1].scope.documents == {IDS[0], IDS[2]}
    window.confirm = lambda *_words: True
    window.remove([window.model.entries[0]])
    qtbot.waitUntil(lambda: chip.button.text() == "In: Pump manual 3")
    window.remove([entry for entry in window.model.entries if entry.document and entry.document.id == IDS[2]])
    qtbot.waitUntil(lambda: chip.scope == EVERYTHING)


def test_the_chip_lists_what_can_be_asked(window: MainWindow, pumps: DocumentCollection) -> None:
    chip = window.library_part.chip
    actions = chip.menu().actions()
    assert [(action.text(), action.isChecked()) for action in actions] == [("All documents", True), ("Pumps", False)]
    actions[1].trigger()
    assert chip.scope.name == "Pumps"
    actions = chip.menu().actions()
    assert [action.isChecked() for action in actions] == [False, True]
    actions[0].trigger()
    assert chip.scope == EVERYTHING


def test_a_deleted_collection_limits_nothing(qtbot: QtBot, window: MainWindow, pumps: DocumentCollection) -> None:
    chip = window.library_part.chip
    chip.limit_to_collection(pumps)
    window.library_part.collections.remove(pumps)
    qtbot.waitUntil(lambda: chip.scope == EVERYTHING)
    qtbot.waitUntil(lambda: not chip.isVisible())


def test_the_menu_of_a_collection(window: MainWindow, pumps: DocumentCollection) -> None:
    panel = window.library_panel.collections
    words = [action.text() for action in panel.menu_for(pumps).actions() if action.text()]
    assert words == ["Ask only this collection", "Rename …", "Delete the collection"]
