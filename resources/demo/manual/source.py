"""Reading `manual.md`: a few marks, turned into sheets.

# Title                       of the manual
@page 2, @columns 1           a new page, or only a new band, with so many columns
## Section, ### Subsection
- item, 1. item
@wide NAME HEIGHT             a figure across the page, its caption on the next line
@figure NAME HEIGHT           the same in a column
@table wide 0.3 0.7           a table: widths of its columns, the caption on the next line, then | rows |
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from manual.layout import (
    BODY,
    SECTION,
    SUBSECTION,
    Band,
    Drawer,
    Sheet,
    Slug,
    figure,
    heading,
    list_item,
    paragraph,
    table,
)
from manual.typesetting import SOFT_HYPHEN

_ITEM = re.compile(r"(-|\d+\.) (.*)", re.DOTALL)


@dataclass
class Manual:
    """The sheets and what is said about them: outline entries, captions, and the text of each section."""

    title: str = ""
    sheets: list[Sheet] = field(default_factory=list)
    outline: list[tuple[int, str, int]] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    sections: dict[str, str] = field(default_factory=dict)


def hyphenator(patterns: str) -> Mapping[str, str]:
    """From words like "doc-u-ment" to the same with soft hyphens."""
    return {word.replace("-", ""): word.replace("-", SOFT_HYPHEN) for word in patterns.split()}


class Reader:
    """Turns the source into sheets, block by block."""

    def __init__(self, drawers: Mapping[str, Drawer], hyphens: Mapping[str, str]) -> None:
        self._drawers = drawers
        self._hyphens = hyphens
        self._manual = Manual()
        self._columns = 1
        self._section = ""

    def read(self, source: str) -> Manual:
        """The manual; blocks of the source are parted by blank lines."""
        for block in re.split(r"\n{2,}", source.strip()):
            self._block(block)
        return self._manual

    @property
    def _band(self) -> Band:
        return self._manual.sheets[-1].bands[-1]

    def _block(self, block: str) -> None:
        first, _, rest = block.partition("\n")
        words = first.split()
        if words[0] == "#":
            self._manual.title = first[2:]
        elif words[0] == "@page":
            self._columns = int(words[1])
            self._manual.sheets.append(Sheet([Band(self._columns)]))
        elif words[0] == "@columns":
            self._columns = int(words[1])
            self._manual.sheets[-1].bands.append(Band(self._columns))
        elif words[0] in ("@wide", "@figure"):
            self._figure(words[0] == "@wide", words[1], float(words[2]), _flat(rest))
        elif words[0] == "@table":
            self._table(words[1] == "wide", [float(word) for word in words[2:]], rest)
        elif words[0] in ("##", "###"):
            self._heading(len(words[0]) - 1, first.lstrip("# "))
        else:
            self._text(_flat(block))

    def _figure(self, wide: bool, name: str, height: float, caption: str) -> None:
        self._manual.captions.append(caption)
        width = Band(1).column_width if wide else self._band.column_width
        self._add(figure(self._drawers[name], height, _bold_label(caption), width), wide)

    def _table(self, wide: bool, shares: list[float], rest: str) -> None:
        caption, _, body = rest.partition("\n")
        self._manual.captions.append(caption)
        rows = [[self._cell(cell) for cell in line.strip("| ").split("|")] for line in body.split("\n")]
        width = Band(1).column_width if wide else self._band.column_width
        self._add(table(rows, shares, _bold_label(caption), width), wide)

    @staticmethod
    def _cell(text: str) -> str:
        return text.strip().replace("'", "\u2019")

    def _add(self, slugs: list[Slug], wide: bool) -> None:
        if wide:
            self._manual.sheets[-1].bands += [Band(1, slugs), Band(self._columns)]
        else:
            self._band.slugs += slugs

    def _heading(self, level: int, text: str) -> None:
        if level == 1:
            self._section = text
            self._manual.sections[text] = ""
            self._manual.sheets[-1].section = self._manual.sheets[-1].section or text
        self._manual.outline.append((level, text, len(self._manual.sheets)))
        self._band.slugs += heading(text, self._band.column_width, SECTION if level == 1 else SUBSECTION)

    def _text(self, text: str) -> None:
        if self._section:
            self._manual.sections[self._section] += text + "\n"
        pieces = text.split("`")
        pieces[::2] = [self._prose(piece) for piece in pieces[::2]]
        hyphenated = "`".join(pieces)
        item = _ITEM.fullmatch(hyphenated)
        width = self._band.column_width
        if item:
            self._band.slugs += list_item("\u2022" if item[1] == "-" else item[1], item[2], width)
        else:
            self._band.slugs += paragraph(hyphenated, width, BODY)

    def _prose(self, text: str) -> str:
        """Text that is no code: apostrophes are turned, and long words may be hyphenated."""
        return re.sub(r"[A-Za-z]+", lambda found: self._hyphens.get(found[0], found[0]), text.replace("'", "\u2019"))


def _flat(text: str) -> str:
    return " ".join(text.split())


def _bold_label(caption: str) -> str:
    label, colon, text = caption.replace("'", "\u2019").partition(":")
    return f"**{label}{colon}**{text}"
