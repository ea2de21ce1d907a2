"""The process that downloads: the only one of the program that may connect to another machine, and only to the hub.

It does one download and ends; ending it is how a download is stopped, at any moment, and nothing is lost by that. It
ends by itself when the program at the other end of the pipe is gone.
"""

from __future__ import annotations

import errno
import logging
import os
import shutil
import signal
import sys
import threading
import time
import urllib.request
from collections import Counter
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from pathlib import Path

from desktop_app.domain.errors import DownloadFailed
from desktop_app.domain.model_store import as_size
from desktop_app.model_store import wire
from desktop_app.model_store.hub import Hub, TryAgain, prepare_environment
from desktop_app.model_store.hub_door import HubDoor
from desktop_app.model_store.partial_files import (
    Interrupted,
    NeededFile,
    note_of,
    part_of,
    read_notes,
    remove_parts,
    slug,
    write_note,
)
from desktop_app.model_store.repository_files import RemoteFile, Selection, Wanted, choose_clip_files, choose_files
from desktop_app.model_store.source_notes import FileRecord, SourceNote, read_source, write_source
from desktop_app.model_store.transfer import Listener, Origin, Transfer

_SPARE = 200_000_000
"""Bytes that a download leaves free on the disk."""
_REPORT_EVERY_S = 0.1
_LOCK_S = 2.0


def run(connection: Connection) -> None:
    """The process's whole life."""
    _be_a_quiet_child()
    fetch = wire.fetch_of(connection.recv_bytes(wire.MAX_MESSAGE_BYTES))
    threading.Thread(target=_end_with_the_program, args=(connection,), name="listen", daemon=True).start()

    def send(message: wire.FromProcess) -> None:
        connection.send_bytes(wire.encode(message))

    door = HubDoor([fetch.endpoint, *_proxies()])
    sys.addaudithook(door)
    prepare_environment(fetch.endpoint)
    try:
        send(_Download(fetch, Hub(fetch.endpoint, fetch.retry.timeout_s, door.admit), send).run())
    except DownloadFailed as error:
        send(wire.Failed(error.message, error.hint))
    except OSError as error:
        send(_disk_problem(error, Path(fetch.target)))
    except Exception as error:  # noqa: BLE001 - the process's border: told to the program
        send(wire.Failed(f"The download failed ({type(error).__name__}: {error})."[:1000]))
    connection.close()


def _be_a_quiet_child() -> None:
    """Leaves Ctrl-C to the program, and writes nothing to its terminal."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    logging.getLogger().addHandler(logging.NullHandler())
    silence = os.open(os.devnull, os.O_RDWR)
    for stream in (1, 2):
        os.dup2(silence, stream)
    if sys.platform == "linux":
        import ctypes

        set_parent_death_signal = 1
        ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGKILL)


def _end_with_the_program(connection: Connection) -> None:
    """Nothing more is said to this process; the pipe's end is the program's."""
    try:
        connection.poll(None)
    except (EOFError, OSError):
        pass
    finally:
        os._exit(0)


def _proxies() -> list[str]:
    return [address for name, address in urllib.request.getproxies().items() if name != "no"]


def _disk_problem(error: OSError, target: Path) -> wire.Failed:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return wire.Failed(f"The disk is full: {target} can't take more.", "Free some space; what was fetched is kept.")
    return wire.Failed(f"The model can't be written to {target} ({error.strerror or error}).", "Look at the folder.")


class _Download:
    """One download, from the hub's list of files to the last checksum."""

    def __init__(self, fetch: wire.Fetch, hub: Hub, send: Callable[[wire.FromProcess], None]) -> None:
        self._fetch = fetch
        self._hub = hub
        self._send = send
        self._target = Path(fetch.target)
        self._partial = Path(fetch.partial)

    def run(self) -> wire.Done:
        """Fetches what is missing; raises `DownloadFailed` and `OSError`."""
        import filelock

        self._partial.mkdir(parents=True, exist_ok=True)
        # Two downloads from one repository may need the same file, its projector for one.
        lock = filelock.FileLock(self._partial / f"{slug(self._fetch.repository)}.lock", timeout=_LOCK_S)
        try:
            with lock:
                return self._run_alone()
        except filelock.Timeout as error:
            raise DownloadFailed(
                f"Another window or command is downloading from {self._fetch.repository}.", "Wait for it to end."
            ) from error

    def _run_alone(self) -> wire.Done:
        revision, selection = self._select()
        places = self._places(selection.files)
        there = [self._is_there(file, place) for file, place in zip(selection.files, places, strict=True)]
        total = sum(file.size for file in selection.files)
        begun = sum(
            file.size if whole else self._size_of_part(file) for file, whole in zip(selection.files, there, strict=True)
        )
        self._send(wire.Planned(tuple(place.name for place in places), total, begun, selection.note))
        self._check_space(total - begun)
        self._note(selection.files, places)
        done = fetched = 0
        origin = Origin(self._hub, self._fetch.repository, revision)
        for file, place, whole in zip(selection.files, places, there, strict=True):
            if not whole:
                fetched += self._fetch_file(file, origin, place, before=done, total=total)
            done += file.size
            self._send(wire.Progress(place.name, done, total))
        self._record(revision, selection.files, places)
        note_of(self._partial, self._fetch.name).unlink(missing_ok=True)
        return wire.Done(tuple(str(place) for place in places), fetched)

    def _select(self) -> tuple[str, Selection]:
        failures = 0
        wanted = Wanted(self._fetch.repository, self._fetch.quantization, self._fetch.exact)
        while True:
            try:
                revision, files = self._hub.files(self._fetch.repository)
            except TryAgain as problem:
                failures += 1
                if failures >= self._fetch.retry.tries:
                    raise DownloadFailed(
                        f"{problem.reason} It was tried {failures} times.",
                        "Look at the connection, and try again later.",
                    ) from problem
                wait = self._fetch.retry.wait(failures, problem.wait)
                self._send(wire.Waiting(problem.reason, wait))
                time.sleep(wait)
            else:
                return revision, (choose_clip_files if self._fetch.clip else choose_files)(files, wanted)

    def _places(self, files: Sequence[RemoteFile]) -> list[Path]:
        """Where the files go: all in one folder, since a projector is looked for beside its model."""
        twice = [name for name, count in Counter(file.name for file in files).items() if count > 1]
        if twice:
            raise DownloadFailed(
                f"{self._fetch.repository} has two files called {twice[0]}.", "Choose another repository."
            )
        return [self._target / file.name for file in files]

    def _is_there(self, file: RemoteFile, place: Path) -> bool:
        """Whether the file was fetched before and has not been touched since."""
        record = read_source(self._target).file(place.name)
        if record is None or record.sha256 != file.sha256 or not file.sha256:
            return False
        try:
            state = place.stat()
        except OSError:
            return False
        return state.st_size == file.size and state.st_mtime_ns == record.modified_ns

    def _size_of_part(self, file: RemoteFile) -> int:
        part = part_of(self._partial, file, self._fetch.repository)
        return min(file.size, part.stat().st_size) if part.is_file() else 0

    def _note(self, files: Sequence[RemoteFile], places: Sequence[Path]) -> None:
        models_dir = self._partial.parent
        needed = tuple(
            NeededFile(str(place.relative_to(models_dir)), file.size, file.sha256)
            for file, place in zip(files, places, strict=True)
        )
        now = Interrupted(self._fetch.name, self._fetch.repository, needed)
        self._remove_outdated_parts(now)
        write_note(self._partial, now)

    def _remove_outdated_parts(self, now: Interrupted) -> None:
        """What an earlier try left of files that the hub has replaced meanwhile is of no use to anybody."""
        needed = {file.sha256 for file in now.files}
        notes = read_notes(self._partial)
        for note in (note for note in notes if note.name == now.name):
            if not needed & {file.sha256 for file in note.files}:
                remove_parts(self._partial, note, [*notes, now])

    def _check_space(self, missing: int) -> None:
        free = shutil.disk_usage(self._partial).free
        if missing + _SPARE > free:
            raise DownloadFailed(
                f"{self._fetch.name} needs {as_size(missing)} more on the disk, and {as_size(free)} are free there.",
                f"Free some space, or move the folder {self._partial.parent}.",
            )

    def _fetch_file(self, file: RemoteFile, origin: Origin, place: Path, *, before: int, total: int) -> int:
        part = part_of(self._partial, file, self._fetch.repository)
        transfer = Transfer(file, origin, part, place, self._fetch.retry)
        last, was_checking = 0.0, False

        def progress(done: int, checking: bool) -> None:
            nonlocal last, was_checking
            now = time.monotonic()
            if now - last >= _REPORT_EVERY_S or checking != was_checking:
                last, was_checking = now, checking
                self._send(wire.Progress(place.name, before + done, total, checking))

        transfer.run(Listener(progress, lambda reason, seconds: self._send(wire.Waiting(reason, seconds))))
        return transfer.fetched

    def _record(self, revision: str, files: Sequence[RemoteFile], places: Sequence[Path]) -> None:
        records = tuple(
            FileRecord(place.name, file.size, file.sha256, place.stat().st_mtime_ns)
            for file, place in zip(files, places, strict=True)
        )
        write_source(self._target, SourceNote(self._fetch.repository, revision, self._fetch.name, records))
