"""Boxes on a page, in PDF points of the unrotated page, origin at the top left."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle; `x0 <= x1` and `y0 <= y1` hold for every box made by `Box.around` or `Box.of`."""

    x0: float
    y0: float
    x1: float
    y1: float

    @classmethod
    def of(cls, x0: float, y0: float, x1: float, y1: float) -> Box:
        """The box with these corners, whichever corner comes first."""
        return cls(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))

    @classmethod
    def around(cls, boxes: Iterable[Box]) -> Box:
        """The smallest box that holds all of them.

        Raises:
            ValueError: there is no box.
        """
        edges = tuple(zip(*boxes, strict=True))
        if not edges:
            raise ValueError("no box to go around")
        return cls(min(edges[0]), min(edges[1]), max(edges[2]), max(edges[3]))

    @property
    def width(self) -> float:
        """Width in points."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """Height in points."""
        return self.y1 - self.y0

    @property
    def area(self) -> float:
        """Area in square points; 0 for a box without extent."""
        return max(0.0, self.width) * max(0.0, self.height)

    @property
    def centre(self) -> tuple[float, float]:
        """The middle, as (x, y)."""
        return (self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2

    def overlap(self, other: Box) -> float:
        """Area shared with `other`, in square points."""
        # Asked a hundred times as often as anything else about a page: no calls.
        x0, y0, x1, y1 = self
        left, top, right, bottom = other
        x0 = left if left > x0 else x0
        x1 = right if right < x1 else x1
        if x1 <= x0:
            return 0.0
        y0 = top if top > y0 else y0
        y1 = bottom if bottom < y1 else y1
        return (x1 - x0) * (y1 - y0) if y1 > y0 else 0.0

    def iou(self, other: Box) -> float:
        """Intersection over union, 0 to 1."""
        shared = self.overlap(other)
        union = self.area + other.area - shared
        return shared / union if union > 0 else 0.0

    def share_inside(self, other: Box) -> float:
        """The part of this box's area that lies inside `other`, 0 to 1."""
        shared = self.overlap(other)
        return shared / self.area if shared > 0 else 0.0

    def touches(self, other: Box, gap: float = 0.0) -> bool:
        """Whether the two are at most `gap` points apart in both directions."""
        return (
            self.x0 - gap <= other.x1
            and other.x0 - gap <= self.x1
            and self.y0 - gap <= other.y1
            and other.y0 - gap <= self.y1
        )

    def grown(self, by: float) -> Box:
        """This box with `by` points added on each side."""
        return Box(self.x0 - by, self.y0 - by, self.x1 + by, self.y1 + by)

    def clipped(self, to: Box) -> Box:
        """The part of this box inside `to`; a box without extent when they are apart."""
        x0, y0 = max(self.x0, to.x0), max(self.y0, to.y0)
        return Box(x0, y0, max(x0, min(self.x1, to.x1)), max(y0, min(self.y1, to.y1)))


@dataclass(frozen=True, slots=True)
class Region:
    """A place in a document: a page (from 1) and a box on it."""

    page: int
    box: Box


def as_displayed(box: Box, width: float, height: float, rotation: int) -> Box:
    """Where a box of the unrotated page stands on the page as it is shown.

    Args:
        box: in points of the unrotated page.
        width: of the unrotated page, in points.
        height: of the unrotated page, in points.
        rotation: the page's clockwise rotation; a multiple of 90.
    """
    x0, y0, x1, y1 = box
    turn = rotation % 360
    if turn == 90:
        return Box(height - y1, x0, height - y0, x1)
    if turn == 180:
        return Box(width - x1, height - y1, width - x0, height - y0)
    if turn == 270:
        return Box(y0, width - x1, y1, width - x0)
    return box
