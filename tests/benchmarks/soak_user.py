"""Who uses the program in a soak: drops files, asks, looks at figures and pages, keeps and exports, in the real window.

    python -m tests.benchmarks.soak_user ORDERS.json

is started by `tests.benchmarks.soak`. It prints a line of JSON whenever the window has come to rest after a round.
"""

from __future__ import annotations

import gc
import json
import random
import sys
import threading
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil

from tests.helpers.clipboard import empty_clipboard

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop_app.gui.chat.turn_view import TurnView
    from desktop_app.gui.main_window import MainWindow

LOOK_EVERY_MS = 10
STEP_LIMIT_S = 240.0
START_LIMIT_S = 60.0
QUESTIONS_A_CONVERSATION = 12

Condition = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Orders:
    """What is to be done.

    Attributes:
        home: the program's home.
        files: what is read, a share of it in each round.
        questions: what is asked, in this order.
        rounds: how many.
        seconds: how long a round takes at least.
        seed: of what is left to chance.
        census: also tell of which types there came to be more objects.
    """

    home: str
    files: list[str]
    questions: list[str]
    rounds: int
    seconds: float
    seed: int
    census: bool = False


class User:
    """Goes on when what is waited for has come about; acts in the window's thread."""

    def __init__(self, window: MainWindow, orders: Orders) -> None:
        from PySide6.QtCore import QTimer

        self.window = window
        self.orders = orders
        self.chance = random.Random(orders.seed)
        self.asked = 0
        self.began = time.monotonic()
        self.sentences: list[str] = []
        self.known: Counter[str] = Counter()
        self.steps = self.rounds()
        self.condition: Condition = lambda: True
        self.since = time.monotonic()
        self.exports = Path(orders.home) / "exports"
        self.exports.mkdir(exist_ok=True)
        window.choose_export = self._where_to
        window.choose_text = lambda _title, text: f"{text[:60]} ({self.asked})"
        self.timer = QTimer(window)
        self.timer.timeout.connect(self._look)
        self.timer.start(LOOK_EVERY_MS)

    def _look(self) -> None:
        if not self.condition():
            if time.monotonic() - self.since > STEP_LIMIT_S:
                self._end(f"stuck after {self.sentences[-1:]} in {self._place()}")
            return
        try:
            following = next(self.steps, None)
        except Exception:  # noqa: BLE001  # the border of what is played: a mistake in it ends it and is told
            self._end(traceback.format_exc())
            return
        if following is None:
            self._end("")
        else:
            self.condition, self.since = following, time.monotonic()

    def _place(self) -> str:
        places, steps = [], self.steps
        while steps is not None:
            places.append(f"{steps.__name__} {steps.gi_frame.f_lineno}")  # type: ignore[attr-defined]
            steps = steps.gi_yieldfrom  # type: ignore[attr-defined]
        return f"{places}, notices: {self.window.notices.accessibleName()!r}"

    def _end(self, mistake: str) -> None:
        self.timer.stop()
        tell({"ended": True, "mistake": mistake})
        empty_clipboard()
        self.window.close()

    # What is played

    def rounds(self) -> Iterator[Condition]:
        """Everything, a condition after the other."""
        window, orders = self.window, self.orders
        yield lambda: window.workspace is not None and window.composer.models.count() > 1
        files, questions = _shares(orders.files, orders.rounds), _shares(orders.questions, orders.rounds)
        for number in range(orders.rounds):
            turn = self.began + number * orders.seconds
            yield partial(lambda moment: time.monotonic() >= moment, turn)
            window.add([Path(file) for file in files[number]])
            if number == 0:
                yield lambda: window.model.totals.searched > 0
            yield from self._choose_model("" if number % 5 else "excerpts")
            for question in questions[number]:
                yield from self._ask(question)
                yield from self._look_closer()
            yield from self._elsewhere()
            yield lambda: not window.library.busy
            yield lambda: not any(lane.busy for lane in window.lanes.all())
            tell(self._state(number + 1))
            if orders.census:
                self._tell_census()

    def _choose_model(self, wanted: str) -> Iterator[Condition]:
        box = self.window.composer.models
        rows = [row for row in range(box.count()) if box.itemData(row)]
        named = [row for row in rows if box.itemData(row) == wanted]
        others = [row for row in rows if box.itemData(row) == "tiny"]
        box.setCurrentIndex((named or others)[0])
        box.activated.emit(box.currentIndex())
        yield lambda: True

    def _ask(self, question: str) -> Iterator[Condition]:
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        window = self.window
        if self.asked % QUESTIONS_A_CONVERSATION == 0:
            window.start_anew()
        window.composer.field.setFocus()
        window.composer.field.insertPlainText(question)  # as an input method does: keys have no Chinese
        QTest.keyClick(window.composer.field, Qt.Key.Key_Return)
        self.asked += 1
        self.sentences.append(question)
        yield lambda: True
        if self.chance.random() < 0.1:
            moment = time.monotonic() + self.chance.random()
            yield lambda: time.monotonic() >= moment
            window.chat.stop()
        yield lambda: not window.chat.busy

    def _look_closer(self) -> Iterator[Condition]:
        """Looks at what came: its pages, its figures large, or asks for it once more."""
        window, chat = self.window, self.window.chat
        turn: TurnView = chat.turns[-1]
        figures = turn.figure_blocks
        what = self.chance.randrange(6)
        if what == 0 and turn.answer is not None and turn.answer.citations:
            citation = turn.answer.citations[0]
            window.places.show(citation.document, citation.regions)
            yield self._pages_quiet
            bar = window.pages.view.verticalScrollBar()
            for share in (0.3, 0.9, 0.1):
                bar.setValue(round(bar.maximum() * share))
                yield self._pages_quiet
            if self.chance.random() < 0.5:
                window.places.close_pages()
        elif what == 1 and figures:
            figures[0].page_link.click()
            yield self._pages_quiet
        elif what == 2 and turn.answer is not None and figures:
            shown = [(each.figure, each.document) for each in turn.answer.figures]
            assert window.workspace is not None
            window.viewer.open(shown, 0, window.workspace.library.picture)
            yield lambda: not window.viewer.canvas.image.isNull() or not window.lanes.pictures.busy
            for act in (window.viewer.canvas.zoom_in, window.viewer.copy_picture, window.viewer.leave):
                act()
                yield lambda: True
        elif what == 3 and turn.again_button.isVisible():
            turn.again_button.click()
            yield lambda: not chat.busy
        elif what == 4:
            turn.copy_wanted.emit()
            yield lambda: not window.lanes.pictures.busy

    def _pages_quiet(self) -> bool:
        return not self.window.lanes.pages.busy and not self.window.lanes.opening.busy

    def _elsewhere(self) -> Iterator[Condition]:
        """What is done away from the answer: gallery, table, settings, theme, what was kept."""
        window = self.window
        window.gallery.show()
        yield lambda: not window.gallery.busy and not window.gallery.thumbnails.busy
        view = window.gallery.page.view
        view.verticalScrollBar().setValue(view.verticalScrollBar().maximum() // 2)
        yield lambda: not window.gallery.thumbnails.busy
        window.gallery.page.search.setText(self.chance.choice(("pump", "window", "document", "valve")))
        yield lambda: not window.gallery.busy
        window.gallery.page.search.clear()
        yield lambda: not window.gallery.busy
        window.gallery.leave()
        window.library_part.show_table()
        yield lambda: not window.lanes.opening.busy
        window.library_part.leave_table()
        window.show_settings()
        assert window.settings_dialog is not None
        dialog: QWidget = window.settings_dialog
        yield dialog.isVisible
        dialog.close()
        yield lambda: window.settings_dialog is None
        window.switch_theme()
        yield lambda: not window.lanes.history.busy
        yield from self._kept()

    def _kept(self) -> Iterator[Condition]:
        assert self.window.workspace is not None
        window, history = self.window, self.window.history
        kept = self.window.workspace.history.conversations()
        if not kept:
            return
        window.show_history()
        window.history_panel.search.setText(self.chance.choice(("pump", "figure", "how")))
        yield lambda: not window.lanes.history.busy
        window.history_panel.search.clear()
        one = self.chance.choice(kept)
        history.rename(one, f"{one.title[:60]} again")
        history.export(one, self.exports / f"out.{self.chance.choice(('md', 'html', 'pdf'))}")
        yield lambda: not window.lanes.history.busy
        history.open(self.chance.choice(kept))
        yield lambda: not window.lanes.history.busy and not window.chat._saved.busy

    def _where_to(self, _title: str) -> Path:
        return self.exports / "out.html"

    # What is told

    def _tell_census(self) -> None:
        now = Counter(type(each).__name__ for each in gc.get_objects())
        more = dict((now - self.known).most_common(25))
        tell({"more": more if self.known else {}})
        self.known = self.known or now

    def _state(self, number: int) -> dict[str, Any]:
        """The process as it is at rest."""
        from PySide6.QtWidgets import QApplication

        process = psutil.Process()
        children = process.children(recursive=True)
        zombies = sum(child.status() == psutil.STATUS_ZOMBIE for child in children if child.is_running())
        return {
            "round": number,
            "seconds": time.monotonic() - self.began,
            "asked": self.asked,
            "read": self.window.model.totals.searched,
            "rss": process.memory_info().rss,
            "files": process.num_fds() if hasattr(process, "num_fds") else process.num_handles(),
            "threads": process.num_threads(),
            "children": len(children),
            "zombies": zombies,
            "widgets": len(QApplication.allWidgets()),
            "objects": len(gc.get_objects()),
        }


def _shares(things: list[str], count: int) -> list[list[str]]:
    """As many parts as wanted, of nearly the same size."""
    return [things[len(things) * at // count : len(things) * (at + 1) // count] for at in range(count)]


def tell(what: dict[str, Any]) -> None:
    """Prints a line for the one who started this."""
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


def begin(orders: Orders) -> None:
    """Waits for the window, from another thread, and starts the user in the window's own."""
    from PySide6.QtCore import QMetaObject, QObject, Qt, Slot
    from PySide6.QtWidgets import QApplication

    from desktop_app.gui.main_window import MainWindow

    def find() -> list[MainWindow]:
        return [each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow)]

    deadline = time.monotonic() + START_LIMIT_S
    while QApplication.instance() is None or not find():
        if time.monotonic() > deadline:
            return
        threading.Event().wait(0.05)

    class Starter(QObject):
        @Slot()
        def start(self) -> None:
            self.user = User(find()[0], orders)

    starter = _STARTERS[0] = Starter()
    starter.moveToThread(QApplication.instance().thread())  # type: ignore[union-attr]
    QMetaObject.invokeMethod(starter, "start", Qt.ConnectionType.QueuedConnection)


_STARTERS: dict[int, object] = {}


def main() -> int:
    """Runs the program and its user."""
    orders = Orders(**json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
    threading.Thread(target=begin, args=(orders,), name="soak", daemon=True).start()
    from desktop_app.startup import run

    return run(["--home", orders.home])


def save(orders: Orders, path: Path) -> Path:
    """Writes orders where `main` reads them."""
    path.write_text(json.dumps(asdict(orders)), encoding="utf-8")
    return path


if __name__ == "__main__":
    sys.exit(main())
