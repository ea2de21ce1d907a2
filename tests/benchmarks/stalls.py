"""How long the window's event loop is held at most, and how soon the window does what it is asked; with fakes.

    python -m tests.benchmarks.stalls

A stall is CPU time of the loop's thread in one turn, so that what else the machine does counts for little.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.gui.application import make_window
from desktop_app.gui.chat.markdown_text import pieces
from desktop_app.gui.chat.text_block import TextBlock
from desktop_app.gui.chat.turn_view import TurnView
from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.preferences import MemoryPreferences
from tests.benchmarks.measured import Measured, print_table, stopwatch
from tests.gui.fakes import FakeUseCases, FakeWorkspace, endless_answer, make_document, plain_answer
from tests.gui.hostile_texts import HOSTILE

LONGEST_STALL_S = 0.2
GALLERY_STALL_S = 0.05
PATIENCE_S = 60.0
HOSTILE_ANSWERS = ("a very long word", "many fences", "newlines", "huge table", "emoji")
PIECES_OF_EACH = 40

PAINT = """
import sys
from PySide6.QtCore import QTimer
import desktop_app.gui.application as application
from desktop_app.domain.errors import LibraryLocked

def no_workspace():
    raise LibraryLocked("Another window has this library open.", "Close it first.")

make = application.make_window
def closing_when_painted(*arguments):
    window = make(*arguments)
    window.painted.connect(lambda: QTimer.singleShot(0, window.close))
    return window
application.make_window = closing_when_painted
sys.exit(application.run_window(no_workspace))
"""


class Desk:
    """A window with fakes, and its event loop turned by hand."""

    def __init__(self, folder: Path) -> None:
        self.use_cases = FakeUseCases()
        self.workspace = FakeWorkspace(folder)
        self.worst = 0.0
        self._application = QApplication.instance() or QApplication([])
        self.window: MainWindow = make_window(
            self._application, lambda: self.workspace, self.use_cases, MemoryPreferences(theme="light")
        )
        opened: list[bool] = []
        self.window.opened.connect(lambda: opened.append(True))
        self.window.show()
        self.turn_until(lambda: bool(opened))
        self.worst = 0.0

    def turn_until(self, done: Callable[[], bool]) -> None:
        """Turns the loop until `done`, and remembers the longest turn.

        Raises:
            TimeoutError: it never was.
        """
        deadline = time.monotonic() + PATIENCE_S
        while not done():
            if time.monotonic() > deadline:
                raise TimeoutError("the window did not come to an end")
            begun = time.thread_time()
            QCoreApplication.processEvents()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
            self.worst = max(self.worst, time.thread_time() - begun)

    def turn(self, times: int) -> None:
        """Turns the loop a few times."""
        left = iter(range(times))
        self.turn_until(lambda: next(left, None) is None)

    def ask(self) -> None:
        """Asks, and waits for the end of the answer."""
        self.window.ask("What is hostile?")
        self.turn_until(lambda: not self.window.chat.busy)


@contextmanager
def desk() -> Iterator[Desk]:
    """A desk that is cleared afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        made = Desk(Path(folder))
        yield made
        made.window.close()
        made.turn_until(lambda: not made.window.library.busy and not made.window.chat.busy)
        QCoreApplication.processEvents()
        made.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def stalls_by_answers() -> Iterator[Measured]:
    """The longest turn while answers come in."""
    worst = 0.0
    for name in HOSTILE_ANSWERS:
        with desk() as made:
            made.use_cases.script = plain_answer(HOSTILE[name][:20_000], "After it.")
            made.ask()
            worst = max(worst, made.worst)
    yield Measured("longest stall: hostile answers", worst, LONGEST_STALL_S)
    with desk() as made:
        sentence = "A sentence of an answer with **bold** words. [1] "
        made.use_cases.script = plain_answer(*[sentence * 8 for _ in range(60)])
        made.ask()
        yield Measured("longest stall: an answer of 5,000 tokens", made.worst, LONGEST_STALL_S)


def stall_by_a_block() -> Measured:
    """The longest that laying out and painting one piece of any hostile text takes."""
    holder = QWidget()
    holder.resize(640, 400)
    block = TextBlock(holder)
    block.resize(640, 400)
    holder.show()
    worst = 0.0
    for text in HOSTILE.values():
        for piece in pieces(text)[:PIECES_OF_EACH]:
            begun = time.thread_time()
            block.set_markdown(piece, (1,), str)
            block.grab()
            worst = max(worst, time.thread_time() - begun)
    holder.close()
    return Measured("longest stall: one piece of any hostile text", worst, LONGEST_STALL_S)


def stall_by_a_library() -> Measured:
    """The longest turn while a library is listed and grows."""
    with desk() as made:
        for number in range(10_000, 14_000):
            made.workspace.library.add(make_document(number))
        model = made.window.model
        made.window.library.refresh()
        made.turn_until(lambda: model.rowCount() == 4_000)
        made.window.add([Path("/docs/one.pdf")])
        made.turn_until(lambda: model.rowCount() == 4_001 and not made.window.library.busy)
        return Measured("longest stall: a library of 4,000 documents", made.worst, LONGEST_STALL_S)


def stalls_by_a_gallery() -> Iterator[Measured]:
    """The longest turn while 4,000 figures are listed, scrolled through, filtered, searched, and laid out anew."""
    with desk() as made:
        document = make_document(1, figures=4_000)
        made.workspace.library.add_figures(document, 4_000)
        made.workspace.library.shared_picture()
        gallery, view = made.window.gallery, made.window.gallery.page.view
        gallery.show()
        made.turn_until(lambda: len(gallery.model.items) == 4_000 and not gallery.busy)
        yield Measured("longest stall: a gallery of 4,000 figures is opened", made.worst, GALLERY_STALL_S)
        made.worst = 0.0
        bar = view.verticalScrollBar()
        while bar.value() < bar.maximum():
            bar.setValue(bar.value() + max(60, bar.maximum() // 200))
            made.turn(3)
        made.turn_until(lambda: not gallery.thumbnails.busy)
        yield Measured("longest stall: it is scrolled through", made.worst, GALLERY_STALL_S)
        made.worst = 0.0
        for words in ("pump 7", "pump 12"):
            gallery.page.search.setText(words)
            made.turn_until(lambda: not gallery.busy)
        gallery.page.search.clear()
        made.turn_until(lambda: not gallery.busy)
        gallery.page.kinds.setCurrentIndex(2)
        made.turn_until(lambda: not gallery.busy)
        gallery.page.kinds.setCurrentIndex(0)
        made.turn_until(lambda: not gallery.busy)
        yield Measured("longest stall: it is searched and filtered", made.worst, GALLERY_STALL_S)
        made.worst = 0.0
        for width in range(1_000, 1_300, 20):
            made.window.resize(width, 820)
            made.turn(3)
        made.turn_until(lambda: not gallery.thumbnails.busy)
        yield Measured("longest stall: the window becomes wider", made.worst, GALLERY_STALL_S)


def start() -> Measured:
    """A process from its first line to a painted window that has been closed again."""
    with stopwatch() as taken:
        subprocess.run([sys.executable, "-c", PAINT], check=True, timeout=PATIENCE_S)
    return Measured("start: interpreter, Qt, window painted and closed", taken[0], 3.0)


def steps_of_a_user() -> Iterator[Measured]:
    """Files that are added, an answer that is stopped, a window that is closed in the middle of both."""
    with desk() as made:
        window, use_cases = made.window, made.use_cases
        use_cases.gate.clear()
        with stopwatch() as taken:
            window.add([Path(f"/docs/{number}.pdf") for number in range(200)])
            made.turn_until(lambda: window.model.rowCount() == 200)
        yield Measured("200 files are listed", taken[0], 1.0)
    with desk() as made:
        window, use_cases = made.window, made.use_cases
        use_cases.script = endless_answer()
        window.ask("Go on")
        [turn] = window.findChildren(TurnView)
        made.turn_until(lambda: bool(turn.text_blocks))
        with stopwatch() as taken:
            window.chat.stop()
            made.turn_until(lambda: not window.chat.busy)
        yield Measured("Stop: an answer in the window", taken[0], 1.0)
        window.ask("Go on")
        made.turn_until(lambda: len(use_cases.requests) == 2)
        use_cases.gate.clear()
        window.add([Path("/docs/a.pdf"), Path("/docs/b.pdf")])
        made.turn_until(lambda: any(entry.progress for entry in window.model.entries))
        with stopwatch() as taken:
            window.close()
        yield Measured("closing while reading and answering", taken[0], 3.0)


def measurements() -> Iterator[Measured]:
    """All of the window's."""
    yield start()
    yield from steps_of_a_user()
    yield from stalls_by_answers()
    yield stall_by_a_block()
    yield stall_by_a_library()
    yield from stalls_by_a_gallery()


if __name__ == "__main__":
    sys.exit(0 if print_table(measurements()) else 1)
