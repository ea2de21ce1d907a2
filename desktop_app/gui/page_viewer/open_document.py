"""The document that the page view shows, with everything that can be asked about it in a lane."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from desktop_app.domain.documents import Document, Figure, Page, PageState
from desktop_app.domain.errors import DocumentError
from desktop_app.domain.geometry import Region
from desktop_app.domain.jobs import CancelToken
from desktop_app.domain.page_content import OutlineEntry
from desktop_app.domain.page_text import PageHits, PageText
from desktop_app.domain.ports import Library, RenderedPage, Workspace
from desktop_app.gui.page_viewer.page_geometry import PageGeometry
from desktop_app.gui.page_viewer.recognised_text import RecognisedPages
from desktop_app.support.text_finding import folded

_REPORT_S = 0.05


@dataclass(frozen=True, slots=True)
class Searched:
    """So many pages have been searched, and what was found on the latest of them."""

    pages: int
    found: tuple[PageHits, ...]


class OpenDocument:
    """A document of the library and the file it was read from; every method is for a lane.

    Attributes:
        document: as the library has it.
        pages: all of them, in order.
        geometry: where they stand.
        has_changed: whether the file is another one than the library has read, as far as its size tells.
    """

    def __init__(self, workspace: Workspace, document: Document, pages: Sequence[Page]) -> None:
        self.document = document
        self.pages = tuple(pages)
        self.geometry = PageGeometry(self.pages)
        self._reader = workspace.reader
        self._library: Library = workspace.library
        self._path = Path(document.path)
        self.has_changed = bool(document.size) and _size_of(self._path) not in (None, document.size)
        self._states = {page.number: page.state for page in pages}
        self._recognised = RecognisedPages(self._library, document.id)

    def render(self, number: int, scale: float) -> RenderedPage:
        """The picture of a page at `scale` pixels a point; raises `DocumentError`."""
        return self._reader.render_page(self._path, number, scale)

    def is_recognised(self, number: int) -> bool:
        """Whether a page's text comes from text recognition: then only its paragraphs have places."""
        return self._states.get(number) is PageState.OCR

    def text(self, number: int) -> PageText:
        """The words and links of a page, recognised ones too; raises `DocumentError`."""
        text = self._reader.page_text(self._path, number)
        return self._recognised.merged(number, text) if self.is_recognised(number) else text

    def figure_at(self, region: Region) -> Figure | None:
        """The figure of the library that a region shows, if it shows one and little else."""
        return self._recognised.figure_at(region)

    def find(self, query: str, first: int, cancel: CancelToken) -> Iterator[Searched]:
        """Where a query stands, from page `first` to the end and then from the beginning.

        Raises:
            DocumentError: the file can't be opened any more.
            Cancelled: within a second of `cancel` being set.
        """
        wanted = folded(query)
        numbers = [page.number for page in self.pages]
        order = [*(n for n in numbers if n >= first), *(n for n in numbers if n < first)]
        done, told, found = 0, time.monotonic(), list[PageHits]()
        for hits in self._hits(order, wanted, cancel):
            done += 1
            if hits.hits or hits.failed:
                found.append(hits)
            if time.monotonic() - told > _REPORT_S:
                yield Searched(done, tuple(found))
                told, found = time.monotonic(), []
        yield Searched(done, tuple(found))

    def _hits(self, order: Sequence[int], query: str, cancel: CancelToken) -> Iterator[PageHits]:
        for recognised, numbers in groupby(order, self.is_recognised):
            if not recognised:
                yield from self._reader.find_text(self._path, list(numbers), query, cancel)
                continue
            for number in numbers:
                cancel.raise_if_cancelled()
                yield self._recognised.hits(number, self._text_of_file(number), query)

    def _text_of_file(self, number: int) -> PageText:
        try:
            return self._reader.page_text(self._path, number)
        except DocumentError:
            return PageText()

    def outline(self) -> tuple[OutlineEntry, ...]:
        """The bookmarks of the file, or else the headings that the library has.

        Raises:
            DocumentError: the file can't be opened.
        """
        return self._reader.outline(self._path) or tuple(self._headings())

    def _headings(self) -> Iterator[OutlineEntry]:
        before: tuple[str, ...] = ()
        for passage in self._library.document_passages(self.document.id):
            path = passage.heading_path
            same = next((i for i, pair in enumerate(zip(path, before, strict=False)) if pair[0] != pair[1]), None)
            shared = min(len(path), len(before)) if same is None else same
            for level, title in enumerate(path[shared:], shared + 1):
                yield OutlineEntry(level, title, passage.page)
            before = path


def _size_of(path: Path) -> int | None:
    """A file's size in bytes, or None where it is not there: then its pages say so."""
    try:
        return path.stat().st_size
    except OSError:
        return None
