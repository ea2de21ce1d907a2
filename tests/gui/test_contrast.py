"""The contrast of words as they are on screen: measured in pictures of every page and dialog, in both themes.

A picture is taken at three times the density, so that strokes have pixels of their full colour. The ground of a word is
the colour most of its rectangle has; its own is the one farthest from that. Texts are measured a run of one format at
a time, rows of lists and tables a line at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QTextCursor
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QComboBox,
    QLabel,
    QLineEdit,
    QSpinBox,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop_app.gui.chat.text_block import TextBlock
from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.notices.notice_bar import Notice, NoticeLevel
from desktop_app.gui.preferences import MemoryPreferences
from tests.gui.every_window import PLACES, Scene
from tests.gui.fakes import FakeUseCases, FakeWorkspace, make_document

_DENSITY = 3
_LEAST = 4.5
_LINE = range(5 * _DENSITY, 40 * _DENSITY)
"""Heights of lines of words; rules and the edges of rows are lower, pictures higher."""
_WORDY = (QLabel, QAbstractButton, QComboBox, QLineEdit, QSpinBox, TextBlock, QAbstractItemView)


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


def lines_of(area: np.ndarray) -> Iterator[np.ndarray]:
    """The lines of an area: where rows of pixels of the ground alone are between them; rules and edges are none."""
    colours, counts = np.unique(area, return_counts=True)
    inked = np.concatenate([[False], (area != colours[counts.argmax()]).any(axis=1), [False]])
    edges = np.flatnonzero(inked[1:] != inked[:-1])
    for first, last in zip(edges[::2], edges[1::2], strict=True):
        if last - first in _LINE:
            yield area[first:last]


def runs(block: TextBlock) -> Iterator[tuple[str, QRect]]:
    """The runs of one format in a text, each with the place of its first word in the text's coordinates."""
    for number in range(block.document().blockCount()):
        walk = block.document().findBlockByNumber(number).begin()
        while not walk.atEnd():
            run = walk.fragment()
            walk += 1
            word = run.text().split(maxsplit=1)[:1]
            if word:
                cursor = QTextCursor(block.document())
                start = run.position() + run.text().index(word[0])
                cursor.setPosition(start)
                first = block.cursorRect(cursor)
                cursor.setPosition(start + len(word[0]))
                yield word[0], first.united(block.cursorRect(cursor))


def rows(view: QAbstractItemView) -> Iterator[tuple[str, QRect]]:
    """The rows of a list, or the cells of a table, that are seen whole, in the view's coordinates."""
    model = view.model()
    columns = model.columnCount() if isinstance(view, QTableView) else 1
    for row in range(model.rowCount()):
        for column in range(columns):
            index = model.index(row, column)
            place = view.visualRect(index)
            if view.viewport().rect().contains(place):
                yield str(index.data(Qt.ItemDataRole.AccessibleTextRole) or index.data()), place


def parts_of(widget: QWidget) -> Iterator[tuple[str, QRect]]:
    """What is measured of a widget: words, and where they are in it."""
    if isinstance(widget, TextBlock):
        yield from runs(widget)
    elif isinstance(widget, QAbstractItemView):
        yield from rows(widget)
    else:
        yield words_of(widget), widget.visibleRegion().boundingRect().adjusted(3, 3, -3, -3)


def weak(window: QWidget) -> Iterator[str]:
    """The words whose contrast is too low, with it."""
    picture = pixels(window)
    measured = 0
    for widget in window.findChildren(QWidget):
        if not isinstance(widget, _WORDY) or not widget.isVisibleTo(window) or not widget.isEnabled():
            continue
        inner = widget.viewport() if isinstance(widget, QAbstractScrollArea) else widget
        for words, part in parts_of(widget):
            place = part.translated(inner.mapTo(window, QPoint())).intersected(seen(inner, window))
            if not any(letter.isalnum() for letter in words) or place.width() < 8 or place.height() < 8:
                continue
            x0, y0, x1, y1 = (value * _DENSITY for value in place.getCoords())
            area = picture[y0:y1, x0:x1]
            found = [contrast_in(line) for line in lines_of(area)] if inner is not widget else [contrast_in(area)]
            measured += len(found)
            if min(found, default=_LEAST) < _LEAST:
                yield f"{min(found):.2f}: {type(widget).__name__} “{words[:40]}”"
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


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_page_and_dialog_can_be_read(
    qtbot: QtBot,
    open_window: Callable[[], MainWindow],
    preferences: MemoryPreferences,
    use_cases: FakeUseCases,
    workspace: FakeWorkspace,
    tmp_path: Path,
    *,
    place: str,
    theme: str,
) -> None:
    if place != "welcome":
        workspace.library.add_figures(make_document(), 12)
    preferences.theme = theme
    themed = open_window()
    themed.resize(1100, 1800 if place == "conversation" else 700)  # so high that all of the answer is seen
    shown = PLACES[place](Scene(qtbot, themed, workspace, use_cases, tmp_path))
    qtbot.waitUntil(lambda: shown.isVisible() and not any(lane.busy for lane in themed.lanes.all()))
    assert_readable(qtbot, shown)
    if shown is not themed:
        shown.close()


@pytest.mark.parametrize("level", list(NoticeLevel))
def test_messages_can_be_read(qtbot: QtBot, themed: MainWindow, level: NoticeLevel) -> None:
    themed.notices.tell(Notice("Something happened.", "Do something about it.", level, "Do it", lambda: None))
    assert_readable(qtbot, themed.notices)


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
