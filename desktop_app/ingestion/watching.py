"""Following folders: what is in them now, what has changed since, and what is to be done about it.

Looking and deciding are apart: `decide` is a pure function of what was seen now, what was seen at the look before, and
what the library knows. A file that is still being written is left alone until it looks the same twice.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from desktop_app.domain.jobs import CancelToken
from desktop_app.domain.watching import SeenFile, WatchedFolderStore
from desktop_app.ingestion.file_discovery import SUPPORTED_SUFFIXES


@dataclass(frozen=True, slots=True)
class FolderScan:
    """What stands in the followed folders.

    Attributes:
        files: every document file, and what tells whether it was written to.
        unreachable: folders, followed ones and those below, that can't be read now (a disk that is not mounted, a
            network that is away); nothing is known of their files.
    """

    files: Mapping[Path, SeenFile] = field(default_factory=dict)
    unreachable: frozenset[Path] = frozenset()


@dataclass(frozen=True, slots=True)
class WatchDecision:
    """What is to be done after a look.

    Attributes:
        read: files that are new or have changed, and look the same as the time before, in order.
        waiting: files that are new or have changed, and may still be being written: look again soon.
        missing: files that were known and are gone, and did not move; their documents stay in the library.
        moved: files that were known and are gone, where a file of the same size and time is new: the document follows
            when that one is read.
    """

    read: tuple[Path, ...] = ()
    waiting: tuple[Path, ...] = ()
    missing: tuple[Path, ...] = ()
    moved: tuple[Path, ...] = ()


def decide(scan: FolderScan, before: FolderScan, known: Mapping[Path, SeenFile]) -> WatchDecision:
    """What is to be done.

    Args:
        scan: what is there now.
        before: what was there at the look before; empty at the first.
        known: the files that were taken in or refused, as they were then.
    """
    different = [path for path, seen in scan.files.items() if known.get(path) != seen]
    read = tuple(path for path in different if before.files.get(path) == scan.files[path] and scan.files[path].size)
    waiting = tuple(path for path in different if before.files.get(path) != scan.files[path])
    gone = [path for path in known if path not in scan.files and not _is_below(path, scan.unreachable)]
    arrived = {scan.files[path] for path in different if path not in known}
    moved = tuple(path for path in gone if known[path] in arrived)
    return WatchDecision(read, waiting, tuple(path for path in gone if path not in moved), moved)


def _is_below(path: Path, folders: Collection[Path]) -> bool:
    return path in folders or any(folder in path.parents for folder in folders)


def scan_folders(folders: Sequence[Path], cancel: CancelToken) -> FolderScan:
    """Looks at every document file in the folders and below; hidden ones and links to folders are passed over.

    Raises:
        Cancelled: `cancel` was set meanwhile; a folder on a network takes a while.
    """
    files: dict[Path, SeenFile] = {}
    unreachable: set[Path] = set()
    for folder in folders:
        for path, status in _walk(folder, unreachable, cancel):
            files[path] = SeenFile(status.st_size, status.st_mtime_ns)
    return FolderScan(files, frozenset(unreachable))


def _walk(folder: Path, unreachable: set[Path], cancel: CancelToken) -> Iterator[tuple[Path, os.stat_result]]:
    waiting = [folder]
    while waiting:
        cancel.raise_if_cancelled()
        current = waiting.pop()
        try:
            with os.scandir(current) as entries:
                found = sorted(entries, key=lambda entry: entry.name)
        except OSError:
            unreachable.add(current)
            continue
        for entry in found:
            cancel.raise_if_cancelled()
            if entry.name.startswith("."):
                continue
            path = current / entry.name
            try:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(path)
                elif path.suffix.lower() in SUPPORTED_SUFFIXES:
                    status = entry.stat()
                    if stat.S_ISREG(status.st_mode):
                        yield path, status
            except FileNotFoundError:
                continue
            except OSError:
                unreachable.add(path)


def look(store: WatchedFolderStore, before: FolderScan, cancel: CancelToken) -> tuple[FolderScan, WatchDecision]:
    """Looks at the followed folders, and decides; the scan is for the next look.

    Raises:
        Cancelled: `cancel` was set meanwhile.
        LibraryError: the library can't be read.
    """
    scan = scan_folders(store.folders(), cancel)
    return scan, decide(scan, before, store.known_files())


def missing_files(documents: Iterable[tuple[str, str]], cancel: CancelToken) -> frozenset[str]:
    """The ids of documents whose file is gone from its folder; a folder that is away as a whole says nothing.

    Args:
        documents: ids and paths.
        cancel: stops the look.
    """
    missing: set[str] = set()
    folders: dict[Path, bool] = {}
    for identity, name in documents:
        cancel.raise_if_cancelled()
        path = Path(name)
        if path.parent not in folders:
            folders[path.parent] = path.parent.is_dir()
        if folders[path.parent] and not path.exists():
            missing.add(identity)
    return frozenset(missing)
