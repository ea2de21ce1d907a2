"""Pages of one document, read by several workers at once and handed over in order.

A thread of its own hands out batches of pages, receives results, and ends workers that take too long, so that
reading goes on while whoever takes the pages is busy with them. How far it runs ahead is bounded in pages and bytes.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from multiprocessing.connection import Connection, Pipe, wait

from desktop_app.domain.documents import PageState
from desktop_app.domain.jobs import CancelToken
from desktop_app.domain.page_content import PageLayout
from desktop_app.pdf import wire
from desktop_app.pdf.limits import Limits
from desktop_app.pdf.page_layouts import failed_page
from desktop_app.pdf.source_file import SourceFile
from desktop_app.pdf.worker_pool import WorkerPool
from desktop_app.pdf.worker_process import Cause, WorkerEnded, WorkerProcess
from desktop_app.support.phrases import phrase

logger = logging.getLogger(__name__)

MOST_IN_BATCH = 12
_POLL_S = 0.1
_JOIN_S = 0.5
_SOON_S = 0.3
_CLOSE_S = 0.7


class _Phase(Enum):
    """What a seat's worker is doing."""

    NO_WORKER = auto()
    STARTING = auto()
    OPENING = auto()
    IDLE = auto()
    READING = auto()


@dataclass(slots=True, eq=False)
class Seat:
    """A place for one worker on a document; the worker may be replaced, the seat stays."""

    worker: WorkerProcess | None = None
    phase: _Phase = _Phase.NO_WORKER
    batch: deque[int] = field(default_factory=deque)
    deadline: float = 0.0
    worn: bool = False

    @classmethod
    def with_open_file(cls, worker: WorkerProcess) -> Seat:
        """A seat whose worker has the document open."""
        return cls(worker, _Phase.IDLE)

    @property
    def busy(self) -> bool:
        """Whether a reply of its worker is awaited."""
        return self.phase in (_Phase.STARTING, _Phase.OPENING, _Phase.READING)

    def take(self, worker: WorkerProcess, limits: Limits) -> None:
        """Seats a worker, which may still be starting."""
        self.worker, self.phase, self.worn = worker, _Phase.STARTING, False
        self.deadline = time.monotonic() + limits.start_s

    def open(self, worker: WorkerProcess, source: SourceFile, limits: Limits) -> None:
        """Lets the seat's worker, which is up, open the document."""
        self.phase = _Phase.OPENING
        worker.send(wire.OpenFile(source.encoded, password=source.password))
        self.deadline = time.monotonic() + limits.open_s

    def release(self) -> WorkerProcess | None:
        """The worker if it can be used again, with the document closed; otherwise it is ended."""
        worker = self.worker
        if worker is None or not worker.alive:
            self.clear()
            return None
        if self.phase is _Phase.STARTING:
            self.worker, self.phase = None, _Phase.NO_WORKER
            return worker
        if self.busy and not worker.connection.poll(_SOON_S):
            self.clear()
            return None
        worker.send(wire.CloseFile())
        try:
            while not isinstance(worker.wait(_CLOSE_S), wire.Closed):
                continue
        except WorkerEnded:
            self.clear()
            return None
        self.worker, self.phase = None, _Phase.NO_WORKER
        return worker

    def clear(self) -> None:
        """Ends the worker, if there is one."""
        worker, self.worker = self.worker, None
        self.phase = _Phase.NO_WORKER
        self.batch.clear()
        if worker is not None:
            worker.kill()


def batches(numbers: Sequence[int], seats: int) -> deque[deque[int]]:
    """The pages cut in runs short enough that every seat gets several."""
    size = max(1, min(MOST_IN_BATCH, -(-len(numbers) // (3 * seats))))
    return deque(deque(numbers[start : start + size]) for start in range(0, len(numbers), size))


class PageStream:
    """Reads pages `numbers` of a document; iterate over `layouts` once, then `close`.

    Args:
        source: the document.
        seats: places for workers; idle ones with the document open are used, empty ones are filled from the pool.
        pool: where workers come from.
        numbers: the pages, ascending.
        sample: its profile is given to the analyser with each page, its recognised text with the pages it is of.
        limits: bounds of time and of reading ahead.
        known_bad: pages that took a worker down before, and how; they are not tried again.
        deaths: how many workers the document has cost before.
    """

    def __init__(
        self,
        source: SourceFile,
        seats: Sequence[Seat],
        pool: WorkerPool,
        numbers: Sequence[int],
        sample: wire.Sampled,
        limits: Limits,
        *,
        known_bad: Mapping[int, Cause],
        deaths: int = 0,
    ) -> None:
        self._source = source
        self._seats = seats
        self._pool = pool
        self._numbers = numbers
        self._sample = sample
        self._limits = limits
        self.deaths = deaths
        self._tasks = batches([number for number in numbers if number not in known_bad], len(seats))
        self._ready = {number: _unread(number, cause) for number, cause in known_bad.items() if number in numbers}
        self._waiting_bytes = 0
        self._neighbour: PageLayout | None = None
        self._seconds_left = limits.document_s + limits.document_page_s * len(numbers)
        self._next = numbers[0]
        self._error: BaseException | None = None
        self._stopping = False
        self._changed = threading.Condition()
        self._bell: tuple[Connection, Connection] = Pipe(duplex=False)
        self._bell_rung = False
        self._closed = False
        self._receiving: tuple[WorkerProcess, float] | None = None
        self._thread = threading.Thread(target=self._run, name="page-stream", daemon=True)
        self._thread.start()

    def layouts(self, cancel: CancelToken) -> Iterator[PageLayout]:
        """The pages in order.

        Raises:
            Cancelled: soon after `cancel` is set.
            DocumentError: the document can't be read any more.
        """
        for number in self._numbers:
            with self._changed:
                while number not in self._ready:
                    cancel.raise_if_cancelled()
                    if self._error is not None:
                        raise self._error
                    self._end_stuck()
                    self._changed.wait(_POLL_S)
                layout = self._ready.pop(number)
                self._waiting_bytes -= _size(layout)
                self._next = number + 1
                self._ring()
            cancel.raise_if_cancelled()
            if layout.state is PageState.FAILED or number == self._numbers[-1]:
                self._source.require_unchanged()
            yield self._with_size(layout)

    def _with_size(self, layout: PageLayout) -> PageLayout:
        """The page, which took its worker down before it told its size, as large as the one before or after it."""
        if layout.width > 0:
            self._neighbour = layout
            return layout
        near = self._neighbour
        if near is None:
            with self._changed:
                near = next((page for _, page in sorted(self._ready.items()) if page.width > 0), None)
        if near is None:
            return layout
        return replace(layout, width=near.width, height=near.height, rotation=near.rotation)

    def close(self) -> None:
        """Stops reading; workers that are in the middle of a page are ended. May be called again."""
        if self._closed:
            return
        with self._changed:
            self._stopping = True
            self._ring()
        self._thread.join(_JOIN_S)
        for seat in self._seats:
            # The thread may be receiving from a worker that was stopped in the middle of a message.
            if self._thread.is_alive() and seat.worker is not None:
                seat.worker.signal_end()
        self._thread.join()
        for seat in self._seats:
            if seat.phase is _Phase.READING:
                seat.clear()
        self._closed = True
        for end in self._bell:
            end.close()

    def _end_stuck(self) -> None:
        """Ends a worker that was halted in the middle of a message: its receiver can't see to its deadline itself."""
        receiving = self._receiving
        if receiving is not None and time.monotonic() > receiving[1] + self._limits.page_s:
            receiving[0].signal_end()

    def _ring(self) -> None:
        """Wakes the thread; `_changed` is held."""
        if not self._bell_rung and not self._closed:
            self._bell_rung = True
            self._bell[1].send_bytes(b"!")

    def _run(self) -> None:
        try:
            while not self._stopping and self._work_left():
                self._hand_out()
                self._receive(self._wait())
                self._end_overdue()
        except Exception as error:  # noqa: BLE001 (the border of the thread: raised again where pages are taken)
            with self._changed:
                self._error = error
                self._changed.notify_all()

    def _work_left(self) -> bool:
        return bool(self._tasks) or any(seat.phase is _Phase.READING for seat in self._seats)

    def _hand_out(self) -> None:
        """Gives batches to idle seats, in order, and workers to empty seats."""
        for seat in self._seats:
            if not self._tasks or not self._may_start(self._tasks[0][0]):
                return
            if seat.phase is _Phase.STARTING and seat.worker is not None and seat.worker.up and not seat.worker.alive:
                seat.clear()  # it ended by itself, tired of waiting
            if seat.phase is _Phase.NO_WORKER:
                seat.take(self._pool.take(), self._limits)
            if seat.phase is _Phase.STARTING and seat.worker is not None and seat.worker.up:
                self._source.require_unchanged()
                seat.open(seat.worker, self._source, self._limits)
            elif seat.phase is _Phase.IDLE and seat.worker is not None:
                seat.batch = self._tasks.popleft()
                seat.phase = _Phase.READING
                known = {number: text for number, text in self._sample.recognised.items() if number in seat.batch}
                seat.worker.send(wire.ReadPages(tuple(seat.batch), self._sample.profile, known))
                seat.deadline = time.monotonic() + self._limits.page_s

    def _may_start(self, number: int) -> bool:
        with self._changed:
            if number <= self._next:
                return True  # whoever takes the pages waits for this one
            near = number < self._next + self._limits.lookahead_pages
            return near and self._waiting_bytes < self._limits.lookahead_bytes

    def _may_deliver(self, seat: Seat) -> bool:
        """Whether there is room for the page that the seat's worker brings next; if not, the worker waits."""
        if seat.phase is not _Phase.READING:
            return True
        with self._changed:
            return seat.batch[0] <= self._next or self._waiting_bytes < self._limits.lookahead_bytes

    def _wait(self) -> list[object]:
        """The pipes that have something to be taken, after waiting until the first deadline at most."""
        connections: list[Connection] = []
        deadlines: list[float] = []
        for seat in self._seats:
            if not seat.busy or seat.worker is None:
                continue
            room = self._may_deliver(seat)
            if room:
                connections.append(seat.worker.connection)
            if room or not seat.worker.connection.poll():
                deadlines.append(seat.deadline)
        seconds = max(0.0, min(deadlines) - time.monotonic()) if deadlines else None
        found = wait([*connections, self._bell[0]], seconds)
        if self._bell[0] in found:
            with self._changed:
                self._bell[0].recv_bytes()
                self._bell_rung = False
        return list(found)

    def _receive(self, found: list[object]) -> None:
        for seat in self._seats:
            if seat.worker is None or seat.worker.connection not in found:
                continue
            try:
                self._receiving = seat.worker, time.monotonic()
                reply = seat.worker.receive()
                self._receiving = None
                if reply is not None:
                    self._handle(seat, seat.worker, reply)
            except WorkerEnded as ended:
                self._receiving = None
                self._bury(seat, ended.cause)
            except wire.WireError as error:
                logger.info("a document reader sent nonsense: %s", error)
                self._bury(seat, Cause.BAD_REPLY)

    def _handle(self, seat: Seat, worker: WorkerProcess, reply: wire.Reply) -> None:
        if seat.phase is _Phase.READING and isinstance(reply, wire.PageRead):
            layout = wire.checked_layout(reply.layout, seat.batch[0])
            if reply.detail:
                logger.info("page %d of %s: %s", layout.number, self._source.name, reply.detail)
            seat.batch.popleft()
            seat.deadline = time.monotonic() + self._limits.page_s
            self._deliver(layout)
            self._spend(reply.seconds)
            seat.worn = seat.worn or reply.worn
            if seat.worn:
                self._replace(seat)
            elif not seat.batch:
                seat.phase = _Phase.IDLE
                if worker.resident_bytes() > self._limits.recycle_bytes:
                    self._replace(seat)
        elif seat.phase is _Phase.OPENING and isinstance(reply, wire.Opened | wire.Refused):
            self._source.require_same(reply)
            seat.phase = _Phase.IDLE
        elif seat.phase is _Phase.READING and isinstance(reply, wire.Recognising):
            seat.deadline = time.monotonic() + self._limits.recognition_s
        else:
            raise wire.WireError(f"{type(reply).__name__} was not asked for")

    def _replace(self, seat: Seat) -> None:
        """Ends a worn worker; its pages go back, the seat gets a new one."""
        if seat.batch:
            self._tasks.appendleft(deque(seat.batch))
        seat.clear()

    def _deliver(self, layout: PageLayout) -> None:
        with self._changed:
            self._ready[layout.number] = layout
            self._waiting_bytes += _size(layout)
            self._changed.notify_all()

    def _end_overdue(self) -> None:
        now = time.monotonic()
        for seat in self._seats:
            if seat.busy and seat.worker is not None and now >= seat.deadline and not seat.worker.connection.poll():
                self._bury(seat, Cause.TOO_LONG)

    def _bury(self, seat: Seat, cause: Cause) -> None:
        """A worker is gone: the page it was at has failed, the others go back."""
        if seat.phase is _Phase.READING:
            self._deliver(_unread(seat.batch.popleft(), cause))
        self.deaths += 1
        self._replace(seat)
        if self.deaths >= self._limits.deaths:
            self._give_up(phrase(f"the reader had to be started again {self.deaths} times for this document"))

    def _spend(self, seconds: float) -> None:
        """Takes note of how long a page took; a document in which all of them take very long is given up."""
        self._seconds_left -= max(0.0, seconds)
        if self._seconds_left < 0:
            self._give_up(phrase("the document takes too long"))

    def _give_up(self, why: str) -> None:
        """Fails every page that no worker has; those that are being read may still come."""
        reason = f"The page was not read: {why}."
        for batch in self._tasks:
            for number in batch:
                self._deliver(failed_page(number, reason))
        self._tasks.clear()


def _unread(number: int, cause: Cause) -> PageLayout:
    return failed_page(number, f"The page could not be read: {cause}.")


def _size(layout: PageLayout) -> int:
    return sum(len(figure.png) for figure in layout.figures)
