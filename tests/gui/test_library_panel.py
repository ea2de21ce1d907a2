"""What the list of documents says while it has no rows."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop_app.gui.library.library_model import LibraryModel
from desktop_app.gui.library.library_panel import LibraryPanel


def test_a_library_that_is_not_open_is_not_said_to_be_empty(qtbot: QtBot) -> None:
    panel = LibraryPanel(LibraryModel())
    qtbot.addWidget(panel)
    panel.resize(240, 500)
    panel.show()
    [hint] = [label for label in panel.findChildren(QLabel) if label.text().startswith("No documents")]
    assert not hint.isVisible()
    panel.show_open()
    qtbot.waitUntil(hint.isVisible)
    assert hint.mapTo(panel, QPoint(0, 0)).x() >= 18, "it stands clear of the window's edge"
