"""Looking for words in a whole document, by a worker of its own, so that pages are drawn meanwhile."""

from __future__ import annotations

import logging
import math
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from desktop_app.domain.jobs import CancelToken
from desktop_app.domain.page_text import PageHits
from desktop_app.pdf import wire
from desktop_app.pdf.document_worker import DocumentWorker
from desktop_app.pdf.limits import Limits
from desktop_app.pdf.passwords import Passwords
from desktop_app.pdf.source_file import SourceFile
from desktop_app.pdf.worker_process import Cause, WorkerEnded, WorkerProcess
from desktop_app.support.text_finding import folded

logger = logging.getLogger(__name__)

_POLL_S = 0.05
_STOPPING_S = 0.5


class DocumentSearch:
    """Searches pages in the order asked for; a page that takes its worker down counts as one that can't be read."""

    def __init__(self, limits: Limits, passwords: Passwords | None = None) -> None:
        self._limits = limits
        self._worker = DocumentWorker(limits, passwords or Passwords(None))

    def find(self, path: Path, numbers: Sequence[int], query: str, cancel: CancelToken) -> Iterator[PageHits]:
        """What stands on these pages; see `PdfReader.find_text`."""
        wanted, deaths, at = folded(query), 0, 0
        while wanted and at < len(numbers):
            cancel.raise_if_cancelled()
            source = SourceFile.at(path, self._limits)
            found = self._search(source, numbers[at : at + self._limits.search_pages], wanted, cancel)
            at += len(found)
            yield from found
            deaths += bool(found and found[-1].failed and not self._alive)
            if deaths > self._limits.deaths:
                yield from (PageHits(number, failed=True) for number in numbers[at:])
                return

    def close(self) -> None:
        """Ends the worker; whoever waits for hits gets `Cancelled`."""
        self._worker.close()

    @property
    def _alive(self) -> bool:
        return self._worker.pages > 0

    def _search(self, source: SourceFile, numbers: Sequence[int], query: str, cancel: CancelToken) -> list[PageHits]:
        """What stands on the first of these pages, as far as the worker comes: at least one is done."""
        found: list[PageHits] = []
        asked = False
        with self._worker.turn():
            try:
                worker = self._worker.opened(source, max(numbers))
                if worker.resident_bytes() > self._limits.recycle_bytes:
                    self._worker.drop()
                    worker = self._worker.opened(source, max(numbers))
                asked = True
                worker.send(wire.FindText(tuple(numbers), query))
                replies = _Replies(worker, self._limits.page_s, cancel)
                for number in numbers:
                    found.append(_hits(replies.next(), number))
            except (WorkerEnded, wire.WireError) as error:
                cause = error.cause if isinstance(error, WorkerEnded) else Cause.BAD_REPLY
                problem = self._worker.lost(source, numbers[len(found)], cause)
                cancel.raise_if_cancelled()
                if not asked:
                    raise problem from None
                logger.info("page %d of %s was not searched: %s", numbers[len(found)], source.name, cause)
                found.append(PageHits(numbers[len(found)], failed=True))
        return found


class _Replies:
    """The replies to one request. After Stop they may take half a second more, so that the worker can be kept."""

    def __init__(self, worker: WorkerProcess, seconds: float, cancel: CancelToken) -> None:
        self._worker = worker
        self._seconds = seconds
        self._cancel = cancel
        self._stop_at = math.inf

    def next(self) -> wire.Reply:
        """The next one.

        Raises:
            WorkerEnded: the worker is gone, or took too long and was ended.
        """
        until = time.monotonic() + self._seconds + self._worker.extra_time()
        while True:
            if self._worker.connection.poll(_POLL_S):
                reply = self._worker.receive()
                if reply is not None:
                    return reply
                until = time.monotonic() + self._seconds
            if self._cancel.cancelled:
                self._stop_at = min(self._stop_at, time.monotonic() + _STOPPING_S)
            if time.monotonic() >= min(until, self._stop_at):
                self._worker.kill()
                raise WorkerEnded(Cause.TOO_LONG)


def _hits(reply: wire.Reply, number: int) -> PageHits:
    if not isinstance(reply, wire.TextFound):
        raise wire.WireError("another reply than the one asked for")
    if reply.found.failed:
        logger.info("page %d was not searched: %s", number, reply.detail)
    return wire.checked_hits(reply.found, number)
