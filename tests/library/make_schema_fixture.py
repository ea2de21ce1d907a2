"""Writes a small catalogue of the present schema to `tests/library/schemas/`, to be kept for ever.

    python -m tests.library.make_schema_fixture

To be run once before a migration is added, so that the new program can be tried on what the old one wrote.
"""

from __future__ import annotations

import gzip
import tempfile
from pathlib import Path

from desktop_app.domain.watching import SeenFile
from desktop_app.library.opening import CATALOGUE_NAME, open_library
from desktop_app.library.schema_migrations import MIGRATIONS
from tests.helpers.library_filling import add_document, figure

FOLDER = Path(__file__).parent / "schemas"


def main() -> None:
    """Makes a library, and keeps its catalogue."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "library"
        with open_library(folder) as library:
            manual = add_document(
                library, "manual", ["the pump moves oil", "the valve 泵 holds it"], [figure("A pump", label="1")]
            )
            add_document(library, "half", ["unfinished"], finish=False)
            library.collections.add("Pumps", [manual.id])
            library.watched.follow(Path("/documents"))
            library.watched.remember({Path("/documents/manual.pdf"): SeenFile(1000, 1)})
            library.fail_document("ab" * 32, Path("/documents/broken.pdf"), 7, "It needs a password.")
        content = (folder / CATALOGUE_NAME).read_bytes()
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / f"{len(MIGRATIONS)}.sqlite.gz").write_bytes(gzip.compress(content, mtime=0))


if __name__ == "__main__":
    main()
