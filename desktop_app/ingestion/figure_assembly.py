"""Figures of a page: graphics, their labels and panels put together, and paired with their captions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from desktop_app.domain.documents import FigureKind
from desktop_app.domain.geometry import Box
from desktop_app.domain.page_content import (
    DocumentProfile,
    FigureRegion,
    PageContent,
    SkippedGraphic,
    TextLine,
)
from desktop_app.ingestion.figure_captioning import Caption, pairings
from desktop_app.ingestion.graphics_clustering import Graphic, cluster, is_rule, merge_where, seeds
from desktop_app.ingestion.text_blocks import Paragraph, clean_text

_PANEL_GAP = 24.0
_SMALLEST = 24.0


@dataclass(slots=True)
class Assembly:
    """What becomes of the graphics of a page."""

    figures: list[FigureRegion] = field(default_factory=list)
    skipped: list[SkippedGraphic] = field(default_factory=list)
    used: set[int] = field(default_factory=set)


class FigureAssembler:
    """Finds the figures of one page."""

    def __init__(
        self,
        content: PageContent,
        profile: DocumentProfile,
        paragraphs: Sequence[Paragraph],
        captions: Sequence[Caption],
    ) -> None:
        self._content = content
        self._profile = profile
        self._paragraphs = paragraphs
        self._captions = captions
        self._caption_places = {caption.index for caption in captions}
        self._prose = [p.box for i, p in enumerate(paragraphs) if i not in self._caption_places and self._is_prose(p)]
        self._prose_set = {i for i, p in enumerate(paragraphs) if i not in self._caption_places and self._is_prose(p)}
        self._barriers = self._prose + [caption.box for caption in captions]

    def assemble(self) -> Assembly:
        """The page's figures in reading order of their boxes, and the graphics that are none."""
        result = Assembly()
        atoms, result.skipped = seeds(self._content, self._profile)
        atoms = [atom for atom in atoms if not self._frames_prose(atom)]
        graphics = cluster(atoms)
        graphics = [self._with_labels(graphic) for graphic in graphics if not self._is_ornament(graphic)]
        graphics = merge_where(graphics, self._are_panels, reach=_PANEL_GAP)
        graphics = [self._with_labels(graphic) for graphic in graphics]
        self._pair(graphics, result)
        return result

    def _is_prose(self, paragraph: Paragraph) -> bool:
        words = len(paragraph.text.split())
        if not paragraph.upright or paragraph.size < 0.8 * self._profile.body_size:
            return False
        longest = max(line.box.width for line in paragraph.lines)
        return words >= 6 and longest > 0.22 * self._content.width

    def _frames_prose(self, atom: Graphic) -> bool:
        if atom.images:
            return False
        return sum(atom.box.overlap(box) for box in self._prose) > 0.2 * atom.box.area

    def _is_ornament(self, graphic: Graphic) -> bool:
        if is_rule(graphic.box):
            return True
        if graphic.images:
            return False
        return all(is_rule(d.box) and d.box.width > d.box.height for d in graphic.drawings)

    def _with_labels(self, graphic: Graphic) -> Graphic:
        """The graphic with the short texts at its edges: axis labels, legends, titles."""
        box = graphic.box
        grown = True
        while grown:
            grown = False
            for index, paragraph in enumerate(self._paragraphs):
                if index in self._prose_set or index in self._caption_places:
                    continue
                for line in paragraph.lines:
                    if self._is_label(line, box):
                        box = Box.around((box, line.box))
                        grown = True
        return Graphic(box, graphic.images, graphic.drawings)

    def _is_label(self, line: TextLine, box: Box) -> bool:
        if line.box.share_inside(box) > 0.98:
            return False
        if line.box.share_inside(box) > 0.4:
            return True
        gap = 0.8 * min(line.size, 12.0)
        if not line.box.touches(box, gap):
            return False
        joined = Box.around((box, line.box))
        return joined.area < 1.35 * box.area and not self._blocked(joined, box)

    def _blocked(self, joined: Box, *parts: Box) -> bool:
        inner = joined.grown(-1.0)
        return any(
            inner.overlap(barrier) > sum(part.overlap(barrier) for part in parts) + 1.0 for barrier in self._barriers
        )

    def _are_panels(self, one: Graphic, other: Graphic) -> bool:
        a, b = one.box, other.box
        if not a.touches(b, _PANEL_GAP):
            return False
        return not self._blocked(Box.around((a, b)), a, b)

    def _pair(self, graphics: list[Graphic], result: Assembly) -> None:
        boxes = [graphic.box for graphic in graphics]
        owner: dict[int, int] = {}
        chosen: dict[int, Graphic] = {}
        for pairing in pairings(self._captions, boxes, self._prose):
            if pairing.graphic in owner:
                continue
            graphic = graphics[pairing.graphic]
            mine = chosen.get(pairing.caption)
            if mine is not None:
                joined = Box.around((mine.box, graphic.box))
                if self._blocked(joined, mine.box, graphic.box):
                    continue
                graphic = mine.joined(graphic)
            chosen[pairing.caption] = graphic
            owner[pairing.graphic] = pairing.caption
        for number, graphic in chosen.items():
            self._add(graphic, self._captions[number], result)
        for place, graphic in enumerate(graphics):
            if place not in owner:
                self._add_without_caption(graphic, result)
        result.figures.sort(key=lambda figure: (figure.box.y0, figure.box.x0))

    def _add(self, graphic: Graphic, caption: Caption, result: Assembly) -> None:
        box = graphic.box
        result.figures.append(
            FigureRegion(
                box=box,
                kind=FigureKind.TABLE if caption.table else _kind(graphic),
                label=caption.number,
                caption=caption.text,
                caption_box=caption.box,
                inside=self._inside(box, result),
                nearby=self._nearby(box),
            )
        )

    def _add_without_caption(self, graphic: Graphic, result: Assembly) -> None:
        box = graphic.box
        if min(box.width, box.height) < _SMALLEST:
            result.skipped.append(SkippedGraphic(box, "too small"))
        elif not graphic.images and len(graphic.drawings) < 5:
            result.skipped.append(SkippedGraphic(box, "ornament"))
        else:
            result.figures.append(
                FigureRegion(box, _kind(graphic), inside=self._inside(box, result), nearby=self._nearby(box))
            )

    def _inside(self, box: Box, result: Assembly) -> str:
        words = []
        for index, paragraph in enumerate(self._paragraphs):
            if index not in self._caption_places and paragraph.box.share_inside(box) > 0.6:
                result.used.add(index)
                words.append(paragraph.text)
        return clean_text(" ".join(words))

    def _nearby(self, box: Box) -> str:
        """The paragraph above the figure and the one below it."""
        above = [p for i, p in enumerate(self._paragraphs) if i in self._prose_set and p.box.y1 <= box.y0 + 4]
        below = [p for i, p in enumerate(self._paragraphs) if i in self._prose_set and p.box.y0 >= box.y1 - 4]
        texts = []
        if above:
            texts.append(max(above, key=lambda p: p.box.y1).text)
        if below:
            texts.append(min(below, key=lambda p: p.box.y0).text)
        return "\n".join(texts)


def _kind(graphic: Graphic) -> FigureKind:
    if not graphic.images:
        return FigureKind.VECTOR
    covered = sum(image.box.area for image in graphic.images)
    return FigureKind.RASTER if covered > 0.85 * graphic.box.area or not graphic.drawings else FigureKind.MIXED
