from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop_app import __version__
from desktop_app.gui.crash_report import CrashDialog, report_of, report_of_fault, shortened
from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.preferences import MemoryPreferences

SECRET = "the words of a document"


def raised() -> Exception:
    def inner(words: str) -> None:
        try:
            raise KeyError(words)
        except KeyError as error:
            raise ValueError(f"bad: {words}") from error

    try:
        inner(SECRET)
    except ValueError as error:
        return error
    raise AssertionError


def details(qtbot: QtBot, window: MainWindow) -> CrashDialog:
    button = next(each for each in window.notices.findChildren(QPushButton) if each.text() == "Details …")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert window.crashes.dialog is not None
    qtbot.waitExposed(window.crashes.dialog)
    return window.crashes.dialog


def test_a_report_says_where_and_in_what_but_no_values(qapp: object) -> None:
    report = report_of(raised())
    assert report.startswith(f"ImageRef Desktop {__version__}\n")
    assert "Qt 6." in report
    assert "ValueError\n  tests/gui/test_crash_report.py, line " in report
    assert "KeyError\n" in report
    assert SECRET not in report
    assert str(Path.home()) not in report


def test_errors_of_the_system_are_named_and_causes_come_to_an_end(qapp: object) -> None:
    error = FileNotFoundError(2, "No such file", "/home/somebody/secret.pdf")
    report = report_of(error)
    assert "FileNotFoundError (ENOENT)" in report
    assert "secret" not in report
    error.__cause__ = error
    assert report_of(error).count("FileNotFoundError") == 5


def test_a_fault_is_told_without_folders(qapp: object, tmp_path: Path) -> None:
    stack = f'Fatal Python error: Segmentation fault\n  File "{tmp_path}/secret/x.py", line 3 in draw\n'
    report = report_of_fault(stack)
    assert report.endswith('Fatal Python error: Segmentation fault\n  File "x.py", line 3 in draw')
    assert shortened(__file__).endswith("test_crash_report.py")


@pytest.mark.parametrize("expected_logs", [["unexpected ValueError"]])
def test_the_notice_opens_the_report_which_can_be_copied(
    qtbot: QtBot, open_window: Callable[[], MainWindow], preferences: MemoryPreferences, tmp_path: Path
) -> None:
    preferences.folders = {"logs": tmp_path}
    window = open_window()
    window.tell_crash(raised())
    assert "(ValueError)" in window.notices.accessibleName()
    dialog = details(qtbot, window)
    assert dialog.open_logs.isVisible()
    qtbot.mouseClick(dialog.copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == dialog.text.toPlainText()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not window.notices.isVisible()


@pytest.mark.parametrize("expected_logs", [["ended by a fault"]])
def test_a_fault_of_the_last_run_is_told(qtbot: QtBot, window: MainWindow) -> None:
    window.crashes.tell_fault('Fatal Python error: Aborted\n  File "/somewhere/x.py", line 3 in draw\n')
    assert "ended unexpectedly the last time" in window.notices.accessibleName()
    dialog = details(qtbot, window)
    assert "Fatal Python error: Aborted" in dialog.text.toPlainText()
    assert not dialog.open_logs.isVisible()
