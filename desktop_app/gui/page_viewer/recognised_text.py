"""The text of pages that were read by text recognition: the library has their paragraphs, the file has not."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from desktop_app.domain.documents import Figure
from desktop_app.domain.geometry import Box, Region
from desktop_app.domain.page_text import PageHits, PageText, TextHit, TextWord
from desktop_app.domain.ports import LibraryView
from desktop_app.support.text_finding import find_in_lines

_SAME_PLACE = 0.5
_SAME_FIGURE = 0.7
_MOST_HITS = 500


class RecognisedPages:
    """The paragraphs of a document's pages as selectable text; for use in a lane, never in the window's thread.

    No finer places than those of paragraphs are kept, so a whole paragraph counts as a word.
    """

    def __init__(self, library: LibraryView, document_id: str) -> None:
        self._library = library
        self._document_id = document_id

    def merged(self, number: int, text: PageText) -> PageText:
        """The page's text from the file, and the paragraphs of the library where the file has none."""
        known = [word.box for word in text.words]
        line = 1 + max((word.line for word in text.words), default=0)
        block = 1 + max((word.block for word in text.words), default=0)
        added: list[TextWord] = []
        for words, box in self._paragraphs(number):
            if not any(each.share_inside(box) > _SAME_PLACE for each in known):
                added.append(TextWord(words, box, line + len(added), block + len(added)))
        return PageText((*text.words, *added), text.links)

    def hits(self, number: int, text: PageText, query: str) -> PageHits:
        """Where a query that is `folded` stands on such a page; the boxes are those of words or whole paragraphs."""
        words = self.merged(number, text).words
        found = find_in_lines([word.text for word in words], query, _MOST_HITS)
        boxes = (tuple(dict.fromkeys(words[index].box for index, _, _ in pieces)) for pieces in found)
        return PageHits(number, tuple(TextHit(each) for each in boxes))

    def _paragraphs(self, number: int) -> list[tuple[str, Box]]:
        """Texts with their boxes, as they stand below each other where captions come in."""
        found: list[tuple[str, Box]] = []
        for passage in self._library.page_passages(self._document_id, number):
            for paragraph, region in zip(passage.text.split("\n\n"), passage.regions, strict=False):
                if region.page == number:
                    found.append((paragraph, region.box))
        for figure in self._figures.get(number, ()):
            if figure.caption:
                found.append((figure.caption, figure.caption_box or figure.box))
        return found

    def figure_at(self, region: Region) -> Figure | None:
        """The figure of the library that a region of a page shows, if it shows one and little else."""
        figures = self._figures.get(region.page, ())
        best = max(figures, key=lambda figure: figure.box.iou(region.box), default=None)
        return best if best is not None and best.box.iou(region.box) >= _SAME_FIGURE else None

    @cached_property
    def _figures(self) -> dict[int, Sequence[Figure]]:
        by_page: dict[int, list[Figure]] = {}
        for figure in self._library.all_figures(self._document_id):
            by_page.setdefault(figure.page, []).append(figure)
        return dict(by_page)
