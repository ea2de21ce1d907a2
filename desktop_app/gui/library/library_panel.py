"""The left side of the window: the collections, their documents, and how to add and remove them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QListView, QMenu, QVBoxLayout, QWidget

from desktop_app.domain.collections import DocumentCollection
from desktop_app.gui.icons import IconButton
from desktop_app.gui.library.collections_list import CollectionsList
from desktop_app.gui.library.entry_delegate import EntryDelegate
from desktop_app.gui.library.library_model import ACTIVE, Entry, LibraryModel
from desktop_app.gui.library.row_painting import choose_current
from desktop_app.gui.numbers import number
from desktop_app.gui.text_tools import one_line, plain_label


class EntryList(QListView):
    """The list itself.

    Signals:
        remove_wanted: Delete was pressed.
    """

    remove_wanted = Signal()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """What the keys come to is chosen."""
        super().focusInEvent(event)
        choose_current(self, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete removes what is selected."""
        if event.matches(QKeySequence.StandardKey.Delete) or event.key() == Qt.Key.Key_Backspace:
            self.remove_wanted.emit()
        else:
            super().keyPressEvent(event)


class LibraryPanel(QWidget):
    """The documents in a list, with a line that says what is going on.

    Signals:
        add_wanted: the user wants to choose files.
        remove_wanted: the selected rows, a list of `Entry`.
        stop_wanted: rows whose reading is to be stopped.
        retry_wanted: rows that are to be read again.
        opened: a document's row was activated.
        report_wanted: a document's row, whose report is to be shown.
        figures_wanted: the `Document` whose figures are to be shown.
        reveal_wanted: a row whose file is to be shown in its folder.
        ask_wanted: rows whose documents the next questions are limited to.
        collect_wanted: rows, and the `DocumentCollection` they go into; None for a new one.
        take_out_wanted: rows that leave the collection that is shown.
        pause_wanted: reading is to rest, or to go on.
        stop_all_wanted: nothing more is to be read.
    """

    add_wanted = Signal()
    remove_wanted = Signal(object)
    stop_wanted = Signal(object)
    retry_wanted = Signal(object)
    opened = Signal(object)
    report_wanted = Signal(object)
    figures_wanted = Signal(object)
    reveal_wanted = Signal(object)
    ask_wanted = Signal(object)
    collect_wanted = Signal(object, object)
    take_out_wanted = Signal(object)
    pause_wanted = Signal()
    stop_all_wanted = Signal()

    def __init__(self, model: LibraryModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._is_open = False
        self._paused = False
        self._scanning = False
        self._outlook = ""
        self.add_button = IconButton("add", self.tr("Add PDF files"), self, shortcut="Ctrl+O", everywhere=True)
        self.add_button.clicked.connect(self.add_wanted)
        self.collections = CollectionsList(self)
        self.collections.chosen.connect(self._show_state)
        self.view = self._make_view(model)
        self._summary = plain_label("", "small", self, wraps=True)
        self._empty = plain_label("", "muted", self, wraps=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        around_empty = QVBoxLayout()  # a label under a style sheet has no margins of its own
        around_empty.setContentsMargins(18, 8, 18, 0)
        around_empty.addWidget(self._empty, 1)
        head = QHBoxLayout()
        head.setContentsMargins(18, 8, 10, 2)
        head.addWidget(plain_label(self.tr("Documents"), "section", self), 1)
        head.addWidget(self.add_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.head = head
        column.addWidget(self.collections)
        column.addLayout(head)
        column.addLayout(around_empty, 1)
        column.addWidget(self.view, 1)
        column.addLayout(self._make_foot())
        for signal in (model.modelReset, model.dataChanged, model.rowsInserted, model.rowsRemoved):
            signal.connect(self._show_state)
        self._show_state()

    def _make_foot(self) -> QHBoxLayout:
        self.pause_button = IconButton("pause", self.tr("Pause reading"), self)
        self.pause_button.clicked.connect(self.pause_wanted)
        self.stop_button = IconButton("stop", self.tr("Stop reading all files"), self)
        self.stop_button.clicked.connect(self.stop_all_wanted)
        foot = QHBoxLayout()
        foot.setContentsMargins(18, 8, 10, 12)
        foot.addWidget(self._summary, 1)
        foot.addWidget(self.pause_button)
        foot.addWidget(self.stop_button)
        return foot

    def show_open(self) -> None:
        """The library is open: from now on a list without rows is an empty one."""
        self._is_open = True
        self._show_state()

    def show_paused(self, paused: bool) -> None:
        """Whether reading rests."""
        self._paused = paused
        self.pause_button.set_icon("resume" if paused else "pause")
        words = self.tr("Go on reading") if paused else self.tr("Pause reading")
        self.pause_button.setAccessibleName(words)
        self.pause_button.setToolTip(words)
        self._show_state()

    @property
    def summary(self) -> str:
        """What it says below the list."""
        return self._summary.text()

    def show_scanning(self, scanning: bool) -> None:
        """Whether folders are looked through; that can be stopped, too."""
        self._scanning = scanning
        self._show_state()

    def show_outlook(self, words: str) -> None:
        """How long reading will go on, as far as that can be told."""
        self._outlook = words
        self._show_state()

    def _make_view(self, model: LibraryModel) -> EntryList:
        view = EntryList(self)
        view.setModel(model)
        view.setItemDelegate(EntryDelegate(view))
        view.setMouseTracking(True)
        view.setUniformItemSizes(True)
        view.setDragEnabled(True)
        view.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.setAccessibleName(self.tr("Documents"))
        view.customContextMenuRequested.connect(self._show_menu)
        view.remove_wanted.connect(self._remove_selected)
        view.activated.connect(self._open)
        return view

    def selected(self) -> list[Entry]:
        """The selected rows."""
        entries = (self._model.entry(index) for index in self.view.selectionModel().selectedIndexes())
        return [entry for entry in entries if entry is not None]

    def menu_for(self, entries: list[Entry]) -> QMenu:
        """What can be done with these rows."""
        menu = QMenu(self)
        one = entries[0] if len(entries) == 1 else None
        active = [entry for entry in entries if entry.state in ACTIVE]
        documents = [entry for entry in entries if entry.document is not None]
        if one is not None and one.document is not None:
            menu.addAction(self.tr("Show pages"), lambda: self.opened.emit(one))
            menu.addAction(self.tr("What was found …"), lambda: self.report_wanted.emit(one))
            menu.addAction(self.tr("All its figures"), lambda: self.figures_wanted.emit(one.document))
        if one is not None and not one.missing:
            menu.addAction(self.tr("Show in its folder"), lambda: self.reveal_wanted.emit(one))
        if documents:
            self._add_collection_actions(menu, documents)
        if active:
            menu.addAction(self.tr("Stop reading"), lambda: self.stop_wanted.emit(active))
        again = [entry for entry in entries if entry.state not in ACTIVE]
        if again:
            menu.addAction(self.tr("Read again"), lambda: self.retry_wanted.emit(again))
        menu.addSeparator()
        menu.addAction(self.tr("Remove from the library …"), lambda: self.remove_wanted.emit(entries))
        return menu

    def _add_collection_actions(self, menu: QMenu, documents: list[Entry]) -> None:
        words = self.tr("Ask only this document") if len(documents) == 1 else self.tr("Ask only these documents")
        menu.addAction(words, lambda: self.ask_wanted.emit(documents))
        into = menu.addMenu(self.tr("Add to collection"))
        for collection in self.collections.model.collections:
            action = into.addAction(one_line(collection.name, 60).replace("&", "&&"))
            action.triggered.connect(partial(self._collect, documents, collection))
        if not into.isEmpty():
            into.addSeparator()
        into.addAction(self.tr("New collection …"), lambda: self.collect_wanted.emit(documents, None))
        if self.collections.collection_id is not None:
            menu.addAction(self.tr("Take out of this collection"), lambda: self.take_out_wanted.emit(documents))

    def _collect(self, documents: list[Entry], collection: DocumentCollection, _checked: bool = False) -> None:
        self.collect_wanted.emit(documents, collection)

    def _show_menu(self, place: QPoint) -> None:
        entries = self.selected()
        if entries:
            menu = self.menu_for(entries)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self.view.viewport().mapToGlobal(place))

    def _remove_selected(self) -> None:
        entries = self.selected()
        if entries:
            self.remove_wanted.emit(entries)

    def _open(self, index: QModelIndex) -> None:
        entry = self._model.entry(index)
        if entry is not None and entry.document is not None:
            self.opened.emit(entry)

    def _show_state(self) -> None:
        totals = self._model.totals
        filled = self._model.rowCount() > 0
        nothing = not self._model.entries
        self._empty.setText(
            self.tr("No documents yet.\nDrop PDF files or folders anywhere on this window.")
            if nothing
            else self.tr("This collection is empty.\nDrag documents onto its name, or use their menu.")
        )
        self._empty.setVisible(not filled and self._is_open)
        self.view.setVisible(filled or not self._is_open)
        if not (totals.active or self._scanning) and (self.pause_button.hasFocus() or self.stop_button.hasFocus()):
            (self.view if filled else self.add_button).setFocus()  # Qt would give it to what comes next, the border
        self.pause_button.setVisible(totals.active > 0)
        self.stop_button.setVisible(totals.active > 0 or self._scanning)
        count = (
            self.tr("1 document")
            if totals.documents == 1
            else self.tr("{n} documents").format(n=number(totals.documents))
        )
        words = self.tr("{documents} · {pages} pages · {figures} figures").format(
            documents=count, pages=number(totals.pages), figures=number(totals.figures)
        )
        words = " · ".join(part.replace(" ", "\u00a0") for part in words.split(" · "))  # no number without its noun
        if totals.active:
            going = self.tr("Paused: {n} to go") if self._paused else self.tr("Reading: {n} to go")
            outlook = f" · {self._outlook}" if self._outlook and not self._paused else ""
            words = going.format(n=totals.active) + outlook + "\n" + words
        elif self._scanning:
            looking = self.tr("Looking for documents …")
            words = looking if nothing else looking + "\n" + words
        self._summary.setText("" if nothing and not self._scanning else words)
