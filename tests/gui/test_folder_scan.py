"""Folders that are looked through for documents, and how that ends."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_app.domain.jobs import CancelToken
from desktop_app.gui.main_window import MainWindow
from tests.gui.fakes import FakeUseCases


class HugeFolder(FakeUseCases):
    """Looks through a folder until it is stopped."""

    def __init__(self) -> None:
        super().__init__()
        self.began = threading.Event()
        self.ended = threading.Event()

    def find_files(self, paths: Sequence[Path], cancel: CancelToken) -> list[Path]:
        self.began.set()
        assert cancel.wait(60)
        self.ended.set()
        return super().find_files(paths, cancel)


@pytest.fixture
def use_cases() -> HugeFolder:
    return HugeFolder()


def test_stop_ends_the_look_through_a_folder(qtbot: QtBot, window: MainWindow, use_cases: HugeFolder) -> None:
    window.add([Path("/documents")])
    qtbot.waitUntil(use_cases.began.is_set)
    panel = window.library_panel
    qtbot.waitUntil(panel.stop_button.isVisible)
    assert not panel.pause_button.isVisible()
    assert "Looking for documents …" in panel.summary
    qtbot.mouseClick(panel.stop_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(use_cases.ended.is_set)
    qtbot.waitUntil(lambda: not panel.stop_button.isVisible())
    assert not window.library.busy
    assert window.model.rowCount() == 0


def test_the_window_closes_while_a_folder_is_looked_through(
    qtbot: QtBot, window: MainWindow, use_cases: HugeFolder
) -> None:
    window.add([Path("/documents")])
    qtbot.waitUntil(use_cases.began.is_set)
    assert window.shut_down()
    assert use_cases.ended.is_set()
