"""What a reader could see of a library, to be compared."""

from __future__ import annotations

from pathlib import Path

from desktop_app.domain.jobs import CancelToken
from desktop_app.domain.ports import DocumentReader, Library, VectorField
from desktop_app.ingestion.ingest import ingest
from desktop_app.library.opening import CatalogueLibrary
from tests.helpers.fake_embedder import FakeImageEmbedder, FakeTextEmbedder

ROOT = Path(__file__).parents[2]


def contents(library: CatalogueLibrary) -> dict[str, object]:
    """Everything that can be seen, by document."""
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


def take_in(library: Library, files: Path, reader: DocumentReader) -> None:
    """Ingests a folder with embedders that need no model."""
    for _ in ingest(
        [files],
        reader=reader,
        library=library,
        text_embedder=FakeTextEmbedder(),
        image_embedder=FakeImageEmbedder(),
        cancel=CancelToken(),
    ):
        pass
