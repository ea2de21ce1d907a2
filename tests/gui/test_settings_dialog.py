from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QComboBox, QLineEdit, QPushButton, QSpinBox
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from desktop_app.gui.background.job import Job, call_once
from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.preferences import MemoryPreferences
from desktop_app.gui.settings_dialog.folder_size import folder_size, size_in_words
from desktop_app.gui.settings_dialog.setting_row import field_names
from desktop_app.gui.settings_dialog.settings_dialog import SettingsDialog
from desktop_app.gui.theme import type_scale
from desktop_app.settings.schema import Settings, setting_fields


def opened(qtbot: QtBot, window: MainWindow) -> SettingsDialog:
    qtbot.mouseClick(window.settings_button, Qt.MouseButton.LeftButton)
    dialog = window.settings_dialog
    assert dialog is not None
    qtbot.waitExposed(dialog)
    qtbot.waitUntil(lambda: dialog.complete)
    qtbot.waitUntil(lambda: not window.lanes.folders.busy)
    return dialog


def test_every_setting_has_a_row_with_title_sentence_and_control(qtbot: QtBot, window: MainWindow) -> None:
    dialog = opened(qtbot, window)
    assert list(dialog.rows) == field_names()
    assert set(setting_fields()) - set(dialog.rows) == {"shortcuts"}  # which have a page of their own
    for row in dialog.rows.values():
        assert row.control.accessibleName()
        assert row.control.accessibleDescription()
        assert not row.reset.isVisible() or row.name in {"theme", "model"}
    nameless = [
        button for button in dialog.findChildren(QAbstractButton) if not (button.accessibleName() or button.text())
    ]
    assert nameless == []


@pytest.mark.qt_log_ignore(r"does not support raise", extend=True)
def test_the_settings_are_open_once(qtbot: QtBot, window: MainWindow) -> None:
    dialog = opened(qtbot, window)
    assert opened(qtbot, window) is dialog
    assert window.findChildren(SettingsDialog) == [dialog]
    dialog.close()
    qtbot.waitUntil(lambda: not window.findChildren(SettingsDialog))
    assert opened(qtbot, window).isVisible()


def test_changes_hold_at_once_and_can_be_taken_back(
    qtbot: QtBot, window: MainWindow, preferences: MemoryPreferences
) -> None:
    dialog = opened(qtbot, window)
    figures, workers, keep = (dialog.rows[name] for name in ("figures", "pdf_workers", "keep_conversations"))
    assert isinstance(figures.control, QComboBox)
    figures.control.setCurrentIndex(3)
    figures.control.activated.emit(3)
    assert preferences.settings.figures == "many"
    assert window.composer.eagerness.currentData() == "many"
    assert isinstance(workers.control, QSpinBox)
    workers.control.setValue(5)
    workers.control.editingFinished.emit()
    assert preferences.settings.pdf_workers == 5
    assert isinstance(keep.control, QCheckBox)
    qtbot.mouseClick(keep.control, Qt.MouseButton.LeftButton, pos=keep.control.rect().center() / 8)
    keep.control.setChecked(False)
    assert not preferences.keep_conversations
    for row in (figures, workers, keep):
        qtbot.mouseClick(row.reset, Qt.MouseButton.LeftButton)
        assert not row.reset.isVisible()
    assert preferences.settings.pdf_workers == Settings().pdf_workers
    assert preferences.settings.figures == "normal"
    assert preferences.keep_conversations


def test_the_theme_and_the_text_size_change_the_window(qtbot: QtBot, window: MainWindow) -> None:
    dialog = opened(qtbot, window)
    before = type_scale().body
    dialog.rows["text_size"].changed.emit("text_size", 150)
    assert type_scale().body == before * 1.5
    dialog.rows["theme"].changed.emit("theme", "dark")
    assert window._theme.is_dark
    dialog.rows["text_size"].changed.emit("text_size", 100)
    assert type_scale().body == before


def test_a_value_that_is_refused_is_explained_and_not_kept(
    qtbot: QtBot, window: MainWindow, preferences: MemoryPreferences
) -> None:
    dialog = opened(qtbot, window)
    line = dialog.rows["model"].control
    assert isinstance(line, QLineEdit)
    line.setText("x" * 5000)
    line.editingFinished.emit()
    assert dialog.problem.isVisible()
    assert dialog.problem.text().startswith("Language model: ")
    assert line.text() == preferences.settings.model
    dialog.rows["pdf_workers"].changed.emit("pdf_workers", 3)
    assert not dialog.problem.isVisible()


def test_folders_are_named_with_their_size(
    qtbot: QtBot, open_window: Callable[[], MainWindow], preferences: MemoryPreferences, tmp_path: Path
) -> None:
    (tmp_path / "lib" / "figures").mkdir(parents=True)
    (tmp_path / "lib" / "figures" / "a.png").write_bytes(b"x" * 3_000)
    preferences.folders = {"library": tmp_path / "lib", "somewhere": tmp_path / "missing"}
    dialog = opened(qtbot, open_window())
    dialog.tabs.setCurrentIndex(2)
    buttons = [button for button in dialog.findChildren(QPushButton) if button.text() == "Open folder"]
    assert [button.accessibleName() for button in buttons] == [
        "Open the folder: Library and conversations",
        "Open the folder: somewhere",
    ]
    wanted: list[Path] = []
    dialog.show_folder = lambda folder, otherwise: (wanted.append(folder), otherwise())
    qtbot.mouseClick(buttons[0], Qt.MouseButton.LeftButton)
    assert wanted == [tmp_path / "lib"]
    assert "could not be shown" in dialog.problem.text()
    dialog.show_folder = lambda folder, _otherwise: wanted.append(folder)
    qtbot.mouseClick(buttons[0], Qt.MouseButton.LeftButton)
    assert dialog.problem.text() == ""
    qtbot.mouseClick(buttons[1], Qt.MouseButton.LeftButton)
    assert "not there yet" in dialog.problem.text()
    assert len(wanted) == 2
    assert folder_size(tmp_path / "lib" / "figures") == 3_000  # beside it the window keeps what waits
    assert folder_size(tmp_path / "missing") == 0
    assert size_in_words(None) == ""
    assert size_in_words(2_380_000).endswith("MB")
    dialog.close()


def test_about_shows_the_licences_that_came_with_an_installed_program(
    qtbot: QtBot, window: MainWindow, preferences: MemoryPreferences, tmp_path: Path
) -> None:
    dialog = SettingsDialog(preferences, (), window.lanes.folders, window, licences=tmp_path)
    wanted: list[Path] = []
    dialog.show_folder = lambda folder, _otherwise: wanted.append(folder)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.complete)
    dialog.tabs.setCurrentIndex(3)
    (button,) = [button for button in dialog.findChildren(QPushButton) if button.text() == "Show the licences"]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert wanted == [tmp_path]
    dialog.close()
    dialog.deleteLater()


def test_it_opens_again_after_it_was_closed(qtbot: QtBot, window: MainWindow) -> None:
    opened(qtbot, window).close()
    assert opened(qtbot, window).isVisible()


def test_it_may_be_closed_while_folders_are_measured(
    qtbot: QtBot, window: MainWindow, preferences: MemoryPreferences, tmp_path: Path
) -> None:
    preferences.folders = {"library": tmp_path}
    go_on, measured = threading.Event(), threading.Event()
    window.lanes.folders.submit(Job(call_once(go_on.wait)))
    window.show_settings()
    dialog = window.settings_dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.complete)
    window.lanes.folders.submit(Job(call_once(measured.set)))
    go_on.set()
    assert measured.wait(40)  # without the event loop: nothing was told yet
    dialog.close()
    QCoreApplication.sendPostedEvents(dialog, QEvent.Type.DeferredDelete.value)
    assert not isValid(dialog)
    qtbot.waitUntil(lambda: not window.lanes.folders.busy)
    QApplication.processEvents()
