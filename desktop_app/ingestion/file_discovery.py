"""Which files are meant by the paths a user gives, and what identifies each."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop_app.domain.errors import FileProblem
from desktop_app.domain.jobs import CancelToken

SUPPORTED_SUFFIXES = frozenset(
    {".pdf", ".epub", ".xps", ".oxps", ".cbz", ".fb2", ".mobi", ".png", ".jpg", ".jpeg", ".tif", ".tiff"}
)
"""What is taken from folders; a file that is named itself is always tried."""
READ_SIZE = 1 << 20


@dataclass(frozen=True, slots=True)
class FileState:
    """What changes when a file is written to."""

    size: int
    modified_ns: int


@dataclass(frozen=True, slots=True)
class FileIdentity:
    """A file's content by its SHA-256, and its state when that was taken."""

    sha256: str
    state: FileState


def find_files(paths: Sequence[Path], cancel: CancelToken | None = None) -> list[Path]:
    """The files to read, in the order given, folders walked by name; each file once.

    Hidden files and folders are skipped inside folders; a folder that is reached twice is walked once.

    Raises:
        Cancelled: `cancel` was set meanwhile; a folder on a slow disk takes a while.
    """
    found: dict[str, Path] = {}
    seen: set[tuple[int, int]] = set()
    for path in paths:
        for file in _walk(path, seen, cancel or CancelToken()) if path.is_dir() else [path]:
            found.setdefault(_real(file), file)
    return list(found.values())


def _real(path: Path) -> str:
    try:
        return os.path.realpath(path)
    except (OSError, ValueError):
        return str(path)


def shown(path: Path) -> str:
    """The file's name as text, whatever bytes it is made of."""
    return path.name.encode("utf-8", "replace").decode("utf-8")


def _walk(folder: Path, seen: set[tuple[int, int]], cancel: CancelToken) -> Iterator[Path]:
    try:
        status = folder.stat()
        names = sorted(os.listdir(folder))  # noqa: PTH208 (names that are no text must survive as they are)
    except OSError:
        return
    if (status.st_dev, status.st_ino) in seen:
        return
    seen.add((status.st_dev, status.st_ino))
    for name in names:
        cancel.raise_if_cancelled()
        if name.startswith("."):
            continue
        path = folder / name
        if path.is_dir():
            yield from _walk(path, seen, cancel)
        elif path.suffix.lower() in SUPPORTED_SUFFIXES and path.is_file():
            yield path


def file_state(path: Path) -> FileState:
    """The file's state now.

    Raises:
        FileProblem: it is missing, can't be read, or is no regular file.
    """
    try:
        status = path.stat()
    except FileNotFoundError as error:
        raise FileProblem(
            f"{shown(path)} is not there.", "Check the path, or add it again from where it is now."
        ) from error
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from error
    if not stat.S_ISREG(status.st_mode):
        if stat.S_ISDIR(status.st_mode):
            raise FileProblem(f"{shown(path)} is a folder.", "Choose a document.")
        raise FileProblem(f"{shown(path)} is no regular file.", "Choose a document.")
    return FileState(status.st_size, status.st_mtime_ns)


def identify(path: Path, cancel: CancelToken) -> FileIdentity:
    """Reads the file once, piece by piece.

    Raises:
        FileProblem: it is missing, empty, can't be read, or is no regular file.
        Cancelled: as everywhere.
    """
    state = file_state(path)
    if state.size == 0:
        raise FileProblem(f"{shown(path)} is empty.", "Download or copy it again.")
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while piece := file.read(READ_SIZE):
                cancel.raise_if_cancelled()
                digest.update(piece)
    except OSError as error:
        raise _unreadable(path, error) from error
    return FileIdentity(digest.hexdigest(), state)


def check_unchanged(path: Path, identity: FileIdentity) -> None:
    """Makes sure that what was read is what was identified.

    Raises:
        FileProblem: the file has changed, or is gone.
    """
    if file_state(path) != identity.state:
        raise FileProblem(f"{shown(path)} was changed while it was read.", "Add it again when it is complete.")


def _unreadable(path: Path, error: OSError | ValueError) -> FileProblem:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return FileProblem(f"{shown(path)} can't be read ({reason}).", "Check that you may read it.")
