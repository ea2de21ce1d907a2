"""The library as a table in the middle of the window: sorted, filtered, many rows at once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import partial

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPoint,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QMenu,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.collections import DocumentCollection
from desktop_app.gui.icons import IconButton, add_clear_button
from desktop_app.gui.library.library_model import Entry, LibraryModel, key_of
from desktop_app.gui.library.row_painting import choose_current
from desktop_app.gui.library.table_model import DocumentTableModel
from desktop_app.gui.library.table_rows import Column
from desktop_app.gui.numbers import number
from desktop_app.gui.quiet_combo_box import QuietComboBox
from desktop_app.gui.search_line import SearchLine
from desktop_app.gui.text_tools import one_line, plain_label

_SETTLE_MS = 200
_WIDTHS = {Column.PAGES: 68, Column.FIGURES: 72, Column.STATUS: 96, Column.ADDED: 88, Column.SIZE: 84}
_ROW_ROOM = 14
_NEEDED = {Column.SIZE: 640, Column.ADDED: 540, Column.FIGURES: 440}
"""Widths of the page below which a column gives its room to the titles."""


class DocumentTable(QTableView):
    """The table itself.

    Signals:
        opened: Enter was pressed.
        remove_wanted: Delete was pressed.
    """

    opened = Signal()
    remove_wanted = Signal()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """What the keys come to is chosen."""
        super().focusInEvent(event)
        choose_current(self, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Delete removes."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.opened.emit()
        elif event.matches(QKeySequence.StandardKey.Delete) or event.key() == Qt.Key.Key_Backspace:
            self.remove_wanted.emit()
        else:
            super().keyPressEvent(event)


class LibraryTablePage(QWidget):
    """The table with its filter above, and what can be done with the chosen rows below.

    Signals:
        closed: the page is to be left.
        opened: a document's row was activated.
        ask_wanted, retry_wanted, remove_wanted: the chosen rows, a list of `Entry`.
    """

    closed = Signal()
    opened = Signal(object)
    ask_wanted = Signal(object)
    retry_wanted = Signal(object)
    remove_wanted = Signal(object)

    def __init__(
        self, library: LibraryModel, menu_for: Callable[[list[Entry]], QMenu], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._library = library
        self._menu_for = menu_for
        self._is_open = False
        self._collections: dict[int, DocumentCollection] = {}
        self.model = DocumentTableModel(self)
        self.collection = QuietComboBox(self)
        self.collection.setAccessibleName(self.tr("Collection"))
        self.collection.currentIndexChanged.connect(self._filter)
        self.close_button = IconButton("close", self.tr("Leave the table"), self)
        self.close_button.clicked.connect(self.closed)
        self.table = self._make_table()
        self.empty = self._make_empty()
        self.search = self._make_search()
        self._summary = plain_label("", "small", self)
        head = QHBoxLayout()
        head.addWidget(plain_label(self.tr("Library"), "title", self))
        head.addStretch(1)
        for control in (self.collection, self.search, self.close_button):
            head.addWidget(control)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 6, 18, 4)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        column.addLayout(self._make_foot())
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(_SETTLE_MS)
        self._late.timeout.connect(self._take)
        for signal in (library.modelReset, library.dataChanged, library.rowsInserted, library.rowsRemoved):
            signal.connect(self._on_library)
        self.show_collections(())

    def _make_search(self) -> SearchLine:
        search = SearchLine(self)
        search.setPlaceholderText(self.tr("Filter by title or path"))
        search.setAccessibleName(self.tr("Filter the documents"))
        search.setMinimumWidth(200)
        add_clear_button(search, self.tr("Clear the filter"))
        search.textChanged.connect(self._filter)
        search.returnPressed.connect(self.table.setFocus)
        search.leads_to(self.table)
        return search

    def _make_table(self) -> DocumentTable:
        table = DocumentTable(self)
        table.setModel(self.model)
        table.setAccessibleName(self.tr("Documents as a table"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        table.setShowGrid(False)
        for corner in table.findChildren(QAbstractButton):  # never seen, but found by who lists controls
            corner.setAccessibleName(self.tr("Choose all rows"))
            corner.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        rows = table.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(table.fontMetrics().height() + _ROW_ROOM)
        columns = table.horizontalHeader()
        columns.setHighlightSections(False)
        # A header that follows the selection asks for each cell whether it is selected.
        columns.setSelectionModel(QItemSelectionModel(self.model, table))
        columns.ensurePolished()
        columns.setMinimumSectionSize(56)
        columns.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        columns.setSectionResizeMode(Column.TITLE, QHeaderView.ResizeMode.Stretch)
        for which, width in _WIDTHS.items():
            columns.resizeSection(which, max(width, columns.sectionSizeHint(which)))
        table.setSortingEnabled(True)
        table.sortByColumn(Column.ADDED, Qt.SortOrder.DescendingOrder)
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.customContextMenuRequested.connect(self._show_menu)
        table.opened.connect(self._open)
        table.doubleClicked.connect(self._open)
        table.remove_wanted.connect(lambda: self._emit(self.remove_wanted))
        table.selectionModel().selectionChanged.connect(self._show_selection)
        return table

    def _make_empty(self) -> QLabel:
        """What stands in the table in place of rows."""
        words = plain_label("", "muted", self.table.viewport(), wraps=True)
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        QVBoxLayout(self.table.viewport()).addWidget(words)
        return words

    def _make_foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.addWidget(self._summary, 1)
        self.ask_button = QPushButton(self.tr("Ask only these"), self)
        self.retry_button = QPushButton(self.tr("Read again"), self)
        self.remove_button = QPushButton(self.tr("Remove …"), self)
        for button, signal in (
            (self.ask_button, self.ask_wanted),
            (self.retry_button, self.retry_wanted),
            (self.remove_button, self.remove_wanted),
        ):
            button.clicked.connect(lambda _checked=False, wanted=signal: self._emit(wanted))
            foot.addWidget(button)
        return foot

    # What it is told

    def show_open(self) -> None:
        """The library is open: from now on no rows means that there are none."""
        self._is_open = True
        self._show_empty()

    def show_collections(self, collections: Sequence[DocumentCollection]) -> None:
        """The collections as they are; the chosen one stays chosen while it is there."""
        chosen = self.collection.currentData()
        self._collections = {each.id: each for each in collections}
        self.collection.blockSignals(True)
        self.collection.clear()
        self.collection.addItem(self.tr("All documents"), None)
        for each in collections:
            self.collection.addItem(one_line(each.name, 40), each.id)
        self.collection.setCurrentIndex(max(0, self.collection.findData(chosen)))
        self.collection.blockSignals(False)
        self.collection.setVisible(bool(collections))
        self._filter()

    def choose_collection(self, collection_id: int | None) -> None:
        """Shows the documents of a collection, or all."""
        self.collection.setCurrentIndex(max(0, self.collection.findData(collection_id)))

    def selected(self) -> list[Entry]:
        """The chosen rows, in order."""
        ranges = self.table.selectionModel().selection().toList()
        rows = sorted({row for each in ranges for row in range(each.top(), each.bottom() + 1)})
        return [self.model.rows[row] for row in rows]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow table shows fewer columns, so that titles can be read."""
        super().resizeEvent(event)
        for column, least in _NEEDED.items():
            self.table.setColumnHidden(column, self.width() < least)

    def showEvent(self, event: QShowEvent) -> None:
        """Takes up what happened while it was not seen."""
        super().showEvent(event)
        self._take()

    # What happens

    def _on_library(self) -> None:
        """Many changes at once are taken up together, and none while nobody looks."""
        if self.isVisible() and not self._late.isActive():
            self._late.start()

    def _take(self) -> None:
        self._keeping_selection(lambda: self.model.set_entries(self._library.entries))
        self._show_selection()

    def _filter(self) -> None:
        collection = self._collections.get(self.collection.currentData() or 0)
        documents: Collection[str] | None = collection.documents if collection is not None else None
        self._keeping_selection(lambda: self.model.set_filter(self.search.text(), documents))
        self._show_selection()

    def _keeping_selection(self, change: Callable[[], None]) -> None:
        """The rows that were chosen stay so where they are still there, and the view stays where it is."""
        kept = {key_of(entry) for entry in self.selected()}
        place = self.table.verticalScrollBar().value()
        change()
        if kept and not self.table.selectionModel().hasSelection():
            self._choose_rows([row for row, entry in enumerate(self.model.rows) if key_of(entry) in kept])
        self.table.verticalScrollBar().setValue(place)

    def _choose_rows(self, rows: Sequence[int]) -> None:
        """Chooses rows, neighbours in one range: thousands of ranges would be slow."""
        chosen = QItemSelection()
        first = 0
        for at in range(1, len(rows) + 1):
            if at == len(rows) or rows[at] != rows[at - 1] + 1:
                last = len(Column) - 1
                chosen.append(
                    QItemSelectionRange(self.model.index(rows[first], 0), self.model.index(rows[at - 1], last))
                )
                first = at
        self.table.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _show_empty(self) -> None:
        if self.model.rows or not self._is_open:
            words = ""
        elif not self._library.entries:
            words = self.tr("No documents yet.\nDrop PDF files or folders anywhere on this window.")
        elif self.search.text():
            words = self.tr("No document has this in its title or path.")
        else:
            words = self.tr("This collection is empty.\nDrag documents onto its name, or use their menu.")
        self.empty.setText(words)
        self.empty.setVisible(bool(words))

    def _show_selection(self) -> None:
        self._show_empty()
        chosen = self.selected()
        documents = [entry.document for entry in chosen if entry.document is not None]
        if chosen:
            words = self.tr("{n} of {all} chosen · {pages} pages · {figures} figures").format(
                n=number(len(chosen)),
                all=number(len(self.model.rows)),
                pages=number(sum(document.pages for document in documents)),
                figures=number(sum(document.figures for document in documents)),
            )
        else:
            count = len(self.model.rows)
            words = self.tr("1 document") if count == 1 else self.tr("{n} documents").format(n=number(count))
        self._summary.setText(words)
        self.ask_button.setEnabled(bool(documents))
        self.retry_button.setEnabled(bool(chosen))
        self.remove_button.setEnabled(bool(chosen))

    def _open(self, _index: QModelIndex | None = None) -> None:
        entry = self.model.entry(self.table.currentIndex())
        if entry is not None and entry.document is not None:
            self.opened.emit(entry)

    def _emit(self, signal: object) -> None:
        chosen = self.selected()
        if chosen:
            signal.emit(chosen)  # type: ignore[attr-defined]

    def _show_menu(self, place: QPoint) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.table.viewport().mapToGlobal(place))

    def menu(self) -> QMenu:
        """What can be done with the chosen rows, and by what all are sorted."""
        chosen = self.selected()
        menu = self._menu_for(chosen) if chosen else QMenu(self)
        columns = self.table.horizontalHeader()
        by = menu.addMenu(self.tr("Sort by"))
        for column in Column:
            words = str(self.model.headerData(column, Qt.Orientation.Horizontal, Qt.ItemDataRole.DisplayRole))
            action = by.addAction(words)
            action.setCheckable(True)
            action.setChecked(column == columns.sortIndicatorSection())
            action.triggered.connect(partial(self._sort, column))
        return menu

    def _sort(self, column: Column, _checked: bool = False) -> None:
        """Sorts by a column; by the same one again the other way round."""
        columns = self.table.horizontalHeader()
        ascending, descending = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
        again = column == columns.sortIndicatorSection() and columns.sortIndicatorOrder() is ascending
        self.table.sortByColumn(column, descending if again else ascending)
