"""A window that is used as people use it, and pictures of how it looked."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.gui.chat.figure_choice import FigureChoice
from desktop_app.gui.chat.turn_view import TurnView
from desktop_app.gui.main_window import MainWindow
from tests.gui.journeys.stall_watch import StallWatch

PICTURES = "IMAGEREF_JOURNEY_PICTURES"
"""The variable that names a folder for the pictures; without it they go to the test's own."""


def drawn(turn: TurnView) -> bool:
    """Whether the figures of an answer that can be seen have their pictures; others load when they are come to."""
    choices = turn.findChildren(FigureChoice)
    return all(card.image is not None or card.visibleRegion().isEmpty() for card in turn.figure_blocks) and all(
        choice.drawn or choice.visibleRegion().isEmpty() for choice in choices
    )


class Journey:
    """Uses the window by events alone: clicks, keys, drops. What it waits for are states that a user sees."""

    def __init__(self, name: str, bot: QtBot, window: MainWindow, folder: Path) -> None:
        self.bot = bot
        self.window = window
        self.watch = StallWatch(window)
        self._name = name
        kept = os.environ.get(PICTURES)
        self._folder = Path(kept) if kept else folder / "pictures"
        self._folder.mkdir(parents=True, exist_ok=True)
        self._steps = 0
        self._ended = False

    def picture(self, step: str, widget: QWidget | None = None) -> Path:
        """Keeps how the window, or a dialog of it, looks now."""
        with self.watch.paused():
            self.until(lambda: not self.window._theme.restyling.busy)
            QTest.qWait(50)  # what was just changed is painted
            self._steps += 1
            words = re.sub(r"\W+", "-", step)
            path = self._folder / f"{self._name}-{self._steps:02d}-{words}.png"
            assert (widget or self.window).grab().save(str(path))
        return path

    def until(self, reached: Callable[[], Any]) -> None:
        """Waits for something that can be seen."""
        self.bot.waitUntil(lambda: bool(reached()))

    def when(self, reached: Callable[[], bool]) -> None:
        """Does something as soon as it can be done, also while a dialog waits for the user; once."""
        timer = QTimer(self.window)
        timer.setInterval(20)
        timer.timeout.connect(lambda: timer.stop() if reached() else None)
        timer.start()

    def click(self, widget: QWidget, *, at: QPoint | None = None, times: int = 1) -> None:
        """Clicks in the middle of what can be seen and used, or at a place in it."""
        assert widget.isVisible(), f"{widget.accessibleName() or widget} can't be seen"
        assert widget.isEnabled(), f"{widget.accessibleName() or widget} can't be used"
        place = at or widget.rect().center()
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=place)
        if times == 2:
            QTest.mouseDClick(widget, Qt.MouseButton.LeftButton, pos=place)

    def press(self, keys: str) -> None:
        """Presses a combination such as `Ctrl+F`, wherever the focus is."""
        QTest.keySequence(self._focused(), QKeySequence(keys))

    def type(self, text: str) -> None:
        """Types where the focus is."""
        QTest.keyClicks(self._focused(), text)

    def click_citation(self, turn: TurnView, number: int) -> None:
        """Clicks a citation in the text of an answer, where it stands."""
        for block in turn.text_blocks:
            cursor = block.document().find(f"[{number}]")
            if cursor.isNull():
                continue
            cursor.setPosition(cursor.selectionStart() + 1)
            self.window.conversation.ensureWidgetVisible(block)
            self.click(block.viewport(), at=block.cursorRect(cursor).center() + QPoint(2, 0))
            return
        raise AssertionError(f"the answer has no citation [{number}]")

    def choose(self, menu: QMenu, words: str) -> None:
        """Chooses an entry of a menu by what it says."""
        entries = {action.text().replace("&", ""): action for action in menu.actions()}
        assert words in entries, f"{words!r} is not among {list(entries)}"
        entries[words].trigger()
        menu.deleteLater()

    def button(self, name: str, inside: QWidget | None = None) -> QAbstractButton:
        """The button with this name that can be seen."""
        found = [
            each
            for each in (inside or self.window).findChildren(QAbstractButton)
            if each.isVisible() and name in {each.text().replace("&", ""), each.accessibleName()}
        ]
        assert found, f"no button {name!r} can be seen"
        return found[0]

    def ask(self, question: str) -> TurnView:
        """Types a question, sends it, and waits for the whole answer."""
        window = self.window
        self.click(window.composer.field)
        self.type(question)
        with self.bot.waitSignal(window.chat.turn_added) as added:
            self.press("Return")
        self.until(lambda: not window.chat.busy)
        turn: TurnView = added.args[0]
        self.until(lambda: drawn(turn))
        return turn

    def end(self) -> None:
        """Closes the window and keeps what the worst wait in the journey was; once."""
        if self._ended:
            return
        self._ended = True
        self.until(lambda: not any(lane.busy for lane in self.window.lanes.all()))
        self.watch.close()
        worst = self.watch.worst
        text = json.dumps({"journey": self._name, "seconds": round(worst.seconds, 4), "where": worst.where}, indent=1)
        (self._folder / f"{self._name}-stall.json").write_text(text, encoding="utf-8")
        self.window.close()
        self.window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def _focused(self) -> QWidget:
        focused = QApplication.focusWidget()
        assert focused is not None, "nothing has the focus"
        return focused
