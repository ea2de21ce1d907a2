"""A worker process that serves the window: it has one document open at a time and answers about its pages."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from desktop_app.domain.errors import Cancelled, DocumentError, PasswordNeeded, UnsupportedFile
from desktop_app.domain.page_content import DocumentInfo
from desktop_app.pdf import wire
from desktop_app.pdf.limits import Limits
from desktop_app.pdf.passwords import Passwords
from desktop_app.pdf.source_file import SourceFile
from desktop_app.pdf.worker_process import Cause, WorkerEnded, WorkerProcess

logger = logging.getLogger(__name__)


class DocumentWorker:
    """Starts its process when it is first asked, and again when that has ended; one thread at a time may ask.

    Args:
        limits: of the process.
        passwords: of encrypted files.
    """

    def __init__(self, limits: Limits, passwords: Passwords) -> None:
        self._limits = limits
        self._passwords = passwords
        self._lock = threading.Lock()
        self._worker: WorkerProcess | None = None
        self._open: SourceFile | None = None
        self._closed = False

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Whoever asks does so inside; raises `Cancelled` when the worker was closed meanwhile."""
        with self._lock:
            if self._closed:
                raise Cancelled
            yield

    def ask_page(self, source: SourceFile, page: int, request: wire.Request) -> wire.Reply:
        """The reply to a request about a page of a file.

        Raises:
            DocumentError: the file can't be opened, or has no such page, or the worker ended over it.
            Cancelled: it was closed meanwhile.
        """
        try:
            worker = self.opened(source, page)
            worker.send(request)
            return worker.wait(self._limits.page_s)
        except WorkerEnded as ended:
            raise self.lost(source, page, ended.cause) from None

    def opened(self, source: SourceFile, page: int) -> WorkerProcess:
        """The process with this file open in it, which has a page of this number.

        Raises:
            DocumentError: the file can't be opened, or has no such page.
            WorkerEnded: the process ended over it.
        """
        if self._worker is not None and not self._worker.alive:
            self.drop()
        worker, opened = self._worker_with(source)
        pages = opened.info.pages if opened.info is not None else 0
        if not 1 <= page <= pages:
            raise UnsupportedFile(
                f"{source.name} has {pages} pages: there is no page {page}.",
                "It may have been replaced by another version: add it again.",
            )
        return worker

    @property
    def pages(self) -> int:
        """Of the open file; 0 without one."""
        return self._open.info.pages if self._open is not None and self._open.info is not None else 0

    def lost(self, source: SourceFile, page: int, cause: Cause) -> DocumentError:
        """Gives the process up; what to tell the user. Raises `Cancelled` where closing ended it."""
        self.drop()
        if self._closed:
            raise Cancelled
        return UnsupportedFile(f"Page {page} of {source.name} can't be shown: {cause}.")

    def drop(self) -> None:
        """Ends the process; the next question starts another."""
        worker, self._worker, self._open = self._worker, None, None
        if worker is not None:
            worker.kill()

    def close(self) -> None:
        """Ends the process, at once even when it is at work; whoever waits for it gets `Cancelled`."""
        self._closed = True
        working = self._worker
        if working is not None:
            working.signal_end()
        with self._lock:
            self.drop()

    def _worker_with(self, source: SourceFile) -> tuple[WorkerProcess, SourceFile]:
        worker = self._worker
        if worker is not None and worker.documents >= self._limits.recycle_documents:
            self.drop()
            worker = None
        if worker is None:
            worker = self._worker = WorkerProcess(None, self._limits)
            self._open = None
            if self._closed:  # by another thread, which waits for the lock now
                raise Cancelled
        known = self._open
        if known is not None and (known.path, known.identity) == (source.path, source.identity):
            return worker, known
        self._open = None
        source.password = self._passwords.known(source)
        tried: set[str] = set()
        while True:
            try:
                source.info = self._info(worker, source)
            except PasswordNeeded as refused:
                source.password = self._passwords.ask_again(source, tried, refused)
            else:
                self._passwords.keep(source)
                self._open = source
                return worker, source

    def _info(self, worker: WorkerProcess, source: SourceFile) -> DocumentInfo:
        worker.send(wire.OpenFile(source.encoded, password=source.password))
        reply = worker.wait(self._limits.open_s)
        if isinstance(reply, wire.Refused):
            raise source.refused(reply)
        if not isinstance(reply, wire.Opened):
            raise WorkerEnded(Cause.BAD_REPLY)
        try:
            return wire.checked_info(reply.info, self._limits.pages)
        except wire.WireError:
            raise WorkerEnded(Cause.BAD_REPLY) from None
