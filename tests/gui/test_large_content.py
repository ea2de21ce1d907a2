"""Answers and libraries of any size or shape are shown to their end (rows U6, L4)."""

from __future__ import annotations

import gc
import weakref
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.gui.main_window import MainWindow
from tests.gui.fakes import (
    FakeUseCases,
    FakeWorkspace,
    illustrated_answer,
    make_citation,
    make_document,
    make_placed,
    plain_answer,
)
from tests.gui.hostile_texts import HOSTILE
from tests.gui.window_steps import ask

PATIENCE_MS = 60_000


@pytest.mark.parametrize("name", ["a very long word", "many fences", "newlines", "huge table", "emoji"])
def test_what_follows_hostile_text_is_shown(
    qtbot: QtBot, window: MainWindow, use_cases: FakeUseCases, name: str
) -> None:
    use_cases.script = plain_answer(HOSTILE[name][:20_000], "After it.")
    turn = ask(qtbot, window)
    qtbot.waitUntil(lambda: not window.chat.busy, timeout=PATIENCE_MS)
    assert "After it." in turn.plain_text()
    assert turn.note == ""


def test_an_answer_of_five_thousand_tokens_is_shown_whole(
    qtbot: QtBot, window: MainWindow, use_cases: FakeUseCases
) -> None:
    use_cases.script = plain_answer(*["A sentence of an answer with **bold** words. [1] " * 8 for _ in range(60)])
    turn = ask(qtbot, window)
    qtbot.waitUntil(lambda: not window.chat.busy, timeout=PATIENCE_MS)
    assert turn.plain_text().count("A sentence of an answer") == 60 * 8


def test_a_turn_that_leaves_the_screen_is_freed_without_the_collector(
    qtbot: QtBot, window: MainWindow, use_cases: FakeUseCases
) -> None:
    document = make_document(1)
    use_cases.script = illustrated_answer(
        ["Held by bolts. [1]", "| a | b |\n|---|---|\n| 1 | 2 |"],
        (make_placed(1, document, 0),),
        (make_citation(1, document),),
    )
    turn = weakref.ref(ask(qtbot, window))
    qtbot.waitUntil(lambda: not window.chat.busy, timeout=PATIENCE_MS)
    gc.disable()
    try:
        window.start_anew()
        qtbot.waitUntil(lambda: turn() is None)
    finally:
        gc.enable()


def test_a_library_of_four_thousand_documents_is_listed_and_grows(
    qtbot: QtBot, window: MainWindow, workspace: FakeWorkspace
) -> None:
    for number in range(10_000, 14_000):
        workspace.library.add(make_document(number))
    window.library.refresh()
    qtbot.waitUntil(lambda: window.model.rowCount() == 4_000, timeout=PATIENCE_MS)
    window.add([Path("/docs/one.pdf")])
    qtbot.waitUntil(lambda: window.model.rowCount() == 4_001 and not window.library.busy, timeout=PATIENCE_MS)
