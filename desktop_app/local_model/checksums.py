"""Noticing that a model file is not what it was: half of all damaged models load and answer, wrongly.

The SHA-256 of a file is recorded when it is used first, and compared when its size or the time of its last change
differ from what was recorded. llama.cpp itself checks nothing.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable
from pathlib import Path

import msgspec

from desktop_app.support.atomic_write import write_atomically

_LOG = logging.getLogger(__name__)
_CHUNK = 4 << 20


class Record(msgspec.Struct, frozen=True):
    """What is known of a file."""

    path: str
    size: int
    changed: int
    sha256: str


class Checksums:
    """The records of a folder, one file each; a folder that can't be written is no error, and keeps nothing."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def known(self, path: Path) -> bool:
        """Whether the file is recorded as it is now, by its size and time of change."""
        record, now = self._read(path), _state(path)
        return record is not None and (record.size, record.changed) == now

    def recorded(self, path: Path) -> bool:
        """Whether there is a record of the file, as it is now or as it was."""
        return self._read(path) is not None

    def record(self, path: Path, pause: Callable[[], None] = lambda: None) -> bool:
        """Records the file as it is now; False where its content is not what was recorded before.

        Args:
            path: a model or projector.
            pause: called between pieces of the file; may wait, or raise to give up.

        Raises:
            OSError: the file can't be read.
        """
        before, (size, changed) = self._read(path), _state(path)
        digest = hashlib.sha256()
        with path.open("rb") as file:
            while piece := file.read(_CHUNK):
                digest.update(piece)
                pause()
        record = Record(str(path), size, changed, digest.hexdigest())
        try:
            write_atomically(self._file(path), msgspec.json.encode(record))
        except OSError as error:
            _LOG.debug("a checksum was not kept: %s", error)
        return before is None or before.sha256 == record.sha256

    def _file(self, path: Path) -> Path:
        name = hashlib.sha256(str(path).encode("utf-8", "surrogateescape")).hexdigest()[:32]
        return self._folder / f"{name}.json"

    def _read(self, path: Path) -> Record | None:
        try:
            return msgspec.json.decode(self._file(path).read_bytes(), type=Record)
        except (OSError, msgspec.DecodeError):
            return None


def _state(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_size, status.st_mtime_ns


def changed_notice(path: Path) -> str:
    """What is told when a file is not what it was."""
    return (
        f"The model file {path.name} has changed since it was used first. "
        "If you did not replace it yourself, it is damaged: copy or download it again."
    )
