"""Figures of a page: graphics, their labels and panels put together, and paired with their captions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from desktop_app.domain.documents import FigureKind
from desktop_app.domain.geometry import Box
from desktop_app.domain.page_content import (
    BlockKind,
    FigureRegion,
    PageContent,
    SkippedGraphic,
    TextBlock,
    TextLine,
)
from desktop_app.ingestion.figure_captioning import Caption, Pairing, is_blocked, pairings
from desktop_app.ingestion.graphic_kinds import GraphicRole, figure_kind, role_of, role_without_caption
from desktop_app.ingestion.graphics_clustering import Graphic, cluster, is_rule, merge_where, seeds
from desktop_app.ingestion.legends import are_aligned_panels, are_rows_of_a_grid, with_footing, with_legend, with_title
from desktop_app.ingestion.page_text import PageText
from desktop_app.ingestion.table_grid import as_markdown, as_rows, grid_of, has_columns
from desktop_app.ingestion.tables import table_boxes
from desktop_app.ingestion.text_blocks import clean_text
from desktop_app.ingestion.text_figures import text_figure_box

_PANEL_GAP = 24.0
_PANEL_REACH = 48.0
_INLINE = 3.0
_UNUSUAL = 60.0
_GROUND_COVERAGE = 0.4
_GROUND_WIDTH = 100.0
_FARTHEST_ICON = 80.0
_BESIDE = 60.0
_Scrap = tuple[Graphic, GraphicRole]


@dataclass(slots=True)
class Assembly:
    """What becomes of the graphics of a page; `tables` is the text of all tables, captioned or not."""

    figures: list[FigureRegion] = field(default_factory=list)
    tables: list[TextBlock] = field(default_factory=list)
    skipped: list[SkippedGraphic] = field(default_factory=list)


def assemble_figures(content: PageContent, text: PageText) -> Assembly:
    """The figures of a page from top to bottom, and the graphics that are none, with the reasons."""
    return _Assembler(content, text).assemble()


class _Assembler:
    def __init__(self, content: PageContent, text: PageText) -> None:
        self._content = content
        self._text = text
        self._captions = text.captions
        self._caption_boxes = [caption.box for caption in text.captions]
        self._listings: set[TextLine] = set()
        self._result = Assembly()

    def assemble(self) -> Assembly:
        atoms, self._result.skipped = seeds(self._content, self._text.profile)
        atoms = [atom for atom in atoms if not self._is_inline(atom)]
        frames = [atom for atom in atoms if self._is_frame(atom)]
        atoms = [atom for atom in atoms if atom not in frames]
        parted: dict[bool, list[Graphic]] = {False: [], True: []}
        for atom in atoms:
            parted[self._is_listing_ground(atom)].append(atom)
        self._listings = {line for ground in parted[True] for line in self._text.lines_in(ground.box)}
        graphics = cluster(parted[False]) + cluster(parted[True])
        roles = [(graphic, role_of(graphic, self._text, self._content)) for graphic in graphics]
        pictures = [graphic for graphic, role in roles if role is GraphicRole.PICTURE]
        scraps: list[_Scrap] = [(graphic, role) for graphic, role in roles if role is not GraphicRole.PICTURE]
        framed = [(frame, GraphicRole.BOXED_TEXT) for frame in frames if self._is_framed_figure(frame.box)]
        pictures = [self._with_labels(graphic) for graphic in pictures]
        pictures, scraps = self._with_legends(pictures, scraps)
        pictures = merge_where(pictures, self._are_panels, reach=_PANEL_REACH)
        pictures, scraps = self._with_scraps(pictures, scraps)
        figure_captions = [number for number, caption in enumerate(self._captions) if not caption.table]
        chosen, left = self._pair(figure_captions, pictures)
        for number, graphic in chosen.items():
            whole, scraps = self._completed(graphic, self._captions[number], scraps)
            self._add(whole.box, figure_kind(whole), self._captions[number])
        for number in figure_captions:
            if number not in chosen:
                scraps = self._add_text_figure(self._captions[number], scraps + framed)
                scraps = [scrap for scrap in scraps if scrap not in framed]
        left, scraps = self._add_tables(left, scraps)
        self._add_without_caption(left)
        for graphic, role in scraps:
            self._result.skipped.append(SkippedGraphic(graphic.box, role.value))
            if role is GraphicRole.BOXED_TEXT:
                self._add_plain_table(graphic.box)
        self._result.figures.sort(key=lambda figure: (figure.box.y0, figure.box.x0))
        return self._result

    def _is_inline(self, atom: Graphic) -> bool:
        """Whether a drawing is part of a line of running text: a key, an underline, a bar of a fraction."""
        upright_rule = is_rule(atom.box) and atom.box.height > atom.box.width
        if atom.images or upright_rule:
            return False
        box = atom.box
        for paragraph in self._text.running:
            if paragraph.box.touches(box) and any(_is_within(box, line.box.grown(_INLINE)) for line in paragraph.lines):
                return True
        return False

    def _is_framed_figure(self, frame: Box) -> bool:
        """Whether a frame or a ground with prose may be the body of a figure: its caption stands outside."""
        inside = any(caption.share_inside(frame) > 0.5 for caption in self._caption_boxes)
        return not inside and not is_rule(frame)

    def _is_frame(self, atom: Graphic) -> bool:
        """Whether a drawing is a frame around, or a ground behind, prose or a caption with its figure."""
        if atom.images:
            return False
        box = atom.box
        if any(caption.share_inside(box) > 0.9 for caption in self._caption_boxes):
            return True
        prose = [barrier for barrier in self._text.barriers if barrier.share_inside(box) > 0.9]
        return any(barrier.width > 0.5 * box.width for barrier in prose)

    def _is_listing_ground(self, atom: Graphic) -> bool:
        """Whether a rectangle lies behind code, which must not be joined with a picture next to it."""
        if atom.images or not atom.drawings[0].straight or atom.box.width < _GROUND_WIDTH or is_rule(atom.box):
            return False
        lines = list(self._text.lines_in(atom.box))
        written = sum(line.box.height for line in lines)
        return any(line.mono for line in lines) and written > _GROUND_COVERAGE * atom.box.height

    def _with_labels(self, graphic: Graphic) -> Graphic:
        """The graphic with the short texts at its edges: axis labels, legends, titles."""
        box = graphic.box
        before = None
        while box != before:
            before = box
            for line in self._text.loose:
                if self._is_label(line, box):
                    box = Box.around((box, line.box))
        return Graphic(box, graphic.images, graphic.drawings)

    def _is_label(self, line: TextLine, box: Box) -> bool:
        share = line.box.share_inside(box)
        if share > 0.98:
            return False
        if share > 0.4:
            return not self._blocks(line.box, box)
        reach = (0.8 if line.upright else 2.0) * min(line.size, 12.0)
        if not line.box.touches(box, reach) or line in self._text.steps | self._listings:
            return False
        across = min(line.box.x1, box.x1) - max(line.box.x0, box.x0)
        down = min(line.box.y1, box.y1) - max(line.box.y0, box.y0)
        if across < 0.5 * line.box.width and down < 0.5 * line.box.height:
            return False
        grown = Box.around((box, line.box)).area
        return grown <= 1.5 * box.area and not self._blocks(line.box, box)

    def _blocks(self, *parts: Box) -> bool:
        return is_blocked(parts, self._text.barriers + self._caption_boxes)

    def _with_legends(self, pictures: list[Graphic], scraps: list[_Scrap]) -> tuple[list[Graphic], list[_Scrap]]:
        keys = [graphic for graphic, role in scraps if role in (GraphicRole.ICON, GraphicRole.RULES)]
        done = []
        for picture in pictures:
            whole, taken = with_legend(picture, keys, self._text, self._blocks)
            keys = [key for key in keys if key not in taken]
            done.append(whole)
        kept = [(g, role) for g, role in scraps if g in keys or role not in (GraphicRole.ICON, GraphicRole.RULES)]
        return done, kept

    def _are_panels(self, one: Graphic, other: Graphic) -> bool:
        apart = not one.box.touches(other.box, _PANEL_GAP) and not are_aligned_panels(one.box, other.box, self._text)
        if apart and not are_rows_of_a_grid(one, other, self._text):
            return False
        if self._have_own_captions(one.box, other.box):
            return False
        return not is_blocked((one.box, other.box), self._text.solid + self._caption_boxes)

    def _have_own_captions(self, one: Box, other: Box) -> bool:
        """Whether each graphic has its caption: side by side under (or over) them, or each beside its own."""
        mine, others = (
            [caption for caption in self._caption_boxes if _is_under(box, caption) and not _is_under(rival, caption)]
            for box, rival in ((one, other), (other, one))
        )
        if any(a.y0 < b.y1 and b.y0 < a.y1 for a in mine for b in others):
            return True
        mine, others = (
            [caption for caption in self._caption_boxes if _is_beside(box, caption) and not _is_beside(rival, caption)]
            for box, rival in ((one, other), (other, one))
        )
        return any(a.x0 < b.x1 and b.x0 < a.x1 for a in mine for b in others)

    def _with_scraps(self, pictures: list[Graphic], scraps: list[_Scrap]) -> tuple[list[Graphic], list[_Scrap]]:
        """Pictures take the small graphics that stand in them."""
        left = []
        for graphic, role in scraps:
            home = next((n for n, p in enumerate(pictures) if graphic.box.share_inside(p.box.grown(1)) > 0.9), None)
            if home is None:
                left.append((graphic, role))
            else:
                pictures[home] = pictures[home].joined(graphic)
        return pictures, left

    def _pair(self, numbers: Sequence[int], graphics: list[Graphic]) -> tuple[dict[int, Graphic], list[Graphic]]:
        """Gives every caption its graphics; both sides of the captions are tried, the better fit is taken."""
        usual = self._text.profile.captions_above
        best: tuple[tuple[int, float], dict[int, list[int]]] | None = None
        for captions_above in (usual, not usual):
            pairs = pairings(
                self._captions, [g.box for g in graphics], self._text.barriers, captions_above=captions_above
            )
            owned, cost = self._assigned([pair for pair in pairs if pair.caption in numbers], graphics)
            left = len(graphics) - sum(len(places) for places in owned.values())
            score = (left - 2 * len(owned), cost)
            if best is None or score < (best[0][0], best[0][1] - _UNUSUAL * len(numbers)):
                best = score, owned
        owned = best[1] if best else {}
        chosen = {}
        for number, places in owned.items():
            chosen[number] = graphics[places[0]]
            for place in places[1:]:
                chosen[number] = chosen[number].joined(graphics[place])
        taken = {place for places in owned.values() for place in places}
        return chosen, [graphic for place, graphic in enumerate(graphics) if place not in taken]

    def _assigned(self, pairs: Sequence[Pairing], graphics: Sequence[Graphic]) -> tuple[dict[int, list[int]], float]:
        owned: dict[int, list[int]] = {}
        hulls: dict[int, Box] = {}
        taken: set[int] = set()
        total = 0.0
        for pair in pairs:
            if pair.graphic in taken:
                continue
            box = graphics[pair.graphic].box
            if pair.caption in hulls:
                others = [b for n, b in enumerate(self._caption_boxes) if n != pair.caption]
                own = self._caption_boxes[pair.caption]
                if is_blocked((hulls[pair.caption], box), [*self._text.barriers, *others, own]):
                    continue
                box = Box.around((hulls[pair.caption], box))
            else:
                total += pair.cost
            hulls[pair.caption] = box
            owned.setdefault(pair.caption, []).append(pair.graphic)
            taken.add(pair.graphic)
        return owned, total

    def _completed(self, graphic: Graphic, caption: Caption, scraps: list[_Scrap]) -> tuple[Graphic, list[_Scrap]]:
        """The graphic with what stands between it and its caption, and with titles at its edges."""
        box = graphic.box
        if box.y1 <= caption.box.y0 + 2:
            zone = Box(box.x0 - 12, box.y1 - 2, box.x1 + 12, caption.box.y0 + 2)
        else:
            zone = Box(box.x0 - 12, min(caption.box.y1, box.y0) - 2, box.x1 + 12, box.y0 + 2)
        for line in self._text.loose:
            if line.box.share_inside(zone) > 0.9 and not self._blocks(line.box, box):
                box = Box.around((box, line.box))
        box = with_title(self._with_boxed_parts(box, caption, scraps), self._text, self._blocks)
        pictures, scraps = self._with_scraps([Graphic(box, graphic.images, graphic.drawings)], scraps)
        return self._with_labels(pictures[0]), scraps

    def _with_boxed_parts(self, box: Box, caption: Caption, scraps: list[_Scrap]) -> Box:
        """The box with panels so full of labels that they look like boxed text, but not with listings."""
        others = [b for b in self._caption_boxes if b != caption.box]
        for graphic, role in scraps:
            if role is not GraphicRole.BOXED_TEXT or not graphic.box.touches(box, 2 * _PANEL_GAP):
                continue
            across = min(graphic.box.x1, box.x1) - max(graphic.box.x0, box.x0)
            down = min(graphic.box.y1, box.y1) - max(graphic.box.y0, box.y0)
            if across < 0.5 * graphic.box.width and down < 0.5 * graphic.box.height:
                continue
            if any(self._is_set_as_text(line) for line in self._text.lines_in(graphic.box)):
                continue
            if not is_blocked((box, graphic.box), [*self._text.solid, *others, caption.box]):
                box = Box.around((box, graphic.box))
        return box

    def _is_set_as_text(self, line: TextLine) -> bool:
        return line.mono or line.size > 0.93 * self._text.profile.body_size

    def _add_text_figure(self, caption: Caption, scraps: list[_Scrap]) -> list[_Scrap]:
        icons = self._captioned_icons(caption, scraps)
        if icons is not None:
            icons = self._with_labels(icons)
            self._add(icons.box, figure_kind(icons), caption)
            return [(graphic, role) for graphic, role in scraps if graphic.box.share_inside(icons.box.grown(1)) < 0.9]
        box = text_figure_box(caption, self._text, [graphic for graphic, _ in scraps], self._figure_boxes())
        if box is None:
            return scraps
        self._add(box, FigureKind.VECTOR, caption)
        return [(graphic, role) for graphic, role in scraps if graphic.box.share_inside(box.grown(1)) < 0.9]

    def _captioned_icons(self, caption: Caption, scraps: list[_Scrap]) -> Graphic | None:
        """The small pictures with free sight of a caption that has found nothing larger, as one."""
        icons = [g for g, role in scraps if role in (GraphicRole.ICON, GraphicRole.LOGO) and g.box.area > 4]
        others = [other.box for other in self._captions if other is not caption]
        pairs = pairings([caption], [g.box for g in icons], self._text.solid + others, captions_above=False)
        if not pairs or pairs[0].cost > _FARTHEST_ICON:
            return None
        whole = icons[pairs[0].graphic]
        for pair in pairs[1:]:
            if not is_blocked((whole.box, icons[pair.graphic].box), [*self._text.solid, *others, caption.box]):
                whole = whole.joined(icons[pair.graphic])
        return whole

    def _figure_boxes(self) -> list[Box]:
        return [figure.box for figure in self._result.figures]

    def _add_tables(self, left: list[Graphic], scraps: list[_Scrap]) -> tuple[list[Graphic], list[_Scrap]]:
        """Adds the tables that carry a caption, set as text or as a picture."""
        tables = [number for number, caption in enumerate(self._captions) if caption.table]
        missing = []
        ruled = [g.box for g, role in scraps if role in (GraphicRole.RULES, GraphicRole.BOXED_TEXT)]
        captions = [self._captions[number] for number in tables]
        boxes = table_boxes(captions, self._text, [box for box in ruled if box.width > 30])
        for place, number in enumerate(tables):
            box = boxes.get(place)
            if box is None or any(box.overlap(figure) > 0.3 * box.area for figure in self._figure_boxes()):
                missing.append(number)
                continue
            self._add(box, FigureKind.TABLE, self._captions[number])
            scraps = [(g, role) for g, role in scraps if g.box.share_inside(box.grown(1)) < 0.9]
            left = [graphic for graphic in left if graphic.box.share_inside(box) < 0.9]
        chosen, left = self._pair(missing, left)
        for number, graphic in chosen.items():
            self._add(graphic.box, FigureKind.TABLE, self._captions[number])
        return left, scraps

    def _add_plain_table(self, box: Box) -> None:
        """Notes a table without a caption, so that its rows are read as rows."""
        pieces = self._text.pieces_in(box)
        grid = grid_of(pieces)
        if has_columns(grid) and 2 * sum(piece.mono for piece in pieces) < len(pieces):
            self._result.tables.append(TextBlock(as_rows(grid), box, BlockKind.TABLE))

    def _add_without_caption(self, left: Sequence[Graphic]) -> None:
        """Adds what no caption belongs to; with titles and names, panels may be seen to stand together."""
        named = []
        for graphic in left:
            role = role_without_caption(graphic, self._text, self._content)
            if role is GraphicRole.PICTURE:
                box = with_footing(with_title(graphic.box, self._text, self._blocks), self._text, self._blocks)
                named.append(Graphic(box, graphic.images, graphic.drawings))
            else:
                self._result.skipped.append(SkippedGraphic(graphic.box, role.value))
        for graphic in merge_where(named, self._are_panels, reach=_PANEL_REACH):
            self._add(graphic.box, figure_kind(graphic), None)

    def _add(self, box: Box, kind: FigureKind, caption: Caption | None) -> None:
        box = box.clipped(self._content.box)
        self._result.figures.append(
            FigureRegion(
                box=box,
                kind=kind,
                label=caption.number if caption else None,
                caption=caption.text if caption else "",
                caption_box=caption.box if caption else None,
                inside=self._inside(box, kind),
                nearby=self._nearby(box),
            )
        )

    def _inside(self, box: Box, kind: FigureKind) -> str:
        if kind is FigureKind.TABLE:
            grid = grid_of(self._text.pieces_in(box))
            self._result.tables.append(TextBlock(as_rows(grid), box, BlockKind.TABLE))
            return as_markdown(grid)
        return clean_text(" ".join(line.text for line in self._text.lines_in(box)))

    def _nearby(self, box: Box) -> str:
        """The prose above the figure and the prose below it, in its column."""
        column = [
            p
            for place, p in enumerate(self._text.paragraphs)
            if (place in self._text.prose or place in self._text.headings)
            and min(p.box.x1, box.x1) - max(p.box.x0, box.x0) > 0
        ]
        above = [p for p in column if p.box.y1 <= box.y0 + 4]
        below = [p for p in column if p.box.y0 >= box.y1 - 4]
        texts = []
        if above:
            texts.append(max(above, key=lambda p: p.box.y1).text)
        if below:
            texts.append(min(below, key=lambda p: p.box.y0).text)
        return "\n".join(texts)


def _is_under(box: Box, caption: Box) -> bool:
    """Whether a caption stands closely under or over a graphic."""
    near = min(abs(caption.y0 - box.y1), abs(box.y0 - caption.y1)) < _FARTHEST_ICON
    return near and box.x0 <= caption.centre[0] <= box.x1


def _is_beside(box: Box, caption: Box) -> bool:
    """Whether a caption stands closely to the right or to the left of a graphic."""
    near = min(abs(caption.x0 - box.x1), abs(box.x0 - caption.x1)) < _BESIDE
    return near and box.y0 <= caption.centre[1] <= box.y1


def _is_within(inner: Box, outer: Box) -> bool:
    return inner.x0 >= outer.x0 and inner.x1 <= outer.x1 and inner.y0 >= outer.y0 and inner.y1 <= outer.y1
