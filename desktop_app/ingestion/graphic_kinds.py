"""What a graphic is: a picture, or a frame, a table, rules, an icon, a logo."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from desktop_app.domain.documents import FigureKind
from desktop_app.domain.geometry import Box
from desktop_app.domain.page_content import Drawing, ImagePlacement, PageContent, TextLine
from desktop_app.ingestion.graphics_clustering import SCANNED, Graphic, is_rule
from desktop_app.ingestion.page_text import PageText

_ICON = 36.0
_TALLEST_EQUATION = 130.0
_EQUATION_NUMBER = re.compile(r"^\((?:[A-Z]\.?)?\d{1,3}(?:\.\d{1,3})?[a-z]?\)$")
_BOXED_COVERAGE = 0.12
_LOGO_PAGES = 2
_LOGO_BAND = 0.25
_LOGO_AREA = 0.06
_EMBLEM_AREA = 0.02
_EDGE_BAND = 0.12
_SCANNED_AREA = 0.03
_EDGE_AREA = 0.015
_BANNER = 0.8
_STRIP = 20
_CURVE = 0.25
_CURVE_HEIGHT = 0.1
_CELL = 8.0
_LISTED = 0.6
_AT_EDGE = 3.0
_SCRAP = 12.0
_BAR = 2.2
_HALF = 0.4
_FIFTH = 0.2
_FEWEST_CELLS = 3


class GraphicRole(StrEnum):
    """What part a graphic plays on its page."""

    PICTURE = "picture"
    BOXED_TEXT = "boxed text"
    RULES = "rules"
    ICON = "icon"
    LOGO = "logo"
    TOO_SMALL = "too small"
    ORNAMENT = "ornament"
    EQUATION = "equation"


def role_of(graphic: Graphic, text: PageText, content: PageContent) -> GraphicRole:
    """What a graphic is by its make and the text in it, before its caption is known."""
    box = graphic.box
    if is_rule(box) or _only_level_rules(graphic):
        return GraphicRole.RULES
    if _is_boxed_text(graphic, text):
        return GraphicRole.BOXED_TEXT
    if max(box.width, box.height) < _ICON:
        return GraphicRole.ICON
    if _holds_only_icons(graphic) and _is_beside_text(Box.around(image.box for image in graphic.images), text):
        return GraphicRole.ICON
    return GraphicRole.PICTURE


def role_without_caption(graphic: Graphic, text: PageText, content: PageContent) -> GraphicRole:
    """What a picture is that no caption belongs to: it must be large and rich enough to be a figure."""
    box = graphic.box
    if min(box.width, box.height) < 24 or box.area < 0.004 * content.box.area:
        return GraphicRole.TOO_SMALL
    if _is_logo(box, content):
        return GraphicRole.LOGO
    if any(image.digest == SCANNED for image in graphic.images) and box.area < _SCANNED_AREA * content.box.area:
        return GraphicRole.TOO_SMALL
    if _has_equation_number(box, text):
        return GraphicRole.EQUATION
    if graphic.images:
        banner = content.number == 1 and box.width > _BANNER * content.width and box.y0 < _LOGO_BAND * content.height
        return GraphicRole.LOGO if banner else GraphicRole.PICTURE
    return GraphicRole.ORNAMENT if _is_plain(graphic) else GraphicRole.PICTURE


def _is_plain(graphic: Graphic) -> bool:
    """Whether nothing but a few lines and rectangles are drawn, or pieces of frames."""
    drawings = graphic.drawings
    if all(drawing.straight and (is_rule(drawing.box) and drawing.box.height < _SCRAP) for drawing in drawings):
        return True
    segments = sum(drawing.segments for drawing in drawings)
    curved = segments > 1 and any(not drawing.straight for drawing in drawings)
    few = segments < 6 or len(drawings) < 3
    return few and not curved


def _has_equation_number(box: Box, text: PageText) -> bool:
    """Whether a number in brackets stands to the right of a low graphic, or at its right edge."""
    return box.height < _TALLEST_EQUATION and any(
        _EQUATION_NUMBER.match(line.text) and line.box.x1 > box.x1 - 2 and box.y0 <= line.box.centre[1] <= box.y1
        for line in text.lines
    )


def _is_logo(box: Box, content: PageContent) -> bool:
    """Whether a picture is small and stands where title pages and running heads have their emblems."""
    page = content.box

    def at_edge(band: float) -> bool:
        return box.y1 < band * page.height or box.y0 > (1 - band) * page.height

    if content.number <= _LOGO_PAGES and at_edge(_LOGO_BAND) and box.area < _LOGO_AREA * page.area:
        return True
    if content.number == 1 and box.area < _EMBLEM_AREA * page.area:
        return True
    return at_edge(_EDGE_BAND) and box.area < _EDGE_AREA * page.area


def figure_kind(graphic: Graphic) -> FigureKind:
    """Whether a graphic is raster, vector, or mixed."""
    if not graphic.images:
        return FigureKind.VECTOR
    covered = sum(image.box.area for image in graphic.images)
    scanned = any(image.digest == SCANNED for image in graphic.images)
    if scanned or covered > 0.8 * graphic.box.area or not graphic.drawings:
        return FigureKind.RASTER
    return FigureKind.MIXED


def _only_level_rules(graphic: Graphic) -> bool:
    if graphic.images:
        return False
    return all(is_rule(d.box) and d.box.width > d.box.height for d in graphic.drawings)


def _is_boxed_text(graphic: Graphic, text: PageText) -> bool:
    """Whether lines, frames and grounds hold so much text that they frame it, or rule a table."""
    box = graphic.box
    pictures = [image.box for image in graphic.images if _is_content(image)]
    if sum(picture.area for picture in pictures) > 0.2 * box.area:
        return False
    grounds = [drawing for drawing in graphic.drawings if _is_ground(drawing, box, text)]
    inner = [drawing for drawing in graphic.drawings if drawing not in grounds]
    if sum(drawing.straight for drawing in inner) < 0.9 * len(inner) or _has_curve(inner, box):
        return False
    if _links_boxes(graphic.drawings, text):
        return False
    if text.coverage(box) > _BOXED_COVERAGE or _is_listing(box, inner, text):
        return True
    return _is_empty_but_for_frame(graphic, grounds) and any(text.lines_in(box))


def _is_listing(box: Box, drawings: Sequence[Drawing], text: PageText) -> bool:
    """Whether most lines are set as code, and what is drawn inside its frame is little."""
    if not _are_code(list(text.lines_in(box))):
        return False
    inside = box.grown(-_AT_EDGE)
    drawn = sum(drawing.box.clipped(inside).area for drawing in drawings if drawing.box.width < 0.9 * box.width)
    return drawn < 0.02 * box.area  # a frame has a label at most


def _is_content(image: ImagePlacement) -> bool:
    """Whether an image shows something; strips of a shadow or a shading are a few pixels wide."""
    return min(image.width, image.height) > _STRIP


def _is_ground(drawing: Drawing, box: Box, text: PageText) -> bool:
    """Whether a filled shape takes much of the graphic and is there to hold text, as a box with round corners is."""
    own = drawing.box
    through = own.width > 0.9 * box.width or own.height > 0.9 * box.height
    if not drawing.filled or is_rule(own):
        return False
    lines = list(text.lines_in(own))
    if any(own.height < _BAR * line.size for line in lines):
        return through or own.width > _HALF * box.width
    if not through and own.area < _FIFTH * box.area:
        return False
    return text.coverage(own) > _BOXED_COVERAGE or _are_code(lines)


def _are_code(lines: Sequence[TextLine]) -> bool:
    return len(lines) > 0 and sum(line.mono for line in lines) >= _LISTED * len(lines)


def _has_curve(drawings: Sequence[Drawing], box: Box) -> bool:
    """Whether a line that is not level nor upright takes much of the graphic, as the curve of a plot does."""
    return any(
        not drawing.straight
        and drawing.box.width > _CURVE * box.width
        and drawing.box.height > _CURVE_HEIGHT * box.height
        for drawing in drawings
    )


def _links_boxes(drawings: Sequence[Drawing], text: PageText) -> bool:
    """Whether text stands in boxes apart from each other that lines link, as in a flow chart."""
    cells: list[Box] = []
    for drawing in drawings:
        cell = drawing.box
        if not is_rule(cell) and min(cell.width, cell.height) >= _CELL and any(text.lines_in(cell)):
            if any(other.iou(cell) > 0.9 for other in cells):
                continue
            if any(other.touches(cell) for other in cells):
                return False
            cells.append(cell)
    if len(cells) < _FEWEST_CELLS:
        return False
    links = [drawing.box for drawing in drawings if is_rule(drawing.box)]
    linked = sum(sum(cell.touches(link, 2.0) for cell in cells) == 2 for link in links)
    return 2 * linked >= len(cells)


def _is_empty_but_for_frame(graphic: Graphic, grounds: Sequence[Drawing]) -> bool:
    """Whether lines and rectangles run through the graphic or along its sides, and the rest are scraps of formulas."""
    box = graphic.box
    frames = [ground.box for ground in grounds]
    return all(
        drawing in frames
        or drawing.width > 0.9 * box.width
        or drawing.height > 0.9 * box.height
        or max(drawing.width, drawing.height) < _SCRAP
        or (
            is_rule(drawing)
            and min(drawing.x0 - box.x0, box.x1 - drawing.x1, drawing.y0 - box.y0, box.y1 - drawing.y1) < _AT_EDGE
        )
        for drawing in (d.box for d in graphic.drawings)
    )


def _holds_only_icons(graphic: Graphic) -> bool:
    sides = [min(image.box.width, image.box.height) for image in graphic.images]
    return bool(sides) and max(sides) < _ICON


def _is_beside_text(box: Box, text: PageText) -> bool:
    """Whether an image stands in a row with text, as the icons of a list do."""
    row = Box(0.0, box.y0, 10_000.0, box.y1)
    beside = [line for line in text.lines if line.box.share_inside(row) > 0.5 and not line.box.overlap(box)]
    return any(line.box.x0 - box.x1 < 30 and box.x0 - line.box.x1 < 30 for line in beside)
