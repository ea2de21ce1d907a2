"""What a graphic is: a picture, or a frame, a table, rules, an icon, a logo."""

from __future__ import annotations

import re
from enum import StrEnum

from desktop_app.domain.documents import FigureKind
from desktop_app.domain.geometry import Box
from desktop_app.domain.page_content import PageContent
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
    if _holds_only_icons(graphic) and _is_beside_text(box, text):
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
    plain = sum(drawing.segments for drawing in graphic.drawings) < 6 or len(graphic.drawings) < 3
    return GraphicRole.ORNAMENT if plain and not graphic.images else GraphicRole.PICTURE


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
    """Whether straight lines and rectangles hold so much text that they frame it, or rule a table."""
    box = graphic.box
    if sum(image.box.area for image in graphic.images) > 0.2 * box.area:
        return False
    straight = sum(drawing.straight for drawing in graphic.drawings)
    if straight < 0.9 * len(graphic.drawings):
        return False
    return text.coverage(box) > _BOXED_COVERAGE or (_only_spans(graphic) and any(text.lines_in(box)))


def _only_spans(graphic: Graphic) -> bool:
    """Whether every line and rectangle runs through the graphic or along its sides, as those of a frame do."""
    box = graphic.box
    return all(
        drawing.width > 0.9 * box.width
        or drawing.height > 0.9 * box.height
        or (
            is_rule(drawing)
            and min(drawing.x0 - box.x0, box.x1 - drawing.x1, drawing.y0 - box.y0, box.y1 - drawing.y1) < 3
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
