"""SIGKILL at random moments of ingesting, indexing and removing: nothing acknowledged is lost or half there."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from desktop_app.domain.documents import DocumentStatus
from desktop_app.domain.ports import VectorField
from desktop_app.ingestion.page_analysis import Analyser
from desktop_app.library.opening import CatalogueLibrary, open_library
from desktop_app.pdf.reader import PdfReader
from tests.helpers.fake_embedder import hashed_words
from tests.helpers.processes import still_alive
from tests.library.library_contents import ROOT, contents, take_in
from tests.library.real_documents import write_pdfs

KILLS = int(os.environ.get("IMAGEREF_TEST_KILLS", "50"))
SEED = int(os.environ.get("IMAGEREF_TEST_SEED", "3"))
LONGEST_S = 1.2
"""From the first line of the program on: opening, the first documents, and reading again lie within."""
INDEXED = 5
"""Every so many lives the vector index is open as well; it takes long to import."""
WAIT_S = 60.0

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")


def run_and_kill(folder: Path, files: Path, seconds: float, *, index: bool) -> list[str]:
    """Runs the program and kills it so long after its start; returns what it had said. None of its processes stays."""
    command = [sys.executable, "-m", "tests.library.ingesting_program", folder, files, "index" if index else "alone"]
    program = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    with program:
        assert program.stdout is not None
        assert program.stdout.readline() == "start\n"
        try:
            program.wait(seconds)
        except subprocess.TimeoutExpired:
            children = psutil.Process(program.pid).children(recursive=True)
            program.kill()
        said = program.stdout.read().splitlines()
        program.wait()
        assert program.returncode == -9
    assert still_alive(children, WAIT_S) == []
    return said


def note(said: list[str], acknowledged: set[str]) -> None:
    """Keeps the ids up to date that were said to be finished and not to be removed; the last line may be cut."""
    for line in said:
        sign, _, identity = line.partition(" ")
        if len(identity) == 64:
            (acknowledged.add if sign == "+" else acknowledged.discard)(identity)


def assert_index_answers_exactly(library: CatalogueLibrary) -> None:
    assert library.wait_for_index(WAIT_S)
    for text in ("Page 3 of document 2", "the pump7 moves oil"):
        vector = hashed_words(text)
        found = library.passages_by_vector(vector, "fake-words-64", 10)
        exact = library._vectors.search(vector, VectorField.PASSAGE, "fake-words-64", 10, None)
        assert [round(hit.score, 4) for hit in found] == [round(hit.score, 4) for hit in exact]


@pytest.fixture
def reader() -> Iterator[PdfReader]:
    made = PdfReader(Analyser(), workers=1)
    yield made
    made.close()


@pytest.mark.timeout(120 + 10 * KILLS)
def test_kills_at_random_moments_lose_nothing(tmp_path: Path, reader: PdfReader) -> None:
    files, folder = write_pdfs(tmp_path / "files"), tmp_path / "library"
    with open_library(tmp_path / "reference") as reference:
        take_in(reference, files, reader)
        expected = contents(reference)
    chance, acknowledged = random.Random(SEED), set[str]()
    for life in range(KILLS):
        said = run_and_kill(folder, files, chance.uniform(0.0, LONGEST_S), index=life % INDEXED == 0)
        note(said, acknowledged)
        with open_library(folder) as library:
            assert library.verify().problems == ()
            seen = contents(library)
            ready = {d.id for d in library.documents() if d.status is DocumentStatus.READY}
            assert acknowledged <= ready
            assert {identity: seen[identity] for identity in ready} == {i: expected[i] for i in ready}
    with open_library(folder) as library:
        take_in(library, files, reader)
        assert contents(library) == expected
        assert library.verify().problems == ()
        assert_index_answers_exactly(library)
