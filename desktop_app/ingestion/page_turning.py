"""Pages whose text runs sideways, turned so that it can be read, and what was found on them turned back."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from desktop_app.domain.geometry import Box, as_displayed
from desktop_app.domain.page_content import PageAnalysis, PageContent

_MOST = 0.7
_LONG_LINE = 25


def reading_turn(content: PageContent) -> int:
    """By how many degrees clockwise the page must be turned for most of its text to run from left to right.

    Only lines of some length count: the labels of a plot often run upwards.
    """
    turns: Counter[int] = Counter()
    for line in content.lines:
        if len(line.text) >= _LONG_LINE:
            turns[line.turn] += len(line.text)
    if not turns:
        return 0
    turn, letters = turns.most_common(1)[0]
    return turn if letters > _MOST * turns.total() else 0


def turned(content: PageContent, turn: int) -> PageContent:
    """The page turned clockwise; text that ran sideways is upright after it, and the other way round."""
    if turn == 0:
        return content

    def moved(box: Box) -> Box:
        return as_displayed(box, content.width, content.height, turn)

    sideways = turn % 180 != 0
    return replace(
        content,
        width=content.height if sideways else content.width,
        height=content.width if sideways else content.height,
        lines=tuple(
            replace(line, box=moved(line.box), upright=line.turn == turn, turn=(line.turn - turn) % 360)
            for line in content.lines
        ),
        images=tuple(replace(image, box=moved(image.box)) for image in content.images),
        drawings=tuple(replace(drawing, box=moved(drawing.box)) for drawing in content.drawings),
        ink=tuple(moved(box) for box in content.ink),
    )


def turned_back(analysis: PageAnalysis, content: PageContent, turn: int) -> PageAnalysis:
    """What was found on `content`, a page turned by `turn`, with boxes of the page as it was."""
    if turn == 0:
        return analysis

    def moved(box: Box) -> Box:
        return as_displayed(box, content.width, content.height, -turn)

    return PageAnalysis(
        blocks=tuple(replace(block, box=moved(block.box)) for block in analysis.blocks),
        figures=tuple(
            replace(
                figure,
                box=moved(figure.box),
                caption_box=moved(figure.caption_box) if figure.caption_box else None,
            )
            for figure in analysis.figures
        ),
        skipped=tuple(replace(graphic, box=moved(graphic.box)) for graphic in analysis.skipped),
    )
