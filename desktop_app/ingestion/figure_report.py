"""What became of the graphics of a document: figures by kind, what was left out and why, pages that failed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from desktop_app.domain.documents import Document, FigureKind, LeftOut, Page, PageState
from desktop_app.domain.ports import LibraryView


@dataclass(frozen=True, slots=True)
class FigureReport:
    """The report of one document.

    Attributes:
        found: how many figures there are of each kind; kinds without one are left out.
        left_out: the graphics that are no figures, page by page.
        failed: the pages that could not be read; their reason is in the page.
    """

    document: Document
    found: dict[FigureKind, int]
    left_out: tuple[LeftOut, ...]
    failed: tuple[Page, ...]

    @property
    def reasons(self) -> dict[str, list[int]]:
        """The pages on which graphics were left out, by reason, the most frequent reason first; one entry each."""
        pages: dict[str, list[int]] = {}
        for graphic in self.left_out:
            pages.setdefault(graphic.reason, []).append(graphic.region.page)
        return dict(sorted(pages.items(), key=lambda item: (-len(item[1]), item[0])))


def figure_report(library: LibraryView, document: Document) -> FigureReport:
    """What was found in a document of the library, and what was not."""
    kinds = Counter(figure.kind for figure in library.all_figures(document.id))
    return FigureReport(
        document=document,
        found={kind: kinds[kind] for kind in FigureKind if kinds[kind]},
        left_out=tuple(library.left_out(document.id)),
        failed=tuple(page for page in library.pages(document.id) if page.state is PageState.FAILED),
    )
