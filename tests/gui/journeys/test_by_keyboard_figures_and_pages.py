"""Figures and pages by keys alone: the gallery, the viewer, reading, searching, selecting, asking about a region."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from desktop_app.domain.documents import Document
from desktop_app.domain.page_content import OutlineEntry
from tests.gui.fakes import FakeUseCases, FakeWorkspace, draw_diagram, make_document, page_words
from tests.gui.journeys.by_keyboard import KeyboardJourney

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # said of every menu

Keyboard = Callable[[], KeyboardJourney]


@pytest.fixture
def document(workspace: FakeWorkspace) -> Document:
    document = make_document(pages=30, figures=12)
    workspace.library.add_figures(document, 12)
    workspace.reader.bookmarks = (OutlineEntry(1, "Beginning", 1), OutlineEntry(1, "Maintenance", 20))
    return document


def test_a_figure_is_found_opened_and_asked_about(
    keyboard: Keyboard, use_cases: FakeUseCases, document: Document
) -> None:
    journey = keyboard()
    window = journey.window
    gallery, viewer = window.gallery, window.viewer
    journey.press("Ctrl+G")
    journey.until(lambda: gallery.shown and len(gallery.model.items) == 12)
    journey.go_to("Kind of figure")
    journey.press("Down")
    journey.until(lambda: 0 < len(gallery.model.items) < 12)
    journey.press("Up")
    journey.go_to("Search figures", back=True)
    journey.type("pump 7")
    journey.until(lambda: [item.figure.label for item in gallery.model.items] == ["7"])
    journey.press("Ctrl+A", "Del")
    journey.until(lambda: len(gallery.model.items) == 12 and not gallery.busy)
    journey.press("Down", "Right", "Right", "Left")
    assert "Figure 2" in journey.row

    journey.press("Return")
    journey.until(lambda: viewer.isVisible() and not viewer.canvas.image.isNull())
    journey.go_to("Show on its page")
    journey.press("Space")
    journey.until(lambda: window.pages.isVisible() and window.pages.view.marked)
    journey.press("F6", "F6", "Escape")
    assert not window.pages.isVisible()
    assert "Figure 2" in journey.row

    journey.choose("Figures that look like this")
    journey.until(lambda: len(gallery.model.items) == 2)
    journey.press("Escape")
    journey.until(lambda: len(gallery.model.items) == 12 and not gallery.busy)
    journey.go_to("Figures")
    journey.press("Return")
    journey.until(viewer.isVisible)
    journey.go_to("Ask about this figure")
    journey.press("Space")
    journey.type("Why?")
    journey.press("Return")
    journey.until(lambda: use_cases.requests and not window.chat.busy)
    assert use_cases.requests[0].figure is not None


def test_figures_are_searched_by_a_picture_of_a_file_and_by_a_copied_one(
    keyboard: Keyboard, document: Document, tmp_path: Path
) -> None:
    journey = keyboard()
    gallery = journey.window.gallery
    file = tmp_path / "photo.png"
    assert draw_diagram(80, 60).save(str(file))
    gallery.choose_picture = lambda: file
    journey.press("Ctrl+G")
    journey.until(lambda: gallery.shown and len(gallery.model.items) == 12)
    journey.go_to("Search by a picture")
    journey.press("Space")
    journey.until(lambda: len(gallery.model.items) == 2 and not gallery.busy)
    journey.go_to("Search figures", back=True)
    journey.press("Escape")
    journey.until(lambda: len(gallery.model.items) == 12 and not gallery.busy)
    QGuiApplication.clipboard().setImage(draw_diagram(80, 60))
    journey.press("Ctrl+V")
    journey.until(lambda: len(gallery.model.items) == 2 and not gallery.busy)


def test_a_figure_is_enlarged_moved_saved_and_left_for_the_next(
    keyboard: Keyboard, document: Document, tmp_path: Path
) -> None:
    journey = keyboard()
    viewer = journey.window.viewer
    journey.press("Ctrl+G")
    journey.until(lambda: len(journey.window.gallery.model.items) == 12)
    journey.press("Down", "Right", "Return")
    journey.until(lambda: viewer.isVisible() and not viewer.canvas.image.isNull())
    fitted = viewer.canvas.zoom
    journey.press("+", "+")
    assert viewer.canvas.zoom > fitted
    journey.press("Right", "Down", "-", "0")
    assert viewer.canvas.fits
    journey.press("Right", "PgDown", "PgUp", "Left")
    assert viewer.current is not None
    assert viewer.current[0].label == "2"
    target = tmp_path / "saved.png"
    viewer.choose_target = lambda _name: target
    journey.press("Ctrl+S")
    journey.until(target.exists)
    journey.press("Ctrl+C")
    assert not QGuiApplication.clipboard().image().isNull()
    journey.press("Escape")
    assert "Figure 2" in journey.row


def opened(journey: KeyboardJourney) -> None:
    """Opens the pages of the only document, and goes there."""
    view = journey.window.pages.view
    journey.press("F6")
    journey.go_to("Documents")
    journey.press("Return")
    journey.until(lambda: journey.window.pages.isVisible() and view.is_drawn(1))
    journey.press("Ctrl+L", "F6")
    assert journey.focus_name == "Pages"


def test_pages_are_read_jumped_through_and_searched(keyboard: Keyboard, document: Document) -> None:
    journey = keyboard()
    pages = journey.window.pages
    opened(journey)
    journey.press("PgDown", "Down", "End")
    assert pages.view.current_page == 30
    journey.press("Home", "+", "-", "0")
    journey.press("Ctrl+Shift+G")
    journey.type("12")
    journey.press("Return")
    assert pages.view.current_page == 12
    journey.go_to("Pages")
    journey.press("Alt+Left")
    assert pages.view.current_page == 1
    journey.press("Alt+Right")
    assert pages.view.current_page == 12

    journey.press("Ctrl+F")
    journey.type("page 20 line 3")
    journey.press("Return")
    journey.until(lambda: pages.finder.position == 1 and pages.view.current_page == 20)
    journey.press("F3", "Shift+F3", "Escape")
    assert not pages.search.isVisible()
    assert journey.focus_name == "Pages"

    journey.press("F4")
    journey.go_to("Small pictures of the pages", back=True)
    journey.press("Home", "Down", "Down")
    assert pages.view.current_page == 3
    journey.go_to("Contents", back=True)
    journey.press("Space")
    journey.until(pages.strip.outline.isVisible)
    journey.press("Tab")
    journey.press("Down")
    assert journey.row == "Maintenance, level 1, page 20"
    journey.press("Return")
    assert pages.view.current_page == 20
    journey.press("F4")
    assert journey.focus_name

    journey.go_to("Pages")
    journey.choose("Search in this document")
    assert journey.focus_name == "Search in this document"
    journey.press("Escape", "Escape")
    journey.until(lambda: not pages.isVisible())
    assert journey.focus_name.startswith("Documents")


def test_words_and_regions_are_chosen_and_asked_about(keyboard: Keyboard, document: Document) -> None:
    journey = keyboard()
    window, pages = journey.window, journey.window.pages
    opened(journey)
    journey.press("Shift+Right")
    journey.until(lambda: pages.texts.get(1) is not None)
    for _ in range(3):
        journey.press("Ctrl+Right")
    journey.press("Ctrl+Down", "Shift+Right", "Shift+Right")
    text = pages.texts.get(1)
    assert text is not None
    assert pages.hand.selection is not None
    chosen = [word.text for word in pages.hand.selection.words(1, text)]
    assert 2 <= len(chosen) <= 3
    QGuiApplication.clipboard().clear()
    journey.press("Ctrl+C")
    journey.until(lambda: QGuiApplication.clipboard().text().split() == chosen)
    journey.choose("Ask about these words")
    journey.until(lambda: " ".join(chosen) in window.composer.field.toPlainText())
    assert journey.focus_name == "Question"

    journey.press("F6")
    assert journey.focus_name == "Pages"
    journey.press("Escape")
    journey.press("Ctrl+A")
    assert pages.hand.selection is not None
    assert len(pages.hand.selection.words(1, text)) == len(page_words(1).words)
    journey.press("Escape")

    journey.go_to("Ask about a region of the page")
    journey.press("Space")
    assert journey.focus_name == "Pages"
    band = pages.view.marks.band
    journey.press("Left", "Up", "Shift+Right", "Shift+Down")
    moved = pages.view.marks.band
    assert moved.topLeft() != band.topLeft()
    assert moved.width() > band.width()
    journey.press("Return")
    journey.until(lambda: window.composer.picture.attached)
    assert journey.focus_name == "Question"


def test_a_selection_by_keys_goes_on_to_the_next_page(keyboard: Keyboard, document: Document) -> None:
    journey = keyboard()
    pages = journey.window.pages
    opened(journey)
    journey.press("Shift+Right")
    journey.until(lambda: pages.texts.get(1) is not None)
    journey.press(*["Shift+Down"] * 13)
    journey.until(lambda: pages.texts.get(2) is not None)
    journey.press("Shift+Down", "Shift+Right")
    assert pages.hand.selection is not None
    assert pages.hand.selection.pages == range(1, 3)
    journey.press("Ctrl+Up")
    assert pages.hand.selection.pages == range(1, 2)
