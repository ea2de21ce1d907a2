from __future__ import annotations

import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desktop_app.domain.documents import DocumentStatus
from desktop_app.domain.errors import Cancelled, LibraryError, ModelMissing
from desktop_app.domain.ingest_events import (
    FileFinished,
    FileReport,
    FileStarted,
    IngestEvent,
    IngestFinished,
    PagesRead,
    VectorsStored,
)
from desktop_app.domain.jobs import CancelToken
from desktop_app.domain.ports import VectorField
from desktop_app.ingestion.ingest import PAGES_PER_BATCH, ingest, unfinished
from tests.helpers.fake_embedder import FakeImageEmbedder, FakeTextEmbedder
from tests.helpers.fake_reader import FakePage, FakeReader, paragraphs, write_document
from tests.helpers.memory_store import MemoryStore


def run(
    store: Any,
    *paths: Path,
    reader: FakeReader | None = None,
    text: Any = None,
    image: FakeImageEmbedder | None = None,
    cancel: CancelToken | None = None,
    again: bool = False,
) -> list[IngestEvent]:
    return list(
        ingest(
            paths,
            reader=reader or FakeReader(),
            library=store,
            text_embedder=text or FakeTextEmbedder(),
            image_embedder=image,
            cancel=cancel or CancelToken(),
            again=again,
        )
    )


def reports(events: list[IngestEvent]) -> list[FileReport]:
    assert isinstance(events[-1], IngestFinished)
    finished = [event.report for event in events if isinstance(event, FileFinished)]
    assert events[-1].reports == tuple(finished)
    return finished


def pages(count: int, *, figures: bool = False) -> list[FakePage]:
    made = [paragraphs(f"Page {n} speaks of pump {n} and valve {n}.") for n in range(1, count + 1)]
    if figures:
        made[0].blocks.append(("paragraph", "Figure 1 shows the pump at work.", 0))
        made[0].figures = [("1", "A pump"), (None, "")]
    return made


def test_a_document_is_read_embedded_and_ready(store: MemoryStore, files: Path) -> None:
    path = write_document(files / "a.pdf", pages(3, figures=True), title="Pumps")
    events = run(store, path, image=FakeImageEmbedder())
    assert isinstance(events[0], FileStarted)
    (report,) = reports(events)
    assert (report.status, report.error, report.counts.text) == (DocumentStatus.READY, "", 3)
    assert (report.passages, report.figures) == (3, 2)
    (document,) = store.documents()
    assert (document.id, document.title, document.size) == (report.document_id, "Pumps", path.stat().st_size)
    ids = {p.id for p in store.document_passages(document.id)}
    assert store.ids_with_vectors(document.id, VectorField.PASSAGE, "fake-words-64") == ids
    first, second = store.document_figures(document.id)
    assert [mention.text for mention in first.mentions] == ["Figure 1 shows the pump at work."]
    with_vectors = {
        field: store.ids_with_vectors(document.id, field, model)
        for field, model in (
            (VectorField.FIGURE_CAPTION, "fake-words-64"),
            (VectorField.FIGURE_CONTEXT, "fake-words-64"),
            (VectorField.FIGURE_IMAGE, "fake-pictures-64"),
        )
    }
    assert with_vectors == {
        VectorField.FIGURE_CAPTION: {first.id},
        VectorField.FIGURE_CONTEXT: {first.id},
        VectorField.FIGURE_IMAGE: {first.id, second.id},
    }


def test_progress_is_told_and_pages_are_stored_in_batches(store: MemoryStore, files: Path) -> None:
    path = write_document(files / "a.pdf", pages(2 * PAGES_PER_BATCH + 3, figures=True))
    events = run(store, path)
    read = [(event.done, event.pages) for event in events if isinstance(event, PagesRead)]
    assert read[-1] == (35, 35)
    assert read == sorted(read)
    stored = [(event.done, event.total) for event in events if isinstance(event, VectorsStored)]
    assert stored[-1] == (37, 37)
    assert stored == sorted(stored)
    assert sum(len(batch) for batch in store.batches) == 35
    assert all(len(batch) <= PAGES_PER_BATCH for batch in store.batches)


def test_headings_are_embedded_with_their_passages(store: MemoryStore, files: Path) -> None:
    blocks = [("heading", "Pumps", 1), ("heading", "Care", 2), ("paragraph", "Oil it often.", 0)]
    text = FakeTextEmbedder()
    run(store, write_document(files / "a.pdf", [FakePage(blocks)]), text=text)
    assert text.embedded == ["Pumps > Care\nOil it often."]


def test_one_bad_file_never_stops_the_rest(store: MemoryStore, files: Path) -> None:
    write_document(files / "1.pdf", pages(1), problem="password")
    write_document(files / "2.pdf", [], problem="damaged")
    (files / "3.pdf").write_bytes(b"no document")
    (files / "4.pdf").write_bytes(b"")
    write_document(files / "5.pdf", [FakePage(state="empty")])
    write_document(files / "6.pdf", [])
    write_document(files / "7.pdf", [*pages(1), FakePage(state="failed", reason="it hung")])
    write_document(files / "8.pdf", pages(1))
    found = reports(run(store, files, files / "9.pdf"))
    assert [report.status.value for report in found] == ["failed"] * 6 + ["partial", "ready", "failed"]
    words = ["password", "damaged", "no document", "is empty", "no text", "no pages", "it hung", "", "not there"]
    for report, word in zip(found, words, strict=True):
        assert word in report.error
        assert report.path.name[0] in "123456789"
    assert found[3].document_id == found[8].document_id == ""
    assert [d.status.value for d in store.documents()] == ["failed"] * 5 + ["partial", "ready"]


def test_nothing_to_do_is_an_end_as_well(store: MemoryStore, files: Path) -> None:
    assert reports(run(store, files)) == []


def test_the_same_content_is_a_duplicate(store: MemoryStore, files: Path) -> None:
    write_document(files / "a.pdf", pages(2))
    write_document(files / "b.pdf", pages(2))
    first, second = reports(run(store, files))
    assert (first.status, second.status) == (DocumentStatus.READY, DocumentStatus.DUPLICATE)
    assert (second.document_id, second.passages, second.counts) == (first.document_id, 2, first.counts)
    assert store.documents()[0].path == str(files / "a.pdf")
    reader = FakeReader()
    run(store, files / "a.pdf", reader=reader)
    assert reader.pages_read == []


def test_a_file_that_moved_is_found_again_where_it_is_now(store: MemoryStore, files: Path) -> None:
    path = write_document(files / "a.pdf", pages(2))
    run(store, path)
    moved = path.rename(files / "b.pdf")
    (report,) = reports(run(store, moved))
    assert report.status is DocumentStatus.DUPLICATE
    assert store.documents()[0].path == str(moved)


def test_a_duplicate_gets_the_vectors_of_a_new_model(store: MemoryStore, files: Path) -> None:
    path = write_document(files / "a.pdf", pages(2, figures=True))
    run(store, path)
    run(store, path, text=FakeTextEmbedder("other", 8), image=FakeImageEmbedder())
    (document,) = store.documents()
    assert len(store.ids_with_vectors(document.id, VectorField.PASSAGE, "other")) == 2
    assert len(store.ids_with_vectors(document.id, VectorField.FIGURE_IMAGE, "fake-pictures-64")) == 2


def test_a_changed_file_replaces_its_older_version(store: MemoryStore, files: Path) -> None:
    other = write_document(files / "other.pdf", pages(4))
    path = write_document(files / "a.pdf", pages(2))
    run(store, other, path)
    write_document(path, pages(3))
    (report,) = reports(run(store, path))
    assert {d.id for d in store.documents()} == {report.document_id, reports(run(store, other))[0].document_id}
    write_document(path, [FakePage(state="empty")])
    assert reports(run(store, path))[0].status is DocumentStatus.FAILED
    assert report.document_id in {d.id for d in store.documents()}


def test_an_older_version_that_was_removed_meanwhile_is_no_trouble(store: MemoryStore, files: Path) -> None:
    path = write_document(files / "a.pdf", pages(1))
    (old,) = reports(run(store, path))
    write_document(path, pages(2))
    remove = FakeReader(lambda number: store.remove_document(old.document_id) if number == 1 else None)
    (new,) = reports(run(store, path, reader=remove))
    assert [d.id for d in store.documents()] == [new.document_id]


def test_a_file_that_changes_while_it_is_read_has_failed(store: MemoryStore, files: Path) -> None:
    path = write_document(files / "a.pdf", pages(3))
    grow = FakeReader(lambda number: path.write_bytes(path.read_bytes() + b" ") if number == 2 else None)
    (report,) = reports(run(store, path, reader=grow))
    assert report.status is DocumentStatus.FAILED
    assert "changed while it was read" in report.error
    assert report.counts.text == 3
    (report,) = reports(run(store, path))
    assert report.status is DocumentStatus.READY


def test_a_file_that_vanishes_while_it_is_read_has_failed(store: MemoryStore, files: Path) -> None:
    path = write_document(files / "a.pdf", pages(3))
    (report,) = reports(run(store, path, reader=FakeReader(lambda number: path.unlink() if number == 2 else None)))
    assert report.status is DocumentStatus.FAILED
    assert "a.pdf is not there." in report.error


def interrupted(store: MemoryStore, path: Path, page: int) -> FakeReader:
    """Stops ingesting before a page; returns the reader."""
    cancel = CancelToken()
    reader = FakeReader(lambda number: cancel.cancel() if number == page else None)
    with pytest.raises(Cancelled):
        run(store, path, reader=reader, cancel=cancel)
    return reader


def test_stopped_work_goes_on_where_it_was(store: MemoryStore, files: Path, tmp_path: Path) -> None:
    path = write_document(files / "a.pdf", pages(50, figures=True))
    interrupted(store, path, 40)
    (document,) = store.documents()
    assert document.status is DocumentStatus.READING
    assert unfinished(store) == [path]  # type: ignore[arg-type]
    reader = FakeReader()
    (report,) = reports(run(store, *unfinished(store), reader=reader))  # type: ignore[arg-type]
    assert report.status is DocumentStatus.READY
    assert reader.pages_read == list(range(33, 51))
    assert unfinished(store) == []  # type: ignore[arg-type]
    (tmp_path / "other").mkdir()
    whole = MemoryStore(tmp_path / "other")
    run(whole, path)
    assert store.document_passages(report.document_id) == whole.document_passages(report.document_id)
    assert store.document_figures(report.document_id) == whole.document_figures(report.document_id)


def test_work_that_was_stopped_after_the_last_page_goes_on_with_the_vectors(store: MemoryStore, files: Path) -> None:
    path = write_document(files / "a.pdf", pages(3))
    with pytest.raises(ModelMissing):
        run(store, path, text=FakeTextEmbedder(before_batch=failing))
    reader = FakeReader()
    (report,) = reports(run(store, path, reader=reader))
    assert report.status is DocumentStatus.READY
    assert reader.pages_read == []


def failing() -> None:
    raise ModelMissing("The text model is not there.", "Install it.")


def test_an_interrupted_document_whose_file_is_gone_has_failed(store: MemoryStore, files: Path) -> None:
    path = write_document(files / "a.pdf", pages(50))
    interrupted(store, path, 40)
    path.unlink()
    (report,) = reports(run(store, *unfinished(store)))  # type: ignore[arg-type]
    assert "not there" in report.error
    assert [document.status for document in store.documents()] == [DocumentStatus.FAILED]
    ready = write_document(files / "b.pdf", pages(1))
    run(store, ready)
    ready.unlink()
    run(store, ready)
    assert store.documents()[1].status is DocumentStatus.READY


def test_a_library_that_can_not_be_written_ends_the_work(store: MemoryStore, files: Path) -> None:
    path = write_document(files / "a.pdf", pages(40))
    store.failure = LibraryError("The disk is full.", "Free some space.")
    with pytest.raises(LibraryError, match="full"):
        run(store, path)


def test_stop_before_the_first_file(store: MemoryStore, files: Path) -> None:
    write_document(files / "a.pdf", pages(1))
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        run(store, files, cancel=cancel)
    assert store.documents() == []


def test_stop_while_vectors_are_made(store: MemoryStore, files: Path) -> None:
    cancel = CancelToken()
    with pytest.raises(Cancelled):
        run(store, write_document(files / "a.pdf", pages(5)), text=FakeTextEmbedder(before_batch=cancel.cancel),
            cancel=cancel)  # fmt: skip
    assert [document.status for document in store.documents()] == [DocumentStatus.READING]


def test_reading_waits_for_an_embedder_that_can_not_keep_up(store: MemoryStore, files: Path) -> None:
    """The queue is full while the embedder stands still, and Stop is heard all the same."""
    full, cancel = threading.Event(), CancelToken()
    blocks = [("paragraph", " ".join([f"Word{n} is here."] * 60), 0) for n in range(70)]
    path = write_document(files / "a.pdf", [FakePage(blocks) for _ in range(40)])
    reader = FakeReader(lambda number: full.set() if number == PAGES_PER_BATCH else None)

    def stand_still() -> None:
        full.wait(10)
        cancel.wait(0.5)
        cancel.cancel()

    with pytest.raises(Cancelled):
        run(store, path, reader=reader, text=FakeTextEmbedder(before_batch=stand_still), cancel=cancel)
    assert len(store.batches) >= 1
    assert max(reader.pages_read) < 40


def test_progress_is_told_while_the_embedder_is_behind(store: MemoryStore, files: Path) -> None:
    blocks = [("paragraph", " ".join([f"Word{n} is here."] * 60), 0) for n in range(70)]
    path = write_document(files / "a.pdf", [FakePage(blocks) for _ in range(20)])
    events = run(store, path, text=FakeTextEmbedder(before_batch=lambda: slow(0.15)(0)))
    kinds = [type(event) for event in events if isinstance(event, PagesRead | VectorsStored)]
    last_page = len(kinds) - 1 - kinds[::-1].index(PagesRead)
    assert VectorsStored in kinds[:last_page]
    assert VectorsStored in kinds[last_page:]
    done = [event.done for event in events if isinstance(event, VectorsStored)]
    assert done == sorted(done)
    (document,) = store.documents()
    assert len(store.ids_with_vectors(document.id, VectorField.PASSAGE, "fake-words-64")) == document.passages == 1400


def test_who_stops_listening_stops_the_work(store: MemoryStore, files: Path) -> None:
    path = write_document(files / "a.pdf", pages(100))
    events = ingest(
        [path],
        reader=FakeReader(),
        library=store,  # type: ignore[arg-type]
        text_embedder=FakeTextEmbedder(),
        image_embedder=None,
        cancel=CancelToken(),
    )
    for event in events:
        if isinstance(event, PagesRead):
            break
    events.close()  # type: ignore[attr-defined]
    assert [document.status for document in store.documents()] == [DocumentStatus.READING]


@pytest.mark.skipif(os.name == "nt", reason="names there are text")
def test_names_that_are_no_text_are_no_trouble(store: MemoryStore, files: Path) -> None:
    path = files / os.fsdecode(b"caf\xe9 <img>\n.pdf")
    write_document(path, pages(1))
    assert reports(run(store, files))[0].status is DocumentStatus.READY


def slow(seconds: float) -> Callable[[int], None]:
    """Every page takes so long."""
    return lambda _: threading.Event().wait(seconds) and None


def test_slow_pages_are_stored_without_waiting_for_a_batch(store: MemoryStore, files: Path) -> None:
    run(store, write_document(files / "a.pdf", pages(3)), reader=FakeReader(slow(1.1)))
    assert len(store.batches) > 1
