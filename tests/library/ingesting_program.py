"""A program that ingests for ever, to be killed: prints each document that is acknowledged as finished."""

from __future__ import annotations

import sys
from pathlib import Path

from desktop_app.domain.documents import DocumentStatus
from desktop_app.domain.ingest_events import FileFinished
from desktop_app.domain.jobs import CancelToken
from desktop_app.domain.ports import DocumentReader, Library
from desktop_app.ingestion.ingest import ingest
from desktop_app.ingestion.page_analysis import Analyser
from desktop_app.library.opening import open_library
from desktop_app.pdf.reader import PdfReader
from tests.helpers.fake_embedder import FakeImageEmbedder, FakeTextEmbedder


def say(*words: str) -> None:
    """A line for the test that reads along."""
    sys.stdout.write(" ".join(words) + "\n")
    sys.stdout.flush()


def take_in(library: Library, files: Path, reader: DocumentReader, *, again: bool = False) -> None:
    """Ingests a folder, and says what is finished."""
    for event in ingest(
        [files],
        reader=reader,
        library=library,
        text_embedder=FakeTextEmbedder(),
        image_embedder=FakeImageEmbedder(),
        cancel=CancelToken(),
        again=again,
    ):
        if isinstance(event, FileFinished) and event.report.status is DocumentStatus.READY:
            say("+", event.report.document_id)


def main() -> None:
    """Ingests, reads again, removes, ingests again, with the vector index following if it is wanted."""
    folder, files, index = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3] == "index"
    say("start")
    library = open_library(folder)
    reader = PdfReader(Analyser(), workers=1)
    if index:
        library.wait_for_index(0)
    while True:
        take_in(library, files, reader)
        take_in(library, sorted(files.iterdir())[0], reader, again=True)
        for document in library.documents()[::2]:
            say("-", document.id)
            library.remove_document(document.id)


if __name__ == "__main__":
    main()
