"""Models are got, chosen and removed by keys alone, and may change while an answer is written."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.domain.ports import EXCERPTS, ModelChoice
from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.models.model_card import ModelCard
from desktop_app.gui.models.models_page import ModelsPage
from tests.gui.fakes import FakeUseCases, FakeWorkspace
from tests.gui.window_steps import ask
from tests.helpers.fake_model_store import FakeModelStore, offered_model, stored_model


@pytest.fixture
def store(workspace: FakeWorkspace) -> FakeModelStore:
    workspace.model_store.stored = [stored_model()]
    workspace.model_store.offered = [offered_model(f"Model-{number}B") for number in range(1, 12)]
    workspace.models.choices = tuple(ModelChoice(name, Path(f"/models/{name}.gguf")) for name in ("Tiny-1B", "Other"))
    return workspace.model_store


@pytest.fixture
def page(qtbot: QtBot, store: FakeModelStore, window: MainWindow) -> ModelsPage:
    assert store is not None
    window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(window.models.page.cards) == 12)
    return window.models.page


def tab_to(qtbot: QtBot, name: str) -> None:
    """Goes on with Tab until what has the focus is called so."""
    for _ in range(80):
        focus = QApplication.focusWidget()
        assert focus is not None
        if focus.accessibleName() == name:
            return
        qtbot.keyClick(focus, Qt.Key.Key_Tab)
    raise AssertionError(f"Tab never comes to {name!r}")


def press(qtbot: QtBot) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    qtbot.keyClick(focus, Qt.Key.Key_Space)


def test_a_model_is_downloaded_and_removed_by_keys_alone(
    qtbot: QtBot, store: FakeModelStore, page: ModelsPage, window: MainWindow
) -> None:
    asked: list[str] = []

    def agree(title: str, _text: str, _yes: str) -> bool:
        asked.append(title)
        return True

    window.confirm = agree
    tab_to(qtbot, "Download Model-11B")
    press(qtbot)
    qtbot.waitUntil(lambda: store.asked == ["Model-11B"])
    qtbot.waitUntil(lambda: "Model-11B" in {each.name for each in store.stored} and not window.models.busy)
    qtbot.waitUntil(lambda: (card := page.card("Model-11B")) is not None and card.buttons["remove"].isVisible())
    tab_to(qtbot, "Remove Model-11B")
    press(qtbot)
    qtbot.waitUntil(lambda: store.removed == ["Model-11B"])
    qtbot.waitUntil(lambda: not any(lane.busy for lane in window.lanes.all()))
    assert asked == ["Remove the model “Model-11B”?"]


def test_cards_have_room_for_all_their_words(page: ModelsPage, qtbot: QtBot) -> None:
    for card in page.cards:
        qtbot.waitUntil(partial(_has_room, card))


def _has_room(card: ModelCard) -> bool:
    return card.height() >= card.heightForWidth(card.width()) > 0


def test_a_model_that_is_chosen_while_an_answer_is_written_answers_the_next_question(
    qtbot: QtBot, store: FakeModelStore, window: MainWindow, use_cases: FakeUseCases
) -> None:
    assert store is not None
    qtbot.waitUntil(lambda: window.composer.models.count() > 2)
    qtbot.waitUntil(lambda: not any(lane.busy for lane in window.lanes.all()))
    window.models.chosen.emit("Tiny-1B")
    qtbot.waitUntil(lambda: window.composer.model == "Tiny-1B")
    use_cases.gate.clear()
    ask(qtbot, window)
    qtbot.waitUntil(lambda: window.chat.busy and bool(use_cases.requests))
    window.models.chosen.emit("Other")
    window.preferences.change("context_tokens", 4096)
    use_cases.gate.set()
    qtbot.waitUntil(lambda: not window.chat.busy)
    ask(qtbot, window)
    qtbot.waitUntil(lambda: not window.chat.busy and len(use_cases.requests) == 2)
    assert [request.model for request in use_cases.requests] == ["Tiny-1B", "Other"]
    assert all(turn.answer is not None for turn in window.chat.turns)


def test_a_model_that_is_chosen_before_the_list_is_told_of_it_answers_at_once(window: MainWindow) -> None:
    window.models.chosen.emit("New-2B")
    assert window.composer.model == "New-2B"
    window.models.choices.emit((ModelChoice("New-2B", Path("/models/New-2B.gguf")),))
    assert window.composer.model == "New-2B"
    names = [window.composer.models.itemData(index) for index in range(window.composer.models.count())]
    assert names.count("New-2B") == 1
    window.models.choices.emit(())
    assert window.composer.model == EXCERPTS
