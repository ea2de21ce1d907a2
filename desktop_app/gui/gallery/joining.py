"""Joins the gallery to the window: its button, its place among the pages, and what is done with a figure there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFileDialog, QMenu

from desktop_app.domain.documents import FigureKind
from desktop_app.gui.figure_names import figure_description
from desktop_app.gui.figures.picture_loader import PictureLoader
from desktop_app.gui.gallery.gallery_controller import GalleryController
from desktop_app.gui.gallery.gallery_model import GalleryItem, GalleryModel
from desktop_app.gui.gallery.gallery_page import GalleryPage
from desktop_app.gui.gallery.thumbnails import Thumbnails
from desktop_app.gui.notices.notice_bar import Notice

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from desktop_app.domain.documents import Document, Figure
    from desktop_app.domain.ports import Workspace
    from desktop_app.gui.main_window import MainWindow
    from desktop_app.gui.use_cases import UseCases


class GalleryPart(GalleryController):
    """The gallery as a part of the window.

    Attributes:
        page: what is seen.
        button: the window's, which shows the page or leaves it.
    """

    def __init__(self, window: MainWindow, use_cases: UseCases) -> None:
        self.model = GalleryModel(window)
        self.thumbnails = Thumbnails(PictureLoader(window.lanes.pictures), window)
        self.page = GalleryPage(self.model, self.thumbnails, window)
        super().__init__(self.model, self.page, window.lanes.opening, window.lanes.figures, use_cases, window)
        self._window = window
        self._follows = False
        self.choose_picture: Callable[[], Path | None] = self._ask_for_picture
        self.button = window.gallery_button
        window.frame.stack.addWidget(self.page)
        window.escapes.insert(-1, (lambda: self.shown, self._step_back))
        window.give_workspace(self.set_workspace)
        self.page.closed.connect(self.leave)
        self.page.refused.connect(lambda words: window.notices.tell(Notice(words)))
        self.page.picture_file_wanted.connect(self._search_file)
        self.page.view.opened.connect(self.open_large)
        self.page.view.menu_wanted.connect(self._show_menu)
        self.page.view.copy_wanted.connect(lambda item: window.figures.copy(item.figure))
        self.failed.connect(window.notices.tell_error)
        self.crashed.connect(window.tell_crash)
        window.library.removed.connect(lambda _ids: self._on_library())
        window.library.file_ended.connect(lambda _report: self._on_library())

    @property
    def shown(self) -> bool:
        """Whether the page is in front."""
        return self._window.frame.shows(self.page)

    def set_workspace(self, workspace: Workspace) -> None:
        """The library is open: its pictures can be loaded."""
        super().set_workspace(workspace)
        self.thumbnails.set_source(workspace.library.picture)
        if self.shown:
            self.refresh()

    def show(self, document: Document | None = None) -> None:
        """Brings the gallery to the front, with the figures of one document or of all."""
        self.refresh()
        self.show_document(document.id if document is not None else "")
        self._window.frame.bring(self.page)
        self.page.focus_search()

    def leave(self) -> None:
        """Goes back to what was there before."""
        if self.shown:
            self._window.frame.leave(self.page)
            self.button.setFocus()

    def toggle(self) -> None:
        """Shows the page, or leaves it."""
        if self.shown:
            self.leave()
        else:
            self.show()

    def _step_back(self) -> None:
        """Escape shows all figures again where some are looked for, else it leaves."""
        if not self.page.clear_search():
            self.leave()

    def _on_library(self) -> None:
        if self.shown:
            self.refresh()

    # What is done with a figure

    def open_large(self, item: GalleryItem) -> None:
        """Shows a figure large; previous and next go through what the gallery shows."""
        workspace = self._window.workspace
        if workspace is None:
            return
        shown = [(each.figure, each.document) for each in self.model.items]
        row = max(0, self.model.row_of(item.figure.id))
        viewer = self._window.viewer
        viewer.open(shown, row, workspace.library.picture)
        if not self._follows:
            self._follows = True
            viewer.turned_to.connect(self._follow)

    def _follow(self, figure: Figure) -> None:
        """Goes along with the viewer, so that who leaves it is where they were last."""
        row = self.model.row_of(figure.id) if self.shown else -1
        if row >= 0:
            self.page.view.go_to(row)

    def menu_for(self, item: GalleryItem) -> QMenu:
        """What can be done with a figure."""
        window = self._window
        menu = QMenu(self.page)
        menu.addAction(self.tr("Show large"), lambda: self.open_large(item))
        menu.addAction(self.tr("Show on its page"), lambda: window.places.show_figure(item.figure, item.document))
        menu.addAction(self.tr("Ask about this figure"), lambda: window.figures.ask_about(item.figure, item.document))
        menu.addSeparator()
        menu.addAction(self.tr("Copy the picture"), lambda: window.figures.copy(item.figure))
        menu.addAction(self.tr("Save the picture …"), lambda: window.figures.save(item.figure, item.document))
        if item.figure.kind is FigureKind.RASTER:
            words = self.tr("Save the image as it is in the document …")
            menu.addAction(words, lambda: window.figures.save_original(item.figure, item.document))
        menu.addSeparator()
        menu.addAction(self.tr("Figures that look like this"), lambda: self._search_alike(item.figure))
        return menu

    def _show_menu(self, item: GalleryItem, place: QPoint) -> None:
        menu = self.menu_for(item)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)

    def _search_alike(self, figure: Figure) -> None:
        workspace = self._window.workspace
        if workspace is not None:
            self.page.search.clear()
            name = self.tr("Like {figure}").format(figure=figure_description(figure))
            self.page.search_picture(workspace.library.picture(figure), name)

    def _search_file(self) -> None:
        path = self.choose_picture()
        if path is not None:
            self.page.search_picture(path)

    def _ask_for_picture(self) -> Path | None:
        from pathlib import Path

        kinds = self.tr("Pictures (*.png *.jpg *.jpeg)")
        name, _ = QFileDialog.getOpenFileName(self.page, self.tr("Search by a picture"), "", kinds)
        return Path(name) if name else None
