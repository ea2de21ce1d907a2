"""The real window over a real library: read once from the manual that ships, copied for each journey."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.domain.jobs import CancelToken
from desktop_app.gui.application import make_window
from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.preferences import MemoryPreferences
from desktop_app.gui.use_cases import RealUseCases, UseCases
from desktop_app.settings.store import SettingsStore
from desktop_app.startup import LocalWorkspace, WindowPreferences
from desktop_app.support.app_dirs import AppDirs, app_dirs
from desktop_app.support.password_desk import PasswordDesk
from desktop_app.support.resource_files import resource_path
from tests.gui.journeys.by_keyboard import KeyboardJourney
from tests.gui.journeys.journey import Journey

THEME = "IMAGEREF_JOURNEY_THEME"
SIZE = "IMAGEREF_JOURNEY_SIZE"

OpenJourney = Callable[..., Journey]


def workspace_of(dirs: AppDirs, store: SettingsStore, passwords: PasswordDesk | None = None) -> LocalWorkspace:
    return LocalWorkspace(dirs, dirs.library, store.current, passwords)


def store_of(dirs: AppDirs) -> SettingsStore:
    store = SettingsStore(dirs.config / "settings.json")
    store.update(theme=os.environ.get(THEME, "light"), figures="normal", model="excerpts")
    return store


@pytest.fixture(scope="session")
def read_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home folder whose library holds the manual that ships."""
    home = tmp_path_factory.mktemp("journeys") / "home"
    dirs = app_dirs(home)
    workspace = workspace_of(dirs, store_of(dirs))
    try:
        for _ in RealUseCases().ingest(workspace, [resource_path("demo", "imageref-manual.pdf")], CancelToken()):
            pass
    finally:
        workspace.close()
    return home


@pytest.fixture
def open_journey(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[OpenJourney]:
    """Opens the window over an empty library, or over one that has been read."""
    opened: list[Journey] = []

    def make(
        name: str, *, read: bool = True, use_cases: UseCases | None = None, settings: dict[str, object] | None = None
    ) -> Journey:
        home = tmp_path / "Ablage mit Leerzeichen"
        if read and not home.exists():
            shutil.copytree(request.getfixturevalue("read_home"), home)
        dirs = app_dirs(home)
        store = store_of(dirs)
        store.update(**(settings or {}))
        preferences = WindowPreferences(store, dirs, dirs.library)
        desk = PasswordDesk()
        window = make_window(qapp, lambda: workspace_of(dirs, store, desk), use_cases or RealUseCases(), preferences)
        desk.answered_by(window.passwords)
        width, _, height = os.environ.get(SIZE, "1280x820").partition("x")
        window.resize(QSize(int(width), int(height)))
        with qtbot.waitSignal(window.opened):
            window.show()
        window.activateWindow()
        journey = Journey(name, qtbot, window, tmp_path)
        opened.append(journey)
        return journey

    yield make
    for journey in opened:
        journey.end()


@pytest.fixture
def keyboard(
    qtbot: QtBot,
    open_window: Callable[[], MainWindow],
    preferences: MemoryPreferences,
    request: pytest.FixtureRequest,
) -> Callable[[], KeyboardJourney]:
    """Opens a window over a library in memory, to be used by keys alone."""

    def make() -> KeyboardJourney:
        preferences.theme = os.environ.get(THEME, preferences.theme)
        window = open_window()
        window.resize(QSize(1500, 860))
        window.activateWindow()
        return KeyboardJourney(request.node.name.removeprefix("test_"), qtbot, window)

    return make
