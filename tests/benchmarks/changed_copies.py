"""More documents of the same kind: copies of PDFs with a line of other words on every page."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

_COPY = """
import sys
from pathlib import Path
from tests.benchmarks.changed_copies import write_copy
source, target, number = sys.argv[1:]
write_copy(Path(source), Path(target), int(number))
"""


def write_copy(source: Path, target: Path, number: int) -> Path:
    """Writes one copy, in this process; returns its path."""
    import pymupdf

    pymupdf.TOOLS.mupdf_display_errors(False)
    with pymupdf.open(source) as document:
        for page in document:
            page.insert_text((40, 30), f"Edition{number}x{page.number} of this page says so.", fontsize=8)
        document.save(target)
    return target


def with_copies(paths: Sequence[Path], copies: int, folder: Path) -> Iterator[Path]:
    """The documents, then each of them again `copies` times with every page changed; made when they are asked for."""
    yield from paths
    for number in range(1, copies + 1):
        for path in paths:
            target = folder / f"{path.stem}-{number}.pdf"
            subprocess.run([sys.executable, "-c", _COPY, path, target, str(number)], check=True)
            yield target
