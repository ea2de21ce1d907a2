"""Named places on the way of a change to the disk, where tests end the program to see what is left."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum


class Checkpoint(StrEnum):
    """What has just been done."""

    MIGRATED = "the schema was changed, but not committed"
    PICTURES_STORED = "pictures were stored, their rows not yet"
    ROWS_WRITTEN = "rows were written, but not committed"
    ROWS_COMMITTED = "rows were committed"
    PICTURES_UNUSED = "rows were removed, their pictures not yet"
    INDEX_MARKED = "the vector index was marked as half written"
    INDEX_WRITTEN = "a batch was written to the vector index"
    INDEX_CLOSED = "the vector index was closed, its note not yet written"
    BACKUP_WRITTEN = "a backup was written, but has no name yet"
    BACKUP_NAMED = "a backup has its name, older ones are still there"
    DAMAGED_SET_ASIDE = "a damaged catalogue was set aside, none is in its place"
    BACKUP_RESTORED = "a backup took the place of the catalogue"


Reached = Callable[[Checkpoint], None]
"""Called at each of these places."""


def go_on(_: Checkpoint) -> None:
    """What the program does there."""
