"""How fast documents become a library, beside the floor of the same work done bare, and what memory it takes.

    python -m tests.benchmarks.ingest FILE_OR_FOLDER… [--no-floor] [--copies N] [--cheap-vectors] [--home DIR]

The floor is a plain PyMuPDF pass over all pages on one core (`get_text("dict")`, `get_image_info`, `get_drawings`)
plus embedding the library's own passages once. Both are measured in the same run, after the ingestion; text recognition
is off. On a machine that is busy otherwise the ratio of processor time says more than that of the clock.

With `--copies N` every document comes N times more with all its pages changed, and the table of memory shows whether
it grows with the number of pages. `--cheap-vectors` puts random vectors of the same size in place of the model's, whose
own memory is loaded but stays the same however many pages come: growth is then measured in a tenth of the time.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy

from desktop_app.domain.documents import DocumentStatus
from desktop_app.domain.ingest_events import FileFinished, IngestFinished, PagesRead
from desktop_app.domain.jobs import CancelToken
from desktop_app.domain.recognition import RecognitionMode
from desktop_app.ingestion.file_discovery import find_files
from desktop_app.ingestion.ingest import ingest
from desktop_app.settings.schema import Settings
from desktop_app.startup import LocalWorkspace
from desktop_app.support.app_dirs import app_dirs
from tests.benchmarks.changed_copies import with_copies
from tests.benchmarks.process_watch import MEBIBYTE, ProcessWatch

if TYPE_CHECKING:
    from desktop_app.domain.ports import TextEmbedder, Vectors

ROW_PAGES = 250

BARE_PASS = """
import sys, time, pymupdf
pymupdf.TOOLS.mupdf_display_errors(False)
start, used = time.perf_counter(), time.process_time()
for path in sys.argv[1:]:
    with pymupdf.open(path) as document:
        for page in document:
            page.get_text("dict"); page.get_image_info(); page.get_drawings()
print(time.perf_counter() - start, time.process_time() - used)
"""


@dataclass(frozen=True, slots=True)
class Taken:
    """Seconds by the clock, and seconds of processors."""

    clock: float
    processor: float


class CheapVectors:
    """Fulfils `TextEmbedder` with vectors that mean nothing; the real model is loaded all the same."""

    def __init__(self, real: TextEmbedder) -> None:
        self.name = "cheap"
        self.dimension = real.dimension
        real.embed_passages(["word " * 300] * 8, CancelToken())

    def embed_passages(self, texts: Sequence[str], cancel: CancelToken) -> Vectors:
        """Random vectors, the same for the same text."""
        cancel.raise_if_cancelled()
        vectors = [self.embed_query(text) for text in texts]
        return numpy.array(vectors, numpy.float32).reshape(len(texts), self.dimension)

    def embed_query(self, text: str) -> Vectors:
        """A random unit vector."""
        vector = numpy.random.default_rng(zlib.crc32(text.encode("utf-8", "replace"))).normal(size=self.dimension)
        return numpy.asarray(vector / numpy.linalg.norm(vector), numpy.float32)

    def known_share(self, text: str) -> float:
        """All of it."""
        return 1.0


class Growth:
    """A table of memory and speed, a row for every so many pages."""

    def __init__(self, watch: ProcessWatch) -> None:
        self._watch = watch
        self._pages = 0
        self._of_file: dict[Path, int] = {}
        self._start = time.perf_counter()
        self._due = 100

    def note(self, event: PagesRead) -> None:
        """Pages were read."""
        self._pages += event.done - self._of_file.get(event.path, 0)
        self._of_file[event.path] = event.done
        if self._pages >= self._due:
            self._due = self._pages - self._pages % ROW_PAGES + ROW_PAGES
            watch, seconds = self._watch, time.perf_counter() - self._start
            print(
                f"    {self._pages:6d} pages {seconds:7.0f} s  program {watch.own_now // MEBIBYTE:4d} MiB (peak "
                f"{watch.own_peak // MEBIBYTE}), largest worker so far {watch.child_peak // MEBIBYTE} MiB; processor "
                f"time: program {watch.own_seconds:.0f} s, workers {watch.child_seconds:.0f} s",
                flush=True,
            )


def measure(
    paths: Sequence[Path], *, copies: int, with_floor: bool, cheap_vectors: bool, home: Path | None = None
) -> None:
    """Ingests into a throw-away library, or an empty `home` that is kept, and prints the tables."""
    with tempfile.TemporaryDirectory() as name:
        dirs = app_dirs(home or Path(name) / "home")
        workspace = LocalWorkspace(dirs, dirs.library, Settings(ocr=RecognitionMode.OFF))
        try:
            files = list(with_copies(find_files(paths), copies, Path(name)))
            embedder = CheapVectors(workspace.text_embedder) if cheap_vectors else workspace.text_embedder
            with ProcessWatch() as watch:
                finished = _ingest(workspace, files, embedder, Growth(watch))
                ours = Taken(finished.seconds, watch.own_seconds + watch.child_seconds)
            pages = sum(report.counts.total for report in finished.reports)
            failed = [report for report in finished.reports if report.status is DocumentStatus.FAILED]
            print(f"documents {len(finished.reports)}, failed {len(failed)}, pages {pages}")
            print(f"ingest    {_row(ours)}   {pages / ours.clock:.1f} pages/s, {watch.children} child processes")
            print(
                f"peak memory: program {watch.own_peak // MEBIBYTE} MiB, largest worker "
                f"{watch.child_peak // MEBIBYTE} MiB, all together {watch.total_peak // MEBIBYTE} MiB"
            )
            if with_floor and not cheap_vectors:
                _compare(ours, workspace, finished)
        finally:
            workspace.close()


def _row(taken: Taken) -> str:
    return f"{taken.clock:8.1f} s by the clock, {taken.processor:8.1f} s of processors"


def _ingest(workspace: LocalWorkspace, paths: Sequence[Path], embedder: TextEmbedder, growth: Growth) -> IngestFinished:
    events = ingest(
        paths,
        reader=workspace.reader,
        library=workspace.library,
        text_embedder=embedder,
        image_embedder=workspace.image_embedder,
        cancel=CancelToken(),
    )
    last: object = None
    for event in events:
        last = event
        if isinstance(event, PagesRead):
            growth.note(event)
        elif isinstance(event, FileFinished):
            report = event.report
            print(
                f"  {report.path.name:28s} {report.status.value:8s} {report.counts.total:5d} pages "
                f"{report.passages:5d} passages {report.figures:4d} figures {report.seconds:7.1f} s {report.error}",
                flush=True,
            )
    assert isinstance(last, IngestFinished)
    return last


def _compare(ours: Taken, workspace: LocalWorkspace, finished: IngestFinished) -> None:
    files = [str(report.path) for report in finished.reports if report.status is not DocumentStatus.FAILED]
    bare = subprocess.run([sys.executable, "-c", BARE_PASS, *files], capture_output=True, text=True, check=True)
    pages = Taken(*map(float, bare.stdout.split()))
    texts = [
        passage.text
        for report in finished.reports
        for passage in workspace.library.document_passages(report.document_id)
    ]
    start, used = time.perf_counter(), time.process_time()
    workspace.text_embedder.embed_passages(texts, CancelToken())
    vectors = Taken(time.perf_counter() - start, time.process_time() - used)
    floor = Taken(pages.clock + vectors.clock, pages.processor + vectors.processor)
    print(f"floor     {_row(floor)}")
    print(f"  pages   {_row(pages)}")
    print(f"  vectors {_row(vectors)}   ({len(texts)} passages)")
    print(
        f"ratio     {ours.clock / floor.clock:.2f} by the clock, {ours.processor / floor.processor:.2f} of processors"
    )


def main() -> None:
    """Reads the arguments and measures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--no-floor", action="store_true", help="leave the floor out")
    parser.add_argument("--copies", type=int, default=0, help="how many changed copies of each document follow it")
    parser.add_argument("--cheap-vectors", action="store_true", help="for the growth of memory alone, and faster")
    parser.add_argument("--home", type=Path, help="keep the library below this folder, which must be empty")
    arguments = parser.parse_args()
    measure(
        arguments.paths,
        copies=arguments.copies,
        with_floor=not arguments.no_floor,
        cheap_vectors=arguments.cheap_vectors,
        home=arguments.home,
    )


if __name__ == "__main__":
    main()
