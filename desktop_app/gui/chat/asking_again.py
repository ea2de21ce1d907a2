"""A question that is answered anew, or changed first: with its own scope, picture and figure, not with today's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop_app.domain.collections import Scope
from desktop_app.domain.documents import Document
from desktop_app.gui.use_cases import Request

if TYPE_CHECKING:
    from desktop_app.gui.chat.turn_view import TurnView
    from desktop_app.gui.main_window import MainWindow


class AskingAgain(QObject):
    """Joins the tools of the last turn to the question box.

    Model and number of figures are those chosen now: that is why people ask again. What the question was about stays.
    A collection counts with what it holds now. While a question is being changed, the box shows all this and it can be
    changed, too; afterwards the box is limited to what it was before, unless the reader chose anew.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        window.composer.editing_ended.connect(self._end)

    def watch(self, turn: TurnView) -> None:
        """Follows the tools of a turn."""
        turn.again_wanted.connect(lambda: self.answer_again(turn))
        turn.edit_wanted.connect(lambda: self.edit(turn))

    def answer_again(self, turn: TurnView) -> None:
        """Puts a new answer in the place of the last turn."""
        window = self._window
        if window.chat.busy:
            return
        eagerness = str(window.composer.eagerness.currentData())
        scope = self._scope_of(turn)
        window.chat.drop_last()
        window.chat.ask(Request(turn.question, window.composer.model, eagerness, turn.picture, scope, turn.about))

    def edit(self, turn: TurnView) -> None:
        """Puts the last question with all it was about into the question box."""
        composer = self._window.composer
        composer.begin_editing(turn.question)
        composer.picture.clear()
        if turn.picture is not None:
            composer.picture.attach_file(turn.picture, self.tr("The picture you asked about"))
        elif turn.about is not None:
            document = self._document_of(turn)
            composer.picture.refer_to(turn.about, document, self._window.chat.load_picture)
        self._window.library_part.chip.borrow(self._scope_of(turn))

    def _end(self) -> None:
        self._window.library_part.chip.give_back()

    def _scope_of(self, turn: TurnView) -> Scope:
        """What the question was limited to, as it is now."""
        part, scope = self._window.library_part, turn.scope
        if scope is None:  # kept by a version that did not note it
            return part.scope
        collection = part.collections.find(scope.collection) if scope.collection is not None else None
        return scope if collection is None else Scope(collection.documents, collection.name, collection.id)

    def _document_of(self, turn: TurnView) -> Document | None:
        """The document of the figure that a question points at: its answer shows or cites it."""
        answer, about = turn.answer, turn.about
        if answer is None or about is None:
            return None
        known = [
            *(each.document for each in answer.figures),
            *(each.document for each in answer.citations),
            *(each.document for each in answer.unshown),
        ]
        return next((each for each in known if each.id == about.document_id), None)
