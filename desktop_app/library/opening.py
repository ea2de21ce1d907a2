"""Opening a library, and the library that is then open."""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from desktop_app.domain.documents import Document, DocumentStatus, Figure, LeftOut, Mention, Page, Passage
from desktop_app.domain.errors import LibraryDamaged, LibraryError
from desktop_app.domain.page_content import DocumentInfo
from desktop_app.domain.ports import (
    FigureField,
    Hit,
    LibraryCheck,
    PageRecord,
    ResumePoint,
    VectorField,
)
from desktop_app.library.audit import Audit
from desktop_app.library.backups import FOLDER_NAME, Backups, is_sound
from desktop_app.library.catalogue import Catalogue
from desktop_app.library.checkpoints import Checkpoint, Reached, go_on
from desktop_app.library.collections import CatalogueCollections
from desktop_app.library.connections import IN_USE, SUSPECT_NAME, Connections, read_state, write_state
from desktop_app.library.figure_files import FigureFiles
from desktop_app.library.lock import LibraryLock
from desktop_app.library.row_cache import RowCache
from desktop_app.library.rows import SEARCHED
from desktop_app.library.schema_migrations import MIGRATIONS, Migration, migrate, schema_version
from desktop_app.library.text_search import TextSearch
from desktop_app.library.vector_store import Vectors, VectorStore
from desktop_app.library.vectors import IndexState, VectorIndex
from desktop_app.library.watched_folders import CatalogueWatchedFolders

CATALOGUE_NAME = "catalogue.sqlite"
FIGURES_NAME = "figures"
VECTORS_NAME = "vectors"
CLOSE_PATIENCE_S = 2.0
SOON_S = 3.0
PASSAGES_REMEMBERED, FIGURES_REMEMBERED = 5_000, 10_000
"""So many of those read last are kept: some 10 MB each."""
"""A program that searches again so long after its first search goes on for a while: the index is worth opening."""


def open_library(
    folder: Path, reached: Reached = go_on, *, migrations: tuple[Migration, ...] = MIGRATIONS
) -> CatalogueLibrary:
    """Opens the library in `folder`, or makes a new one there; takes its lock.

    No index is opened and nothing heavy is imported before searches go on for a while. A damaged catalogue is set
    aside, and the newest sound backup takes its place: that is told by an error, and the next opening goes well.

    Raises:
        LibraryLocked: another program has it open.
        LibraryDamaged: its catalogue can't be opened; it was set aside and a backup restored, or it is as it was.
        LibraryError: the folder can't be used.
    """
    folder = folder.expanduser().absolute()
    _prepare(folder)
    lock = LibraryLock(folder)
    lock.acquire()
    try:
        backups = Backups(folder / CATALOGUE_NAME, reached)
        try:
            connections = _open_catalogue(folder, backups, reached, migrations)
        except LibraryDamaged as error:
            raise _restored(folder, backups, error) from error
        try:
            return CatalogueLibrary(folder, connections, lock, backups, reached)
        except BaseException:
            connections.close()
            raise
    except BaseException:
        lock.release()
        raise


def _open_catalogue(folder: Path, backups: Backups, reached: Reached, migrations: tuple[Migration, ...]) -> Connections:
    _check_catalogue_is_there(folder, backups)
    _check_suspect(folder)
    connections = Connections(folder / CATALOGUE_NAME, reached)
    try:
        with connections.outside_transaction() as connection:
            if 0 < schema_version(connection) < len(migrations):
                _back_up_before_migration(backups)
            migrate(connection, migrations, reached)
        _restrict(folder / CATALOGUE_NAME)
    except BaseException:
        connections.close()
        raise
    return connections


def _back_up_before_migration(backups: Backups) -> None:
    try:
        backups.make()
    except (OSError, sqlite3.Error) as error:
        raise LibraryError(
            f"The library has to be brought up to date, and no backup of it could be made before ({error}).",
            "Free some space on its disk and try again; nothing was changed.",
        ) from error


def _restored(folder: Path, backups: Backups, error: LibraryDamaged) -> LibraryDamaged:
    """What to tell after a restore; the error itself where nothing could be restored."""
    try:
        done = backups.restore()
    except OSError as problem:
        reason = problem.strerror or problem
        return LibraryDamaged(
            error.message, f"There is a backup in {folder / FOLDER_NAME}, but it could not be put back ({reason})."
        )
    if done is None:
        return error
    aside, backup = done
    with suppress(OSError):
        (folder / SUSPECT_NAME).unlink(missing_ok=True)
    made = datetime.fromtimestamp(backup.stat().st_mtime).astimezone()
    return LibraryDamaged(
        f"The library's catalogue was damaged. It was set aside in {aside}, and the backup of {made:%Y-%m-%d %H:%M} "
        "took its place.",
        "Start the program again. Documents that were added after that backup have to be added again.",
    )


def _check_suspect(folder: Path) -> None:
    """Looks at the whole catalogue where the last program found something wrong in it.

    Raises:
        LibraryDamaged: it is damaged.
    """
    if not (folder / SUSPECT_NAME).exists():
        return
    catalogue = folder / CATALOGUE_NAME
    if not is_sound(catalogue):
        raise LibraryDamaged(
            f"The library's catalogue {catalogue} is damaged.",
            "There is no backup of it. Put back a copy, or choose another folder for the library.",
        )
    with suppress(OSError):
        (folder / SUSPECT_NAME).unlink()


def _prepare(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for name in (FIGURES_NAME, VECTORS_NAME):
            (folder / name).mkdir(exist_ok=True, mode=0o700)
    except (OSError, ValueError) as error:
        raise LibraryError(
            f"The library's folder {folder} can't be used ({getattr(error, 'strerror', None) or error}).",
            "Check that it is a folder and that you may write to it, or choose another.",
        ) from error
    _restrict(folder)


def _restrict(path: Path) -> None:
    """Keeps other users of the machine out, as far as the file system can."""
    if os.name != "nt":
        try:
            path.chmod(0o700 if path.is_dir() else 0o600)
        except OSError:
            return


def _check_catalogue_is_there(folder: Path, backups: Backups) -> None:
    """A library whose catalogue is gone must not be taken for a new one."""
    catalogue = folder / CATALOGUE_NAME
    if catalogue.is_file() and catalogue.stat().st_size > 0:
        return
    if backups.there() or any((folder / FIGURES_NAME).iterdir()):
        raise LibraryDamaged(
            f"The library {folder} is not new, but its catalogue {CATALOGUE_NAME} is missing or empty.",
            "Put back a copy of that file, or choose another folder for the library.",
        )


class CatalogueLibrary:
    """An open library; fulfils `domain.ports.Library`. Safe to use from any thread."""

    def __init__(
        self,
        folder: Path,
        connections: Connections,
        lock: LibraryLock,
        backups: Backups,
        reached: Reached,
    ) -> None:
        self._folder = folder
        self._connections = connections
        self._lock = lock
        self._backups = backups
        self._reached = reached
        self._files = FigureFiles(folder / FIGURES_NAME)
        self._catalogue = Catalogue(connections)
        self._passages = RowCache(self._catalogue.passages, PASSAGES_REMEMBERED)
        self._figures = RowCache(self._catalogue.figures, FIGURES_REMEMBERED)
        self.collections = CatalogueCollections(connections)
        self.watched = CatalogueWatchedFolders(connections)
        self._words = TextSearch(connections)
        self._vectors = VectorStore(connections)
        self._index = VectorIndex(folder / VECTORS_NAME, self._vectors, IndexState(connections), reached=reached)
        self._audit = Audit(connections, self._catalogue, self._vectors, self._files)
        self._pictures = threading.RLock()
        self._closed = False
        self._first_search = 0.0
        self._clean_after_unclean_end()

    def __enter__(self) -> CatalogueLibrary:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def folder(self) -> Path:
        """Where the library is."""
        return self._folder

    @property
    def index_in_step(self) -> bool:
        """Whether the vector index answers; the catalogue does otherwise, with the same hits."""
        return self._index.in_step

    def wait_for_index(self, seconds: float) -> bool:
        """Has the index brought in step with the catalogue, and waits so long; returns whether it is.

        Programs need not call this: the index is opened in the background when searches go on for a while.
        """
        self._index.keep_up()
        return self._index.wait_until_in_step(seconds)

    # DocumentStore

    def find_document(self, document_id: str) -> Document | None:
        """See `DocumentStore`."""
        return self._catalogue.find_document(document_id)

    def documents_at(self, path: Path) -> list[Document]:
        """See `DocumentStore`."""
        return self._catalogue.documents_at(path)

    def begin_document(self, document_id: str, path: Path, info: DocumentInfo, size: int) -> ResumePoint:
        """See `DocumentStore`."""
        before = self._catalogue.find_document(document_id)
        with self._pictures:
            resume, unused = self._catalogue.begin_document(document_id, path, info, size)
            self._files.remove(unused)
        if before is not None and before.status.value in SEARCHED:
            self._search_changed()
        return resume

    def add_pages(self, document_id: str, records: Sequence[PageRecord]) -> list[str]:
        """See `DocumentStore`; pictures are on disk before the rows that refer to them."""
        with self._pictures:
            files = [[self._files.store(f.picture.png) for f in record.figures] for record in records]
            self._reached(Checkpoint.PICTURES_STORED)
            return self._catalogue.add_pages(document_id, records, files)

    def relocate_document(self, document_id: str, path: Path) -> None:
        """See `DocumentStore`."""
        self._catalogue.relocate_document(document_id, path)

    def document_pages(self, document_id: str) -> list[Page]:
        """See `DocumentStore`."""
        return self._catalogue.document_pages(document_id)

    def document_passages(self, document_id: str) -> list[Passage]:
        """See `DocumentStore`."""
        return self._catalogue.document_passages(document_id)

    def document_figures(self, document_id: str) -> list[Figure]:
        """See `DocumentStore`."""
        return self._catalogue.document_figures(document_id)

    def set_mentions(self, document_id: str, mentions: Mapping[str, Sequence[Mention]]) -> None:
        """See `DocumentStore`."""
        self._catalogue.set_mentions(document_id, mentions)
        self._figures.changed()

    def ids_with_vectors(self, document_id: str, field: VectorField, model: str) -> set[str]:
        """See `DocumentStore`."""
        return self._vectors.ids_with_vectors(document_id, field, model)

    def store_vectors(
        self, document_id: str, field: VectorField, model: str, ids: Sequence[str], vectors: Vectors
    ) -> None:
        """See `DocumentStore`."""
        if self._vectors.store(document_id, field, model, ids, vectors):
            self._search_changed()

    def finish_document(
        self,
        document_id: str,
        status: DocumentStatus,
        error: str = "",
        *,
        replaces: Collection[str] = (),
        becomes: str = "",
    ) -> Document:
        """See `DocumentStore`."""
        with self._pictures:
            document, unused = self._catalogue.finish_document(
                document_id, status, error, replaces=replaces, becomes=becomes
            )
            self._remove_pictures(unused)
        self._search_changed()
        if replaces:
            self._audit.forget_deleted()
        return document

    def fail_document(self, document_id: str, path: Path, size: int, error: str) -> None:
        """See `DocumentStore`."""
        self._catalogue.fail_document(document_id, path, size, error)
        self._forget()

    def remove_document(self, document_id: str) -> None:
        """See `DocumentStore`; its words are gone from the files too when this returns, backups among them."""
        with self._pictures:
            self._remove_pictures(self._catalogue.remove_document(document_id))
        self._search_changed()
        self._audit.forget_deleted()
        self._backups.delete_all()

    # LibraryView

    def documents(self) -> list[Document]:
        """See `LibraryView`."""
        return self._catalogue.documents()

    def document(self, name_or_id: str) -> Document:
        """See `LibraryView`."""
        return self._catalogue.document(name_or_id)

    def pages(self, document_id: str) -> list[Page]:
        """See `LibraryView`."""
        return self._catalogue.pages(document_id)

    def passages(self, ids: Sequence[str]) -> list[Passage]:
        """See `LibraryView`."""
        return self._passages.get(ids)

    def figures(self, ids: Sequence[str]) -> list[Figure]:
        """See `LibraryView`."""
        return self._figures.get(ids)

    def all_figures(self, document_id: str | None = None) -> list[Figure]:
        """See `LibraryView`."""
        return self._catalogue.all_figures(document_id)

    def left_out(self, document_id: str) -> list[LeftOut]:
        """See `LibraryView`."""
        return self._catalogue.left_out(document_id)

    def page_passages(self, document_id: str, page: int) -> list[Passage]:
        """See `LibraryView`."""
        return self._catalogue.page_passages(document_id, page)

    def picture(self, figure: Figure) -> Path:
        """See `LibraryView`."""
        return self._files.path(figure.file)

    # SearchIndex

    def passages_by_text(self, query: str, limit: int, documents: Collection[str] | None = None) -> list[Hit]:
        """See `SearchIndex`."""
        return self._words.passages(query, limit, documents)

    def passages_by_vector(
        self, vector: Vectors, model: str, limit: int, documents: Collection[str] | None = None
    ) -> list[Hit]:
        """See `SearchIndex`."""
        return self._by_vector(vector, VectorField.PASSAGE, model, limit, documents)

    def figures_by_text(
        self, query: str, fields: Sequence[FigureField], limit: int, documents: Collection[str] | None = None
    ) -> list[Hit]:
        """See `SearchIndex`."""
        return self._words.figures(query, fields, limit, documents)

    def figures_by_vector(
        self, vector: Vectors, field: VectorField, model: str, limit: int, documents: Collection[str] | None = None
    ) -> list[Hit]:
        """See `SearchIndex`."""
        return self._by_vector(vector, field, model, limit, documents)

    # Library

    def verify(self) -> LibraryCheck:
        """See `Library`."""
        check = self._audit.verify()
        if problem := self._index.problem():
            found = f"The vector index is damaged: {problem}. It is made anew by itself, or by `imageref rebuild`."
            return replace(check, problems=(*check.problems, found))
        return check

    def rebuild(self) -> LibraryCheck:
        """See `Library`."""
        with self._pictures:
            self._audit.clean()
        self._forget()
        self._index.rebuild()
        return self.verify()

    def close(self) -> None:
        """See `Library`."""
        if self._closed:
            return
        self._closed = True
        self._index.close(CLOSE_PATIENCE_S)
        with suppress(LibraryError):  # a full disk must not keep the program from ending; the next start cleans up
            write_state(self._connections, {IN_USE: "0"})
        self._connections.close()
        self._backups.make_if_due()
        self._lock.release()

    def _clean_after_unclean_end(self) -> None:
        """Puts pictures and rows in step, where the last program did not end well or a backup was restored."""
        if read_state(self._connections).get(IN_USE) == "1":
            self._audit.remove_stray_files()
            self._audit.fail_without_pictures()
        with suppress(LibraryError):  # a library on a full disk can still be read
            write_state(self._connections, {IN_USE: "1"})

    def _remove_pictures(self, names: Sequence[str]) -> None:
        self._reached(Checkpoint.PICTURES_UNUSED)
        self._files.remove(names)

    def _by_vector(
        self, vector: Vectors, field: VectorField, model: str, limit: int, documents: Collection[str] | None
    ) -> list[Hit]:
        if self._vectors.exact_is_fast(field, model):
            return self._vectors.search(vector, field, model, limit, documents)
        now = time.monotonic()
        self._first_search = self._first_search or now
        if now - self._first_search > SOON_S:
            self._index.keep_up()
        found = self._index.search(vector, field, model, limit, documents)
        return self._vectors.search(vector, field, model, limit, documents) if found is None else found

    def _search_changed(self) -> None:
        self._forget()
        self._index.follow()

    def _forget(self) -> None:
        """Forgets what was read, since what can be searched has changed."""
        for each in (self._vectors, self._words, self._passages, self._figures):
            each.changed()
