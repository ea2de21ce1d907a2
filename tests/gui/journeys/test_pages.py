from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from tests.gui.journeys.conftest import OpenJourney
from tests.gui.journeys.journey import Journey


def open_manual(journey: Journey) -> None:
    """Opens the only document with a double click."""
    window = journey.window
    rows = window.library_panel.view
    journey.until(lambda: rows.model().rowCount() == 1)
    journey.click(rows.viewport(), at=rows.visualRect(rows.model().index(0, 0)).center(), times=2)
    journey.until(lambda: window.pages.isVisible() and window.pages.view.is_drawn(1))


def test_a_document_is_looked_through(open_journey: OpenJourney) -> None:
    journey = open_journey("pages")
    pages = journey.window.pages
    open_manual(journey)
    journey.picture("the document")

    journey.click(pages.bar.strip_button)
    small = pages.strip.thumbnails
    journey.until(lambda: small.is_drawn(1) and small.is_drawn(2))
    journey.click(small.viewport(), at=small.visualRect(small.model().index(1, 0)).center())
    journey.until(lambda: pages.view.current_page == 2 and pages.view.is_drawn(2))
    journey.picture("small pages")
    journey.click(pages.strip.contents_tab)
    journey.until(pages.strip.outline.isVisible)
    journey.picture("contents")
    beside = pages.view.page_rect(0).width()
    journey.click(pages.bar.strip_button)
    journey.until(lambda: pages.view.page_rect(0).width() > beside)

    journey.press("Ctrl+Shift+G")
    journey.type("4")
    journey.press("Return")
    journey.until(lambda: pages.view.current_page == 4)
    pages.view.setFocus()
    journey.press("+")
    wide = pages.view.page_rect(3).width() * pages.view.devicePixelRatioF()
    journey.until(lambda: (drawn := pages.view._drawings.get(4)) and drawn.image.width() > wide - 2)
    journey.picture("page four, larger")
    journey.press("0")


def test_a_document_is_searched_copied_and_asked_about(open_journey: OpenJourney) -> None:
    journey = open_journey("words")
    window, pages = journey.window, journey.window.pages
    open_manual(journey)
    pages.view.setFocus()
    journey.press("Ctrl+F")
    journey.until(pages.search.isVisible)
    journey.type("interrupted")
    journey.press("Return")
    journey.until(lambda: pages.finder.total > 0 and pages.finder.searched == len(pages.view.pages))
    journey.until(lambda: pages.view.is_drawn(pages.view.current_page))
    journey.picture("hits")
    journey.press("Escape")
    journey.until(lambda: not pages.search.isVisible())

    pages.go_to_page(1)
    journey.until(lambda: pages.view.is_drawn(1))
    word = pages.view.page_rect(0).topLeft().toPoint() + QPoint(150, 60)
    viewport = pages.view.viewport()
    QTest.mouseMove(viewport, word)  # the words of a page are read when somebody comes near
    journey.until(lambda: pages.texts.get(1) is not None)
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=word)
    QTest.mouseMove(viewport, word + QPoint(120, 120))
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=word + QPoint(120, 120))
    journey.picture("selected words")
    journey.press("Ctrl+C")
    journey.until(lambda: len(QGuiApplication.clipboard().text()) > 20)

    journey.click(pages.bar.region_button)
    start = word + QPoint(20, 40)
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(viewport, start + QPoint(120, 100))
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=start + QPoint(150, 140))
    journey.until(lambda: window.composer.picture.attached)
    journey.picture("a region to ask about")
    journey.press("Escape")
