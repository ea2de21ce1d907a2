"""Documents put into a real library without any reader."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from desktop_app.domain.documents import Document, DocumentStatus, FigureKind, Page, PageState
from desktop_app.domain.geometry import Box, Region
from desktop_app.domain.jobs import CancelToken
from desktop_app.domain.page_content import DocumentInfo, FigurePicture, FigureRegion
from desktop_app.domain.ports import FigureDraft, Library, PageRecord, PassageDraft, VectorField
from tests.helpers.fake_embedder import FakeTextEmbedder
from tests.helpers.fake_reader import plain_png

PARAGRAPH_BOX = Box(50, 100, 500, 120)


def document_id(name: str) -> str:
    """The id that `add_document` gives a document of this name."""
    return hashlib.sha256(name.encode()).hexdigest()


def passage(text: str, page: int = 1, headings: Sequence[str] = ()) -> PassageDraft:
    """A passage of one paragraph."""
    return PassageDraft(text, (Region(page, PARAGRAPH_BOX),), tuple(headings))


def figure(caption: str, *, label: str | None = None, colour: int = 1, inside: str = "") -> FigureDraft:
    """A figure whose picture is a square of a colour."""
    region = FigureRegion(Box(50, 200, 300, 400), FigureKind.VECTOR, label, caption, None, inside, "")
    return FigureDraft(FigurePicture(region, plain_png(colour), 4, 4))


def record(
    number: int, passages: Sequence[PassageDraft] = (), figures: Sequence[FigureDraft] = (), state: str = "text"
) -> PageRecord:
    """A page."""
    return PageRecord(Page(number, 595, 842, 0, PageState(state)), tuple(passages), tuple(figures))


def add_document(
    library: Library,
    name: str,
    texts: Sequence[str],
    figures: Sequence[FigureDraft] = (),
    *,
    path: Path | None = None,
    finish: bool = True,
    embedder: FakeTextEmbedder | None = None,
) -> Document:
    """A document with a page for each text, the figures on its first page, vectors and all."""
    identity, model = document_id(name), embedder or FakeTextEmbedder()
    library.begin_document(identity, path or Path(f"/documents/{name}.pdf"), DocumentInfo(len(texts), name), 1000)
    records = [
        record(number, [passage(text, number)], figures if number == 1 else ()) for number, text in enumerate(texts, 1)
    ]
    ids = library.add_pages(identity, records)
    store_texts(library, identity, VectorField.PASSAGE, ids, texts, model)
    found = library.document_figures(identity)
    if found:
        captions = [figure.caption or "none" for figure in found]
        store_texts(library, identity, VectorField.FIGURE_CAPTION, [f.id for f in found], captions, model)
    if finish:
        return library.finish_document(identity, DocumentStatus.READY)
    unfinished = library.find_document(identity)
    assert unfinished is not None
    return unfinished


def store_texts(
    library: Library,
    identity: str,
    field: VectorField,
    ids: Sequence[str],
    texts: Sequence[str],
    embedder: FakeTextEmbedder,
) -> None:
    """Vectors of texts."""
    vectors = embedder.embed_passages(texts, CancelToken())
    library.store_vectors(identity, field, embedder.name, ids, vectors)
