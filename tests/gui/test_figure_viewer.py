"""A figure seen large: by wheel, touchpad and fingers, by keys and by its menu, and drawn anew when it is near."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import (
    QGuiApplication,
    QImage,
    QNativeGestureEvent,
    QPointingDevice,
    QWheelEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.domain.documents import Document, FigureKind
from desktop_app.gui.figures.figure_canvas import FigureCanvas
from desktop_app.gui.figures.figure_drawing import MOST_PIXELS, drawn_finer
from desktop_app.gui.figures.figure_viewer import FigureViewer
from desktop_app.gui.figures.pictures import Picture, halves, look_alike
from desktop_app.gui.main_window import MainWindow
from tests.gui.fakes import FakeReader, FakeWorkspace, draw_diagram, make_document, make_figure, png_of

NONE, CONTROL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def document(workspace: FakeWorkspace) -> Document:
    return workspace.library.add(make_document())


@pytest.fixture
def viewer(qtbot: QtBot, window: MainWindow, workspace: FakeWorkspace, document: Document) -> Iterator[FigureViewer]:
    figures = [(make_figure(number, document), document) for number in range(1, 5)]
    window.viewer.open(figures, 0, workspace.library.picture)
    qtbot.waitUntil(lambda: not window.viewer.canvas.image.isNull())
    yield window.viewer
    if window.viewer.isVisible():
        window.viewer.leave()


@pytest.fixture
def canvas(qtbot: QtBot) -> FigureCanvas:
    made = FigureCanvas()
    qtbot.addWidget(made)
    made.resize(700, 500)
    made.show()
    made.show_picture(Picture(draw_diagram(1200, 600)))
    return made


def turn_wheel(
    canvas: QWidget, turned: QPoint, *, pixels: QPoint | None = None, keys: Qt.KeyboardModifier = NONE
) -> None:
    place = QPointF(canvas.rect().center())
    everywhere = QPointF(canvas.mapToGlobal(place.toPoint()))
    mouse, phase = Qt.MouseButton.NoButton, Qt.ScrollPhase.NoScrollPhase
    event = QWheelEvent(place, everywhere, pixels or QPoint(), turned, mouse, keys, phase, False)
    QApplication.sendEvent(canvas, event)


def middle_of(canvas: FigureCanvas) -> QPointF:
    """The place on the picture in the middle of the view."""
    return canvas._on_image(QPointF(canvas.width() / 2, canvas.height() / 2))


def test_a_wheel_zooms_and_a_touchpad_moves(canvas: FigureCanvas) -> None:
    fitted = canvas.zoom
    turn_wheel(canvas, QPoint(0, 40), pixels=QPoint(0, 30))
    assert canvas.fits, "two fingers move nothing where all is in view"
    turn_wheel(canvas, QPoint(0, 480))
    near = canvas.zoom
    assert near == pytest.approx(fitted * 1.25**4)
    before = middle_of(canvas)
    turn_wheel(canvas, QPoint(-40, -40), pixels=QPoint(-30, -20))
    assert canvas.zoom == near
    moved = middle_of(canvas) - before
    assert (moved.x(), moved.y()) == pytest.approx((30 / near, 20 / near))
    turn_wheel(canvas, QPoint(120, 0))
    assert middle_of(canvas).x() < before.x() + moved.x()
    turn_wheel(canvas, QPoint(0, 120), pixels=QPoint(0, 30), keys=CONTROL)
    assert canvas.zoom == pytest.approx(near * 1.25)


def test_a_touchpad_zooms_around_the_pointer(canvas: FigureCanvas) -> None:
    canvas.set_zoom(1.0)
    place = QPointF(300, 240)
    fixed = canvas._on_image(place)
    everywhere = QPointF(canvas.mapToGlobal(place.toPoint()))
    gesture, device = Qt.NativeGestureType.ZoomNativeGesture, QPointingDevice.primaryPointingDevice()
    QApplication.sendEvent(canvas, QNativeGestureEvent(gesture, device, 2, place, place, everywhere, 0.5, QPointF()))
    assert canvas.zoom == pytest.approx(1.5)
    assert (canvas._on_image(place) - fixed).manhattanLength() < 1


def test_two_fingers_on_a_screen_zoom(qtbot: QtBot, canvas: FigureCanvas) -> None:
    device = QTest.createTouchDevice()
    fitted = canvas.zoom
    QTest.touchEvent(canvas, device).press(0, QPoint(330, 250), canvas).press(1, QPoint(370, 250), canvas).commit()
    for apart in range(30, 160, 10):
        points = QPoint(350 - apart, 250), QPoint(350 + apart, 250)
        QTest.touchEvent(canvas, device).move(0, points[0], canvas).move(1, points[1], canvas).commit()
    QTest.touchEvent(canvas, device).release(0, points[0], canvas).release(1, points[1], canvas).commit()
    assert canvas.zoom > 2 * fitted
    centre = canvas._on_image(QPointF(350, 250))
    assert (centre - QPointF(600, 300)).manhattanLength() < 20, "what is between the fingers stays there"


def test_a_picture_never_leaves_the_view(canvas: FigureCanvas) -> None:
    canvas.set_zoom(2.0)
    canvas.move_by(-9_000, 9_000)
    assert middle_of(canvas).x() == pytest.approx((350 - 24) / 2)
    assert middle_of(canvas).y() == pytest.approx(600 - (250 - 24) / 2)
    canvas.set_zoom(0.1)
    assert middle_of(canvas) == QPointF(600, 300)


def test_a_picture_that_is_drawn_much_smaller_keeps_its_thin_lines(qtbot: QtBot, canvas: FigureCanvas) -> None:
    image = QImage(4000, 4000, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    for column in range(0, 4000, 40):
        for row in range(4000):
            image.setPixel(column, row, 0xFF000000)
    canvas.show_picture(Picture(image, "", halves(image)))
    shown = canvas.grab().toImage()
    ratio = shown.devicePixelRatio()
    row = round(shown.height() / 2)
    place = round(canvas.width() / 2 * ratio)
    greys = [shown.pixelColor(x, row).lightness() for x in range(place - 100, place + 100)]
    dark = sum(255 - grey for grey in greys) / len(greys)
    assert dark == pytest.approx(255 / 40, rel=0.35), "lines of one pixel in forty"


def test_home_and_end_and_the_size_by_keys(qtbot: QtBot, viewer: FigureViewer) -> None:
    qtbot.keyClick(viewer, Qt.Key.Key_End)
    assert viewer.current is not None
    assert viewer.current[0].label == "4"
    qtbot.keyClick(viewer, Qt.Key.Key_Home)
    assert viewer.current[0].label == "1"
    qtbot.keyClick(viewer, Qt.Key.Key_1)
    assert viewer.canvas.zoom == 1.0
    assert viewer._zoom.text() == "100 %"


def test_the_menu_of_a_figure(qtbot: QtBot, viewer: FigureViewer) -> None:
    menu = viewer.context_menu()
    words = {action.text(): action for action in menu.actions()}
    words["Copy the caption"].trigger()
    assert QGuiApplication.clipboard().text() == "Figure 1: The cooling circuit of pump 1 with its valves"
    words["Actual size"].trigger()
    assert viewer.canvas.zoom == 1.0
    words["Fit into the window"].trigger()
    assert viewer.canvas.fits
    assert "Save the image as it is in the document …" not in words


def test_a_drawing_that_is_looked_at_from_near_is_drawn_anew(
    qtbot: QtBot, viewer: FigureViewer, workspace: FakeWorkspace
) -> None:
    viewer.canvas.set_zoom(3.0)
    qtbot.waitUntil(lambda: viewer.canvas.fineness > 2)
    [(page, scale)] = workspace.reader.figures_drawn
    assert page == 3
    assert scale == pytest.approx(4 * 1200 / 360)
    assert viewer.canvas.image.width() == 1200, "what is copied is the picture that is kept"
    viewer.step(1)
    qtbot.waitUntil(lambda: viewer.canvas.fineness == 1 and viewer.canvas.fits)


def test_a_photograph_is_not_drawn_anew(
    qtbot: QtBot, window: MainWindow, workspace: FakeWorkspace, document: Document
) -> None:
    photograph = replace(make_figure(1, document), kind=FigureKind.RASTER)
    window.viewer.open([(photograph, document)], 0, workspace.library.picture)
    qtbot.waitUntil(lambda: not window.viewer.canvas.image.isNull())
    with qtbot.waitSignal(window.viewer.canvas.finer_wanted):
        window.viewer.canvas.set_zoom(3.0)
    assert workspace.reader.figures_drawn == []
    window.viewer.leave()


def test_another_file_in_its_place_and_one_that_is_gone_leave_the_picture_as_it_is(
    qtbot: QtBot, window: MainWindow, viewer: FigureViewer, workspace: FakeWorkspace
) -> None:
    workspace.reader.missing = True
    viewer.canvas.set_zoom(2.0)
    qtbot.waitUntil(lambda: viewer._finest > 1 and not window.lanes.pages.busy)
    assert viewer.canvas.fineness == 1
    assert window.notices.shown is None


def test_what_is_drawn_anew_is_bounded_and_the_same(tmp_path: Path, document: Document) -> None:
    kept, figure = tmp_path / "kept.png", make_figure(1, document)
    kept.write_bytes(png_of(draw_diagram(1200, 600)))
    path = Path(document.path)
    finer = drawn_finer(figure, path, 16.0, lambda _figure: kept, FakeReader().render_page)
    assert 0.9 * MOST_PIXELS < finer.width() * finer.height() <= 1.05 * MOST_PIXELS
    assert drawn_finer(figure, path, 1.1, lambda _figure: kept, FakeReader().render_page).isNull(), "not worth it"
    other = QImage(1200, 600, QImage.Format.Format_RGB32)
    other.fill(Qt.GlobalColor.darkBlue)
    kept.write_bytes(png_of(other))
    assert drawn_finer(figure, path, 2.0, lambda _figure: kept, FakeReader().render_page).isNull(), "another figure"
    assert drawn_finer(figure, path, 2.0, lambda _figure: tmp_path / "gone", FakeReader().render_page).isNull()
    assert not look_alike(QImage(), other)
