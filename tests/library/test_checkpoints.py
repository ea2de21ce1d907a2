"""The program ends at each place on the way of a change to the disk: the library opens, is sound, and is finished."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app.domain.documents import DocumentStatus
from desktop_app.domain.errors import LibraryDamaged
from desktop_app.library.checkpoints import Checkpoint
from desktop_app.library.opening import CatalogueLibrary, open_library
from tests.helpers.fake_reader import FakeReader
from tests.library.ending_program import document
from tests.library.library_contents import ROOT, contents, take_in
from tests.library.test_kill import note

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")

LATER = {Checkpoint.ROWS_WRITTEN: (9, 20, 33), Checkpoint.ROWS_COMMITTED: (9, 20, 33), Checkpoint.PICTURES_STORED: (3,)}
"""Places that are reached often, and which later times are tried beside the first."""
CASES = [(point, times) for point in Checkpoint for times in (1, *LATER.get(point, ()))]


def run_to(folder: Path, files: Path, point: Checkpoint, times: int) -> list[str]:
    """Runs the program, which has to end at this place; returns what it had said."""
    command = [sys.executable, "-m", "tests.library.ending_program", folder, files, point, str(times)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=120, check=False)
    assert done.returncode == -signal.SIGKILL, f"{point} was not reached {times} times: {done.stderr}"
    return done.stdout.splitlines()


def opened(folder: Path) -> CatalogueLibrary:
    """The library as a user opens it: a catalogue that is being restored takes a second start."""
    try:
        return open_library(folder)
    except LibraryDamaged:
        return open_library(folder)


def ready(library: CatalogueLibrary) -> dict[str, list[str]]:
    """Ids of the documents that are searched, by file."""
    found: dict[str, list[str]] = {}
    for entry in library.documents():
        if entry.status is DocumentStatus.READY:
            found.setdefault(Path(entry.path).name, []).append(entry.id)
    return found


@pytest.mark.parametrize(("point", "times"), CASES)
def test_ending_there_loses_nothing(tmp_path: Path, point: Checkpoint, times: int) -> None:
    files, folder = tmp_path / "files", tmp_path / "library"
    files.mkdir()
    for name in ("a", "b"):
        document(files / f"{name}.pdf", 0)
    said = run_to(folder, files, point, times)
    acknowledged: set[str] = set()
    note(said, acknowledged)
    with opened(folder) as library:
        assert library.verify().problems == ()
        found = ready(library)
        assert all(len(ids) == 1 for ids in found.values()), "one version of each file is searched"
        if acknowledged:
            assert "a.pdf" in found, "the old version is there until the new one is"
        take_in(library, files, FakeReader())
        finished = contents(library)
        assert library.verify().problems == ()
    with open_library(tmp_path / "reference") as reference:
        take_in(reference, files, FakeReader())
        assert finished == contents(reference)
    figures = {name for _, _, _, figures, _ in finished.values() for _, name, _ in figures}  # type: ignore[misc, attr-defined]
    assert {path.name for path in (folder / "figures").iterdir()} == figures
