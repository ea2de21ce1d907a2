"""A figure seen large: by wheel, pinch, mouse and keys; copied, saved, left for others, its page and a question."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QNativeGestureEvent, QPointingDevice, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.domain.documents import FigureKind
from tests.gui.journeys.conftest import OpenJourney
from tests.gui.journeys.journey import Journey
from tests.gui.journeys.test_figures import drawn, labels


def open_figure(journey: Journey, wanted: FigureKind | None = None) -> None:
    """Opens the first figure of the gallery, or the first of a kind."""
    window, gallery = journey.window, journey.window.gallery
    if not gallery.shown:
        journey.press("Ctrl+G")
    journey.until(lambda: gallery.shown and len(labels(journey)) == 14 and drawn(journey))
    row = next(n for n, item in enumerate(gallery.model.items) if wanted in {None, item.figure.kind})
    view, index = gallery.page.view, gallery.model.index(row, 0)
    view.scrollTo(index)
    journey.click(view.viewport(), at=view.visualRect(index).center())
    journey.press("Return")
    journey.until(lambda: window.viewer.isVisible() and not window.viewer.canvas.image.isNull())


def turn_wheel(canvas: QWidget, place: QPointF, by: int) -> None:
    everywhere, mouse = QPointF(canvas.mapToGlobal(place.toPoint())), Qt.MouseButton.NoButton
    none, phase = Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase
    QApplication.sendEvent(canvas, QWheelEvent(place, everywhere, QPoint(), QPoint(0, by), mouse, none, phase, False))


def pinch(canvas: QWidget, place: QPointF, by: float) -> None:
    gesture, device = Qt.NativeGestureType.ZoomNativeGesture, QPointingDevice.primaryPointingDevice()
    everywhere = QPointF(canvas.mapToGlobal(place.toPoint()))
    QApplication.sendEvent(canvas, QNativeGestureEvent(gesture, device, 2, place, place, everywhere, by, QPointF()))


def test_a_figure_is_looked_at_from_near(open_journey: OpenJourney) -> None:
    journey = open_journey("viewer")
    viewer = journey.window.viewer
    open_figure(journey, FigureKind.RASTER)
    journey.picture("a picture")
    canvas, fitted = viewer.canvas, viewer.canvas.zoom
    middle = QPointF(canvas.rect().center())
    turn_wheel(canvas, middle, 240)
    wheeled = canvas.zoom
    assert wheeled > fitted
    pinch(canvas, middle, 0.25)
    assert canvas.zoom > wheeled
    left, start = Qt.MouseButton.LeftButton, middle.toPoint()
    QTest.mousePress(canvas, left, pos=start)
    QTest.mouseMove(canvas, start + QPoint(60, 30))
    QTest.mouseRelease(canvas, left, pos=start + QPoint(60, 30))
    journey.picture("near, and moved")
    journey.click(journey.button("Fit into the window", viewer))
    assert canvas.fits
    assert viewer.current is not None
    figure = viewer.current[0]
    journey.click(viewer.next_button if viewer.next_button.isEnabled() else viewer.previous_button)
    assert viewer.current is not None
    assert viewer.current[0].id != figure.id
    journey.until(lambda: not canvas.image.isNull())
    journey.picture("the next one")


def test_a_figure_is_copied_saved_found_on_its_page_and_asked_about(open_journey: OpenJourney, tmp_path: Path) -> None:
    journey = open_journey("figure")
    window, viewer = journey.window, journey.window.viewer
    open_figure(journey, FigureKind.RASTER)
    journey.click(viewer.copy_button)
    assert not QGuiApplication.clipboard().image().isNull()
    saved, original = tmp_path / "saved.png", tmp_path / "original"
    viewer.choose_target = lambda _name: saved
    journey.click(viewer.save_button)
    journey.until(lambda: not QImage(str(saved)).isNull())
    viewer.choose_target = lambda _name: original
    journey.click(viewer.original_button)
    journey.until(lambda: not QImage(str(original)).isNull())
    assert viewer.current is not None
    shown = viewer.current[0]
    journey.click(journey.button("Show on its page", viewer))
    journey.until(lambda: window.pages.isVisible() and window.pages.view.is_drawn(shown.page))
    journey.picture("on its page")

    window.pages.view.setFocus()
    journey.press("Escape")
    journey.until(lambda: not window.pages.isVisible())
    open_figure(journey)
    journey.click(viewer.ask_button)
    journey.until(lambda: window.composer.picture.figure is not None)
    journey.press("Return")
    journey.until(lambda: window.chat.turns and not window.chat.busy)
    turn = window.chat.turns[-1]
    assert turn.question == "What does this figure show?"
    journey.until(lambda: turn.figure_blocks[0].image is not None)
    journey.picture("what it shows")
