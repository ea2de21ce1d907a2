"""The list of documents: what the library holds, and the files that are on their way into it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop_app.domain.documents import Document, DocumentStatus
from desktop_app.gui.text_tools import one_line, plain_tooltip

ENTRY_ROLE = Qt.ItemDataRole.UserRole + 1
_ROOT = QModelIndex()


class EntryState(StrEnum):
    """How a document or file stands, as the list shows it."""

    WAITING = "waiting"
    READING = "reading"
    READY = "ready"
    PARTIAL = "partial"
    FAILED = "failed"


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
    """

    path: Path
    title: str
    state: EntryState
    detail: str = ""
    document: Document | None = None
    progress: float | None = None
    problem: str = ""
    sign: str = "page"


class LibraryModel(QAbstractListModel):
    """Documents, oldest first, then the files that wait or are being read."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: list[Entry] = []
        self._documents: tuple[Document, ...] = ()
        self._files: dict[Path, Entry] = {}

    # What the list is told

    def set_documents(self, documents: Iterable[Document]) -> None:
        """The documents of the library, as they are now."""
        self._documents = tuple(documents)
        self._rebuild()

    def add_files(self, paths: Sequence[Path]) -> list[Path]:
        """Enters files that will be read; returns those that were not in the list yet."""
        new = [path for path in dict.fromkeys(paths) if path not in self._files or not self._is_active(path)]
        for path in new:
            self._files[path] = Entry(path, one_line(path.name), EntryState.WAITING, self.tr("Waiting"))
        self._rebuild()
        return new

    def _is_active(self, path: Path) -> bool:
        return self._files[path].state in {EntryState.WAITING, EntryState.READING}

    def update_file(self, path: Path, *, detail: str, progress: float | None) -> None:
        """A file is being read."""
        known = self._files.get(path) or Entry(path, one_line(path.name), EntryState.READING)
        self._put(path, replace(known, state=EntryState.READING, detail=detail, progress=progress))

    def fail_file(self, path: Path, problem: str) -> None:
        """A file could not be read and is no document of the library; the row stays until it is removed."""
        known = self._files.get(path) or Entry(path, one_line(path.name), EntryState.FAILED)
        self._put(
            path, replace(known, state=EntryState.FAILED, detail=self.tr("Not read"), progress=None, problem=problem)
        )

    def drop_file(self, path: Path) -> None:
        """A file has become a document, or is wanted no more."""
        if self._files.pop(path, None) is not None:
            self._rebuild()

    def _put(self, path: Path, entry: Entry) -> None:
        fresh = path not in self._files
        self._files[path] = entry
        row = next(
            (row for row, shown in enumerate(self._entries) if shown.path == path and not self._settled(shown)), -1
        )
        if fresh or row < 0:
            self._rebuild()
            return
        self._entries[row] = self._merged(entry)
        index = self.index(row)
        self.dataChanged.emit(index, index)

    @staticmethod
    def _settled(entry: Entry) -> bool:
        return entry.document is not None and entry.state not in {EntryState.WAITING, EntryState.READING}

    def _merged(self, entry: Entry) -> Entry:
        """The row of a file whose document has been begun keeps the document's title and identity."""
        for document in self._documents:
            if document.status is DocumentStatus.READING and document.path == str(entry.path):
                return replace(entry, document=document, title=one_line(document.title or document.name))
        return entry

    def _rebuild(self) -> None:
        rows = [
            self._document_entry(document)
            for document in self._documents
            if not (document.status is DocumentStatus.READING and Path(document.path) in self._files)
        ]
        rows += [self._merged(entry) for entry in self._files.values()]
        if [self._key(row) for row in rows] == [self._key(row) for row in self._entries]:
            self._entries = rows
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self._entries = rows
        self.endResetModel()

    @staticmethod
    def _key(entry: Entry) -> tuple[str, str]:
        return (entry.document.id if entry.document else "", str(entry.path))

    def _document_entry(self, document: Document) -> Entry:
        return Entry(
            Path(document.path),
            one_line(document.title or document.name),
            _STATES[document.status],
            self._detail(document),
            document,
            problem=self._problem(document),
        )

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
            return document.error
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
        """All rows."""
        return tuple(self._entries)

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
