"""Manuals in Chinese, Japanese and Korean as PDFs with drawn figures, made from short texts.

A text has a title (`# `), headings (`## `, `### `), a paragraph a line, and figures: `! kind | caption | label;label`.
The fonts are those that every reader of PDFs has for these scripts, so that nothing is embedded.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MANUALS = Path(__file__).with_name("manuals")
"""The texts, named after what they are about and their language, and `questions.jsonl` about them."""

_FONTS = {"zh-hans": "china-s", "zh-hant": "china-t", "ja": "japan", "ko": "korea"}
_SIZES = {"# ": 20.0, "## ": 15.0, "### ": 12.5}
_BODY, _CAPTION, _LABEL = 10.5, 9.0, 8.5
_LEFT, _TOP, _WIDTH, _BOTTOM = 64.0, 60.0, 467.0, 780.0
_FIGURE_HEIGHT = 120.0
_NO_LINE_BEGINS_WITH = "。，、；：？！）」』.,ー"


def manual_names(folder: Path = MANUALS) -> list[str]:
    """The names of the texts in a folder."""
    return sorted(path.stem for path in folder.glob("*.txt"))


def draw_manual(name: str, out: Path, folder: Path = MANUALS) -> Path:
    """Draws the manual of this name; returns the path of its PDF."""
    import pymupdf

    path = out / f"{name}.pdf"
    with pymupdf.open() as document:
        sheet = _Sheet(document, _FONTS[name.rpartition(".")[2]])
        for line in (folder / f"{name}.txt").read_text(encoding="utf-8").splitlines():
            sheet.add(line)
        document.save(path)
    return path


@dataclass
class _Sheet:
    """Pages that are filled from top to bottom."""

    document: Any
    font: str
    page: Any = None
    y: float = _BOTTOM

    def add(self, line: str) -> None:
        """A line of the text: a heading, a figure or a paragraph."""
        mark = line[: line.find(" ") + 1]
        if mark in _SIZES:
            self._room(80)
            self.y += 10
            self._write([line.removeprefix(mark)], _SIZES[mark])
        elif mark == "! ":
            kind, caption, labels = (part.strip() for part in line[2:].split("|"))
            self._figure(kind, caption, labels.split(";"))
        else:
            self._write(list(_wrapped(line, _WIDTH, _BODY, by_words=self.font == "korea")), _BODY)
        self.y += 7

    def _room(self, height: float) -> None:
        if self.page is None or self.y + height > _BOTTOM:
            self.page = self.document.new_page()
            self.y = _TOP

    def _write(self, lines: Iterable[str], size: float) -> None:
        for line in lines:
            self._room(1.6 * size)
            self.y += 1.6 * size
            self._put(_LEFT, self.y, line, size)

    def _put(self, x: float, y: float, text: str, size: float) -> None:
        self.page.insert_text((x, y), text, fontname=self.font, fontsize=size)

    def _figure(self, kind: str, caption: str, labels: Sequence[str]) -> None:
        self._room(_FIGURE_HEIGHT + 40)
        top = self.y + 14
        {"blocks": self._blocks, "parts": self._parts, "curve": self._curve, "bars": self._bars, "table": self._table}[
            kind
        ](top, labels)
        self.y = top + _FIGURE_HEIGHT + 16
        self._put(_LEFT + (_WIDTH - _text_width(caption, _CAPTION)) / 2, self.y, caption, _CAPTION)
        self.y += 8

    def _blocks(self, top: float, labels: Sequence[str]) -> None:
        step = _WIDTH / len(labels)
        for number, label in enumerate(labels):
            x = _LEFT + number * step
            self.page.draw_rect((x + 8, top + 35, x + step - 18, top + 85), width=1, fill=(0.9, 0.95, 1))
            self._put(x + 12, top + 64, label, _LABEL)
            if number + 1 < len(labels):
                self.page.draw_line((x + step - 18, top + 60), (x + step + 8, top + 60), width=1.2)
                self.page.draw_line((x + step + 2, top + 56), (x + step + 8, top + 60), width=1.2)

    def _parts(self, top: float, labels: Sequence[str]) -> None:
        middle = (_LEFT + 160, top + 60)
        self.page.draw_circle(middle, 52, width=1.5, fill=(0.93, 0.93, 0.93))
        self.page.draw_circle(middle, 24, width=1)
        self.page.draw_rect((middle[0] - 75, top + 50, middle[0] + 75, top + 70), width=1, fill=(0.8, 0.85, 0.8))
        for number, label in enumerate(labels):
            y = top + 10 + number * 24
            self.page.draw_line((middle[0] + 12 * number - 20, top + 30 + 12 * number), (_LEFT + 280, y), width=0.6)
            self._put(_LEFT + 284, y + 3, label, _LABEL)

    def _curve(self, top: float, labels: Sequence[str]) -> None:
        left, bottom = _LEFT + 110, top + 100
        self.page.draw_line((left, bottom), (left + 240, bottom), width=1)
        self.page.draw_line((left, bottom), (left, top), width=1)
        points = [(left + 12 * step, bottom - 4 - 0.22 * (20 - step) ** 2) for step in range(20)]
        self.page.draw_polyline(points, color=(0.8, 0.1, 0.1), width=1.5)
        self._put(left + 200, bottom + 14, labels[0], _LABEL)
        self._put(left + 4, top + 6, labels[1], _LABEL)

    def _bars(self, top: float, labels: Sequence[str]) -> None:
        for number, label in enumerate(labels):
            x, height = _LEFT + 60 + 90 * number, 90 / (1 + 0.5 * number)
            self.page.draw_rect((x, top + 100 - height, x + 50, top + 100), width=0.8, fill=(0.3, 0.5, 0.8))
            self._put(x, top + 114, label, _LABEL)
        self.page.draw_line((_LEFT + 50, top + 100), (_LEFT + 60 + 90 * len(labels), top + 100), width=1)

    def _table(self, top: float, cells: Sequence[str]) -> None:
        for number, cell in enumerate(cells):
            x, y = _LEFT + 60 + number % 3 * 110, top + 8 + number // 3 * 26
            self.page.draw_rect((x, y, x + 110, y + 26), width=0.8)
            self._put(x + 8, y + 17, cell, _LABEL)


def _wrapped(text: str, width: float, size: float, *, by_words: bool) -> Iterator[str]:
    """The lines of a paragraph; no line begins with a sign that ends a sentence."""
    line = ""
    for piece in (part + " " for part in text.split()) if by_words else text:
        fits = _text_width((line + piece).rstrip(), size) <= width
        if fits or piece in _NO_LINE_BEGINS_WITH:
            line += piece
        else:
            yield line.rstrip()
            line = piece
    yield line.rstrip()


def _text_width(text: str, size: float) -> float:
    return sum(size if sign >= "\u1100" else 0.5 * size for sign in text)
