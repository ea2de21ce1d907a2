"""The text of a page as the search for figures sees it: what bounds a figure, and what may belong to one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise

from desktop_app.domain.geometry import Box
from desktop_app.domain.page_content import DocumentProfile, PageContent, TextLine
from desktop_app.ingestion.figure_captioning import Caption
from desktop_app.ingestion.table_grid import rows_of
from desktop_app.ingestion.text_blocks import Paragraph, heading_level

_SUB_LABEL = re.compile(r"^\(?[a-zA-Z0-9]{1,2}\)\s?")
_PROSE_WORDS = 6
_PROSE_WIDTH = 0.2
_IDEOGRAPH = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_GAP = 1.0
_LETTER = re.compile(r"[^\W\d_]")


class PageText:
    """The paragraphs of a page, divided in captions, prose, headings, code and the short texts that figures have.

    Attributes:
        barriers: boxes of prose; no figure holds one.
        solid: boxes of prose, headings, list items and code, which part figures without a caption.
        running: the paragraphs of what is solid.
        steps: the lines of what is solid and no prose.
        loose: lines that may belong to a figure.
    """

    def __init__(
        self,
        content: PageContent,
        profile: DocumentProfile,
        paragraphs: Sequence[Paragraph],
        captions: Sequence[Caption],
    ) -> None:
        self.profile = profile
        self.paragraphs = paragraphs
        self.captions = captions
        self._width = content.width
        self._pictures = [image.box for image in content.images if image.box.area < 0.85 * content.box.area]
        in_captions = {place for caption in captions for place in caption.places}
        self.prose = {place for place, p in enumerate(paragraphs) if place not in in_captions and self._is_prose(p)}
        self.barriers = [paragraphs[place].box for place in sorted(self.prose)]
        self.headings = {
            place
            for place, p in enumerate(paragraphs)
            if place not in in_captions and place not in self.prose and self._is_heading(p)
        }
        solid = [
            p
            for place, p in enumerate(paragraphs)
            if place not in in_captions and place not in self.prose and (place in self.headings or self._is_solid(p))
        ]
        self.solid = self.barriers + [p.box for p in solid]
        self.running = [paragraphs[place] for place in sorted(self.prose)] + solid
        self.steps = {line for p in solid for line in p.lines}
        self.loose = [
            line
            for place, p in enumerate(paragraphs)
            if place not in in_captions and place not in self.prose and place not in self.headings
            for line in p.lines
        ]
        self.lines = [line for p in paragraphs for line in p.lines]
        self._pieces = content.lines

    def _is_prose(self, paragraph: Paragraph) -> bool:
        if not paragraph.upright or paragraph.size < 0.82 * self.profile.body_size or paragraph.mono:
            return False
        if self._on_picture(paragraph.box) or is_tabular(paragraph):
            return False
        text = paragraph.text
        if word_count(text) < _PROSE_WORDS or (_SUB_LABEL.match(text) and len(paragraph.lines) < 3):
            return False
        if len(_LETTER.findall(text)) < 0.6 * len(text.replace(" ", "")):
            return False
        return max(line.box.width for line in paragraph.lines) > _PROSE_WIDTH * self._width

    def _on_picture(self, box: Box) -> bool:
        return any(box.share_inside(picture) > 0.8 for picture in self._pictures)

    def _is_heading(self, paragraph: Paragraph) -> bool:
        if not paragraph.upright or self._on_picture(paragraph.box):
            return False
        if paragraph.size < self.profile.body_size - 0.2 or not heading_level(paragraph, self.profile):
            return False
        return len(paragraph.text) > 3 and self.stands_at_margin(paragraph.box)

    def stands_at_margin(self, box: Box) -> bool:
        """Whether a text begins where the prose of the page begins, as headings do."""
        return any(abs(box.x0 - barrier.x0) < 3.0 for barrier in self.barriers)

    def _is_solid(self, paragraph: Paragraph) -> bool:
        """Text of the size of the prose that is no label: list items, code, short sentences."""
        if not paragraph.upright or self._on_picture(paragraph.box) or is_tabular(paragraph):
            return False
        if _SUB_LABEL.match(paragraph.text) and len(paragraph.lines) < 3:
            return False
        return paragraph.size > 0.9 * self.profile.body_size and self.stands_at_margin(paragraph.box)

    def lines_in(self, box: Box, share: float = 0.6) -> Iterator[TextLine]:
        """The lines that stand mostly in a box."""
        return (line for line in self.lines if line.box.share_inside(box) > share)

    def pieces_in(self, box: Box, share: float = 0.6) -> list[TextLine]:
        """The level pieces of lines, as the reader found them, that stand mostly in a box."""
        return [line for line in self._pieces if line.upright and line.box.share_inside(box) > share]

    @cached_property
    def unparted(self) -> list[Box]:
        """Boxes of prose whose lines have no wide gaps: those with gaps may be rows of a table."""
        prose = [self.paragraphs[place] for place in sorted(self.prose)]
        return [p.box for p in prose if not self._is_parted(p)]

    def _is_parted(self, paragraph: Paragraph) -> bool:
        rows = rows_of(self.pieces_in(paragraph.box.grown(1.0)))
        gaps = sum(any(b.box.x0 - a.box.x1 > _GAP * a.size for a, b in pairwise(row)) for row in rows)
        return 2 * gaps >= len(rows)

    def coverage(self, box: Box) -> float:
        """The part of a box, which has an area, that lines of text take."""
        return sum(line.box.overlap(box) for line in self.lines) / box.area


def word_count(text: str) -> int:
    """About how many words a text has; ideographs, which are set without spaces, count as half a word each."""
    ideographs = len(_IDEOGRAPH.findall(text))
    return ideographs // 2 + len(_IDEOGRAPH.sub(" ", text).split())


def is_tabular(paragraph: Paragraph) -> bool:
    """Whether lines stand side by side in a paragraph, as the cells of a table do."""
    beside = sum(
        after.box.y0 < before.box.centre[1] and after.box.x0 > before.box.x1
        for before, after in pairwise(paragraph.lines)
    )
    return beside > 0.25 * len(paragraph.lines)
