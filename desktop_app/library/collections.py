"""The catalogue's collections: named sets of documents."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection

from desktop_app.domain.collections import LONGEST_NAME, DocumentCollection
from desktop_app.domain.errors import NameRefused, NotFound
from desktop_app.library.connections import Connections
from desktop_app.library.search_words import safe_text

_COLLECTIONS = """SELECT c.number, c.name, (SELECT json_group_array(d.id) FROM collection_members m
    JOIN documents d ON d.number = m.document WHERE m.collection = c.number) FROM collections c"""


class CatalogueCollections:
    """Fulfils `CollectionStore`."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def all(self) -> list[DocumentCollection]:
        """See `CollectionStore`."""
        with self._connections.reading() as connection:
            found = connection.execute(f"{_COLLECTIONS} ORDER BY c.folded_name").fetchall()
        return [_collection_of(row) for row in found]

    def find(self, name: str) -> DocumentCollection:
        """See `CollectionStore`."""
        asked = _tidy(name)
        with self._connections.reading() as connection:
            row = connection.execute(f"{_COLLECTIONS} WHERE c.folded_name = ?", (asked.casefold(),)).fetchone()
        if row is None:
            raise NotFound(f"There is no collection “{asked}”.", "`imageref collections` lists them all.")
        return _collection_of(row)

    def add(self, name: str, documents: Collection[str] = ()) -> DocumentCollection:
        """See `CollectionStore`."""
        with self._connections.writing() as connection:
            tidy = _free_name(connection, name)
            number = connection.execute(
                "INSERT INTO collections (name, folded_name) VALUES (?, ?)", (tidy, tidy.casefold())
            ).lastrowid
            assert number is not None
            _put(connection, number, documents)
            row = connection.execute(f"{_COLLECTIONS} WHERE c.number = ?", (number,)).fetchone()
        return _collection_of(row)

    def rename(self, collection_id: int, name: str) -> None:
        """See `CollectionStore`."""
        with self._connections.writing() as connection:
            _check_there(connection, collection_id)
            tidy = _free_name(connection, name, but=collection_id)
            connection.execute(
                "UPDATE collections SET name = ?, folded_name = ? WHERE number = ?",
                (tidy, tidy.casefold(), collection_id),
            )

    def remove(self, collection_id: int) -> None:
        """See `CollectionStore`."""
        with self._connections.writing() as connection:
            _check_there(connection, collection_id)
            connection.execute("DELETE FROM collections WHERE number = ?", (collection_id,))

    def put(self, collection_id: int, documents: Collection[str]) -> None:
        """See `CollectionStore`."""
        with self._connections.writing() as connection:
            _check_there(connection, collection_id)
            _put(connection, collection_id, documents)

    def take_out(self, collection_id: int, documents: Collection[str]) -> None:
        """See `CollectionStore`."""
        with self._connections.writing() as connection:
            _check_there(connection, collection_id)
            connection.execute(
                """DELETE FROM collection_members WHERE collection = ? AND document IN
                   (SELECT number FROM documents WHERE id IN (SELECT value FROM json_each(?)))""",
                (collection_id, json.dumps(sorted(documents))),
            )


def _tidy(name: str) -> str:
    return " ".join(safe_text(name).split())[:LONGEST_NAME].strip()


def _free_name(connection: sqlite3.Connection, name: str, but: int = 0) -> str:
    tidy = _tidy(name)
    if not tidy:
        raise NameRefused("A collection needs a name.", "Give it one.")
    taken = connection.execute(
        "SELECT name FROM collections WHERE folded_name = ? AND number != ?", (tidy.casefold(), but)
    ).fetchone()
    if taken is not None:
        raise NameRefused(f"There is a collection “{taken[0]}” already.", "Choose another name.")
    return tidy


def _check_there(connection: sqlite3.Connection, number: int) -> None:
    if connection.execute("SELECT 1 FROM collections WHERE number = ?", (number,)).fetchone() is None:
        raise NotFound("This collection is not there any more.", "It may have been removed meanwhile.")


def _put(connection: sqlite3.Connection, number: int, documents: Collection[str]) -> None:
    connection.execute(
        """INSERT OR IGNORE INTO collection_members (collection, document)
           SELECT ?, number FROM documents WHERE id IN (SELECT value FROM json_each(?))""",
        (number, json.dumps(sorted(documents))),
    )


def _collection_of(row: tuple[int, str, str]) -> DocumentCollection:
    number, name, documents = row
    return DocumentCollection(number, name, frozenset(json.loads(documents)))
