"""From an open page to a `PageLayout`: read, clean, analyse, cut out the figures, and say what state the page is in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from desktop_app.domain.documents import PageState
from desktop_app.domain.page_content import (
    DocumentProfile,
    FigureRegion,
    PageAnalysis,
    PageLayout,
    RecognisedText,
)
from desktop_app.domain.recognition import RecognitionMode
from desktop_app.pdf.limits import Limits
from desktop_app.pdf.page_reading import read_page
from desktop_app.pdf.parser_errors import is_memory_error, is_size_error
from desktop_app.pdf.recognition import PagePicture, PageTools, picture_for_recognition, recognise, with_recognised
from desktop_app.pdf.render import crop_figures
from desktop_app.pdf.text_cleaning import clean_text, unreadable_share
from desktop_app.pdf.text_layer import (
    FEWEST_JUDGED,
    UNREADABLE_FROM,
    ReadPage,
    has_word,
    is_garbled_layer,
    is_picture,
)

if TYPE_CHECKING:
    import pymupdf

T = TypeVar("T")

PICTURE_WITHOUT_TEXT = "The page is a picture without text."
UNREAD_PICTURE = "The page is a picture, and text recognition (OCR) is off."
NO_TEXT = "There is no text on the page."
NO_CONTENT = "There is nothing on the page but its number or a running head."
UNREADABLE_TEXT = "The page's text can't be read: its fonts do not say which letters they show."
DAMAGED = "The page is damaged and can't be read."
TOO_LARGE = "The page is too large to be read."
NEEDS_MEMORY = "The page needs too much memory."
NOT_ANALYSED = "The page could not be analysed."
NOT_RECOGNISED = "The page's text could not be recognised."


class PageFailure(Exception):
    """A page can't be read; `reason` is a sentence for the user, `out_of_memory` asks for a new worker."""

    def __init__(self, reason: str, *, out_of_memory: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.out_of_memory = out_of_memory


def read_content(document: pymupdf.Document, number: int) -> ReadPage:
    """What stands on page `number` (from 1), its text cleaned.

    Raises:
        PageFailure: the page is damaged or too large.
    """
    return _guarded(lambda: _read(document, number), DAMAGED)


def draw_for_recognition(document: pymupdf.Document, number: int, limits: Limits) -> PagePicture:
    """The picture of page `number` that text recognition reads.

    Raises:
        PageFailure: the page can't be drawn.
    """
    return _guarded(lambda: picture_for_recognition(document.load_page(number - 1), limits), DAMAGED)


def read_picture(read: ReadPage, picture: PagePicture, tools: PageTools) -> RecognisedText:
    """What is recognised on the picture of a page; nothing where that fails and the page has text of its own.

    Raises:
        PageFailure: it fails, and the page has none.
    """
    try:
        return _guarded(lambda: recognise(picture, read, tools), NOT_RECOGNISED)
    except PageFailure as failure:
        legible = not (read.unreadable or read.garbled) and any(has_word(line.text) for line in read.content.lines)
        if legible and not failure.out_of_memory:
            return RecognisedText()
        raise


def take_recognised(document: pymupdf.Document, read: ReadPage, found: RecognisedText, tools: PageTools) -> ReadPage:
    """The page with the text that was recognised on its picture.

    Raises:
        PageFailure: the page can't be drawn.
    """
    page = _guarded(lambda: document.load_page(read.content.number - 1), DAMAGED)
    return _guarded(lambda: with_recognised(page, read, found, tools.mode), DAMAGED)


def make_layout(
    document: pymupdf.Document, read: ReadPage, tools: PageTools, profile: DocumentProfile, limits: Limits
) -> PageLayout:
    """The page with its blocks, its figures and their pictures, and its state.

    Raises:
        PageFailure: it can't be analysed or drawn.
    """
    content = read.content
    analysis = _guarded(lambda: _cleaned(tools.analyser.analyse(content, profile)), NOT_ANALYSED)
    if read.unreadable:
        analysis = replace(analysis, blocks=(), figures=tuple(map(_without_text, analysis.figures)))
    page = _guarded(lambda: document.load_page(content.number - 1), DAMAGED)
    drawn = replace(content, images=content.images + read.scans)
    pictures, skipped = _guarded(lambda: crop_figures(page, drawn, analysis.figures, limits), DAMAGED)
    state, reason = judge(read, analysis, tools.mode)
    return PageLayout(
        number=content.number,
        width=content.width,
        height=content.height,
        rotation=content.rotation,
        state=state,
        reason=reason,
        blocks=analysis.blocks,
        figures=tuple(pictures),
        skipped=analysis.skipped + tuple(skipped),
    )


def judge(
    read: ReadPage, analysis: PageAnalysis, mode: RecognitionMode = RecognitionMode.AUTO
) -> tuple[PageState, str]:
    """The page's state, and the reason where it has no text."""
    if read.unreadable:
        return PageState.FAILED, UNREADABLE_TEXT
    texts = [block.text for block in analysis.blocks]
    for figure in analysis.figures:
        texts += [figure.caption, figure.inside]
    if any(map(has_word, texts)):
        return (PageState.OCR if read.recognised else PageState.TEXT), ""
    if is_picture(read.content):
        return PageState.EMPTY, UNREAD_PICTURE if mode is RecognitionMode.OFF else PICTURE_WITHOUT_TEXT
    if read.content.images or read.content.drawings:
        return PageState.EMPTY, NO_TEXT
    return PageState.EMPTY, NO_CONTENT if any(has_word(line.text) for line in read.content.lines) else ""


def failed_page(number: int, reason: str, size: tuple[float, float, int] = (0.0, 0.0, 0)) -> PageLayout:
    """A page that has failed; `size` is its width, height and rotation where they are known."""
    width, height, rotation = size
    return PageLayout(number, width, height, rotation, PageState.FAILED, reason)


def page_size(document: pymupdf.Document, number: int) -> tuple[float, float, int]:
    """Width and height before rotation, and rotation, of page `number`; zeros where even these can't be known."""
    try:
        page = document.load_page(number - 1)
        width, height, rotation = float(page.rect.width), float(page.rect.height), int(page.rotation) % 360
    except Exception:  # noqa: BLE001 (asked only of pages that are known to be damaged)
        return 0.0, 0.0, 0
    return (width, height, rotation) if rotation % 180 == 0 else (height, width, rotation)


def _guarded(work: Callable[[], T], reason: str) -> T:
    """Runs work of the parser or the analyser, and turns whatever it raises into a `PageFailure`."""
    try:
        return work()
    except Exception as error:
        if is_memory_error(error):
            raise PageFailure(NEEDS_MEMORY, out_of_memory=True) from error
        if is_size_error(error):
            raise PageFailure(TOO_LARGE) from error
        raise PageFailure(reason) from error


def _read(document: pymupdf.Document, number: int) -> ReadPage:
    page = document.load_page(number - 1)
    content = read_page(page, number)
    if not (content.lines or content.images or content.drawings) and _has_lost_its_content(page):
        raise PageFailure(DAMAGED)
    share, characters = unreadable_share(line.text for line in content.lines)
    lines = tuple(replace(line, text=clean_text(line.text)) for line in content.lines)
    lines = tuple(line for line in lines if line.text.strip())
    return ReadPage(
        replace(content, lines=lines),
        unreadable=characters >= FEWEST_JUDGED and share > UNREADABLE_FROM,
        garbled=is_picture(content) and is_garbled_layer(page),
    )


def _has_lost_its_content(page: pymupdf.Page) -> bool:
    """Whether a page says where its content stands, and nothing stands there, as in a file that was cut short.

    The parser takes such a page for an empty one.
    """
    document = page.parent
    if not document.is_pdf:
        return False
    places = page.get_contents()
    return bool(places) and not any(
        place < document.xref_length() and document.xref_is_stream(place) for place in places
    )


def _cleaned(analysis: PageAnalysis) -> PageAnalysis:
    return replace(
        analysis,
        blocks=tuple(replace(block, text=clean_text(block.text)) for block in analysis.blocks),
        figures=tuple(map(_clean_region, analysis.figures)),
    )


def _clean_region(region: FigureRegion) -> FigureRegion:
    return replace(
        region,
        label=clean_text(region.label) if region.label is not None else None,
        caption=clean_text(region.caption),
        inside=clean_text(region.inside),
        nearby=clean_text(region.nearby),
    )


def _without_text(region: FigureRegion) -> FigureRegion:
    return replace(region, label=None, caption="", inside="", nearby="")
