"""Kept conversations: a search field and a list, each row opened, renamed, pinned, exported or deleted."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListView,
    QMenu,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.history import ConversationSummary
from desktop_app.gui.history.history_model import HistoryModel
from desktop_app.gui.icons import IconButton, add_clear_button
from desktop_app.gui.library.entry_delegate import EntryDelegate
from desktop_app.gui.search_line import SearchLine
from desktop_app.gui.text_tools import plain_label

_SEARCH_DELAY_MS = 150


class ConversationList(QListView):
    """The list itself.

    Signals:
        delete_wanted: Delete was pressed.
        rename_wanted: F2 was pressed.
    """

    delete_wanted = Signal()
    rename_wanted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete deletes, F2 renames."""
        if event.matches(QKeySequence.StandardKey.Delete) or event.key() == Qt.Key.Key_Backspace:
            self.delete_wanted.emit()
        elif event.key() == Qt.Key.Key_F2:
            self.rename_wanted.emit()
        else:
            super().keyPressEvent(event)


class HistoryPanel(QWidget):
    """The list with its search.

    Signals:
        opened, rename_wanted, export_wanted, delete_wanted: a `ConversationSummary`.
        pin_wanted: a `ConversationSummary` and whether it is to be pinned.
        searched: the words to look for; empty for all.
        new_wanted: a new conversation.
    """

    opened = Signal(object)
    rename_wanted = Signal(object)
    export_wanted = Signal(object)
    delete_wanted = Signal(object)
    pin_wanted = Signal(object, bool)
    searched = Signal(str)
    new_wanted = Signal()

    def __init__(self, model: HistoryModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.search = SearchLine(self)
        self.search.setPlaceholderText(self.tr("Search conversations"))
        self.search.setAccessibleName(self.tr("Search conversations"))
        add_clear_button(self.search, self.tr("Clear the search"))
        self.new_button = IconButton("new", self.tr("New conversation"), self)
        self.new_button.clicked.connect(self.new_wanted)
        self.view = self._make_view(model)
        self.search.leads_to(self.view)
        self._empty = plain_label("", "muted", self, wraps=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._empty.setContentsMargins(18, 8, 18, 0)
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.setInterval(_SEARCH_DELAY_MS)
        self._delay.timeout.connect(lambda: self.searched.emit(self.search.text()))
        self.search.textChanged.connect(self._delay.start)
        head = QHBoxLayout()
        head.setContentsMargins(14, 8, 10, 8)
        head.addWidget(self.search, 1)
        head.addWidget(self.new_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._empty, 1)
        column.addWidget(self.view, 1)
        self._at: str | None = None
        model.modelAboutToBeReset.connect(self._note_place)
        for signal in (model.modelReset, model.dataChanged):
            signal.connect(self._show_state)
        self._show_state()

    def _make_view(self, model: HistoryModel) -> ConversationList:
        view = ConversationList(self)
        view.setModel(model)
        view.setItemDelegate(EntryDelegate(view))
        view.setMouseTracking(True)
        view.setUniformItemSizes(True)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.setAccessibleName(self.tr("Conversations"))
        view.customContextMenuRequested.connect(self._show_menu)
        view.delete_wanted.connect(lambda: self._emit_selected(self.delete_wanted.emit))
        view.rename_wanted.connect(lambda: self._emit_selected(self.rename_wanted.emit))
        view.activated.connect(self._open)
        view.clicked.connect(self._open)
        return view

    @property
    def selected(self) -> ConversationSummary | None:
        """The selected conversation."""
        return self._model.summary(self.view.currentIndex())

    def _note_place(self) -> None:
        """Who goes through the list by keys stays where they are when it changes."""
        summary = self.selected
        self._at = summary.id if summary is not None and self.view.hasFocus() else None

    def keep_place(self, identity: str | None) -> None:
        """The list is another: selects what the keys had come to, else the conversation that is on screen, or none."""
        at, self._at = self._at, None
        self.mark(at if self._model.row_of(at) >= 0 else identity)

    def mark(self, identity: str | None) -> None:
        """Selects the conversation that is on screen, or none."""
        row = self._model.row_of(identity)
        if row < 0:
            self.view.selectionModel().clear()
        else:
            self.view.setCurrentIndex(self._model.index(row))

    def menu_for(self, summary: ConversationSummary) -> QMenu:
        """What can be done with a conversation."""
        menu = QMenu(self)
        menu.addAction(self.tr("Open"), lambda: self.opened.emit(summary))
        menu.addAction(self.tr("Rename …"), lambda: self.rename_wanted.emit(summary))
        words = self.tr("Unpin") if summary.pinned else self.tr("Pin to the top")
        menu.addAction(words, lambda: self.pin_wanted.emit(summary, not summary.pinned))
        menu.addAction(self.tr("Export …"), lambda: self.export_wanted.emit(summary))
        menu.addSeparator()
        menu.addAction(self.tr("Delete"), lambda: self.delete_wanted.emit(summary))
        return menu

    def _show_menu(self, place: QPoint) -> None:
        summary = self.selected
        if summary is not None:
            menu = self.menu_for(summary)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self.view.viewport().mapToGlobal(place))

    def _emit_selected(self, emit: object) -> None:
        summary = self.selected
        if summary is not None and callable(emit):
            emit(summary)

    def _open(self, index: QModelIndex) -> None:
        summary = self._model.summary(index)
        if summary is not None:
            self.opened.emit(summary)

    def _show_state(self) -> None:
        filled = self._model.rowCount() > 0
        words = (
            self.tr("No conversation holds these words.")
            if self.search.text().strip()
            else self.tr("No conversations yet.\nWhat you ask is kept here, on this machine only.")
        )
        self._empty.setText(words)
        self._empty.setVisible(not filled)
        self.view.setVisible(filled)
