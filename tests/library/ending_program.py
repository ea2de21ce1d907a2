"""A program with everything a library goes through; ends itself where it is told, as if the power had gone."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from desktop_app.domain.errors import LibraryDamaged
from desktop_app.library.backups import Backups
from desktop_app.library.checkpoints import Checkpoint
from desktop_app.library.opening import CatalogueLibrary, open_library
from tests.helpers.fake_reader import FakePage, FakeReader, paragraphs, write_document
from tests.library.ingesting_program import say, take_in

WAIT_S = 60.0


def document(path: Path, version: int, pages: int = 6) -> Path:
    """A small document; another version has other words and one figure less."""
    made: list[FakePage] = []
    for page in range(pages):
        made.append(paragraphs(f"Version {version} of {path.stem}, page {page}, speaks of Figure {page}."))
        if page >= version:
            made[-1].figures = [(str(page), f"Drawing {page} of {path.stem}")]
    return write_document(path, made)


class Ending:
    """Kills the program when a checkpoint is reached for the n-th time."""

    def __init__(self, point: str, times: int) -> None:
        self._point = point
        self._left = times

    def __call__(self, point: Checkpoint) -> None:
        """A checkpoint is reached."""
        if point == self._point:
            self._left -= 1
            if self._left == 0:
                os.kill(os.getpid(), signal.SIGKILL)


def live(library: CatalogueLibrary, files: Path) -> None:
    """Documents are added, changed, read again and removed."""
    take_in(library, files, FakeReader())
    document(files / "a.pdf", 1)
    take_in(library, files, FakeReader())
    take_in(library, files / "b.pdf", FakeReader(), again=True)


def main() -> None:
    """Two starts, the second with a vector index, then a damaged catalogue and its restoring."""
    folder, files, point, times = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], int(sys.argv[4])
    reached = Ending(point, times)
    with_index = point.startswith(("the vector index", "a batch"))
    library = open_library(folder, reached)
    if with_index:
        take_in(library, files, FakeReader())
        library.wait_for_index(WAIT_S)
        library.close()
        library = open_library(folder, reached)
        library.wait_for_index(WAIT_S)
    live(library, files)
    if with_index:
        library.wait_for_index(WAIT_S)
    library.close()
    say("closed")
    Backups(folder / "catalogue.sqlite", reached).make()
    (folder / "catalogue.sqlite").write_bytes(b"no database")
    try:
        open_library(folder, reached)
    except LibraryDamaged:
        say("restored")
    with open_library(folder, reached) as library:
        removed = library.document("b").id
        say("-", removed)
        library.remove_document(removed)


if __name__ == "__main__":
    main()
