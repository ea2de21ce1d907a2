"""How fast documents become a library, beside the floor of the same work done bare.

    python tests/benchmarks/ingest.py FILE_OR_FOLDER… [--no-floor]

The floor is a plain PyMuPDF pass over all pages on one core (`get_text("dict")`, `get_image_info`, `get_drawings`)
plus embedding the library's own passages once. Both are measured in the same run, after the ingestion.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from desktop_app.domain.documents import DocumentStatus
from desktop_app.domain.ingest_events import FileFinished, IngestFinished
from desktop_app.domain.jobs import CancelToken
from desktop_app.ingestion.ingest import ingest
from desktop_app.settings.schema import Settings
from desktop_app.startup import LocalWorkspace
from desktop_app.support.app_dirs import app_dirs

SAMPLE_S = 0.2
MEBIBYTE = 1 << 20

BARE_PASS = """
import sys, time, pymupdf
pymupdf.TOOLS.mupdf_display_errors(False)
start, pages = time.perf_counter(), 0
for path in sys.argv[1:]:
    with pymupdf.open(path) as document:
        for page in document:
            page.get_text("dict"); page.get_image_info(); page.get_drawings()
            pages += 1
print(pages, time.perf_counter() - start)
"""


@dataclass
class MemoryWatch:
    """Samples the resident memory of this process and of each child, in the background."""

    own_peak: int = 0
    child_peak: int = 0
    total_peak: int = 0
    _stop: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> MemoryWatch:
        self._thread = threading.Thread(target=self._watch, name="memory-watch")
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _watch(self) -> None:
        process = psutil.Process()
        while not self._stop.wait(SAMPLE_S):
            own = process.memory_info().rss
            children = [_resident(child) for child in process.children(recursive=True)]
            self.own_peak = max(self.own_peak, own)
            self.child_peak = max([self.child_peak, *children])
            self.total_peak = max(self.total_peak, own + sum(children))


def _resident(process: psutil.Process) -> int:
    try:
        return int(process.memory_info().rss)
    except psutil.NoSuchProcess:
        return 0


def measure(paths: list[Path], with_floor: bool) -> None:
    """Ingests into a throw-away library and prints the table."""
    with tempfile.TemporaryDirectory() as folder:
        dirs = app_dirs(Path(folder))
        workspace = LocalWorkspace(dirs, dirs.library, Settings())
        try:
            with MemoryWatch() as memory:
                finished = _ingest(workspace, paths)
            pages = sum(report.counts.total for report in finished.reports)
            failed = [report for report in finished.reports if report.status is DocumentStatus.FAILED]
            print(f"documents {len(finished.reports)}, failed {len(failed)}, pages {pages}")
            print(f"ingest    {finished.seconds:8.1f} s   {pages / finished.seconds:7.1f} pages/s")
            print(
                f"peak memory: program {memory.own_peak // MEBIBYTE} MiB, largest worker "
                f"{memory.child_peak // MEBIBYTE} MiB, all together {memory.total_peak // MEBIBYTE} MiB"
            )
            if with_floor:
                _floor(workspace, finished)
        finally:
            workspace.close()


def _ingest(workspace: LocalWorkspace, paths: list[Path]) -> IngestFinished:
    events = ingest(
        paths,
        reader=workspace.reader,
        library=workspace.library,
        text_embedder=workspace.text_embedder,
        image_embedder=workspace.image_embedder,
        cancel=CancelToken(),
    )
    last: object = None
    for event in events:
        last = event
        if isinstance(event, FileFinished):
            report = event.report
            print(
                f"  {report.path.name:28s} {report.status.value:8s} {report.counts.total:5d} pages "
                f"{report.passages:5d} passages {report.figures:4d} figures {report.seconds:7.1f} s {report.error}",
                flush=True,
            )
    assert isinstance(last, IngestFinished)
    return last


def _floor(workspace: LocalWorkspace, finished: IngestFinished) -> None:
    files = [str(report.path) for report in finished.reports if report.status is not DocumentStatus.FAILED]
    bare = subprocess.run([sys.executable, "-c", BARE_PASS, *files], capture_output=True, text=True, check=True)
    bare_seconds = float(bare.stdout.split()[1])
    texts = [
        passage.text
        for report in finished.reports
        for passage in workspace.library.document_passages(report.document_id)
    ]
    start = time.perf_counter()
    workspace.text_embedder.embed_passages(texts, CancelToken())
    embedding = time.perf_counter() - start
    floor = bare_seconds + embedding
    print(f"floor     {floor:8.1f} s   (pages {bare_seconds:.1f} s, {len(texts)} passages {embedding:.1f} s)")
    print(f"ratio     {finished.seconds / floor:8.2f}")


def main() -> None:
    """Reads the arguments and measures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--no-floor", action="store_true", help="leave the floor out")
    arguments = parser.parse_args()
    measure(arguments.paths, not arguments.no_floor)


if __name__ == "__main__":
    main()
