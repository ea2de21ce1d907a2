"""What is painted over the pages: the cited places, hits of a search, the selection, and a region being drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from desktop_app.domain.geometry import Box, Region
from desktop_app.gui.theme import tokens

BoxesOfPage = Callable[[int], Sequence[Box]]
"""The boxes to be painted on page n (from 1), in points of the unrotated page."""


def _no_boxes(_page: int) -> Sequence[Box]:
    return ()


@dataclass
class PageMarks:
    """What is to be painted.

    Attributes:
        cited: outlined, as the place an answer is taken from.
        hits: filled, where a query stands.
        found: the hit that is being looked at, as its boxes on a page.
        selected: filled, as what would be copied.
        band: the region that is being drawn, in the viewport.
    """

    cited: tuple[Region, ...] = ()
    hits: BoxesOfPage = _no_boxes
    found: tuple[Region, ...] = ()
    selected: BoxesOfPage = _no_boxes
    band: QRectF = field(default_factory=QRectF)

    def clear(self) -> None:
        """Nothing is marked any more."""
        self.cited, self.found, self.band = (), (), QRectF()
        self.hits = self.selected = _no_boxes


def paint_marks(painter: QPainter, marks: PageMarks, pages: Sequence[int], place: Callable[[int, Box], QRectF]) -> None:
    """Paints what is marked on these pages; `place` says where a box of a page stands in the viewport."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    found = {(region.page, region.box) for region in marks.found}
    # Paper is white in both themes: what lies on it is multiplied, as a text marker's ink.
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
    for page in pages:
        painter.setBrush(QColor(tokens().selection))
        for box in marks.selected(page):
            painter.drawRect(place(page, box))
        painter.setBrush(QColor(tokens().hit))
        for box in marks.hits(page):
            if (page, box) not in found:
                painter.drawRoundedRect(place(page, box).adjusted(-1, -1, 1, 1), 2, 2)
        painter.setBrush(QColor(tokens().found))
        for region in marks.found:
            if region.page == page:
                painter.drawRoundedRect(place(page, region.box).adjusted(-2, -2, 2, 2), 3, 3)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
    _paint_cited(painter, marks, place)
    if not marks.band.isEmpty():
        _outline(painter, marks.band, QColor(tokens().band))


def _paint_cited(painter: QPainter, marks: PageMarks, place: Callable[[int, Box], QRectF]) -> None:
    for region in marks.cited:
        where = place(region.page, region.box)
        if not where.isEmpty():
            _outline(painter, where.adjusted(-3, -3, 3, 3), QColor(tokens().mark), 4)


def _outline(painter: QPainter, where: QRectF, colour: QColor, radius: float = 0.0) -> None:
    painter.setPen(QPen(colour, 2))
    fill = QColor(colour)
    fill.setAlpha(38)
    painter.setBrush(fill)
    painter.drawRoundedRect(where, radius, radius)
