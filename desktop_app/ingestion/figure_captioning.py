"""Captions of a page, and how well graphics fit them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from desktop_app.domain.geometry import Box
from desktop_app.domain.page_content import DocumentProfile
from desktop_app.ingestion.captions import CaptionStart, parse_caption_start
from desktop_app.ingestion.text_blocks import Paragraph, join_lines

_BESIDE = 30.0
_OTHER_SIDE = 200.0
_SLACK = 3.0
_LIST = 4
_LONGEST = 12
_SAME_SIZE = 0.3
_LEADING = 0.6
_CENTRED = 0.4
_LEADERS = re.compile(r"(?:\s?[.·…]){4,}\s*\w{0,5}$|…{2,}")
_PAGE_NUMBER = re.compile(r"\s(?:\d{1,4}|[ivxl]{1,6})$")


@dataclass(frozen=True, slots=True)
class Caption:
    """A caption found on a page.

    Attributes:
        places: the places of its paragraphs among the page's paragraphs.
        number: the normalised label.
        table: whether it is a table's.
        text: the words after the label.
        box: around its lines.
    """

    places: tuple[int, ...]
    number: str
    table: bool
    text: str
    box: Box


def find_captions(paragraphs: Sequence[Paragraph], profile: DocumentProfile) -> list[Caption]:
    """The paragraphs that are captions; sentences that only begin with a mention are left out."""
    captions: list[Caption] = []
    for place, paragraph in enumerate(paragraphs):
        start = parse_caption_start(paragraph.text) if paragraph.upright else None
        if start is None or not _is_caption(start, paragraph, profile):
            continue
        captions.append(_with_continuation(start, place, paragraphs))
    return [] if _is_list_of_figures(captions) else captions


def _is_list_of_figures(captions: Sequence[Caption]) -> bool:
    """Whether the captions are the lines of a list of figures: they end in page numbers."""
    listed = sum(_LEADERS.search(caption.text) is not None for caption in captions)
    numbered = sum(_PAGE_NUMBER.search(caption.text) is not None for caption in captions)
    return 2 * listed > len(captions) or (len(captions) >= _LIST and numbered > 0.7 * len(captions))


def _with_continuation(start: CaptionStart, place: int, paragraphs: Sequence[Paragraph]) -> Caption:
    """The caption with what was read as paragraphs of their own: words after a label that stands alone, centred lines.

    The lines of a centred caption begin at different places, as new paragraphs do.
    """
    paragraph, places, rest = paragraphs[place], [place], start.rest
    if not rest and place + 1 < len(paragraphs) and _is_beside(paragraph, paragraphs[place + 1]):
        places.append(place + 1)
        rest = paragraphs[place + 1].text
    else:
        while places[-1] + 1 < len(paragraphs) and _goes_on_centred(
            [paragraphs[each] for each in places], paragraphs[places[-1] + 1]
        ):
            places.append(places[-1] + 1)
            rest = join_lines([rest, paragraphs[places[-1]].text])
    box = Box.around(paragraphs[each].box for each in places)
    return Caption(tuple(places), start.number, start.table, rest, box)


def _is_beside(label: Paragraph, after: Paragraph) -> bool:
    """Whether a paragraph on the line of a label, or below it, has the words of the caption."""
    beside = after.box.touches(label.box, 2.5 * label.size)
    return beside and after.upright and after.box.y0 > label.box.y0 - label.size and len(after.lines) <= _LONGEST


def _goes_on_centred(caption: Sequence[Paragraph], after: Paragraph) -> bool:
    """Whether a paragraph is the next line, or lines, of a caption whose lines are all set in the middle."""
    lines = [line for paragraph in caption for line in paragraph.lines]
    size, last = caption[0].size, lines[-1].box
    if not after.upright or abs(after.size - size) > _SAME_SIZE or parse_caption_start(after.text):
        return False
    if not -_SAME_SIZE * size < after.box.y0 - last.y1 < _LEADING * size:
        return False
    # Prose has the width of the caption and several lines; it is set in the middle as well, of its column.
    shorter = after.box.width < max(line.box.width for line in lines) - 2 * size
    if len(lines) + len(after.lines) > _LONGEST or not (shorter or len(after.lines) == 1):
        return False
    middle = Box.around(line.box for line in lines).centre[0]
    return all(abs(line.box.centre[0] - middle) < _CENTRED * size for line in (*lines, *after.lines))


def _is_caption(start: CaptionStart, paragraph: Paragraph, profile: DocumentProfile) -> bool:
    if start.separated:
        return True
    if start.like_a_sentence:
        return False
    if not start.rest:
        return len(paragraph.lines) == 1
    if start.rest[0].islower() and len(paragraph.lines) > 2:
        return False
    return paragraph.size < profile.body_size - 0.4 or paragraph.bold or len(paragraph.lines) <= 3


@dataclass(frozen=True, slots=True)
class Pairing:
    """How well a graphic fits a caption: lower costs fit better."""

    cost: float
    caption: int
    graphic: int


def pairings(
    captions: Sequence[Caption], graphics: Sequence[Box], barriers: Sequence[Box], *, captions_above: bool
) -> list[Pairing]:
    """All pairs of caption and graphic with free sight of each other, best first."""
    found = []
    for number, caption in enumerate(captions):
        others = [other.box for place, other in enumerate(captions) if place != number]
        for place, box in enumerate(graphics):
            cost = pairing_cost(caption.box, box, captions_above=captions_above)
            if not is_blocked((caption.box, box), [*barriers, *others]):
                found.append(Pairing(cost, number, place))
    return sorted(found, key=lambda pairing: pairing.cost)


def pairing_cost(caption: Box, graphic: Box, *, captions_above: bool) -> float:
    """How far a graphic is from a caption, in points, with a preference for the document's usual side.

    What stands beside a caption, or across from it, costs more than what stands over or under it.
    """
    across = min(caption.x1, graphic.x1) - max(caption.x0, graphic.x0)
    down = min(caption.y1, graphic.y1) - max(caption.y0, graphic.y0)
    if down > 0.5 * min(caption.height, graphic.height) and across < 0.3 * min(caption.width, graphic.width):
        return max(0.0, -across) + _BESIDE
    below = graphic.centre[1] > caption.centre[1]
    cost = max(0.0, -down)
    if below != captions_above:
        cost += _OTHER_SIDE
    if across < 0.3 * min(caption.width, graphic.width):
        cost += 10.0 + max(0.0, -across)
    return cost


def is_blocked(parts: Sequence[Box], barriers: Iterable[Box]) -> bool:
    """Whether the box around the parts runs over a barrier that none of the parts runs over."""
    hull = Box.around(parts).grown(-_SLACK / 2)
    for barrier in barriers:
        shared = hull.overlap(barrier)
        if shared > 0 and shared > sum(part.overlap(barrier) for part in parts) + _SLACK * barrier.height:
            return True
    return False
