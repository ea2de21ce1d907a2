"""What stands on a picture of a page: lines of text with their places, whichever way up the page lies."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop_app.domain.geometry import Box, as_displayed
from desktop_app.domain.page_content import RecognisedText, TextLine
from desktop_app.ocr.engine import Reading, TextEngine, cut_strip, is_tall
from desktop_app.ocr.line_grouping import Line, grouped
from desktop_app.ocr.text_size import ink_of, type_size
from desktop_app.ocr.typewriter import typewritten

if TYPE_CHECKING:
    from desktop_app.ocr.engine import Picture, Quad

_SURE = 0.5
_GOOD = 0.85
_PROBES = 6
_MOSTLY = 0.6
_SLICES = 12
_IDEOGRAPHS = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL")


@dataclass(frozen=True, slots=True)
class _Strip:
    """A strip of text: its corners in the picture turned for reading, and the strip itself."""

    quad: Quad
    picture: Picture


class RapidOcrRecogniser:
    """Fulfils `domain.page_content.TextRecogniser`; the models are loaded in the process that first recognises."""

    def __init__(self) -> None:
        self._engine: TextEngine | None = None

    def __getstate__(self) -> dict[str, None]:
        """Models stay in their process."""
        return {"_engine": None}

    def recognise(self, picture: Picture, scale: float, turn: int = 0) -> RecognisedText:
        """The text of a picture.

        Args:
            picture: of the unrotated page, RGB, shape [height, width, 3].
            scale: pixels a point.
            turn: by how many degrees clockwise (0, 90, 180, 270) the page is turned when it is shown.

        Returns:
            lines in blocks, and the boxes that text covers, in points of the unrotated page.
        """
        engine = self._loaded()
        turn, strips = _upright(engine, picture, turn)
        page = Box(0.0, 0.0, picture.shape[1] / scale, picture.shape[0] / scale)
        level = [strip for strip in strips if not is_tall(strip.quad)]
        steep = [strip for strip in strips if is_tall(strip.quad)]
        lines: list[TextLine] = []
        covered: list[Box] = []
        read = [
            (strip, reading)
            for strip, reading in zip(level, engine.read([strip.picture for strip in level]), strict=True)
            if _is_text(reading)
        ]
        blocks = grouped([_line(strip, reading, scale) for strip, reading in read])
        for number, (block, mono) in enumerate(zip(blocks, typewritten(blocks), strict=True)):
            lines += [TextLine(line.text, line.box, line.size, mono=mono, block=number, turn=turn) for line in block]
        for strip, reading, more in _steep_readings(engine, steep):
            box = _around(strip.quad, scale)
            size = max(1.0, round(0.8 * box.width * 2) / 2)
            alone = len(strips) + len(covered)
            lines.append(TextLine(reading.text, box, size, block=alone, upright=False, turn=turn + more))
            covered.append(box)
        for strip, _ in read:
            covered += _slices(strip.quad, scale)
        return _turned_back(lines, covered, page, turn)

    def _loaded(self) -> TextEngine:
        if self._engine is None:
            self._engine = TextEngine()
        return self._engine


def _upright(engine: TextEngine, picture: Picture, turn: int) -> tuple[int, list[_Strip]]:
    """The turn by which the page's text runs from left to right, and its strips then.

    The turn that the page is shown with is tried first, and taken when what is read makes sense. Lines that stand
    on end call for a quarter turn; whether text is upside down shows in how sure the reading is.
    """
    strips = _strips(engine, picture, turn)
    if _mostly_tall(strips):
        turn += 90
        strips = _strips(engine, picture, turn)
    sureness = _sureness(engine, strips)
    if strips and sureness < _GOOD:
        other = _strips(engine, picture, turn + 180)
        if _sureness(engine, other) > sureness:
            turn, strips = turn + 180, other
    return turn % 360, strips


def _strips(engine: TextEngine, picture: Picture, turn: int) -> list[_Strip]:
    import numpy

    turned = numpy.ascontiguousarray(numpy.rot90(picture, -(turn // 90) % 4))
    return [_Strip(quad, cut_strip(turned, quad)) for quad in engine.find(turned)]


def _mostly_tall(strips: Sequence[_Strip]) -> bool:
    lengths = [(max(strip.picture.shape[:2]), is_tall(strip.quad)) for strip in strips]
    tall = sum(length for length, is_steep in lengths if is_steep)
    return bool(tall > _MOSTLY * sum(length for length, _ in lengths))


def _sureness(engine: TextEngine, strips: Sequence[_Strip]) -> float:
    """How sure the longest strips are read, on average."""
    level = [strip.picture for strip in strips if not is_tall(strip.quad)]
    longest = sorted(level, key=lambda strip: strip.shape[1] / strip.shape[0])[-_PROBES:]
    readings = engine.read([strip[:, : 12 * strip.shape[0]] for strip in longest])
    return sum(reading.score for reading in readings) / len(readings) if readings else 0.0


def _steep_readings(engine: TextEngine, steep: Sequence[_Strip]) -> Iterator[tuple[_Strip, Reading, int]]:
    """Text that runs upwards or downwards, and by how much it must be turned to be read."""
    import numpy

    for strip in steep:
        up, down = engine.read([numpy.ascontiguousarray(numpy.rot90(strip.picture, k)) for k in (-1, 1)])
        best, more = (up, 90) if up.score >= down.score else (down, 270)
        if _is_text(best):
            yield strip, best, more


def _is_text(reading: Reading) -> bool:
    return reading.score >= _SURE and any(sign.isalnum() for sign in reading.text)


def _line(strip: _Strip, reading: Reading, scale: float) -> Line:
    """The line in points; its baseline is that of its middle, so that a slight slant does no harm."""
    ink = ink_of(strip.picture)
    text = _plain(reading.text)
    measured = type_size(text, ink)
    left, right = float(strip.quad[[0, 3], 0].mean()), float(strip.quad[[1, 2], 0].mean())
    width = max(1, strip.picture.shape[1])
    top = float(strip.quad[[0, 1], 1].mean())
    return Line(
        text=text,
        left=(left + (right - left) * ink.left / width) / scale,
        right=(left + (right - left) * ink.right / width) / scale,
        baseline=(top + measured.baseline) / scale,
        size=max(1.0, measured.size / scale),
    )


def _plain(text: str) -> str:
    """The text with the wide signs of East Asian type made narrow where no East Asian letter stands."""
    if any(unicodedata.name(sign, "").startswith(_IDEOGRAPHS) for sign in text):
        return text
    return unicodedata.normalize("NFKC", text)


def _around(quad: Quad, scale: float) -> Box:
    xs, ys = quad[:, 0] / scale, quad[:, 1] / scale
    return Box(float(xs.min()), float(ys.min()), float(xs.max()), float(ys.max()))


def _slices(quad: Quad, scale: float) -> list[Box]:
    """Boxes along a strip that together cover it: a slanted line covers less than the box around it."""
    import numpy

    slanted = abs(float(quad[1, 1] - quad[0, 1])) > 0.3 * abs(float(quad[3, 1] - quad[0, 1]))
    pieces = _SLICES if slanted else 1
    steps = numpy.linspace(0.0, 1.0, pieces + 1)[:, None]
    upper, lower = quad[0] + steps * (quad[1] - quad[0]), quad[3] + steps * (quad[2] - quad[3])
    return [_around(numpy.stack([upper[n], upper[n + 1], lower[n + 1], lower[n]]), scale) for n in range(pieces)]


def _turned_back(lines: Sequence[TextLine], covered: Sequence[Box], page: Box, turn: int) -> RecognisedText:
    """What was found on the turned page, on the page as it is."""
    width, height = (page.height, page.width) if turn % 180 else (page.width, page.height)

    def back(box: Box) -> Box:
        return as_displayed(box, width, height, -turn).clipped(page)

    return RecognisedText(
        lines=tuple(
            TextLine(
                line.text,
                back(line.box),
                line.size,
                mono=line.mono,
                block=line.block,
                upright=line.turn % 360 == 0,
                turn=line.turn % 360,
            )
            for line in lines
        ),
        covered=tuple(back(box) for box in covered),
    )
