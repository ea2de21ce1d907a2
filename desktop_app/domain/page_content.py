"""What a PDF reader finds on a page, and what the page analysis makes of it.

`PageContent` is raw: lines, images and drawings with their boxes. `PageAnalysis` is read: blocks in reading
order and the figures a reader would point at. `PageLayout` is the analysis with the figures' pictures.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from desktop_app.domain.documents import FigureKind, PageState
from desktop_app.domain.geometry import Box

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Pixels = NDArray[numpy.uint8]


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of text as set on the page.

    Attributes:
        size: of the largest font in the line, in points.
        block: which block of the reader the line belongs to; equal numbers stood together.
        upright: False for text that runs vertically or at an angle.
        turn: by how many degrees clockwise (0, 90, 180, 270) the page must be turned to read the line.
    """

    text: str
    box: Box
    size: float
    bold: bool = False
    italic: bool = False
    mono: bool = False
    block: int = 0
    upright: bool = True
    turn: int = 0


@dataclass(frozen=True, slots=True)
class ImagePlacement:
    """A raster image drawn on the page; `digest` is equal for equal images of one document."""

    box: Box
    width: int
    height: int
    digest: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A vector path; `filled` and `stroked` as painted; `pale` for a fill that is white or nearly so.

    `straight` says that it is made of nothing but horizontal and vertical lines and rectangles, as the rules
    of a table, a frame, or the background of a listing are.
    """

    box: Box
    filled: bool
    stroked: bool
    pale: bool = False
    segments: int = 1
    straight: bool = False


@dataclass(frozen=True, slots=True)
class PageContent:
    """Everything found on a page, boxes in points of the unrotated page.

    Attributes:
        ink: on a page that is one scanned image, the boxes of what is dark in it.
    """

    number: int
    width: float
    height: float
    rotation: int
    lines: tuple[TextLine, ...] = ()
    images: tuple[ImagePlacement, ...] = ()
    drawings: tuple[Drawing, ...] = ()
    ink: tuple[Box, ...] = ()

    @property
    def box(self) -> Box:
        """The whole page."""
        return Box(0.0, 0.0, self.width, self.height)


class BlockKind(StrEnum):
    """What part a block plays on its page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list-item"
    CODE = "code"
    TABLE = "table"
    CAPTION = "caption"
    FOOTNOTE = "footnote"


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A paragraph, heading or the like, its lines joined; `level` is the depth of a heading, from 1."""

    text: str
    box: Box
    kind: BlockKind
    level: int = 0


@dataclass(frozen=True, slots=True)
class FigureRegion:
    """A figure found on a page: see `documents.Figure` for the meaning of the fields."""

    box: Box
    kind: FigureKind
    label: str | None = None
    caption: str = ""
    caption_box: Box | None = None
    inside: str = ""
    nearby: str = ""


@dataclass(frozen=True, slots=True)
class SkippedGraphic:
    """A graphic that is no figure, and why, in a word or two ("logo", "repeated", "too small")."""

    box: Box
    reason: str


@dataclass(frozen=True, slots=True)
class PageAnalysis:
    """A page as a reader sees it."""

    blocks: tuple[TextBlock, ...] = ()
    figures: tuple[FigureRegion, ...] = ()
    skipped: tuple[SkippedGraphic, ...] = ()


@dataclass(frozen=True, slots=True)
class FigurePicture:
    """A figure region with its picture: PNG bytes, and their size in pixels."""

    region: FigureRegion
    png: bytes
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class PageLayout:
    """A page that has been read, with the pictures of its figures."""

    number: int
    width: float
    height: float
    rotation: int
    state: PageState
    reason: str = ""
    blocks: tuple[TextBlock, ...] = ()
    figures: tuple[FigurePicture, ...] = ()
    skipped: tuple[SkippedGraphic, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentProfile:
    """What a document's pages have in common, learned from a sample of them.

    Attributes:
        body_size: the font size of most of the text, in points.
        heading_sizes: sizes that are headings, largest first.
        repeated_text: digit-free texts of running heads and feet.
        furniture: boxes where running heads, feet and repeated graphics stand.
        repeated_images: digests of images that stand on many pages.
        captions_above: whether captions of figures stand above them, which few documents do.
    """

    body_size: float = 10.0
    heading_sizes: tuple[float, ...] = ()
    repeated_text: frozenset[str] = frozenset()
    furniture: tuple[Box, ...] = ()
    repeated_images: frozenset[str] = frozenset()
    captions_above: bool = False


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A bookmark of the document: depth from 1, title, page from 1."""

    level: int
    title: str
    page: int


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """A document that could be opened."""

    pages: int
    title: str = ""
    outline: tuple[OutlineEntry, ...] = ()


class PageAnalyser(Protocol):
    """The pure logic that a reader's worker process applies to raw pages; a picklable object."""

    def profile(self, sample: Sequence[PageContent]) -> DocumentProfile:
        """What the pages of a document have in common."""
        ...

    def analyse(self, content: PageContent, profile: DocumentProfile) -> PageAnalysis:
        """The page's blocks in reading order and its figures."""
        ...


@dataclass(frozen=True, slots=True)
class RecognisedText:
    """What text recognition found on a picture of a page, in points of the unrotated page.

    Attributes:
        lines: as if they stood in the file, in blocks.
        covered: boxes whose ink is explained by these lines.
    """

    lines: tuple[TextLine, ...] = ()
    covered: tuple[Box, ...] = ()


class TextRecogniser(Protocol):
    """Text recognition that a reader's worker process applies to pages without readable text; a picklable object."""

    def recognise(self, picture: Pixels, scale: float, turn: int = 0) -> RecognisedText:
        """The text of a picture of the unrotated page.

        Args:
            picture: RGB, shape [height, width, 3].
            scale: pixels a point.
            turn: by how many degrees clockwise the page is turned when it is shown; its text may lie another way.
        """
        ...


@dataclass(frozen=True, slots=True)
class OriginalImage:
    """An image as it stands in a document: its bytes, and the ending of a file of its coding ("jpg")."""

    data: bytes
    ending: str
