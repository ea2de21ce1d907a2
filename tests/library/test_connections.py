from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from desktop_app.domain.errors import LibraryDamaged, LibraryError, LibraryLocked
from desktop_app.library.connections import Connections, explained
from desktop_app.library.figure_files import FigureFiles
from desktop_app.library.lock import HOLDER_NAME, LibraryLock
from desktop_app.library.opening import CatalogueLibrary, open_library
from tests.helpers.library_filling import add_document, document_id, figure, passage, record


@pytest.mark.parametrize(
    ("code", "kind", "words"),
    [
        (sqlite3.SQLITE_FULL, LibraryError, "is full"),
        (sqlite3.SQLITE_READONLY, LibraryError, "can't be written"),
        (sqlite3.SQLITE_CANTOPEN, LibraryError, "can't be written"),
        (sqlite3.SQLITE_CORRUPT, LibraryDamaged, "is damaged"),
        (sqlite3.SQLITE_NOTADB, LibraryDamaged, "is damaged"),
        (sqlite3.SQLITE_IOERR | (3 << 8), LibraryError, "reported an error"),
        (sqlite3.SQLITE_BUSY, LibraryError, "can't be used"),
    ],
)
def test_failures_become_sentences(code: int, kind: type[LibraryError], words: str) -> None:
    error = sqlite3.OperationalError("the engine's words")
    error.sqlite_errorcode = code
    told = explained(error, Path("/some/library/catalogue.sqlite"))
    assert type(told) is kind
    assert words in told.message
    assert "/some/library" in told.message
    assert told.hint


def test_a_full_disk_changes_nothing_and_everything_can_still_be_read(library: CatalogueLibrary) -> None:
    add_document(library, "before", ["pump"])
    add_document(library, "unfinished", ["valve"], finish=False)
    with library._connections.outside_transaction() as connection:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")
    records = [record(number, [passage("much text " * 1000, number)], [figure("x")]) for number in range(2, 60)]
    with pytest.raises(LibraryError, match="is full") as caught:
        library.add_pages(document_id("unfinished"), records)
    assert "Free some space" in caught.value.hint
    assert len(library.document_pages(document_id("unfinished"))) == 1
    assert len(library.passages_by_text("pump", 5)) == 1
    with library._connections.outside_transaction() as connection:
        connection.execute("PRAGMA max_page_count = 1000000")
    library.add_pages(document_id("unfinished"), records)
    assert len(library.document_pages(document_id("unfinished"))) == 59


def test_a_transaction_inside_another_is_part_of_it(tmp_path: Path) -> None:
    connections = Connections(tmp_path / "c.sqlite")
    with connections.writing() as connection:
        connection.execute("CREATE TABLE t (a)")

    def write_and_fail() -> None:
        with connections.writing() as outer:
            with connections.writing() as inner:
                inner.execute("INSERT INTO t VALUES (1)")
            outer.execute("INSERT INTO t VALUES (2)")
            raise LookupError

    with pytest.raises(LookupError):
        write_and_fail()
    with connections.reading() as connection:
        assert connection.execute("SELECT count(*) FROM t").fetchone() == (0,)
    connections.close()


def test_a_reader_sees_one_state(tmp_path: Path) -> None:
    connections = Connections(tmp_path / "c.sqlite")
    with connections.writing() as connection:
        connection.execute("CREATE TABLE t (a)")
    with connections.reading() as reader:
        assert reader.execute("SELECT count(*) FROM t").fetchone() == (0,)
        with connections.writing() as writer:
            writer.execute("INSERT INTO t VALUES (1)")
        assert reader.execute("SELECT count(*) FROM t").fetchone() == (0,)
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            reader.execute("INSERT INTO t VALUES (2)")
    with connections.reading() as reader:
        assert reader.execute("SELECT count(*) FROM t").fetchone() == (1,)
        connections.close()
    connections.close()


def test_a_lock_whose_holder_is_unknown_is_told_without_it(tmp_path: Path) -> None:
    first, second = LibraryLock(tmp_path), LibraryLock(tmp_path)
    first.acquire()
    (tmp_path / HOLDER_NAME).write_text("?")
    with pytest.raises(LibraryLocked, match=r"open in another program\."):
        second.acquire()
    first.release()
    second.acquire()
    second.release()


def test_a_lock_that_can_not_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(LibraryError, match="can't be written"):
        LibraryLock(tmp_path / "file").acquire()


def test_a_picture_that_can_not_be_stored_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(LibraryError, match="could not be stored"):
        FigureFiles(tmp_path / "file").store(b"png")


def test_a_picture_that_was_cut_is_stored_again(tmp_path: Path) -> None:
    files = FigureFiles(tmp_path)
    name = files.store(b"a picture")
    files.path(name).write_bytes(b"a pic")
    assert not files.is_sound(name)
    assert files.store(b"a picture") == name
    assert files.is_sound(name)
    assert not files.is_sound("missing.png")


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd"])
def test_pictures_are_looked_for_in_their_folder_only(tmp_path: Path, name: str) -> None:
    assert FigureFiles(tmp_path).path(name).parent == tmp_path


def test_verify_names_what_is_wrong(folder: Path) -> None:
    with open_library(folder) as library:
        add_document(library, "m", ["pump", "valve"], [figure("x", colour=1), figure("y", colour=2)])
    (first, second) = sorted((folder / "figures").iterdir())
    first.unlink()
    second.write_bytes(b"cut")
    connection = sqlite3.connect(folder / "catalogue.sqlite")
    for statement in (
        "DELETE FROM pages WHERE number = 2",
        "DELETE FROM vectors WHERE owner LIKE '%p00001'",
        "UPDATE vectors SET owner = 'ghost' WHERE owner LIKE '%p00002'",
        "INSERT INTO passage_words (rowid, text, headings) VALUES (999, 'x', '')",
        "INSERT INTO mentions VALUES (999, 0, 'p', 'x')",
    ):
        connection.execute(statement)
    connection.commit()
    connection.close()
    with open_library(folder) as library:
        problems = " ".join(library.verify().problems)
        for words in (
            "never read",
            "passages have no vector",
            "1 vectors belong to nothing",
            "word index of the passages differs from the catalogue in 1 rows",
            "refer to something that is gone",
            "1 pictures are missing",
            "1 pictures are damaged",
        ):
            assert words in problems
