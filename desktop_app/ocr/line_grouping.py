"""Recognised lines put together as they stand: pieces to lines, lines to blocks, with one size of type in each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from desktop_app.domain.geometry import Box

_PIECE_GAP = 1.1
_SAME_ROW = 0.55
_LINE_GAP = 0.75
_SAME_SIZE = 1.25
_NEARLY = 1.13
_LEAST_SHARED = 0.4
_STEP = 0.5
_ABOVE, _BELOW = 0.8, 0.25


@dataclass(frozen=True, slots=True)
class Line:
    """A recognised line, upright on its picture; lengths in points.

    Attributes:
        left: where its ink begins.
        right: where its ink ends.
        baseline: from the top of the picture, in the middle of the line.
        size: of its type.
    """

    text: str
    left: float
    right: float
    baseline: float
    size: float

    @property
    def box(self) -> Box:
        """From a little above the tallest letters to the descenders, whatever letters it has."""
        top, bottom = self.baseline - _ABOVE * self.size, self.baseline + _BELOW * self.size
        return Box(self.left, top, max(self.right, self.left + 0.1), bottom)


@dataclass(slots=True)
class _Block:
    lines: list[Line] = field(default_factory=list)


def grouped(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines in blocks: each from top to bottom, with pieces of one line joined and sizes made even."""
    rows = _joined_rows(lines)
    blocks: list[_Block] = []
    for line in sorted(rows, key=lambda line: line.baseline):
        home = _block_above(line, blocks, rows)
        if home is None:
            home = _Block()
            blocks.append(home)
        home.lines.append(line)
    return _with_even_sizes([block.lines for block in blocks])


def _joined_rows(lines: Sequence[Line]) -> list[Line]:
    """Pieces on one baseline with no more than a wide space between them, as one line."""
    rows: list[Line] = []
    for line in sorted(lines, key=lambda line: line.left):
        place = next((n for n, row in enumerate(rows) if _is_next_piece(row, line)), None)
        if place is None:
            rows.append(line)
            continue
        row = rows[place]
        long = row if len(row.text) >= len(line.text) else line
        rows[place] = Line(
            f"{row.text} {line.text}", row.left, max(row.right, line.right), long.baseline, max(row.size, line.size)
        )
    return rows


def _is_next_piece(row: Line, line: Line) -> bool:
    size = max(row.size, line.size)
    alike = size < _SAME_SIZE * min(row.size, line.size) or min(len(row.text), len(line.text)) <= 2
    level = abs(row.baseline - line.baseline) < (1 - _SAME_ROW) * size
    return alike and level and -0.5 * size <= line.left - row.right <= _PIECE_GAP * size


def _block_above(line: Line, blocks: Sequence[_Block], rows: Sequence[Line]) -> _Block | None:
    """The block whose last line stands right above this one, in type of the same size."""
    best: tuple[float, _Block] | None = None
    for block in blocks:
        last = block.lines[-1]
        small, large = sorted((last.size, line.size))
        shared = min(last.right, line.right) - max(last.left, line.left)
        gap = line.box.y0 - last.box.y1
        near = -0.5 * small < gap < _LINE_GAP * small and line.baseline - last.baseline > 0.5 * small
        if large < _SAME_SIZE * small and shared > _LEAST_SHARED * _narrower(last, line) and near:
            best = min(best or (gap, block), (gap, block), key=lambda pair: pair[0])
    if best is None or _is_shared_foot(line, best[1].lines[-1], rows):
        return None
    return best[1]


def _is_shared_foot(line: Line, last: Line, rows: Sequence[Line]) -> bool:
    """Whether this line runs below two columns, or two columns run below that one: then it belongs to neither."""
    wide, narrow = (line, last) if line.right - line.left > last.right - last.left else (last, line)
    beside = [row for row in rows if row is not narrow and abs(row.baseline - narrow.baseline) < 0.4 * narrow.size]
    return any(min(row.right, wide.right) - max(row.left, wide.left) > 2 * wide.size for row in beside)


def _narrower(one: Line, other: Line) -> float:
    return min(one.right - one.left, other.right - other.left)


def _with_even_sizes(blocks: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """One size for each block, in steps of half a point; those close to the size of most of the text become it."""
    body = _usual([line for block in blocks for line in block])
    even = []
    for block in blocks:
        size = _usual(block)
        if max(size, body) < _NEARLY * min(size, body):
            size = body
        size = max(_STEP, round(size / _STEP) * _STEP)
        even.append([replace(line, size=size) for line in block])
    return even


def _usual(lines: Sequence[Line]) -> float:
    """The median of the sizes, long lines counting more."""
    ordered = sorted(lines, key=lambda line: line.size)
    half = sum(len(line.text) for line in ordered) / 2
    for line in ordered:
        half -= len(line.text)
        if half <= 0:
            return line.size
    return 10.0
