"""Shows what an answer points at: pages beside it, figures over it, reports and addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from desktop_app.domain.conversation import Citation, PlacedFigure
from desktop_app.domain.documents import Document, Figure
from desktop_app.domain.geometry import Region

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop_app.gui.chat.turn_view import TurnView
    from desktop_app.gui.library.library_model import Entry
    from desktop_app.gui.main_window import MainWindow
    from desktop_app.ingestion.figure_report import FigureReport

_NARROW = 1180
_WEB = ("http", "https")


class Places(QObject):
    """Joins citations, figures and rows of the library to the pages and the figure viewer."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._before: QWidget | None = None
        window.part_made.connect(self._join)
        window.library.reported.connect(self._show_report)
        window.library_panel.opened.connect(self._show_entry)

    def _join(self, part: str) -> None:
        window = self._window
        if part == "pages":
            window.chat.busy_changed.connect(self._leave_earlier_place)
            window.pages.closed.connect(self.close_pages)
            window.pages.failed.connect(window.notices.tell_error)
            window.pages.link_opened.connect(self.open_link)
            window.pages.region_asked.connect(window.composer.ask_about_picture)
            window.pages.quote_asked.connect(window.composer.ask_about_words)
            window.library.removed.connect(window.pages.forget)
        elif part == "viewer":
            window.viewer.page_wanted.connect(self.show_figure)
            window.viewer.failed.connect(window.notices.tell_error)

    def watch(self, turn: TurnView) -> None:
        """Follows what is clicked in an answer."""
        turn.citation_opened.connect(self._show_citation)
        turn.figure_page_wanted.connect(lambda placed: self.show_figure(placed.figure, placed.document))
        turn.figure_opened.connect(lambda placed: self._open_figure(turn, placed))
        turn.link_opened.connect(self.open_link)

    def show(self, document: Document, regions: Sequence[Region]) -> None:
        """Opens the pages on the right; a narrow window hides the side list for it."""
        window = self._window
        if not window.pages.isVisible():
            self._before = window.focusWidget()
            window.pages.show()
            if window.width() < _NARROW:
                if window.sidebar.isAncestorOf(window.focusWidget()):
                    window.pages.view.setFocus()
                window.sidebar.hide()
        window.pages.show_place(document, regions)

    def show_figure(self, figure: Figure, document: Document) -> None:
        """Opens the page a figure is on, with the figure marked."""
        self.show(document, (figure.region,))

    def close_pages(self) -> None:
        """Closes the pages on the right; the focus goes back to where they were opened from."""
        window, before = self._window, self._before
        had_focus = window.pages.isAncestorOf(window.focusWidget())
        if window.width() < _NARROW:
            window.sidebar.show()
        if had_focus:
            known = before is not None and isValid(before) and before.isVisible()
            (before if known and before is not None else window.composer.field).setFocus()
        window.pages.hide()

    def open_link(self, address: str) -> None:
        """Asks, then opens an address in the browser."""
        window = self._window
        if window.confirm(self.tr("Open this address in your browser?"), address, self.tr("Open")):
            window.open_address(address)

    def _leave_earlier_place(self, answering: bool) -> None:
        """A new question: the pages stay where they are, but no place is marked as if it were of the new answer."""
        if answering:
            self._window.pages.view.mark(())

    def _show_citation(self, citation: Citation) -> None:
        self.show(citation.document, citation.regions)

    def _show_entry(self, entry: Entry) -> None:
        if entry.document is not None:
            self.show(entry.document, ())

    def _show_report(self, entry: Entry, report: FigureReport) -> None:
        from desktop_app.gui.library.document_report import DocumentReport

        dialog = DocumentReport(report, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.place_wanted.connect(self.show)
        dialog.again_wanted.connect(lambda: self._window.library.retry([entry]))
        dialog.show()

    def _open_figure(self, turn: TurnView, placed: PlacedFigure) -> None:
        workspace = self._window.workspace
        if workspace is None:
            return
        shown = [card.placed for card in turn.figure_blocks]
        index = next((i for i, each in enumerate(shown) if each.figure.id == placed.figure.id), 0)
        figures = [(each.figure, each.document) for each in shown]
        self._window.viewer.open(figures, index, workspace.library.picture)


def open_in_browser(address: str) -> bool:
    """Hands an http or https address to the system's browser; other schemes never."""
    url = QUrl(address)
    return url.scheme().lower() in _WEB and QDesktopServices.openUrl(url)
