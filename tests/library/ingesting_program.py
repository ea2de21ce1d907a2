"""A program that ingests for ever, to be killed: prints each document that is acknowledged as finished."""

from __future__ import annotations

import sys
from pathlib import Path

from desktop_app.domain.documents import DocumentStatus
from desktop_app.domain.ingest_events import FileFinished
from desktop_app.domain.jobs import CancelToken
from desktop_app.ingestion.ingest import ingest
from desktop_app.library.opening import CatalogueLibrary, open_library
from tests.helpers.fake_embedder import FakeImageEmbedder, FakeTextEmbedder
from tests.helpers.fake_reader import FakeReader


def say(*words: str) -> None:
    """A line for the test that reads along."""
    sys.stdout.write(" ".join(words) + "\n")
    sys.stdout.flush()


def take_in(library: CatalogueLibrary, files: Path) -> None:
    """Ingests a folder, and says what is finished."""
    for event in ingest(
        [files],
        reader=FakeReader(),
        library=library,
        text_embedder=FakeTextEmbedder(),
        image_embedder=FakeImageEmbedder(),
        cancel=CancelToken(),
    ):
        if isinstance(event, FileFinished) and event.report.status is DocumentStatus.READY:
            say("+", event.report.document_id)


def main() -> None:
    """Ingests, removes, ingests again."""
    folder, files = Path(sys.argv[1]), Path(sys.argv[2])
    library = open_library(folder)
    library.wait_for_index(0)
    say("open")
    while True:
        take_in(library, files)
        for document in library.documents()[::2]:
            say("-", document.id)
            library.remove_document(document.id)


if __name__ == "__main__":
    main()
