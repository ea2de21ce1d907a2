"""The list of documents: what the library holds, and the files that are on their way into it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop_app.domain.documents import Document, DocumentStatus
from desktop_app.gui.library.document_drag import MIME_TYPE, drag_of
from desktop_app.gui.messages import in_words
from desktop_app.gui.text_tools import one_line, plain_tooltip

ENTRY_ROLE = Qt.ItemDataRole.UserRole + 1
_ROOT = QModelIndex()
Key = tuple[str, str]


class EntryState(StrEnum):
    """How a document or file stands, as the list shows it."""

    WAITING = "waiting"
    READING = "reading"
    READY = "ready"
    PARTIAL = "partial"
    FAILED = "failed"


ACTIVE = frozenset({EntryState.WAITING, EntryState.READING})
"""What a file is while it is on its way into the library."""

_SEARCHED = frozenset({DocumentStatus.READY, DocumentStatus.PARTIAL})
_STATES = {
    DocumentStatus.READING: EntryState.WAITING,
    DocumentStatus.READY: EntryState.READY,
    DocumentStatus.DUPLICATE: EntryState.READY,
    DocumentStatus.PARTIAL: EntryState.PARTIAL,
    DocumentStatus.FAILED: EntryState.FAILED,
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A row: a document, or a file that is none yet.

    Attributes:
        document: None for a file that is not in the library.
        detail: the line below the title.
        progress: 0 to 1 while it is read, else None.
        problem: why it failed or is partial, in a sentence.
        sign: the icon of a row without problems.
        missing: whether the document's file is not where it was.
    """

    path: Path
    title: str
    state: EntryState
    detail: str = ""
    document: Document | None = None
    progress: float | None = None
    problem: str = ""
    sign: str = "page"
    missing: bool = False


def key_of(entry: Entry) -> Key:
    """What tells rows apart."""
    return (entry.document.id if entry.document else "", str(entry.path))


def _sums(documents: Sequence[Document]) -> tuple[int, int, int]:
    pages, figures = sum(each.pages for each in documents), sum(each.figures for each in documents)
    return len(documents), pages, figures


def _common(one: Sequence[Key], other: Sequence[Key]) -> int:
    """How many keys two lists have in common at their beginning."""
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


@dataclass(frozen=True, slots=True)
class Totals:
    """What the library holds, how much of it can be searched, and how many files wait or are being read."""

    documents: int = 0
    pages: int = 0
    figures: int = 0
    searched: int = 0
    searched_pages: int = 0
    searched_figures: int = 0
    active: int = 0


class LibraryModel(QAbstractListModel):
    """Documents, oldest first, then the files that wait or are being read; all, or those of a collection.

    Made for many documents: what did not change is not made anew, and rows that stay keep their selection.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: list[Entry] = []
        self._entries: list[Entry] = []
        self._documents: tuple[Document, ...] = ()
        self._reading: dict[str, Document] = {}
        self._made: dict[str, tuple[Document, bool, Entry]] = {}
        self._files: dict[Path, Entry] = {}
        self._chosen: Collection[str] | None = None
        self._missing: frozenset[str] = frozenset()
        self._sums = Totals()

    # What the list is told

    def set_documents(self, documents: Iterable[Document]) -> None:
        """The documents of the library, as they are now."""
        self._documents = tuple(documents)
        self._reading = {each.path: each for each in self._documents if each.status is DocumentStatus.READING}
        self._rebuild()

    def set_missing(self, documents: Iterable[str]) -> None:
        """Ids of documents whose files are not where they were."""
        missing = frozenset(documents)
        if missing != self._missing:
            self._missing = missing
            self._rebuild()

    def show_only(self, documents: Collection[str] | None) -> None:
        """Limits the list to these documents; None shows everything."""
        if documents != self._chosen:
            self._chosen = documents
            self._show(self._all)

    def add_files(self, paths: Sequence[Path]) -> list[Path]:
        """Enters files that will be read; returns those that were not in the list yet."""
        new = [path for path in dict.fromkeys(paths) if path not in self._files or not self._is_active(path)]
        for path in new:
            self._files[path] = Entry(path, one_line(path.name), EntryState.WAITING, self.tr("Waiting"))
        self._rebuild()
        return new

    def _is_active(self, path: Path) -> bool:
        return self._files[path].state in ACTIVE

    def update_file(self, path: Path, *, detail: str, progress: float | None) -> None:
        """A file is being read."""
        known = self._files.get(path) or Entry(path, one_line(path.name), EntryState.READING)
        self._put(path, replace(known, state=EntryState.READING, detail=detail, progress=progress))

    def fail_file(self, path: Path, problem: str) -> None:
        """A file could not be read and is no document of the library; the row stays until it is removed."""
        known = self._files.get(path) or Entry(path, one_line(path.name), EntryState.FAILED)
        self._put(
            path,
            replace(
                known, state=EntryState.FAILED, detail=self.tr("Not read"), progress=None, problem=in_words(problem)
            ),
        )

    def drop_file(self, path: Path) -> None:
        """A file has become a document, or is wanted no more."""
        if self._files.pop(path, None) is not None:
            self._rebuild()

    def _put(self, path: Path, entry: Entry) -> None:
        fresh = path not in self._files
        self._files[path] = entry
        begin = len(self._all) - len(self._files)  # the rows of files come last
        row = -1 if fresh else next((i for i in range(begin, len(self._all)) if self._all[i].path == path), -1)
        if row < 0:
            self._rebuild()
            return
        self._all[row] = self._merged(entry)
        shown = row if self._chosen is None else self._shown_row(self._all[row])
        if shown >= 0:
            self._entries[shown] = self._all[row]
            self.dataChanged.emit(self.index(shown), self.index(shown))

    def _shown_row(self, entry: Entry) -> int:
        return next((i for i, each in enumerate(self._entries) if key_of(each) == key_of(entry)), -1)

    def _merged(self, entry: Entry) -> Entry:
        """The row of a file whose document has been begun keeps the document's title and identity."""
        document = self._reading.get(str(entry.path))
        if document is None:
            return entry
        return replace(entry, document=document, title=one_line(document.title or document.name))

    def _rebuild(self) -> None:
        files = {str(path) for path in self._files}
        rows = [
            self._document_entry(document)
            for document in self._documents
            if not (document.status is DocumentStatus.READING and document.path in files)
        ]
        if len(self._made) > 2 * len(rows) + 100:
            self._made = {row.document.id: self._made[row.document.id] for row in rows if row.document is not None}
        rows += [self._merged(entry) for entry in self._files.values()]
        self._all = rows
        documents = [row.document for row in rows if row.document is not None]
        self._sums = Totals(*_sums(documents), *_sums([each for each in documents if each.status in _SEARCHED]))
        self._show(rows)

    def _show(self, rows: list[Entry]) -> None:
        """Brings what is seen in step, in as few steps as it takes, so that the rest keeps its place and selection."""
        chosen = self._chosen
        if chosen is not None:
            rows = [row for row in rows if row.document is not None and row.document.id in chosen]
        before = [key_of(row) for row in self._entries]
        after = [key_of(row) for row in rows]
        if before == after:
            self._replace(rows)
        elif not before or not after:
            self.beginResetModel()
            self._entries = list(rows)
            self.endResetModel()
        else:
            self._splice(before, after, list(rows))

    def _replace(self, rows: Sequence[Entry]) -> None:
        """The same rows as before, some of which say something else."""
        others = [i for i, (old, new) in enumerate(zip(self._entries, rows, strict=True)) if old is not new]
        changed = [i for i in others if self._entries[i] != rows[i]]
        self._entries = list(rows)
        if changed:
            self.dataChanged.emit(self.index(changed[0]), self.index(changed[-1]))

    def _splice(self, before: list[Key], after: list[Key], rows: list[Entry]) -> None:
        """Takes out the rows that differ between the common beginning and the common end, and puts the others in."""
        first = _common(before, after)
        last = _common(before[first:][::-1], after[first:][::-1])
        if len(before) > first + last:
            self.beginRemoveRows(_ROOT, first, len(before) - last - 1)
            self._entries = self._entries[:first] + self._entries[len(before) - last :]
            self.endRemoveRows()
        if len(after) > first + last:
            self.beginInsertRows(_ROOT, first, len(after) - last - 1)
            self._entries = self._entries[:first] + rows[first : len(after) - last] + self._entries[first:]
            self.endInsertRows()
        self._entries = rows
        self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))

    def _document_entry(self, document: Document) -> Entry:
        missing = document.id in self._missing
        made = self._made.get(document.id)
        if made is not None and made[1] == missing and made[0] == document:
            return made[2]
        entry = Entry(
            Path(document.path),
            one_line(document.title or document.name),
            _STATES[document.status],
            self._detail(document),
            document,
            problem=self._problem(document) or (self.tr("The file is not where it was.") if missing else ""),
            missing=missing,
        )
        self._made[document.id] = (document, missing, entry)
        return entry

    def _detail(self, document: Document) -> str:
        if document.status is DocumentStatus.FAILED:
            return self.tr("Not read")
        pages = self.tr("1 page") if document.pages == 1 else self.tr("{n} pages").format(n=f"{document.pages:,}")
        if document.status is DocumentStatus.READING:
            return self.tr("{done} of {pages} read").format(done=document.counts.total, pages=pages)
        figures = (
            self.tr("1 figure") if document.figures == 1 else self.tr("{n} figures").format(n=f"{document.figures:,}")
        )
        return f"{pages} · {figures}"

    def _problem(self, document: Document) -> str:
        if document.error:
            return in_words(document.error)
        if document.counts.failed:
            return self.tr("{n} of {pages} pages could not be read.").format(
                n=document.counts.failed, pages=document.pages
            )
        if document.status is DocumentStatus.READY and document.pages and not document.counts.searchable:
            return self.tr("No words were found in this document, so it can't be searched.")
        return ""

    # What the list says

    def entry(self, index: QModelIndex | QPersistentModelIndex) -> Entry | None:
        """The row at `index`."""
        return self._entries[index.row()] if index.isValid() and index.row() < len(self._entries) else None

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All rows, also those that are not of the collection that is shown."""
        return tuple(self._all)

    @property
    def totals(self) -> Totals:
        """Sums over all rows."""
        return replace(self._sums, active=sum(entry.state in ACTIVE for entry in self._files.values()))

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """Documents can be dragged onto a collection."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else flags

    def mimeTypes(self) -> list[str]:
        """Documents of the library."""
        return [MIME_TYPE]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The ids of the documents of these rows."""
        entries = (self.entry(index) for index in indexes)
        return drag_of(entry.document.id for entry in entries if entry is not None and entry.document is not None)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        """Number of rows."""
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A row's title, words for screen readers, tooltip, or the row itself (`ENTRY_ROLE`)."""
        entry = self.entry(index)
        if entry is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return " – ".join(part for part in (entry.title, entry.detail, entry.problem) if part)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tooltip("\n".join(part for part in (entry.title, entry.problem, str(entry.path)) if part))
        return entry if role == ENTRY_ROLE else None
