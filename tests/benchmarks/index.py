"""How long the vector index takes to be made anew from the catalogue, and how fast the exact search is meanwhile.

python -m tests.benchmarks.index [VECTORS]
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

import numpy

from desktop_app.domain.documents import DocumentStatus
from desktop_app.domain.page_content import DocumentInfo
from desktop_app.domain.ports import VectorField
from desktop_app.library.opening import CatalogueLibrary, open_library
from tests.helpers.library_filling import document_id, passage, record

DIMENSION = 384
QUESTIONS = 50
WAIT_S = 600.0


def fill(library: CatalogueLibrary, count: int) -> None:
    """One document with so many passages and random vectors."""
    identity = document_id("big")
    library.begin_document(identity, Path("/big.pdf"), DocumentInfo(1), 1)
    ids = library.add_pages(identity, [record(1, [passage(f"word{number}") for number in range(count)])])
    vectors = numpy.random.default_rng(1).normal(size=(count, DIMENSION)).astype(numpy.float32)
    library.store_vectors(identity, VectorField.PASSAGE, "random", ids, vectors)
    library.finish_document(identity, DocumentStatus.READY)


def search(library: CatalogueLibrary, what: str) -> None:
    """The median of some questions."""
    taken = []
    for seed in range(QUESTIONS):
        vector = numpy.random.default_rng(100 + seed).normal(size=DIMENSION).astype(numpy.float32)
        start = time.perf_counter()
        library.passages_by_vector(vector, "random", 20)
        taken.append(time.perf_counter() - start)
    print(f"{what:22s} {1000 * sorted(taken)[QUESTIONS // 2]:8.1f} ms a question (the first {1000 * taken[0]:.1f} ms)")


def main() -> None:
    """Measures and prints."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as name, open_library(Path(name) / "library") as library:
        fill(library, count)
        search(library, "exact search")
        start, used = time.perf_counter(), time.process_time()
        assert library.wait_for_index(WAIT_S)
        clock, processor = time.perf_counter() - start, time.process_time() - used
        print(
            f"{count} vectors of {DIMENSION}: index made in {clock:.1f} s by the clock, {processor:.1f} s of processors"
        )
        search(library, "search by the index")


if __name__ == "__main__":
    main()
