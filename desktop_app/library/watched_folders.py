"""The folders that the catalogue remembers as followed, and what it knows of their files."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path

from desktop_app.domain.watching import SeenFile
from desktop_app.library.connections import Connections
from desktop_app.library.rows import path_column


class CatalogueWatchedFolders:
    """Fulfils `WatchedFolderStore`."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def folders(self) -> list[Path]:
        """See `WatchedFolderStore`."""
        with self._connections.reading() as connection:
            return _folders(connection)

    def follow(self, folder: Path) -> None:
        """See `WatchedFolderStore`."""
        with self._connections.writing() as connection:
            connection.execute("INSERT OR IGNORE INTO watched_folders (path) VALUES (?)", (path_column(folder),))

    def unfollow(self, folder: Path) -> None:
        """See `WatchedFolderStore`; a file of another followed folder stays known."""
        with self._connections.writing() as connection:
            connection.execute("DELETE FROM watched_folders WHERE path = ?", (path_column(folder),))
            left = _folders(connection)
            known = [Path(os.fsdecode(row[0])) for row in connection.execute("SELECT path FROM watched_files")]
            gone = [path for path in known if not any(path.is_relative_to(each) for each in left)]
            _forget(connection, gone)

    def known_files(self) -> dict[Path, SeenFile]:
        """See `WatchedFolderStore`."""
        with self._connections.reading() as connection:
            found = connection.execute("SELECT path, size, modified_ns FROM watched_files ORDER BY path").fetchall()
        return {Path(os.fsdecode(path)): SeenFile(size, modified_ns) for path, size, modified_ns in found}

    def remember(self, files: Mapping[Path, SeenFile]) -> None:
        """See `WatchedFolderStore`."""
        with self._connections.writing() as connection:
            connection.executemany(
                "INSERT OR REPLACE INTO watched_files (path, size, modified_ns) VALUES (?, ?, ?)",
                [(path_column(path), seen.size, seen.modified_ns) for path, seen in files.items()],
            )

    def forget(self, files: Iterable[Path]) -> None:
        """See `WatchedFolderStore`."""
        with self._connections.writing() as connection:
            _forget(connection, files)


def _folders(connection: sqlite3.Connection) -> list[Path]:
    found = connection.execute("SELECT path FROM watched_folders ORDER BY number").fetchall()
    return [Path(os.fsdecode(row[0])) for row in found]


def _forget(connection: sqlite3.Connection, files: Iterable[Path]) -> None:
    connection.executemany("DELETE FROM watched_files WHERE path = ?", [(path_column(path),) for path in files])
