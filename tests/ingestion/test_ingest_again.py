"""Documents that are read once more: beside themselves, and the better reading stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.domain.documents import DocumentStatus
from desktop_app.domain.errors import Cancelled
from desktop_app.domain.jobs import CancelToken
from desktop_app.ingestion.ingest import second_reading_id, unfinished
from tests.helpers.fake_reader import FakePage, FakeReader, write_document
from tests.helpers.memory_store import MemoryStore
from tests.ingestion.test_ingest import pages, reports, run

HUNG = "The page could not be read: it took too long."
BROKEN = "The page could not be read: its content makes no sense."


class HealingReader(FakeReader):
    """Fails pages for these reasons, by their numbers, until it is told to stop that."""

    def __init__(self, failing: dict[int, str]) -> None:
        super().__init__()
        self.failing = failing

    def change(self, number: int, page: dict) -> dict:  # type: ignore[type-arg]
        reason = self.failing.get(number)
        return {"blocks": [], "figures": [], "state": "failed", "reason": reason} if reason else page


@pytest.fixture
def partial(store: MemoryStore, files: Path) -> tuple[Path, HealingReader]:
    """A file whose second page hung."""
    reader = HealingReader({2: HUNG})
    path = write_document(files / "a.pdf", pages(4, figures=True))
    (report,) = reports(run(store, path, reader=reader))
    assert report.status is DocumentStatus.PARTIAL
    assert report.error.endswith("Add the file again to try once more.")
    return path, reader


def test_pages_that_failed_for_a_passing_reason_are_tried_when_asked_again(
    store: MemoryStore, partial: tuple[Path, HealingReader]
) -> None:
    path, reader = partial
    (before,) = store.documents()
    reader.failing = {}
    (report,) = reports(run(store, path, reader=reader))
    assert (report.status, report.document_id, report.counts.text) == (DocumentStatus.READY, before.id, 4)
    assert [d.id for d in store.documents()] == [before.id]
    assert reports(run(store, path, reader=reader))[0].status is DocumentStatus.DUPLICATE


def test_a_page_that_is_broken_is_not_tried_again_unless_wanted(store: MemoryStore, files: Path) -> None:
    reader = HealingReader({2: BROKEN})
    path = write_document(files / "a.pdf", pages(3))
    (report,) = reports(run(store, path, reader=reader))
    assert "once more" not in report.error
    reader.failing = {}
    assert reports(run(store, path, reader=reader))[0].status is DocumentStatus.DUPLICATE
    assert reports(run(store, path, reader=reader, again=True))[0].status is DocumentStatus.READY


def test_a_worse_reading_never_takes_the_place_of_a_better_one(
    store: MemoryStore, partial: tuple[Path, HealingReader]
) -> None:
    path, reader = partial
    (before,) = store.documents()
    for failing in ({1: HUNG, 2: HUNG}, {1: HUNG, 2: HUNG, 3: HUNG, 4: HUNG}):
        reader.failing = failing
        (report,) = reports(run(store, path, reader=reader))
        assert (report.status, report.counts.text) == (DocumentStatus.PARTIAL, 3)
        assert store.documents() == [before]


def stopped_again(store: MemoryStore, path: Path) -> None:
    """Stops a second reading before its last page."""
    cancel = CancelToken()
    reader = FakeReader(lambda number: cancel.cancel() if number == 4 else None)
    with pytest.raises(Cancelled):
        run(store, path, reader=reader, cancel=cancel, again=True)


def test_a_second_reading_that_was_stopped_goes_on(store: MemoryStore, files: Path) -> None:
    path = write_document(files / "a.pdf", pages(4))
    run(store, path)
    (before,) = store.documents()
    stopped_again(store, path)
    assert {d.status for d in store.documents()} == {DocumentStatus.READY, DocumentStatus.READING}
    (report,) = reports(run(store, *unfinished(store)))  # type: ignore[arg-type]
    assert (report.status, report.document_id) == (DocumentStatus.READY, before.id)
    assert [d.id for d in store.documents()] == [before.id]


def test_a_second_reading_of_a_file_that_went_away_is_forgotten(store: MemoryStore, files: Path) -> None:
    path = write_document(files / "a.pdf", pages(4))
    run(store, path)
    (before,) = store.documents()
    stopped_again(store, path)
    path.unlink()
    (report,) = reports(run(store, path))
    assert "not there" in report.error
    assert store.documents() == [before]


def test_a_file_that_changes_while_it_is_read_again_leaves_the_first_reading(store: MemoryStore, files: Path) -> None:
    path = write_document(files / "a.pdf", pages(3))
    run(store, path)
    (before,) = store.documents()
    grow = FakeReader(lambda number: path.write_bytes(path.read_bytes() + b" ") if number == 2 else None)
    (report,) = reports(run(store, path, reader=grow, again=True))
    assert "changed while it was read" in report.error
    assert store.documents() == [before]
    write_document(path, [FakePage()], problem="password")
    assert "password" in reports(run(store, path, again=True))[0].error


def test_a_file_that_can_not_be_opened_again_leaves_the_first_reading(store: MemoryStore, files: Path) -> None:
    path = write_document(files / "a.pdf", pages(3))
    run(store, path)
    (before,) = store.documents()
    (report,) = reports(run(store, path, reader=FakeReader(problem="password"), again=True))
    assert (report.status, report.document_id) == (DocumentStatus.FAILED, before.id)
    assert store.find_document(second_reading_id(before.id)) is None
    assert store.documents() == [before]
