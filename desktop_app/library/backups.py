"""Copies of the catalogue, for the day when its file is damaged.

A backup is made when a library is closed that has changed since the newest one, at most once a day, and before its
schema is changed. It is a catalogue like any other, checked before it gets its name. Documents that the user removes
must not live on in backups: removing one deletes them, and the next closing makes a new one.
"""

from __future__ import annotations

import logging
import os
import shutil
import sqlite3
import time
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

from desktop_app.library.checkpoints import Checkpoint, Reached
from desktop_app.library.connections import IN_USE
from desktop_app.support.atomic_write import sync_folder

FOLDER_NAME = "backups"
DAMAGED_PREFIX = "damaged-"
KEPT = 3
AGE_S = 24 * 3600.0
SPARE_BYTES = 256 << 20
"""What has to stay free on the disk beside a backup."""
SIDE_FILES = ("", "-wal", "-shm")

_STATE_OF_CONTENT = """SELECT (SELECT count(*) FROM documents), (SELECT group_concat(name || seq) FROM
    (SELECT name, seq FROM sqlite_sequence ORDER BY name)),
    (SELECT json_group_array(json_array(c.number, c.name, (SELECT json_group_array(m.document) FROM
        collection_members m WHERE m.collection = c.number))) FROM (SELECT * FROM collections ORDER BY number) c)"""
_log = logging.getLogger(__name__)


class Backups:
    """The backups of one catalogue."""

    def __init__(self, catalogue: Path, reached: Reached) -> None:
        self._catalogue = catalogue
        self._folder = catalogue.parent / FOLDER_NAME
        self._reached = reached

    def there(self) -> list[Path]:
        """The backups, newest first."""
        if not self._folder.is_dir():
            return []
        return sorted(self._folder.glob("catalogue-*.sqlite"), key=lambda path: path.name, reverse=True)

    def make_if_due(self, now: float | None = None) -> None:
        """Makes a backup if the catalogue has changed since the newest, and that one is a day old; never raises."""
        newest = next(iter(self.there()), None)
        try:
            age = (time.time() if now is None else now) - newest.stat().st_mtime if newest else AGE_S
            if 0 <= age < AGE_S:  # a file from the future is no reason to wait for it
                return
            with closing(_opened(self._catalogue)) as source:
                if source.execute("SELECT count(*) FROM documents").fetchone()[0] == 0:
                    return
                if newest is not None and _content(newest) == source.execute(_STATE_OF_CONTENT).fetchone():
                    return
            self.make()
        except (OSError, sqlite3.Error) as error:
            _log.info("no backup of the catalogue was made: %s", error)

    def make(self) -> None:
        """Makes a backup now, and deletes all but the newest few.

        Raises:
            OSError: there is no room, or it can't be written.
            sqlite3.Error: the catalogue can't be read, or the copy is not sound.
        """
        needed = self._catalogue.stat().st_size + SPARE_BYTES
        if shutil.disk_usage(self._catalogue.parent).free < needed:
            raise OSError("too little room on the disk")
        self._folder.mkdir(mode=0o700, exist_ok=True)
        temporary = self._folder / ".catalogue.part"
        self._clear(temporary)
        temporary.touch(mode=0o600)
        with closing(_opened(self._catalogue)) as source, closing(sqlite3.connect(temporary)) as target:
            source.backup(target)
            target.execute("PRAGMA journal_mode = DELETE")
            # A restored catalogue may give numbers again that the index knows: it must not trust the index.
            target.execute("DELETE FROM state WHERE key = 'vector_index'")
            target.execute("INSERT OR REPLACE INTO state (key, value) VALUES (?, '1')", (IN_USE,))
            target.commit()
        if not is_sound(temporary):
            self._clear(temporary)
            raise sqlite3.DatabaseError("the copy is not sound")
        _sync(temporary)
        self._reached(Checkpoint.BACKUP_WRITTEN)
        temporary.replace(self._folder / f"catalogue-{_now()}.sqlite")
        sync_folder(self._folder)
        self._reached(Checkpoint.BACKUP_NAMED)
        for path in self.there()[KEPT:]:
            self._clear(path)

    def delete_all(self) -> None:
        """Deletes every backup, since something in them was removed for good."""
        for path in [*self.there(), self._folder / ".catalogue.part"]:
            self._clear(path)

    def restore(self) -> tuple[Path, Path] | None:
        """Sets the damaged catalogue aside and puts the newest sound backup in its place.

        Returns:
            The folder with the damaged files, and the backup; None where there is no sound one, and nothing is changed.

        Raises:
            OSError: the files could not be moved or copied; the next start tries again.
        """
        backup = next((path for path in self.there() if is_sound(path)), None)
        if backup is None:
            return None
        aside = self._catalogue.parent / f"{DAMAGED_PREFIX}{_now()}"
        aside.mkdir(mode=0o700)
        for suffix in SIDE_FILES:
            path = self._catalogue.with_name(self._catalogue.name + suffix)
            if path.exists():
                path.replace(aside / path.name)
        sync_folder(self._catalogue.parent)
        self._reached(Checkpoint.DAMAGED_SET_ASIDE)
        temporary = self._folder / ".restored.part"
        shutil.copyfile(backup, temporary)
        _sync(temporary)
        temporary.replace(self._catalogue)
        sync_folder(self._catalogue.parent)
        self._reached(Checkpoint.BACKUP_RESTORED)
        return aside, backup

    def _clear(self, path: Path) -> None:
        for suffix in ("", "-journal", "-wal", "-shm"):
            with suppress(OSError):
                path.with_name(path.name + suffix).unlink(missing_ok=True)


def is_sound(path: Path) -> bool:
    """Whether a file is a catalogue without damage that SQLite could find, in its tables or its word indexes."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True)) as connection:
            if connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
                return False
            for words in ("passage_words", "figure_words"):  # the check is written as an insertion, and changes nothing
                connection.execute(f"INSERT INTO {words} ({words}) VALUES ('integrity-check')")
            connection.rollback()
            return True
    except sqlite3.Error:
        return False


def _content(backup: Path) -> object:
    try:
        with closing(_opened(backup)) as connection:
            return connection.execute(_STATE_OF_CONTENT).fetchone()
    except sqlite3.Error:
        return None


def _opened(path: Path) -> sqlite3.Connection:
    """A connection for reading; it makes no new file where there is none."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _now() -> str:
    return datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%fZ")
