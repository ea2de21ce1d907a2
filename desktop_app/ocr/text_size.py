"""The size of the type in a strip of text, and where its baseline is, from its ink and from what it says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop_app.ocr.engine import Picture

_TALL_SIGNS = re.compile(r"[A-Z0-9bdfhijklt()\[\]{}|/\\&%$#@!?\u00c0-\u00de]")
_DEEP_SIGNS = re.compile(r"[gjpqy()\[\]{}|/\\,;@$Q]")
_IDEOGRAPH = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_ASCENDER, _X_HEIGHT, _DESCENDER = 0.70, 0.45, 0.21
"""Heights above and below the baseline in most typefaces, as parts of the type's size."""
_IDEOGRAPH_HEIGHT = 0.92
_MOST_CONTRAST = 0.33
_SPECKS = 2
_CORE = 0.3
_RUNNING = 15
_TOO_TALL = 1.25
_FAINT_ROWS = 2


@dataclass(frozen=True, slots=True)
class Ink:
    """Where the ink of a strip lies, in pixels of the strip.

    Attributes:
        core: the first row, and the one after the last, of those with most of the ink: those of the small letters.
    """

    left: int
    top: int
    right: int
    bottom: int
    core: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class TypeSize:
    """The size of the type, and the baseline's distance from the top of the strip, in pixels of the strip."""

    size: float
    baseline: float


def ink_of(strip: Picture) -> Ink:
    """The part of a strip that is written on; the whole strip where nothing stands out.

    Args:
        strip: RGB, shape [height, width, 3]; dark on light, or light on dark.
    """
    import numpy

    grey = strip.mean(axis=2)
    paper, height, width = float(numpy.median(grey)), grey.shape[0], grey.shape[1]
    apart = numpy.abs(grey - paper)
    strongest = float(numpy.percentile(apart, 99.5))
    inked = apart > max(_MOST_CONTRAST * strongest, 12.0)
    rows = numpy.flatnonzero(inked.sum(axis=1) >= _SPECKS)
    columns = numpy.flatnonzero(inked.any(axis=0))
    if rows.size == 0 or columns.size == 0:
        return Ink(0, 0, width, height)
    # What sticks in from the line above or below is divided from the text by an empty row.
    weights = inked.sum(axis=1).tolist()
    top, bottom = _main_run(rows.tolist(), weights)
    return Ink(int(columns[0]), top, int(columns[-1]) + 1, bottom, _core(weights))


def _core(weights: list[int]) -> tuple[int, int]:
    """The rows around the heaviest one that have a fair part of its ink."""
    heaviest = max(range(len(weights)), key=weights.__getitem__)
    first = last = heaviest
    while first > 0 and weights[first - 1] > _CORE * weights[heaviest]:
        first -= 1
    while last < len(weights) - 1 and weights[last + 1] > _CORE * weights[heaviest]:
        last += 1
    return first, last + 1


def _main_run(rows: list[int], weights: list[int]) -> tuple[int, int]:
    """The rows from the first to the last that belong to the text: runs of ink, without faint ones at the edges."""
    runs: list[list[int]] = [[rows[0]]]
    for before, row in pairwise(rows):
        if row - before > _FAINT_ROWS:
            runs.append([])
        runs[-1].append(row)
    inks = [sum(weights[row] for row in run) for run in runs]
    strong = [run for run, ink in zip(runs, inks, strict=True) if ink > 0.12 * max(inks)]
    return strong[0][0], strong[-1][-1] + 1


def type_size(text: str, ink: Ink) -> TypeSize:
    """The size of the type that has this much ink for this text."""
    height = float(ink.bottom - ink.top)
    if len(_IDEOGRAPH.findall(text)) > 0.3 * len(text):
        size = height / _IDEOGRAPH_HEIGHT
        return TypeSize(size, ink.top + 0.8 * size)
    above = _ASCENDER if _TALL_SIGNS.search(text) else _X_HEIGHT
    below = _DESCENDER if _DEEP_SIGNS.search(text) else 0.0
    size = height / (above + below)
    by_core = (ink.core[1] - ink.core[0]) / _X_HEIGHT
    if sum(map(str.islower, text)) > _RUNNING and size > _TOO_TALL * by_core > 0:
        # Letters of the lines above and below reach into the strip.
        return TypeSize(by_core, float(ink.core[1]))
    return TypeSize(size, ink.bottom - below * size)
