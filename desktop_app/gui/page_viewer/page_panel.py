"""The right side of the window: one document's pages, with what is needed to read, search and ask about them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication, QImage, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from desktop_app.domain.documents import Document, Figure, Page
from desktop_app.domain.geometry import Region
from desktop_app.domain.jobs import CancelToken
from desktop_app.domain.page_text import PageLink, TextWord
from desktop_app.domain.ports import Workspace
from desktop_app.gui.background.job import Job
from desktop_app.gui.background.lane import Lane
from desktop_app.gui.page_viewer.document_finder import DocumentFinder
from desktop_app.gui.page_viewer.open_document import OpenDocument
from desktop_app.gui.page_viewer.page_actions import PageAction, PageHint
from desktop_app.gui.page_viewer.page_bar import PageBar
from desktop_app.gui.page_viewer.page_hand import PageHand
from desktop_app.gui.page_viewer.page_menu import page_menu
from desktop_app.gui.page_viewer.page_quotes import PageQuotes
from desktop_app.gui.page_viewer.page_texts import PageTexts
from desktop_app.gui.page_viewer.page_view import PageView
from desktop_app.gui.page_viewer.search_bar import SearchBar
from desktop_app.gui.page_viewer.side_strip import SideStrip
from desktop_app.gui.page_viewer.text_selection import as_prose, as_set
from desktop_app.gui.page_viewer.visited_places import Place, VisitedPlaces
from desktop_app.gui.text_tools import one_line

_LONGEST_QUOTE = 1_500
_COPY, _QUOTE, _SEARCH = "copy", "quote", "search"


def open_in_system(path: Path) -> bool:
    """Hands a file to the program that the system has for it."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


class PagePanel(QWidget):
    """Opens documents at a place.

    Attributes:
        open_file: hands the document's file to another program; only called after a click on that.

    Signals:
        closed: the user closed the panel.
        failed: an error to be told to the user.
        crashed: a bug.
        shown: a document's pages are on screen and the place is marked.
        region_asked: the picture of a region that a question is about, and where it is from.
        figure_asked: a figure that a question is about, and its document.
        quote_asked: words that a question is about, with where they are from.
        told: something to be read out: a hint, how a search ended, which hit is looked at.
        link_opened: an address that a link of the document leads to was clicked.
    """

    closed = Signal()
    failed = Signal(object)
    crashed = Signal(object)
    shown = Signal()
    region_asked = Signal(QImage, str)
    figure_asked = Signal(object, object)
    quote_asked = Signal(str)
    told = Signal(str)
    link_opened = Signal(str)

    def __init__(
        self, calls: Lane, pages: Lane, parent: QWidget | None = None, *, searches: Lane | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("pagePanel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._calls = calls
        self._workspace: Workspace | None = None
        self._source: OpenDocument | None = None
        self._places = VisitedPlaces()
        self._told_recognised: set[str] = set()
        self._wanted = 0
        self.open_file: Callable[[Path], bool] = open_in_system
        self.bar = PageBar(self)
        self.view = PageView(pages, self)
        self.texts = PageTexts(pages, self)
        self.hand = PageHand(self.view, self.texts)
        self.finder = DocumentFinder(searches or pages, self)
        self.search = SearchBar(self.finder, self)
        self.strip = SideStrip(pages, self)
        self.hint = PageHint(self.view)
        self._quotes = PageQuotes(pages, self.texts, self)
        self.number, self.close_button = self.bar.number, self.bar.close_button
        self._lay_out()
        self._make_actions()
        self._connect()

    def _lay_out(self) -> None:
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self.strip)
        body.addWidget(self.view, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.search)
        column.addLayout(body, 1)

    def _make_actions(self) -> None:
        self.copy_action = PageAction(self.tr("Copy"), self, self.copy)
        self.quote_action = PageAction(self.tr("Ask about these words"), self, self.ask_about_words)
        self.select_action = PageAction(self.tr("Select the text of this page"), self, self.hand.select_page)
        self.region_action = PageAction(
            self.tr("Ask about a region of the page"), self, self.toggle_region, keys="Ctrl+E"
        )
        self.search_action = PageAction(
            self.tr("Search in this document"), self, self.begin_search, keys="Ctrl+F", everywhere=True
        )
        self.back_action = PageAction(self.tr("Back"), self, self.go_back, keys="Alt+Left")
        self.forward_action = PageAction(self.tr("Forward"), self, self.go_forward, keys="Alt+Right")
        self.strip_action = PageAction(
            self.tr("Small pages and contents"), self, lambda: self.show_strip(self.strip.isHidden()), keys="F4"
        )
        width = PageAction(self.tr("Fit the width"), self, self.view.fit_width)
        whole = PageAction(self.tr("Fit the page"), self, self.view.fit_page)
        turn = PageAction(self.tr("Turn to the right"), self, self.turn_right, keys="Ctrl+Shift+R")
        elsewhere = PageAction(self.tr("Open in another program"), self, self.open_elsewhere)
        PageAction(self.tr("Next hit"), self, self.search.next, keys="F3", everywhere=True)
        PageAction(self.tr("Previous hit"), self, self.search.previous, keys="Shift+F3", everywhere=True)
        PageAction(self.tr("Go to page"), self, self.edit_number, keys="Ctrl+Shift+G")
        menu = self.bar.menu
        for group in (
            (self.back_action, self.forward_action),
            (width, whole, turn),
            (self.search_action, self.strip_action),
            (self.select_action, self.region_action),
            (elsewhere,),
        ):
            menu.addActions(group)
            menu.addSeparator()
        menu.aboutToShow.connect(self._show_actions)

    def _connect(self) -> None:
        bar, view, hand = self.bar, self.view, self.hand
        bar.number.valueChanged.connect(self.go_to_page)
        bar.close_button.clicked.connect(self.closed)
        bar.smaller.clicked.connect(view.zoom_out)
        bar.larger.clicked.connect(view.zoom_in)
        bar.strip_button.clicked.connect(self.show_strip)
        bar.search_button.clicked.connect(self.begin_search)
        bar.region_button.clicked.connect(self.toggle_region)
        view.page_changed.connect(bar.show_page)
        view.page_changed.connect(self.strip.follow)
        view.page_changed.connect(self._describe)
        view.zoom_changed.connect(self._describe)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._show_menu)
        hand.drawing_changed.connect(bar.region_button.setChecked)
        hand.drawing_changed.connect(self._explain_drawing)
        hand.drawn.connect(self._ask_about_region)
        hand.link_followed.connect(self.follow_link)
        hand.copy_wanted.connect(self.copy)
        hand.dropped.connect(self._explain_selection)
        self.search.find_wanted.connect(lambda words: self.finder.find(words, view.current_page))
        self.search.closed.connect(view.setFocus)
        self.search.said.connect(self.told)
        self.hint.said.connect(self.told)
        self.finder.moved.connect(self._show_hit)
        self.finder.changed.connect(self._show_hits)
        self.strip.page_chosen.connect(self.go_to_page)
        self._quotes.words_ready.connect(self._take_words)
        self._quotes.picture_ready.connect(self._take_picture)
        self._quotes.figure_ready.connect(self._take_figure)
        self.finder.failed.connect(self.failed)
        self._quotes.failed.connect(self.failed)
        for part in (view, self.texts, self.finder, self.strip, self._quotes):
            part.crashed.connect(self.crashed)

    # Documents

    def set_workspace(self, workspace: Workspace) -> None:
        """From now on pages can be shown."""
        self._workspace = workspace

    @property
    def document(self) -> Document | None:
        """The document that is shown."""
        return self._source.document if self._source is not None else None

    def show_place(self, document: Document, regions: Sequence[Region]) -> None:
        """Shows a document, scrolled to the first region, with all of them marked."""
        self._leave()
        self._open(document, lambda: self.view.mark(regions))

    def _open(self, document: Document, then: Callable[[], object]) -> None:
        """Shows a document, if it is not there already, and then does something with its pages."""
        workspace = self._workspace
        if workspace is None:
            return
        self._wanted += 1
        wanted = self._wanted
        if self.document is not None and self.document.id == document.id and self.view.pages:
            then()
            self.shown.emit()
            return

        def work(_cancel: CancelToken) -> Iterator[object]:
            pages: Sequence[Page] = workspace.library.pages(document.id)
            yield OpenDocument(workspace, document, pages)

        def take(source: object) -> None:
            if isinstance(source, OpenDocument) and wanted == self._wanted:
                self._show(source)
                then()
                self.bar.show_page(self.view.current_page)
                self.shown.emit()

        job = Job(work)
        job.yielded.connect(take)
        job.failed.connect(self.failed)
        job.crashed.connect(self.crashed)
        self._calls.submit(job)

    def _show(self, source: OpenDocument) -> None:
        document = source.document
        self._source = source
        self.bar.show_document(document.title or document.name, document.path, len(source.pages))
        self.search.close_search()
        self.hand.forget()
        self.view.show_document(source.geometry, source.render)
        self.texts.show(source)
        self.finder.show(source)
        self.strip.show_document(source)
        if source.has_changed:
            self.hint.say(
                self.tr(
                    "This file has changed since it was read: marked places may be elsewhere now. "
                    "Choose “Read again” for it in the library."
                )
            )

    def forget(self, document_ids: Sequence[str]) -> None:
        """Closes when the document that is shown was removed."""
        self._places.forget(frozenset(document_ids))
        if self.document is not None and self.document.id in document_ids:
            self._source = None
            self.closed.emit()

    def open_elsewhere(self) -> None:
        """Opens the file in the program that the system has for it."""
        if self._source is not None and not self.open_file(Path(self._source.document.path)):
            self.hint.say(self.tr("The system has no program for this file, or the file is not there any more."))

    # Moving about

    def _now(self) -> Place | None:
        number, share = self.view.place
        return Place(self._source.document, number, share) if self._source is not None and number else None

    def _leave(self) -> None:
        now = self._now()
        if now is not None:
            self._places.leave(now)

    def go_to_page(self, number: int) -> None:
        """Goes to the top of a page; one can go back."""
        self._leave()
        self.view.go_to_page(number)

    def go_back(self) -> None:
        """Goes to where the reader was before the last jump."""
        self._go(self._places.back)

    def go_forward(self) -> None:
        """Goes to where the reader came back from."""
        self._go(self._places.forward)

    def _go(self, step: Callable[[Place], Place | None]) -> None:
        now = self._now()
        place = step(now) if now is not None else None
        if place is not None:
            self._open(place.document, lambda: self.view.go_to_place(place.page, place.share))

    def follow_link(self, link: PageLink) -> None:
        """Goes to the page a link leads to, or asks about the address."""
        if link.page:
            self.go_to_page(link.page)
        elif QUrl(link.address).scheme().lower() in {"http", "https"}:
            self.link_opened.emit(link.address)
        else:
            address = one_line(link.address, 200)
            self.hint.say(
                self.tr("This link leads to “{address}”, which is not opened from here.").format(address=address)
            )

    def edit_number(self) -> None:
        """Lets a page number be typed."""
        self.number.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.number.selectAll()

    def turn_right(self) -> None:
        """Turns the pages by a quarter."""
        self.view.turn_right()
        self.hand.set_draws(False)

    def show_strip(self, shown: bool) -> None:
        """Shows or hides the strip beside the pages."""
        self.strip.setVisible(shown)
        self.bar.strip_button.setChecked(shown)
        if shown:
            self.strip.follow(self.view.current_page)

    def _describe(self) -> None:
        """Says to screen readers which page is looked at, and how large; who uses keys will want its text."""
        if self.view.hasFocus():
            self.texts.want([self.view.current_page])
        percent = round(100 * self.view.zoom)
        words = self.tr("Page {page} of {pages}, {percent} %")
        self.view.setAccessibleDescription(
            words.format(page=self.view.current_page, pages=len(self.view.pages), percent=percent)
        )

    # Searching

    def begin_search(self) -> None:
        """Opens the search, with the selected words where there are a few."""
        self._leave()
        self.search.open_search()
        if self._source is not None and self.hand.selection is not None:
            self._quotes.take_words(self._source, self.hand.selection, _SEARCH)

    def _show_hit(self, regions: tuple[Region, ...]) -> None:
        self.view.marks.found = regions
        self.view.scroll_to(regions[0])

    def _show_hits(self) -> None:
        marks = self.view.marks
        marks.hits = self.finder.boxes
        if not self.finder.position:
            marks.found = ()
        self.view.viewport().update()

    # Words and regions

    def copy(self) -> None:
        """Copies the selected words."""
        self._take_selection(_COPY)

    def ask_about_words(self) -> None:
        """Puts the selected words into the question."""
        self._take_selection(_QUOTE)

    def _take_selection(self, purpose: str) -> None:
        if self._source is None or self.hand.selection is None:
            self.hint.say(self.tr("Nothing is selected. Drag over words, or press Ctrl+A for a whole page."))
            return
        self._quotes.take_words(self._source, self.hand.selection, purpose)

    def _take_words(self, pages: list[list[TextWord]], purpose: str) -> None:
        filled = [words for words in pages if words]
        if not filled:
            self._say_no_text()
        elif purpose == _COPY:
            QGuiApplication.clipboard().setText("\n\n".join(map(as_set, filled)))
            self.hint.say(self.tr("Copied."))
        elif purpose == _SEARCH:
            words = one_line(" ".join(map(as_prose, filled)))
            if len(words) <= 60:
                self.search.open_search(words)
        else:
            self._quote(" ".join(map(as_prose, filled)))

    def _quote(self, words: str) -> None:
        selection, source = self.hand.selection, self._source
        if selection is not None and source is not None:
            quote = self.tr("“{words}” ({place})")
            self.quote_asked.emit(
                quote.format(words=one_line(words, _LONGEST_QUOTE), place=self._place_name(source, selection.pages[0]))
            )

    @property
    def place_in_words(self) -> str:
        """Which page of which document is shown."""
        return self._place_name(self._source, self.view.current_page) if self._source is not None else ""

    def _place_name(self, source: OpenDocument, page: int) -> str:
        name = one_line(source.document.title or source.document.name, 80)
        return self.tr("page {page} of {document}").format(page=page, document=name)

    def toggle_region(self) -> None:
        """From now on a drag, or the keys, choose a region to ask about; or no longer."""
        self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.hand.set_draws(not self.hand.draws)

    def _ask_about_region(self, region: Region) -> None:
        if self._source is not None:
            self._quotes.take_picture(self._source, region, self.view.turn)

    def _take_picture(self, picture: QImage, region: Region) -> None:
        if self._source is not None and not picture.isNull():
            document = one_line(self._source.document.title or self._source.document.name, 50)
            words = self.tr("Page {page} of {document}").format(page=region.page, document=document)
            self.region_asked.emit(picture, words)

    def _take_figure(self, figure: Figure) -> None:
        if self._source is not None and figure.document_id == self._source.document.id:
            self.figure_asked.emit(figure, self._source.document)

    # Hints and menus

    def _say_no_text(self) -> None:
        self.hint.say(
            self.tr("There is no text here that could be selected. A region can be asked about as a picture.")
        )

    def _explain_drawing(self, draws: bool) -> None:
        words = self.tr(
            "Drag a frame around what you ask about. Or move the frame with the arrow keys, change its size "
            "with Shift, and press Enter. Escape ends it."
        )
        if draws:
            self.hint.say(words)
        else:
            self.hint.take_back(words)

    def _explain_selection(self) -> None:
        """Says why nothing was selected, or why so much was."""
        source, selection = self._source, self.hand.selection
        if source is None or selection is None:
            return
        texts = [self.texts.get(page) for page in selection.pages[:3]]
        if all(text is not None and not text.words for text in texts):
            self._say_no_text()
        elif source.is_recognised(selection.head.page) and source.document.id not in self._told_recognised:
            self._told_recognised.add(source.document.id)
            self.hint.say(self.tr("The text of this page was read from a picture: it is selected by whole paragraphs."))

    def _show_actions(self) -> None:
        self.back_action.setEnabled(self._places.can_go_back)
        self.forward_action.setEnabled(self._places.can_go_forward)

    def _show_menu(self, at: QPoint) -> None:
        menu = self.context_menu(at)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.view.viewport().mapToGlobal(at))

    def context_menu(self, at: QPoint) -> QMenu:
        """What can be done at a point of the view."""
        self._show_actions()
        return page_menu(self, at)

    # Qt

    def _leave_something(self) -> bool:
        """Ends what is under way, the latest first; returns whether there was anything."""
        if self.hand.draws:
            self.hand.set_draws(False)
        elif not self.search.isHidden():
            self.search.close_search()
        elif self.hand.selection is not None:
            self.hand.select(None)
        else:
            return False
        return True

    def event(self, event: QEvent) -> bool:
        """Claims Escape before the window does, while there is something to end here."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            busy = self.hand.draws or not self.search.isHidden() or self.hand.selection is not None
            if event.key() == Qt.Key.Key_Escape and busy:
                event.accept()
                return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leaves the pages enough room."""
        super().resizeEvent(event)
        self.strip.fit_into(self.width())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape ends the search, the selection or the drawing of a region, else it closes the pages."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif not self._leave_something():
            self.closed.emit()
