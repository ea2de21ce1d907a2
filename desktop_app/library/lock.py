"""One process at a time has a library open; the system frees the lock when that process ends, however it ends."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from filelock import FileLock, Timeout

from desktop_app.domain.errors import LibraryError, LibraryLocked

LOCK_NAME = "library.lock"
HOLDER_NAME = "library.holder"


class LibraryLock:
    """The lock on a library's folder.

    The holder's process id stands in a file of its own, because a locked file can't be read everywhere.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._holder = folder / HOLDER_NAME
        self._lock = FileLock(folder / LOCK_NAME, thread_local=False)

    def acquire(self) -> None:
        """Takes the lock, without waiting.

        Raises:
            LibraryLocked: another program, or this one, has the library open.
            LibraryError: the folder can't be written.
        """
        try:
            self._lock.acquire(timeout=0)
        except Timeout as error:
            raise LibraryLocked(self._locked_words(), "Close the other program, or choose another library.") from error
        except OSError as error:
            raise LibraryError(
                f"The library's folder {self._folder} can't be written ({error.strerror or error}).",
                "Check that the folder is there and that you may write to it.",
            ) from error
        with suppress(OSError):
            self._holder.write_text(str(os.getpid()), encoding="ascii")

    def release(self) -> None:
        """Gives the lock back."""
        with suppress(OSError):
            self._holder.unlink()
        self._lock.release()

    def _locked_words(self) -> str:
        try:
            process = int(self._holder.read_text(encoding="ascii"))
        except (OSError, ValueError):
            return f"The library {self._folder} is open in another program."
        if process == os.getpid():
            return f"The library {self._folder} is open in this program already."
        return f"The library {self._folder} is open in another program (process {process})."
