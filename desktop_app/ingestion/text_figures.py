"""Figures made of text: listings, algorithms and tables that carry the caption of a figure."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.domain.geometry import Box
from desktop_app.ingestion.figure_captioning import Caption, is_blocked, pairing_cost
from desktop_app.ingestion.graphics_clustering import Graphic
from desktop_app.ingestion.page_text import PageText

_FARTHEST = 60.0
_STEP = 2.6


def text_figure_box(caption: Caption, text: PageText, scraps: Sequence[Graphic], figures: Sequence[Box]) -> Box | None:
    """The box of the text that a caption without a graphic belongs to.

    Boxed text with free sight of the caption comes first; else the lines above the caption, up to prose,
    a heading, or a gap of several lines; else those below it.
    """
    boxed = _boxed(caption, text, scraps)
    above = stacked_lines_box(caption, text, figures, downwards=False)
    if above is None and boxed is None:
        above = stacked_lines_box(caption, text, figures, downwards=True)
    parts = [box for box in (boxed, above) if box is not None]
    if not parts:
        return None
    box = Box.around(parts)
    inner = [g.box for g in scraps if g.box.share_inside(box.grown(6)) > 0.95]
    return Box.around([box, *inner])


def _boxed(caption: Caption, text: PageText, scraps: Sequence[Graphic]) -> Box | None:
    others = [other.box for other in text.captions if other is not caption]
    found = []
    for graphic in scraps:
        box = graphic.box
        cost = pairing_cost(caption.box, box, captions_above=False)
        if box.height <= 20 or box.width <= 40 or cost >= _FARTHEST:
            continue
        if not is_blocked((caption.box, box), text.barriers + others):
            found.append((cost, box))
    return min(found)[1] if found else None


def stacked_lines_box(caption: Caption, text: PageText, figures: Sequence[Box], *, downwards: bool) -> Box | None:
    """The box of the loose lines that are stacked above or below a caption, without running over a figure."""
    others = [other.box for other in text.captions if other is not caption]
    stops = [*text.barriers, *others, *figures]
    box: Box | None = None
    edge = caption.box.y1 if downwards else caption.box.y0
    lines = sorted(text.loose, key=lambda line: line.box.y0 if downwards else -line.box.y1)
    for line in lines:
        gap = line.box.y0 - edge if downwards else edge - line.box.y1
        if line.box.centre[1] < caption.box.y1 if downwards else line.box.centre[1] > caption.box.y0:
            continue
        if gap > _STEP * line.size + (20.0 if box is None else 0.0):
            break
        if line in text.steps and not line.mono:
            break
        across = min(line.box.x1, caption.box.x1) - max(line.box.x0, caption.box.x0)
        if box is None and across <= 0:
            continue
        joined = Box.around((box, line.box)) if box else line.box
        if is_blocked((joined, caption.box), stops):
            continue
        box = joined
        edge = box.y1 if downwards else box.y0
    return box if box is not None and box.height > 10 else None
