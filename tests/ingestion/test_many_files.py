"""A folder of ten thousand files: every one ends in a report, and what is kept for each is small."""

from __future__ import annotations

import tracemalloc
from collections import Counter
from pathlib import Path

from desktop_app.domain.documents import DocumentStatus
from desktop_app.domain.ingest_events import FileFinished, FileStarted, IngestFinished
from desktop_app.domain.jobs import CancelToken
from desktop_app.ingestion.ingest import ingest
from tests.helpers.fake_embedder import FakeTextEmbedder
from tests.helpers.fake_reader import FakeReader, write_document
from tests.helpers.memory_store import MemoryStore
from tests.ingestion.test_ingest import pages

FILES, GOOD, SAME = 10_000, 40, 100
BYTES_PER_FILE = 4000
"""A path, a report with its sentence, an event, and the place in the list of what was found."""


def test_ten_thousand_files(store: MemoryStore, files: Path) -> None:
    for number in range(FILES - GOOD - SAME):
        (files / f"{number:05d}.pdf").touch()
    for number in range(GOOD):
        write_document(files / f"good {number}.pdf", pages(number + 1))
    for number in range(SAME):
        write_document(files / f"same {number}.pdf", pages(1))
    seen: Counter[str] = Counter()
    tracemalloc.start()
    for event in ingest(
        [files],
        reader=FakeReader(),
        library=store,  # type: ignore[arg-type]
        text_embedder=FakeTextEmbedder(),
        image_embedder=None,
        cancel=CancelToken(),
    ):
        seen[type(event).__name__] += 1
        if isinstance(event, IngestFinished):
            statuses = Counter(report.status for report in event.reports)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert seen[FileStarted.__name__] == seen[FileFinished.__name__] == FILES
    assert statuses == {
        DocumentStatus.FAILED: FILES - GOOD - SAME,
        DocumentStatus.READY: GOOD,
        DocumentStatus.DUPLICATE: SAME,
    }
    assert peak < FILES * BYTES_PER_FILE
