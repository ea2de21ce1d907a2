"""The window with fakes, its size on the screen that offscreen Qt has, and what every test must leave behind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.gui.application import make_window
from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.preferences import MemoryPreferences
from tests.gui.fakes import FakeUseCases, FakeWorkspace
from tests.helpers.clipboard import empty_clipboard


class PatientBot(QtBot):
    """Waits long enough for a machine that is busy with other things; what is wrong shows as soon as it is awaited."""

    def waitUntil(self, callback: Callable[[], Any], *, timeout: int = 120_000) -> None:  # noqa: N802
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, *arguments: Any, timeout: int = 120_000, **options: Any) -> Any:  # noqa: N802
        return super().waitSignal(*arguments, timeout=timeout, **options)


@pytest.fixture(autouse=True, scope="session")
def nothing_copied_at_the_end() -> Iterator[None]:
    yield
    empty_clipboard()


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    return PatientBot(request)


@pytest.fixture
def use_cases() -> FakeUseCases:
    return FakeUseCases()


@pytest.fixture
def workspace(tmp_path: Path, qapp: QApplication) -> FakeWorkspace:
    return FakeWorkspace(tmp_path)


@pytest.fixture
def preferences() -> MemoryPreferences:
    return MemoryPreferences(theme="light")


@pytest.fixture
def open_window(
    qtbot: QtBot,
    qapp: QApplication,
    workspace: FakeWorkspace,
    use_cases: FakeUseCases,
    preferences: MemoryPreferences,
) -> Iterator[Callable[[], MainWindow]]:
    """Makes a window, shows it, and waits until its library is open."""
    windows: list[MainWindow] = []

    def make() -> MainWindow:
        window = make_window(qapp, lambda: workspace, use_cases, preferences)
        windows.append(window)
        qtbot.addWidget(window)
        with qtbot.waitSignal(window.opened):
            window.show()
        return window

    yield make
    for window in windows:
        window.close()
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def window(open_window: Callable[[], MainWindow]) -> MainWindow:
    return open_window()
