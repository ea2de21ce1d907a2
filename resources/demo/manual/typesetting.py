"""Paragraphs: inline marks, total-fit line breaking, and setting lines on a page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import pymupdf

from manual.style import INK, Colour, font, text_width

SOFT_HYPHEN = "\u00ad"
_MARKS = re.compile(r"(\*\*.+?\*\*|\*.+?\*|`.+?`)")


@dataclass(frozen=True)
class TextStyle:
    """How a paragraph is set; `family` is "roman" or "sans", `bold` makes all of it bold."""

    size: float
    leading: float
    family: str = "roman"
    bold: bool = False
    colour: Colour = INK
    justified: bool = True

    def face(self, mark: str) -> str:
        """The font of a run: mark is "", "*", "**" or "`"."""
        if mark == "`":
            return "mono"
        if mark == "**" or self.bold:
            return f"{self.family}-bold"
        return f"{self.family}-italic" if mark == "*" else self.family


@dataclass(frozen=True)
class Fragment:
    """A piece of a word in one font."""

    text: str
    face: str
    size: float

    @cached_property
    def width(self) -> float:
        """Width in points."""
        return text_width(self.text, self.face, self.size)


Word = tuple[Fragment, ...]
"""What stands between two spaces; `parts` below cut it at soft hyphens."""


@dataclass(frozen=True)
class Line:
    """Words of a line and how much wider or narrower than natural each space is."""

    words: tuple[Word, ...]
    space: float


def words_of(text: str, style: TextStyle) -> list[Word]:
    """The words of a text with inline marks: *italic*, **bold**, `code`."""
    words: list[list[Fragment]] = [[]]
    for piece in _MARKS.split(text):
        mark = "**" if piece.startswith("**") else piece[:1] if piece[:1] in ("*", "`") else ""
        plain = piece[len(mark) : len(piece) - len(mark)] if mark else piece
        face = style.face(mark)
        size = style.size * (0.93 if mark == "`" else 1.0)
        for index, part in enumerate(plain.split(" ")):
            if index:
                words.append([])
            if part:
                words[-1].append(Fragment(part, face, size))
    return [_without_soft_hyphens(word) if len(word) > 1 else tuple(word) for word in words if word]


def _without_soft_hyphens(word: list[Fragment]) -> Word:
    return tuple(Fragment(part.text.replace(SOFT_HYPHEN, ""), part.face, part.size) for part in word)


def _width(word: Word) -> float:
    return sum(fragment.width for fragment in word)


def _pieces(word: Word) -> list[Word]:
    """The syllables of a word that may be hyphenated; only words in one font are."""
    if len(word) != 1 or SOFT_HYPHEN not in word[0].text:
        return [word]
    only = word[0]
    return [(Fragment(part, only.face, only.size),) for part in only.text.split(SOFT_HYPHEN)]


@dataclass(frozen=True)
class _Box:
    """A syllable: whether a space comes before it, and whether a break after it needs a hyphen."""

    word: Word
    width: float
    space_before: bool
    hyphen_after: bool


def _boxes(words: list[Word]) -> list[_Box]:
    boxes = []
    for word in words:
        pieces = _pieces(word)
        for index, piece in enumerate(pieces):
            boxes.append(_Box(piece, _width(piece), index == 0, index < len(pieces) - 1))
    return boxes


def break_lines(text: str, style: TextStyle, width: float, first_indent: float = 0.0) -> list[Line]:
    """Total-fit line breaking: the breaks with the least sum of squared badness.

    The idea is that of Knuth and Plass, "Breaking Paragraphs into Lines" (1981), without glue classes.
    """
    boxes = _boxes(words_of(text, style))
    space = text_width(" ", style.face(""), style.size)
    hyphen = text_width("-", style.face(""), style.size)
    best: list[tuple[float, int]] = [(0.0, 0)] + [(float("inf"), 0)] * len(boxes)
    for end in range(1, len(boxes) + 1):
        natural, gaps = 0.0, 0
        for start in range(end - 1, -1, -1):
            if start < end - 1:
                following = boxes[start + 1]
                gaps += following.space_before
                natural += space * following.space_before
            natural += boxes[start].width
            full = natural + hyphen * boxes[end - 1].hyphen_after
            room = width - (first_indent if start == 0 else 0.0)
            if full > room + gaps * space * 0.28 and start < end - 1:
                break
            cost = best[start][0] + _badness(full, room, gaps, space, end == len(boxes), style.justified)
            cost += 120.0 if boxes[end - 1].hyphen_after else 0.0
            if cost < best[end][0]:
                best[end] = (cost, start)
    cuts = [len(boxes)]
    while cuts[-1]:
        cuts.append(best[cuts[-1]][1])
    cuts.reverse()
    return [
        _line(boxes[start:end], width - (first_indent if start == 0 else 0.0), space, style, end == len(boxes))
        for start, end in pairwise(cuts)
    ]


def _badness(full: float, room: float, gaps: int, space: float, last: bool, justified: bool) -> float:
    left = room - full
    if last and left >= 0:
        return 0.0 if full > 0.2 * room else 300.0
    if not justified:
        return (left / room * 100) ** 2 if left >= -0.01 else 1e9
    ratio = left / (gaps * space) if gaps else left / space
    return 100.0 * abs(ratio) ** 3 * (1.0 if ratio > 0 else 8.0) + 10.0


def _line(boxes: list[_Box], room: float, space: float, style: TextStyle, last: bool) -> Line:
    words: list[list[Fragment]] = []
    for index, box in enumerate(boxes):
        if index == 0 or box.space_before:
            words.append([])
        words[-1].extend(box.word)
    if boxes[-1].hyphen_after:
        tail = words[-1][-1]
        words[-1][-1] = Fragment(tail.text + "-", tail.face, tail.size)
    line = tuple(_joined(word) for word in words)
    natural = sum(_width(word) for word in line)
    gaps = len(line) - 1
    if not style.justified or not gaps or (last and natural + gaps * space <= room):
        return Line(line, space)
    return Line(line, (room - natural) / gaps)


def _joined(word: list[Fragment]) -> Word:
    """Syllables of the same font put together again."""
    joined: list[Fragment] = []
    for fragment in word:
        if joined and (joined[-1].face, joined[-1].size) == (fragment.face, fragment.size):
            joined[-1] = Fragment(joined[-1].text + fragment.text, fragment.face, fragment.size)
        else:
            joined.append(fragment)
    return tuple(joined)


def set_lines(page: pymupdf.Page, lines: list[Line], x: float, y: float, style: TextStyle, indent: float = 0.0) -> None:
    """Sets lines below each other; `y` is the top of the first, `indent` moves the first line."""
    writer = pymupdf.TextWriter(page.rect, color=style.colour)
    baseline = y + style.leading * 0.5 + style.size * 0.33
    for number, line in enumerate(lines):
        at = x + (indent if number == 0 else 0.0)
        for index, word in enumerate(line.words):
            for position, fragment in enumerate(word):
                ends_word = position == len(word) - 1 and index < len(line.words) - 1
                text = fragment.text + (" " if ends_word else "")
                writer.append((at, baseline), text, font=font(fragment.face), fontsize=fragment.size)
                at += fragment.width
            at += line.space
        baseline += style.leading
    writer.write_text(page)
