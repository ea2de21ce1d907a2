"""On every page and dialog: names, where Tab leads and in which order, and that the focus is seen, in both themes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.restyling import Restyling
from tests.gui.accessible_tree import nameless
from tests.gui.every_window import PLACES, Scene
from tests.gui.fakes import FakeUseCases, FakeWorkspace, make_document
from tests.gui.test_accessibility import left_out, stops
from tests.gui.test_contrast import luminance

LEAST_CONTRAST = 3.0
"""Of what shows the focus against how that looked before: WCAG 2.2, 2.4.13."""
_LEAST_PIXELS = 24
_BESIDE = 3


@pytest.fixture
def window(
    request: pytest.FixtureRequest, open_window: Callable[[], MainWindow], workspace: FakeWorkspace
) -> MainWindow:
    if "[welcome]" not in request.node.name:
        workspace.library.add_figures(make_document(), 12)
    return open_window()


@pytest.fixture(params=PLACES)
def place(
    request: pytest.FixtureRequest,
    qtbot: QtBot,
    window: MainWindow,
    workspace: FakeWorkspace,
    use_cases: FakeUseCases,
    tmp_path: Path,
) -> Iterator[QWidget]:
    window.resize(1500, 900)
    shown = PLACES[request.param](Scene(qtbot, window, workspace, use_cases, tmp_path))
    if shown.isWindow():
        shown.activateWindow()
    qtbot.waitUntil(lambda: shown.isVisible() and not any(lane.busy for lane in window.lanes.all()))
    yield shown
    if shown is not window:
        shown.close()


def colours(window: QWidget, area: QRect) -> np.ndarray:
    image = window.grab(area).toImage().convertToFormat(QImage.Format.Format_RGB32)
    rows = np.frombuffer(image.constBits(), "<u4").reshape(image.height(), image.bytesPerLine() // 4)
    return rows[:, : image.width()] & 0xFFFFFF


def area_of(stop: QWidget) -> QRect:
    window = stop.window()
    return QRect(stop.mapTo(window, QPoint()), stop.size()).adjusted(-_BESIDE, -_BESIDE, _BESIDE, _BESIDE)


def framed(stop: QWidget) -> QRect:
    """The stop, or what is around it and shows the focus in its place."""
    around = stop.parentWidget()
    return area_of(around) if around is not None and around.property("focused") is not None else area_of(stop)


def is_seen(stop: QWidget) -> bool:
    """Whether enough changes by enough when the focus goes."""
    area = framed(stop).intersected(stop.window().rect())
    with_focus = colours(stop.window(), area)
    stop.clearFocus()
    QApplication.processEvents()
    without = colours(stop.window(), area)
    changed = with_focus != without
    if changed.sum() < _LEAST_PIXELS:
        return False
    light, dark = luminance(with_focus[changed]), luminance(without[changed])
    contrast = (np.maximum(light, dark) + 0.05) / (np.minimum(light, dark) + 0.05)
    return bool((contrast >= LEAST_CONTRAST).sum() >= _LEAST_PIXELS)


def called(widget: QWidget) -> str:
    name = QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
    return f"{type(widget).__name__} {name!r}"


def unseen(place: QWidget, every: list[QWidget]) -> list[str]:
    found = []
    for stop in every:
        stop.setFocus(Qt.FocusReason.TabFocusReason)
        if not is_seen(stop):
            found.append(called(stop))
    return found


def restyled() -> bool:
    """Whether every control has the style sheet of the theme that was chosen."""
    application = QApplication.instance()
    assert application is not None
    return not any(restyling.busy for restyling in application.findChildren(Restyling))


def test_everything_has_a_name_is_reached_as_one_reads_and_shows_the_focus(
    place: QWidget, window: MainWindow, qtbot: QtBot
) -> None:
    assert nameless(place) == []
    assert left_out(place) == []
    every = stops(place)
    order = [stop for stop in every if not any(stop is not other and stop.isAncestorOf(other) for other in every)]
    backwards = [f"{called(one)} before {called(other)}" for one, other in pairwise(order) if is_back(one, other)]
    assert len(backwards) <= 1, backwards  # from the end to the beginning, wherever the focus was first
    assert unseen(place, every) == []
    window.switch_theme()
    qtbot.waitUntil(restyled)
    assert unseen(place, every) == []


def is_back(one: QWidget, other: QWidget) -> bool:
    """Whether a stop is above the one before it, or on its left; what scrolls is compared with what scrolls with it."""
    if scrolling(one) is not scrolling(other):
        return False
    first, second = area_of(one), area_of(other)
    if second.bottom() <= first.top() + 2 * _BESIDE:
        return second.left() < first.right()
    return second.right() <= first.left() + 2 * _BESIDE and second.top() < first.bottom()


def scrolling(widget: QWidget) -> QWidget | None:
    """What a widget scrolls with."""
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    return above
