"""The list of documents: what the library holds, and the files that are on their way into it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QMimeData, QModelIndex, QObject, QPersistentModelIndex, QStringListModel, Qt, QTimer

from desktop_app.domain.documents import Document, DocumentStatus
from desktop_app.gui.library.document_drag import MIME_TYPE, drag_of
from desktop_app.gui.messages import in_words
from desktop_app.gui.numbers import number
from desktop_app.gui.text_tools import one_line, plain_tooltip

ENTRY_ROLE = Qt.ItemDataRole.UserRole + 1
_FLAGS = (
    Qt.ItemFlag.ItemIsEnabled
    | Qt.ItemFlag.ItemIsSelectable
    | Qt.ItemFlag.ItemNeverHasChildren
    | Qt.ItemFlag.ItemIsDragEnabled
)
Key = tuple[str, str]
_LATER_MS = 100


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


def _common(one: Iterable[Entry], other: Iterable[Entry], most: int) -> int:
    """How many rows two lists have in common at their beginning, `most` at most."""
    for count, (a, b) in enumerate(zip(one, other, strict=False)):
        if count == most or (a is not b and key_of(a) != key_of(b)):
            return count
    return most


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


def _totals(documents: Sequence[Document]) -> Totals:
    searched = [each for each in documents if each.status in _SEARCHED]
    return Totals(
        len(documents),
        sum([each.pages for each in documents]),
        sum([each.figures for each in documents]),
        len(searched),
        sum([each.pages for each in searched]),
        sum([each.figures for each in searched]),
    )


@dataclass(frozen=True, slots=True)
class Listing:
    """The documents of the library with their rows, made where it holds up no window.

    Attributes:
        made: for each document by its id, whether its file was missing, and its row.
        missing: ids of the documents whose files were missing when it was made.
    """

    documents: tuple[Document, ...]
    made: Mapping[str, tuple[bool, Entry]]
    totals: Totals
    missing: frozenset[str]


class LibraryModel(QStringListModel):
    """Documents, oldest first, then the files that wait or are being read; all, or those of a collection.

    Made for many documents: what did not change is not made anew, and rows that stay keep their selection. A view that
    is laid out asks for the number of rows twice for each row. So Qt keeps it, as that of a list of empty strings:
    asked of Python, it took a list of 10,000 rows 33 ms instead of 2.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: list[Entry] = []
        self._entries: list[Entry] = []
        self._listing = Listing((), {}, Totals(), frozenset())
        self._reading: dict[str, Document] = {}
        self._files: dict[Path, Entry] = {}
        self._rows: dict[Path, int] = {}
        self._outdated = False
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._on_later)
        self._chosen: Collection[str] | None = None
        self._missing: frozenset[str] = frozenset()
        self._coming: list[Entry] = []
        for changed in (self.modelReset, self.rowsRemoved, self.rowsInserted):
            changed.connect(self._take_coming)  # before any view hears of it

    # What the list is told

    def listing(self, documents: Iterable[Document]) -> Listing:
        """The rows of documents; those that say what they said before stay the same. May be called in any thread."""
        before, missing = self._listing.made, self._missing
        listed = tuple(documents)
        made = {}
        for document in listed:
            known, is_missing = before.get(document.id), document.id in missing
            unchanged = known is not None and known[0] == is_missing and known[1].document == document
            made[document.id] = (
                known if known and unchanged else (is_missing, self._document_entry(document, is_missing))
            )
        return Listing(listed, made, _totals(listed), missing)

    def set_documents(self, documents: Iterable[Document] | Listing) -> None:
        """The documents of the library, as they are now."""
        if isinstance(documents, Listing) and documents.missing == self._missing:
            self._listing = documents
        else:
            self._listing = self.listing(documents.documents if isinstance(documents, Listing) else documents)
        listed = self._listing.documents
        self._reading = {each.path: each for each in listed if each.status is DocumentStatus.READING}
        self._rebuild()

    def set_missing(self, documents: Iterable[str]) -> None:
        """Ids of documents whose files are not where they were."""
        missing = frozenset(documents)
        if missing != self._missing:
            self._missing = missing
            self.set_documents(self._listing.documents)

    def show_only(self, documents: Collection[str] | None) -> None:
        """Limits the list to these documents; None shows everything."""
        if documents != self._chosen:
            self._chosen = documents
            self._show(self._all)

    def waiting_rows(self, paths: Iterable[Path]) -> dict[Path, Entry]:
        """The rows of files that will be read. May be called in any thread, as making thousands takes its time."""
        words = self.tr("Waiting")
        return {path: Entry(path, one_line(path.name), EntryState.WAITING, words) for path in paths}

    def add_files(self, files: Iterable[Path] | Mapping[Path, Entry]) -> list[Path]:
        """Enters files that will be read, or their `waiting_rows`; returns those that were not in the list yet."""
        rows = files if isinstance(files, Mapping) else self.waiting_rows(files)
        new = {path: row for path, row in rows.items() if path not in self._files or not self._is_active(path)}
        self._files |= new
        self._rebuild()
        return list(new)

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
        self.drop_files([path])

    def drop_files(self, paths: Iterable[Path]) -> None:
        """Files have become documents, or are wanted no more."""
        dropped = [path for path in paths if self._files.pop(path, None) is not None]
        if dropped:
            self._rebuild_soon()

    def _put(self, path: Path, entry: Entry) -> None:
        before = self._files.get(path)
        self._files[path] = entry
        row = self._rows.get(path, -1)
        if row < 0 or self._outdated or before is None or before.state is not entry.state:
            self._rebuild_soon()
            return
        self._all[row] = self._merged(entry)
        shown = row if self._chosen is None else self._shown_row(self._all[row])
        if shown >= 0:
            self._entries[shown] = self._all[row]
            self.dataChanged.emit(self.index(shown), self.index(shown))

    def _rebuild_soon(self) -> None:
        """Brings the rows up to date: at once, but soon once for all that come right after it."""
        if self._later.isActive():
            self._outdated = True
        else:
            self._rebuild()
            self._later.start(_LATER_MS + len(self._all) // 50)  # a long list takes longer

    def settle(self) -> None:
        """Brings the rows up to date now: nothing more is coming."""
        if self._outdated:
            self._rebuild()

    def _on_later(self) -> None:
        if self._outdated:
            self._rebuild_soon()

    def _shown_row(self, entry: Entry) -> int:
        return next((i for i, each in enumerate(self._entries) if key_of(each) == key_of(entry)), -1)

    def _merged(self, entry: Entry) -> Entry:
        """The row of a file whose document has been begun keeps the document's title and identity."""
        document = self._reading.get(str(entry.path))
        if document is None:
            return entry
        return replace(entry, document=document, title=one_line(document.title or document.name))

    def _rebuild(self) -> None:
        self._outdated = False
        files, made = {str(path) for path in self._files}, self._listing.made
        hidden = {document.id for path, document in self._reading.items() if path in files}
        rows = [made[document.id][1] for document in self._listing.documents if document.id not in hidden]
        self._rows = {path: row for row, path in enumerate(self._files, len(rows))}
        rows += [self._merged(entry) for entry in self._files.values()]
        self._all = rows
        self._show(rows)

    def _show(self, rows: list[Entry]) -> None:
        """Brings what is seen in step, in as few steps as it takes, so that the rest keeps its place and selection."""
        chosen = self._chosen
        if chosen is not None:
            rows = [row for row in rows if row.document is not None and row.document.id in chosen]
        before = self._entries
        if not before or not rows:
            if before or rows:
                self._coming = list(rows)
                self.setStringList([""] * len(rows))
            return
        shorter = min(len(before), len(rows))
        first = _common(before, rows, shorter)
        if first == len(before) == len(rows):
            self._replace(rows)
        else:
            self._splice(first, _common(reversed(before), reversed(rows), shorter - first), list(rows))

    def _replace(self, rows: Sequence[Entry]) -> None:
        """The same rows as before, some of which say something else."""
        others = enumerate(zip(self._entries, rows, strict=True))
        changed = [i for i, (old, new) in others if old is not new and old != new]
        self._entries = list(rows)
        if changed:
            self.dataChanged.emit(self.index(changed[0]), self.index(changed[-1]))

    def _splice(self, first: int, last: int, rows: list[Entry]) -> None:
        """Takes out what stands between the `first` rows and the `last` ones, and puts in what does in `rows`."""
        before = len(self._entries)
        if before > first + last:
            self._coming = self._entries[:first] + self._entries[before - last :]
            self.removeRows(first, before - last - first)
        if len(rows) > first + last:
            self._coming = self._entries[:first] + rows[first : len(rows) - last] + self._entries[first:]
            self.insertRows(first, len(rows) - last - first)
        self._entries = rows
        self._tell_all()

    def _take_coming(self) -> None:
        self._entries, self._coming = self._coming, []

    def _tell_all(self) -> None:
        """Rows came or went, so what is said of all of them is something else."""
        self.dataChanged.emit(self.index(0), self.index(len(self._entries) - 1))

    def _document_entry(self, document: Document, missing: bool) -> Entry:
        return Entry(
            Path(document.path),
            one_line(document.title or document.name),
            _STATES[document.status],
            self._detail(document),
            document,
            problem=self._problem(document) or (self.tr("The file is not where it was.") if missing else ""),
            missing=missing,
        )

    def _detail(self, document: Document) -> str:
        if document.status is DocumentStatus.FAILED:
            return self.tr("Not read")
        pages = self.tr("1 page") if document.pages == 1 else self.tr("{n} pages").format(n=number(document.pages))
        if document.status is DocumentStatus.READING:
            return self.tr("{done} of {pages} read").format(done=document.counts.total, pages=pages)
        figures = (
            self.tr("1 figure") if document.figures == 1 else self.tr("{n} figures").format(n=number(document.figures))
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
        return replace(self._listing.totals, active=sum(entry.state in ACTIVE for entry in self._files.values()))

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """Documents can be dragged onto a collection; no row is edited, and nothing is dropped on one."""
        return _FLAGS if index.isValid() else Qt.ItemFlag.NoItemFlags

    def supportedDropActions(self) -> Qt.DropAction:
        """A document that is dragged stays where it is."""
        return Qt.DropAction.CopyAction

    def mimeTypes(self) -> list[str]:
        """Documents of the library."""
        return [MIME_TYPE]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The ids of the documents of these rows."""
        entries = (self.entry(index) for index in indexes)
        return drag_of(entry.document.id for entry in entries if entry is not None and entry.document is not None)

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
