"""Whether catalogue, vectors and picture files agree, and putting right what can be put right."""

from __future__ import annotations

import json
import sqlite3
from contextlib import suppress

from desktop_app.domain.ports import LibraryCheck, VectorField
from desktop_app.library.catalogue import Catalogue
from desktop_app.library.connections import Connections
from desktop_app.library.figure_files import FigureFiles
from desktop_app.library.vector_store import VectorStore

MAX_EXAMPLES = 5
PICTURES_MISSING = "Pictures of its figures are missing. Add the file again."
WORD_TABLES = (("passage_words", "passages"), ("figure_words", "figures"))

_UNREAD_PAGES = """SELECT d.stem FROM documents d WHERE d.status IN ('ready', 'partial')
    AND d.pages != (SELECT count(*) FROM pages g WHERE g.document = d.number)"""
_PASSAGES_WITHOUT_VECTOR = f"""SELECT d.stem FROM documents d JOIN passages p ON p.document = d.number
    WHERE d.status IN ('ready', 'partial')
    AND NOT EXISTS (SELECT 1 FROM vectors v WHERE v.document = d.number AND v.owner = p.id
                    AND v.field = '{VectorField.PASSAGE.value}')
    GROUP BY d.number"""
_VECTORS_WITHOUT_OWNER = f"""SELECT v.owner FROM vectors v WHERE NOT EXISTS
    (SELECT 1 FROM passages p WHERE p.id = v.owner AND v.field = '{VectorField.PASSAGE.value}')
    AND NOT EXISTS (SELECT 1 FROM figures f WHERE f.id = v.owner AND v.field != '{VectorField.PASSAGE.value}')"""


class Audit:
    """Checks and cleans a library."""

    def __init__(
        self, connections: Connections, catalogue: Catalogue, vectors: VectorStore, files: FigureFiles
    ) -> None:
        self._connections = connections
        self._catalogue = catalogue
        self._vectors = vectors
        self._files = files

    def verify(self) -> LibraryCheck:
        """See `Library.verify`."""
        problems = [*self._catalogue_problems(), *self._row_problems(), *self._file_problems()]
        with self._connections.reading() as connection:
            documents, passages, figures, vectors = (
                connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
                for table in ("documents", "passages", "figures", "vectors")
            )
        return LibraryCheck(documents, passages, figures, vectors, tuple(problems))

    def clean(self) -> None:
        """Removes what nothing refers to, and packs the word indexes."""
        self.remove_stray_files()
        with self._connections.writing() as connection:
            connection.execute(f"DELETE FROM vectors WHERE owner IN ({_VECTORS_WITHOUT_OWNER})")
        self.forget_deleted()

    def remove_stray_files(self) -> None:
        """Removes pictures nothing refers to, and the leavings of writes cut short."""
        self._files.remove(self._files.names() - self._catalogue.picture_names())
        for path in self._files.leftovers():
            with suppress(OSError):
                path.unlink()

    def fail_without_pictures(self) -> None:
        """Documents whose pictures are gone can't be shown as ready: they fail, and are read anew when added again."""
        missing = self._catalogue.picture_names() - self._files.names()
        if not missing:
            return
        with self._connections.writing() as connection:
            connection.execute(
                """UPDATE documents SET status = 'failed', error = ? WHERE status IN ('ready', 'partial') AND number IN
                   (SELECT document FROM figures WHERE file IN (SELECT value FROM json_each(?)))""",
                (PICTURES_MISSING, json.dumps(sorted(missing))),
            )

    def forget_deleted(self) -> None:
        """Takes what was deleted out of the files as well: merged word lists, an empty write-ahead log."""
        with self._connections.writing() as connection:
            for words, _ in WORD_TABLES:
                connection.execute(f"INSERT INTO {words} ({words}) VALUES ('optimize')")
        with self._connections.outside_transaction() as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _catalogue_problems(self) -> list[str]:
        with self._connections.reading() as connection:
            found = [row[0] for row in connection.execute("PRAGMA quick_check(5)") if row[0] != "ok"]
            broken = connection.execute("PRAGMA foreign_key_check").fetchall()
        problems = [f"The catalogue is damaged: {line}." for line in found]
        if found:
            self._connections.suspect()
        if broken:
            problems.append(f"{len(broken)} rows of the catalogue refer to something that is gone.")
        for words, owners in WORD_TABLES:
            problems += self._word_problems(words, owners)
        return problems

    def _word_problems(self, words: str, owners: str) -> list[str]:
        with self._connections.writing() as connection:
            try:
                connection.execute(f"INSERT INTO {words} ({words}) VALUES ('integrity-check')")
            except sqlite3.DatabaseError:
                self._connections.suspect()
                return [f"The word index of the {owners} is damaged."]
            differing = connection.execute(
                f"""SELECT (SELECT count(*) FROM {words} WHERE rowid NOT IN (SELECT number FROM {owners}))
                         + (SELECT count(*) FROM {owners} WHERE number NOT IN (SELECT rowid FROM {words}))"""
            ).fetchone()[0]
        return [f"The word index of the {owners} differs from the catalogue in {differing} rows."] if differing else []

    def _row_problems(self) -> list[str]:
        problems = []
        with self._connections.reading() as connection:
            for query, words in (
                (_UNREAD_PAGES, "shown as ready, but some of its pages were never read"),
                (_PASSAGES_WITHOUT_VECTOR, "shown as ready, but some of its passages have no vector"),
            ):
                problems += [f"{row[0]} is {words}." for row in connection.execute(query)]
            stray = len(connection.execute(_VECTORS_WITHOUT_OWNER).fetchall())
        if stray:
            problems.append(f"{stray} vectors belong to nothing.")
        return problems

    def _file_problems(self) -> list[str]:
        there, wanted = self._files.names(), self._catalogue.picture_names()
        problems = []
        for words, names in (
            ("pictures are missing", wanted - there),
            ("pictures are damaged", {name for name in wanted & there if not self._files.is_sound(name)}),
            ("pictures belong to nothing", there - wanted),
        ):
            if names:
                examples = ", ".join(sorted(names)[:MAX_EXAMPLES])
                problems.append(f"{len(names)} {words} ({examples}).")
        return problems
