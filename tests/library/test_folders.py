"""Folders that can't be written, or go away; and writes that fail at whichever place."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.domain.errors import LibraryError
from desktop_app.library.checkpoints import Checkpoint
from desktop_app.library.opening import open_library
from tests.helpers.library_filling import add_document, document_id, figure
from tests.library.library_contents import contents


@pytest.fixture
def read_only(folder: Path) -> Iterator[Path]:
    """A library that can't be written: by its rights, and for root, whom rights do not stop, by its file system."""
    with open_library(folder) as library:
        add_document(library, "m", ["pump"])
    if os.name == "nt":
        pytest.skip("Windows has other rights")
    if os.geteuid() != 0:
        folder.chmod(0o500)
        yield folder
        folder.chmod(0o700)
        return
    bind = ["mount", "--bind", folder, folder]
    if sys.platform != "linux" or subprocess.run(bind, capture_output=True, check=False).returncode != 0:
        pytest.skip("root may write anywhere here, and no file system can be mounted")
    subprocess.run(["mount", "-o", "remount,bind,ro", folder], check=True)
    yield folder
    subprocess.run(["umount", folder], check=True)


def test_a_library_that_can_not_be_written_is_told_and_stays_as_it_is(read_only: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in read_only.rglob("*")}
    with pytest.raises(LibraryError, match="can't be written") as caught:
        open_library(read_only)
    assert caught.value.hint
    assert {path: path.stat().st_mtime_ns for path in read_only.rglob("*")} == before


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps open files where they are")
def test_a_library_that_is_removed_while_it_is_open_takes_nothing_more(folder: Path) -> None:
    library = open_library(folder)
    add_document(library, "before", ["pump"])
    away = folder.rename(folder.with_name("away"))
    with pytest.raises(LibraryError, match="not there any more"):
        add_document(library, "after", ["valve"])
    library.close()
    shutil.rmtree(folder, ignore_errors=True)
    with open_library(away) as moved:
        assert [document.id for document in moved.documents()] == [document_id("before")]
        assert moved.verify().problems == ()


class FailingWrites:
    """Fails the n-th change, as a disk does."""

    def __init__(self, point: Checkpoint) -> None:
        self.point = point
        self.left = 0

    def __call__(self, point: Checkpoint) -> None:
        if point is self.point and self.left:
            self.left -= 1
            if self.left == 0:
                error = sqlite3.OperationalError("disk I/O error")
                error.sqlite_errorcode = sqlite3.SQLITE_IOERR
                raise error


@pytest.mark.parametrize("point", [Checkpoint.ROWS_WRITTEN, Checkpoint.PICTURES_STORED])
def test_every_write_that_fails_changes_nothing(folder: Path, point: Checkpoint) -> None:
    failing, failures = FailingWrites(point), 0
    with open_library(folder, failing) as library:
        add_document(library, "first", ["pump"], [figure("A pump")])
        before = contents(library)
        for number in range(1, 20):
            failing.left = number
            try:
                add_document(library, "second", ["valve", "tank"], [figure("A valve", colour=2)])
                break
            except (LibraryError, sqlite3.Error):
                failures += 1
                failing.left = 0
                seen = contents(library)
                assert seen.pop(document_id("first")) == before[document_id("first")]
                assert len(library.passages_by_text("valve", 5)) == 0
                if library.find_document(document_id("second")) is not None:
                    library.remove_document(document_id("second"))
        failing.left = 0
        assert failures >= 1
        assert library.passages_by_text("valve", 5)
        library.rebuild()
        assert library.verify().problems == ()
