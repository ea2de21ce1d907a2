"""What people do with a figure wherever they see it: ask about it, copy it, save it, look at what was not shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from desktop_app.domain.conversation import PlacedFigure, UncitedPassage, UnshownFigure
from desktop_app.domain.documents import Document, Figure
from desktop_app.gui.chat.figure_block import FigureWish
from desktop_app.gui.notices.notice_bar import Notice

if TYPE_CHECKING:
    from desktop_app.gui.chat.turn_view import TurnView
    from desktop_app.gui.figures.pictures import Picture
    from desktop_app.gui.main_window import MainWindow


class FigureActions(QObject):
    """Joins the figures of answers, of the viewer and of the gallery to the rest of the window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        window.viewer.ask_wanted.connect(self.ask_about)
        window.pages.figure_asked.connect(self.ask_about)
        window.chat.turn_added.connect(self._watch)

    def ask_about(self, figure: Figure, document: Document) -> None:
        """Makes a figure what the next question is about."""
        window = self._window
        window.composer.picture.refer_to(figure, document, window.chat.load_picture)
        window.composer.field.setFocus()

    def copy(self, figure: Figure) -> None:
        """Puts a figure's picture on the clipboard."""

        def take(picture: Picture) -> None:
            if picture.image.isNull():
                self._window.notices.tell(Notice(picture.problem))
            else:
                QGuiApplication.clipboard().setImage(picture.image)

        self._window.chat.load_picture(figure, None, take)

    def save(self, figure: Figure, document: Document) -> None:
        """Saves a figure's picture where the user wants it."""
        workspace = self._window.workspace
        if workspace is not None:
            self._window.viewer.save(figure, document, workspace.library.picture)

    def _watch(self, turn: TurnView) -> None:
        turn.figure_wanted.connect(self._do)
        turn.unshown_opened.connect(lambda unshown: self._open_unshown(turn, unshown))
        turn.passage_opened.connect(self._open_passage)

    def _do(self, wish: FigureWish, placed: PlacedFigure) -> None:
        if wish is FigureWish.ASK:
            self.ask_about(placed.figure, placed.document)
        elif wish is FigureWish.COPY:
            self.copy(placed.figure)
        elif wish is FigureWish.SAVE:
            self.save(placed.figure, placed.document)

    def _open_unshown(self, turn: TurnView, unshown: UnshownFigure) -> None:
        workspace = self._window.workspace
        if workspace is None or turn.answer is None:
            return
        figures = [(each.figure, each.document) for each in turn.answer.unshown]
        index = next((n for n, each in enumerate(figures) if each[0].id == unshown.figure.id), 0)
        self._window.viewer.open(figures, index, workspace.library.picture)

    def _open_passage(self, passage: UncitedPassage) -> None:
        self._window.places.show(passage.document, passage.regions)
