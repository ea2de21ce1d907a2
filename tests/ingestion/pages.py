"""Pages drawn by hand for the tests: lines of text, paragraphs, images and plots at given places."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from desktop_app.domain.geometry import Box
from desktop_app.domain.page_content import Drawing, ImagePlacement, PageAnalysis, PageContent, TextLine
from desktop_app.ingestion.page_analysis import Analyser

SENTENCE = "The quick brown fox jumps over the lazy dog and runs home again"
LEADING = 12.0


class PageBuilder:
    """Collects what stands on a page of 600 by 800 points; letters are 0.5 of their size wide."""

    def __init__(self, number: int = 3) -> None:
        self.number = number
        self.lines: list[TextLine] = []
        self.images: list[ImagePlacement] = []
        self.drawings: list[Drawing] = []
        self.ink: list[Box] = []
        self._block = 0

    def line(
        self, x: float, y: float, text: str, size: float = 10.0, *, same: bool = False, **style: Any
    ) -> PageBuilder:
        """A line in a block of its own, or in the block of the line before."""
        self._block += not same
        width = style.pop("width", 0.5 * size * len(text))
        tall = style.pop("tall", size)
        self.lines.append(TextLine(text, Box(x, y, x + width, y + tall), size, block=self._block, **style))
        return self

    def text(self, x: float, y: float, *texts: str, size: float = 10.0, **style: Any) -> PageBuilder:
        """Lines below each other in one block."""
        for number, text in enumerate(texts):
            self.line(x, y + 1.2 * size * number, text, size, same=number > 0, **style)
        return self

    def prose(self, x: float, y: float, rows: int = 3, width: float = 400.0) -> PageBuilder:
        """A paragraph of sentences."""
        return self.text(x, y, *[SENTENCE] * rows, width=width)

    def image(self, x0: float, y0: float, x1: float, y1: float, digest: str = "photo") -> PageBuilder:
        self.images.append(ImagePlacement(Box(x0, y0, x1, y1), 400, 300, f"{digest}{len(self.images)}"))
        return self

    def draw(self, x0: float, y0: float, x1: float, y1: float, **paint: Any) -> PageBuilder:
        self.drawings.append(Drawing(Box(x0, y0, x1, y1), **{"filled": False, "stroked": True, **paint}))
        return self

    def plot(self, x0: float, y0: float, x1: float, y1: float) -> PageBuilder:
        """Axes and curves that fill the box."""
        self.draw(x0, y0, x0 + 1, y1, straight=True).draw(x0, y1 - 1, x1, y1, straight=True)
        for number in range(4):
            self.draw(x0 + 4 * number, y0, x1, y1 - 4 * number, segments=20)
        return self

    def build(self) -> PageContent:
        return PageContent(
            self.number, 600.0, 800.0, 0, tuple(self.lines), tuple(self.images), tuple(self.drawings), tuple(self.ink)
        )

    def analysis(self, others: Sequence[PageContent] = ()) -> PageAnalysis:
        """What the analyser makes of the page, with a profile learned from it and from others."""
        content = self.build()
        analyser = Analyser()
        return analyser.analyse(content, analyser.profile([content, *others]))
