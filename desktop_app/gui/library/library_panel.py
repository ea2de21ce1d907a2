"""The left side of the window: the documents, and how to add and remove them."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QListView, QMenu, QVBoxLayout, QWidget

from desktop_app.gui.icons import IconButton
from desktop_app.gui.library.entry_delegate import EntryDelegate
from desktop_app.gui.library.library_model import Entry, EntryState, LibraryModel
from desktop_app.gui.text_tools import plain_label


class EntryList(QListView):
    """The list itself.

    Signals:
        remove_wanted: Delete was pressed.
    """

    remove_wanted = Signal()

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
    """

    add_wanted = Signal()
    remove_wanted = Signal(object)
    stop_wanted = Signal(object)
    retry_wanted = Signal(object)
    opened = Signal(object)
    report_wanted = Signal(object)

    def __init__(self, model: LibraryModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.add_button = IconButton("add", self.tr("Add PDF files"), self, shortcut="Ctrl+O")
        self.add_button.clicked.connect(self.add_wanted)
        self.view = self._make_view(model)
        self._summary = plain_label("", "small", self, wraps=True)
        self._empty = plain_label(
            self.tr("No documents yet.\nDrop PDF files or folders anywhere on this window."), "muted", self, wraps=True
        )
        self._empty.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._empty.setContentsMargins(14, 30, 14, 0)
        head = QHBoxLayout()
        head.setContentsMargins(18, 8, 10, 8)
        head.addWidget(plain_label(self.tr("Documents"), "section", self), 1)
        head.addWidget(self.add_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._empty, 1)
        column.addWidget(self.view, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(18, 8, 14, 12)
        foot.addWidget(self._summary)
        column.addLayout(foot)
        for signal in (model.modelReset, model.dataChanged, model.rowsInserted, model.rowsRemoved):
            signal.connect(self._show_state)
        self._show_state()

    def _make_view(self, model: LibraryModel) -> EntryList:
        view = EntryList(self)
        view.setModel(model)
        view.setItemDelegate(EntryDelegate(view))
        view.setMouseTracking(True)
        view.setUniformItemSizes(True)
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
        active = [entry for entry in entries if entry.state in {EntryState.WAITING, EntryState.READING}]
        again = [entry for entry in entries if entry.state in {EntryState.FAILED, EntryState.PARTIAL}]
        if one is not None and one.document is not None:
            menu.addAction(self.tr("Show pages"), lambda: self.opened.emit(one))
            menu.addAction(self.tr("What was found …"), lambda: self.report_wanted.emit(one))
        if active:
            menu.addAction(self.tr("Stop reading"), lambda: self.stop_wanted.emit(active))
        if again:
            menu.addAction(self.tr("Read again"), lambda: self.retry_wanted.emit(again))
        menu.addSeparator()
        menu.addAction(self.tr("Remove from the library …"), lambda: self.remove_wanted.emit(entries))
        return menu

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
        entries = self._model.entries
        self._empty.setVisible(not entries)
        self.view.setVisible(bool(entries))
        active = sum(entry.state in {EntryState.WAITING, EntryState.READING} for entry in entries)
        documents = [entry.document for entry in entries if entry.document is not None]
        pages = sum(document.pages for document in documents)
        figures = sum(document.figures for document in documents)
        count = (
            self.tr("1 document") if len(documents) == 1 else self.tr("{n} documents").format(n=f"{len(documents):,}")
        )
        words = self.tr("{documents} · {pages} pages · {figures} figures").format(
            documents=count, pages=f"{pages:,}", figures=f"{figures:,}"
        )
        if active:
            words = self.tr("Reading: {n} to go").format(n=active) + "\n" + words
        self._summary.setText(words if entries else "")
