"""Backups of the catalogue: made, kept, forgotten with what the user removes, and restored over damage of any kind."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.domain.documents import DocumentStatus
from desktop_app.domain.errors import LibraryDamaged
from desktop_app.library.backups import AGE_S, KEPT, Backups, is_sound
from desktop_app.library.checkpoints import go_on
from desktop_app.library.opening import open_library
from tests.helpers.library_filling import add_document, document_id, figure

TEXTS = [f"pump {number} " * 60 for number in range(40)]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with a document in its backup, and one that came later; its last program was killed."""
    folder = tmp_path_factory.mktemp("kept") / "library"
    with open_library(folder) as library:
        add_document(library, "old", TEXTS, [figure("A pump")])
    copy = folder.with_name("killed")
    with open_library(folder) as library:
        add_document(library, "new", TEXTS, [figure("A valve", colour=2)])
        shutil.copytree(folder, copy)
    return copy


@pytest.fixture
def damaged(kept: Path, folder: Path) -> Path:
    shutil.copytree(kept, folder)
    return folder


def overwrite(path: Path, start: float, content: bytes) -> None:
    """Puts bytes at a share of the file."""
    with path.open("r+b") as file:
        file.seek(int(path.stat().st_size * start) // 4096 * 4096)
        file.write(content)


def checkpoint(catalogue: Path) -> None:
    """Empties the write-ahead log into the file."""
    with closing(sqlite3.connect(catalogue)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def damage_stale_log(catalogue: Path) -> None:
    log = catalogue.with_name(catalogue.name + "-wal")
    content = log.read_bytes()
    checkpoint(catalogue)
    log.write_bytes(content)


DAMAGE: dict[str, Callable[[Path], object]] = {
    "gone": lambda path: path.unlink(),
    "empty": lambda path: path.write_bytes(b""),
    "garbage": lambda path: path.write_bytes(b"this is no database" * 1000),
    "header": lambda path: overwrite(path, 0, bytes(100)),
    "schema": lambda path: overwrite(path, 0, path.read_bytes()[:100] + b"\xff" * 3996),
    "cut": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 3]),
    "last page gone": lambda path: path.write_bytes(path.read_bytes()[:-4096]),
    "zeros at the front": lambda path: overwrite(path, 0.1, bytes(8192)),
    "zeros in the middle": lambda path: overwrite(path, 0.5, bytes(40960)),
    "noise in the middle": lambda path: overwrite(path, 0.5, os.urandom(40960)),
    "doubled block": lambda path: overwrite(path, 0.4, path.read_bytes()[4096:20480]),
    "another database": lambda path: shutil.copyfile(path.with_name("other.sqlite"), path),
}
LOG_DAMAGE: dict[str, Callable[[Path], object]] = {
    "log gone": lambda path: path.with_name(path.name + "-wal").unlink(),
    "log of another time": damage_stale_log,
    "log of noise": lambda path: path.with_name(path.name + "-wal").write_bytes(os.urandom(50_000)),
}


def start_until_sound(folder: Path) -> list[str]:
    """Starts the library as a user would; returns what was told on the way."""
    told: list[str] = []
    for _ in range(3):
        try:
            with open_library(folder) as library:
                problems = [problem for problem in library.verify().problems if "belong to nothing" not in problem]
            if not problems:
                return told
            told += problems
        except LibraryDamaged as error:
            told.append(str(error))
    raise AssertionError(told)


@pytest.mark.parametrize("kind", DAMAGE)
def test_a_damaged_catalogue_is_set_aside_and_its_backup_restored(damaged: Path, kind: str) -> None:
    catalogue = damaged / "catalogue.sqlite"
    checkpoint(catalogue)
    with closing(sqlite3.connect(damaged / "other.sqlite")) as other:
        other.execute("CREATE TABLE t (a)")
    DAMAGE[kind](catalogue)
    harmed = catalogue.read_bytes() if catalogue.exists() else b""
    told = start_until_sound(damaged)
    assert "set aside" in told[-1]
    assert "added again" in told[-1]
    (aside,) = damaged.glob("damaged-*")
    if harmed:
        assert (aside / "catalogue.sqlite").stat().st_size == len(harmed)
    with open_library(damaged) as library:
        assert [(d.id, d.status) for d in library.documents()] == [(document_id("old"), DocumentStatus.READY)]
        add_document(library, "new", TEXTS, [figure("A valve", colour=2)])
        assert library.verify().problems == ()


@pytest.mark.parametrize("kind", LOG_DAMAGE)
def test_a_damaged_log_costs_at_most_what_was_in_it(damaged: Path, kind: str) -> None:
    LOG_DAMAGE[kind](damaged / "catalogue.sqlite")
    start_until_sound(damaged)
    with open_library(damaged) as library:
        assert document_id("old") in {d.id for d in library.documents() if d.status is DocumentStatus.READY}


def test_a_damaged_backup_is_passed_over(damaged: Path) -> None:
    (good,) = (damaged / "backups").iterdir()
    bad = good.with_name("catalogue-99990101T000000.sqlite")
    bad.write_bytes(b"no database")
    (damaged / "catalogue.sqlite").write_bytes(b"no database either")
    with pytest.raises(LibraryDamaged, match="set aside"):
        open_library(damaged)
    with open_library(damaged) as library:
        assert library.documents()[0].id == document_id("old")


def test_a_document_whose_pictures_went_after_the_backup_has_to_be_added_again(damaged: Path) -> None:
    with open_library(damaged) as library:
        picture = library.picture(library.all_figures(document_id("old"))[0])
    picture.unlink()
    (damaged / "catalogue.sqlite").write_bytes(b"")
    with pytest.raises(LibraryDamaged, match="set aside"):
        open_library(damaged)
    with open_library(damaged) as library:
        (document,) = library.documents()
        assert (document.status, document.error[-20:]) == (DocumentStatus.FAILED, " Add the file again.")


def test_the_newest_few_are_kept_and_one_a_day_is_enough(folder: Path) -> None:
    with open_library(folder) as library:
        add_document(library, "one", ["pump"])
    backups = Backups(folder / "catalogue.sqlite", go_on)
    (first,) = backups.there()
    start = first.stat().st_mtime
    backups.make_if_due(start + 60)
    assert backups.there() == [first]
    backups.make_if_due(start + AGE_S)
    assert backups.there() == [first], "nothing has changed"
    for number in range(KEPT + 1):
        with open_library(folder) as library:
            add_document(library, f"more {number}", ["valve"])
        backups.make_if_due(start + 2 * AGE_S)
    assert len(backups.there()) == KEPT
    assert first not in backups.there()
    assert all(is_sound(path) for path in backups.there())


def test_an_empty_library_has_no_backup(folder: Path) -> None:
    open_library(folder).close()
    assert Backups(folder / "catalogue.sqlite", go_on).there() == []


def test_what_the_user_removes_is_in_no_backup(folder: Path) -> None:
    with open_library(folder) as library:
        add_document(library, "secret", ["the planted sentence"])
        add_document(library, "other", ["pump"])
    assert any(b"planted" in path.read_bytes() for path in (folder / "backups").iterdir())
    with open_library(folder) as library:
        library.remove_document(document_id("secret"))
    assert [path for path in folder.rglob("*") if path.is_file() and b"planted" in path.read_bytes()] == []
    assert len(list((folder / "backups").iterdir())) == 1


def test_a_backup_that_is_made_while_rows_are_written_holds_what_is_committed(folder: Path) -> None:
    with open_library(folder) as library:
        add_document(library, "one", ["pump"])
        with library._connections.writing() as connection:
            connection.execute("DELETE FROM pages")
            Backups(folder / "catalogue.sqlite", go_on).make()
            connection.execute("ROLLBACK")
            connection.execute("BEGIN")
        (backup,) = Backups(folder / "catalogue.sqlite", go_on).there()
        assert is_sound(backup)
        with closing(sqlite3.connect(backup)) as copy:
            assert copy.execute("SELECT count(*) FROM pages").fetchone() == (1,)
