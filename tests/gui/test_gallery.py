"""All figures of the library: filtered, searched, opened, asked about."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QSize, Qt, QUrl
from PySide6.QtGui import QContextMenuEvent, QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from desktop_app.domain.documents import Document, FigureKind
from desktop_app.domain.errors import ImageRefError
from desktop_app.domain.jobs import CancelToken
from desktop_app.domain.picture_queries import FigureQuery, PictureEvent
from desktop_app.gui.background.lane import Lane
from desktop_app.gui.figures.picture_loader import PictureLoader
from desktop_app.gui.gallery.gallery_model import GalleryModel, KindFilter, gallery_item
from desktop_app.gui.gallery.gallery_view import GalleryView
from desktop_app.gui.gallery.joining import GalleryPart
from desktop_app.gui.gallery.thumbnails import Thumbnails
from desktop_app.gui.main_window import MainWindow
from tests.gui.fakes import FakeUseCases, FakeWorkspace, draw_diagram, make_document, make_figure, png_of, user_error


@pytest.fixture
def documents(workspace: FakeWorkspace) -> list[Document]:
    found = [make_document(1, figures=12), make_document(2, figures=3)]
    for document in found:
        workspace.library.add_figures(document, document.figures)
    return found


@pytest.fixture
def gallery(qtbot: QtBot, documents: list[Document], window: MainWindow) -> GalleryPart:
    qtbot.mouseClick(window.gallery.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(window.gallery.model.items) == 15 and not window.gallery.busy)
    return window.gallery


def found(gallery: GalleryPart) -> list[str]:
    return [item.figure.id for item in gallery.model.items]


def search(qtbot: QtBot, gallery: GalleryPart, words: str) -> None:
    gallery.page.search.clear()
    gallery.page.search.setFocus()
    qtbot.keyClicks(gallery.page.search, words)
    qtbot.waitUntil(lambda: not gallery.busy)


# What is shown


def test_the_gallery_shows_every_figure_with_its_picture(
    qtbot: QtBot, window: MainWindow, gallery: GalleryPart, workspace: FakeWorkspace
) -> None:
    assert gallery.shown
    assert gallery.page.words == "15 figures"
    assert gallery.page.search.hasFocus()
    first = gallery.model.items[0].figure
    qtbot.waitUntil(lambda: gallery.thumbnails.get(first) is not None)
    picture = gallery.thumbnails.get(first)
    assert picture is not None
    assert 0 < picture.image.width() <= 400
    assert workspace.library.threads <= {"lane-library", "lane-ingest"}
    qtbot.waitUntil(lambda: not gallery.thumbnails.busy)
    window.grab()


def test_a_bar_to_scroll_is_there_where_it_is_needed(qtbot: QtBot, window: MainWindow, gallery: GalleryPart) -> None:
    bar = gallery.page.view.verticalScrollBar()
    window.resize(1000, 640)
    qtbot.waitUntil(bar.isVisible)
    gallery.model.show_found([gallery.model.items[0].figure.id])
    qtbot.waitUntil(lambda: not bar.isVisible())


def test_figures_are_filtered_by_kind_and_document(
    qtbot: QtBot, gallery: GalleryPart, documents: list[Document]
) -> None:
    page = gallery.page
    page.kinds.setCurrentIndex(page.kinds.findData(KindFilter.TABLE.value))
    assert {item.figure.kind for item in gallery.model.items} == {FigureKind.TABLE}
    assert page.words == f"{len(gallery.model.items)} of 15 figures"
    page.documents.setCurrentIndex(page.documents.findData(documents[1].id))
    page.kinds.setCurrentIndex(page.kinds.findData(KindFilter.WITHOUT_CAPTION.value))
    assert found(gallery) == []
    assert "no figure of this kind" in page.empty_words
    page.kinds.setCurrentIndex(0)
    assert {item.document.id for item in gallery.model.items} == {documents[1].id}
    assert page.empty_words == ""


def test_an_empty_library_says_so(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(window, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.gallery.shown and not window.gallery.busy)
    assert "Add documents" in window.gallery.page.empty_words


def test_a_document_shows_its_figures_from_its_menu(
    qtbot: QtBot, documents: list[Document], window: MainWindow
) -> None:
    panel = window.library_panel
    qtbot.waitUntil(lambda: len(window.model.entries) == 2)
    menu = panel.menu_for([window.model.entries[1]])
    next(action for action in menu.actions() if action.text() == "All its figures").trigger()
    qtbot.waitUntil(lambda: len(window.gallery.model.items) == 3 and not window.gallery.busy)
    assert window.gallery.page.document_id == documents[1].id


def test_a_removed_document_takes_its_figures_along(qtbot: QtBot, gallery: GalleryPart, window: MainWindow) -> None:
    window.confirm = lambda *_words: True
    qtbot.waitUntil(lambda: len(window.model.entries) == 2)
    window.remove([window.model.entries[0]])
    qtbot.waitUntil(lambda: len(gallery.model.items) == 3)


# Looking for figures


def test_words_find_figures_after_a_moment(qtbot: QtBot, gallery: GalleryPart, use_cases: FakeUseCases) -> None:
    search(qtbot, gallery, "pump 7")
    assert [item.figure.label for item in gallery.model.items] == ["7"]
    assert gallery.page.words == "1 figure found"
    assert len(use_cases.queries) < len("pump 7"), "not every letter is looked for"
    assert use_cases.threads == {"lane-figures"}
    search(qtbot, gallery, "submarine")
    assert "No figure fits these words." in gallery.page.empty_words
    gallery.page.search.clear()
    qtbot.waitUntil(lambda: len(gallery.model.items) == 15 and not gallery.busy)


def test_a_search_is_limited_to_the_document_chosen(
    qtbot: QtBot, gallery: GalleryPart, use_cases: FakeUseCases, documents: list[Document]
) -> None:
    search(qtbot, gallery, "pump")
    gallery.page.choose_document(documents[1].id)
    qtbot.waitUntil(lambda: not gallery.busy)
    assert use_cases.queries[-1].documents == {documents[1].id}
    assert {item.document.id for item in gallery.model.items} == {documents[1].id}
    search(qtbot, gallery, "submarine")
    assert "all documents" in gallery.page.empty_words


def test_the_next_search_ends_the_one_before(qtbot: QtBot, gallery: GalleryPart, use_cases: FakeUseCases) -> None:
    use_cases.gate.clear()
    qtbot.keyClicks(gallery.page.search, "pump 3")
    qtbot.waitUntil(lambda: len(use_cases.queries) == 1)
    qtbot.keyClick(gallery.page.search, Qt.Key.Key_Backspace)
    qtbot.keyClicks(gallery.page.search, "4")
    qtbot.waitUntil(lambda: len(use_cases.queries) == 2)
    use_cases.gate.set()
    qtbot.waitUntil(lambda: not gallery.busy)
    assert [item.figure.label for item in gallery.model.items] == ["4"]


def test_a_search_that_fails_is_told(
    qtbot: QtBot, window: MainWindow, gallery: GalleryPart, use_cases: FakeUseCases
) -> None:
    def failing(_workspace: Any, _query: FigureQuery, _cancel: CancelToken) -> Iterator[PictureEvent]:
        yield from ()
        error: ImageRefError = user_error()
        raise error

    use_cases.find = failing
    search(qtbot, gallery, "pump")
    assert window.notices.shown is not None
    assert found(gallery) == []


def test_a_pasted_picture_is_looked_for(qtbot: QtBot, gallery: GalleryPart, use_cases: FakeUseCases) -> None:
    QGuiApplication.clipboard().setImage(draw_diagram(80, 60))
    gallery.page.search.setFocus()
    qtbot.keyClick(gallery.page.search, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not gallery.busy and len(gallery.model.items) == 2)
    assert use_cases.queries[-1].picture is not None
    assert gallery.page.words == "2 figures found"
    qtbot.keyClick(gallery.page.search, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(gallery.model.items) == 15 and not gallery.busy)
    assert gallery.shown, "the first Escape ends the search"
    qtbot.keyClick(gallery.page.search, Qt.Key.Key_Escape)
    assert not gallery.shown


@pytest.mark.filterwarnings("ignore:.*QDragEnterEvent.*:DeprecationWarning")
def test_a_dropped_or_chosen_picture_is_looked_for(
    qtbot: QtBot, gallery: GalleryPart, use_cases: FakeUseCases, tmp_path: Path
) -> None:
    file = tmp_path / "shot.png"
    file.write_bytes(png_of(draw_diagram(80, 60)))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    actions, button, keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(30, 30), actions, data, button, keys)
    QApplication.sendEvent(gallery.page, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(gallery.page, QDropEvent(QPointF(30, 30), actions, data, button, keys))
    qtbot.waitUntil(lambda: not gallery.busy and len(gallery.model.items) == 2)
    assert use_cases.queries[-1].picture == file
    gallery.page.clear_search()
    gallery.choose_picture = lambda: file
    qtbot.mouseClick(gallery.page.picture_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not gallery.busy and len(use_cases.queries) == 2)


def test_what_only_looks_alike_is_said_to(qtbot: QtBot, gallery: GalleryPart, use_cases: FakeUseCases) -> None:
    def alike(workspace: Any, query: FigureQuery, cancel: CancelToken) -> Iterator[PictureEvent]:
        from dataclasses import replace

        from desktop_app.domain.picture_queries import PictureSearched
        from tests.gui.fakes import find_by_caption

        for event in find_by_caption(workspace, query, cancel):
            if isinstance(event, PictureSearched):
                yield PictureSearched(tuple(replace(each, same=False) for each in event.found))
            else:
                yield event

    use_cases.find = alike
    gallery._search_alike(gallery.model.items[3].figure)
    qtbot.waitUntil(lambda: not gallery.busy and len(gallery.model.items) == 2)
    assert "look alike" in gallery.page.words


# What is done with a figure


def test_by_keyboard_a_figure_is_chosen_and_shown_large(qtbot: QtBot, window: MainWindow, gallery: GalleryPart) -> None:
    qtbot.keyClick(gallery.page.search, Qt.Key.Key_Down)
    view = gallery.page.view
    assert view.hasFocus()
    assert view.currentIndex().row() == 0
    qtbot.keyClick(view, Qt.Key.Key_Right)
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.currentIndex().row() == 2
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert window.viewer.isVisible()
    assert window.viewer.current is not None
    assert window.viewer.current[0].label == "3"
    qtbot.keyClick(window.viewer, Qt.Key.Key_PageDown)
    last_seen = window.viewer.current[0]
    assert last_seen.label == "4"
    qtbot.keyClick(window.viewer, Qt.Key.Key_Escape)
    assert window.gallery.page.view.current == window.gallery.model.items[window.gallery.model.row_of(last_seen.id)]
    window.gallery.refresh()
    qtbot.waitUntil(lambda: not window.gallery.busy)
    assert window.gallery.page.view.current is not None, "what was chosen stays when the library was read again"
    assert view.hasFocus()
    assert "Figure 3" in str(view.model().index(2, 0).data(Qt.ItemDataRole.AccessibleTextRole))
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().image().size() == QSize(1200, 600))


def test_the_menu_of_a_figure(
    qtbot: QtBot, window: MainWindow, gallery: GalleryPart, tmp_path: Path, use_cases: FakeUseCases
) -> None:
    item = gallery.model.items[4]
    actions = {action.text(): action for action in gallery.menu_for(item).actions() if action.text()}
    window.viewer.choose_target = lambda _name: tmp_path / "saved.png"
    actions["Save the picture …"].trigger()
    qtbot.waitUntil((tmp_path / "saved.png").exists)
    with qtbot.waitSignal(window.pages.shown):
        actions["Show on its page"].trigger()
    actions["Ask about this figure"].trigger()
    assert window.composer.picture.figure == item.figure
    assert window.composer.field.hasFocus()
    qtbot.keyClick(window.composer.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(use_cases.requests) and not window.chat.busy)
    assert use_cases.requests[0].figure == item.figure
    assert use_cases.requests[0].question == "What does this figure show?"
    assert window.composer.picture.figure is None
    assert not gallery.shown


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_menu_opens_where_the_item_is(qtbot: QtBot, gallery: GalleryPart) -> None:
    view = gallery.page.view
    view.go_to(1)
    place = view.visualRect(view.currentIndex()).center()
    for reason in (QContextMenuEvent.Reason.Keyboard, QContextMenuEvent.Reason.Mouse):
        QApplication.sendEvent(view.viewport(), QContextMenuEvent(reason, place, view.mapToGlobal(place)))
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        menu.close()


# Large libraries


def test_thumbnails_are_kept_up_to_a_number_of_bytes(qtbot: QtBot, tmp_path: Path) -> None:
    view_parent = GalleryModel()
    lane = Lane("pictures")
    thumbnails = Thumbnails(PictureLoader(lane), view_parent, most_bytes=200_000)
    document = make_document()
    figures = [make_figure(number, document) for number in range(1, 9)]
    for figure in figures:
        (tmp_path / figure.file).write_bytes(png_of(draw_diagram(220, 110)))
    thumbnails.set_source(lambda figure: tmp_path / figure.file)
    for figure in figures:
        assert thumbnails.get(figure) is None
        qtbot.waitUntil(lambda: not thumbnails.busy)
    assert 0 < thumbnails.bytes_kept <= 200_000
    assert thumbnails.get(figures[-1]) is not None
    assert thumbnails.get(figures[0]) is None, "the oldest was given back, and is loaded anew"
    qtbot.waitUntil(lambda: not thumbnails.busy)
    thumbnails.set_size(QSize(40, 40))
    assert thumbnails.bytes_kept == 0


def test_a_missing_picture_leaves_a_sign(qtbot: QtBot, window: MainWindow, gallery: GalleryPart) -> None:
    qtbot.waitUntil(lambda: not gallery.thumbnails.busy)
    gallery.thumbnails.forget()
    gallery.thumbnails.set_source(lambda figure: Path("/no/such") / figure.file)
    gallery.page.view.viewport().update()
    first = gallery.model.items[0].figure
    qtbot.waitUntil(lambda: gallery.thumbnails.get(first) is not None)
    picture = gallery.thumbnails.get(first)
    assert picture is not None
    assert picture.image.isNull()
    assert "missing" in picture.problem
    window.grab()


def test_of_four_thousand_figures_only_those_in_view_are_decoded(qtbot: QtBot, tmp_path: Path) -> None:
    document = make_document()
    model = GalleryModel()
    lane = Lane("pictures")
    thumbnails = Thumbnails(PictureLoader(lane), model)
    asked: set[str] = set()
    picture = tmp_path / "one.png"
    picture.write_bytes(png_of(draw_diagram(60, 40)))

    def path_of(figure: Any) -> Path:
        asked.add(figure.file)
        return picture

    thumbnails.set_source(path_of)
    view = GalleryView(model, thumbnails)
    qtbot.addWidget(view)
    view.resize(900, 600)
    model.set_items([gallery_item(make_figure(number, document), document) for number in range(1, 4_001)])
    view.show()
    qtbot.waitUntil(lambda: bool(asked) and not thumbnails.busy)
    assert len(asked) < 60
    before = set(asked)
    view.go_to(3_999)
    qtbot.waitUntil(lambda: "4000.png" in asked and not thumbnails.busy)
    assert len(asked - before) < 60
    columns = view.viewport().width() // view.gridSize().width()
    assert columns >= 3
    assert view.visualRect(model.index(columns, 0)).top() > view.visualRect(model.index(0, 0)).top()


def test_a_picture_format_that_is_drawn_fast(qapp: QApplication) -> None:
    from desktop_app.gui.gallery.thumbnails import _compact

    image = QImage(4, 4, QImage.Format.Format_RGB888)
    image.fill(Qt.GlobalColor.red)
    assert _compact(image).format() is QImage.Format.Format_ARGB32_Premultiplied
    assert _compact(QImage()).isNull()
