"""A document in its folder, also where the system has no program that shows folders."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop_app.gui import dialogs
from desktop_app.gui.main_window import MainWindow
from tests.gui.fakes import FakeWorkspace, make_document


def test_where_nothing_shows_folders_the_path_can_be_copied(
    qtbot: QtBot, window: MainWindow, workspace: FakeWorkspace
) -> None:
    workspace.library.add(make_document())
    window.library.refresh()
    qtbot.waitUntil(lambda: window.model.rowCount() == 1)
    entry = window.model.entries[0]
    asked: list[Path] = []
    window.library_part.show_folder = lambda folder, otherwise: (asked.append(folder), otherwise())
    window.library_panel.reveal_wanted.emit(entry)
    assert asked == [entry.path.parent]
    assert str(entry.path) in window.notices.accessibleName()
    copy = next(each for each in window.notices.findChildren(QPushButton) if each.text() == "Copy the path")
    qtbot.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == str(entry.path)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems always show folders")
@pytest.mark.parametrize("answer", ["files.desktop", ""])
def test_the_system_is_asked_before(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str) -> None:
    program = tmp_path / "xdg-mime"
    program.write_text(f"#!/bin/sh\necho {answer}\n", encoding="utf-8")
    program.chmod(0o700)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    told: list[bool] = []
    opened: list[Path] = []
    dialogs.show_folder(tmp_path, lambda: told.append(True), opening=lambda path: opened.append(path) or True)
    qtbot.waitUntil(lambda: bool(told or opened))
    assert (told, opened) == (([], [tmp_path]) if answer else ([True], []))
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
