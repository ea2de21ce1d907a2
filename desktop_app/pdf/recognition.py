"""Text recognition on a page: its picture is drawn, read, and what was read takes the place of the missing text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desktop_app.domain.geometry import Box
from desktop_app.domain.page_content import (
    ImagePlacement,
    PageAnalyser,
    PageContent,
    RecognisedText,
    TextLine,
    TextRecogniser,
)
from desktop_app.domain.recognition import RecognitionMode
from desktop_app.pdf.limits import Limits
from desktop_app.pdf.scan_ink import scan_ink
from desktop_app.pdf.text_cleaning import clean_text
from desktop_app.pdf.text_layer import ReadPage, is_picture, overlaps_any

if TYPE_CHECKING:
    import numpy
    import pymupdf
    from numpy.typing import NDArray

    Pixels = NDArray[numpy.uint8]

POINTS_PER_INCH = 72.0
_SAME_PLACE = 0.4
_PROSE_LINES = 2
_PROSE_LETTERS = 15
_WORD = re.compile(r"[^\W\d_]{3}|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2}")


@dataclass(frozen=True, slots=True)
class PageTools:
    """What a worker applies to the pages it reads; pickled when it starts.

    Attributes:
        analyser: finds blocks and figures.
        recogniser: reads pictures of pages; None where text recognition is not there.
        mode: which pages are read so.
    """

    analyser: PageAnalyser
    recogniser: TextRecogniser | None = None
    mode: RecognitionMode = RecognitionMode.AUTO


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A picture of the unrotated page: RGB, shape [height, width, 3], and its pixels a point."""

    pixels: Pixels
    scale: float


def picture_for_recognition(page: pymupdf.Page, limits: Limits) -> PagePicture:
    """The unrotated page drawn at the resolution that text recognition wants, smaller for a huge page."""
    import numpy
    import pymupdf

    rotation = page.rotation
    if rotation:
        page.set_rotation(0)
    try:
        longer = max(float(page.rect.width), float(page.rect.height), 1.0)
        scale = min(limits.recognition_dpi / POINTS_PER_INCH, limits.recognition_side / longer)
        pixmap = page.get_pixmap(matrix=pymupdf.Matrix(scale, scale), colorspace=pymupdf.csRGB, alpha=False)
    finally:
        if rotation:
            page.set_rotation(rotation)
    rows = numpy.frombuffer(pixmap.samples, dtype=numpy.uint8).reshape(pixmap.height, pixmap.stride)
    return PagePicture(rows[:, : 3 * pixmap.width].reshape(pixmap.height, pixmap.width, 3), scale)


def recognise(picture: PagePicture, read: ReadPage, tools: PageTools) -> RecognisedText:
    """What the tools' recogniser reads on the picture of a page; nothing without a recogniser."""
    if tools.recogniser is None:
        return RecognisedText()
    return tools.recogniser.recognise(picture.pixels, picture.scale, read.content.rotation)


def with_recognised(page: pymupdf.Page, read: ReadPage, found: RecognisedText, mode: RecognitionMode) -> ReadPage:
    """The page with what was recognised on it.

    Text of the file that is worth something stays, and what was recognised in the same place is left out. On a page
    that is a picture, the picture no longer counts as one: what is dark in it beside the text does.
    """
    lines = tuple(replace(line, text=clean_text(line.text)) for line in found.lines)
    lines = tuple(line for line in lines if line.text.strip())
    content = read.content
    worthless = read.unreadable or read.garbled or mode is RecognitionMode.ALWAYS
    kept = () if worthless and lines else content.lines
    known = [line.box for line in kept]
    added = [line for line in lines if not overlaps_any(line.box, known, _SAME_PLACE)]
    if not _says_something(line.text for line in added):
        return replace(read, tried=True)
    first = 1 + max((line.block for line in kept), default=-1)
    content = replace(content, lines=(*kept, *(replace(line, block=first + line.block) for line in added)))
    scans = tuple(image for image in content.images if _shows_text(image, content.lines))
    if scans and is_picture(content):
        content = _with_ink(page, content, scans, [*found.covered, *known])
    return ReadPage(content, recognised=True, tried=True, scans=scans)


def _says_something(texts: Iterable[str]) -> bool:
    """Whether what was read holds a word: shapes and strokes of a drawing are easily read as single letters."""
    return any(map(_WORD.search, texts))


def _with_ink(
    page: pymupdf.Page, content: PageContent, scans: Sequence[ImagePlacement], covered: Sequence[Box]
) -> PageContent:
    """The content with the ink of pictures of text in place of these pictures."""
    pictures = [image.box for image in scans]
    rotation = page.rotation
    if rotation:
        page.set_rotation(0)
    try:
        ink = tuple(box for box in scan_ink(page, covered) if overlaps_any(box, pictures, 0.5))
    finally:
        if rotation:
            page.set_rotation(rotation)
    return replace(content, images=tuple(image for image in content.images if image not in scans), ink=ink)


def _shows_text(image: ImagePlacement, lines: Sequence[TextLine]) -> bool:
    """Whether an image is a picture of text, or a strip of one."""
    inside = [line for line in lines if line.box.share_inside(image.box) > 0.5]
    return sum(len(line.text) >= _PROSE_LETTERS for line in inside) >= _PROSE_LINES
