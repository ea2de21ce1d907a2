"""The plots of the manual: axes, and curves computed from formulas or counted in the manual itself."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from manual.canvas import Canvas, Point
from manual.style import BLUE, GREEN, GREEN_PALE, INK, MUTED, ORANGE, RULE, Colour


@dataclass(frozen=True)
class Axis:
    """The range of an axis, its ticks with their labels, and its title."""

    low: float
    high: float
    ticks: Sequence[tuple[float, str]]
    title: str

    def share(self, value: float) -> float:
        """Where a value lies between the ends, 0 to 1."""
        return (value - self.low) / (self.high - self.low)


@dataclass(frozen=True)
class Frame:
    """A plot area on a canvas with its two axes."""

    canvas: Canvas
    across: Axis
    up: Axis
    left: float = 34.0
    bottom: float = 27.0
    top: float = 6.0
    right: float = 6.0

    def at(self, x: float, y: float) -> Point:
        """The point of the canvas for a pair of values."""
        width = self.canvas.width - self.left - self.right
        height = self.canvas.height - self.top - self.bottom
        return self.left + self.across.share(x) * width, self.top + (1 - self.up.share(y)) * height

    def draw(self) -> None:
        """Grid, axes, ticks and titles."""
        canvas = self.canvas
        for value, label in self.up.ticks:
            start, end = self.at(self.across.low, value), self.at(self.across.high, value)
            canvas.line([start, end], colour=RULE, width=0.4)
            canvas.text((start[0] - 4, start[1] + 2.4), label, size=7, colour=MUTED, align="right")
        for value, label in self.across.ticks:
            x, y = self.at(value, self.up.low)
            canvas.line([(x, y), (x, y + 3)], colour=MUTED, width=0.6)
            canvas.text((x, y + 11), label, size=7, colour=MUTED, align="centre")
        corner = self.at(self.across.low, self.up.low)
        canvas.line([(corner[0], self.top), corner, self.at(self.across.high, self.up.low)], colour=INK, width=0.8)
        middle = (corner[0] + self.at(self.across.high, 0)[0]) / 2
        canvas.text((middle, corner[1] + 22), self.across.title, size=7.4, align="centre")
        canvas.text((self.left + 4, self.top + 3), self.up.title, style="sans-italic", size=7.2, colour=MUTED)

    def curve(self, formula: Callable[[float], float], values: Sequence[float], colour: Colour) -> None:
        """A line through the values of a formula."""
        self.canvas.line([self.at(x, formula(x)) for x in values], colour=colour, width=1.4)


def draw_words_per_page(canvas: Canvas, counts: Sequence[int]) -> None:
    """Bars: the words of each page of this manual."""
    top = math.ceil(max(*counts, 1) / 100) * 100
    step = 100 if top <= 500 else 200
    frame = Frame(
        canvas,
        Axis(0.4, len(counts) + 0.6, [(page, str(page)) for page in range(1, len(counts) + 1)], "page"),
        Axis(0, top * 1.12, [(value, str(value)) for value in range(0, top + 1, step)], ""),
    )
    frame.draw()
    for page, count in enumerate(counts, start=1):
        left, upper = frame.at(page - 0.32, count)
        right, lower = frame.at(page + 0.32, 0)
        canvas.rectangle((left, upper), (right - left, lower - upper), fill=BLUE)
        canvas.text(((left + right) / 2, upper - 3), str(count), size=6.6, align="centre")


def draw_chance(canvas: Canvas, shown_from: float) -> None:
    """The logistic curve, with the chance from which a figure is shown as a dashed line."""
    frame = Frame(
        canvas,
        Axis(-4, 4, [(-4, "much against"), (0, "balanced"), (4, "much for")], "evidence"),
        Axis(0, 1.0, [(value / 4, f"{value / 4:g}") for value in range(5)], ""),
        right=24.0,
    )
    least = math.log(shown_from / (1 - shown_from))
    canvas.area([frame.at(least, 0), frame.at(least, 1), frame.at(4, 1), frame.at(4, 0)], fill=GREEN_PALE)
    frame.draw()
    start, end = frame.at(-4, shown_from), frame.at(4, shown_from)
    canvas.line([start, end], colour=ORANGE, width=0.8, dashes="[3 2] 0")
    canvas.text((start[0] + 6, start[1] + 9), "where they fit", style="sans-bold", size=7, colour=ORANGE)
    middle = frame.at((least + 4) / 2, 0.3)
    canvas.text(middle, "shown", style="sans-bold", size=7.4, colour=GREEN, align="centre")
    values = [index / 10 - 4 for index in range(81)]
    frame.curve(lambda evidence: 1 / (1 + math.exp(-evidence)), values, BLUE)


def draw_cosine(canvas: Canvas, points: Sequence[tuple[str, float]]) -> None:
    """The cosine of the angle between two texts, with measured pairs as named dots.

    Args:
        canvas: where to draw.
        points: names and similarities, 0 to 1; the best are named.
    """
    frame = Frame(
        canvas,
        Axis(
            45, 90, [(angle, str(angle)) for angle in range(45, 91, 15)], "angle between question and section, degrees"
        ),
        Axis(0, 0.75, [(value / 5, f"{value / 5:g}") for value in range(4)], ""),
    )
    frame.draw()
    frame.curve(lambda angle: math.cos(math.radians(angle)), [45 + step for step in range(46)], RULE)
    lowest = 0.0
    for rank, (name, similarity) in enumerate(sorted(points, key=lambda point: -point[1])):
        x, y = frame.at(math.degrees(math.acos(similarity)), similarity)
        canvas.dot((x, y), 2.6, fill=ORANGE if rank == 0 else BLUE)
        if rank < 3:
            lowest = max(y + 6, lowest + 9.5)
            canvas.text((x - 6, lowest), name, size=7, colour=ORANGE if rank == 0 else INK, align="right")
