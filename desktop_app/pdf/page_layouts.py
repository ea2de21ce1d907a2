"""From an open page to a `PageLayout`: read, clean, analyse, cut out the figures, and say what state the page is in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from desktop_app.domain.documents import PageState
from desktop_app.domain.page_content import (
    DocumentProfile,
    FigureRegion,
    PageAnalyser,
    PageAnalysis,
    PageContent,
    PageLayout,
)
from desktop_app.pdf.limits import Limits
from desktop_app.pdf.page_reading import read_page
from desktop_app.pdf.parser_errors import is_memory_error, is_size_error
from desktop_app.pdf.render import crop_figures
from desktop_app.pdf.text_cleaning import clean_text, unreadable_share

if TYPE_CHECKING:
    import pymupdf

T = TypeVar("T")

PICTURE_WITHOUT_TEXT = "The page is a picture without text."
NO_TEXT = "There is no text on the page."
UNREADABLE_TEXT = "The page's text can't be read: its fonts do not say which letters they show."
DAMAGED = "The page is damaged and can't be read."
TOO_LARGE = "The page is too large to be read."
NEEDS_MEMORY = "The page needs too much memory."
NOT_ANALYSED = "The page could not be analysed."

UNREADABLE_FROM = 0.3
"""A page whose text has this share of unreadable characters counts as garbage."""

_FEWEST_JUDGED = 10
_SCAN_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page's content with clean text, and how much of its text is unreadable."""

    content: PageContent
    unreadable: bool


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


def make_layout(
    document: pymupdf.Document, read: ReadPage, analyser: PageAnalyser, profile: DocumentProfile, limits: Limits
) -> PageLayout:
    """The page with its blocks, its figures and their pictures, and its state.

    Raises:
        PageFailure: it can't be analysed or drawn.
    """
    content = read.content
    analysis = _guarded(lambda: _cleaned(analyser.analyse(content, profile)), NOT_ANALYSED)
    if read.unreadable:
        analysis = replace(analysis, blocks=(), figures=tuple(map(_without_text, analysis.figures)))
    page = _guarded(lambda: document.load_page(content.number - 1), DAMAGED)
    pictures, skipped = _guarded(lambda: crop_figures(page, content, analysis.figures, limits), DAMAGED)
    state, reason = judge(read, analysis)
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


def judge(read: ReadPage, analysis: PageAnalysis) -> tuple[PageState, str]:
    """The page's state, and the reason where it is not `TEXT`.

    OCR fits in before the analysis: a page that would be `EMPTY` for `PICTURE_WITHOUT_TEXT`, or `FAILED` for
    `UNREADABLE_TEXT`, is one whose lines an OCR engine, handed to the workers like the analyser, may find.
    """
    if read.unreadable:
        return PageState.FAILED, UNREADABLE_TEXT
    texts = [block.text for block in analysis.blocks]
    for figure in analysis.figures:
        texts += [figure.caption, figure.inside]
    if any(map(_has_word, texts)):
        return PageState.TEXT, ""
    if is_picture(read.content):
        return PageState.EMPTY, PICTURE_WITHOUT_TEXT
    return PageState.EMPTY, NO_TEXT if read.content.images or read.content.drawings else ""


def is_picture(content: PageContent) -> bool:
    """Whether images cover most of the page, as on a scan (which may be cut in strips)."""
    page = content.box
    covered = sum(image.box.clipped(page).area for image in content.images)
    return covered >= _SCAN_SHARE * page.area > 0


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
    content = read_page(document.load_page(number - 1), number)
    share, characters = unreadable_share(line.text for line in content.lines)
    lines = tuple(replace(line, text=clean_text(line.text)) for line in content.lines)
    lines = tuple(line for line in lines if line.text.strip())
    return ReadPage(replace(content, lines=lines), characters >= _FEWEST_JUDGED and share > UNREADABLE_FROM)


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


def _has_word(text: str) -> bool:
    return any(character.isalpha() for character in text) and sum(map(str.isalnum, text)) >= 2
