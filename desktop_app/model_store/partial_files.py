"""What an interrupted download leaves: files named by their checksum, and a note of what they are for.

    models/.partial/SHA256.part      the bytes that are there; the file moves to its place when it is whole and checked
    models/.partial/NAME.json        which download needs which of them, for the list of models
    models/.partial/REPOSITORY.lock  held by the process that downloads

The names hold nothing of the program's version, so that an update goes on where the version before it was interrupted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import msgspec

from desktop_app.model_store.repository_files import RemoteFile
from desktop_app.support.atomic_write import write_atomically

FOLDER = ".partial"


class NeededFile(msgspec.Struct, frozen=True):
    """A file of a download: where it goes, relative to the models folder, its bytes and its checksum."""

    place: str
    size: int
    sha256: str


class Interrupted(msgspec.Struct, frozen=True):
    """A download that has begun and not ended; `name` is what to ask for to go on."""

    name: str
    repository: str
    files: tuple[NeededFile, ...]

    @property
    def total(self) -> int:
        """Bytes of all files."""
        return sum(file.size for file in self.files)


def part_of(folder: Path, file: RemoteFile, repository: str) -> Path:
    """Where the bytes of a file are until it is whole; named by its content, else by its place at the hub."""
    key = file.sha256 or slug(f"{repository}-{file.path}-{file.size}")
    return folder / f"{key}.part"


def slug(name: str) -> str:
    """A name that is fit for a file."""
    return re.sub(r"[^A-Za-z0-9._-]+", "--", name).strip(".")[:150] or "unnamed"


def note_of(folder: Path, name: str) -> Path:
    """The file that says what a download needs."""
    return folder / f"{slug(name)}.json"


def write_note(folder: Path, interrupted: Interrupted) -> None:
    """Says what a download needs, before its first byte."""
    write_atomically(note_of(folder, interrupted.name), msgspec.json.encode(interrupted))


def read_notes(folder: Path) -> list[Interrupted]:
    """Every download that has begun and not ended; what can't be read is left out."""
    found = []
    for path in sorted(folder.glob("*.json")):
        with suppress(OSError, msgspec.DecodeError):
            found.append(msgspec.json.decode(path.read_bytes(), type=Interrupted))
    return found


def bytes_there(folder: Path, models_dir: Path, interrupted: Interrupted) -> int:
    """How much of a download is on disk: whole files in their place, and parts."""
    done = 0
    for file in interrupted.files:
        place = models_dir / file.place
        part = part_of(folder, RemoteFile(file.place, file.size, file.sha256), interrupted.repository)
        for path in (place, part):
            with suppress(OSError):
                done += min(file.size, path.stat().st_size)
                break
    return done


def remove_parts(folder: Path, interrupted: Interrupted, others: Sequence[Interrupted]) -> int:
    """Removes the note and the parts of a download that no other one needs; the bytes that are free again."""
    kept = {file.sha256 for other in others if other.name != interrupted.name for file in other.files}
    freed = 0
    for file in interrupted.files:
        part = part_of(folder, RemoteFile(file.place, file.size, file.sha256), interrupted.repository)
        if file.sha256 in kept:
            continue
        with suppress(OSError):
            size = part.stat().st_size
            part.unlink()
            freed += size
    note_of(folder, interrupted.name).unlink(missing_ok=True)
    return freed
