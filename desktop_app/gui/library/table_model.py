"""The library as a table. Rows are sorted and filtered here: Qt would ask Python for each pair that it compares."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QDateTime,
    QLocale,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QColor

from desktop_app.domain.documents import Document
from desktop_app.gui.icons import icon
from desktop_app.gui.library.document_drag import MIME_TYPE, drag_of
from desktop_app.gui.library.library_model import ENTRY_ROLE, Entry, EntryState, key_of
from desktop_app.gui.library.table_rows import Column, arranged, text_of_entry
from desktop_app.gui.numbers import number
from desktop_app.gui.settings_dialog.folder_size import size_in_words
from desktop_app.gui.text_tools import plain_tooltip
from desktop_app.gui.theme import tokens

_ROOT = QModelIndex()
_ROW = (
    Qt.ItemFlag.ItemIsEnabled
    | Qt.ItemFlag.ItemIsSelectable
    | Qt.ItemFlag.ItemIsDragEnabled
    | Qt.ItemFlag.ItemNeverHasChildren
)
_NUMBERS = frozenset({Column.PAGES, Column.FIGURES, Column.ADDED, Column.SIZE})


class DocumentTableModel(QAbstractTableModel):
    """What the table shows of the library."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: tuple[Entry, ...] = ()
        self._rows: list[Entry] = []
        self._texts: dict[int, str] = {}
        self._words = ""
        self._documents: Collection[str] | None = None
        self._column = Column.ADDED
        self._descending = True
        self._told: dict[int, Callable[[Entry, Column], object]] = {
            Qt.ItemDataRole.DisplayRole: self._words_of,
            Qt.ItemDataRole.TextAlignmentRole: lambda _entry, column: _alignment(column),
            Qt.ItemDataRole.ForegroundRole: _colour,
            Qt.ItemDataRole.DecorationRole: lambda entry, column: _sign(entry) if column is Column.TITLE else None,
            Qt.ItemDataRole.ToolTipRole: lambda entry, _column: _tooltip(entry),
            Qt.ItemDataRole.AccessibleTextRole: self._spoken,
            ENTRY_ROLE: lambda entry, _column: entry,
        }

    # What it is told

    def set_entries(self, entries: Iterable[Entry]) -> None:
        """The rows of the library, as they are now."""
        self._all = tuple(entries)
        self._texts.clear()
        self._arrange()

    def _text_of(self, entry: Entry) -> str:
        """What words are looked for in, remembered while the rows stay: it is asked for at each key that is typed."""
        text = self._texts.get(id(entry))
        if text is None:
            text = self._texts[id(entry)] = text_of_entry(entry)
        return text

    def set_filter(self, words: str, documents: Collection[str] | None) -> None:
        """Shows only rows that hold the words, of these documents or of all."""
        if (words, documents) != (self._words, self._documents):
            self._words, self._documents = words, documents
            self._arrange()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sorts by a column."""
        if 0 <= column < len(Column):
            self._column, self._descending = Column(column), order == Qt.SortOrder.DescendingOrder
            self._arrange()
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)

    def _arrange(self) -> None:
        rows = arranged(
            self._all,
            words=self._words,
            documents=self._documents,
            column=self._column,
            descending=self._descending,
            text_of=self._text_of,
        )
        pairs = zip(self._rows, rows, strict=False)
        same = len(rows) == len(self._rows) and all(a is b or key_of(a) == key_of(b) for a, b in pairs)
        if not same:
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()
            return
        pairs = zip(self._rows, rows, strict=True)
        changed = [i for i, (old, new) in enumerate(pairs) if old is not new and old != new]
        self._rows = rows
        if changed:
            self.dataChanged.emit(self.index(changed[0], 0), self.index(changed[-1], len(Column) - 1))

    # What it says

    @property
    def rows(self) -> Sequence[Entry]:
        """The rows that are seen, in order."""
        return self._rows

    def entry(self, index: QModelIndex | QPersistentModelIndex) -> Entry | None:
        """The row at `index`."""
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        """Number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        """Number of columns."""
        return 0 if parent.isValid() else len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The names of the columns."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(Column):
            return None
        column = Column(section)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        names = {
            Column.TITLE: self.tr("Title"),
            Column.PAGES: self.tr("Pages"),
            Column.FIGURES: self.tr("Figures"),
            Column.STATUS: self.tr("Status"),
            Column.ADDED: self.tr("Added"),
            Column.SIZE: self.tr("Size"),
        }
        arrow = (" ↓" if self._descending else " ↑") if column is self._column else ""
        return names[column] + arrow

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A cell's words, side, colour and sign; the row itself (`ENTRY_ROLE`)."""
        entry = self.entry(index)
        if entry is None:
            return None
        column = Column(index.column())
        told = self._told.get(role)
        return told(entry, column) if told is not None else None

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """Documents can be dragged onto a collection."""
        return _ROW if index.isValid() else Qt.ItemFlag.NoItemFlags

    def mimeTypes(self) -> list[str]:
        """Documents of the library."""
        return [MIME_TYPE]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The ids of the documents of these rows."""
        entries = [self._rows[row] for row in sorted({index.row() for index in indexes})]
        return drag_of(entry.document.id for entry in entries if entry.document is not None)

    def _spoken(self, entry: Entry, column: Column) -> str:
        return f"{self.headerData(column, Qt.Orientation.Horizontal)}: {self._words_of(entry, column)}"

    def _words_of(self, entry: Entry, column: Column) -> str:
        if column is Column.TITLE:
            return entry.title
        if column is Column.STATUS:
            return self._status(entry)
        return _number(entry.document, column) if entry.document is not None else ""

    def _status(self, entry: Entry) -> str:
        if entry.state is EntryState.READING and entry.progress is not None:
            return self.tr("Reading, {percent} %").format(percent=int(100 * entry.progress))
        if entry.missing and entry.state is EntryState.READY:
            return self.tr("File missing")
        return {
            EntryState.WAITING: self.tr("Waiting"),
            EntryState.READING: self.tr("Reading"),
            EntryState.READY: self.tr("Ready"),
            EntryState.PARTIAL: self.tr("Partly read"),
            EntryState.FAILED: self.tr("Not read"),
        }[entry.state]


def _number(document: Document, column: Column) -> str:
    if column is Column.PAGES:
        return number(document.pages)
    if column is Column.FIGURES:
        return number(document.figures)
    if column is Column.SIZE:
        return size_in_words(document.size) if document.size else ""
    added = QDateTime.fromSecsSinceEpoch(int(document.added))
    return QLocale().toString(added.date(), QLocale.FormatType.ShortFormat) if document.added else ""


def _tooltip(entry: Entry) -> str:
    return plain_tooltip("\n".join(part for part in (entry.title, entry.problem, str(entry.path)) if part))


def _alignment(column: Column) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column in _NUMBERS else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _colour(entry: Entry, column: Column) -> QColor | None:
    colours = tokens()
    if column is Column.STATUS:
        if entry.state is EntryState.FAILED:
            return QColor(colours.danger)
        if entry.state is EntryState.PARTIAL or entry.problem:
            return QColor(colours.warning)
    return None if column is Column.TITLE else QColor(colours.muted)


def _sign(entry: Entry) -> object:
    colours = tokens()
    if entry.state is EntryState.FAILED:
        return icon("warning", colours.danger)
    if entry.state is EntryState.PARTIAL or entry.problem:
        return icon("warning", colours.warning)
    return icon(entry.sign, colours.muted)
