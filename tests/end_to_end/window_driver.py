"""Starts the program as its user does, then drops a file on its window, asks, and looks at what is shown.

    python window_driver.py FILE QUESTION MODEL SCREENSHOT [kill-model | kill-program | end-program]

Prints one JSON object about what was seen. With `kill-model` the model's process is killed in the middle of the first
answer, and the question is asked again. With `kill-program` files are waiting and an answer is being written when the
program kills itself; what is printed before is what could be read by then, which must not be lost. With `end-program`
it is told to end as soon as it was asked, while its model is loaded.
The driver acts in the window's own thread, by real events.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

START_LIMIT_S = 60
STEP_LIMIT_S = 120
LOOK_EVERY_MS = 20

Condition = Callable[[], bool]


class Driver:
    """Runs a journey, a generator of conditions: each is waited for before the journey goes on."""

    def __init__(self, file: str, question: str, model: str, screenshot: str, *, kill: str = "") -> None:
        self.file, self.question, self.model, self.screenshot = file, question, model, screenshot
        self.kill_model = kill == "kill-model"
        self.kill_program = kill == "kill-program"
        self.end_program = kill == "end-program"
        self.seen: dict[str, Any] = {}

    def begin(self) -> None:
        """Waits for the window, from another thread; the journey itself runs in the window's thread."""
        from PySide6.QtCore import QMetaObject, QObject, Qt, Slot
        from PySide6.QtWidgets import QApplication

        deadline = time.monotonic() + START_LIMIT_S
        while QApplication.instance() is None or not QApplication.topLevelWidgets():
            if time.monotonic() > deadline:
                return
            threading.Event().wait(0.02)
        driver = self

        class Starter(QObject):
            @Slot()
            def start(self) -> None:
                driver.start_journey()

        self.starter = Starter()
        self.starter.moveToThread(QApplication.instance().thread())
        QMetaObject.invokeMethod(self.starter, "start", Qt.ConnectionType.QueuedConnection)

    def start_journey(self) -> None:
        from PySide6.QtCore import QTimer

        self.steps = self.journey()
        self.condition: Condition | None = lambda: True
        self.since = time.monotonic()
        self.timer = QTimer()
        self.timer.timeout.connect(self.look)
        self.timer.start(LOOK_EVERY_MS)

    def look(self) -> None:
        if time.monotonic() - self.since > STEP_LIMIT_S:
            self.seen["stuck_after"] = list(self.seen)
        elif not self.condition():
            return
        else:
            self.condition = self.next_condition()
            self.since = time.monotonic()
            if self.condition is not None:
                return
        self.timer.stop()
        self.window.close()

    def next_condition(self) -> Condition | None:
        """The journey's next condition, or None at its end; a mistake in it ends it and is told."""
        try:
            return next(self.steps, None)
        except Exception:  # noqa: BLE001  # the border of the journey: whatever goes wrong in it is told to the test
            self.seen["mistake"] = traceback.format_exc()
            return None

    @property
    def window(self) -> Any:
        from PySide6.QtWidgets import QApplication

        from desktop_app.gui.main_window import MainWindow

        return next(widget for widget in QApplication.topLevelWidgets() if isinstance(widget, MainWindow))

    def journey(self) -> Iterator[Condition]:
        window = self.window
        yield window.isVisible
        self.drop()
        yield lambda: any(entry.state.value == "ready" for entry in window.model.entries)
        self.seen["library"] = [entry.title for entry in window.model.entries]
        yield lambda: window.composer.models.findData(self.model) >= 0
        self.choose_model()
        if self.kill_program:
            yield from self.end_in_the_middle()
        if self.end_program:
            yield from self.end_at_once()
        yield from self.ask()
        if self.kill_model:
            yield from self.ask()
        yield from self.open_page()
        window.grab().save(self.screenshot)
        self.seen["screenshot"] = True

    def choose_model(self) -> None:
        """With the keyboard, as the box tells choices of the user from those of the program."""
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        box = self.window.composer.models
        for _ in range(box.count()):
            if box.currentData() == self.model:
                break
            QTest.keyClick(box, Qt.Key.Key_Down)
        self.seen["model"] = self.window.composer.model

    def drop(self) -> None:
        from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
        from PySide6.QtGui import QDragEnterEvent, QDropEvent
        from PySide6.QtWidgets import QApplication

        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(self.file)])
        buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        copy = Qt.DropAction.CopyAction
        middle = QPointF(self.window.rect().center())
        enter = QDragEnterEvent(middle, copy, data, buttons, keys)
        QApplication.sendEvent(self.window, enter)
        self.seen["drop_accepted"] = enter.isAccepted()
        QApplication.sendEvent(self.window, QDropEvent(middle, copy, data, buttons, keys))

    def ask(self) -> Iterator[Condition]:
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        window = self.window
        yield lambda: not window.chat.busy
        killing = self.kill_model and "killed" not in self.seen
        QTest.keyClicks(window.composer.field, self.question)
        QTest.keyClick(window.composer.field, Qt.Key.Key_Return)
        yield lambda: window.chat.busy
        if killing:
            yield lambda: self.text() != "" and self.kill()
        yield lambda: not window.chat.busy
        turn = self.turns()[-1]
        self.seen.setdefault("answers", []).append(
            {
                "text": turn.plain_text(),
                "figures": [block.placed.figure.label for block in turn.figure_blocks],
                "note": turn.note,
            }
        )

    def end_in_the_middle(self) -> Iterator[Condition]:
        """Kills the program a while after something could be read, in the middle of everything."""
        import psutil
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        window = self.window
        window.library.pause()
        waiting = sorted(Path(self.screenshot).parent.glob("waiting-*.pdf"))
        window.add(waiting)
        yield lambda: window.model.totals.active == len(waiting)
        QTest.keyClicks(window.composer.field, self.question)
        QTest.keyClick(window.composer.field, Qt.Key.Key_Return)
        yield lambda: len(self.text()) > 40
        read, told = self.text(), list[bool]()
        window.chat.turn_changed.connect(lambda *_: told.append(True))
        yield lambda: bool(told) and window.history.settled  # after at most `AUTOSAVE_MS`, and a write to the disk
        children = [child.pid for child in psutil.Process().children(recursive=True)]
        seen = {"read": read, "waiting": list(map(str, waiting)), "children": children}
        sys.stdout.write(json.dumps(seen) + "\n")
        sys.stdout.flush()
        os.kill(os.getpid(), signal.SIGKILL)

    def end_at_once(self) -> Iterator[Condition]:
        """Tells the program to end by a signal when the model's process has been started."""
        import psutil
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        window, before = self.window, set(psutil.Process().children(recursive=True))
        QTest.keyClicks(window.composer.field, self.question)
        QTest.keyClick(window.composer.field, Qt.Key.Key_Return)
        yield lambda: window.chat.busy
        yield lambda: bool(set(psutil.Process().children(recursive=True)) - before) or not window.chat.busy
        self.seen["children"] = [child.pid for child in psutil.Process().children(recursive=True)]
        self.seen["was_busy"] = window.chat.busy
        os.kill(os.getpid(), signal.SIGTERM)
        yield lambda: False

    def open_page(self) -> Iterator[Condition]:
        blocks = self.turns()[-1].figure_blocks
        if blocks:
            self.window.conversation.ensureWidgetVisible(blocks[0])  # pictures are read when they are seen
            yield lambda: blocks[0].image is not None
            shown: list[bool] = []
            self.window.pages.shown.connect(lambda: shown.append(True))
            blocks[0].page_link.click()
            yield lambda: bool(shown)
            self.seen["marked_page"] = self.window.pages.view.marked[0].page

    def turns(self) -> list[Any]:
        from desktop_app.gui.chat.turn_view import TurnView

        return list(self.window.findChildren(TurnView))

    def text(self) -> str:
        turns = self.turns()
        return turns[-1].plain_text() if turns else ""

    def kill(self) -> bool:
        import psutil

        for child in psutil.Process().children(recursive=True):
            if any(mapped.path.endswith(".gguf") for mapped in child.memory_maps()):
                child.kill()
                self.seen["killed"] = True
        return "killed" in self.seen


def main() -> int:
    file, question, model, screenshot, *more = sys.argv[1:]
    driver = Driver(file, question, model, screenshot, kill=more[0] if more else "")
    waiting = threading.Thread(target=driver.begin, name="driver", daemon=True)
    waiting.start()
    sys.argv[1:] = []
    from desktop_app.__main__ import main as program

    code = program()
    waiting.join()
    sys.stdout.write(json.dumps(driver.seen | {"code": code}) + "\n")
    return code


if __name__ == "__main__":
    sys.exit(main())
