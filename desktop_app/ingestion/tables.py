"""Tables: where the table of a caption is."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.domain.geometry import Box
from desktop_app.ingestion.figure_captioning import Caption, is_blocked
from desktop_app.ingestion.page_text import PageText
from desktop_app.ingestion.table_grid import grid_of, has_columns
from desktop_app.ingestion.text_figures import stacked_lines_box

_FARTHEST = 40.0
_SAME_EDGE = 6.0
_LEAST_HEIGHT = 12.0
_WITHOUT_RULES = 100.0


def table_boxes(captions: Sequence[Caption], text: PageText, ruled: Sequence[Box]) -> dict[int, Box]:
    """The boxes of the tables that captions belong to, by the captions' places among `captions`.

    The captions of a page stand on one side of their tables: the side on which more are found, or on which they are
    nearer, is taken for all; only what is not found there is looked for on the other side.

    Args:
        captions: captions of tables.
        text: the page's text.
        ruled: boxes of rules and of ruled or shaded text on the page.
    """
    sides: list[dict[int, tuple[float, Box]]] = []
    for downwards in (True, False):
        tables = {number: _table(caption, text, ruled, downwards=downwards) for number, caption in enumerate(captions)}
        sides.append({number: table for number, table in tables.items() if table is not None})
    sides.sort(key=lambda found: (-len(found), sum(gap for gap, _ in found.values())))
    boxes = {number: box for number, (_, box) in sides[0].items()}
    for number, (_, box) in sides[1].items():
        if number not in boxes and not any(box.overlap(other) > 0 for other in boxes.values()):
            boxes[number] = box
    return boxes


def _table(caption: Caption, text: PageText, ruled: Sequence[Box], *, downwards: bool) -> tuple[float, Box] | None:
    """Rules next to the caption with the text between them, else lines of text set in columns; and how far it is."""
    found = _ruled_box(caption, text, ruled, downwards=downwards)
    if found is not None:
        return found
    box = stacked_lines_box(caption, text, (), downwards=downwards)
    if box is not None and has_columns(grid_of(text.pieces_in(box))):
        return _WITHOUT_RULES, box
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
    cells = [line.box for line in text.pieces_in(hull, 0.5)]
    return gap, Box.around([hull, *cells])


def _goes_on(hull: Box, box: Box, text: PageText, others: Sequence[Box]) -> bool:
    """Whether a rule is the next one of a table: of the same width, with no prose of that width between."""
    inside = box.x0 > hull.x0 - _SAME_EDGE and box.x1 < hull.x1 + _SAME_EDGE
    same = abs(box.x0 - hull.x0) < _SAME_EDGE and abs(box.x1 - hull.x1) < _SAME_EDGE
    if not inside and not same:
        return False
    prose = [barrier for barrier in text.unparted if barrier.width > 0.8 * hull.width]
    return not is_blocked((hull, box), [*others, *(prose if same else text.unparted)])
