"""Tables: where the table of a caption is, and its text row by row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from desktop_app.domain.geometry import Box
from desktop_app.domain.page_content import TextLine
from desktop_app.ingestion.figure_captioning import Caption, is_blocked
from desktop_app.ingestion.page_text import PageText
from desktop_app.ingestion.text_blocks import clean_text
from desktop_app.ingestion.text_figures import stacked_lines_box

_FARTHEST = 40.0
_SAME_EDGE = 6.0
_LEAST_HEIGHT = 12.0


def table_box(caption: Caption, text: PageText, ruled: Sequence[Box]) -> Box | None:
    """The box of the table that a caption belongs to.

    Args:
        caption: a table's caption.
        text: the page's text.
        ruled: boxes of rules and of ruled or shaded text on the page.

    Returns:
        rules next to the caption with the text between them; else lines of text set in columns; else None.
    """
    sides = [_ruled_box(caption, text, ruled, downwards=downwards) for downwards in (True, False)]
    found = [(gap, box) for gap, box in (side for side in sides if side is not None)]
    if found:
        return min(found, key=lambda side: side[0])[1]
    for downwards in (True, False):
        box = stacked_lines_box(caption, text, (), downwards=downwards)
        if box is not None and _has_columns(list(text.lines_in(box))):
            return box
    return None


def _ruled_box(caption: Caption, text: PageText, ruled: Sequence[Box], *, downwards: bool) -> tuple[float, Box] | None:
    mine = caption.box
    side = [
        box
        for box in ruled
        if (box.y0 >= mine.y1 - 3 if downwards else box.y1 <= mine.y0 + 3)
        and min(box.x1, mine.x1) - max(box.x0, mine.x0) > 0.3 * min(box.width, mine.width)
    ]
    side.sort(key=lambda box: box.y0 if downwards else -box.y1)
    others = [other.box for other in text.captions if other is not caption]
    hull: Box | None = None
    gap = 0.0
    for box in side:
        if hull is None:
            gap = max(0.0, box.y0 - mine.y1 if downwards else mine.y0 - box.y1)
            if gap > _FARTHEST or is_blocked((mine, box), others):
                return None
            hull = box
        elif _goes_on(hull, box, text, others):
            hull = Box.around((hull, box))
    if hull is None or hull.height < _LEAST_HEIGHT:
        return None
    cells = [line.box for line in text.loose if line.box.share_inside(hull) > 0.5]
    return gap, Box.around([hull, *cells])


def _goes_on(hull: Box, box: Box, text: PageText, others: Sequence[Box]) -> bool:
    """Whether a rule is the next one of a table: of the same width, with no prose of that width between."""
    inside = box.x0 > hull.x0 - _SAME_EDGE and box.x1 < hull.x1 + _SAME_EDGE
    same = abs(box.x0 - hull.x0) < _SAME_EDGE and abs(box.x1 - hull.x1) < _SAME_EDGE
    if not inside and not same:
        return False
    prose = [barrier for barrier in text.barriers if barrier.width > 0.8 * hull.width]
    return not is_blocked((hull, box), [*others, *(prose if same else text.barriers)])


def _has_columns(lines: Sequence[TextLine]) -> bool:
    """Whether most rows have several cells."""
    rows = list(rows_of(lines))
    return len(rows) > 1 and 2 * sum(len(row) > 1 for row in rows) > len(rows)


def rows_of(lines: Iterable[TextLine]) -> Iterable[list[TextLine]]:
    """Lines that stand side by side, from top to bottom, each row from left to right."""
    row: list[TextLine] = []
    for line in sorted(lines, key=lambda line: line.box.centre[1]):
        if row and line.box.centre[1] > max(cell.box.y1 for cell in row) - 0.3 * line.box.height:
            yield sorted(row, key=lambda cell: cell.box.x0)
            row = []
        row.append(line)
    if row:
        yield sorted(row, key=lambda cell: cell.box.x0)


def table_text(lines: Iterable[TextLine]) -> str:
    """The table as text: a line for each row, with " | " between its cells."""
    rows = (" | ".join(clean_text(cell.text) for cell in row) for row in rows_of(lines))
    return "\n".join(row for row in rows if row)
