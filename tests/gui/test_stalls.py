"""The event loop is never held for long, whatever an answer, a library or a page sends (rows U6, L4)."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.gui.main_window import MainWindow
from tests.gui.fakes import FakeUseCases, FakeWorkspace, make_document, plain_answer
from tests.gui.test_text_block import HOSTILE

WORST_S = 0.2


@dataclass
class Watch:
    """The longest time one turn of the event loop took, in CPU time of this thread (others load the machine too)."""

    worst: float = 0.0


@contextmanager
def watched(qapp: QApplication) -> Iterator[Callable[[], Watch]]:
    """Measures every `processEvents` that its caller makes."""
    watch = Watch()

    def turn() -> Watch:
        begun = time.thread_time()
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        watch.worst = max(watch.worst, time.thread_time() - begun)
        return watch

    yield turn


def until(turn: Callable[[], Watch], done: Callable[[], bool], seconds: float = 60.0) -> Watch:
    """Turns the loop until `done`."""
    deadline = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < deadline, "took too long"
        watch = turn()
    return watch


@pytest.mark.parametrize("name", ["a very long word", "many fences", "newlines", "huge table", "emoji"])
def test_hostile_answers_don_t_stall_the_window(
    qapp: QApplication, window: MainWindow, use_cases: FakeUseCases, name: str
) -> None:
    text = HOSTILE[name][:20_000]
    use_cases.script = plain_answer(text, "After it.")
    with watched(qapp) as turn:
        window.ask("What is hostile?")
        watch = until(turn, lambda: not window.chat.busy)
    assert watch.worst < WORST_S, f"{name}: {watch.worst:.3f} s"


def test_an_answer_of_five_thousand_tokens_streams_smoothly(
    qapp: QApplication, window: MainWindow, use_cases: FakeUseCases
) -> None:
    use_cases.script = plain_answer(*["A sentence of an answer with **bold** words. [1] " * 8 for _ in range(60)])
    with watched(qapp) as turn:
        window.ask("Tell me everything")
        watch = until(turn, lambda: not window.chat.busy)
    assert watch.worst < WORST_S


def test_a_library_of_four_thousand_documents_does_not_stall(
    qtbot: QtBot, qapp: QApplication, window: MainWindow, workspace: FakeWorkspace
) -> None:
    for number in range(10_000, 14_000):
        workspace.library.add(make_document(number))
    with watched(qapp) as turn:
        window.library.refresh()
        watch = until(turn, lambda: window.model.rowCount() == 4_000)
        window.add([Path("/docs/one.pdf")])
        watch = until(turn, lambda: window.model.rowCount() == 4_001 and not window.library.busy)
    assert watch.worst < WORST_S
