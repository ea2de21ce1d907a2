"""The line that is being read stays where it is on screen, whatever comes in or changes above and below it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from threading import Event

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QTextCursor, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.domain.answer_events import AnswerEvent, AnswerFinished, FigureShown
from desktop_app.domain.answer_events import ParagraphText as Text
from desktop_app.domain.conversation import Answer
from desktop_app.domain.jobs import CancelToken
from desktop_app.gui.chat.catching_up import is_catching_up
from desktop_app.gui.chat.text_block import TextBlock
from desktop_app.gui.main_window import MainWindow
from tests.gui.fakes import FakeUseCases, FakeWorkspace, make_document, make_placed, plain_answer, raise_stopped
from tests.gui.window_steps import answered, ask

_NOTCH = 120
LONG = [f"Paragraph {number}. " + "The pump is held by four bolts of 8 mm on a bracket. " * 14 for number in range(12)]


class Held:
    """An answer that goes on when it is told to: its first half, then figures at its beginning and the rest."""

    def __init__(self, figures: int = 0) -> None:
        self.go_on = Event()
        document = make_document()
        self.figures = tuple(make_placed(number, document, number - 1) for number in range(1, figures + 1))

    def __call__(self, request: object, _conversation: object, cancel: CancelToken) -> Iterator[AnswerEvent]:
        half = len(LONG) // 2
        yield from (Text(index, LONG[index]) for index in range(half))
        while not self.go_on.is_set():
            if cancel.wait(0.005):
                raise_stopped(cancel)
        yield from (FigureShown(placed) for placed in self.figures)
        for index in range(half, len(LONG)):
            yield from (Text(index, LONG[index][start : start + 40]) for start in range(0, len(LONG[index]), 40))
        yield AnswerFinished(Answer("", tuple(LONG), self.figures, (), ""))


class Line(QObject):
    """The first line on screen, and where it was each time the conversation was painted."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._viewport = window.conversation.viewport()
        blocks = [block for turn in window.chat.turns for block in turn.text_blocks]
        self._block = next(block for block in blocks if self._top(block) + block.height() > 0)
        inside = QPoint(2, max(0, -self._top(self._block)))
        self._position = self._block.cursorForPosition(inside).position()
        self.seen = [self.place]
        self._viewport.installEventFilter(self)

    def _top(self, block: TextBlock) -> int:
        return block.mapTo(self._viewport, QPoint()).y()

    @property
    def place(self) -> int:
        """How far below the edge of the conversation the line stands, in pixels."""
        cursor = QTextCursor(self._block.document())
        cursor.setPosition(self._position)
        return self._top(self._block) + self._block.cursorRect(cursor).top()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.Paint:
            self.seen.append(self.place)
        return False


def wheel(window: MainWindow, notches: int) -> None:
    """Turns the wheel over the conversation; upwards where `notches` is positive."""
    viewport = window.conversation.viewport()
    place = QPointF(viewport.rect().center())
    for _ in range(abs(notches)):
        turned = QPoint(0, _NOTCH if notches > 0 else -_NOTCH)
        buttons, keys, phase = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase
        event = QWheelEvent(place, viewport.mapToGlobal(place), QPoint(), turned, buttons, keys, phase, False)
        QApplication.sendEvent(viewport, event)


def quiet(bot: QtBot, window: MainWindow) -> None:
    """Waits until nothing is left to be laid out or painted."""
    bot.waitUntil(
        lambda: (
            not (window.chat.busy or window._theme.restyling.busy or is_catching_up())
            and not any(lane.busy for lane in window.lanes.all())
        )
    )
    for _ in range(3):
        QApplication.processEvents()


@pytest.fixture
def begin(
    qtbot: QtBot, window: MainWindow, workspace: FakeWorkspace, use_cases: FakeUseCases
) -> Callable[[Held], Line]:
    """Asks in a conversation, and scrolls up to a line in the middle of what has come in."""

    def begun(held: Held) -> Line:
        workspace.library.add(make_document())
        use_cases.script = plain_answer(*LONG[:3])
        answered(qtbot, window)
        use_cases.script = held
        turn = ask(qtbot, window, "And then?")
        bar = window.conversation.verticalScrollBar()
        qtbot.waitUntil(lambda: len(turn.text_blocks) == len(LONG) // 2)
        window.conversation.go_to_end()
        QApplication.processEvents()
        wheel(window, 3)
        QApplication.processEvents()
        assert 0 < bar.value() < bar.maximum()
        assert not window.conversation.follows
        return Line(window)

    return begun


@pytest.mark.parametrize("figures", [0, 3])
def test_what_comes_in_moves_no_reader(
    qtbot: QtBot, window: MainWindow, begin: Callable[[Held], Line], figures: int
) -> None:
    held = Held(figures)
    line = begin(held)
    end = window.conversation.verticalScrollBar().maximum()
    held.go_on.set()
    quiet(qtbot, window)
    assert window.conversation.verticalScrollBar().maximum() > end + 500
    assert len(window.chat.turns[-1].figure_blocks) == figures
    assert set(line.seen) == {line.seen[0]}


def test_a_reader_goes_on_scrolling_while_it_comes_in(
    qtbot: QtBot, window: MainWindow, begin: Callable[[Held], Line]
) -> None:
    held = Held(2)
    begin(held)
    held.go_on.set()
    wheel(window, 2)
    line = Line(window)
    quiet(qtbot, window)
    wheel(window, -1)
    QApplication.processEvents()
    moved = [later - earlier for earlier, later in pairwise(line.seen) if later != earlier]
    assert len(moved) == 1, moved
    assert moved[0] < 0


@pytest.mark.parametrize("what", ["theme", "larger", "smaller", "narrower", "wider", "lower"])
def test_what_is_changed_moves_no_reader(
    qtbot: QtBot, window: MainWindow, begin: Callable[[Held], Line], what: str
) -> None:
    held = Held()
    window.resize(1200, 800)
    begin(held)
    held.go_on.set()
    quiet(qtbot, window)
    wheel(window, 4)
    QApplication.processEvents()
    for _ in range(9):  # else a question, or what stands between two texts, is what is first on screen
        if Line(window).place > 0:
            wheel(window, -1)
            QApplication.processEvents()
    line = Line(window)
    sizes = {"narrower": (900, 800), "wider": (1400, 800), "lower": (1200, 660)}
    if what == "theme":
        window.switch_theme()
    elif what in sizes:
        window.resize(*sizes[what])
    else:
        window._theme.choose_text_size(140 if what == "larger" else 80)
    quiet(qtbot, window)
    seen = [*line.seen, line.place]
    window._theme.choose_text_size(100)
    quiet(qtbot, window)
    assert seen[-1] == seen[0]
    if what in {"theme", "lower"}:
        assert set(seen) == {seen[0]}
