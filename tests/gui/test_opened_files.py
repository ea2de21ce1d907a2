from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.gui.opened_files import OpenedFiles


def test_a_file_the_system_hands_over_is_told(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    files = OpenedFiles(qapp)
    seen: list[Path] = []
    files.opened.connect(seen.append)
    manual = tmp_path / "Pumpe ü.pdf"
    QApplication.sendEvent(qapp, QFileOpenEvent(str(manual)))
    QApplication.sendEvent(qapp, QFileOpenEvent(QUrl("https://example.org/manual.pdf")))
    assert seen == [manual]
    qapp.removeEventFilter(files)
    files.deleteLater()
