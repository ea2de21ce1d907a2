"""Captions of a page, and which graphics each of them belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.domain.geometry import Box
from desktop_app.domain.page_content import DocumentProfile
from desktop_app.ingestion.captions import CaptionStart, parse_caption_start
from desktop_app.ingestion.text_blocks import Paragraph

_NEAR = 1.0


@dataclass(frozen=True, slots=True)
class Caption:
    """A caption found on a page.

    Attributes:
        index: the place of its paragraph among the page's paragraphs.
        number: the normalised label.
        table: whether it is a table's.
        text: the words after the label.
        box: around its lines.
    """

    index: int
    number: str
    table: bool
    text: str
    box: Box


def find_captions(paragraphs: Sequence[Paragraph], profile: DocumentProfile) -> list[Caption]:
    """The paragraphs that are captions; sentences that only begin with a mention are left out."""
    captions = []
    for index, paragraph in enumerate(paragraphs):
        if not paragraph.upright:
            continue
        start = parse_caption_start(paragraph.text)
        if start is None or not _is_caption(start, paragraph, profile):
            continue
        captions.append(Caption(index, start.number, start.table, start.rest, paragraph.box))
    return captions


def _is_caption(start: CaptionStart, paragraph: Paragraph, profile: DocumentProfile) -> bool:
    if start.separated:
        return True
    if start.like_a_sentence:
        return False
    if not start.rest:
        return len(paragraph.lines) == 1
    smaller = paragraph.size < profile.body_size - 0.4
    return smaller or paragraph.bold or len(paragraph.lines) <= 2


@dataclass(frozen=True, slots=True)
class Pairing:
    """How well a graphic fits a caption: lower costs fit better."""

    cost: float
    caption: int
    graphic: int


def pairings(captions: Sequence[Caption], graphics: Sequence[Box], barriers: Sequence[Box]) -> list[Pairing]:
    """All pairs of caption and graphic with free sight of each other, best first."""
    found = []
    for number, caption in enumerate(captions):
        for place, box in enumerate(graphics):
            cost = pairing_cost(caption.box, box, barriers)
            if cost is not None:
                found.append(Pairing(cost, number, place))
    return sorted(found, key=lambda pairing: pairing.cost)


def pairing_cost(caption: Box, graphic: Box, barriers: Sequence[Box]) -> float | None:
    """How far a graphic is from a caption, with a preference for captions below; None without free sight."""
    across = min(caption.x1, graphic.x1) - max(caption.x0, graphic.x0)
    down = min(caption.y1, graphic.y1) - max(caption.y0, graphic.y0)
    if across > 0.3 * min(caption.width, graphic.width):
        above = graphic.centre[1] < caption.centre[1]
        between = Box(
            max(caption.x0, graphic.x0),
            min(graphic.y1, caption.y0) if above else min(caption.y1, graphic.y0),
            min(caption.x1, graphic.x1),
            max(graphic.y1, caption.y0) if above else max(caption.y1, graphic.y0),
        )
        cost = max(0.0, -down) + (0.0 if above else 12.0)
    elif down > 0.3 * min(caption.height, graphic.height):
        between = Box(
            min(caption.x1, graphic.x1),
            max(caption.y0, graphic.y0),
            max(caption.x0, graphic.x0),
            min(caption.y1, graphic.y1),
        )
        cost = max(0.0, -across) + 30.0
    else:
        return None
    inner = between.grown(-_NEAR)
    if inner.width > 0 and inner.height > 0 and any(inner.overlap(barrier) > 0 for barrier in barriers):
        return None
    return cost
