"""Images and drawings of a page put together to graphics, without what is no picture of anything."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from desktop_app.domain.geometry import Box
from desktop_app.domain.page_content import (
    DocumentProfile,
    Drawing,
    ImagePlacement,
    PageContent,
    SkippedGraphic,
)

_RULE = 3.0
"""What is at most this thin is a rule, in points."""
_LONG = 100.0
_SEED_GAP = 6.0
SCANNED = "scanned"
"""The digest of pieces of a scanned page."""


@dataclass(frozen=True, slots=True)
class Graphic:
    """Images and drawings that stand together.

    Attributes:
        box: around all of them.
        images: the raster images.
        drawings: the vector paths.
    """

    box: Box
    images: tuple[ImagePlacement, ...] = ()
    drawings: tuple[Drawing, ...] = ()

    def joined(self, other: Graphic) -> Graphic:
        """Both as one."""
        return Graphic(Box.around((self.box, other.box)), self.images + other.images, self.drawings + other.drawings)


def is_rule(box: Box) -> bool:
    """Whether a box is a thin line."""
    return min(box.width, box.height) <= _RULE


def seeds(content: PageContent, profile: DocumentProfile) -> tuple[list[Graphic], list[SkippedGraphic]]:
    """The page's images and drawings one by one, and those left out, with the reason."""
    kept: list[Graphic] = []
    skipped: list[SkippedGraphic] = []
    page = content.box
    for image in content.images:
        reason = "page background" if content.ink and _is_strip(image, page) else _no_picture(image, page, profile)
        if reason:
            skipped.append(SkippedGraphic(image.box, reason))
        else:
            kept.append(Graphic(image.box, images=(image,)))
    for drawing in content.drawings:
        if not _is_background(drawing, page, profile):
            kept.append(Graphic(drawing.box, drawings=(drawing,)))
    kept.extend(_scanned(content))
    return kept, skipped


def _scanned(content: PageContent) -> Iterator[Graphic]:
    """The ink of a scanned page that is no text, in pieces that pass for images.

    Without recognised text nothing tells pictures from words: then there are none.
    """
    if not content.lines:
        return
    for box in content.ink:
        written = sum(line.box.overlap(box) for line in content.lines)
        at_edge = box.x0 < 4 or box.y0 < 4 or box.x1 > content.width - 4 or box.y1 > content.height - 4
        if written < 0.4 * box.area and not (at_edge and min(box.width, box.height) < 0.05 * content.width):
            yield Graphic(box, images=(ImagePlacement(box, round(box.width), round(box.height), SCANNED),))


def _is_strip(image: ImagePlacement, page: Box) -> bool:
    return image.box.width > 0.9 * page.width


def _no_picture(image: ImagePlacement, page: Box, profile: DocumentProfile) -> str:
    if image.digest in profile.repeated_images:
        return "repeated"
    if image.box.area > 0.85 * page.area:
        return "page background"
    if max(image.box.width, image.box.height) < 3 or max(image.width, image.height) < 2:
        return "too small"
    return ""


def _is_background(drawing: Drawing, page: Box, profile: DocumentProfile) -> bool:
    if drawing.pale:
        return True
    box = drawing.box
    if box.area > 0.8 * page.area or (box.width > 0.97 * page.width and is_rule(box)):
        return True
    return any(box.share_inside(band) > 0.9 for band in profile.furniture)


def cluster(graphics: Sequence[Graphic], gap: float = _SEED_GAP) -> list[Graphic]:
    """Graphics at most `gap` points apart are one, again and again; long rules must touch what they belong to."""

    def belong(one: Graphic, other: Graphic) -> bool:
        return one.box.touches(other.box, min(gap, _RULE) if _is_long_rule(one) or _is_long_rule(other) else gap)

    return merge_where(graphics, belong, reach=gap)


def _is_long_rule(graphic: Graphic) -> bool:
    return is_rule(graphic.box) and max(graphic.box.width, graphic.box.height) > _LONG


def merge_where(graphics: Iterable[Graphic], belong: Callable[[Graphic, Graphic], bool], reach: float) -> list[Graphic]:
    """Merges pairs that belong together until no pair is left.

    Args:
        graphics: what to merge.
        belong: whether two are one; asked only for pairs at most `reach` points apart in height.
        reach: see above.
    """
    current = sorted(graphics, key=lambda graphic: graphic.box.y0)
    while True:
        merged = _merge_pass(current, belong, reach)
        if len(merged) == len(current):
            return merged
        current = sorted(merged, key=lambda graphic: graphic.box.y0)


def _merge_pass(ordered: Sequence[Graphic], belong: Callable[[Graphic, Graphic], bool], reach: float) -> list[Graphic]:
    done: list[Graphic] = []
    open_: list[Graphic] = []
    for graphic in ordered:
        current = graphic
        still_open: list[Graphic] = []
        for other in open_:
            if other.box.y1 + reach < graphic.box.y0:
                done.append(other)
            elif belong(other, current):
                current = other.joined(current)
            else:
                still_open.append(other)
        still_open.append(current)
        open_ = still_open
    return done + open_
