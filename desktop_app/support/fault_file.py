"""What a fault that ends the process at once leaves behind: Python's stack, in a file that the next start finds."""

from __future__ import annotations

import faulthandler
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any, Protocol

MOST_TEXT = 64_000
_OLD_S = 7 * 24 * 3600


class FaultHandler(Protocol):
    """The part of Python's `faulthandler` that is used."""

    def enable(self, file: IO[Any]) -> None:
        """From now on the stack is written to `file` when a fault ends the process."""

    def disable(self) -> None:
        """Nothing is written any more."""


@contextmanager
def fault_file(folder: Path, handler: FaultHandler = faulthandler) -> Iterator[str]:
    """Writes the stack into `folder` should the process be ended by a fault; gives what the last such fault left.

    A file with text is from a process that ended so; it is told once. The file of this process goes when it ends as
    it should. Where there can't be a file, there is none: a start is never stopped by this.

    Args:
        folder: where log files are.
        handler: what writes; tests give another.
    """
    last = _take_last(folder)
    file = folder / f"fault-{os.getpid()}.txt"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        stream = file.open("w", encoding="utf-8")
    except OSError:
        yield last
        return
    with stream:
        handler.enable(stream)
        try:
            yield last
        finally:
            handler.disable()
    with suppress(OSError):
        file.unlink()


def _take_last(folder: Path) -> str:
    """The newest text, after which all are removed; a file without text may be that of a program that runs."""
    newest, told = 0.0, ""
    for file in folder.glob("fault-*.txt"):
        with suppress(OSError):
            about = file.stat()
            if about.st_size == 0 and time.time() - about.st_mtime < _OLD_S:
                continue
            text = file.read_text(encoding="utf-8", errors="replace")[:MOST_TEXT]
            file.unlink()  # not possible on Windows while the program that writes it runs: then it did not end
            if about.st_mtime >= newest and text:
                newest, told = about.st_mtime, text
    return told
