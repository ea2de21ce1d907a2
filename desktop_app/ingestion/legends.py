"""What stands a little apart from a plot and belongs to it: its legend with its keys, its title, further panels."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from desktop_app.domain.geometry import Box
from desktop_app.domain.page_content import TextLine
from desktop_app.ingestion.graphics_clustering import Graphic
from desktop_app.ingestion.page_text import PageText, word_count

_BESIDE = 60.0
_OVER = 40.0
_KEY = 40.0
_ENTRY = 30.0
_MOST_GROWTH = 1.8
_PANEL_BESIDE = 72.0
_PANEL_OVER = 48.0
_PANEL_OVER_SHARE = 0.25
_ALIGNED = 0.6
_LEAST_PANEL = 24.0
_EXACT = 1.5
_TALLEST_TITLE = 40.0
_SHORT = 3
_PANEL_NAME = re.compile(r"^\([a-z0-9]\)(?:\s|$)", re.IGNORECASE)
Blocks = Callable[..., bool]
"""Whether the box around some boxes runs over text that is no part of a figure."""


def with_legend(
    graphic: Graphic, keys: Sequence[Graphic], text: PageText, blocks: Blocks
) -> tuple[Graphic, list[Graphic]]:
    """The graphic with its legend, and the keys that are part of it.

    Args:
        graphic: a plot, with the labels at its edges.
        keys: small graphics of the page that are no pictures on their own, such as samples of a line.
        text: the page's text.
        blocks: see `Blocks`.
    """
    near = [key for key in keys if max(key.box.width, key.box.height) < _KEY and _is_near(key.box, graphic.box)]
    whole, taken = graphic.box, []
    for key in sorted(near, key=lambda key: _distance(key.box, graphic.box)):
        entry = _entry(key.box, text)
        if entry is None:
            continue
        joined = Box.around((whole, entry))
        if joined.area <= _MOST_GROWTH * graphic.box.area and not blocks(whole, entry):
            whole = joined
            taken.append(key)
    if not taken:
        return graphic, []
    whole = _with_legend_title(whole, graphic.box, text, blocks)
    for key in taken:
        graphic = graphic.joined(key)
    return Graphic(Box.around((graphic.box, whole)), graphic.images, graphic.drawings), taken


def _is_near(key: Box, plot: Box) -> bool:
    x, y = key.centre
    if plot.y0 - _OVER < y < plot.y1 + _OVER and plot.x0 <= x <= plot.x1:
        return True
    return plot.y0 <= y <= plot.y1 and -_BESIDE < min(x - plot.x1, plot.x0 - x, key=abs) < _BESIDE


def _distance(one: Box, other: Box) -> float:
    across = max(one.x0 - other.x1, other.x0 - one.x1, 0.0)
    down = max(one.y0 - other.y1, other.y0 - one.y1, 0.0)
    return across + down


def _entry(key: Box, text: PageText) -> Box | None:
    """The key with the words next to it in its row; None where there are none."""
    words = [
        line.box
        for line in text.loose
        if line not in text.steps
        and key.y0 - 2 <= line.box.centre[1] <= key.y1 + 2
        and max(line.box.x0 - key.x1, key.x0 - line.box.x1) < _ENTRY
    ]
    return Box.around([key, *words]) if words else None


def _with_legend_title(whole: Box, plot: Box, text: PageText, blocks: Blocks) -> Box:
    """The box with short lines inside the legend's part of it: names of groups of keys."""
    side = Box(plot.x1, plot.y0, max(whole.x1, plot.x1) + _ENTRY, plot.y1)
    for line in text.loose:
        if (
            line.box.share_inside(side) > 0.9
            and line not in text.steps
            and _is_short(line)
            and not blocks(whole, line.box)
        ):
            whole = Box.around((whole, line.box))
    return whole


def with_title(box: Box, text: PageText, blocks: Blocks) -> Box:
    """The box of a graphic with the lines that stand over it, a little apart: its title, or those of its panels."""
    top = box.y0
    for line in sorted(text.loose, key=lambda line: -line.box.y1):
        over = 0 <= box.y0 - line.box.y1 < 1.6 * line.size and top - line.box.y1 < _TALLEST_TITLE
        within = line.box.x0 > box.x0 - 6 and line.box.x1 < box.x1 + 6
        if over and within and not line.mono and not text.stands_at_margin(line.box) and not blocks(line.box, box):
            box = Box.around((box, line.box))
    return box


def with_footing(box: Box, text: PageText, blocks: Blocks) -> Box:
    """The box of a graphic with the short lines under it: names of axes, and the letters or names of its panels."""
    bottom = box.y1
    for line in sorted(text.loose, key=lambda line: line.box.y0):
        under = 0 <= line.box.y0 - box.y1 < 1.6 * line.size and line.box.y1 - bottom < _TALLEST_TITLE
        beside_taken = box.y1 > bottom and abs(line.box.y1 - box.y1) < 0.3 * line.size
        within = line.box.x0 > box.x0 - 6 and line.box.x1 < box.x1 + 6
        named = _PANEL_NAME.match(line.text) is not None or (_is_short(line) and line not in text.steps)
        if (under or beside_taken) and within and named and not blocks(line.box, box):
            box = Box.around((box, line.box))
    return box


def are_aligned_panels(one: Box, other: Box, text: PageText) -> bool:
    """Whether two graphics stand in one row or column with nothing but short labels between them."""
    across = min(one.x1, other.x1) - max(one.x0, other.x0)
    down = min(one.y1, other.y1) - max(one.y0, other.y0)
    over = min(_PANEL_OVER, _PANEL_OVER_SHARE * min(one.height, other.height))
    if down > _ALIGNED * max(one.height, other.height) and -across < _PANEL_BESIDE:
        between = Box.of(min(one.x1, other.x1), max(one.y0, other.y0), max(one.x0, other.x0), min(one.y1, other.y1))
    elif across > _ALIGNED * max(one.width, other.width) and -down < over:
        between = Box.of(max(one.x0, other.x0), min(one.y1, other.y1), min(one.x1, other.x1), max(one.y0, other.y0))
    else:
        return False
    return all(_is_short(line) for line in text.lines if line.box.share_inside(between) > 0.5)


def are_rows_of_a_grid(one: Graphic, other: Graphic, text: PageText) -> bool:
    """Whether a panel of one graphic stands exactly over a panel of the other, as in a grid that is not full."""
    above, below = (one, other) if one.box.y0 <= other.box.y0 else (other, one)
    apart = below.box.y0 - above.box.y1
    if not 0 <= apart < _PANEL_OVER:
        return False
    left, right = min(above.box.x0, below.box.x0), max(above.box.x1, below.box.x1)
    between = list(text.lines_in(Box(left, above.box.y1, right, below.box.y0)))
    for upper in _panels(above):
        for lower in _panels(below):
            if abs(upper.x0 - lower.x0) < _EXACT and abs(upper.x1 - lower.x1) < _EXACT:
                titles = [_is_short(line) or _is_title_of(line, lower, text) for line in between]
                return apart < min(upper.height, lower.height) and all(titles)
    return False


def _panels(graphic: Graphic) -> list[Box]:
    """What may be panels of a graphic: its images, and the frames of its plots."""
    frames = [drawing.box for drawing in graphic.drawings if drawing.straight]
    boxes = [image.box for image in graphic.images] + frames
    return [box for box in boxes if min(box.width, box.height) > _LEAST_PANEL]


def _is_title_of(line: TextLine, panel: Box, text: PageText) -> bool:
    """Whether a line is set in the middle over, or under, a panel."""
    near = abs(line.box.centre[0] - panel.centre[0]) < 0.5 * line.size
    return near and line in text.loose and line not in text.steps and line.box.width < 1.2 * panel.width


def _is_short(line: TextLine) -> bool:
    return word_count(line.text) <= _SHORT and not line.mono
