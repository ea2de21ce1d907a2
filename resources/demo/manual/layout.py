"""Pages: bands of one or two balanced columns, and figures and tables across them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import pymupdf

from manual import style
from manual.canvas import Canvas
from manual.typesetting import TextStyle, break_lines, set_lines, words_of

BODY = TextStyle(style.BODY_SIZE, style.BODY_LEADING)
CAPTION = TextStyle(style.CAPTION_SIZE, style.CAPTION_LEADING, family="sans", justified=False)
CELL = TextStyle(8.2, 10.6, family="sans", justified=False)
CELL_HEAD = TextStyle(8.2, 10.6, family="sans", bold=True, justified=False, colour=style.BLUE)
SECTION = TextStyle(14.0, 17.0, family="sans", bold=True, colour=style.BLUE, justified=False)
SUBSECTION = TextStyle(10.2, 13.0, family="sans", bold=True, justified=False)

Draw = Callable[[pymupdf.Page, float, float], None]
Drawer = Callable[[Canvas], None]


@dataclass(frozen=True)
class Slug:
    """Something that is set as a whole: a line, a figure, a table.

    Attributes:
        before: space above it, left out at the top of a column.
        keep: True when it may not be parted from the slug after it.
    """

    height: float
    draw: Draw
    before: float = 0.0
    keep: bool = False


def paragraph(text: str, width: float, text_style: TextStyle = BODY, before: float = 5.0, x: float = 0.0) -> list[Slug]:
    """The lines of a paragraph; neither its first nor its last line stands alone."""
    lines = break_lines(text, text_style, width - x)
    slugs = []
    for index, line in enumerate(lines):

        def draw(page: pymupdf.Page, left: float, top: float, line: object = line) -> None:
            set_lines(page, [line], left + x, top, text_style)  # type: ignore[list-item]

        keep = len(lines) > 1 and index in (0, len(lines) - 2)
        slugs.append(Slug(text_style.leading, draw, before if index == 0 else 0.0, keep))
    return slugs


def heading(text: str, width: float, text_style: TextStyle) -> list[Slug]:
    """A heading stays with what comes after it."""
    before = 12.0 if text_style is SECTION else 9.0
    return [Slug(slug.height, slug.draw, slug.before, True) for slug in paragraph(text, width, text_style, before)]


def list_item(mark: str, text: str, width: float) -> list[Slug]:
    """A list item: its mark hangs at the left of its lines."""
    slugs = paragraph(text, width, BODY, before=2.6, x=13.0)
    first = slugs[0]

    def draw(page: pymupdf.Page, left: float, top: float) -> None:
        set_lines(page, break_lines(mark, BODY, 30), left + 1, top, BODY)
        first.draw(page, left, top)

    return [Slug(first.height, draw, first.before, first.keep), *slugs[1:]]


def figure(drawer: Drawer, height: float, caption: str, width: float) -> list[Slug]:
    """A drawing of the given height across `width`, with its caption below."""
    lines = break_lines(caption, CAPTION, width)

    def draw(page: pymupdf.Page, left: float, top: float) -> None:
        canvas = Canvas(page, left, top, width, height)
        drawer(canvas)
        canvas.commit()
        set_lines(page, lines, left, top + height + 6, CAPTION)

    return [Slug(height + 6 + len(lines) * CAPTION.leading + 4, draw, 11.0)]


def table(rows: Sequence[Sequence[str]], shares: Sequence[float], caption: str, width: float) -> list[Slug]:
    """A table with its caption above, a head, and rules above, below the head, and below."""
    above = break_lines(caption, CAPTION, width)
    columns = [share * width for share in shares]
    cells = [
        [
            break_lines(cell, CELL_HEAD if number == 0 else CELL, column - 9)
            for cell, column in zip(row, columns, strict=True)
        ]
        for number, row in enumerate(rows)
    ]
    heights = [max(len(cell) for cell in row) * CELL.leading + 5.0 for row in cells]
    top_of_rows = len(above) * CAPTION.leading + 4

    def draw(page: pymupdf.Page, left: float, top: float) -> None:
        set_lines(page, above, left, top, CAPTION)
        canvas = Canvas(page, left, top + top_of_rows, width, sum(heights))
        y = 0.0
        for number, (row, height) in enumerate(zip(cells, heights, strict=True)):
            canvas.line(
                [(0, y), (width, y)], colour=style.BLUE if number < 2 else style.RULE, width=0.9 if number < 2 else 0.4
            )
            x = 0.0
            for cell, column in zip(row, columns, strict=True):
                cell_style = CELL_HEAD if number == 0 else CELL
                set_lines(page, cell, left + x + 2, top + top_of_rows + y + 2.5, cell_style)
                x += column
            y += height
        canvas.line([(0, y), (width, y)], colour=style.BLUE, width=0.9)
        canvas.commit()

    return [Slug(top_of_rows + sum(heights) + 6, draw, 11.0)]


@dataclass
class Band:
    """Slugs that share columns; a band of one column goes across the page."""

    columns: int
    slugs: list[Slug] = field(default_factory=list)

    @property
    def column_width(self) -> float:
        """Width of one column in points."""
        return (style.TEXT_WIDTH - style.GUTTER * (self.columns - 1)) / self.columns

    def height(self) -> float:
        """The least height into which the slugs go, all columns used."""
        step = 0.5
        low = max(slug.height for slug in self.slugs)
        height = max(low, self._natural() / self.columns)
        while not self._fits(height):
            height += step
        return height

    def _natural(self) -> float:
        return sum(slug.height + slug.before for slug in self.slugs) - self.slugs[0].before

    def _fits(self, height: float) -> bool:
        columns = self._split(height)
        sizes = [sum(slug.before + slug.height for slug in column) - column[0].before for column in columns]
        return len(columns) <= self.columns and max(sizes) <= height + 0.01

    def _split(self, height: float) -> list[list[Slug]]:
        columns: list[list[Slug]] = [[]]
        used = 0.0
        for group in self._groups():
            size = sum(slug.before + slug.height for slug in group)
            if columns[-1] and used + size > height + 0.01:
                columns.append([])
                used = 0.0
            used += size if columns[-1] else size - group[0].before
            columns[-1].extend(group)
        return columns

    def _groups(self) -> list[list[Slug]]:
        """Slugs that stay together."""
        groups: list[list[Slug]] = []
        joined = False
        for slug in self.slugs:
            if joined:
                groups[-1].append(slug)
            else:
                groups.append([slug])
            joined = slug.keep
        return groups

    def draw(self, page: pymupdf.Page, top: float, height: float) -> None:
        """Sets the columns, each beginning at `top`."""
        for index, column in enumerate(self._split(height)):
            y = top
            for position, slug in enumerate(column):
                y += slug.before if position else 0.0
                slug.draw(page, style.LEFT + index * (self.column_width + style.GUTTER), y)
                y += slug.height


@dataclass
class Sheet:
    """A page: bands below each other."""

    bands: list[Band] = field(default_factory=list)
    section: str = ""  # of the running head

    def draw(self, page: pymupdf.Page, top: float) -> float:
        """Sets all bands from `top` on, the room left over spread between them; returns the room left, in points.

        Raises:
            ValueError: the page is too full.
        """
        bands = [band for band in self.bands if band.slugs]
        heights = [band.height() for band in bands]
        gaps = [max(band.slugs[0].before, 9.0) for band in bands[1:]]
        left = style.BOTTOM - top - sum(heights) - sum(gaps)
        if left < 0:
            raise ValueError(f"page {page.number + 1} is {-left:.0f} points too full")
        extra = min(left / len(gaps), 9.0) if gaps else 0.0
        y = top
        for index, (band, height) in enumerate(zip(bands, heights, strict=True)):
            y += gaps[index - 1] + extra if index else 0.0
            band.draw(page, y, height)
            y += height
        return left


def words(text: str) -> int:
    """How many words a text with inline marks has."""
    return len(words_of(text, BODY))
