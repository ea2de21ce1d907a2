"""The text of an open page for people who read it: words to select, places where a query stands, links to follow.

This is the text layer as it stands in the file, without the analysis that reading into the library does: it has to
come while somebody scrolls.
"""

from __future__ import annotations

import contextlib
import math
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from desktop_app.domain.geometry import Box
from desktop_app.domain.page_text import PageLink, PageText, TextHit, TextWord
from desktop_app.pdf.limits import Limits
from desktop_app.pdf.text_cleaning import clean_line, clean_text, unreadable_share
from desktop_app.pdf.text_layer import FEWEST_JUDGED, UNREADABLE_FROM, is_garbled_layer
from desktop_app.support.text_finding import find_in_lines, may_hold

if TYPE_CHECKING:
    import pymupdf

_LONGEST_WORD = 500
_LONGEST_ADDRESS = 2_000
_TALLEST = 2.2


def read_text(page: pymupdf.Page, pages: int, limits: Limits) -> PageText:
    """The words of a page in the order of the file, and its links, in points of the unrotated page.

    Args:
        page: an open page; its rotation is set to 0 while it is read, and put back.
        pages: how many the document has; links to others are left out, and so are all that start or open anything.
        limits: bounds of words and links.

    Raises:
        Exception: whatever MuPDF raises for a damaged page.
    """
    with unrotated(page) as bounds:
        links = tuple(_links(page, pages, bounds))[: limits.page_links]
        words = tuple(_words(page, bounds))[: limits.page_words]
        share, characters = unreadable_share(word.text for word in words)
        if (characters >= FEWEST_JUDGED and share > UNREADABLE_FROM) or is_garbled_layer(page):
            words = ()
        return PageText(words, links)


def find_text(page: pymupdf.Page, query: str, limits: Limits) -> tuple[TextHit, ...]:
    """Where a query that is `folded` stands on a page, in the order of the file.

    Raises:
        Exception: whatever MuPDF raises for a damaged page.
    """
    with unrotated(page) as bounds:
        text = _textpage(page)
        if not may_hold(text.extractText(), query):
            return ()
        lines = [line for block in text.extractRAWDICT()["blocks"] for line in block.get("lines", ())]
        letters = [list(_letters(line, bounds)) for line in lines]
        found = find_in_lines(["".join(each for each, _ in line) for line in letters], query, limits.page_hits)
        hits = []
        for pieces in found:
            boxes = (_around(box for _, box in letters[line][first:end]) for line, first, end in pieces)
            hits.append(TextHit(tuple(box for box in boxes if box is not None)))
        return tuple(hit for hit in hits if hit.boxes)


@contextlib.contextmanager
def unrotated(page: pymupdf.Page) -> Iterator[Box]:
    """The page with rotation 0 for as long as it is read; gives its bounds."""
    rotation = page.rotation
    if rotation:
        page.set_rotation(0)
    try:
        yield Box(0.0, 0.0, float(page.rect.width), float(page.rect.height))
    finally:
        if rotation:
            page.set_rotation(rotation)


def _textpage(page: pymupdf.Page) -> pymupdf.TextPage:
    import pymupdf

    return page.get_textpage(flags=pymupdf.TEXT_PRESERVE_WHITESPACE | pymupdf.TEXT_MEDIABOX_CLIP)


def _words(page: pymupdf.Page, bounds: Box) -> Iterator[TextWord]:
    for x0, y0, x1, y1, text, block, line, _ in _textpage(page).extractWORDS():
        box = _visible(Box.of(x0, y0, x1, y1), bounds)
        clean = clean_text(text[:_LONGEST_WORD]).strip()
        if box is not None and clean:
            yield TextWord(clean, box, int(line), int(block))


def _letters(line: Mapping[str, Any], bounds: Box) -> Iterator[tuple[str, Box | None]]:
    """The characters of a line with their boxes; None for one that is not on the page."""
    upright = line["dir"][0] > 0.98
    for span in line["spans"]:
        size = float(span["size"])
        for each in span["chars"]:
            box = Box.of(*each["bbox"])
            if upright and box.height > _TALLEST * size:  # a font that claims signs of the height of the page
                baseline = float(each["origin"][1])
                box = Box(box.x0, baseline - 0.8 * size, box.x1, baseline + 0.2 * size)
            yield each["c"][:1] or " ", _visible(box, bounds)


def _around(boxes: Iterator[Box | None]) -> Box | None:
    several = [box for box in boxes if box is not None]
    return Box.around(several) if several else None


def _links(page: pymupdf.Page, pages: int, bounds: Box) -> Iterator[PageLink]:
    import pymupdf

    try:
        found: list[dict[str, Any]] = page.get_links()
    except Exception:  # noqa: BLE001 (damaged annotations: the text can be read without them)
        return
    for link in found:
        box = _visible(Box.of(*link["from"]), bounds)
        if box is None:
            continue
        target = int(link.get("page", -1)) + 1
        address = clean_line(str(link.get("uri") or ""), _LONGEST_ADDRESS)
        if link["kind"] == pymupdf.LINK_GOTO and 1 <= target <= pages:
            yield PageLink(box, target)
        elif link["kind"] == pymupdf.LINK_URI and address:
            yield PageLink(box, 0, address)


def _visible(box: Box, bounds: Box) -> Box | None:
    """The part of a box that is on the page; None without one, and where it is no box."""
    if not all(map(math.isfinite, box)):
        return None
    clipped = box.clipped(bounds)
    return clipped if clipped.width > 0 or clipped.height > 0 else None
