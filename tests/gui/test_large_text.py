"""Text of twice the size, and languages written from right to left: nothing is cut off, and the window is mirrored."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desktop_app.gui.icons import IconButton
from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.preferences import MemoryPreferences
from desktop_app.gui.translations import install_language


@pytest.fixture
def from_right_to_left(qapp: QApplication) -> Iterator[None]:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.fixture
def as_before(qapp: QApplication) -> Iterator[None]:
    size = qapp.font()
    yield
    qapp.setFont(size)
    install_language("en")


@pytest.mark.parametrize("language", ["en", "de", "zh"])
def test_no_words_are_cut_off_at_twice_the_size(
    qtbot: QtBot,
    as_before: None,
    open_window: Callable[[], MainWindow],
    preferences: MemoryPreferences,
    language: str,
) -> None:
    preferences.change("text_size", 200)
    preferences.change("language", language)
    window = open_window()
    window.resize(1280, 800)

    def cut_off() -> list[str]:
        buttons = [button for button in window.findChildren(QPushButton) if button.isVisible() and button.text()]
        return [button.text() for button in buttons if button.width() < button.minimumSizeHint().width()]

    def look() -> None:
        assert cut_off() == []

    qtbot.waitUntil(look)
    assert window.settings_button.iconSize().height() > 24


def test_icons_grow_with_the_text(qtbot: QtBot, window: MainWindow) -> None:
    button = window.findChild(IconButton)
    assert button is not None
    small = button.iconSize().height()
    window._theme.choose_text_size(200)
    qtbot.waitUntil(lambda: button.iconSize().height() > small)
    window._theme.choose_text_size(100)
    qtbot.waitUntil(lambda: button.iconSize().height() == small)


def test_the_window_is_mirrored(from_right_to_left: None, window: MainWindow) -> None:
    def left_of(widget: object) -> int:
        return widget.mapTo(window, QPoint()).x()  # type: ignore[attr-defined]

    assert left_of(window.sidebar) > left_of(window.composer)
    assert left_of(window.settings_button) < left_of(window.sidebar_button)
