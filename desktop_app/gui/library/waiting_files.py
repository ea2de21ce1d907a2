"""Files that wait to be read, kept on disk: whatever ends the program, the next start goes on with them.

A file that was being read when the program ended unexpectedly twice is left alone at the third start, so that no file
can keep the window from staying open.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from desktop_app.support.atomic_write import write_atomically

log = logging.getLogger(__name__)

FILE_NAME = "reading.json"
_MOST_ENDS = 2
_MOST_BYTES = 64_000_000


@dataclass(frozen=True, slots=True)
class Waiting:
    """What a start finds.

    Attributes:
        files: wait to be read, in their order.
        left_alone: the program ended too often while it read these.
    """

    files: tuple[Path, ...] = ()
    left_alone: frozenset[Path] = frozenset()


@dataclass(slots=True)
class WaitingFiles:
    """The file in the library's folder; without a folder nothing is kept."""

    folder: Path | None
    _ends: dict[str, int] = field(default_factory=dict)
    _written: bytes = b""

    def load(self) -> Waiting:
        """What the last run left; a file that is damaged counts as empty."""
        found = self._read()
        files = [name for name in _listed(found.get("waiting")) if Path(name).is_absolute()]
        ends = found.get("ends")
        known = ends if isinstance(ends, dict) else {}
        self._ends = {name: count for name, count in known.items() if isinstance(count, int)}
        reading = found.get("reading")
        if isinstance(reading, str):
            self._ends[reading] = self._ends.get(reading, 0) + 1
        return Waiting(
            tuple(map(Path, files)),
            frozenset(Path(name) for name, count in self._ends.items() if count >= _MOST_ENDS),
        )

    def content(self, files: Iterable[Path], reading: Path | None) -> bytes:
        """What to write: the files that wait, and the one of them that is being read now; None after a clean end."""
        content = {"waiting": [str(path) for path in files], "reading": reading and str(reading), "ends": self._ends}
        return json.dumps(content).encode()

    def write(self, content: bytes) -> None:
        """Keeps it; a folder that can't be written to keeps nothing."""
        if self.folder is None or content == self._written:
            return
        try:
            write_atomically(self.folder / FILE_NAME, content)
        except OSError as error:
            log.info("the files that wait could not be kept: %s", error.strerror)
            return
        self._written = content

    def forgive(self, path: Path) -> None:
        """The file came to an end, or the user wants it: what happened before does not count any more."""
        self._ends.pop(str(path), None)

    def _read(self) -> dict[str, object]:
        if self.folder is None:
            return {}
        try:
            with (self.folder / FILE_NAME).open("rb") as file:
                found = json.loads(file.read(_MOST_BYTES))
        except (OSError, ValueError, RecursionError):
            return {}
        return found if isinstance(found, dict) else {}


def _listed(value: object) -> list[str]:
    return [name for name in value if isinstance(name, str)] if isinstance(value, list) else []
