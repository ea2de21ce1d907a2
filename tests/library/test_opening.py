from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app.domain.errors import LibraryDamaged, LibraryError, LibraryLocked
from desktop_app.library.opening import open_library
from desktop_app.library.schema_migrations import MIGRATIONS, migrate
from tests.helpers.library_filling import add_document, figure

HOLD = """
import sys, pathlib
from desktop_app.library.opening import open_library
library = open_library(pathlib.Path(sys.argv[1]))
print("open", flush=True)
sys.stdin.read()
"""


def test_a_library_opens_again_with_all_it_held(folder: Path) -> None:
    with open_library(folder) as library:
        document = add_document(library, "m", ["pump"], [figure("A pump")])
    with open_library(folder) as library:
        assert library.documents() == [document]
        assert library.verify().problems == ()


def test_a_library_can_be_moved(folder: Path, tmp_path: Path) -> None:
    with open_library(folder) as library:
        add_document(library, "m", ["pump"], [figure("A pump")])
    moved = folder.rename(tmp_path / "größer & anders #1")
    with open_library(moved) as library:
        assert library.picture(library.all_figures()[0]).is_file()
        assert library.verify().problems == ()


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
def test_other_users_can_not_look_in(folder: Path) -> None:
    with open_library(folder) as library:
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert stat.S_IMODE((folder / "catalogue.sqlite").stat().st_mode) == 0o600
        add_document(library, "m", ["pump"])
    (backup,) = (folder / "backups").iterdir()
    assert [stat.S_IMODE(path.stat().st_mode) for path in (backup.parent, backup)] == [0o700, 0o600]


def test_opening_imports_nothing_heavy(folder: Path) -> None:
    code = (
        "import sys, pathlib; from desktop_app.library.opening import open_library;"
        "open_library(pathlib.Path(sys.argv[1])).close(); assert 'chromadb' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code, folder], check=True, timeout=60)


def test_a_second_opening_is_refused_with_the_holder_named(folder: Path) -> None:
    with open_library(folder), pytest.raises(LibraryLocked, match="in this program"):
        open_library(folder)
    with open_library(folder):
        pass


def test_another_program_is_named_and_its_death_frees_the_library(folder: Path) -> None:
    for _ in range(3):
        holder = subprocess.Popen(
            [sys.executable, "-c", HOLD, folder], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        with holder:
            assert holder.stdout is not None
            assert holder.stdout.readline() == "open\n"
            with pytest.raises(LibraryLocked, match=f"process {holder.pid}"):
                open_library(folder)
            holder.kill()
        open_library(folder).close()


def test_a_name_that_is_none_is_refused() -> None:
    with pytest.raises(LibraryError, match="can't be used"):
        open_library(Path("nul\0"))


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    place = tmp_path / "file"
    place.write_bytes(b"")
    with pytest.raises(LibraryError, match="can't be used"):
        open_library(place)


def damaged(content: bytes, kind: str) -> bytes:
    """The catalogue's bytes, harmed in one way."""
    return {
        "garbage": b"this is no database" * 1000,
        "header": b"\0" * 100 + content[100:],
        "empty": b"",
        "cut": content[: len(content) // 3],
        "schema": content[:100] + b"\xff" * 3996 + content[4096:],
    }[kind]


@pytest.mark.parametrize("kind", ["garbage", "header", "empty", "schema"])
def test_a_damaged_catalogue_without_a_backup_is_refused_and_left_as_it_is(folder: Path, kind: str) -> None:
    with open_library(folder) as library:
        add_document(library, "m", ["pump"] * 50, [figure("A pump")])
    shutil.rmtree(folder / "backups")
    catalogue = folder / "catalogue.sqlite"
    content = damaged(catalogue.read_bytes(), kind)
    catalogue.write_bytes(content)
    for _ in range(2):
        with pytest.raises(LibraryDamaged) as caught:
            open_library(folder)
        assert caught.value.hint
        assert catalogue.read_bytes() == content


def test_a_cut_catalogue_is_found_out_at_the_latest_by_verify(folder: Path) -> None:
    with open_library(folder) as library:
        add_document(library, "m", [f"pump {n} " * 100 for n in range(50)], [figure("A pump")])
    catalogue = folder / "catalogue.sqlite"
    catalogue.write_bytes(damaged(catalogue.read_bytes(), "cut"))
    try:
        with open_library(folder) as library:
            assert library.verify().problems
    except LibraryDamaged:
        pass


def test_a_missing_catalogue_is_not_taken_for_a_new_library(folder: Path) -> None:
    with open_library(folder) as library:
        add_document(library, "m", ["pump"], [figure("A pump")])
    shutil.rmtree(folder / "backups")
    (folder / "catalogue.sqlite").unlink()
    with pytest.raises(LibraryDamaged, match="missing"):
        open_library(folder)


def test_a_newer_library_is_refused(folder: Path) -> None:
    open_library(folder).close()
    connection = sqlite3.connect(folder / "catalogue.sqlite")
    connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    connection.close()
    with pytest.raises(LibraryError, match="newer version"):
        open_library(folder)


def test_a_foreign_database_is_refused(folder: Path) -> None:
    folder.mkdir()
    connection = sqlite3.connect(folder / "catalogue.sqlite")
    connection.execute("CREATE TABLE theirs (a)")
    connection.commit()
    connection.close()
    with pytest.raises(LibraryDamaged, match="not a catalogue"):
        open_library(folder)


def test_a_migration_that_fails_changes_nothing() -> None:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    migrate(connection)
    before = list(connection.iterdump())

    def failing(target: sqlite3.Connection) -> None:
        target.execute("CREATE TABLE more (a)")
        target.execute("no SQL at all")

    with pytest.raises(sqlite3.OperationalError):
        migrate(connection, (*MIGRATIONS, failing))
    assert list(connection.iterdump()) == before
    migrate(connection, (*MIGRATIONS, lambda target: target.execute("CREATE TABLE more (a)")))
    assert connection.execute("PRAGMA user_version").fetchone()[0] == len(MIGRATIONS) + 1
    connection.close()
