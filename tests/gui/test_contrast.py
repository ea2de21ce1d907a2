"""The contrast of words as they are on screen: measured in pictures of the window, in both themes.

A picture is taken at three times the density, so that strokes have pixels of their full colour. The ground of a word is
the colour most of its rectangle has; its own is the one farthest from that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.gui.chat.text_block import TextBlock
from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.notices.notice_bar import Notice, NoticeLevel
from desktop_app.gui.preferences import MemoryPreferences
from tests.gui.fakes import FakeUseCases, FakeWorkspace, make_document
from tests.gui.test_settings_dialog import opened
from tests.gui.window_steps import answered, illustrate

_DENSITY = 3
_LEAST = 4.5
_WORDY = (QLabel, QAbstractButton, QComboBox, QLineEdit, QSpinBox, TextBlock)


def pixels(widget: QWidget) -> np.ndarray:
    """The widget as it is drawn, as rows of colours 0xbbggrr."""
    size = QSize(widget.width() * _DENSITY, widget.height() * _DENSITY)
    image = QImage(size, QImage.Format.Format_RGBX8888)
    image.setDevicePixelRatio(_DENSITY)
    painter = QPainter(image)
    widget.render(painter, QPoint())
    painter.end()
    rows = np.frombuffer(image.constBits(), "<u4").reshape(image.height(), image.bytesPerLine() // 4)
    return rows[:, : image.width()] & 0xFFFFFF


def luminance(colours: np.ndarray) -> np.ndarray:
    parts = np.stack([colours >> shift & 0xFF for shift in (0, 8, 16)], axis=-1) / 255
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    return linear @ np.array([0.2126, 0.7152, 0.0722])


def contrast_in(area: np.ndarray) -> float:
    """The contrast (1 to 21) between the ground of an area and the words on it."""
    colours, counts = np.unique(area, return_counts=True)
    light = luminance(colours)
    ground = light[counts.argmax()]
    higher, lower = np.maximum(light, ground), np.minimum(light, ground)
    return float(((higher + 0.05) / (lower + 0.05)).max())


def words_of(widget: QWidget) -> str:
    if isinstance(widget, QComboBox):
        return widget.currentText()
    if isinstance(widget, TextBlock):
        return widget.toPlainText()
    if isinstance(widget, QLineEdit):
        return widget.text() or widget.placeholderText()
    return widget.text() if isinstance(widget, QLabel | QAbstractButton | QSpinBox) else ""


def seen(widget: QWidget, window: QWidget) -> QRect:
    """The part of a widget that nothing cuts off, in the window's coordinates."""
    part = widget.visibleRegion().boundingRect()
    return QRect(widget.mapTo(window, part.topLeft()), part.size())


def weak(window: QWidget) -> Iterator[str]:
    """The words whose contrast is too low, with it."""
    picture = pixels(window)
    measured = 0
    for widget in window.findChildren(QWidget):
        if not isinstance(widget, _WORDY) or not widget.isVisibleTo(window) or not widget.isEnabled():
            continue
        words, place = words_of(widget).strip(), seen(widget, window).adjusted(3, 3, -3, -3)
        if not any(letter.isalnum() for letter in words) or place.width() < 8 or place.height() < 8:
            continue
        x0, y0, x1, y1 = (value * _DENSITY for value in place.getCoords())
        found = contrast_in(picture[y0:y1, x0:x1])
        measured += 1
        if found < _LEAST:
            yield f"{found:.2f}: {type(widget).__name__} “{words[:40]}”"
    assert measured, "nothing was measured"


def assert_readable(qtbot: QtBot, window: QWidget) -> None:
    """Waits until everything is laid out and drawn."""

    def look() -> None:
        assert list(weak(window)) == []

    qtbot.waitUntil(look)


@pytest.fixture(params=["light", "dark"])
def themed(
    request: pytest.FixtureRequest, open_window: Callable[[], MainWindow], preferences: MemoryPreferences
) -> MainWindow:
    preferences.theme = request.param
    window = open_window()
    window.resize(1100, 700)
    return window


def test_the_first_start_can_be_read(qtbot: QtBot, themed: MainWindow) -> None:
    assert_readable(qtbot, themed)


@pytest.mark.parametrize("level", list(NoticeLevel))
def test_messages_can_be_read(qtbot: QtBot, themed: MainWindow, level: NoticeLevel) -> None:
    themed.notices.tell(Notice("Something happened.", "Do something about it.", level, "Do it", lambda: None))
    assert_readable(qtbot, themed.notices)


def test_answers_and_pages_can_be_read(
    qtbot: QtBot, themed: MainWindow, use_cases: FakeUseCases, workspace: FakeWorkspace
) -> None:
    illustrate(use_cases, workspace)
    answered(qtbot, themed)
    themed.places.show(make_document(), ())
    qtbot.waitUntil(themed.pages.isVisible)
    assert_readable(qtbot, themed)


def test_the_settings_can_be_read(qtbot: QtBot, themed: MainWindow) -> None:
    dialog = opened(qtbot, themed)
    for index in range(dialog.tabs.count()):
        dialog.tabs.setCurrentIndex(index)
        assert_readable(qtbot, dialog)


def test_weak_words_are_found(qtbot: QtBot, tmp_path: Path) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    labels = [QLabel("These words can be read.", window) for _ in range(5)]
    for index, label in enumerate(labels):
        label.move(10, 10 + 30 * index)
    labels[2].setStyleSheet("color: #999999")
    window.resize(300, 200)
    window.setStyleSheet("background: white; color: black")
    window.show()
    assert [found.split(":")[0] for found in weak(window)] == ["2.85"]
