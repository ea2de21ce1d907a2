"""What the use cases need from the outside, as Protocols; adapters fulfil them, tests pass fakes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from desktop_app.domain.collections import CollectionStore
from desktop_app.domain.documents import (
    Document,
    DocumentStatus,
    Figure,
    LeftOut,
    Mention,
    Page,
    Passage,
)
from desktop_app.domain.geometry import Box, Region
from desktop_app.domain.jobs import CancelToken
from desktop_app.domain.watching import WatchedFolderStore

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    from desktop_app.domain.answer_model import AnswerModel
    from desktop_app.domain.history import ConversationExporter, History
    from desktop_app.domain.machine import Machine
    from desktop_app.domain.model_store import ModelStore
    from desktop_app.domain.page_content import (
        DocumentInfo,
        FigurePicture,
        OriginalImage,
        OutlineEntry,
        PageLayout,
        SkippedGraphic,
    )
    from desktop_app.domain.page_text import PageHits, PageText
    from desktop_app.domain.picture_queries import PictureMatcher

    Vectors = NDArray[numpy.float32]


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """A page as it is shown: PNG bytes and their size; `rotation` is the page's own, clockwise.

    `page_width` and `page_height` are those of the unrotated page in points, for `geometry.as_displayed`.
    """

    png: bytes
    width: int
    height: int
    page_width: float
    page_height: float
    rotation: int


AskPassword = Callable[[Path], str | None]
"""Asks for the password of a file, again when the last one was wrong; None to give up."""


class OpenDocument(Protocol):
    """A document that is being read."""

    @property
    def info(self) -> DocumentInfo:
        """What is known of the document as a whole."""
        ...

    def pages(self, first: int, last: int, cancel: CancelToken) -> Iterator[PageLayout]:
        """Pages `first` to `last` (from 1, both included), in order, each exactly once.

        A page that can't be read, hangs, or takes its worker down comes with the state `FAILED` and its reason.

        Raises:
            Cancelled: within a second of `cancel` being set.
            DocumentError: the file as a whole can't be read any more.
        """
        ...


class DocumentReader(Protocol):
    """Opens documents in worker processes."""

    def open(self, path: Path, cancel: CancelToken) -> AbstractContextManager[OpenDocument]:
        """Opens a document.

        Raises:
            DocumentError: it can't be opened; the subclass says why.
            Cancelled: as everywhere.
        """
        ...

    def render_page(self, path: Path, page: int, scale: float, box: Box | None = None) -> RenderedPage:
        """The page as it is shown, at `scale` pixels a point; or of it what the picture of a figure in `box` shows.

        Raises:
            DocumentError: the file is gone, changed beyond recognition, or the page can't be drawn.
        """
        ...

    def page_text(self, path: Path, page: int) -> PageText:
        """The words and links of a page as they stand in the file.

        Raises:
            DocumentError: the file is gone, changed beyond recognition, or the page can't be read.
        """
        ...

    def original_image(self, path: Path, page: int, box: Box) -> OriginalImage | None:
        """The one image that fills a box of a page, as it is coded in the file; None where no single one does.

        Raises:
            DocumentError: the file is gone, changed beyond recognition, or the page can't be read.
        """
        ...

    def find_text(self, path: Path, numbers: Sequence[int], query: str, cancel: CancelToken) -> Iterator[PageHits]:
        """Where a query stands on these pages, one result for each page in this order.

        Raises:
            DocumentError: the file can't be opened any more.
            Cancelled: within a second of `cancel` being set.
        """
        ...

    def outline(self, path: Path) -> tuple[OutlineEntry, ...]:
        """The document's bookmarks.

        Raises:
            DocumentError: the file can't be opened any more.
        """
        ...

    def close(self) -> None:
        """Ends the worker processes."""
        ...


@dataclass(frozen=True, slots=True)
class PassageDraft:
    """A passage that is not in the library yet."""

    text: str
    regions: tuple[Region, ...]
    heading_path: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FigureDraft:
    """A figure that is not in the library yet."""

    picture: FigurePicture
    heading_path: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PageRecord:
    """Everything that one page adds to the library.

    Attributes:
        passages: those that begin on this page.
        heading_path: the headings in force at the end of the page, for the page after it.
    """

    page: Page
    passages: tuple[PassageDraft, ...] = ()
    figures: tuple[FigureDraft, ...] = ()
    skipped: tuple[SkippedGraphic, ...] = ()
    heading_path: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ResumePoint:
    """Where an interrupted document goes on: the pages stored so far (0 for none), the headings in force there."""

    pages_done: int = 0
    heading_path: tuple[str, ...] = ()


class VectorField(StrEnum):
    """Which evidence a vector stands for; the last is the picture itself."""

    PASSAGE = "passage"
    FIGURE_CAPTION = "figure-caption"
    FIGURE_CONTEXT = "figure-context"
    FIGURE_IMAGE = "figure-image"


class FigureField(StrEnum):
    """The text fields of a figure that can be searched by words."""

    CAPTION = "caption"
    MENTIONS = "mentions"
    INSIDE = "inside"
    HEADINGS = "headings"
    NEARBY = "nearby"


class DocumentStore(Protocol):
    """Where documents are written; every call is one transaction, and durable when it returns."""

    def find_document(self, document_id: str) -> Document | None:
        """The document with this id, whatever its status."""
        ...

    def documents_at(self, path: Path) -> list[Document]:
        """The documents that were read from this file, whatever their status."""
        ...

    def begin_document(self, document_id: str, path: Path, info: DocumentInfo, size: int) -> ResumePoint:
        """Enters a document as `READING`, or takes up one that was interrupted or failed before."""
        ...

    def add_pages(self, document_id: str, records: Sequence[PageRecord]) -> list[str]:
        """Stores consecutive pages with all they hold; returns the ids of the new passages, in order."""
        ...

    def relocate_document(self, document_id: str, path: Path) -> None:
        """Notes that the document's file is now at `path`.

        Raises:
            NotFound: there is no such document.
        """
        ...

    def document_pages(self, document_id: str) -> list[Page]:
        """The pages of a document that have been read so far, in order, whatever its status."""
        ...

    def document_passages(self, document_id: str) -> list[Passage]:
        """All passages of a document in order, whatever its status."""
        ...

    def document_figures(self, document_id: str) -> list[Figure]:
        """All figures of a document in order, whatever its status."""
        ...

    def set_mentions(self, document_id: str, mentions: Mapping[str, Sequence[Mention]]) -> None:
        """Replaces the mentions of the document's figures; keys are figure ids."""
        ...

    def ids_with_vectors(self, document_id: str, field: VectorField, model: str) -> set[str]:
        """Ids of the document's passages or figures that have a vector of this model."""
        ...

    def store_vectors(
        self, document_id: str, field: VectorField, model: str, ids: Sequence[str], vectors: Vectors
    ) -> None:
        """Stores vectors, shape [len(ids), dimension], float32, L2-normalised.

        Raises:
            ValueError: a vector is not finite, or the shapes do not fit.
        """
        ...

    def finish_document(
        self,
        document_id: str,
        status: DocumentStatus,
        error: str = "",
        *,
        replaces: Collection[str] = (),
        becomes: str = "",
    ) -> Document:
        """Gives the document its final status; from now on it is searched if ready or partial.

        In the same step the documents that it `replaces` are removed with all they hold (unknown ids are passed over),
        and it takes the id that it `becomes`, where that is another one.
        """
        ...

    def fail_document(self, document_id: str, path: Path, size: int, error: str) -> None:
        """Enters or marks a document as failed, so that the list can say why."""
        ...

    def remove_document(self, document_id: str) -> None:
        """Removes rows, vectors, and the pictures that no other document uses.

        Raises:
            NotFound: there is no such document.
        """
        ...


class LibraryView(Protocol):
    """Reading the library. Documents that are not ready or partial show in `documents` alone."""

    def documents(self) -> list[Document]:
        """Every document, oldest first, whatever its status."""
        ...

    def document(self, name_or_id: str) -> Document:
        """A document by its id, a unique beginning of the id (8 characters or more), its name, or its file name.

        Raises:
            NotFound: none, or more than one.
        """
        ...

    def pages(self, document_id: str) -> list[Page]:
        """The pages read so far, in order."""
        ...

    def passages(self, ids: Sequence[str]) -> list[Passage]:
        """The passages with these ids, in the order asked for; unknown ids are left out."""
        ...

    def figures(self, ids: Sequence[str]) -> list[Figure]:
        """The figures with these ids, in the order asked for; unknown ids are left out."""
        ...

    def all_figures(self, document_id: str | None = None) -> list[Figure]:
        """All figures, or those of one document, in document order."""
        ...

    def left_out(self, document_id: str) -> list[LeftOut]:
        """The graphics of a document that count as no figures, page by page."""
        ...

    def page_passages(self, document_id: str, page: int) -> list[Passage]:
        """The passages that stand on a page, in reading order."""
        ...

    def picture(self, figure: Figure) -> Path:
        """The figure's picture file (PNG)."""
        ...


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage or figure id and its score; higher is better, comparable within one call only."""

    id: str
    score: float


class SearchIndex(Protocol):
    """Finding passages and figures of ready and partial documents.

    `documents` limits a search to these document ids; None is all of them. Text queries are plain words: whatever
    they hold, they are never read as query syntax.
    """

    def passages_by_text(self, query: str, limit: int, documents: Collection[str] | None = None) -> list[Hit]:
        """Passages by BM25 over text and heading path, best first."""
        ...

    def passages_by_vector(
        self, vector: Vectors, model: str, limit: int, documents: Collection[str] | None = None
    ) -> list[Hit]:
        """Passages by cosine similarity to `vector`, shape [dimension], best first."""
        ...

    def figures_by_text(
        self, query: str, fields: Sequence[FigureField], limit: int, documents: Collection[str] | None = None
    ) -> list[Hit]:
        """Figures by BM25 over these fields, best first."""
        ...

    def figures_by_vector(
        self,
        vector: Vectors,
        field: VectorField,
        model: str,
        limit: int,
        documents: Collection[str] | None = None,
    ) -> list[Hit]:
        """Figures by cosine similarity of one kind of vector, best first."""
        ...


@dataclass(frozen=True, slots=True)
class LibraryCheck:
    """What `verify` found: counts of what was checked, and problems as sentences (empty when sound)."""

    documents: int
    passages: int
    figures: int
    vectors: int
    problems: tuple[str, ...] = ()


class Library(DocumentStore, LibraryView, SearchIndex, Protocol):
    """An open library: one process at a time."""

    @property
    def collections(self) -> CollectionStore:
        """Its named sets of documents."""
        ...

    @property
    def watched(self) -> WatchedFolderStore:
        """The folders it follows."""
        ...

    def verify(self) -> LibraryCheck:
        """Checks that catalogue, vectors and picture files agree."""
        ...

    def rebuild(self) -> LibraryCheck:
        """Makes the vector index anew from the catalogue, and removes what nothing refers to."""
        ...

    def close(self) -> None:
        """Gives the library back; later calls fail."""
        ...


class TextEmbedder(Protocol):
    """Turns text into vectors, L2-normalised float32."""

    @property
    def name(self) -> str:
        """Names model and dimension; vectors of different names are never compared."""
        ...

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        ...

    def embed_passages(self, texts: Sequence[str], cancel: CancelToken) -> Vectors:
        """Vectors of texts, shape [len(texts), dimension]; raises `Cancelled`."""
        ...

    def embed_query(self, text: str) -> Vectors:
        """The vector of a question, shape [dimension]."""
        ...

    def known_share(self, text: str) -> float:
        """How much of a text's letters it reads as parts of words it has seen, 0 to 1; the rest it only spells."""
        ...


class ImageEmbedder(Protocol):
    """Turns pictures, and texts about pictures, into vectors of one space, L2-normalised float32."""

    @property
    def name(self) -> str:
        """Names model and dimension; vectors of different names are never compared."""
        ...

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        ...

    def embed_pictures(self, paths: Sequence[Path], cancel: CancelToken) -> Vectors:
        """Vectors of picture files, shape [len(paths), dimension]; raises `Cancelled`."""
        ...

    def embed_query(self, text: str) -> Vectors:
        """The vector of a description, shape [dimension]."""
        ...


@dataclass(frozen=True, slots=True)
class ModelChoice:
    """A language model that can be used: its name, its files, and a sentence about it.

    Attributes:
        trial: whether it is too small to be relied on, so that it answers only where somebody chose it.
    """

    name: str
    path: Path
    projector: Path | None = None
    note: str = ""
    trial: bool = False


EXCERPTS = "excerpts"
"""The choice of answering without a language model."""


class ModelProvider(Protocol):
    """The language models of this machine."""

    def available(self) -> tuple[ModelChoice, ...]:
        """Every model that was found, the one to prefer first; reads file headers only."""
        ...

    def open(self, name_or_file: str, projector: Path | None = None) -> AnswerModel:
        """A model by its name, or a GGUF file by its path; the same model again while it is open.

        Raises:
            ModelMissing: there is no such model or file.
            ModelUnfit: the file can't be used.
        """
        ...

    def close(self) -> None:
        """Closes every model that is open."""
        ...


class FindingState(StrEnum):
    """How a part of the environment is."""

    OK = "ok"
    LIMITED = "limited"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the doctor: a part, its state, what was found, and what to do about it."""

    part: str
    state: FindingState
    detail: str
    remedy: str = ""


class Workspace(Protocol):
    """The adapters of a running program; each is made when it is first asked for."""

    @property
    def library(self) -> Library:
        """The open library; raises `LibraryError`."""
        ...

    @property
    def reader(self) -> DocumentReader:
        """The document reader."""
        ...

    @property
    def text_embedder(self) -> TextEmbedder:
        """Text vectors."""
        ...

    @property
    def image_embedder(self) -> ImageEmbedder | None:
        """Image vectors, or None where no weights are present."""
        ...

    @property
    def picture_matcher(self) -> PictureMatcher:
        """Finds figures by a picture of them."""
        ...

    @property
    def models(self) -> ModelProvider:
        """Language models."""
        ...

    @property
    def model_store(self) -> ModelStore:
        """Getting, keeping and removing models."""
        ...

    @property
    def history(self) -> History:
        """Kept conversations; raises `HistoryError`."""
        ...

    @property
    def exporter(self) -> ConversationExporter:
        """Writes conversations to files."""
        ...

    def machine(self) -> Machine:
        """What this computer has for language models; takes up to a second."""
        ...

    def doctor(self) -> list[Finding]:
        """What works on this machine, and what to do about what does not."""
        ...

    def close(self) -> None:
        """Closes whatever was opened; no process is left behind."""
        ...
