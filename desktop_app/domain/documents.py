"""What a library holds: documents, pages, passages and figures."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from desktop_app.domain.geometry import Box, Region


class PageState(StrEnum):
    """How the words of a page were found."""

    TEXT = "text"
    OCR = "ocr"
    EMPTY = "empty"
    FAILED = "failed"


class DocumentStatus(StrEnum):
    """How far a document is; only `READY` and `PARTIAL` documents are searched."""

    READING = "reading"
    READY = "ready"
    PARTIAL = "partial"
    FAILED = "failed"
    DUPLICATE = "duplicate"


class FigureKind(StrEnum):
    """What a figure is made of."""

    RASTER = "raster"
    VECTOR = "vector"
    MIXED = "mixed"
    TABLE = "table"
    EQUATION = "equation-image"


@dataclass(frozen=True, slots=True)
class PageCounts:
    """How many pages of a document ended in each state."""

    text: int = 0
    ocr: int = 0
    empty: int = 0
    failed: int = 0

    @property
    def total(self) -> int:
        """All pages that have a state."""
        return self.text + self.ocr + self.empty + self.failed

    @property
    def searchable(self) -> int:
        """Pages whose words can be found."""
        return self.text + self.ocr


NO_PAGES = PageCounts()
"""Nothing read yet."""


@dataclass(frozen=True, slots=True)
class Document:
    """A file's content.

    Attributes:
        id: SHA-256 of the file's bytes, in hexadecimal.
        name: the file's stem, or the id where two documents share the stem.
        path: where the file was when it was read; it may have moved since.
        pages: the number of pages the file has.
        counts: the states of the pages read so far.
        error: why the document failed, in a sentence; empty otherwise.
        added: when it was added, seconds since the epoch.
    """

    id: str
    name: str
    title: str
    path: str
    pages: int
    status: DocumentStatus
    counts: PageCounts = NO_PAGES
    passages: int = 0
    figures: int = 0
    error: str = ""
    added: float = 0.0
    size: int = 0


@dataclass(frozen=True, slots=True)
class Page:
    """A page's size in points before rotation, its clockwise rotation, and its state."""

    number: int
    width: float
    height: float
    rotation: int
    state: PageState
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of paragraphs under one heading.

    Attributes:
        text: paragraphs, with one blank line between two of them and none inside one.
        regions: a region for each paragraph, in reading order, so that `regions[i]` is that of paragraph i; then one
            more for each paragraph that goes on in another column or overleaf.
        heading_path: titles from the outermost heading to the innermost.
    """

    id: str
    document_id: str
    text: str
    regions: tuple[Region, ...]
    heading_path: tuple[str, ...] = ()

    @property
    def page(self) -> int:
        """The page on which the passage begins, from 1."""
        return self.regions[0].page


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A graphic that counts as no figure, and why, in a word or two ("logo", "repeated", "too small")."""

    region: Region
    reason: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A paragraph that refers to a figure by its number, and the passage it stands in."""

    passage_id: str
    text: str


@dataclass(frozen=True, slots=True)
class Figure:
    """One graphic a reader would point at.

    Attributes:
        box: what a reader sees as the figure, without its caption.
        label: the normalised number ("3.2", "S1"), or None without one.
        caption: the caption's text without "Figure 3.2:"; may be empty.
        file: the name of the picture in the library's `figures` folder (SHA-256 of its bytes, ".png").
        pixels: width and height of that picture.
        inside: the words inside the graphic; of a table set as text its cells, as a table in Markdown.
        nearby: text next to the figure, for figures without a caption.
        mentions: the paragraphs that refer to the figure by its number.
    """

    id: str
    document_id: str
    page: int
    box: Box
    label: str | None
    caption: str
    kind: FigureKind
    file: str
    pixels: tuple[int, int]
    heading_path: tuple[str, ...] = ()
    inside: str = ""
    nearby: str = ""
    mentions: tuple[Mention, ...] = ()
    caption_box: Box | None = None

    @property
    def region(self) -> Region:
        """The figure's place in its document."""
        return Region(self.page, self.box)

    @property
    def title(self) -> str:
        """What to call it: "Figure 3.2", "Table 1", or "Figure on page 7" where it has no number."""
        noun = "Table" if self.kind is FigureKind.TABLE else "Figure"
        return f"{noun} {self.label}" if self.label else f"{noun} on page {self.page}"

    @property
    def description(self) -> str:
        """One line for people and screen readers: the title and the caption."""
        return f"{self.title}: {self.caption}" if self.caption else self.title
