"""Pictures that came with questions: copies named by the hash of their content, beside the conversations."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from pathlib import Path

from desktop_app.support.atomic_write import write_atomically

MOST_BYTES = 64 * 1024 * 1024
"""A larger file is not copied; no such picture is shown either."""

_ENDINGS = {b"\x89PNG": ".png", b"\xff\xd8": ".jpg"}


class QuestionPictures:
    """A folder of pictures. Two questions about the same picture share one; nobody but `sweep` removes any.

    Args:
        folder: made when the first picture is kept.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: dict[tuple[str, int, int], str] = {}

    def keep(self, source: Path) -> str:
        """Copies a PNG or JPEG file; its name here, or "" where it is gone, no picture, or too large.

        Raises:
            OSError: the copy can't be written.
        """
        if source.parent == self._folder:
            return source.name if source.is_file() else ""
        try:
            state = source.stat()
            key = (str(source), state.st_mtime_ns, state.st_size)
            if key in self._known:
                return self._known[key]
            content = source.read_bytes() if state.st_size <= MOST_BYTES else b""
        except OSError:
            return ""
        ending = next((ending for head, ending in _ENDINGS.items() if content.startswith(head)), "")
        if not ending:
            return ""
        name = hashlib.sha256(content).hexdigest() + ending
        if not (self._folder / name).exists():
            write_atomically(self._folder / name, content)
        self._known[key] = name
        return name

    def path(self, name: str) -> Path:
        """Where a picture that was kept is; it may be gone. Only the last part of `name` counts."""
        return self._folder / Path(name).name

    def sweep(self, needed: Collection[str]) -> None:
        """Removes every picture that is not among `needed`.

        Raises:
            OSError: the folder can't be read or changed.
        """
        if not self._folder.is_dir():
            return
        for path in self._folder.iterdir():
            if path.is_file() and path.name not in needed:
                path.unlink()
