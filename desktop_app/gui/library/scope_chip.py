"""In the question box: what the next question is limited to, and how to change that."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from desktop_app.domain.collections import EVERYTHING, DocumentCollection, Scope
from desktop_app.domain.documents import Document
from desktop_app.gui.icons import IconButton
from desktop_app.gui.text_tools import one_line, set_plain_tooltip

_MOST_NAME = 28


class ScopeChip(QWidget):
    """A button that names the scope and lists the collections; hidden while there is nothing to choose.

    A scope that is a collection goes with it: documents that are put into it later count.

    Signals:
        changed: the scope is another now.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._collections: tuple[DocumentCollection, ...] = ()
        self._collection: DocumentCollection | None = None
        self._documents: tuple[Document, ...] = ()
        self._borrowed: Scope | None = None
        self.button = QPushButton(self)
        self.button.setProperty("role", "chip")
        self.button.clicked.connect(self._show_menu)
        self.clear_button = IconButton("close", self.tr("Ask all documents"), self)
        self.clear_button.clicked.connect(self.clear)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.button)
        row.addWidget(self.clear_button)
        self._show_state()

    @property
    def scope(self) -> Scope:
        """What the next question is limited to."""
        if self._borrowed is not None:
            return self._borrowed
        if self._collection is not None:
            return Scope(self._collection.documents, self._collection.name, self._collection.id)
        if self._documents:
            return Scope(frozenset(each.id for each in self._documents), self._name_of_documents())
        return EVERYTHING

    def limit_to_collection(self, collection: DocumentCollection) -> None:
        """The next questions are about this collection."""
        self._collection, self._documents, self._borrowed = collection, (), None
        self._tell()

    def limit_to_documents(self, documents: Sequence[Document]) -> None:
        """The next questions are about these documents."""
        self._collection, self._documents, self._borrowed = None, tuple(documents), None
        self._tell()

    def clear(self) -> None:
        """The next questions are about everything."""
        self._collection, self._documents, self._borrowed = None, (), None
        self._tell()

    def borrow(self, scope: Scope) -> None:
        """Only the next question is limited to this: one is being changed that was, and shall stay so."""
        self._borrowed = scope
        self._tell()

    def give_back(self) -> None:
        """The next questions are limited as before `borrow`, or as was chosen since."""
        if self._borrowed is not None:
            self._borrowed = None
            self._tell()

    def show_collections(self, collections: Sequence[DocumentCollection]) -> None:
        """The collections as they are; one that is gone limits nothing any more."""
        self._collections = tuple(collections)
        if self._collection is not None:
            self._collection = next((each for each in collections if each.id == self._collection.id), None)
        self._tell()

    def forget(self, ids: Sequence[str]) -> None:
        """These documents were removed from the library."""
        left = tuple(each for each in self._documents if each.id not in ids)
        if left != self._documents:
            self._documents = left
            self._tell()

    def menu(self) -> QMenu:
        """What a question can be limited to."""
        menu = QMenu(self)
        choices: list[DocumentCollection | None] = [None, *self._collections]
        chosen = self.scope
        for choice in choices:
            name = self.tr("All documents") if choice is None else one_line(choice.name, 60).replace("&", "&&")
            action = menu.addAction(name)
            action.setCheckable(True)
            action.setChecked(chosen.documents is None if choice is None else choice.id == chosen.collection)
            action.triggered.connect(partial(self._choose, choice))
        return menu

    def _choose(self, collection: DocumentCollection | None, _checked: bool = False) -> None:
        if collection is None:
            self.clear()
        else:
            self.limit_to_collection(collection)

    def _show_menu(self) -> None:
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.button.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

    def _tell(self) -> None:
        self._show_state()
        self.changed.emit()

    def _name_of_documents(self) -> str:
        first = one_line(self._documents[0].title or self._documents[0].name)
        return first if len(self._documents) == 1 else self.tr("{n} documents").format(n=len(self._documents))

    def _show_state(self) -> None:
        scope = self.scope
        limited = scope.documents is not None
        name = one_line(scope.name, _MOST_NAME)
        words = self.tr("In: {name}").format(name=name) if limited else self.tr("All documents")
        self.button.setText(words.replace("&", "&&"))
        self.button.setAccessibleName(self.tr("What is asked: {name}").format(name=scope.name or words))
        listed = self._documents[:12] if self._borrowed is None else ()
        names = "\n".join(one_line(each.title or each.name, 80) for each in listed)
        set_plain_tooltip(self.button, names or scope.name or self.tr("Ask all documents, or one collection"))
        self.button.setProperty("limited", limited)
        self.button.style().unpolish(self.button)
        self.button.style().polish(self.button)
        self.clear_button.setVisible(limited)
        self.setVisible(limited or bool(self._collections))
