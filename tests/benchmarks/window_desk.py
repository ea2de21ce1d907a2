"""A window whose event loop runs, and what its longest turns were while something was done in it."""

from __future__ import annotations

import re
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from desktop_app.gui.application import make_window
from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.preferences import MemoryPreferences
from desktop_app.support.quiet_imports import keep_what_is_there
from tests.gui.fakes import FakeUseCases, FakeWorkspace
from tests.gui.journeys.stall_watch import Stall, StallWatch
from tests.helpers.clipboard import empty_clipboard

Action = Callable[[], object]

PATIENCE_S = 300.0
SETTLE_MS = 150
_CHECK_MS = 4
_FRAME = re.compile(r'File "[^"]*?([\w/]*/)?(\w+\.py)", line (\d+) in (\S+)')
_INNERMOST = 2


@dataclass(frozen=True, slots=True)
class Turn:
    """The longest turn of the event loop while something was done."""

    what: str
    stall: Stall

    @property
    def where(self) -> str:
        """The innermost frames of the program in its stack, the last first; "Qt" where only Qt was at work."""
        lines = self.stall.where.splitlines()
        frames = [found for line in lines if "desktop_app" in line and (found := _FRAME.search(line))]
        return " < ".join(f"{name}:{line} {function}" for _, name, line, function in _parts(frames)) or "Qt"


def _parts(frames: list[re.Match[str]]) -> list[tuple[str, str, str, str]]:
    return [match.groups() for match in reversed(frames[-_INNERMOST:])]  # type: ignore[misc]


class Desk:
    """The window over fakes, used inside its running event loop as Qt's own events are."""

    def __init__(self, folder: Path, prepare: Callable[[FakeWorkspace], None]) -> None:
        self.use_cases = FakeUseCases()
        self.workspace = FakeWorkspace(folder)
        prepare(self.workspace)
        self.application = QApplication.instance() or QApplication([])
        assert isinstance(self.application, QApplication)
        self.window: MainWindow = make_window(
            self.application, lambda: self.workspace, self.use_cases, MemoryPreferences(theme="light")
        )
        self.watch = StallWatch()
        opened: list[bool] = []
        self.window.opened.connect(lambda: opened.append(True))
        self.do(self.window.show)
        self.until(lambda: bool(opened) and not self.busy and not self.window.late_parts.left)
        keep_what_is_there()  # as the program does
        self.settle()
        self.first = Turn("the window and its library are opened", self.watch.worst)

    @property
    def busy(self) -> bool:
        """Whether anything goes on in the background."""
        return any(lane.busy for lane in self.window.lanes.all())

    def until(self, done: Callable[[], object]) -> None:
        """Lets the loop run until `done`.

        Raises:
            TimeoutError: it never was.
        """
        loop, timer, deadline = QEventLoop(), QTimer(), time.monotonic() + PATIENCE_S
        late: list[bool] = []

        def check() -> None:
            if done():
                loop.quit()
            elif time.monotonic() > deadline:
                late.append(True)
                loop.quit()

        timer.timeout.connect(check)
        timer.start(_CHECK_MS)
        loop.exec()
        if late:
            raise TimeoutError("the window did not come to an end")

    def settle(self) -> None:
        """Lets the loop run for a moment, so that everything is laid out and painted."""
        loop = QEventLoop()
        QTimer.singleShot(SETTLE_MS, loop.quit)
        loop.exec()

    def do(self, action: Callable[[], object]) -> None:
        """Does something in a turn of the loop, as an event would."""
        done: list[bool] = []

        def act() -> None:
            action()
            done.append(True)

        QTimer.singleShot(0, act)
        self.until(lambda: bool(done))

    def measure(self, what: str, *actions: Action | Iterable[Action], done: Callable[[], object] | None = None) -> Turn:
        """Does things, one in a turn, waits until `done` and for quiet; the longest turn meanwhile.

        Actions that depend on what became of those before are given as a generator.
        """
        self.settle()
        self.watch.begin()
        for action in actions:
            for each in [action] if callable(action) else action:
                self.do(each)
        self.until(done or (lambda: not self.busy))
        self.settle()
        return Turn(what, self.watch.worst)

    def close(self) -> None:
        """Closes the window and takes it away."""
        self.watch.close()
        empty_clipboard()
        self.window.close()
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@contextmanager
def desk(prepare: Callable[[FakeWorkspace], None] = lambda _workspace: None) -> Iterator[Desk]:
    """A desk that is cleared afterwards; `prepare` fills its workspace before the window opens it."""
    with tempfile.TemporaryDirectory() as folder:
        made = Desk(Path(folder), prepare)
        try:
            yield made
        finally:
            made.close()
