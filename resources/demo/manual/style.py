"""Fonts, colours and measures of the manual, in one place."""

from __future__ import annotations

from functools import cache

import pymupdf

Colour = tuple[float, float, float]


def _colour(value: str) -> Colour:
    return int(value[1:3], 16) / 255, int(value[3:5], 16) / 255, int(value[5:7], 16) / 255


INK = _colour("#1d2733")
MUTED = _colour("#5f6b78")
RULE = _colour("#c4ccd5")
PALE = _colour("#f3f5f8")
WHITE = _colour("#ffffff")
BLUE = _colour("#2b5c8f")
BLUE_PALE = _colour("#e5eef7")
ORANGE = _colour("#c05a21")
ORANGE_PALE = _colour("#fbece1")
GREEN = _colour("#2f7552")
GREEN_PALE = _colour("#e3f1e9")
RED = _colour("#a8323a")
RED_PALE = _colour("#f9e6e7")

PAGE_WIDTH, PAGE_HEIGHT = 595.0, 842.0
LEFT, RIGHT = 54.0, 541.0
TOP, BOTTOM = 74.0, 786.0
GUTTER = 21.0
TEXT_WIDTH = RIGHT - LEFT

BODY_SIZE, BODY_LEADING = 10.2, 13.5
CAPTION_SIZE, CAPTION_LEADING = 8.4, 10.8

_BUILT_IN = {
    "roman": "tiro",
    "roman-bold": "tibo",
    "roman-italic": "tiit",
    "sans": "helv",
    "sans-bold": "hebo",
    "sans-italic": "heit",
    "mono": "cour",
}


@cache
def font(style: str) -> pymupdf.Font:
    """The font of a style; the styles are the keys of the table above."""
    return pymupdf.Font(_BUILT_IN[style])


def text_width(text: str, style: str, size: float) -> float:
    """Width in points.

    Raises:
        ValueError: the font has no glyph for a character.
    """
    face = font(style)
    missing = {character for character in text if not face.has_glyph(ord(character))}
    if missing:
        raise ValueError(f"{style} has no glyph for {sorted(missing)} in {text!r}")
    return float(face.text_length(text, fontsize=size))
