"""SIGKILL at random moments of ingesting, indexing and removing: nothing acknowledged is lost or half there."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from desktop_app.domain.documents import DocumentStatus
from desktop_app.domain.jobs import CancelToken
from desktop_app.domain.ports import VectorField
from desktop_app.ingestion.ingest import ingest
from desktop_app.library.opening import CatalogueLibrary, open_library
from tests.helpers.fake_embedder import FakeImageEmbedder, FakeTextEmbedder, hashed_words
from tests.helpers.fake_reader import FakePage, FakeReader, paragraphs, write_document

KILLS = int(os.environ.get("IMAGEREF_TEST_KILLS", "20"))
LIVES = 2
"""Libraries that are treated so, one after the other."""
ROOT = Path(__file__).parents[2]
WAIT_S = 60.0


def write_files(folder: Path) -> Path:
    folder.mkdir()
    for number in range(6):
        pages: list[FakePage] = []
        for page in range(40):
            text = f"Page {page} of document {number} speaks of pumps and of Figure {page % 7} and"
            pages.append(paragraphs(f"goes on about word{page} here.", text))
            pages[-1].figures = [(str(page % 7), f"Drawing {page} of {number}")]
        write_document(folder / f"doc {number}.pdf", pages)
    return folder


def contents(library: CatalogueLibrary) -> dict[str, object]:
    """Everything that a reader could see, by document."""
    return {
        document.id: (
            document.status,
            document.counts,
            [(p.text, p.regions) for p in library.document_passages(document.id)],
            [(f.caption, f.file, [m.text for m in f.mentions]) for f in library.document_figures(document.id)],
            [
                len(library.ids_with_vectors(document.id, field, model))
                for field in VectorField
                for model in ("fake-words-64", "fake-pictures-64")
            ],
        )
        for document in library.documents()
    }


def take_in(library: CatalogueLibrary, files: Path) -> None:
    for _ in ingest(
        [files],
        reader=FakeReader(),
        library=library,
        text_embedder=FakeTextEmbedder(),
        image_embedder=FakeImageEmbedder(),
        cancel=CancelToken(),
    ):
        pass


def run_and_kill(folder: Path, files: Path, seconds: float) -> list[str]:
    """Runs the program, kills it so long after it opened the library; returns what it had said."""
    command = [sys.executable, "-m", "tests.library.ingesting_program", str(folder), str(files)]
    program = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    with program:
        assert program.stdout is not None
        assert program.stdout.readline() == "open\n"
        try:
            program.wait(seconds)
        except subprocess.TimeoutExpired:
            program.kill()
        said = program.stdout.read().splitlines()
        program.wait()
        assert program.returncode == -9
    return said


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
@pytest.mark.timeout(60 + 20 * KILLS)
@pytest.mark.parametrize("life", range(LIVES))
def test_kills_at_random_moments_lose_nothing(tmp_path: Path, life: int) -> None:
    files, folder = write_files(tmp_path / "files"), tmp_path / "library"
    with open_library(tmp_path / "reference") as reference:
        take_in(reference, files)
        expected = contents(reference)
    seed = int(time.time()) + life
    print("seed", seed)  # noqa: T201 - shown when the test fails, to repeat it
    chance = random.Random(seed)
    acknowledged: set[str] = set()
    for _ in range(KILLS // LIVES):
        for line in run_and_kill(folder, files, chance.uniform(0.0, 2.5)):
            sign, identity = line.split() if line.count(" ") == 1 else ("", "")
            if sign == "+":
                acknowledged.add(identity)
            elif sign == "-":
                acknowledged.discard(identity)
        with open_library(folder) as library:
            assert library.verify().problems == ()
            ready = {d.id for d in library.documents() if d.status is DocumentStatus.READY}
            assert acknowledged <= ready
            seen = contents(library)
            assert {identity: seen[identity] for identity in ready} == {i: expected[i] for i in ready}
    with open_library(folder) as library:
        take_in(library, files)
        assert contents(library) == expected
        assert library.verify().problems == ()
        assert library.wait_for_index(WAIT_S)
        for text in ("Page 3 of document 2", "goes on about word17 here."):
            vector = hashed_words(text)
            found = library.passages_by_vector(vector, "fake-words-64", 10)
            exact = library._vectors.search(vector, VectorField.PASSAGE, "fake-words-64", 10, None)
            assert [round(hit.score, 4) for hit in found] == [round(hit.score, 4) for hit in exact]
