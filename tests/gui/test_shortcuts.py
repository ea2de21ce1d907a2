from __future__ import annotations

import re
from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

import desktop_app.gui
from desktop_app.gui.icons import IconButton
from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.preferences import MemoryPreferences
from desktop_app.gui.settings_dialog.settings_dialog import SettingsDialog
from desktop_app.gui.settings_dialog.shortcuts_page import ShortcutsPage
from desktop_app.gui.shortcuts import ACTIONS, KeyBindings, Scope
from tests.gui.test_settings_dialog import opened

_GIVEN = re.compile(r"""(?:shortcut=|KeyShortcut\()"([^"]+)""")


def page_of(qtbot: QtBot, window: MainWindow) -> tuple[SettingsDialog, ShortcutsPage]:
    dialog = opened(qtbot, window)
    dialog.tabs.setCurrentIndex(1)
    return dialog, dialog.keys


def test_actions_have_names_sentences_and_keys_of_their_own(qapp: QApplication) -> None:
    assert len({action.name for action in ACTIONS}) == len(ACTIONS)
    fresh = KeyBindings()
    for action in ACTIONS:
        assert action.words
        assert fresh.why_not(action.name, action.default) == ""
    for one, other in combinations(ACTIONS, 2):
        assert one.default != other.default or not one.scope.meets(other.scope)


def test_every_key_given_in_the_code_is_that_of_an_action() -> None:
    folder = Path(desktop_app.gui.__file__).parent
    given = {keys for path in folder.rglob("*.py") for keys in _GIVEN.findall(path.read_text("utf-8"))}
    assert given <= {action.default for action in ACTIONS}


def test_scopes_meet_where_both_hold() -> None:
    assert Scope.WINDOW.meets(Scope.PAGES)
    assert Scope.PAGES.meets(Scope.PAGES)
    assert not Scope.PAGES.meets(Scope.FIGURES)


@pytest.mark.parametrize(
    ("keys", "begins"),
    [
        ("Ctrl+N", "Ctrl+N stands for “New conversation” already."),
        ("A", "A is needed for typing."),
        ("Shift+A", "Shift+A is needed for typing."),
        ("Esc", "Esc is needed for typing."),
        ("Ctrl+C", "Ctrl+C is for editing text everywhere."),
        ("no keys at all", "These keys are not known here."),
    ],
)
def test_keys_that_can_not_be_taken_are_refused_with_a_sentence(qapp: QApplication, keys: str, begins: str) -> None:
    bindings = KeyBindings()
    assert bindings.change("question", keys).startswith(begins)
    assert bindings.keys("question") == "Ctrl+L"


def test_what_was_kept_and_can_not_hold_is_left_out(qapp: QApplication) -> None:
    bindings = KeyBindings({"question": "F11", "quit": "Ctrl+N", "gone": "F7", "models": ""})
    assert [bindings.keys(name) for name in ("question", "quit", "models")] == ["F11", "Ctrl+Q", ""]


def test_what_can_not_be_kept_does_not_hold(qapp: QApplication) -> None:
    bindings = KeyBindings(save=lambda _: "The disk is full.")
    assert bindings.change("question", "F11") == "The disk is full."
    assert bindings.keys("question") == "Ctrl+L"


def test_a_button_follows_and_is_forgotten_with_its_window(qtbot: QtBot, window: MainWindow) -> None:
    _, page = page_of(qtbot, window)
    qtbot.keyClick(page.fields["new_conversation"], Qt.Key.Key_F8)
    assert window.new_button.shortcut().toString() == "F8"
    assert window.new_button.toolTip().endswith("(F8)")
    free = IconButton("new", "Free", window, shortcut="F9")
    assert free.shortcut().toString() == "F9"


def test_keys_are_changed_by_pressing_them_and_kept(
    qtbot: QtBot, window: MainWindow, preferences: MemoryPreferences
) -> None:
    dialog, page = page_of(qtbot, window)
    field = page.fields["question"]
    qtbot.keyClick(field, Qt.Key.Key_F11)
    assert preferences.settings.shortcuts == {"question": "F11"}
    assert page.resets["question"].isVisible()
    dialog.close()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.new_button.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_F11)
    qtbot.waitUntil(window.composer.field.hasFocus)


def test_the_welcome_names_the_keys_that_hold(qtbot: QtBot, window: MainWindow) -> None:
    assert "downloaded with Ctrl+M." in window.welcome.words
    _, page = page_of(qtbot, window)
    qtbot.keyClick(page.fields["models"], Qt.Key.Key_F7)
    assert "downloaded with F7." in window.welcome.words
    qtbot.mouseClick(page.fields["models"].findChildren(QToolButton)[0], Qt.MouseButton.LeftButton)
    assert "downloaded with the button “Models”." in window.welcome.words


def test_a_conflict_is_explained_and_the_keys_stay(
    qtbot: QtBot, window: MainWindow, preferences: MemoryPreferences
) -> None:
    dialog, page = page_of(qtbot, window)
    field = page.fields["question"]
    qtbot.keyClick(field, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert dialog.problem.text().startswith("Ctrl+N stands for “New conversation” already.")
    assert field.keySequence().toString() == "Ctrl+L"
    assert preferences.settings.shortcuts == {}


def test_keys_are_taken_back_one_by_one_and_all_at_once(
    qtbot: QtBot, window: MainWindow, preferences: MemoryPreferences
) -> None:
    _, page = page_of(qtbot, window)
    qtbot.keyClick(page.fields["question"], Qt.Key.Key_F11)
    qtbot.keyClick(page.fields["models"], Qt.Key.Key_F7)
    qtbot.mouseClick(page.fields["quit"].findChildren(QToolButton)[0], Qt.MouseButton.LeftButton)
    assert preferences.settings.shortcuts == {"question": "F11", "models": "F7", "quit": ""}
    qtbot.mouseClick(page.resets["question"], Qt.MouseButton.LeftButton)
    assert preferences.settings.shortcuts == {"models": "F7", "quit": ""}
    qtbot.mouseClick(page.restore_all, Qt.MouseButton.LeftButton)
    assert preferences.settings.shortcuts == {}
    assert not page.restore_all.isEnabled()


def test_escape_is_no_combination(qtbot: QtBot, window: MainWindow) -> None:
    _, page = page_of(qtbot, window)
    field = page.fields["question"]
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.keySequence().toString() == "Ctrl+L"


def test_a_window_starts_with_the_keys_that_were_kept(
    open_window: Callable[[], MainWindow], preferences: MemoryPreferences
) -> None:
    preferences.change("shortcuts", {"side_list": "F5"})
    assert open_window().sidebar_button.shortcut().toString() == "F5"
