"""Pictures of figures: PNG files named by the SHA-256 of their content, each content stored once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from desktop_app.domain.errors import LibraryError
from desktop_app.support.atomic_write import write_atomically

SUFFIX = ".png"


class FigureFiles:
    """The folder of pictures."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, name: str) -> Path:
        """Where a picture is, by its file name."""
        return self._folder / Path(name).name

    def store(self, png: bytes) -> str:
        """Stores a picture, durably, and returns its file name.

        Raises:
            LibraryError: it could not be written.
        """
        name = hashlib.sha256(png).hexdigest() + SUFFIX
        path = self.path(name)
        try:
            if not path.is_file() or path.stat().st_size != len(png):
                write_atomically(path, png)
        except OSError as error:
            raise LibraryError(
                f"A picture could not be stored in {self._folder} ({error.strerror or error}).",
                "Check that the disk is not full and that you may write to the folder, then try again.",
            ) from error
        return name

    def remove(self, names: Iterable[str]) -> None:
        """Removes pictures that nothing refers to any more; what can't be removed now goes at the next rebuild."""
        for name in names:
            with suppress(OSError):
                self.path(name).unlink(missing_ok=True)

    def names(self) -> set[str]:
        """The pictures that are there."""
        return {path.name for path in self._folder.glob(f"*{SUFFIX}") if not path.name.startswith(".")}

    def leftovers(self) -> list[Path]:
        """Files of writes that were cut short."""
        return [path for path in self._folder.glob(".*.part") if path.is_file()]

    def is_sound(self, name: str) -> bool:
        """Whether the picture is there with the content its name promises."""
        try:
            content = self.path(name).read_bytes()
        except OSError:
            return False
        return hashlib.sha256(content).hexdigest() + SUFFIX == name
