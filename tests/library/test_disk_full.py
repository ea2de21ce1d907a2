"""A full disk: told in a sentence, nothing that was finished is lost, and the work goes on when there is room again."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.domain.documents import DocumentStatus
from desktop_app.library.opening import open_library
from tests.helpers.fake_reader import FakePage, FakeReader, paragraphs, write_document
from tests.library.library_contents import ROOT, contents, take_in

PROGRAM = """
import pathlib, sys
from desktop_app.domain.errors import LibraryError
from desktop_app.library.opening import open_library
from tests.helpers.fake_reader import FakeReader
from tests.library.ingesting_program import take_in

library = open_library(pathlib.Path(sys.argv[1]))
if len(sys.argv) > 3:
    import resource, signal
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    limit = int(sys.argv[3])
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
try:
    take_in(library, pathlib.Path(sys.argv[2]), FakeReader())
except LibraryError as error:
    print("!", error, flush=True)
library.documents()
library.close()
"""


def write_files(folder: Path, count: int = 6) -> Path:
    folder.mkdir()
    for number in range(count):
        pages: list[FakePage] = []
        for page in range(40):
            text = f"Page {page} of document {number} speaks of pumps and of Figure {page % 7} and"
            pages.append(paragraphs(f"goes on about word{page} here.", text))
            pages[-1].figures = [(str(page % 7), f"Drawing {page} of {number}")]
        write_document(folder / f"doc {number}.pdf", pages)
    return folder


def ingest_in_a_program(folder: Path, files: Path, *limit: int) -> tuple[set[str], list[str]]:
    """What another process said was finished, and what it told."""
    command = [sys.executable, "-c", PROGRAM, str(folder), str(files), *map(str, limit)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    return {line[2:] for line in lines if line.startswith("+ ")}, [line for line in lines if line.startswith("!")]


def assert_holds(folder: Path, acknowledged: set[str]) -> None:
    with open_library(folder) as library:
        assert library.verify().problems == ()
        assert acknowledged <= {d.id for d in library.documents() if d.status is DocumentStatus.READY}


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of a few megabytes; making one takes the rights of root, which CI has."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", folder]
    if sys.platform != "linux" or subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        pytest.skip("no file system can be mounted here; the test with a limit on the size of files runs everywhere")
    yield folder
    subprocess.run(["umount", folder], check=True)


def test_a_full_file_system_is_told_and_loses_nothing(small_disk: Path, tmp_path: Path) -> None:
    files, folder = write_files(tmp_path / "files", 30), small_disk / "library"
    acknowledged, (message,) = ingest_in_a_program(folder, files)
    assert "full" in message or "No space left" in message
    assert str(folder) in message
    assert acknowledged
    assert_holds(folder, acknowledged)
    for path in sorted(files.iterdir())[len(acknowledged) :]:
        path.unlink()
    subprocess.run(["mount", "-o", "remount,size=40m", small_disk], check=True)
    with open_library(folder) as library:
        take_in(library, files, FakeReader())
        assert {d.id for d in library.documents() if d.status is DocumentStatus.READY} == acknowledged
        assert library.verify().problems == ()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no limit on the size of files")
def test_a_full_disk_is_told_and_loses_nothing(tmp_path: Path) -> None:
    files, folder = write_files(tmp_path / "files"), tmp_path / "library"
    with open_library(tmp_path / "reference") as reference:
        take_in(reference, files, FakeReader())
        expected = contents(reference)
    acknowledged: set[str] = set()
    for limit in (150_000, 300_000, 450_000):
        finished, (message,) = ingest_in_a_program(folder, files, limit)
        assert str(folder) in message
        acknowledged |= finished
        assert_holds(folder, acknowledged)
    with open_library(folder) as library:
        take_in(library, files, FakeReader())
        assert contents(library) == expected
