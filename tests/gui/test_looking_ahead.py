"""Figures are looked at while nothing else is to be done, if that is wished; whatever else is wanted comes first."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.domain.answer_model import AnswerModel, PromptImage
from desktop_app.domain.errors import ModelStopped
from desktop_app.domain.jobs import CancelToken
from desktop_app.domain.ports import ModelChoice
from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.preferences import MemoryPreferences
from desktop_app.local_model.scripted_model import ScriptedModel
from tests.gui.fakes import FakeUseCases, FakeWorkspace, make_document

pytestmark = pytest.mark.heavy


class Looking(ScriptedModel):
    """Remembers what it has seen; `gate` holds it at each picture until it is set, or it is stopped."""

    def __init__(self, *, image_tokens: int = 8, problem: Exception | None = None) -> None:
        super().__init__(["x"], name="looking", image_tokens=image_tokens)
        self.seen: list[str] = []
        self.gate = threading.Event()
        self.gate.set()
        self.looking = threading.Event()
        self._problem = problem

    def encode_picture(self, picture: PromptImage, cancel: CancelToken) -> bool:
        if self._problem is not None:
            raise self._problem
        self.looking.set()
        while not self.gate.wait(0.01):
            cancel.raise_if_cancelled()
        self.seen.append(picture.digest)
        return True


class Models:
    """One model."""

    def __init__(self, model: Looking) -> None:
        self.opened: list[str] = []
        self._model = model

    def available(self) -> tuple[ModelChoice, ...]:
        return (ModelChoice("looking", Path("looking.gguf")),)

    def open(self, name: str, _projector: Path | None = None) -> AnswerModel:
        self.opened.append(name)
        return self._model


@pytest.fixture
def model() -> Looking:
    return Looking()


@pytest.fixture
def preferences() -> MemoryPreferences:
    return MemoryPreferences(theme="light", model="looking")


@pytest.fixture
def window(open_window: Callable[[], MainWindow], workspace: FakeWorkspace, model: Looking, qtbot: QtBot) -> MainWindow:
    document = workspace.library.add(make_document())
    workspace.library.add_figures(document, 3)
    workspace.models = Models(model)  # type: ignore[assignment]
    made = open_window()
    qtbot.waitUntil(lambda: made.composer.model == "looking")
    return made


def wish(window: MainWindow) -> None:
    """Switches it on, and lets time pass."""
    window.preferences.change("look_ahead", True)
    let_time_pass(window)


def let_time_pass(window: MainWindow) -> None:
    window.looking_ahead.idle.start(0)


def test_nothing_is_looked_at_unless_it_is_wished(window: MainWindow, model: Looking, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.looking_ahead.idle.timeout):
        let_time_pass(window)
    assert not window.looking_ahead.at_work
    assert model.seen == []


def test_each_figure_is_looked_at_once(window: MainWindow, model: Looking, qtbot: QtBot) -> None:
    wish(window)
    qtbot.waitUntil(lambda: len(model.seen) == 3 and not window.looking_ahead.at_work)
    let_time_pass(window)
    qtbot.waitUntil(lambda: window.looking_ahead.idle.isActive() and not window.looking_ahead.at_work)
    assert len(model.seen) == 3
    assert "ahead" not in window.models.button.toolTip()


def test_a_question_comes_first_and_then_it_goes_on(
    window: MainWindow, model: Looking, qtbot: QtBot, use_cases: FakeUseCases
) -> None:
    model.gate.clear()
    wish(window)
    qtbot.waitUntil(model.looking.is_set)
    window.ask("How is the pump wired?")
    qtbot.waitUntil(lambda: len(use_cases.requests) == 1 and not window.chat.busy)
    assert not window.looking_ahead.at_work
    assert model.seen == []
    model.gate.set()
    let_time_pass(window)
    qtbot.waitUntil(lambda: len(model.seen) == 3)


def test_reading_files_comes_first(
    window: MainWindow, model: Looking, qtbot: QtBot, use_cases: FakeUseCases, tmp_path: Path
) -> None:
    model.gate.clear()
    wish(window)
    qtbot.waitUntil(model.looking.is_set)
    use_cases.gate.clear()
    (tmp_path / "new.pdf").write_bytes(b"%PDF")
    window.add([tmp_path / "new.pdf"])
    qtbot.waitUntil(lambda: not window.looking_ahead.at_work)
    let_time_pass(window)
    qtbot.waitUntil(window.looking_ahead.idle.isActive)
    assert not window.looking_ahead.at_work
    use_cases.gate.set()
    qtbot.waitUntil(lambda: not window.library.busy)


@pytest.mark.parametrize("model", [Looking(image_tokens=0), Looking(problem=ModelStopped("It ended.", "Ask again."))])
def test_a_model_that_can_not_look_is_left_alone(window: MainWindow, model: Looking, qtbot: QtBot) -> None:
    wish(window)
    qtbot.waitUntil(lambda: window.workspace.models.opened == ["looking"])  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: not window.looking_ahead.at_work)
    assert model.seen == []
    assert not window.notices.isVisible()


def test_closing_the_window_ends_it(window: MainWindow, model: Looking, qtbot: QtBot) -> None:
    model.gate.clear()
    wish(window)
    qtbot.waitUntil(model.looking.is_set)
    assert window.shut_down()


def test_figures_are_read_for_comparison_while_nothing_else_is_done(
    qtbot: QtBot, window: MainWindow, workspace: FakeWorkspace, use_cases: FakeUseCases
) -> None:
    workspace.library.add_figures(make_document(1, figures=5), 5)
    taking_in = window.taking_in
    assert taking_in.idle.isActive()
    use_cases.gate.clear()
    taking_in.idle.start(0)
    qtbot.waitUntil(lambda: taking_in.at_work)
    window.gallery.page.search.setText("pump")  # which ends it until later
    qtbot.waitUntil(lambda: taking_in.idle.isActive() and not taking_in.at_work)
    assert use_cases.taken_in == 0
    use_cases.gate.set()
    qtbot.waitUntil(lambda: not window.gallery.busy)
    taking_in.idle.start(0)
    qtbot.waitUntil(lambda: use_cases.taken_in == 5 and not taking_in.at_work)
    assert not taking_in.idle.isActive()  # all is read
    with qtbot.waitSignal(window.library.file_ended):
        window.add([Path("/docs/new.pdf")])
    qtbot.waitUntil(taking_in.idle.isActive)
