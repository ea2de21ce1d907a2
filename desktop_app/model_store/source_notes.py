"""Where models came from: a note in each folder of a download, and the list of those added from elsewhere."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import msgspec

from desktop_app.support.atomic_write import write_atomically

SOURCE_FILE = "source.json"
ADDED_FILE = "added.json"


class FileRecord(msgspec.Struct, frozen=True):
    """A file as it was when it was fetched and checked."""

    name: str
    size: int
    sha256: str
    modified_ns: int


class SourceNote(msgspec.Struct, frozen=True):
    """Where the files of a folder came from; `name` is what was asked for."""

    repository: str = ""
    revision: str = ""
    name: str = ""
    files: tuple[FileRecord, ...] = ()

    def file(self, name: str) -> FileRecord | None:
        """The record of a file; None where there is none."""
        return next((record for record in self.files if record.name == name), None)


class AddedModel(msgspec.Struct, frozen=True):
    """A model that is kept elsewhere: its file, and its projector ("" where it is found by itself)."""

    path: str
    projector: str = ""


def read_source(folder: Path) -> SourceNote:
    """The note of a folder; an empty one where there is none that can be read."""
    with suppress(OSError, msgspec.DecodeError):
        return msgspec.json.decode((folder / SOURCE_FILE).read_bytes(), type=SourceNote)
    return SourceNote()


def write_source(folder: Path, note: SourceNote) -> None:
    """Writes the note of a folder; records of files that an earlier download put there stay."""
    fresh = {record.name for record in note.files}
    older = [record for record in read_source(folder).files if record.name not in fresh]
    kept = tuple(record for record in older if (folder / record.name).is_file())
    write_atomically(
        folder / SOURCE_FILE, msgspec.json.encode(msgspec.structs.replace(note, files=(*note.files, *kept)))
    )


def read_added(models_dir: Path) -> list[AddedModel]:
    """The models that were added from elsewhere."""
    with suppress(OSError, msgspec.DecodeError):
        return msgspec.json.decode((models_dir / ADDED_FILE).read_bytes(), type=list[AddedModel])
    return []


def write_added(models_dir: Path, added: list[AddedModel]) -> None:
    """Replaces the list of models that were added from elsewhere."""
    write_atomically(models_dir / ADDED_FILE, msgspec.json.encode(added))
