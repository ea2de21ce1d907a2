"""Controls take up another theme or size of text a few at a time, and look as if they had been made with it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QTabBar,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop_app.gui.chat.catching_up import is_catching_up
from desktop_app.gui.chat.text_block import TextBlock
from desktop_app.gui.icons import IconButton
from desktop_app.gui.text_tools import plain_label
from desktop_app.gui.theme import Theme
from desktop_app.gui.tokens import DARK, LIGHT

MANY = 200
MARKDOWN = (
    "# Cooling\n\nSee [the standard](https://a.example), `code` [1].\n\n| Part | Number |\n|---|---|\n| Pump | 2 |"
)


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    made = Theme(qapp, "light")
    yield made
    made.choose_text_size(100)


def sheet(bot: QtBot) -> QWidget:
    """Controls of many kinds, shown."""
    holder = QWidget()
    bot.addWidget(holder)
    column = QVBoxLayout(holder)
    for role in ("", "muted", "small", "title", "section", "badge", "warn"):
        column.addWidget(plain_label(f"Words of {role}", role, holder))
    for role in ("", "primary", "link", "chip", "tab"):
        button = QPushButton(f"A button {role}", holder)
        button.setProperty("role", role)
        column.addWidget(button)
    disabled = QPushButton("Not now", holder)
    disabled.setEnabled(False)
    box = QComboBox(holder)
    box.addItem("Excerpts")
    tabs = QTabBar(holder)
    tabs.addTab("One")
    for control in (
        disabled,
        box,
        tabs,
        QCheckBox("Tick", holder),
        QSpinBox(holder),
        IconButton("copy", "Copy", holder),
    ):
        column.addWidget(control)
    line = QLineEdit(holder)
    line.setPlaceholderText("Search")
    column.addWidget(line)
    text = TextBlock(holder)
    text.set_markdown(MARKDOWN, (1,), str)
    column.addWidget(text)
    holder.setFixedSize(420, 1500)
    with bot.waitExposed(holder):
        holder.show()
    return holder


def looks(bot: QtBot, theme: Theme, widget: QWidget) -> np.ndarray:
    """The pixels of a widget when nothing is left to be done for it."""
    bot.waitUntil(lambda: not theme.restyling.busy and not is_catching_up())
    if (focused := QApplication.focusWidget()) is not None:
        focused.clearFocus()
    QApplication.processEvents()
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    rows = np.frombuffer(image.constBits(), "<u4").reshape(image.height(), image.bytesPerLine() // 4)
    return rows[:, : image.width()] & 0xFFFFFF


def test_a_switched_theme_looks_as_one_from_the_start(qtbot: QtBot, theme: Theme) -> None:
    switched = sheet(qtbot)
    light = looks(qtbot, theme, switched)
    theme.choose("dark")
    found = looks(qtbot, theme, switched)
    made_dark = looks(qtbot, theme, sheet(qtbot))
    assert np.array_equal(found, made_dark)
    theme.choose("light")
    assert np.array_equal(looks(qtbot, theme, switched), light)
    assert not np.array_equal(light, made_dark)


def test_a_changed_size_of_text_looks_as_one_from_the_start(qtbot: QtBot, theme: Theme) -> None:
    grown = sheet(qtbot)
    theme.choose_text_size(150)
    found = looks(qtbot, theme, grown)
    assert np.array_equal(found, looks(qtbot, theme, sheet(qtbot)))


class _Paints(QObject):
    """Notes the colour of words of each label as it is painted."""

    def __init__(self) -> None:
        super().__init__()
        self.colours: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.Paint and isinstance(watched, QLabel):
            self.colours.append(watched.palette().windowText().color().name())
        return False


def test_nothing_is_painted_before_all_that_is_seen_has_the_new_colours(qtbot: QtBot, theme: Theme) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    labels = [plain_label(f"Label {number}", "muted", holder) for number in range(MANY)]
    for number, label in enumerate(labels):
        label.setGeometry(number % 10 * 60, number // 10 * 20, 60, 20)
    holder.resize(600, 400)
    with qtbot.waitExposed(holder):
        holder.show()
    qtbot.waitUntil(lambda: not theme.restyling.busy)
    paints = _Paints()
    for label in labels:
        label.installEventFilter(paints)
    theme.choose("dark")
    theme.choose("light")
    theme.choose("dark")
    qtbot.waitUntil(lambda: len(paints.colours) >= MANY)
    assert set(paints.colours) == {DARK.muted}
    assert holder.updatesEnabled()


def test_what_is_hidden_follows_and_what_has_gone_is_passed_by(qtbot: QtBot, theme: Theme) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    labels = [plain_label(f"Label {number}", "muted", holder) for number in range(MANY)]
    with qtbot.waitExposed(holder):
        holder.show()
    for label in labels:
        label.hide()
    qtbot.waitUntil(lambda: not theme.restyling.busy)
    assert labels[-1].palette().windowText().color() == QColor(LIGHT.muted)
    with qtbot.waitSignal(theme.restyling.done):
        theme.choose("dark")
        labels.pop(0).deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert {label.palette().windowText().color().name() for label in labels} == {DARK.muted}
