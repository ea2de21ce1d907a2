"""Fills the gallery from the library and runs its searches: off the event loop, the next one ends the one before."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.domain.documents import DocumentStatus
from desktop_app.domain.errors import ImageRefError
from desktop_app.domain.jobs import CancelToken
from desktop_app.domain.picture_queries import FigureQuery, PictureSearched, PicturesTakenIn
from desktop_app.domain.ports import Workspace
from desktop_app.gui.background.job import Job
from desktop_app.gui.background.lane import Lane
from desktop_app.gui.gallery.gallery_model import GalleryModel, KindFilter, gallery_item
from desktop_app.gui.gallery.gallery_page import GalleryPage
from desktop_app.gui.numbers import number
from desktop_app.gui.use_cases import UseCases

_DEBOUNCE_MS = 250
_SEARCHED = {DocumentStatus.READY, DocumentStatus.PARTIAL}


class GalleryController(QObject):
    """Keeps the page in step with the library and with what is looked for.

    Signals:
        failed: an error to be told to the user.
        crashed: a bug.
        settled: what was asked for is on screen.
        searching: a search is about to begin.
    """

    failed = Signal(object)
    crashed = Signal(object)
    settled = Signal()
    searching = Signal()

    def __init__(
        self, model: GalleryModel, page: GalleryPage, calls: Lane, searches: Lane, use_cases: UseCases, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._page = page
        self._calls = calls
        self._searches = searches
        self._use_cases = use_cases
        self._workspace: Workspace | None = None
        self._loading: Job | None = None
        self._search: Job | None = None
        self._certain = True
        self._progress = ""
        self._wanted = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_DEBOUNCE_MS)
        self._timer.timeout.connect(self._begin_search)
        page.words_changed.connect(self._on_words)
        page.picture_changed.connect(lambda _path: self._begin_search())
        page.filter_changed.connect(self._on_filter)

    @property
    def busy(self) -> bool:
        """Whether something is being loaded or looked for, or soon will be."""
        return self._loading is not None or self._search is not None or self._timer.isActive()

    def set_workspace(self, workspace: Workspace) -> None:
        """The library is open."""
        self._workspace = workspace

    def refresh(self) -> None:
        """Takes the figures from the library as they are now."""
        workspace = self._workspace
        if workspace is None:
            return
        if self._loading is not None:
            self._loading.stop()

        def work(cancel: CancelToken) -> Iterator[object]:
            documents = {each.id: each for each in workspace.library.documents() if each.status in _SEARCHED}
            items = []
            for figure in workspace.library.all_figures():
                cancel.raise_if_cancelled()
                if figure.document_id in documents:
                    items.append(gallery_item(figure, documents[figure.document_id]))
            yield items

        job = self._loading = self._job(work)
        job.yielded.connect(self._take_items)
        job.finished.connect(lambda: self._end_loading(job))
        self._calls.submit(job)
        self._show_state()

    def _job(self, work: object) -> Job:
        job = Job(work)  # type: ignore[arg-type]
        job.failed.connect(self.failed)
        job.crashed.connect(self.crashed)
        return job

    def _take_items(self, items: object) -> None:
        if not isinstance(items, list):
            return
        self._model.set_items(items)
        self._page.set_documents(self._model.documents)
        if self._wanted:
            self._page.choose_document(self._wanted)
            self._wanted = ""

    def show_document(self, document_id: str) -> None:
        """Shows the figures of one document, or of all for an empty id, as soon as they are there."""
        self._wanted = document_id
        self._page.choose_document(document_id)

    def _end_loading(self, job: Job) -> None:
        if self._loading is job:
            self._loading = None
            self._show_state()
            self._settle()

    # Looking for figures

    def _on_words(self, _words: str) -> None:
        self._timer.start()

    def _on_filter(self) -> None:
        self._model.filter_by(self._page.kind, self._page.document_id)
        if self._query() is not None:  # the best of one document are others than those of all that stand in it
            self._begin_search()
        self._show_state()

    def _query(self) -> FigureQuery | None:
        words, picture = self._page.search.text().strip(), self._page.picture.file
        if not words and picture is None:
            return None
        document = self._page.document_id
        return FigureQuery(words, picture, frozenset({document}) if document else None)

    def _begin_search(self) -> None:
        self._timer.stop()
        if self._search is not None:
            self._search.stop()
            self._search = None
        workspace, query = self._workspace, self._query()
        self._progress = ""
        if workspace is None or query is None:
            self._certain = True
            self._model.show_found(None)
            self._show_state()
            self._settle()
            return
        self.searching.emit()
        job = self._search = self._job(lambda cancel: self._use_cases.find_figures(workspace, query, cancel))
        job.yielded.connect(lambda event: self._take_found(job, event))
        job.failed.connect(lambda error: self._on_failed(job, error))
        job.finished.connect(lambda: self._end_search(job))
        self._searches.submit(job)
        self._show_state()

    def _take_found(self, job: Job, event: object) -> None:
        if self._search is not job:
            return
        if isinstance(event, PicturesTakenIn):
            self._progress = self.tr("Reading figures for comparison: {done} of {total}").format(
                done=number(event.done), total=number(event.total)
            )
            self._show_state()
        elif isinstance(event, PictureSearched):
            self._certain = not event.found or event.found[0].same
            self._model.show_found([each.figure.id for each in event.found])
            self._page.view.scrollToTop()
            self._show_state()

    def _on_failed(self, job: Job, _error: ImageRefError) -> None:
        if self._search is job:
            self._model.show_found([])

    def _end_search(self, job: Job) -> None:
        if self._search is job:
            self._search = None
            self._progress = ""
            self._show_state()
            self._settle()

    def _settle(self) -> None:
        if not self.busy:
            self.settled.emit()

    # What is said

    def _show_state(self) -> None:
        count = len(self._model.items)
        self._page.say(self._progress or self._count_words(count))
        self._page.show_empty("" if count else self._empty_words())

    def _count_words(self, count: int) -> str:
        if self._search is not None:
            return self.tr("Searching …")
        if self._query() is not None and count:
            found = self.tr("1 figure found") if count == 1 else self.tr("{n} figures found").format(n=number(count))
            return found if self._certain else self.tr("Not found for certain. These figures look alike.")
        if count == self._model.total:
            return self.tr("1 figure") if count == 1 else self.tr("{n} figures").format(n=number(count))
        return self.tr("{n} of {total} figures").format(n=number(count), total=number(self._model.total))

    def _empty_words(self) -> str:
        if self._loading is not None:
            return self.tr("Looking through your library …")
        if self._search is not None:
            return self._progress or self.tr("Searching …")
        if not self._model.total:
            return self.tr("No figures yet. Add documents, and their figures are shown here.")
        query = self._query()
        if query is None:
            return self.tr("There is no figure of this kind here. Choose another kind, or all documents.")
        return self._nothing_found(query)

    def _nothing_found(self, query: FigureQuery) -> str:
        if query.picture is not None:
            return self.tr("This picture was not found in your documents.")
        if query.documents is not None or self._page.kind is not KindFilter.ALL:
            return self.tr("No figure fits these words here. Choose all kinds and all documents, or use other words.")
        return self.tr("No figure fits these words. Use other words, or fewer.")
