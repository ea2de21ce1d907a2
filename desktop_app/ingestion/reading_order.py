"""The order in which a reader takes the paragraphs of a page: columns from left to right, each from top to bottom."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from desktop_app.domain.geometry import Box

T = TypeVar("T")
_COLUMN_GAP = 6.0
_NARROW = 0.25
_LEVEL = 4.0
_FROM_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LETTER = re.compile(r"[^\W\d_]")


def reads_from_right(texts: Iterable[str]) -> bool:
    """Whether most letters are of a script that runs from right to left, as then the columns do too."""
    letters = from_right = 0
    for text in texts:
        if not text.isascii():
            from_right += len(_FROM_RIGHT.findall(text))
        letters += len(_LETTER.findall(text))
    return 2 * from_right > letters


def in_reading_order(items: Sequence[T], box_of: Callable[[T], Box]) -> list[T]:
    """The items in reading order, by recursive cuts through white space (XY-cut, Nagy and Seth 1984).

    A page is cut across first where an item spans the columns above and below it, then into columns.
    """
    if len(items) < 2:
        return list(items)
    columns = _columns(items, box_of)
    if len(columns) > 1:
        return [item for column in columns for item in in_reading_order(column, box_of)]
    bands = _bands(items, box_of)
    if len(bands) > 1:
        return [item for band in bands for item in in_reading_order(band, box_of)]
    return sorted(items, key=lambda item: (box_of(item).y0, box_of(item).x0))


def _columns(items: Sequence[T], box_of: Callable[[T], Box]) -> list[list[T]]:
    columns = _cut(items, lambda item: (box_of(item).x0, box_of(item).x1), _COLUMN_GAP)
    if len(columns) > 1 and _are_rows(columns, box_of):
        return [list(items)]
    return columns


def _are_rows(columns: Sequence[Sequence[T]], box_of: Callable[[T], Box]) -> bool:
    """Whether the items of a narrow column are labels of those beside them, as in a glossary."""
    whole = Box.around(box_of(item) for column in columns for item in column)
    for column, beside in ((columns[0], columns[1]), (columns[-1], columns[-2])):
        if Box.around(box_of(item) for item in column).width > _NARROW * whole.width:
            continue
        tops = [box_of(item).y0 for item in beside]
        level = sum(any(abs(box_of(item).y0 - top) < _LEVEL for top in tops) for item in column)
        if level > 0.6 * len(column):
            return True
    return False


def _bands(items: Sequence[T], box_of: Callable[[T], Box]) -> list[list[T]]:
    """Bands from top to bottom; bands next to each other that have the same columns stay together."""
    bands = _cut(items, lambda item: (box_of(item).y0, box_of(item).y1), 0.0)
    if len(bands) < 2:
        return bands
    merged: list[list[T]] = [bands[0]]
    for band in bands[1:]:
        together = merged[-1] + band
        if len(_columns(together, box_of)) > 1:
            merged[-1] = together
        else:
            merged.append(band)
    return merged


def _cut(items: Sequence[T], extent: Callable[[T], tuple[float, float]], gap: float) -> list[list[T]]:
    ordered = sorted(items, key=extent)
    parts: list[list[T]] = [[ordered[0]]]
    end = extent(ordered[0])[1]
    for item in ordered[1:]:
        start, stop = extent(item)
        if start >= end + gap - 1.0:
            parts.append([item])
        else:
            parts[-1].append(item)
        end = max(end, stop)
    return parts
