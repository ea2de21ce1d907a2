"""What the text of a page is worth: whether it can be read, and whether recognition should be tried instead."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop_app.domain.geometry import Box
from desktop_app.domain.page_content import ImagePlacement, PageContent
from desktop_app.domain.recognition import RecognitionMode

if TYPE_CHECKING:
    import pymupdf

UNREADABLE_FROM = 0.3
"""A page whose text has this share of unreadable characters counts as garbage."""

FEWEST_JUDGED = 10

_PICTURE_SHARE = 0.5
_GRAPHICS_SHARE = 0.02
_FEW_LETTERS = 150
_FEWEST_TOKENS = 25
_GARBLED_FROM = 0.35
_PAINTED = 16 | 32
_EDGES = "\"'`“”‘’„«»()[]{}<>.,:;!?-–—*•…|/"
_WORD = re.compile(r"[^\W\d_]+(?:['’\-–/][^\W\d_]+)*[.)]?")
_NUMBER = re.compile(r"[+\-−~<>=]?[$€£#§]?\d[\d.,:/×x\-–]*(?:[%°]|[^\W\d_]{1,3})?")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]+")
_VOWELS = re.compile(r"[aeiouyAEIOUY\u00c0-\u024f]")
_CLUSTER = re.compile(r"[bcdfghjklmnpqrtvwxzBCDFGHJKLMNPQRTVWXZ]{5}|(.)\1\1")
_CHANGING_CASE = re.compile(r"[a-z][A-Z]+[a-z]*[A-Z]|[a-z][A-Z]$|^[A-Z]{2,}[a-z]+[A-Z]")


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page's content with clean text, and what its text is worth.

    Attributes:
        content: what stands on the page.
        unreadable: the fonts do not say which letters they show.
        garbled: the text is an invisible layer over a picture, and most of it is no words.
        recognised: some of the lines come from text recognition.
        tried: text recognition was tried.
        scans: images that were left out of the content because they are pictures of its text.
    """

    content: PageContent
    unreadable: bool = False
    garbled: bool = False
    recognised: bool = False
    tried: bool = False
    scans: tuple[ImagePlacement, ...] = ()


def needs_recognition(read: ReadPage, mode: RecognitionMode) -> bool:
    """Whether the page's picture should be read.

    By itself that is so where there is something to be seen but no text, text that is garbage, or so little text on a
    picture as large as the page that it may be no more than a stamp on a scan.
    """
    content = read.content
    if mode is RecognitionMode.OFF:
        return False
    if read.unreadable or read.garbled:
        return True
    if mode is RecognitionMode.ALWAYS or not (content.images or content.drawings or content.lines):
        return bool(content.images or content.drawings or content.lines)
    letters = sum(sum(map(str.isalnum, line.text)) for line in content.lines)
    if is_picture(content):
        return letters < _FEW_LETTERS
    if any(map(has_word, (line.text for line in content.lines))):
        return False
    inked = [image.box for image in content.images] + [drawing.box for drawing in content.drawings if not drawing.pale]
    return sum(box.area for box in inked) > _GRAPHICS_SHARE * content.box.area


def is_picture(content: PageContent) -> bool:
    """Whether images cover most of the page, as on a scan (which may be cut in strips)."""
    page = content.box
    covered = sum(image.box.clipped(page).area for image in content.images)
    return covered >= _PICTURE_SHARE * page.area > 0


def has_word(text: str) -> bool:
    """Whether a text has something that can be searched for."""
    return any(character.isalpha() for character in text) and sum(map(str.isalnum, text)) >= 2


def is_garbled_layer(page: pymupdf.Page) -> bool:
    """Whether a page's text is an invisible layer, as text recognition leaves it, and most of it is no words."""
    hidden, letters = [], 0
    for text, painted in _spans(page):
        letters += len(text.strip())
        if not painted:
            hidden.append(text)
    if sum(len(text.strip()) for text in hidden) < 0.8 * letters:
        return False
    share, tokens = odd_share(hidden)
    return tokens >= _FEWEST_TOKENS and share > _GARBLED_FROM


def odd_share(texts: Iterable[str]) -> tuple[float, int]:
    """How many of the tokens look like no word of any language, by their letters, and how many there are.

    A word in the Latin alphabet has a vowel, few consonants in a row, and one case, or a capital at its beginning;
    letters, digits and signs do not mix. Other scripts are not judged.
    """
    tokens = odd = 0
    for text in texts:
        for token in text.split():
            bare = token.strip(_EDGES)
            tokens += 1
            odd += not bare or is_odd(bare)
    return (odd / tokens if tokens else 0.0), tokens


def is_odd(token: str) -> bool:
    """Whether a token, without the punctuation around it, looks like no word and no number."""
    if _NUMBER.fullmatch(token):
        return False
    if not _WORD.fullmatch(token):
        return True
    for word in _LATIN.findall(token):
        if len(word) > 3 and not word.isupper() and (not _VOWELS.search(word) or _CLUSTER.search(word.lower())):
            return True
        if _CHANGING_CASE.search(word):
            return True
    return len(token) == 1 and token not in "aAiIoOyYeEuU" and token.isascii()


def _spans(page: pymupdf.Page) -> Iterator[tuple[str, bool]]:
    """The texts of a page, and whether each is painted."""
    for block in page.get_textpage().extractDICT()["blocks"]:
        for line in block.get("lines", ()):
            for span in line["spans"]:
                yield span["text"], bool(span.get("char_flags", _PAINTED) & _PAINTED)


def overlaps_any(box: Box, others: Iterable[Box], share: float) -> bool:
    """Whether more than `share` of a box lies inside one of the others."""
    return any(box.share_inside(other) > share for other in others)
