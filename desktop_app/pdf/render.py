"""Pictures of pages and of the figures on them, drawn as a reader sees them: upright, with annotations, as RGB PNG."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING

from desktop_app.domain.documents import FigureKind
from desktop_app.domain.geometry import Box, as_displayed
from desktop_app.domain.page_content import FigurePicture, FigureRegion, ImagePlacement, PageContent, SkippedGraphic
from desktop_app.domain.ports import RenderedPage
from desktop_app.pdf.limits import Limits
from desktop_app.pdf.parser_errors import is_memory_error
from desktop_app.pdf.png import encode_png

if TYPE_CHECKING:
    import pymupdf

POINTS_PER_INCH = 72.0
CROP_MARGIN = 1.5
"""Points around a figure's box that are drawn too, so that strokes on its edge are whole."""

READABLE_PIXELS = 480
"""The longer side of a figure's picture has at least this many pixels, unless that needs more than `TINY_DPI`."""

TINY_DPI = 450.0
LONGEST_SIDE = 20_000
"""No picture is longer than this, in pixels: window systems refuse longer ones."""

_RASTER_SHARE = 0.05


def draw_page(page: pymupdf.Page, scale: float, limits: Limits, box: Box | None = None) -> RenderedPage:
    """The whole page as it is shown, or the part of it that the picture of a figure in `box` shows.

    Args:
        page: an open page.
        scale: pixels a point; made smaller where the picture would be larger than `limits.page_pixels`.
        limits: bounds of pictures.
        box: of a figure, in points of the unrotated page; outside the page, the whole page is drawn.
    """
    width, height = float(page.rect.width), float(page.rect.height)
    rotation = int(page.rotation) % 360
    page_width, page_height = (width, height) if rotation % 180 == 0 else (height, width)
    shown = Box(0.0, 0.0, width, height)
    cut = box.grown(CROP_MARGIN).clipped(Box(0.0, 0.0, page_width, page_height)) if box is not None else shown
    if box is not None and cut.area > 0:
        shown = as_displayed(cut, page_width, page_height, rotation)
    fitted = fit_scale(shown.width, shown.height, scale, limits.page_pixels)
    pixmap = _draw(page.get_displaylist(annots=1), shown, fitted)
    return RenderedPage(
        png=encode_png(pixmap),
        width=pixmap.width,
        height=pixmap.height,
        page_width=page_width,
        page_height=page_height,
        rotation=rotation,
    )


def fit_scale(width: float, height: float, scale: float, most_pixels: int) -> float:
    """The scale, made smaller for `most_pixels` and `LONGEST_SIDE`, and larger where less than a pixel would be left.

    Args:
        width: in points.
        height: in points.
        scale: pixels a point that are asked for.
        most_pixels: of the whole picture.
    """
    longer, shorter = max(width, height, 1e-6), max(min(width, height), 1e-6)
    # A pixel less on each side: drawing rounds outwards.
    by_area = math.sqrt(most_pixels / (longer * shorter))
    fitted = min(scale, by_area, (LONGEST_SIDE - 1) / longer)
    return max(fitted, 1.0 / longer)


def crop_figures(
    page: pymupdf.Page, content: PageContent, regions: Iterable[FigureRegion], limits: Limits
) -> tuple[list[FigurePicture], list[SkippedGraphic]]:
    """The pictures of a page's figures, cut from the drawn page, and what could not be drawn.

    Args:
        page: the page, with its own rotation.
        content: what was read from it; tells the resolution of the images under a figure.
        regions: the figures; boxes in points of the unrotated page.
        limits: bounds of pictures.

    Raises:
        MemoryError: there is not enough memory to draw them.
    """
    pictures: list[FigurePicture] = []
    skipped: list[SkippedGraphic] = []
    wanted = list(regions)
    if not wanted:
        return pictures, skipped
    most_pixels = min(limits.crop_pixels, limits.page_crop_pixels // len(wanted))
    drawn = page.get_displaylist(annots=1)
    for region in wanted:
        box = region.box.grown(CROP_MARGIN).clipped(content.box)
        if box.area <= 0:
            skipped.append(SkippedGraphic(region.box, "outside the page"))
            continue
        scale = crop_scale(box, region.kind, content.images, limits, most_pixels)
        shown = as_displayed(box, content.width, content.height, content.rotation)
        try:
            pixmap = _draw(drawn, shown, scale)
            png = encode_png(pixmap)
        except Exception as error:
            if is_memory_error(error):
                raise MemoryError from error
            skipped.append(SkippedGraphic(region.box, "could not be drawn"))
            continue
        pictures.append(FigurePicture(region, png, pixmap.width, pixmap.height))
    return pictures, skipped


def crop_scale(box: Box, kind: FigureKind, images: Iterable[ImagePlacement], limits: Limits, most_pixels: int) -> float:
    """Pixels a point for a figure's picture.

    As fine as the finest image that makes up a fair part of the figure, between the least and the most resolution
    of the limits; drawings have one resolution of their own; small figures are drawn larger, to stay readable.
    """
    least, drawing, most = limits.crop_dpi
    dpi = least if kind is FigureKind.RASTER else drawing
    for image in images:
        if image.box.overlap(box) >= _RASTER_SHARE * box.area:
            dpi = max(dpi, _resolution(image))
    dpi = min(dpi, most)
    longer = max(box.width, box.height)
    dpi = max(dpi, min(READABLE_PIXELS * POINTS_PER_INCH / longer, TINY_DPI))
    return fit_scale(box.width, box.height, dpi / POINTS_PER_INCH, most_pixels)


def _resolution(image: ImagePlacement) -> float:
    """Dots an inch of an image as it is placed; a turned image has its sides swapped."""
    width, height = max(image.box.width, 1e-3), max(image.box.height, 1e-3)
    straight = min(image.width / width, image.height / height)
    turned = min(image.width / height, image.height / width)
    return max(straight, turned) * POINTS_PER_INCH


def _draw(drawn: pymupdf.DisplayList, shown: Box, scale: float) -> pymupdf.Pixmap:
    import pymupdf

    return drawn.get_pixmap(
        matrix=pymupdf.Matrix(scale, scale), colorspace=pymupdf.csRGB, alpha=0, clip=pymupdf.Rect(*shown)
    )
