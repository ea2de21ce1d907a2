"""Catalogues of every older schema are brought up to date with all they hold, or stay as they are."""

from __future__ import annotations

import gzip
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from desktop_app.domain.documents import DocumentStatus
from desktop_app.domain.errors import LibraryError
from desktop_app.library.figure_files import FigureFiles
from desktop_app.library.opening import CATALOGUE_NAME, FIGURES_NAME, open_library
from desktop_app.library.schema_migrations import MIGRATIONS, migrate
from tests.helpers.fake_reader import plain_png
from tests.library.make_schema_fixture import FOLDER

VERSIONS = sorted(int(path.name.split(".")[0]) for path in FOLDER.glob("*.sqlite.gz"))
OWN_TABLES = """SELECT name FROM sqlite_schema WHERE type = 'table' AND name != 'state'
    AND name NOT LIKE '%\\_words\\_%' ESCAPE '\\'"""


@pytest.fixture(params=VERSIONS)
def old(request: pytest.FixtureRequest, folder: Path) -> Path:
    """A library whose catalogue an older program wrote."""
    (folder / FIGURES_NAME).mkdir(parents=True)
    FigureFiles(folder / FIGURES_NAME).store(plain_png(1))
    content = gzip.decompress((FOLDER / f"{request.param}.sqlite.gz").read_bytes())
    (folder / CATALOGUE_NAME).write_bytes(content)
    return folder


def rows(connection: sqlite3.Connection, table: str, columns: list[str]) -> list[Any]:
    return sorted(connection.execute(f"SELECT {', '.join(columns)} FROM {table}").fetchall(), key=repr)


def all_rows(catalogue: Path, columns: dict[str, list[str]] | None = None) -> dict[str, tuple[list[str], list[Any]]]:
    """Every table's rows; of these columns, or of all there are."""
    with closing(sqlite3.connect(catalogue)) as connection:
        if columns is None:
            names = [row[0] for row in connection.execute(OWN_TABLES)]
            columns = {n: [c[1] for c in connection.execute(f"PRAGMA table_info({n})")] for n in names}
        return {name: (wanted, rows(connection, name, wanted)) for name, wanted in columns.items()}


def test_every_older_schema_has_its_fixture() -> None:
    assert set(range(1, len(MIGRATIONS))) <= set(VERSIONS)
    assert VERSIONS[0] == 1


def test_an_old_library_opens_with_all_it_held(old: Path) -> None:
    before = all_rows(old / CATALOGUE_NAME)
    with open_library(old) as library:
        assert library.verify().problems == ()
        states = [document.status for document in library.documents()]
        assert states == [DocumentStatus.READY, DocumentStatus.READING, DocumentStatus.FAILED]
        assert [hit.score > 0 for hit in library.passages_by_text("oil", 5)] == [True]
        assert len(library.passages_by_text("泵", 5)) == 1
    after = all_rows(old / CATALOGUE_NAME, {name: columns for name, (columns, _) in before.items()})
    assert after == before
    with closing(sqlite3.connect(old / CATALOGUE_NAME)) as connection, closing(sqlite3.connect(":memory:")) as fresh:
        fresh.isolation_level = None
        migrate(fresh)
        schema = "SELECT type, name, tbl_name FROM sqlite_schema ORDER BY 1, 2, 3"
        assert connection.execute(schema).fetchall() == fresh.execute(schema).fetchall()


def test_a_step_that_fails_leaves_the_old_catalogue(old: Path) -> None:
    def fails(connection: sqlite3.Connection) -> None:
        connection.execute("DELETE FROM documents")
        raise RuntimeError("the power went")

    before = all_rows(old / CATALOGUE_NAME)
    with pytest.raises(RuntimeError, match="power"):
        open_library(old, migrations=(*MIGRATIONS, fails))
    assert all_rows(old / CATALOGUE_NAME) == before
    with open_library(old) as library:
        assert len(library.documents()) == 3


def test_a_backup_is_made_before_a_schema_is_changed(old: Path) -> None:
    def adds(connection: sqlite3.Connection) -> None:
        connection.execute("CREATE TABLE more (a)")

    versions: list[int] = []
    with open_library(old, migrations=(*MIGRATIONS, adds)) as library:
        for backup in (old / "backups").iterdir():
            with closing(sqlite3.connect(backup)) as connection:
                versions.append(connection.execute("PRAGMA user_version").fetchone()[0])
        assert len(library.documents()) == 3
    assert versions in ([version] for version in VERSIONS)
    with pytest.raises(LibraryError, match="newer version"):
        open_library(old)


def test_a_schema_is_not_changed_where_no_backup_can_be_made(old: Path) -> None:
    (old / "backups").write_bytes(b"in the way")
    before = all_rows(old / CATALOGUE_NAME)
    with pytest.raises(LibraryError, match="no backup of it could be made"):
        open_library(old, migrations=(*MIGRATIONS, lambda connection: None))
    assert all_rows(old / CATALOGUE_NAME) == before
