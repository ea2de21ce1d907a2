from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop_app.domain.documents import FigureKind
from tests.gui.journeys.conftest import OpenJourney
from tests.gui.journeys.journey import Journey
from tests.gui.journeys.journey import drawn as pictures_drawn


def labels(journey: Journey) -> list[str | None]:
    """The labels of the figures in the gallery, as they stand."""
    return [item.figure.label for item in journey.window.gallery.model.items]


def drawn(journey: Journey) -> bool:
    """Whether the pictures that can be seen are there."""
    view, thumbnails = journey.window.gallery.page.view, journey.window.gallery.thumbnails
    view.viewport().grab()
    return not thumbnails.busy


def test_a_figure_is_found_in_the_gallery_looked_at_and_asked_about(open_journey: OpenJourney) -> None:
    journey = open_journey("gallery")
    window = journey.window
    gallery = window.gallery
    journey.press("Ctrl+G")
    journey.until(lambda: gallery.shown and len(labels(journey)) == 14)
    journey.until(lambda: drawn(journey))
    journey.picture("all figures")

    journey.click(gallery.page.search)
    journey.type("states of a document")
    journey.until(lambda: labels(journey)[:1] == ["3"])
    journey.until(lambda: drawn(journey))
    journey.picture("found by words")

    place = gallery.page.view.visualRect(gallery.model.index(0, 0)).center()
    journey.click(gallery.page.view.viewport(), at=place)
    journey.press("Return")
    journey.until(lambda: window.viewer.isVisible() and not window.viewer.canvas.image.isNull())
    journey.picture("large")
    QTest.keyClick(window.viewer, Qt.Key.Key_Plus)
    QTest.keyClick(window.viewer, Qt.Key.Key_Plus)
    journey.picture("larger")
    journey.press("Escape")
    journey.until(lambda: not window.viewer.isVisible())

    journey.choose(gallery.menu_for(gallery.model.items[0]), "Figures that look like this")
    journey.until(lambda: gallery.page.picture.attached and labels(journey)[:1] == ["3"])
    journey.until(lambda: not gallery.busy and drawn(journey))
    journey.picture("found by a picture")

    journey.choose(gallery.menu_for(gallery.model.items[0]), "Ask about this figure")
    journey.until(lambda: window.composer.picture.attached)
    turn = journey.ask("When is a document partial?")
    assert [block.placed.figure.label for block in turn.figure_blocks][:1] == ["3"]
    journey.picture("asked about it")

    journey.press("Ctrl+G")
    journey.until(lambda: gallery.shown)
    gallery.page.search.clear()
    gallery.page.picture.clear()
    gallery.page.kinds.setCurrentIndex(gallery.page.kinds.findText("Tables"))
    journey.until(lambda: {item.figure.kind for item in gallery.model.items} == {FigureKind.TABLE})
    journey.until(lambda: drawn(journey))
    journey.picture("only tables")


def test_what_was_found_but_not_shown_is_there_on_demand(open_journey: OpenJourney) -> None:
    journey = open_journey("sources")
    turn = journey.ask("Which states can a document be in, and how does it get from one to the next?")
    journey.window.conversation.ensureWidgetVisible(turn.sources.fold_button)
    journey.click(turn.sources.fold_button)
    journey.until(lambda: pictures_drawn(turn))
    journey.picture("found but not in the answer")
