"""A worker process as its parent sees it: started, asked, waited for with a deadline, and ended."""

from __future__ import annotations

import contextlib
import logging
import multiprocessing
import signal
import sys
import time
from collections.abc import Iterator
from enum import StrEnum
from multiprocessing.connection import Connection

from desktop_app.domain.jobs import CancelToken
from desktop_app.pdf import wire
from desktop_app.pdf.limits import Limits
from desktop_app.pdf.recognition import PageTools
from desktop_app.pdf.worker import EXIT_OUT_OF_MEMORY, run_worker
from desktop_app.support.phrases import phrase

logger = logging.getLogger(__name__)

_POLL_S = 0.1
_END_S = 2.0


class Cause(StrEnum):
    """Why a worker is gone, in words that follow "Reading the page"."""

    TOO_LONG = phrase("it took too long")
    CRASHED = phrase("the reader crashed on it")
    NO_RESULT = phrase("the reader ended without a result")
    MEMORY = phrase("it needs too much memory")
    BAD_REPLY = phrase("the reader gave back something that makes no sense")


class WorkerEnded(Exception):
    """The worker is gone, or was ended; `cause` says why."""

    def __init__(self, cause: Cause) -> None:
        super().__init__(cause)
        self.cause = cause


class WorkerProcess:
    """A child process that runs `run_worker`; used by one thread at a time.

    Args:
        tools: what it applies to the pages it reads; None for one that only draws.
        limits: of the worker.

    Attributes:
        documents: how many files it has opened.
        path: the file that is open in it, or None.
    """

    def __init__(self, tools: PageTools | None, limits: Limits) -> None:
        self._message_bytes = limits.message_bytes[0 if tools is not None else 1]
        self.documents = 0
        context = multiprocessing.get_context("spawn")
        self._connection, child_end = context.Pipe()
        self._process = context.Process(
            target=run_worker, args=(child_end, tools, limits), name="document-reader", daemon=True
        )
        try:
            with _interrupt_blocked():
                self._process.start()
        except BaseException:
            self._connection.close()
            raise
        finally:
            child_end.close()
        self._started_until = time.monotonic() + limits.start_s
        self._up = False
        self._ended = False

    @property
    def connection(self) -> Connection:
        """The parent's end of the pipe, to wait on."""
        return self._connection

    def send(self, request: wire.Request) -> None:
        """Sends a request; a worker that is gone shows when its reply is received."""
        if isinstance(request, wire.OpenFile):
            self.documents += 1
        try:
            wire.send(self._connection, request)
        except OSError:
            logger.debug("a document reader was gone when it was asked")

    @property
    def up(self) -> bool:
        """Whether it has said that it is up."""
        return self._up

    def extra_time(self) -> float:
        """Seconds to grant on top of a deadline because the process is still starting."""
        return 0.0 if self._up else max(0.0, self._started_until - time.monotonic())

    def receive(self) -> wire.Reply | None:
        """The message that waits in the pipe; None when it only said that the worker is up.

        Raises:
            WorkerEnded: the worker is gone, or sent nonsense and was ended.
        """
        try:
            reply = wire.receive_reply(self._connection, self._message_bytes)
        except EOFError:
            raise WorkerEnded(self._cause_of_death()) from None
        except wire.WireError as error:
            logger.info("a document reader sent a bad message: %s", error)
            self.kill()
            raise WorkerEnded(Cause.BAD_REPLY) from error
        self._up = True
        return None if isinstance(reply, wire.Ready) else reply

    def wait(self, seconds: float, cancel: CancelToken | None = None) -> wire.Reply:
        """The next reply.

        Args:
            seconds: how long it may take; the process's start is not counted.
            cancel: looked at several times a second.

        Raises:
            WorkerEnded: it is gone, or took too long and was ended.
            Cancelled: the worker was ended because of it.
        """
        deadline = time.monotonic() + seconds + self.extra_time()
        while True:
            was_up = self._up
            if cancel is not None and cancel.cancelled:
                self.kill()
                cancel.raise_if_cancelled()
            if self._connection.poll(max(0.0, min(_POLL_S, deadline - time.monotonic()))):
                reply = self.receive()
                if reply is not None:
                    return reply
                if not was_up:
                    deadline = time.monotonic() + seconds
            elif time.monotonic() >= deadline:
                self.kill()
                raise WorkerEnded(Cause.TOO_LONG)

    def resident_bytes(self) -> int:
        """Resident memory of the process; 0 when that can't be known."""
        import psutil

        try:
            return int(psutil.Process(self._process.pid).memory_info().rss)
        except psutil.Error:
            return 0

    @property
    def alive(self) -> bool:
        """Whether the process is running."""
        return not self._ended and self._process.is_alive()

    def signal_end(self) -> None:
        """Tells the system to end the process, without waiting; the one method that any thread may call."""
        with contextlib.suppress(ValueError):  # it has just been ended elsewhere
            self._process.kill()

    def kill(self) -> None:
        """Ends the process at once and waits until it is gone; may be called again."""
        if self._ended:
            return
        self._process.kill()
        self._process.join()
        self._free()

    def stop(self) -> None:
        """Lets an idle process end by itself, and ends it when it does not."""
        if self._ended:
            return
        self._connection.close()
        self._process.join(_END_S)
        if self._process.exitcode is None:
            self.kill()
        else:
            self._free()

    def _free(self) -> None:
        self._ended = True
        self._connection.close()
        with contextlib.suppress(ValueError):  # its end was taken note of elsewhere: it counts as running here
            self._process.close()

    def _cause_of_death(self) -> Cause:
        self._process.join(_END_S)
        code = self._process.exitcode
        if code is None:
            self.kill()
            return Cause.NO_RESULT
        self._free()
        logger.info("a document reader ended with exit code %s", code)
        return _cause_of(code)


@contextlib.contextmanager
def _interrupt_blocked() -> Iterator[None]:
    """Lets a process start with Ctrl-C blocked: in a terminal it reaches children too, and ends them with noise."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _cause_of(exit_code: int) -> Cause:
    if exit_code == EXIT_OUT_OF_MEMORY:
        return Cause.MEMORY
    if sys.platform != "win32" and exit_code == -signal.SIGALRM:
        return Cause.TOO_LONG
    return Cause.CRASHED if exit_code < 0 or exit_code >= 0xC0000000 else Cause.NO_RESULT
