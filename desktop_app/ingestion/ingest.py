"""From files to documents of the library: read, cut into passages, tie figures to text, embed, finish.

Everything is stored as soon as it is known. Whatever interrupts the work, a document is either finished, or it goes
on later from its last stored page; it is found by searches only once it is finished. A file that changed, or is read
once more, is read beside what is there, and takes its place in one step.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop_app.domain.documents import NO_PAGES, Document, DocumentStatus, PageCounts
from desktop_app.domain.errors import DocumentError
from desktop_app.domain.ingest_events import (
    FileFinished,
    FileReport,
    FileStarted,
    IngestEvent,
    IngestFinished,
    PagesRead,
    VectorsStored,
)
from desktop_app.domain.jobs import CancelToken
from desktop_app.domain.ports import (
    DocumentReader,
    ImageEmbedder,
    Library,
    LibraryView,
    OpenDocument,
    PageRecord,
    ResumePoint,
    TextEmbedder,
)
from desktop_app.ingestion.chunking import Chunker
from desktop_app.ingestion.document_status import count_pages, final_status, worth_another_try
from desktop_app.ingestion.embedding import Embedding, PassageQueue
from desktop_app.ingestion.file_discovery import FileIdentity, check_unchanged, find_files, identify
from desktop_app.ingestion.mentions import find_mentions

PAGES_PER_BATCH = 16
SECONDS_PER_BATCH = 2.0
SEARCHED = {DocumentStatus.READY, DocumentStatus.PARTIAL}


def ingest(
    paths: Sequence[Path],
    *,
    reader: DocumentReader,
    library: Library,
    text_embedder: TextEmbedder,
    image_embedder: ImageEmbedder | None,
    cancel: CancelToken,
    again: bool = False,
) -> Iterator[IngestEvent]:
    """Takes files, and the documents in folders, into the library; one file that fails never stops the rest.

    A document that is there already is left alone, unless some of its pages failed for a reason that may have passed.
    With `again` it is read once more in any case, and can be searched until the new reading is done.

    Raises:
        Cancelled: within a second of `cancel` being set; the document that was being read can be taken up again.
        LibraryError: the library can't be written; what was stored before is safe.
    """
    started = time.monotonic()
    files = find_files(paths, cancel)
    job = _Job(reader, library, Embedding(library, text_embedder, image_embedder, cancel), cancel, again)
    reports: list[FileReport] = []
    for index, path in enumerate(files, 1):
        cancel.raise_if_cancelled()
        yield FileStarted(path, index, len(files))
        report = yield from job.take_in(path)
        reports.append(report)
        yield FileFinished(report)
    yield IngestFinished(tuple(reports), time.monotonic() - started)


def unfinished(library: LibraryView) -> list[Path]:
    """The files of documents whose reading was interrupted, to be given to `ingest` again."""
    return [Path(document.path) for document in library.documents() if document.status is DocumentStatus.READING]


@dataclass(frozen=True, slots=True)
class _Job:
    """The parts that every file needs."""

    reader: DocumentReader
    library: Library
    embedding: Embedding
    cancel: CancelToken
    again: bool

    def take_in(self, path: Path) -> Generator[IngestEvent, None, FileReport]:
        """Takes one file to its end, well or badly."""
        started = time.monotonic()
        try:
            identity = identify(path, self.cancel)
        except DocumentError as error:
            self._give_up_interrupted(path, error)
            return _failure(path, "", error, started)
        known = self.library.find_document(identity.sha256)
        if known is not None and known.status in SEARCHED:
            if self._is_read_again(known):
                return (yield from self._take_in_again(path, identity, known, started))
            yield from self._complete(known, path)
            return _report(path, known, started, DocumentStatus.DUPLICATE)
        try:
            document = yield from self._read(path, identity, identity.sha256)
        except DocumentError as error:
            self.library.fail_document(identity.sha256, path, identity.state.size, str(error))
            failed = self.library.find_document(identity.sha256)
            return _failure(path, identity.sha256, error, started, failed.counts if failed else NO_PAGES)
        return _report(path, document, started, document.status)

    def _is_read_again(self, known: Document) -> bool:
        if self.again or self.library.find_document(second_reading_id(known.id)) is not None:
            return True
        return known.status is DocumentStatus.PARTIAL and worth_another_try(self.library.document_pages(known.id))

    def _take_in_again(
        self, path: Path, identity: FileIdentity, known: Document, started: float
    ) -> Generator[IngestEvent, None, FileReport]:
        """Reads a known document beside itself; the better reading stays."""
        second = second_reading_id(known.id)
        try:
            document = yield from self._read(path, identity, second)
        except DocumentError as error:
            if self.library.find_document(second) is not None:
                self.library.remove_document(second)
            return _failure(path, known.id, error, started, known.counts)
        return _report(path, document, started, document.status)

    def _complete(self, known: Document, path: Path) -> Generator[IngestEvent, None, None]:
        """A known document: notes where its file is now, and adds vectors of a model that is new."""
        if not Path(known.path).exists():
            self.library.relocate_document(known.id, path)
        yield from self.embedding.complete(known.id, path)

    def _give_up_interrupted(self, path: Path, error: DocumentError) -> None:
        """A document whose file went away while it was being read can't be finished any more."""
        there = self.library.documents_at(path)
        second_readings = {second_reading_id(document.id) for document in there}
        for document in there:
            if document.status is not DocumentStatus.READING:
                continue
            if document.id in second_readings:
                self.library.remove_document(document.id)
            else:
                self.library.fail_document(document.id, path, document.size, str(error))

    def _read(self, path: Path, identity: FileIdentity, document_id: str) -> Generator[IngestEvent, None, Document]:
        with self.reader.open(path, self.cancel) as opened:
            resume = self.library.begin_document(document_id, path, opened.info, identity.state.size)
            with PassageQueue(self.embedding, document_id) as queue:
                yield from self._read_pages(path, document_id, opened, resume, queue)
        check_unchanged(path, identity)
        return (yield from self._finish(path, identity.sha256, document_id, opened.info.pages))

    def _read_pages(
        self, path: Path, document_id: str, opened: OpenDocument, resume: ResumePoint, queue: PassageQueue
    ) -> Generator[IngestEvent, None, None]:
        pages = opened.info.pages
        chunker = Chunker(resume.heading_path, opened.info.outline)
        waiting: list[PageRecord] = []
        done, stored_at = resume.pages_done, time.monotonic()
        layouts = opened.pages(done + 1, pages, self.cancel) if done < pages else ()
        for layout in layouts:
            chunker.add(layout)
            waiting += chunker.take()
            due = len(waiting) >= PAGES_PER_BATCH or time.monotonic() - stored_at >= SECONDS_PER_BATCH
            if due and waiting:
                yield from self._store(path, document_id, waiting, queue)
                done = waiting[-1].page.number
                waiting, stored_at = [], time.monotonic()
                yield PagesRead(path, document_id, done, pages)
        waiting += chunker.finish()
        if waiting:
            yield from self._store(path, document_id, waiting, queue)
            done = waiting[-1].page.number
        yield PagesRead(path, document_id, done, pages)
        for _ in queue.finish():
            yield VectorsStored(path, document_id, queue.done, queue.total)

    def _store(
        self, path: Path, document_id: str, records: list[PageRecord], queue: PassageQueue
    ) -> Generator[IngestEvent, None, None]:
        """Stores pages, and hands their passages on to be embedded."""
        self.cancel.raise_if_cancelled()
        ids = self.library.add_pages(document_id, records)
        drafts = [draft for record in records for draft in record.passages]
        for _ in queue.put(list(zip(ids, drafts, strict=True))):
            yield VectorsStored(path, document_id, queue.done, queue.total)

    def _finish(
        self, path: Path, sha256: str, document_id: str, expected: int
    ) -> Generator[IngestEvent, None, Document]:
        passages = self.library.document_passages(document_id)
        figures = self.library.document_figures(document_id)
        self.cancel.raise_if_cancelled()
        self.library.set_mentions(document_id, find_mentions(passages, figures))
        yield from self.embedding.complete(document_id, path)
        pages = self.library.document_pages(document_id)
        status, error = final_status(pages, expected, passages=len(passages), figures=len(figures))
        if document_id != sha256:
            before = self.library.find_document(sha256)
            if before is not None and not _is_as_good(status, count_pages(pages), before):
                self.library.remove_document(document_id)
                return before
        if status not in SEARCHED:
            return self.library.finish_document(document_id, status, error)
        # What the same path held before is gone from there: a citation of it would open the wrong page.
        older = {document.id for document in self.library.documents_at(path)} | {sha256}
        return self.library.finish_document(document_id, status, error, replaces=older - {document_id}, becomes=sha256)


def second_reading_id(document_id: str) -> str:
    """The id under which a document is read once more, while the first reading is still searched."""
    return hashlib.sha256(f"second reading of {document_id}".encode()).hexdigest()


def _is_as_good(status: DocumentStatus, counts: PageCounts, before: Document) -> bool:
    return status in SEARCHED and counts.searchable >= before.counts.searchable


def _report(path: Path, document: Document, started: float, status: DocumentStatus) -> FileReport:
    return FileReport(
        path=path,
        document_id=document.id,
        status=status,
        counts=document.counts,
        passages=document.passages,
        figures=document.figures,
        seconds=time.monotonic() - started,
        error="" if status is DocumentStatus.DUPLICATE else document.error,
    )


def _failure(
    path: Path, document_id: str, error: DocumentError, started: float, counts: PageCounts = NO_PAGES
) -> FileReport:
    seconds = time.monotonic() - started
    return FileReport(path, document_id, DocumentStatus.FAILED, counts, seconds=seconds, error=str(error))
