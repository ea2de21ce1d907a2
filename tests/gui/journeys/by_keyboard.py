"""A window that is used by keys alone, whose focus is looked after at every step."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QAccessible, QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QComboBox, QMenu, QTextBrowser, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.gui.main_window import MainWindow
from tests.gui.journeys.journey import PICTURES

_MOST_STEPS = 120


class KeyboardJourney:
    """Presses keys and types, and does nothing else with the window.

    Keys go to the system's idea of the focused window, as from a real keyboard, so shortcuts, menus and dialogs get
    them in the order in which they would. After every key something that can be seen must have the focus.
    """

    def __init__(self, name: str, bot: QtBot, window: MainWindow) -> None:
        self.window = window
        self.bot = bot
        self._name = f"by-keyboard-{name}"
        kept = os.environ.get(PICTURES)
        self._folder = Path(kept) if kept else None
        self._steps = 0
        self.bot.waitUntil(lambda: QApplication.focusWidget() is not None)

    # The only verbs

    def press(self, *keys: str) -> None:
        """Presses combinations such as `Ctrl+F`, one after the other."""
        for each in keys:
            combination = QKeySequence.fromString(each)[0]
            self._send(combination.key(), combination.keyboardModifiers())

    def type(self, text: str) -> None:
        """Types words."""
        focused = self._focused()
        QTest.keyClicks(focused, text)
        self._look()

    # What is made of them

    def go_to(self, name: str, *, back: bool = False) -> QWidget:
        """Presses Tab until what has the focus is called so."""
        keys = "Shift+Tab" if back else "Tab"
        passed = []
        for _ in range(_MOST_STEPS):
            if name in self.focus_name:
                return self._focused()
            passed.append(self.focus_name)
            self.press(keys)
        raise AssertionError(f"Tab never comes to {name!r}; it comes to {list(dict.fromkeys(passed))}")

    def choose(self, *words: str) -> None:
        """Opens the menu of what has the focus and goes to an entry with the arrows; into menus below it, too."""
        self.press("Shift+F10")
        self.choose_open(*words)

    def choose_open(self, *words: str) -> None:
        """Chooses in the menu that is open."""
        for depth, wanted in enumerate(words):
            assert wanted in self.entries, f"{wanted!r} is not among {self.entries}"
            menu = self._menu
            for _ in range(len(menu.actions()) + 1):
                active = menu.activeAction()
                if active is not None and active.text().replace("&", "") == wanted:
                    break
                self.press("Down")
            self.press("Right" if depth + 1 < len(words) else "Return")

    def in_dialog(self, steps: Callable[[], object]) -> None:
        """Goes through a dialog as soon as it waits for the user, while the key that opened it is still under way."""
        timer = QTimer(self.window)
        timer.setInterval(10)

        def look() -> None:
            dialog = QApplication.activeModalWidget()
            focused = QApplication.focusWidget()
            if dialog is None or focused is None or focused.window() is not dialog:
                return
            timer.stop()
            try:
                steps()
            finally:
                if dialog.isVisible():
                    dialog.close()

        timer.timeout.connect(look)
        timer.start()

    # What is seen

    def until(self, reached: Callable[[], Any]) -> None:
        """Waits for something that can be seen."""
        self.bot.waitUntil(lambda: bool(reached()))

    @property
    def entries(self) -> list[str]:
        """What can be chosen in the menu that is open."""
        return [each.text().replace("&", "") for each in self._menu.actions() if each.text() and each.isEnabled()]

    @property
    def _menu(self) -> QMenu:
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu), "no menu is open"
        return menu

    @property
    def focus_name(self) -> str:
        """What a screen reader calls what has the focus; for a row of a list, that row."""
        focused = self._focused()
        interface = QAccessible.queryAccessibleInterface(focused)
        name = interface.text(QAccessible.Text.Name)
        if isinstance(focused, QComboBox):
            return focused.accessibleName() or name
        return name

    @property
    def row(self) -> str:
        """The row that the arrows have come to."""
        focused = self._focused()
        assert isinstance(focused, QAbstractItemView)
        return str(focused.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole) or focused.currentIndex().data())

    def go_to_row(self, words: str) -> None:
        """Presses Home, then Down until the row holds these words."""
        self.press("Home")
        for _ in range(_MOST_STEPS):
            if words in self.row:
                return
            self.press("Down")
        raise AssertionError(f"no row with {words!r}")

    def picture(self, step: str) -> None:
        """Keeps how the window looks, where pictures are wanted."""
        if self._folder is not None:
            QTest.qWait(50)
            self._steps += 1
            words = re.sub(r"\W+", "-", step)
            path = self._folder / f"{self._name}-{self._steps:02d}-{words}.png"
            assert self._focused().window().grab().save(str(path))

    # Keys and focus

    def _send(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
        self._focused()
        handle = QGuiApplication.focusWindow()
        assert handle is not None, "no window has the focus"
        QTest.keyClick(handle, key, modifiers)
        QApplication.processEvents()
        self._look()

    def _focused(self) -> QWidget:
        if QGuiApplication.focusWindow() is None:
            self._activate()
        focused = QApplication.focusWidget()
        assert focused is not None, "nothing has the focus"
        return focused

    def _activate(self) -> None:
        """Gives the focus to the window below one that was closed, which the manager of a real screen does."""
        top = QApplication.activeModalWidget() or self.window
        top.activateWindow()
        self.bot.waitUntil(lambda: QGuiApplication.focusWindow() is not None)

    def _look(self) -> None:
        """The focus is on something that can be seen: on screen, not scrolled away, not under something else."""
        if QApplication.activePopupWidget() is not None:
            return
        focused = self._focused()
        called = f"{type(focused).__name__} {focused.accessibleName()!r}"
        assert focused.isVisible(), f"{called} has the focus and can't be seen"
        assert focused.isEnabled(), f"{called} has the focus and can't be used"
        assert not _seen_of(focused).isEmpty(), f"{called} has the focus and is out of sight"
        viewer = self.window.viewer
        if viewer.isVisible() and focused.window() is self.window:
            assert focused is viewer or viewer.isAncestorOf(focused), f"{called} has the focus below the figure"


def _seen_of(focused: QWidget) -> QRect:
    """What its surroundings leave of a widget, or of the row or the link in it that has the focus."""
    seen, within = focused.rect(), focused
    if isinstance(focused, QAbstractItemView) and focused.currentIndex().isValid():
        seen, within = focused.visualRect(focused.currentIndex()), focused.viewport()
    elif isinstance(focused, QTextBrowser):
        seen, within = focused.cursorRect().adjusted(0, 0, 1, 0), focused.viewport()
    seen = seen.intersected(within.rect())
    while not within.isWindow() and (parent := within.parentWidget()) is not None:
        seen = seen.translated(within.pos()).intersected(parent.rect())
        within = parent
    return seen
