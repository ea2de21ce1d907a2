"""The catalogue's schema as numbered steps; each runs once, forward only, all missing ones in one transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from desktop_app.domain.errors import LibraryDamaged, LibraryError
from desktop_app.library.checkpoints import Checkpoint, Reached, go_on

APPLICATION_ID = 0x494D5246
"""Marks the file as a catalogue of this program ("IMRF")."""

Migration = Callable[[sqlite3.Connection], None]


def migration_1(connection: sqlite3.Connection) -> None:
    """Documents, pages, passages, figures, their vectors, and the words of both."""
    for statement in _FIRST_SCHEMA:
        connection.execute(statement)


_FIRST_SCHEMA = (
    "CREATE TABLE state (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    """CREATE TABLE documents (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        stem TEXT NOT NULL,
        file_name TEXT NOT NULL,
        path BLOB NOT NULL,
        title TEXT NOT NULL,
        pages INTEGER NOT NULL,
        status TEXT NOT NULL,
        error TEXT NOT NULL DEFAULT '',
        added REAL NOT NULL,
        size INTEGER NOT NULL)""",
    "CREATE INDEX documents_by_stem ON documents (stem)",
    """CREATE TABLE pages (
        document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
        number INTEGER NOT NULL,
        width REAL NOT NULL,
        height REAL NOT NULL,
        rotation INTEGER NOT NULL,
        state TEXT NOT NULL,
        reason TEXT NOT NULL,
        headings TEXT NOT NULL,
        PRIMARY KEY (document, number)) WITHOUT ROWID""",
    """CREATE TABLE passages (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
        page INTEGER NOT NULL,
        last_page INTEGER NOT NULL,
        text TEXT NOT NULL,
        headings TEXT NOT NULL,
        regions TEXT NOT NULL)""",
    "CREATE INDEX passages_by_document ON passages (document)",
    "CREATE INDEX passages_by_place ON passages (document, page)",
    """CREATE TABLE figures (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
        page INTEGER NOT NULL,
        box TEXT NOT NULL,
        label TEXT,
        caption TEXT NOT NULL,
        caption_box TEXT,
        kind TEXT NOT NULL,
        file TEXT NOT NULL,
        width INTEGER NOT NULL,
        height INTEGER NOT NULL,
        headings TEXT NOT NULL,
        inside TEXT NOT NULL,
        nearby TEXT NOT NULL)""",
    "CREATE INDEX figures_by_document ON figures (document)",
    "CREATE INDEX figures_by_place ON figures (document, page)",
    "CREATE INDEX figures_by_file ON figures (file)",
    """CREATE TABLE mentions (
        figure INTEGER NOT NULL REFERENCES figures ON DELETE CASCADE,
        position INTEGER NOT NULL,
        passage TEXT NOT NULL,
        text TEXT NOT NULL,
        PRIMARY KEY (figure, position)) WITHOUT ROWID""",
    """CREATE TABLE skipped_graphics (
        document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
        page INTEGER NOT NULL,
        box TEXT NOT NULL,
        reason TEXT NOT NULL)""",
    "CREATE INDEX skipped_by_document ON skipped_graphics (document)",
    """CREATE TABLE vectors (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
        field TEXT NOT NULL,
        model TEXT NOT NULL,
        owner TEXT NOT NULL,
        vector BLOB NOT NULL)""",
    "CREATE UNIQUE INDEX vectors_by_owner ON vectors (field, model, owner)",
    "CREATE INDEX vectors_by_document ON vectors (document, field, model)",
    """CREATE VIRTUAL TABLE passage_words USING fts5 (
        text, headings, tokenize = 'porter unicode61 remove_diacritics 2')""",
    """CREATE VIRTUAL TABLE figure_words USING fts5 (
        caption, mentions, inside, headings, nearby, tokenize = 'porter unicode61 remove_diacritics 2')""",
)


def migration_2(connection: sqlite3.Connection) -> None:
    """Collections of documents, and the folders that are followed with what is known of their files."""
    for statement in (
        """CREATE TABLE collections (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT NOT NULL,
            folded_name TEXT NOT NULL UNIQUE)""",
        """CREATE TABLE collection_members (
            collection INTEGER NOT NULL REFERENCES collections ON DELETE CASCADE,
            document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
            PRIMARY KEY (collection, document)) WITHOUT ROWID""",
        "CREATE INDEX members_by_document ON collection_members (document)",
        "CREATE TABLE watched_folders (number INTEGER PRIMARY KEY AUTOINCREMENT, path BLOB NOT NULL UNIQUE)",
        """CREATE TABLE watched_files (
            path BLOB PRIMARY KEY,
            size INTEGER NOT NULL,
            modified_ns INTEGER NOT NULL) WITHOUT ROWID""",
    ):
        connection.execute(statement)


MIGRATIONS: tuple[Migration, ...] = (migration_1, migration_2)


def schema_version(connection: sqlite3.Connection) -> int:
    """The number of the catalogue's schema; 0 for a new file."""
    return _pragma(connection, "user_version")


def migrate(
    connection: sqlite3.Connection, migrations: tuple[Migration, ...] = MIGRATIONS, reached: Reached = go_on
) -> None:
    """Brings the catalogue to the newest schema; nothing changes where a step fails.

    Raises:
        LibraryDamaged: the file is a database, but not a catalogue.
        LibraryError: a newer version of the program wrote it.
    """
    _check_origin(connection, len(migrations))
    if _pragma(connection, "user_version") == len(migrations):
        return  # nothing is written: a library on a full disk can still be read
    connection.execute("BEGIN IMMEDIATE")
    try:
        _check_origin(connection, len(migrations))
        version = _pragma(connection, "user_version")
        for step in migrations[version:]:
            step(connection)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {len(migrations)}")
        reached(Checkpoint.MIGRATED)
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _check_origin(connection: sqlite3.Connection, newest: int) -> None:
    application, version = _pragma(connection, "application_id"), _pragma(connection, "user_version")
    tables = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    if tables and application != APPLICATION_ID:
        raise LibraryDamaged(
            "The file catalogue.sqlite in the library's folder is not a catalogue of this program.",
            "Choose another folder for the library, or move that file away.",
        )
    if version > newest:
        raise LibraryError(
            f"This library was written by a newer version of the program (schema {version}, known up to {newest}).",
            "Update the program, or choose another folder for the library.",
        )


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])
