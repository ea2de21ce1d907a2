"""Pictures of whole pages for the window, by a worker of their own, so that they come while documents are read."""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict
from pathlib import Path

from desktop_app.domain.errors import Cancelled, DocumentError, PasswordNeeded, UnsupportedFile
from desktop_app.domain.page_content import DocumentInfo
from desktop_app.domain.ports import RenderedPage
from desktop_app.pdf import wire
from desktop_app.pdf.file_check import FileIdentity
from desktop_app.pdf.limits import MEBIBYTE, Limits
from desktop_app.pdf.passwords import Passwords
from desktop_app.pdf.source_file import SourceFile
from desktop_app.pdf.worker_process import Cause, WorkerEnded, WorkerProcess

logger = logging.getLogger(__name__)

_CACHE_BYTES = 48 * MEBIBYTE
_Key = tuple[bytes, FileIdentity, int, float]


class PageViewer:
    """Draws pages, one after another; may be used by several threads."""

    def __init__(self, limits: Limits, passwords: Passwords | None = None) -> None:
        self._limits = limits
        self._passwords = passwords or Passwords(None)
        self._lock = threading.Lock()
        self._worker: WorkerProcess | None = None
        self._open: SourceFile | None = None
        self._cache = PictureCache(_CACHE_BYTES)
        self._closed = False

    def render(self, path: Path, page: int, scale: float) -> RenderedPage:
        """The page as it is shown; see `PdfReader.render_page`."""
        source = SourceFile.at(path, self._limits)
        key = (source.encoded, source.identity, page, scale)
        with self._lock:
            if self._closed:
                raise Cancelled
            drawn = self._cache.get(key)
            if drawn is None:
                drawn = self._draw(source, page, scale)
                self._cache.put(key, drawn)
            return drawn

    def close(self) -> None:
        """Ends the worker, at once even when it is drawing; whoever waits for a page gets `Cancelled`."""
        self._closed = True
        drawing = self._worker
        if drawing is not None:
            drawing.signal_end()
        with self._lock:
            self._drop_worker()

    def _draw(self, source: SourceFile, page: int, scale: float) -> RenderedPage:
        if self._worker is not None and not self._worker.alive:
            self._drop_worker()
        try:
            worker, opened = self._worker_with(source)
            pages = opened.info.pages if opened.info is not None else 0
            if not 1 <= page <= pages:
                raise UnsupportedFile(
                    f"{source.name} has {pages} pages: there is no page {page}.",
                    "It may have been replaced by another version: add it again.",
                )
            worker.send(wire.DrawPage(page, scale))
            reply = worker.wait(self._limits.page_s)
            if isinstance(reply, wire.Drawn):
                return wire.checked_page(reply.page)
        except WorkerEnded as ended:
            self._drop_worker()
            if self._closed:
                raise Cancelled from None
            raise _not_drawn(source, page, ended.cause) from None
        except wire.WireError:
            self._drop_worker()
            raise _not_drawn(source, page, Cause.BAD_REPLY) from None
        if isinstance(reply, wire.Failed):
            logger.info("page %d of %s was not drawn: %s", page, source.name, reply.detail)
            raise UnsupportedFile(f"Page {page} of {source.name} can't be shown. {reply.reason}")
        self._drop_worker()
        raise _not_drawn(source, page, Cause.BAD_REPLY)

    def _worker_with(self, source: SourceFile) -> tuple[WorkerProcess, SourceFile]:
        """The worker with this file open in it."""
        worker = self._worker
        if worker is not None and worker.documents >= self._limits.recycle_documents:
            self._drop_worker()
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
                source.info = self._opened(worker, source)
            except PasswordNeeded as refused:
                source.password = self._passwords.ask_again(source, tried, refused)
            else:
                self._passwords.keep(source)
                self._open = source
                return worker, source

    def _opened(self, worker: WorkerProcess, source: SourceFile) -> DocumentInfo:
        worker.send(wire.OpenFile(source.encoded, password=source.password))
        reply = worker.wait(self._limits.open_s)
        if isinstance(reply, wire.Refused):
            raise source.refused(reply)
        if not isinstance(reply, wire.Opened):
            raise WorkerEnded(Cause.BAD_REPLY)
        return wire.checked_info(reply.info, self._limits.pages)

    def _drop_worker(self) -> None:
        worker, self._worker, self._open = self._worker, None, None
        if worker is not None:
            worker.kill()


class PictureCache:
    """The pictures drawn last, up to a number of bytes; a single larger one is not kept."""

    def __init__(self, most_bytes: int) -> None:
        self._most_bytes = most_bytes
        self._bytes = 0
        self._pictures: OrderedDict[_Key, RenderedPage] = OrderedDict()

    def get(self, key: _Key) -> RenderedPage | None:
        """The picture, which counts as asked for last."""
        picture = self._pictures.get(key)
        if picture is not None:
            self._pictures.move_to_end(key)
        return picture

    def put(self, key: _Key, picture: RenderedPage) -> None:
        """Keeps a picture, and drops those that were not asked for longest."""
        if len(picture.png) > self._most_bytes:
            return
        self._pictures[key] = picture
        self._bytes += len(picture.png)
        while self._bytes > self._most_bytes:
            _, oldest = self._pictures.popitem(last=False)
            self._bytes -= len(oldest.png)


def _not_drawn(source: SourceFile, page: int, cause: Cause) -> DocumentError:
    return UnsupportedFile(f"Page {page} of {source.name} can't be shown: {cause}.")
