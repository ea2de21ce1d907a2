"""Which blocks are set in a typewriter font: there all letters have one width, whatever the line says."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean, median, pstdev

from desktop_app.ocr.line_grouping import Line

_LEAST_LETTERS = 8
_LEAST_LINES = 2
_PITCH = (0.485, 0.66)
"""Widths of a letter, as parts of the type's size, in typewriter fonts; running text has 0.41 to 0.46 on average."""
_SPREAD = 0.03
_ALIKE = 0.02
_CAPITALS = 0.6


def typewritten(blocks: Sequence[Sequence[Line]]) -> list[bool]:
    """Whether each block is set in a typewriter font.

    A block with several lines is judged by itself: how little the widths of its lines, divided by their numbers of
    letters, differ. One with a single line follows those of its page that have the same pitch.
    """
    sure = [_is_even(block) for block in blocks]
    pitches = [_pitch(line) for block, yes in zip(blocks, sure, strict=True) if yes for line in _long(block)]
    if not pitches:
        return sure
    usual = median(pitches)
    return [
        yes or (_may_be(block) and all(abs(_pitch(line) - usual) < _ALIKE * usual for line in _long(block)))
        for block, yes in zip(blocks, sure, strict=True)
    ]


def _is_even(block: Sequence[Line]) -> bool:
    pitches = [_pitch(line) for line in _long(block)]
    return len(pitches) >= _LEAST_LINES and _may_be(block) and pstdev(pitches) < _SPREAD * fmean(pitches)


def _may_be(block: Sequence[Line]) -> bool:
    """Whether a block has letters as wide as in a typewriter font, and not because they are capitals or signs."""
    lines = _long(block)
    letters = [sign for line in lines for sign in line.text if sign.isalpha()]
    if not lines or not letters or not all(sign.isascii() for sign in letters):
        return False
    if sum(map(str.isupper, letters)) > _CAPITALS * len(letters):
        return False
    return _PITCH[0] <= fmean(_pitch(line) / line.size for line in lines) <= _PITCH[1]


def _long(block: Sequence[Line]) -> list[Line]:
    return [line for line in block if len(line.text) >= _LEAST_LETTERS]


def _pitch(line: Line) -> float:
    return (line.right - line.left) / len(line.text)
