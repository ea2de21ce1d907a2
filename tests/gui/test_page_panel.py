"""The page view as a reader uses it, in the real window, by mouse and keys: search, select, leaf, go back, ask."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from desktop_app.domain.documents import Document, PageState, Passage
from desktop_app.domain.errors import FileProblem
from desktop_app.domain.geometry import Box, Region
from desktop_app.domain.page_content import OutlineEntry
from desktop_app.domain.page_text import PageLink, PageText
from desktop_app.gui.chat.question_box import QuestionBox
from desktop_app.gui.figures.pictures import read_picture
from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.page_viewer.page_panel import PagePanel
from desktop_app.gui.page_viewer.visited_places import MOST_PLACES, Place, VisitedPlaces
from tests.gui.fakes import FakeWorkspace, make_document, make_figure, page_words

CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
NONE, LEFT = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton


@pytest.fixture
def document(workspace: FakeWorkspace) -> Document:
    return workspace.library.add(make_document(1, pages=30))


def opened(qtbot: QtBot, window: MainWindow, document: Document, page: int = 0) -> PagePanel:
    """The pages of a document, at the upper end of one of them."""
    window.resize(1400, 900)
    window.frame.splitter.setSizes([240, 500, 660])
    regions = (Region(page, Box(60, 20, 100, 40)),) if page else ()
    with qtbot.waitSignal(window.pages.shown):
        window.places.show(document, regions)
    panel = window.pages
    number = page or 1
    panel.view.mark(())
    panel.view.go_to_page(number)
    qtbot.waitUntil(lambda: panel.view.is_drawn(number))
    panel.view.setFocus()
    return panel


def spot(panel: PagePanel, page: int, word: int) -> QPoint:
    """Where a word stands in the viewport."""
    return panel.view.box_rect(page, page_words(page).words[word].box).center().toPoint()


def with_text(qtbot: QtBot, panel: PagePanel, page: int) -> None:
    """Moves the mouse over the page, and waits until its text is there."""
    QTest.mouseMove(panel.view.viewport(), spot(panel, page, 0))
    panel.texts.want([page])
    qtbot.waitUntil(lambda: panel.texts.get(page) is not None)


def drag(panel: PagePanel, start: QPoint, end: QPoint, keys: Qt.KeyboardModifier = NONE) -> None:
    viewport = panel.view.viewport()
    QTest.mousePress(viewport, LEFT, keys, start)
    for share in (0.3, 0.6, 1.0):
        QTest.mouseMove(viewport, (QPointF(start) + share * QPointF(end - start)).toPoint())
    QTest.mouseRelease(viewport, LEFT, keys, end)


def copied(qtbot: QtBot, panel: PagePanel) -> str:
    QGuiApplication.clipboard().setText("")
    qtbot.keyClick(panel.view, Qt.Key.Key_C, CONTROL)
    qtbot.waitUntil(lambda: bool(QGuiApplication.clipboard().text()))
    return QGuiApplication.clipboard().text()


# Searching


def test_words_are_looked_for_from_the_page_that_is_shown(
    qtbot: QtBot, window: MainWindow, workspace: FakeWorkspace, document: Document
) -> None:
    panel = opened(qtbot, window, document, 20)
    qtbot.keyClick(panel.view, Qt.Key.Key_F, CONTROL)
    assert QApplication.focusWidget() is panel.search.field
    qtbot.keyClicks(panel.search.field, "LINE 12")
    qtbot.keyClick(panel.search.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: panel.finder.is_complete and not panel.finder.running)
    assert workspace.reader.searched == [*range(20, 31), *range(1, 20)]
    assert panel.search.count.text() == "20 of 30"
    assert [region.page for region in panel.view.marks.found] == [20, 20]
    assert len(panel.finder.boxes(21)) == 2
    qtbot.keyClick(panel.search.field, Qt.Key.Key_Return)
    assert panel.search.count.text() == "21 of 30"
    assert panel.view.viewport().rect().contains(panel.view.region_rect(panel.view.marks.found[0]).toRect())
    qtbot.keyClick(panel.search.field, Qt.Key.Key_Return, SHIFT)
    qtbot.keyClick(panel.search.field, Qt.Key.Key_F3, SHIFT)
    assert panel.search.count.text() == "19 of 30"
    qtbot.keyClick(panel.search.field, Qt.Key.Key_F3)
    assert panel.search.count.text() == "20 of 30"
    qtbot.keyClick(panel.search.field, Qt.Key.Key_Escape)
    assert panel.search.isHidden()
    assert panel.isVisible()
    assert panel.finder.boxes(21) == []
    assert QApplication.focusWidget() is panel.view


def test_a_search_goes_round_the_ends(qtbot: QtBot, window: MainWindow, document: Document) -> None:
    panel = opened(qtbot, window, document, 30)
    panel.begin_search()
    qtbot.keyClicks(panel.search.field, "line 1 ")
    panel.search.field.setText("line 12")
    qtbot.waitUntil(lambda: panel.finder.query == "line 12" and not panel.finder.running)
    assert panel.finder.position == 30
    qtbot.mouseClick(panel.search.next_button, LEFT)
    assert panel.finder.position == 1
    assert panel.view.current_page == 1
    qtbot.mouseClick(panel.search.previous_button, LEFT)
    assert panel.finder.position == 30


def test_a_search_is_stopped_and_says_how_far_it_came(
    qtbot: QtBot, window: MainWindow, workspace: FakeWorkspace, document: Document
) -> None:
    panel = opened(qtbot, window, document)
    workspace.reader.gate.clear()
    panel.begin_search()
    qtbot.keyClicks(panel.search.field, "line")
    qtbot.waitUntil(lambda: panel.finder.running)
    assert panel.search.count.text() == "Searching … 0 %"
    qtbot.mouseClick(panel.search.stop_button, LEFT)
    assert not panel.finder.running
    assert panel.search.count.text() == "Not found so far"
    assert not panel.search.stop_button.isVisible()
    qtbot.waitUntil(lambda: not window.lanes.searches.busy)
    workspace.reader.gate.set()


def test_what_is_not_there_is_not_found(qtbot: QtBot, window: MainWindow, document: Document) -> None:
    panel = opened(qtbot, window, document)
    panel.begin_search()
    qtbot.keyClicks(panel.search.field, "turbine")
    qtbot.waitUntil(lambda: panel.search.count.text() == "Not found")
    assert not panel.search.next_button.isEnabled()
    panel.search.next()
    panel.search.field.clear()
    qtbot.waitUntil(lambda: panel.search.count.text() == "")


def test_a_file_that_is_gone_is_said_when_it_is_searched(
    qtbot: QtBot, window: MainWindow, workspace: FakeWorkspace, document: Document
) -> None:
    panel = opened(qtbot, window, document)
    workspace.reader.missing = True
    with qtbot.waitSignal(panel.failed) as failed:
        panel.begin_search()
        qtbot.keyClicks(panel.search.field, "line")
    assert isinstance(failed.args[0], FileProblem)
    qtbot.waitUntil(lambda: not panel.finder.running)


def test_recognised_pages_are_searched_in_the_library(
    qtbot: QtBot, window: MainWindow, workspace: FakeWorkspace, document: Document
) -> None:
    paragraph = Box(50, 300, 500, 380)
    regions = (Region(5, Box(50, 200, 500, 280)), Region(5, paragraph))
    passage = Passage("p", document.id, "Something else.\n\nThe scanned turbine has blades.", regions)
    figure = replace(make_figure(1, document, page=5, caption="A turbine"), caption_box=Box(50, 700, 500, 720))
    workspace.library.states = {5: PageState.OCR}
    workspace.library.passages_of[document.id] = [passage]
    workspace.library.figures_of[document.id] = [figure]
    workspace.reader.texts[5] = PageText((page_words(5).words[0],))
    panel = opened(qtbot, window, document, 5)
    panel.begin_search()
    qtbot.keyClicks(panel.search.field, "Turbine")
    qtbot.waitUntil(lambda: panel.finder.total == 2)
    assert panel.finder.boxes(5) == [paragraph, Box(50, 700, 500, 720)]
    qtbot.keyClick(panel.search.field, Qt.Key.Key_Escape)
    panel.view.go_to_page(5)
    panel.texts.want([5])
    qtbot.waitUntil(lambda: panel.texts.get(5) is not None)
    middle = panel.view.box_rect(5, paragraph).center().toPoint()
    QTest.mouseDClick(panel.view.viewport(), LEFT, NONE, middle)
    QTest.mouseRelease(panel.view.viewport(), LEFT, NONE, middle)
    assert "whole paragraphs" in panel.hint.words
    assert copied(qtbot, panel) == "The scanned turbine has blades."


# Selecting


def test_words_are_selected_with_the_mouse_and_copied(qtbot: QtBot, window: MainWindow, document: Document) -> None:
    panel = opened(qtbot, window, document, 3)
    with_text(qtbot, panel, 3)
    drag(panel, spot(panel, 3, 2), spot(panel, 3, 5))
    assert len(panel.view.marks.selected(3)) == 2
    assert copied(qtbot, panel) == "line 1\npage 3"
    QTest.mouseClick(panel.view.viewport(), LEFT, SHIFT, spot(panel, 3, 7))
    assert copied(qtbot, panel) == "line 1\npage 3 line 2"
    QTest.mouseClick(panel.view.viewport(), LEFT, NONE, spot(panel, 3, 9))
    assert panel.hand.selection is None
    qtbot.keyClick(panel.view, Qt.Key.Key_C, CONTROL)
    assert "Nothing is selected" in panel.hint.words


def test_two_clicks_select_a_word_and_three_a_line(qtbot: QtBot, window: MainWindow, document: Document) -> None:
    panel = opened(qtbot, window, document, 3)
    with_text(qtbot, panel, 3)
    viewport, place = panel.view.viewport(), spot(panel, 3, 6)
    QTest.mouseDClick(viewport, LEFT, NONE, place)
    assert copied(qtbot, panel) == "line"
    QTest.mouseDClick(viewport, LEFT, NONE, place)
    QTest.mouseClick(viewport, LEFT, NONE, place)
    assert copied(qtbot, panel) == "page 3 line 2"


def test_a_selection_over_pages_is_copied_with_text_that_was_not_there_yet(
    qtbot: QtBot, window: MainWindow, document: Document
) -> None:
    panel = opened(qtbot, window, document, 3)
    with_text(qtbot, panel, 3)
    drag(panel, spot(panel, 3, 46), spot(panel, 3, 47))
    panel.view.go_to_page(6)
    QTest.mouseClick(panel.view.viewport(), LEFT, SHIFT, spot(panel, 6, 1))
    words = copied(qtbot, panel)
    assert words.startswith("line 12\n\npage 4 line 1\n")
    assert words.endswith("page 5 line 12\n\npage 6")


def test_text_is_selected_by_keys(qtbot: QtBot, window: MainWindow, document: Document) -> None:
    panel = opened(qtbot, window, document, 3)
    with_text(qtbot, panel, 3)
    panel.view.go_to_page(3)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left):
        qtbot.keyClick(panel.view, key, SHIFT)
    assert copied(qtbot, panel) == "page 3 line 1"
    qtbot.keyClick(panel.view, Qt.Key.Key_A, CONTROL)
    assert copied(qtbot, panel).count("line") == 12
    qtbot.keyClick(panel.view, Qt.Key.Key_Escape)
    assert panel.hand.selection is None
    assert panel.isVisible()
    qtbot.keyClick(panel.view, Qt.Key.Key_Escape)
    assert not panel.isVisible()


def test_a_picture_has_no_text_and_that_is_said(
    qtbot: QtBot, window: MainWindow, workspace: FakeWorkspace, document: Document
) -> None:
    workspace.reader.texts[3] = PageText((), (PageLink(Box(0, 0, 1, 1), 1),))
    panel = opened(qtbot, window, document, 3)
    with_text(qtbot, panel, 3)
    drag(panel, spot(panel, 3, 0), spot(panel, 3, 5))
    assert "There is no text here" in panel.hint.words


# Leafing


def test_small_pages_are_drawn_where_they_are_seen_and_lead_to_their_page(
    qtbot: QtBot, window: MainWindow, workspace: FakeWorkspace, document: Document
) -> None:
    panel = opened(qtbot, window, document)
    qtbot.keyClick(panel.view, Qt.Key.Key_F4)
    small = panel.strip.thumbnails
    qtbot.waitUntil(lambda: small.is_drawn(1) and small.is_drawn(3))
    assert not small.is_drawn(25)
    place = small.visualRect(small.model().index(2, 0)).center()
    qtbot.mouseClick(small.viewport(), LEFT, pos=place)
    assert panel.view.current_page == 3
    small.setFocus()
    qtbot.keyClick(small, Qt.Key.Key_End)
    assert panel.view.current_page == 30
    qtbot.waitUntil(lambda: small.is_drawn(30))
    panel.view.go_to_page(12)
    assert small.currentIndex().row() == 11
    qtbot.waitUntil(lambda: not panel.view.is_drawing)
    assert not [each for each in workspace.reader.drawn if each[0] == 20]
    qtbot.keyClick(panel.view, Qt.Key.Key_F4)
    assert panel.strip.isHidden()


def test_bookmarks_lead_to_their_pages(
    qtbot: QtBot, window: MainWindow, workspace: FakeWorkspace, document: Document
) -> None:
    workspace.reader.bookmarks = (OutlineEntry(1, "Pumps", 2), OutlineEntry(2, "Valves\n<b>", 17))
    panel = opened(qtbot, window, document)
    panel.show_strip(True)
    qtbot.mouseClick(panel.strip.contents_tab, LEFT)
    entries = panel.strip.outline
    qtbot.waitUntil(lambda: entries.model().rowCount() == 2 and entries.isVisible())
    index = entries.model().index(1, 0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Valves <b>, level 2, page 17"
    qtbot.mouseClick(entries.viewport(), LEFT, pos=entries.visualRect(index).center())
    assert panel.view.current_page == 17


def test_headings_of_the_library_stand_for_bookmarks(
    qtbot: QtBot, window: MainWindow, workspace: FakeWorkspace, document: Document
) -> None:
    places = [(1, ("One",)), (2, ("One", "First")), (3, ("One", "First")), (4, ("Two", "First"))]
    workspace.library.passages_of[document.id] = [
        Passage(str(page), document.id, "Text.", (Region(page, Box(0, 0, 1, 1)),), path) for page, path in places
    ]
    panel = opened(qtbot, window, document)
    panel.show_strip(True)
    qtbot.mouseClick(panel.strip.contents_tab, LEFT)
    qtbot.waitUntil(lambda: panel.strip.outline.model().rowCount() == 4)
    assert panel.strip.outline.entries.entries == (
        OutlineEntry(1, "One", 1),
        OutlineEntry(2, "First", 2),
        OutlineEntry(1, "Two", 4),
        OutlineEntry(2, "First", 4),
    )


def test_a_document_without_contents_says_so(qtbot: QtBot, window: MainWindow, document: Document) -> None:
    panel = opened(qtbot, window, document)
    panel.show_strip(True)
    qtbot.mouseClick(panel.strip.contents_tab, LEFT)
    qtbot.waitUntil(lambda: "no bookmarks" in panel.strip.note.text())
    assert panel.strip.note.isVisible()


def test_a_page_number_is_typed(qtbot: QtBot, window: MainWindow, document: Document) -> None:
    panel = opened(qtbot, window, document)
    qtbot.keyClick(panel.view, Qt.Key.Key_G, CONTROL | SHIFT)
    assert panel.number.hasFocus()
    qtbot.keyClicks(panel.number, "22")
    qtbot.keyClick(panel.number, Qt.Key.Key_Return)
    assert panel.view.current_page == 22


def test_one_goes_back_and_forward_also_between_documents(
    qtbot: QtBot, window: MainWindow, workspace: FakeWorkspace, document: Document
) -> None:
    other = workspace.library.add(make_document(2, pages=9))
    panel = opened(qtbot, window, document, 4)
    panel.go_to_page(20)
    with qtbot.waitSignal(panel.shown):
        window.places.show(other, (Region(7, Box(60, 20, 100, 40)),))
    qtbot.keyClick(panel.view, Qt.Key.Key_Left, ALT)
    qtbot.waitUntil(lambda: panel.document == document and panel.view.current_page == 20)
    qtbot.keyClick(panel.view, Qt.Key.Key_Left, ALT)
    assert panel.view.current_page == 4
    qtbot.keyClick(panel.view, Qt.Key.Key_Right, ALT)
    assert panel.view.current_page == 20
    qtbot.keyClick(panel.view, Qt.Key.Key_Right, ALT)
    qtbot.waitUntil(lambda: panel.document == other and panel.view.current_page == 7)


def test_one_goes_back_to_where_a_search_began(qtbot: QtBot, window: MainWindow, document: Document) -> None:
    panel = opened(qtbot, window, document, 4)
    panel.begin_search()
    qtbot.keyClicks(panel.search.field, "line 12")
    qtbot.waitUntil(lambda: panel.finder.is_complete and not panel.finder.running)
    for _ in range(3):
        qtbot.keyClick(panel.search.field, Qt.Key.Key_Return)
    assert panel.view.current_page == 7
    qtbot.keyClick(panel.search.field, Qt.Key.Key_Escape)
    qtbot.keyClick(panel.view, Qt.Key.Key_F4)
    qtbot.waitUntil(lambda: panel.strip.thumbnails.is_drawn(7))
    qtbot.keyClick(panel.view, Qt.Key.Key_F4)
    qtbot.keyClick(panel.view, Qt.Key.Key_Left, ALT)
    assert panel.view.current_page == 4


def test_only_the_latest_places_are_remembered() -> None:
    places, document = VisitedPlaces(), make_document()
    for number in range(1, MOST_PLACES + 11):
        places.leave(Place(document, number))
    places.leave(Place(document, MOST_PLACES + 10, 0.01))
    now, seen = Place(document, 1), 0
    while places.can_go_back:
        seen += places.back(now) is not None
    assert seen == MOST_PLACES
    places.forget(frozenset({document.id}))
    assert not places.can_go_forward
    assert places.forward(now) is None


# Links


def test_links_lead_inside_at_once_and_outside_after_a_question(
    qtbot: QtBot, window: MainWindow, workspace: FakeWorkspace, document: Document
) -> None:
    boxes = [word.box for word in page_words(3).words[:4]]
    links = (PageLink(boxes[0], 9), PageLink(boxes[1], 0, "https://example.org/x"), PageLink(boxes[2], 0, "file:///a"))
    workspace.reader.texts[3] = replace(page_words(3), links=links)
    asked: list[str] = []
    went: list[str] = []
    window.confirm = lambda _title, address, _yes: bool(asked.append(address))
    window.open_address = lambda address: bool(went.append(address))
    panel = opened(qtbot, window, document, 3)
    with_text(qtbot, panel, 3)
    viewport = panel.view.viewport()
    QTest.mouseMove(viewport, spot(panel, 3, 1))
    assert "https://example.org/x" in viewport.toolTip()
    assert viewport.cursor().shape() is Qt.CursorShape.PointingHandCursor
    QTest.mouseClick(viewport, LEFT, NONE, spot(panel, 3, 1))
    assert (asked, went) == (["https://example.org/x"], [])
    QTest.mouseClick(viewport, LEFT, NONE, spot(panel, 3, 2))
    assert "not opened from here" in panel.hint.words
    assert (len(asked), went) == (1, [])
    words = [action.text() for action in panel.context_menu(spot(panel, 3, 1)).actions()]
    assert words[:2] == ["Open the link …", "Copy the address"]
    panel.view.go_to_page(3)
    [listed] = [action.menu() for action in panel.context_menu(QPoint(0, 0)).actions() if action.menu() is not None]
    entries = {action.text(): action for action in listed.actions()}
    assert list(entries) == ["page → page 9", "3 → https://example.org/x", "line → file:///a"]
    entries["3 → https://example.org/x"].trigger()
    assert (len(asked), went) == (2, [])
    QTest.mouseClick(viewport, LEFT, NONE, spot(panel, 3, 0))
    assert panel.view.current_page == 9


def test_the_file_is_opened_elsewhere_only_by_a_click(qtbot: QtBot, window: MainWindow, document: Document) -> None:
    panel = opened(qtbot, window, document)
    handed: list[Path] = []
    panel.open_file = lambda path: bool(handed.append(path))
    [action] = [each for each in panel.bar.menu.actions() if each.text() == "Open in another program"]
    assert handed == []
    action.trigger()
    assert handed == [Path(document.path)]
    assert "no program" in panel.hint.words


# Asking


def composer_with_picture(qtbot: QtBot, window: MainWindow) -> QuestionBox:
    qtbot.waitUntil(lambda: window.composer.picture.file is not None)
    assert window.composer.field.hasFocus()
    return window.composer


def test_a_region_drawn_with_alt_becomes_part_of_the_question(
    qtbot: QtBot, window: MainWindow, document: Document
) -> None:
    panel = opened(qtbot, window, document, 3)
    place = panel.view.page_rect(2)
    corner = place.topLeft().toPoint() + QPoint(60, 50)
    drag(panel, corner, corner + QPoint(200, 100), ALT)
    composer = composer_with_picture(qtbot, window)
    assert composer.picture.findChildren(type(panel.hint.label))[1].text() == "Page 3 of Pump manual 1"
    assert composer.picture.file is not None
    picture = read_picture(composer.picture.file).image
    assert picture.width() / picture.height() == pytest.approx(2, abs=0.05)
    assert picture.width() > 700, "finer than on the screen"
    assert panel.view.marks.band.isEmpty()


def test_a_region_that_shows_a_figure_of_the_library_stands_for_it(
    qtbot: QtBot, window: MainWindow, workspace: FakeWorkspace, document: Document
) -> None:
    figure = make_figure(4, document, page=3)
    workspace.library.figures_of[document.id] = [figure]
    panel = opened(qtbot, window, document, 3)
    place = panel.view.box_rect(3, figure.box.grown(10)).toRect()
    drag(panel, place.topLeft(), place.bottomRight(), ALT)
    qtbot.waitUntil(lambda: window.composer.picture.figure is not None)
    assert window.composer.picture.figure == figure
    qtbot.waitUntil(lambda: not window.lanes.pictures.busy)
    panel.hand.set_draws(True)
    drag(panel, place.topLeft(), place.center())
    qtbot.waitUntil(lambda: window.composer.picture.file is not None)
    assert window.composer.picture.figure is None


def test_a_region_is_chosen_by_keys_alone(qtbot: QtBot, window: MainWindow, document: Document) -> None:
    panel = opened(qtbot, window, document, 3)
    qtbot.keyClick(panel.view, Qt.Key.Key_E, CONTROL)
    assert panel.bar.region_button.isChecked()
    before = panel.view.marks.band
    qtbot.keyClick(panel.view, Qt.Key.Key_Left)
    qtbot.keyClick(panel.view, Qt.Key.Key_Down, SHIFT)
    after = panel.view.marks.band
    assert (after.x(), after.height()) == pytest.approx((before.x() - 16, before.height() + 16))
    qtbot.keyClick(panel.view, Qt.Key.Key_Escape)
    assert not panel.hand.draws
    assert panel.isVisible()
    qtbot.keyClick(panel.view, Qt.Key.Key_E, CONTROL)
    qtbot.keyClick(panel.view, Qt.Key.Key_Return)
    composer_with_picture(qtbot, window)
    assert not panel.bar.region_button.isChecked()


def test_a_region_of_turned_pages_is_taken_as_it_is_seen(qtbot: QtBot, window: MainWindow, document: Document) -> None:
    panel = opened(qtbot, window, document, 3)
    qtbot.keyClick(panel.view, Qt.Key.Key_R, CONTROL | SHIFT)
    qtbot.mouseClick(panel.bar.region_button, LEFT)
    corner = panel.view.page_rect(2).topLeft().toPoint() + QPoint(60, 50)
    drag(panel, corner, corner + QPoint(240, 80))
    composer = composer_with_picture(qtbot, window)
    assert composer.picture.file is not None
    picture = read_picture(composer.picture.file).image
    assert picture.width() / picture.height() == pytest.approx(3, abs=0.1)


def test_selected_words_become_part_of_the_question(qtbot: QtBot, window: MainWindow, document: Document) -> None:
    panel = opened(qtbot, window, document, 3)
    with_text(qtbot, panel, 3)
    window.composer.put("What is this?")
    drag(panel, spot(panel, 3, 2), spot(panel, 3, 5))
    menu = panel.context_menu(spot(panel, 3, 2))
    assert panel.quote_action in menu.actions()
    panel.quote_action.trigger()
    quoted = "“line 1 page 3” (page 3 of Pump manual 1)\nWhat is this?"
    assert window.composer.field.toPlainText() == quoted
    assert window.composer.field.hasFocus()


# The whole


def test_every_control_of_the_pages_has_a_name(qtbot: QtBot, window: MainWindow, document: Document) -> None:
    panel = opened(qtbot, window, document)
    panel.show_strip(True)
    panel.begin_search()
    for widget in panel.findChildren(QAbstractButton):
        assert widget.accessibleName() or widget.text()
        assert widget.focusPolicy() is not Qt.FocusPolicy.NoFocus
    for widget in (panel.search.field, panel.number, panel.view, panel.strip.thumbnails, panel.strip.outline):
        assert widget.accessibleName()


def test_the_strip_leaves_room_for_the_pages(qtbot: QtBot, window: MainWindow, document: Document) -> None:
    panel = opened(qtbot, window, document)
    panel.show_strip(True)
    panel.strip.contents_tab.click()
    wide = panel.strip.width()
    window.resize(1000, 640)
    window.frame.splitter.setSizes([0, 600, 400])
    qtbot.waitUntil(lambda: panel.strip.width() < wide)
    assert panel.view.width() > panel.strip.width()


def test_screen_readers_are_told_what_is_shown_and_found(qtbot: QtBot, window: MainWindow, document: Document) -> None:
    panel = opened(qtbot, window, document, 3)
    assert panel.view.accessibleDescription().startswith("Page 3 of 30, ")
    said: list[str] = []
    panel.told.connect(said.append)
    panel.begin_search()
    qtbot.keyClicks(panel.search.field, "line 12")
    qtbot.waitUntil(lambda: "3 of 30" in said)
    panel.search.field.setText("turbine")
    qtbot.waitUntil(lambda: said[-1] == "Not found")
    qtbot.keyClick(panel.search.field, Qt.Key.Key_Escape)
    panel.copy()
    assert said[-1].startswith("Nothing is selected")


def test_page_keys_leaf(qtbot: QtBot, window: MainWindow, document: Document) -> None:
    panel = opened(qtbot, window, document)
    for key, page in (
        (Qt.Key.Key_PageDown, 2),
        (Qt.Key.Key_PageUp, 1),
        (Qt.Key.Key_End, 30),
        (Qt.Key.Key_Home, 1),
    ):
        qtbot.keyClick(panel.view, key)
        assert panel.view.current_page == page


def test_a_narrow_bar_keeps_what_matters(qtbot: QtBot, window: MainWindow, document: Document) -> None:
    panel = opened(qtbot, window, document)
    panel.bar.resize(330, panel.bar.height())
    assert not panel.bar.larger.isVisible()
    assert not panel.bar.region_button.isVisible()
    assert panel.bar.close_button.isVisible()
    panel.bar.resize(600, panel.bar.height())
    assert panel.bar.larger.isVisible()
