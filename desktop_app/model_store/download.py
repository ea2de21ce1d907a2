"""A download as the program sees it: a generator of events over a process that is ended when nobody wants it."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection

import msgspec

from desktop_app.domain.errors import DownloadFailed
from desktop_app.domain.jobs import CancelToken
from desktop_app.model_store import download_process, wire

_POLL_S = 0.1


def run_download(fetch: wire.Fetch, cancel: CancelToken) -> Iterator[wire.FromProcess]:
    """What the process tells, `Done` last.

    Raises:
        DownloadFailed: it can't be done, or the process ended unexpectedly.
        Cancelled: soon after `cancel` is set; the process is gone then.
    """
    cancel.raise_if_cancelled()
    with _process(fetch) as connection:
        while True:
            message = _next(connection, cancel)
            if isinstance(message, wire.Failed):
                raise DownloadFailed(message.message, message.hint)
            yield message
            if isinstance(message, wire.Done):
                return


@contextmanager
def _process(fetch: wire.Fetch) -> Iterator[Connection]:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    child = context.Process(target=download_process.run, args=(theirs,), name="download", daemon=True)
    try:
        child.start()
        theirs.close()
        ours.send_bytes(wire.encode(fetch))
        yield ours
    except OSError as error:
        raise DownloadFailed(f"The process that downloads could not be started ({error}).") from error
    finally:
        ours.close()
        if child.pid is not None:
            child.kill()
            child.join()
        child.close()


def _next(connection: Connection, cancel: CancelToken) -> wire.FromProcess:
    try:
        while not connection.poll(_POLL_S):
            cancel.raise_if_cancelled()
        cancel.raise_if_cancelled()
        return wire.report_of(connection.recv_bytes(wire.MAX_MESSAGE_BYTES))
    except (EOFError, OSError, msgspec.DecodeError) as error:
        raise DownloadFailed(
            "The process that downloads ended unexpectedly.", "What was fetched is kept; start the download again."
        ) from error
