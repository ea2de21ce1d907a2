"""Is this path a file that can be read at all? Asked before any parser sees it."""

from __future__ import annotations

import errno
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from desktop_app.domain.errors import FileProblem
from desktop_app.pdf.text_cleaning import clean_line

_COPY_AGAIN = "Copy it again from where it came from, then add it once more."


@dataclass(frozen=True, slots=True)
class FileIdentity:
    """What tells whether a file is still the same one; numbers of files change by themselves on some network drives."""

    size: int
    modified_ns: int


def shown_name(path: Path) -> str:
    """The file's name as it can be shown: one line, without control characters."""
    return f"“{clean_line(path.name or str(path), 120)}”"


def check_file(path: Path) -> FileIdentity:
    """The identity of a regular, readable file with something in it; never blocks.

    Raises:
        FileProblem: there is no such file, or it is a folder, pipe, device, empty, or unreadable.
    """
    name = shown_name(path)
    try:
        # Looked at before it is opened: opening a device can have effects.
        _require_regular(path.stat().st_mode, name)
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0))
        try:
            found = os.fstat(descriptor)
        finally:
            os.close(descriptor)
    except (OSError, ValueError) as error:
        raise _problem(error, name) from error
    _require_regular(found.st_mode, name)
    if found.st_size == 0:
        raise FileProblem(f"{name} is empty.", _COPY_AGAIN)
    return FileIdentity(found.st_size, found.st_mtime_ns)


def changed_file(path: Path) -> FileProblem:
    """The failure of a file that is not the same as when it was opened."""
    return FileProblem(f"{shown_name(path)} changed while it was read.", "Add it again when nothing writes to it.")


def _require_regular(mode: int, name: str) -> None:
    if stat.S_ISDIR(mode):
        raise FileProblem(f"{name} is a folder.", "Add the files inside it.")
    if not stat.S_ISREG(mode):
        raise FileProblem(f"{name} is no ordinary file but a pipe, a device or the like.", "Choose a document file.")


def _problem(error: OSError | ValueError, name: str) -> FileProblem:
    code = error.errno if isinstance(error, OSError) else None
    if code in (errno.ENOENT, errno.ENOTDIR):
        return FileProblem(f"{name} does not exist.", "It may have been moved or renamed: choose it again.")
    if code in (errno.EACCES, errno.EPERM):
        return FileProblem(f"{name} may not be read.", "Give yourself the right to read it, then add it again.")
    if code == errno.ELOOP:
        return FileProblem(f"{name} is a link that leads back to itself.", "Choose the file it was meant to lead to.")
    if code == errno.ENAMETOOLONG or code is None:
        return FileProblem(f"{name} can't be a file's name on this system.", "Choose the file again.")
    reason = os.strerror(code)
    return FileProblem(f"{name} can't be read ({reason}).", "Check that the disk it is on works, then add it again.")
