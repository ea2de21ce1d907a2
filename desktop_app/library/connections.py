"""Connections to the catalogue: one that writes, behind a lock, and a pool of those that read."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from desktop_app.domain.errors import LibraryDamaged, LibraryError
from desktop_app.library.checkpoints import Checkpoint, Reached, go_on

BUSY_TIMEOUT_S = 30.0
CLOSING_TIMEOUT_MS = 200
IDLE_READERS = 4
SUSPECT_NAME = "catalogue.suspect"
IN_USE = "in_use"
"""The state that says whether a program has the library open, or had it open and did not end well."""

_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT}
_PRIMARY_CODE = 0xFF


def explained(error: sqlite3.Error, path: Path) -> LibraryError:
    """The failure as a sentence for the user."""
    code = getattr(error, "sqlite_errorcode", 0) & _PRIMARY_CODE
    if code == sqlite3.SQLITE_FULL:
        return LibraryError(
            f"The disk that holds the library {path.parent} is full: the last change was not stored.",
            "Free some space and try again; everything stored before is unharmed.",
        )
    if code in {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_AUTH}:
        return LibraryError(
            f"The library's catalogue {path} can't be written.",
            "Check that the folder is there and that you may write to it.",
        )
    if code in _DAMAGED or (isinstance(error, sqlite3.DatabaseError) and code == 0 and "malformed" in str(error)):
        return LibraryDamaged(
            f"The library's catalogue {path} is damaged ({error}).",
            "Start the program again: it puts the newest backup in its place where there is one, and keeps the file.",
        )
    if code == sqlite3.SQLITE_IOERR:
        return LibraryError(
            f"The disk that holds the library {path.parent} reported an error ({error}).",
            "Check that the disk is connected and not full, then try again.",
        )
    return LibraryError(f"The library's catalogue {path} can't be used ({error}).", "Restart the program.")


class Connections:
    """Hands out connections; safe to use from any thread."""

    def __init__(self, path: Path, reached: Reached = go_on) -> None:
        self._path = path
        self._reached = reached
        self._write_lock = threading.RLock()
        self._pool_lock = threading.Lock()
        self._idle: list[sqlite3.Connection] = []
        self._closed = False
        self._writer = self._open_writer()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction: committed at the end, rolled back when anything is raised, one at a time.

        Raises:
            LibraryError: it could not be stored.
        """
        with self._write_lock, self._explaining():
            self._check_open()
            if self._writer.in_transaction:
                yield self._writer
                return
            self._writer.execute("BEGIN IMMEDIATE")
            try:
                yield self._writer
                self._check_there()
                self._reached(Checkpoint.ROWS_WRITTEN)
                self._writer.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):  # SQLite has rolled back by itself after some errors
                    self._writer.execute("ROLLBACK")
                raise
            self._reached(Checkpoint.ROWS_COMMITTED)

    @contextmanager
    def outside_transaction(self) -> Iterator[sqlite3.Connection]:
        """The writing connection with no transaction begun, for statements that need that."""
        with self._write_lock, self._explaining():
            self._check_open()
            yield self._writer

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection whose statements all see the same committed state.

        Raises:
            LibraryError: the catalogue can't be read.
        """
        with self._explaining():
            connection = self._borrow()
            try:
                connection.execute("BEGIN")
                yield connection
            finally:
                with suppress(sqlite3.Error):
                    connection.execute("ROLLBACK")
                self._give_back(connection)

    def suspect(self) -> None:
        """Notes that the catalogue seems damaged, so that the next start looks at all of it."""
        with suppress(OSError):
            self._path.with_name(SUSPECT_NAME).touch()

    def close(self) -> None:
        """Closes every connection; those in use are closed when they are given back."""
        with self._write_lock:
            with self._pool_lock:
                if self._closed:
                    return
                self._closed = True
                idle, self._idle = self._idle, []
            for connection in idle:
                connection.close()
            with suppress(sqlite3.Error):
                # A reader that is still at work must not hold up the end: the next start takes the log up as it is.
                self._writer.execute(f"PRAGMA busy_timeout = {CLOSING_TIMEOUT_MS}")
                self._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            self._writer.close()

    def _open_writer(self) -> sqlite3.Connection:
        with self._explaining():
            return self._connect(writes=True)

    def _borrow(self) -> sqlite3.Connection:
        with self._pool_lock:
            self._check_open()
            if self._idle:
                return self._idle.pop()
        return self._connect(writes=False)

    def _give_back(self, connection: sqlite3.Connection) -> None:
        with self._pool_lock:
            if not self._closed and len(self._idle) < IDLE_READERS:
                self._idle.append(connection)
                return
        connection.close()

    def _connect(self, *, writes: bool) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self._path, timeout=BUSY_TIMEOUT_S, isolation_level=None, check_same_thread=False, cached_statements=256
        )
        try:
            connection.execute("PRAGMA foreign_keys = ON")
            if writes:
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute("PRAGMA synchronous = FULL")
                connection.execute("PRAGMA secure_delete = ON")
            else:
                connection.execute("PRAGMA query_only = ON")
        except BaseException:
            connection.close()
            raise
        return connection

    def _check_there(self) -> None:
        """A catalogue that was removed meanwhile would take everything, and keep nothing.

        Raises:
            LibraryError: it is not there any more.
        """
        if not self._path.exists():
            raise LibraryError(
                f"The library's catalogue {self._path} is not there any more: the last change was not stored.",
                "Put its folder back where it was, and start the program again.",
            )

    def _check_open(self) -> None:
        if self._closed:
            raise LibraryError("The library is closed.", "Open it again.")

    @contextmanager
    def _explaining(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            told = explained(error, self._path)
            if isinstance(told, LibraryDamaged):
                self.suspect()
            raise told from error


def read_state(connections: Connections) -> dict[str, str]:
    """What the catalogue remembers of the library as a whole."""
    with connections.reading() as connection:
        return dict(connection.execute("SELECT key, value FROM state").fetchall())


def write_state(connections: Connections, values: Mapping[str, str]) -> None:
    """Stores such values, durably."""
    with connections.writing() as connection:
        connection.executemany("INSERT OR REPLACE INTO state (key, value) VALUES (?, ?)", list(values.items()))
