"""Drawing diagrams and plots: boxes, arrows and labels in the coordinates of one figure."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import pymupdf

from manual.style import BLUE, BLUE_PALE, INK, MUTED, WHITE, Colour, font, text_width

Point = tuple[float, float]

LABEL_SIZE = 7.6


@dataclass(frozen=True)
class Node:
    """A box of a diagram, in figure coordinates, with the middles of its sides."""

    x: float
    y: float
    width: float
    height: float

    @property
    def left(self) -> Point:
        """Middle of the left side."""
        return self.x, self.y + self.height / 2

    @property
    def right(self) -> Point:
        """Middle of the right side."""
        return self.x + self.width, self.y + self.height / 2

    @property
    def top(self) -> Point:
        """Middle of the top."""
        return self.x + self.width / 2, self.y

    @property
    def bottom(self) -> Point:
        """Middle of the bottom."""
        return self.x + self.width / 2, self.y + self.height


@dataclass
class Canvas:
    """A rectangle of a page on which a figure is drawn; the origin is its top left corner.

    Attributes:
        page: where it is drawn; nothing appears before `commit`.
        scale: points of the page for each unit of the canvas.
    """

    page: pymupdf.Page
    x: float
    y: float
    width: float
    height: float
    scale: float = 1.0
    _texts: list[tuple[Point, str, str, float, Colour]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._shape = self.page.new_shape()

    def _at(self, point: Point) -> pymupdf.Point:
        return pymupdf.Point(self.x + point[0] * self.scale, self.y + point[1] * self.scale)

    def _rect(self, at: Point, size: Point) -> pymupdf.Rect:
        return pymupdf.Rect(self._at(at), self._at((at[0] + size[0], at[1] + size[1])))

    def scaled(self, width: float, height: float) -> Canvas:
        """The largest canvas of this shape that fits here, centred; it has to be committed by itself."""
        scale = min(self.width / width, self.height / height)
        left = self.x + (self.width - width * scale) / 2
        return Canvas(self.page, left, self.y, width, height, scale)

    def box(
        self,
        at: Point,
        size: Point,
        lines: str = "",
        *,
        fill: Colour | None = BLUE_PALE,
        stroke: Colour | None = BLUE,
        dashes: str | None = None,
        text_size: float = LABEL_SIZE,
    ) -> Node:
        """A rounded box with centred lines of text; the first line of several is bold."""
        node = Node(*at, *size)
        self._shape.draw_rect(self._rect(at, size), radius=min(0.5, 4.0 / min(size)))
        self._shape.finish(color=stroke, fill=fill, width=0.8, dashes=dashes)
        if lines:
            self.block((node.top[0], node.left[1]), lines, size=text_size)
        return node

    def block(self, centre: Point, lines: str, *, size: float = LABEL_SIZE, colour: Colour = INK) -> None:
        """Lines of text centred on a point; the first of several is bold, and so is a single one."""
        parts = lines.split("\n")
        step = size * 1.22
        first = centre[1] - step * (len(parts) - 1) / 2 + size * 0.34
        for index, part in enumerate(parts):
            style = "sans-bold" if index == 0 else "sans"
            self.text((centre[0], first + index * step), part, style=style, size=size, colour=colour, align="centre")

    def text(
        self,
        at: Point,
        text: str,
        *,
        style: str = "sans",
        size: float = LABEL_SIZE,
        colour: Colour = INK,
        align: str = "left",
    ) -> None:
        """One line of text; `at` is on the baseline: its left end, centre or right end."""
        shift = {"left": 0.0, "centre": 0.5, "right": 1.0}[align] * text_width(text, style, size)
        self._texts.append(((at[0] - shift, at[1]), text, style, size, colour))

    def line(
        self, points: list[Point], *, colour: Colour = MUTED, width: float = 0.9, dashes: str | None = None
    ) -> None:
        """An open line through the points."""
        self._shape.draw_polyline([self._at(point) for point in points])
        self._shape.finish(color=colour, width=width, dashes=dashes, closePath=False, lineJoin=1, lineCap=1)

    def area(self, points: list[Point], *, fill: Colour) -> None:
        """A filled shape without an outline."""
        self._shape.draw_polyline([self._at(point) for point in points])
        self._shape.finish(color=None, fill=fill, width=0, closePath=True)

    def rectangle(
        self, at: Point, size: Point, *, fill: Colour | None = None, stroke: Colour | None = None, width: float = 0.6
    ) -> None:
        """A rectangle with sharp corners."""
        self._shape.draw_rect(self._rect(at, size))
        self._shape.finish(color=stroke, fill=fill, width=width if stroke else 0)

    def dot(self, at: Point, radius: float, *, fill: Colour = BLUE, stroke: Colour | None = WHITE) -> None:
        """A filled circle."""
        self._shape.draw_circle(self._at(at), radius * self.scale)
        self._shape.finish(color=stroke, fill=fill, width=0.6 if stroke else 0)

    def arrow(
        self,
        points: list[Point],
        label: str = "",
        *,
        colour: Colour = MUTED,
        label_at: Point | None = None,
        align: str = "centre",
        dashes: str | None = None,
    ) -> None:
        """A line with a head at its last point; the label stands above its middle unless `label_at` says where."""
        (ax, ay), (bx, by) = points[-2], points[-1]
        angle = math.atan2(by - ay, bx - ax)
        head, spread = 5.2, 0.42
        neck = (bx - head * 0.8 * math.cos(angle), by - head * 0.8 * math.sin(angle))
        self.line([*points[:-1], neck], colour=colour, width=1.0, dashes=dashes)
        wings = [(bx - head * math.cos(angle + turn), by - head * math.sin(angle + turn)) for turn in (spread, -spread)]
        self.area([(bx, by), *wings], fill=colour)
        if label:
            middle = ((points[0][0] + points[-1][0]) / 2, (points[0][1] + points[-1][1]) / 2 - 4)
            for index, part in enumerate(label.split("\n")):
                x, y = label_at or middle
                self.text((x, y + index * 8.6), part, size=7.0, colour=INK, align=align)

    def picture(self, at: Point, size: Point, data: bytes) -> None:
        """A raster picture (PNG or JPEG bytes), stretched to `size`."""
        self.page.insert_image(self._rect(at, size), stream=data, keep_proportion=False)

    def commit(self) -> None:
        """Puts everything on the page: shapes first, then the words."""
        self._shape.commit()
        for at, text, style, size, colour in self._texts:
            writer = pymupdf.TextWriter(self.page.rect, color=colour)
            writer.append(self._at(at), text, font=font(style), fontsize=size * self.scale)
            writer.write_text(self.page)
