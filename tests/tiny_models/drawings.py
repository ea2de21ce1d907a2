"""Drawn pictures of simple things, each with the words for it: what the tiny models are trained on and tested with.

A `Subject` says what is to be seen; `draw` draws it with a size, place, shade and shape that chance decides. Training
and tests draw with different seeds, so what a test shows was never seen in training.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from PIL import Image, ImageDraw, ImageFont

TRAINING_SEED, TEST_SEED = 20_261, 90_817
"""Training draws with seeds of the first, tests of the second."""

COLOURS: dict[str, tuple[int, int, int]] = {
    "red": (215, 35, 35),
    "green": (35, 150, 55),
    "blue": (40, 80, 210),
    "yellow": (245, 215, 40),
    "orange": (245, 135, 25),
    "purple": (130, 50, 165),
    "black": (25, 25, 25),
    "pink": (245, 140, 190),
}
SHAPES = ("circle", "square", "triangle", "star", "cross", "ring")
DIRECTIONS = ("up", "down", "left", "right")
TRENDS = ("rising", "falling")
PLACES = ("left", "middle", "right")
SLICES = {2: "two", 3: "three", 4: "four"}
DIGITS = tuple("0123456789")
_AXIS = (60, 60, 60)

Ink = tuple[int, int, int]
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Subject:
    """What a picture shows.

    Attributes:
        kind: a shape, "arrow", "digit", "line chart", "bar chart", "pie chart" or "scatter plot".
        colour: a key of `COLOURS`, or "" where any will do.
        detail: the direction, digit, trend, place of the tallest bar or number of slices; "" for shapes.
    """

    kind: str
    colour: str = ""
    detail: str = ""

    @property
    def words(self) -> str:
        """What a reader would call it, without an article."""
        if self.kind == "arrow":
            return f"{self.colour} arrow pointing {self.detail}"
        if self.kind == "bar chart":
            place = "in the middle" if self.detail == "middle" else f"on the {self.detail}"
            return f"bar chart with the tallest bar {place}"
        if self.kind == "pie chart":
            return f"pie chart with {self.detail} slices"
        if self.kind == "digit":
            return f"digit {self.detail}"
        return " ".join(part for part in (self.detail, self.colour, self.kind) if part)


SUBJECTS: tuple[Subject, ...] = (
    *(Subject(shape, colour) for shape in SHAPES for colour in COLOURS),
    *(Subject("arrow", colour, direction) for colour in COLOURS for direction in DIRECTIONS),
    *(Subject("digit", detail=digit) for digit in DIGITS),
    *(Subject("line chart", detail=trend) for trend in TRENDS),
    *(Subject("scatter plot", detail=trend) for trend in TRENDS),
    *(Subject("bar chart", detail=place) for place in PLACES),
    *(Subject("pie chart", detail=count) for count in SLICES.values()),
)
"""Everything that can be asked for; no two of them fit the same picture."""


def draw(subject: Subject, random: Random) -> Image.Image:
    """A picture of the subject on a white ground, RGB, 150 to 260 pixels a side and nearly square."""
    width = random.randint(150, 260)
    height = max(150, min(260, round(width * random.uniform(0.85, 1.18))))
    image = Image.new("RGB", (width, height), (255, 255, 255))
    pen = ImageDraw.Draw(image)
    ink = _shade(COLOURS[subject.colour or random.choice(list(COLOURS))], random)
    _DRAWERS.get(subject.kind, _draw_shape)(pen, subject, ink, random)
    return image


def _shade(ink: Ink, random: Random) -> Ink:
    red, green, blue = (max(0, min(255, part + random.randint(-14, 14))) for part in ink)
    return red, green, blue


def _frame(pen: ImageDraw.ImageDraw, random: Random) -> tuple[float, float, float]:
    """A place for something compact: its centre and half its size."""
    width, height = pen.im.size
    half = min(width, height) * random.uniform(0.27, 0.42)
    spare_x, spare_y = width / 2 - half - 4, height / 2 - half - 4
    return width / 2 + random.uniform(-spare_x, spare_x), height / 2 + random.uniform(-spare_y, spare_y), half


def _polygon(centre: Point, radii: Sequence[float], turn: float) -> list[Point]:
    step = 2 * math.pi / len(radii)
    return [
        (centre[0] + radius * math.sin(turn + step * each), centre[1] - radius * math.cos(turn + step * each))
        for each, radius in enumerate(radii)
    ]


def _draw_shape(pen: ImageDraw.ImageDraw, subject: Subject, ink: Ink, random: Random) -> None:
    x, y, half = _frame(pen, random)
    box = (x - half, y - half, x + half, y + half)
    tilt = random.uniform(-0.12, 0.12)
    if subject.kind == "circle":
        pen.ellipse(box, fill=ink)
    elif subject.kind == "ring":
        pen.ellipse(box, outline=ink, width=round(half * random.uniform(0.25, 0.4)))
    elif subject.kind == "square":
        pen.polygon(_polygon((x, y), [half * 1.25] * 4, math.pi / 4 + tilt), fill=ink)
    elif subject.kind == "triangle":
        pen.polygon(_polygon((x, y + half * 0.15), [half * 1.15] * 3, tilt), fill=ink)
    elif subject.kind == "star":
        pen.polygon(_polygon((x, y), [half * 1.1, half * 0.45] * 5, tilt), fill=ink)
    else:
        bar = half * random.uniform(0.22, 0.34)
        pen.rectangle((x - half, y - bar, x + half, y + bar), fill=ink)
        pen.rectangle((x - bar, y - half, x + bar, y + half), fill=ink)


def _draw_arrow(pen: ImageDraw.ImageDraw, subject: Subject, ink: Ink, random: Random) -> None:
    x, y, half = _frame(pen, random)
    shaft, head, neck = half * random.uniform(0.14, 0.26), half * random.uniform(0.5, 0.75), half * 0.1
    outline = [(0, -half), (head, neck), (shaft, neck), (shaft, half), (-shaft, half), (-shaft, neck), (-head, neck)]
    turned: dict[str, Callable[[float, float], Point]] = {
        "up": lambda across, along: (x + across, y + along),
        "down": lambda across, along: (x + across, y - along),
        "left": lambda across, along: (x + along, y + across),
        "right": lambda across, along: (x - along, y + across),
    }
    pen.polygon([turned[subject.detail](across, along) for across, along in outline], fill=ink)


def _draw_digit(pen: ImageDraw.ImageDraw, subject: Subject, ink: Ink, random: Random) -> None:
    x, y, half = _frame(pen, random)
    pen.text((x, y), subject.detail, fill=ink, font=ImageFont.load_default(half * 2.4), anchor="mm")


def _draw_axes(pen: ImageDraw.ImageDraw, random: Random) -> tuple[float, float, float, float]:
    """Draws two axes; the box between them, from the top left."""
    width, height = pen.im.size
    left, bottom = width * random.uniform(0.08, 0.15), height * random.uniform(0.85, 0.92)
    right, top = width * random.uniform(0.9, 0.96), height * random.uniform(0.05, 0.12)
    stroke = random.randint(2, 4)
    pen.line([(left, top), (left, bottom), (right, bottom)], fill=_AXIS, width=stroke)
    return left + 2 * stroke, top, right, bottom - 2 * stroke


def _slope(subject: Subject, random: Random) -> tuple[float, float]:
    """Heights at the beginning and at the end, as shares of the whole."""
    low, high = random.uniform(0.04, 0.25), random.uniform(0.72, 0.96)
    return (low, high) if subject.detail == "rising" else (high, low)


def _draw_line_chart(pen: ImageDraw.ImageDraw, subject: Subject, ink: Ink, random: Random) -> None:
    left, top, right, bottom = _draw_axes(pen, random)
    first, last = _slope(subject, random)
    count = random.randint(4, 9)
    points = []
    for each in range(count):
        share = each / (count - 1)
        height = first + (last - first) * share + random.uniform(-0.06, 0.06)
        points.append((left + (right - left) * share, bottom - (bottom - top) * max(0.0, min(1.0, height))))
    pen.line(points, fill=ink, width=random.randint(5, 9), joint="curve")


def _draw_scatter_plot(pen: ImageDraw.ImageDraw, subject: Subject, ink: Ink, random: Random) -> None:
    left, top, right, bottom = _draw_axes(pen, random)
    first, last = _slope(subject, random)
    radius = random.uniform(4, 7)
    for _ in range(random.randint(18, 32)):
        share = random.uniform(0.03, 0.97)
        height = max(0.02, min(0.98, first + (last - first) * share + random.gauss(0, 0.08)))
        x, y = left + (right - left) * share, bottom - (bottom - top) * height
        pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=ink)


def _draw_bar_chart(pen: ImageDraw.ImageDraw, subject: Subject, ink: Ink, random: Random) -> None:
    left, top, right, bottom = _draw_axes(pen, random)
    count = random.choice((3, 5))
    tallest = {"left": 0, "middle": count // 2, "right": count - 1}[subject.detail]
    step = (right - left) / count
    gap = step * random.uniform(0.1, 0.2)
    for each in range(count):
        share = random.uniform(0.85, 1.0) if each == tallest else random.uniform(0.2, 0.6)
        x = left + each * step
        pen.rectangle((x + gap, bottom - (bottom - top) * share, x + step - gap, bottom), fill=ink)


def _draw_pie_chart(pen: ImageDraw.ImageDraw, subject: Subject, _ink: Ink, random: Random) -> None:
    x, y, half = _frame(pen, random)
    count = next(number for number, word in SLICES.items() if word == subject.detail)
    shares = [random.uniform(1, 1.6) for _ in range(count)]
    inks = random.sample([ink for name, ink in COLOURS.items() if name != "black"], count)
    angle = random.uniform(0, 360)
    for share, ink in zip(shares, inks, strict=True):
        end = angle + 360 * share / sum(shares)
        box = (x - half, y - half, x + half, y + half)
        pen.pieslice(box, angle, end, fill=_shade(ink, random), outline=(255, 255, 255), width=3)
        angle = end


_DRAWERS: dict[str, Callable[[ImageDraw.ImageDraw, Subject, Ink, Random], None]] = {
    "arrow": _draw_arrow,
    "digit": _draw_digit,
    "line chart": _draw_line_chart,
    "scatter plot": _draw_scatter_plot,
    "bar chart": _draw_bar_chart,
    "pie chart": _draw_pie_chart,
}
