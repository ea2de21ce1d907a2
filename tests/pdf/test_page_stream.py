from __future__ import annotations

from collections import deque
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.errors import FileProblem
from desktop_app.domain.page_content import DocumentInfo
from desktop_app.pdf import wire
from desktop_app.pdf.limits import Limits
from desktop_app.pdf.page_stream import MOST_IN_BATCH, Seat, batches
from desktop_app.pdf.source_file import SourceFile
from desktop_app.pdf.worker_process import Cause, WorkerEnded, WorkerProcess

pytestmark = pytest.mark.heavy


class FakePipe:
    """A pipe that has something, or has not."""

    def __init__(self, *, full: bool) -> None:
        self.full = full

    def poll(self, seconds: float = 0.0) -> bool:
        return self.full


class FakeWorker:
    """A worker that gives the replies it was made with, and then is gone."""

    def __init__(self, *replies: wire.Reply, alive: bool = True, silent: bool = False) -> None:
        self.replies = deque(replies)
        self.alive = alive
        self.connection = FakePipe(full=not silent)
        self.sent: list[Any] = []
        self.killed = False

    def send(self, request: wire.Request) -> None:
        self.sent.append(request)

    def wait(self, seconds: float) -> wire.Reply:
        if not self.replies:
            raise WorkerEnded(Cause.CRASHED)
        return self.replies.popleft()

    def kill(self) -> None:
        self.killed = True


def source(tmp_path: Path) -> SourceFile:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"x")
    return SourceFile.at(path, Limits())


def seated(worker: FakeWorker) -> Seat:
    return Seat.with_open_file(cast("WorkerProcess", worker))


def opening(worker: FakeWorker, tmp_path: Path) -> Seat:
    seat = Seat()
    seat.take(cast("WorkerProcess", worker), Limits())
    seat.open(cast("WorkerProcess", worker), source(tmp_path), Limits())
    return seat


@given(st.lists(st.integers(1, 10_000), unique=True, min_size=1, max_size=300), st.integers(1, 8))
def test_batches_hold_every_page_once_in_order(numbers: list[int], seats: int) -> None:
    numbers.sort()
    cut = batches(numbers, seats)
    assert [number for batch in cut for number in batch] == numbers
    assert all(1 <= len(batch) <= MOST_IN_BATCH for batch in cut)
    assert len(cut) >= min(seats, len(numbers))


def test_an_empty_seat_releases_nobody() -> None:
    assert Seat().release() is None


def test_a_worker_with_the_file_open_is_released_when_it_is_closed() -> None:
    worker = FakeWorker(wire.Closed())
    seat = seated(worker)
    assert seat.release() is cast("WorkerProcess", worker)
    assert worker.sent == [wire.CloseFile()]
    assert seat.worker is None


def test_a_worker_that_opens_the_file_is_released_after_that(tmp_path: Path) -> None:
    worker = FakeWorker(wire.Opened(DocumentInfo(1)), wire.Closed())
    assert opening(worker, tmp_path).release() is cast("WorkerProcess", worker)


def test_a_worker_that_opens_the_file_for_long_is_ended(tmp_path: Path) -> None:
    worker = FakeWorker(silent=True)
    assert opening(worker, tmp_path).release() is None
    assert worker.killed


def test_a_starting_worker_is_released_as_it_is() -> None:
    worker = FakeWorker()
    seat = Seat()
    seat.take(cast("WorkerProcess", worker), Limits())
    assert seat.release() is cast("WorkerProcess", worker)
    assert worker.sent == []


@pytest.mark.parametrize("worker", [FakeWorker(alive=False), FakeWorker()])
def test_a_worker_that_is_gone_is_not_released(worker: FakeWorker) -> None:
    assert seated(worker).release() is None
    assert worker.killed


@pytest.mark.parametrize(
    "reply", [wire.Refused(wire.Refusal.NO_DOCUMENT), wire.Refused(wire.Refusal.GONE), wire.Opened(DocumentInfo(4))]
)
def test_another_document_under_the_same_name_is_noticed(tmp_path: Path, reply: wire.Opened | wire.Refused) -> None:
    file = source(tmp_path)
    with pytest.raises(FileProblem, match="changed while it was read"):
        file.require_same(reply)
    file.info = DocumentInfo(3)
    file.require_same(wire.Opened(DocumentInfo(3)))
    with pytest.raises(FileProblem):
        file.require_same(reply)


def test_a_file_that_is_touched_or_gone_is_noticed(tmp_path: Path) -> None:
    file = source(tmp_path)
    file.require_unchanged()
    file.path.write_bytes(b"longer")
    with pytest.raises(FileProblem, match="changed while it was read"):
        file.require_unchanged()
    file.path.unlink()
    with pytest.raises(FileProblem, match="does not exist"):
        file.require_unchanged()
