"""What the panel of pages says and looks like for the file that it shows."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.theme import tokens
from tests.gui.fakes import FakeWorkspace, make_document
from tests.gui.test_page_panel import opened


@pytest.mark.parametrize("changed", [True, False])
def test_a_file_that_has_changed_since_it_was_read_is_told_of(
    qtbot: QtBot, window: MainWindow, workspace: FakeWorkspace, tmp_path: Path, changed: bool
) -> None:
    file = tmp_path / "manual.pdf"
    file.write_bytes(b"%PDF-1.7 as it is now")
    size = file.stat().st_size + changed
    document = workspace.library.add(make_document(1, pages=30, path=str(file), size=size))
    panel = opened(qtbot, window, document)
    assert ("has changed since it was read" in panel.hint.words) is changed


def test_the_corner_between_the_scroll_bars_has_the_colour_of_the_desk(
    qtbot: QtBot, window: MainWindow, workspace: FakeWorkspace
) -> None:
    document = workspace.library.add(make_document(1, pages=30))
    panel = opened(qtbot, window, document)
    panel.view.set_zoom(3.0)
    across = panel.view.horizontalScrollBar()
    qtbot.waitUntil(across.isVisible)
    shown = panel.grab().toImage()
    assert shown.pixelColor(shown.width() - 3, shown.height() - 3) == QColor(tokens().desk)
