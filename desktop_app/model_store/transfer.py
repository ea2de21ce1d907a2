"""Fetching one file so that it ends up whole and checked in its place, whatever happens on the way."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Protocol

from desktop_app.domain.errors import DownloadFailed
from desktop_app.model_store.hub import Body, TryAgain
from desktop_app.model_store.repository_files import RemoteFile
from desktop_app.model_store.wire import RetryPolicy
from desktop_app.support.atomic_write import sync_folder

_BLOCK = 1024 * 1024
_SYNC_EVERY = 64 * 1024 * 1024
_WRONG_CONTENTS = 2
"""How often a file may come with a wrong checksum before the hub is not believed any more."""


class Source(Protocol):
    """Where bytes come from; `hub.Hub` in the program."""

    def open(self, repository: str, revision: str, path: str, offset: int) -> AbstractContextManager[Body]:
        """The bytes of a file from a place on; raises `TryAgain` or `DownloadFailed`."""
        ...


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a file is at the hub."""

    source: Source
    repository: str
    revision: str


@dataclass(slots=True)
class Listener:
    """Who is told: how many bytes of the file are there (and whether they are being checked), and why it waits."""

    progress: Callable[[int, bool], None]
    waiting: Callable[[str, float], None]
    sleep: Callable[[float], None] = field(default=time.sleep)


class Transfer:
    """One file on its way from the hub to its place.

    Args:
        file: what to fetch.
        part: where its bytes are until it is whole; what is there already is used.
        place: where it goes.
    """

    def __init__(self, file: RemoteFile, origin: Origin, part: Path, place: Path, retry: RetryPolicy) -> None:
        self._file = file
        self._origin = origin
        self._part = part
        self._place = place
        self._retry = retry
        self._hash = hashlib.sha256()
        self._done = 0
        self.fetched = 0

    def run(self, listener: Listener) -> None:
        """Fetches until the file is whole and its checksum right, then puts it into its place.

        Raises:
            DownloadFailed: it can't be had, or the connection stayed away for too long; what was fetched is kept.
            OSError: the disk can't take it.
        """
        self._part.parent.mkdir(parents=True, exist_ok=True)
        wrong = 0
        with self._part.open("ab") as made:
            made.flush()
        with self._part.open("r+b") as part:
            self._read_what_is_there(part, listener)
            while True:
                self._fetch_rest(part, listener)
                if not self._file.sha256 or self._hash.hexdigest() == self._file.sha256:
                    break
                wrong += 1
                self._start_over(part)
                if wrong > _WRONG_CONTENTS:
                    self._give_up_on_content()
                listener.waiting(f"{self._file.name} came damaged; it is fetched anew.", 0.0)
            part.flush()
            os.fsync(part.fileno())
        self._place.parent.mkdir(parents=True, exist_ok=True)
        self._part.replace(self._place)
        sync_folder(self._place.parent)

    def _read_what_is_there(self, part: BinaryIO, listener: Listener) -> None:
        size = part.seek(0, os.SEEK_END)
        if size > self._file.size:
            self._start_over(part)
            return
        part.seek(0)
        while block := part.read(_BLOCK):
            self._take(block)
            listener.progress(self._done, True)

    def _fetch_rest(self, part: BinaryIO, listener: Listener) -> None:
        """Fetches what is missing, in as many tries as it takes; counts only those in a row that brought nothing."""
        failures = 0
        while self._done < self._file.size:
            before = self._done
            try:
                self._fetch_once(part, listener)
            except TryAgain as problem:
                failures = 1 if self._done > before else failures + 1
                if failures >= self._retry.tries:
                    raise DownloadFailed(
                        f"{problem.reason} It was tried {failures} times.",
                        "What was fetched is kept; start the download again when the connection is back.",
                    ) from problem
                wait = self._retry.wait(failures, problem.wait)
                listener.waiting(problem.reason, wait)
                listener.sleep(wait)

    def _fetch_once(self, part: BinaryIO, listener: Listener) -> None:
        origin = self._origin
        synced = self._done
        with origin.source.open(origin.repository, origin.revision, self._file.path, self._done) as body:
            if body.offset != self._done:
                self._start_over(part)
                if body.offset:
                    raise TryAgain("The hub did not go on where the file was left.")
            for block in body.blocks:
                if self._done + len(block) > self._file.size:
                    self._start_over(part)
                    raise TryAgain(f"{self._file.name} came longer than the hub had said.")
                part.write(block)
                part.flush()
                self._take(block)
                self.fetched += len(block)
                listener.progress(self._done, False)
                if self._done - synced >= _SYNC_EVERY:
                    os.fsync(part.fileno())
                    synced = self._done
        if self._done < self._file.size:
            raise TryAgain("The connection was lost.")

    def _take(self, block: bytes) -> None:
        self._hash.update(block)
        self._done += len(block)

    def _start_over(self, part: BinaryIO) -> None:
        part.seek(0)
        part.truncate()
        self._hash = hashlib.sha256()
        self._done = 0

    def _give_up_on_content(self) -> None:
        raise DownloadFailed(
            f"{self._file.name} came {_WRONG_CONTENTS + 1} times with a wrong checksum: it is not what the hub lists.",
            "Nothing of it was kept. Try again later, or another repository.",
        )
