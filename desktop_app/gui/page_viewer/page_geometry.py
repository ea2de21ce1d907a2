"""Where the pages of a document stand below one another, at any scale: quick also for thousands of pages."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from desktop_app.domain.documents import Page
from desktop_app.domain.geometry import Box, as_displayed

GAP = 14.0
"""Device-independent pixels above, between and below pages; they do not grow with the scale."""

_A4 = (595.0, 842.0)
_LEAST_SIDE = 1.0


class PageGeometry:
    """Pages by their index from 0; sizes in points as shown, places in device-independent pixels at a scale.

    Args:
        pages: of the document, in order.
        turn: by how many degrees clockwise all are turned in addition to their own rotation; a multiple of 90.
    """

    def __init__(self, pages: Sequence[Page] = (), turn: int = 0) -> None:
        self.pages = tuple(pages)
        self.turn = turn % 360
        # A page that could not be read has no size: it gets that of the first one that has.
        known = ((page.width, page.height) for page in self.pages if min(page.width, page.height) >= _LEAST_SIDE)
        self._usual = next(known, _A4)
        self._sizes = [self._shown_size(page) for page in self.pages]
        self._above = [0.0, *accumulate(height for _, height in self._sizes)]
        self._indexes = {page.number: index for index, page in enumerate(self.pages)}
        self.widest = max((width for width, _ in self._sizes), default=_A4[0])

    def __len__(self) -> int:
        return len(self.pages)

    def _rotation(self, page: Page) -> int:
        return (page.rotation + self.turn) % 360

    def _plain_size(self, page: Page) -> tuple[float, float]:
        """Of the unrotated page."""
        return (page.width, page.height) if min(page.width, page.height) >= _LEAST_SIDE else self._usual

    def _shown_size(self, page: Page) -> tuple[float, float]:
        width, height = self._plain_size(page)
        return (height, width) if self._rotation(page) % 180 == 90 else (width, height)

    def size(self, index: int) -> tuple[float, float]:
        """Width and height of a page as it is shown."""
        return self._sizes[index]

    def index_of(self, number: int) -> int | None:
        """The index of the page with this number."""
        return self._indexes.get(number)

    def top(self, index: int, scale: float) -> float:
        """The upper edge of a page, from the upper end of the desk."""
        return GAP * (index + 1) + self._above[index] * scale

    def height(self, scale: float) -> float:
        """Of the whole desk."""
        return GAP * (len(self.pages) + 1) + self._above[-1] * scale

    def index_at(self, y: float, scale: float) -> int:
        """The last page that begins above `y` or there; 0 above all of them."""
        first, end = 0, len(self.pages)
        while end - first > 1:
            middle = (first + end) // 2
            if self.top(middle, scale) <= y:
                first = middle
            else:
                end = middle
        return first

    def between(self, top: float, bottom: float, scale: float) -> range:
        """The indexes of the pages of which something stands between two heights."""
        if not self.pages:
            return range(0)
        return range(self.index_at(top, scale), self.index_at(bottom, scale) + 1)

    def shown(self, index: int, box: Box) -> Box:
        """Where a box of the unrotated page stands on the page as it is shown."""
        page = self.pages[index]
        return as_displayed(box, *self._plain_size(page), self._rotation(page))

    def unshown(self, index: int, box: Box) -> Box:
        """The box of the unrotated page that is shown here."""
        return as_displayed(box, *self.size(index), 360 - self._rotation(self.pages[index]))
