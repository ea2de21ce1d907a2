"""Documents opened and read in worker processes; this process never loads the parser."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from desktop_app.domain.errors import DocumentError, PasswordNeeded
from desktop_app.domain.geometry import Box
from desktop_app.domain.jobs import CancelToken
from desktop_app.domain.page_content import (
    DocumentInfo,
    DocumentProfile,
    OriginalImage,
    OutlineEntry,
    PageAnalyser,
    PageLayout,
    TextRecogniser,
)
from desktop_app.domain.page_text import PageHits, PageText
from desktop_app.domain.ports import AskPassword, RenderedPage
from desktop_app.domain.recognition import RecognitionMode
from desktop_app.pdf import wire
from desktop_app.pdf.document_search import DocumentSearch
from desktop_app.pdf.limits import DEFAULT_LIMITS, Limits
from desktop_app.pdf.page_stream import PageStream, Seat
from desktop_app.pdf.page_viewer import PageViewer
from desktop_app.pdf.passwords import Passwords
from desktop_app.pdf.recognition import PageTools
from desktop_app.pdf.source_file import SourceFile
from desktop_app.pdf.worker_pool import WorkerPool
from desktop_app.pdf.worker_process import Cause, WorkerEnded, WorkerProcess

_SMALL_DOCUMENT = 6
_GOLDEN = (5**0.5 - 1) / 2
"""Multiples of it, without their whole parts, spread evenly however many there are (Weyl's equidistribution)."""


class PdfReader:
    """Fulfils `domain.ports.DocumentReader` for PDF, EPUB, XPS, CBZ, FB2, MOBI and image files.

    Args:
        analyser: the pure logic that workers apply to each page; pickled when a worker starts.
        workers: how many processes read one document.
        limits: bounds of time, memory, pages and pixels.
        recogniser: what reads pages that are pictures; pickled like the analyser. None to leave them unread.
        recognition: which pages the recogniser reads.
        ask_password: asked for the passwords of encrypted files, in whichever thread opens them; what it answers is
            kept in memory until the reader is closed, and nowhere else.
    """

    def __init__(
        self,
        analyser: PageAnalyser,
        *,
        workers: int = 2,
        limits: Limits = DEFAULT_LIMITS,
        recogniser: TextRecogniser | None = None,
        recognition: RecognitionMode = RecognitionMode.AUTO,
        ask_password: AskPassword | None = None,
    ) -> None:
        self._workers = max(1, workers)
        self._limits = limits
        mode = recognition if recogniser is not None else RecognitionMode.OFF
        self._pool = WorkerPool(PageTools(analyser, recogniser, mode), self._workers, limits)
        self._passwords = Passwords(ask_password)
        self._viewer = PageViewer(limits, self._passwords)
        self._search = DocumentSearch(limits, self._passwords)

    @contextmanager
    def open(self, path: Path, cancel: CancelToken) -> Iterator[OpenPdf]:
        """Opens a document; its workers are kept for the next one.

        Raises:
            FileProblem: no regular, readable file with something in it, or it changed.
            PasswordNeeded: it is encrypted, not with an empty password, and nobody knows the right one.
            UnsupportedFile: damaged, no document, without pages, or with too many.
            Cancelled: as everywhere.
        """
        source = SourceFile.at(path, self._limits)
        worker, info = self._opened(source, cancel)
        seats = [Seat.with_open_file(worker)]
        document = OpenPdf(source, info, seats, self._pool)
        try:
            if info.pages >= _SMALL_DOCUMENT:
                # Starting a process takes a while: the others start while the first reads the sample.
                for _ in range(self._workers - 1):
                    seats.append(Seat())
                    seats[-1].take(self._pool.take(), self._limits)
            yield document
        finally:
            document.close()

    def _opened(self, source: SourceFile, cancel: CancelToken) -> tuple[WorkerProcess, DocumentInfo]:
        """A worker with the file open in it."""
        source.password = self._passwords.known(source)
        tried: set[str] = set()
        outline = True
        while True:
            worker = self._pool.take()
            try:
                source.info = _open_in(worker, source, self._limits, cancel, outline=outline)
            except OutlineFailed:
                outline = False
            except PasswordNeeded as refused:
                self._pool.give_back(worker)
                source.password = self._passwords.ask_again(source, tried, refused)
            except WorkerEnded as ended:
                # A worker that has read other documents may have died of old age: only a fresh one blames the file.
                if worker.documents == 1 or ended.cause is Cause.TOO_LONG:
                    raise source.not_opened(ended.cause) from None
            except DocumentError:
                self._pool.give_back(worker)
                raise
            except BaseException:
                worker.kill()
                raise
            else:
                self._passwords.keep(source)
                return worker, source.info

    def render_page(self, path: Path, page: int, scale: float, box: Box | None = None) -> RenderedPage:
        """The page as it is shown, at `scale` pixels a point (fewer for a huge page); from any thread.

        With a figure's box, what the picture of that figure shows, to be looked at larger than it is kept.

        Raises:
            DocumentError: the file can't be opened, has no such page, or the page can't be drawn.
            Cancelled: the reader was closed meanwhile.
        """
        return self._viewer.render(path, page, scale, box)

    def page_text(self, path: Path, page: int) -> PageText:
        """The words and links of a page; from any thread, while others are read.

        Raises:
            DocumentError: the file can't be opened, has no such page, or the page can't be read.
            Cancelled: the reader was closed meanwhile.
        """
        return self._viewer.text(path, page)

    def original_image(self, path: Path, page: int, box: Box) -> OriginalImage | None:
        """The one image that fills a box of a page, as it is coded in the file; None where no single one does.

        Raises:
            DocumentError: the file can't be opened, has no such page, or the page can't be read.
            Cancelled: the reader was closed meanwhile.
        """
        return self._viewer.image(path, page, box)

    def find_text(self, path: Path, numbers: Sequence[int], query: str, cancel: CancelToken) -> Iterator[PageHits]:
        """What stands on pages `numbers`, in this order: whatever the case, the accents, and where lines break.

        Raises:
            DocumentError: the file can't be opened, or has no such pages.
            Cancelled: within a second of `cancel` being set.
        """
        return self._search.find(path, numbers, query, cancel)

    def outline(self, path: Path) -> tuple[OutlineEntry, ...]:
        """The document's bookmarks; none where they are damaged.

        Raises:
            DocumentError: the file can't be opened.
            Cancelled: the reader was closed meanwhile.
        """
        return self._viewer.outline(path)

    def close(self) -> None:
        """Ends the worker processes."""
        self._viewer.close()
        self._search.close()
        self._pool.close()


class OpenPdf:
    """Fulfils `domain.ports.OpenDocument`; used by one thread.

    Args:
        source: the file, as it was when it was opened.
        info: what its first worker found.
        seats: the first one has the file open.
        pool: where workers come from and go back to.
    """

    def __init__(self, source: SourceFile, info: DocumentInfo, seats: list[Seat], pool: WorkerPool) -> None:
        self._source = source
        self._info = info
        self._pool = pool
        self._limits = source.limits
        self._deaths = 0
        self._known_bad: dict[int, Cause] = {}
        self._sample: wire.Sampled | None = None
        self._stream: PageStream | None = None
        self._seats = seats

    @property
    def info(self) -> DocumentInfo:
        """What is known of the document as a whole."""
        return self._info

    def pages(self, first: int, last: int, cancel: CancelToken) -> Iterator[PageLayout]:
        """Pages `first` to `last` (from 1, both included), in order, each exactly once.

        Raises:
            Cancelled: within a second of `cancel` being set.
            FileProblem: the file was changed or removed meanwhile.
            ValueError: there are no such pages.
        """
        if first > last:
            return
        if first < 1 or last > self._info.pages:
            raise ValueError(f"pages {first} to {last} of {self._info.pages}")
        self._stop_reading()
        if self._sample is None:
            self._sample = self._read_sample(cancel)
        self._stream = PageStream(
            self._source,
            self._seats,
            self._pool,
            range(first, last + 1),
            self._sample,
            self._limits,
            known_bad=self._known_bad,
            deaths=self._deaths,
        )
        try:
            yield from self._stream.layouts(cancel)
        finally:
            self._stop_reading()

    def close(self) -> None:
        """Closes the file; workers go back to the pool."""
        self._stop_reading()
        for seat in self._seats:
            worker = seat.release()
            if worker is not None:
                self._pool.give_back(worker)

    def _stop_reading(self) -> None:
        stream, self._stream = self._stream, None
        if stream is not None:
            stream.close()
            self._deaths = stream.deaths

    def _read_sample(self, cancel: CancelToken) -> wire.Sampled:
        """What the pages have in common; pages of the sample that take a worker down are left out.

        The last death that a document may cost is left to the reading of its pages.
        """
        sample = sample_pages(self._info.pages, self._limits.sample_pages)
        # A sample of scans is cut short: what comes first is spread over the document, too.
        sample.sort(key=lambda number: number * _GOLDEN % 1.0)
        while self._deaths < self._limits.deaths - 1:
            at = 0
            worker = self._first_worker(cancel)
            worker.send(wire.SamplePages(tuple(n for n in sample if n not in self._known_bad)))
            seconds = self._limits.page_s
            try:
                while True:
                    reply = worker.wait(seconds, cancel)
                    if isinstance(reply, wire.Sampled):
                        return reply
                    recognising = isinstance(reply, wire.Recognising)
                    seconds = self._limits.recognition_s if recognising else self._limits.page_s
                    at = reply.number if isinstance(reply, wire.Started) else at
            except WorkerEnded as ended:
                self._seats[0].clear()
                self._deaths += 1
                if at == 0:
                    break
                self._known_bad[at] = ended.cause
        return wire.Sampled(DocumentProfile())

    def _first_worker(self, cancel: CancelToken) -> WorkerProcess:
        seat = self._seats[0]
        if seat.worker is None:
            self._source.require_unchanged()
            worker = self._pool.take()
            self._seats[0] = Seat.with_open_file(worker)
            self._source.require_same(wire.Opened(_open_in(worker, self._source, self._limits, cancel)))
            return worker
        return seat.worker


def sample_pages(pages: int, most: int) -> list[int]:
    """At most `most` page numbers, evenly spread over a document, ascending."""
    count = min(pages, most)
    return [1 + (2 * index + 1) * pages // (2 * count) for index in range(count)] if count else []


class OutlineFailed(Exception):
    """The worker ended over the outline of a document that it could open."""


def _open_in(
    worker: WorkerProcess, source: SourceFile, limits: Limits, cancel: CancelToken, *, outline: bool = False
) -> DocumentInfo:
    """Lets a worker open the file.

    Raises:
        OutlineFailed: only the outline could not be read; the worker is gone.
        WorkerEnded: the worker died or took too long.
        DocumentError: the file can't be opened.
    """
    worker.send(wire.OpenFile(source.encoded, outline, source.password))
    reply = worker.wait(limits.open_s, cancel)
    if outline and isinstance(reply, wire.Started):
        try:
            reply = worker.wait(limits.page_s, cancel)
        except WorkerEnded as ended:
            raise OutlineFailed from ended
    if isinstance(reply, wire.Refused):
        raise source.refused(reply)
    if not isinstance(reply, wire.Opened):
        worker.kill()
        raise WorkerEnded(Cause.BAD_REPLY)
    try:
        return wire.checked_info(reply.info, limits.pages)
    except wire.WireError:
        worker.kill()
        raise WorkerEnded(Cause.BAD_REPLY) from None
