"""The selection on pages: from a word to a word, by words or by lines, over pages whose text may not be there yet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import groupby

from desktop_app.domain.geometry import Box
from desktop_app.domain.page_text import PageText, TextWord

TextOfPage = Callable[[int], PageText | None]
"""The text of page n (from 1), or None while it has not come yet."""

_HYPHENS = "-\u00ad\u2010"


class Unit(Enum):
    """By what a selection grows."""

    WORD = 1
    LINE = 2
    PAGE = 3


@dataclass(frozen=True, slots=True)
class TextPoint:
    """A point of a page, in points of the unrotated page."""

    page: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Selection:
    """What lies between two points of the text; either may come first.

    It is kept as points, so that it can be made before the text has come.
    """

    anchor: TextPoint
    head: TextPoint
    unit: Unit = Unit.WORD

    @property
    def pages(self) -> range:
        """The pages it touches."""
        return range(min(self.anchor.page, self.head.page), max(self.anchor.page, self.head.page) + 1)

    def words(self, page: int, text: PageText) -> Sequence[TextWord]:
        """The selected words of a page, in reading order."""
        if page not in self.pages or not text.words:
            return ()
        ends = [nearest_word(text, point.x, point.y) for point in (self.anchor, self.head) if point.page == page]
        last = len(text.words) - 1
        if self.unit is Unit.PAGE or not ends:
            first, end = 0, last
        elif len(ends) == 2:
            first, end = min(ends), max(ends)
        elif page == self.pages[0]:
            first, end = ends[0], last
        else:
            first, end = 0, ends[0]
        if self.unit is Unit.LINE:
            first, end = line_around(text, first)[0], line_around(text, end)[1]
        return text.words[first : end + 1]


def nearest_word(text: PageText, x: float, y: float) -> int:
    """The index of the word at a point or next to it; a word beside it is nearer than one above. Needs a word."""

    def distance(index: int) -> float:
        box = text.words[index].box
        across = max(box.x0 - x, 0.0, x - box.x1)
        down = max(box.y0 - y, 0.0, y - box.y1)
        return across + 4 * down

    return min(range(len(text.words)), key=distance)


def word_at(text: PageText, x: float, y: float) -> int | None:
    """The index of the word at a point, with a little room around it."""
    if not text.words:
        return None
    index = nearest_word(text, x, y)
    box = text.words[index].box.grown(2)
    return index if box.x0 <= x <= box.x1 and box.y0 <= y <= box.y1 else None


def line_around(text: PageText, index: int) -> tuple[int, int]:
    """The first and the last word of the line that a word stands on."""
    first = last = index
    while first > 0 and _on_one_line(text.words[first - 1], text.words[first]):
        first -= 1
    while last + 1 < len(text.words) and _on_one_line(text.words[last], text.words[last + 1]):
        last += 1
    return first, last


def _on_one_line(word: TextWord, following: TextWord) -> bool:
    """Whether two words that follow each other stand on one line; files cut lines at wide gaps."""
    if word.block != following.block:
        return False
    one, other = word.box, following.box
    shared = min(one.y1, other.y1) - max(one.y0, other.y0)
    return word.line == following.line or (shared > 0.5 * min(one.height, other.height) and other.x0 >= one.x1)


def _lines(words: Iterable[TextWord]) -> Iterator[list[TextWord]]:
    """The words line by line."""
    line: list[TextWord] = []
    for word in words:
        if line and not _on_one_line(line[-1], word):
            yield line
            line = []
        line.append(word)
    if line:
        yield line


def line_boxes(words: Sequence[TextWord]) -> list[Box]:
    """A box for each line of these words."""
    return [Box.around(word.box for word in line) for line in _lines(words)]


def as_set(words: Sequence[TextWord]) -> str:
    """The words as they stand: a line of text for each line, an empty one between blocks."""
    blocks = []
    for _, block in groupby(words, lambda word: word.block):
        lines = (" ".join(word.text for word in line) for line in _lines(block))
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks)


def as_prose(words: Sequence[TextWord]) -> str:
    """The words as one run of text: lines are joined, and so are words that a line breaks."""
    text = ""
    for line in _lines(words):
        following = " ".join(word.text for word in line)
        if len(text) > 1 and text[-1] in _HYPHENS and text[-2].isalpha() and following[:1].islower():
            text = text[:-1] + following
        else:
            text = f"{text} {following}" if text else following
    return text
