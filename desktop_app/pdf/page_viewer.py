"""Pictures, text and bookmarks of documents for the window, by a worker of their own, while documents are read."""

from __future__ import annotations

import logging
from collections import OrderedDict
from pathlib import Path

from desktop_app.domain.errors import DocumentError, UnsupportedFile
from desktop_app.domain.geometry import Box
from desktop_app.domain.page_content import OriginalImage, OutlineEntry
from desktop_app.domain.page_text import PageText
from desktop_app.domain.ports import RenderedPage
from desktop_app.pdf import wire
from desktop_app.pdf.document_worker import DocumentWorker
from desktop_app.pdf.file_check import FileIdentity
from desktop_app.pdf.limits import MEBIBYTE, Limits
from desktop_app.pdf.passwords import Passwords
from desktop_app.pdf.source_file import SourceFile
from desktop_app.pdf.worker_process import Cause

logger = logging.getLogger(__name__)

_CACHE_BYTES = 48 * MEBIBYTE
_Key = tuple[bytes, FileIdentity, wire.DrawPage]


class PageViewer:
    """Draws pages and gives their words, one after another; may be used by several threads."""

    def __init__(self, limits: Limits, passwords: Passwords | None = None) -> None:
        self._limits = limits
        self._worker = DocumentWorker(limits, passwords or Passwords(None))
        self._cache = PictureCache(_CACHE_BYTES)

    def render(self, path: Path, page: int, scale: float, box: Box | None = None) -> RenderedPage:
        """The page as it is shown, or a figure of it; see `PdfReader.render_page`."""
        source, request = SourceFile.at(path, self._limits), wire.DrawPage(page, scale, box)
        key = (source.encoded, source.identity, request)
        with self._worker.turn():
            drawn = self._cache.get(key)
            if drawn is None:
                drawn = self._draw(source, request)
                self._cache.put(key, drawn)
            return drawn

    def text(self, path: Path, page: int) -> PageText:
        """The words and links of a page; see `PdfReader.page_text`."""
        source = SourceFile.at(path, self._limits)
        with self._worker.turn():
            reply = self._worker.ask_page(source, page, wire.ReadText(page))
            try:
                if isinstance(reply, wire.TextRead):
                    return wire.checked_text(reply.text, self._worker.pages)
            except wire.WireError:
                raise self._worker.lost(source, page, Cause.BAD_REPLY) from None
            raise self._unfit(source, page, reply)

    def image(self, path: Path, page: int, box: Box) -> OriginalImage | None:
        """The image that fills a box; see `PdfReader.original_image`."""
        source = SourceFile.at(path, self._limits)
        with self._worker.turn():
            reply = self._worker.ask_page(source, page, wire.TakeImage(page, box))
            if isinstance(reply, wire.ImageTaken):
                return reply.image
            raise self._unfit(source, page, reply)

    def outline(self, path: Path) -> tuple[OutlineEntry, ...]:
        """The bookmarks of a document; see `PdfReader.outline`."""
        source = SourceFile.at(path, self._limits)
        with self._worker.turn():
            reply = self._worker.ask_page(source, 1, wire.ReadOutline())
            try:
                if isinstance(reply, wire.OutlineRead):
                    return wire.checked_outline(reply.outline, self._worker.pages)
            except wire.WireError:
                raise self._worker.lost(source, 1, Cause.BAD_REPLY) from None
            raise self._unfit(source, 1, reply)

    def close(self) -> None:
        """Ends the worker, at once even when it is drawing; whoever waits for a page gets `Cancelled`."""
        self._worker.close()

    def _draw(self, source: SourceFile, request: wire.DrawPage) -> RenderedPage:
        page = request.number
        reply = self._worker.ask_page(source, page, request)
        try:
            if isinstance(reply, wire.Drawn):
                return wire.checked_page(reply.page)
        except wire.WireError:
            raise self._worker.lost(source, page, Cause.BAD_REPLY) from None
        raise self._unfit(source, page, reply)

    def _unfit(self, source: SourceFile, page: int, reply: wire.Reply) -> DocumentError:
        """What to tell the user about a reply that is not the one asked for."""
        if isinstance(reply, wire.Failed):
            logger.info("page %d of %s was not drawn: %s", page, source.name, reply.detail)
            return UnsupportedFile(f"Page {page} of {source.name} can't be shown. {reply.reason}")
        return self._worker.lost(source, page, Cause.BAD_REPLY)


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
