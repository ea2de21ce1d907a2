"""Encoded pictures on disk: a figure goes through a projector once in its life.

A file is named by what its content depends on: the projector file, the tile budget, the picture's digest, the tile's
number. A file that is damaged, or was cut by a crash or a full disk, is as good as none.
"""

from __future__ import annotations

import hashlib
import logging
from contextlib import suppress
from pathlib import Path

from desktop_app.support.atomic_write import write_atomically

_LOG = logging.getLogger(__name__)

MAX_BYTES = 2 * 1024**3
_SAMPLE = 1 << 20
_CHECK = 32


class VisionCache:
    """Embeddings of pictures for one projector and one tile budget.

    Args:
        folder: where the files are; made when the first is written.
        projector: the projector's file.
        tiles: the tile budget.
        max_bytes: the oldest files go when all of them together are larger.
    """

    def __init__(self, folder: Path, projector: Path, *, tiles: int, max_bytes: int = MAX_BYTES) -> None:
        self._folder = folder
        self._key = f"{fingerprint(projector)}:{tiles}"
        self._max_bytes = max_bytes
        self._size = sum(size for _, size, _ in self._files())

    def get(self, digest: str, index: int) -> bytes | None:
        """The embedding of a tile as it was put, or None."""
        path = self._path(digest, index)
        try:
            content = path.read_bytes()
        except OSError:
            return None
        check, data = content[:_CHECK], content[_CHECK:]
        if hashlib.sha256(data).digest() != check:
            _LOG.debug("%s is damaged", path)
            return None
        return data

    def put(self, digest: str, index: int, embedding: bytes) -> None:
        """Keeps an embedding; a full disk is no error."""
        content = hashlib.sha256(embedding).digest() + embedding
        try:
            write_atomically(self._path(digest, index), content)
        except OSError as error:
            _LOG.debug("an encoded picture was not kept: %s", error)
            return
        self._size += len(content)
        if self._size > self._max_bytes:
            self._make_room()

    def _path(self, digest: str, index: int) -> Path:
        name = hashlib.sha256(f"{self._key}:{digest}:{index}".encode()).hexdigest()
        return self._folder / f"{name}.f32"

    def _files(self) -> list[tuple[float, int, Path]]:
        """Modification time, size and path of each file."""
        found = []
        for path in self._folder.glob("*.f32"):
            with suppress(OSError):
                status = path.stat()
                found.append((status.st_mtime, status.st_size, path))
        return found

    def _make_room(self) -> None:
        """Removes the oldest files until a tenth of the space is free."""
        files = sorted(self._files())
        self._size = sum(size for _, size, _ in files)
        for _, size, path in files:
            if self._size <= self._max_bytes * 0.9:
                break
            with suppress(OSError):
                path.unlink()
                self._size -= size


def fingerprint(path: Path) -> str:
    """Tells one projector file from another without reading all of it: its size, its beginning and its end."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(0)
        digest = hashlib.sha256(f"{size}:".encode() + file.read(_SAMPLE))
        file.seek(max(0, size - _SAMPLE))
        digest.update(file.read(_SAMPLE))
    return digest.hexdigest()
