from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from desktop_app.domain.errors import DownloadFailed
from desktop_app.model_store.hub import Body, TryAgain
from desktop_app.model_store.repository_files import RemoteFile
from desktop_app.model_store.transfer import Listener, Origin, Transfer
from desktop_app.model_store.wire import RetryPolicy
from tests.helpers.hub_server import model_bytes

CONTENT = model_bytes(10_000)
BLOCK = 1_000


class Script:
    """A source that does what a test says for each request: how many bytes come, from where, and which."""

    def __init__(self, *steps: object) -> None:
        self.steps = list(steps)
        self.offsets: list[int] = []

    @contextmanager
    def open(self, _repository: str, _revision: str, _path: str, offset: int) -> Iterator[Body]:
        self.offsets.append(offset)
        step = self.steps.pop(0) if self.steps else len(CONTENT)
        if isinstance(step, Exception):
            raise step
        if isinstance(step, Body):
            yield step
            return
        assert isinstance(step, int)
        yield Body(offset, blocks(CONTENT[offset : offset + step]))


def blocks(content: bytes) -> Iterator[bytes]:
    for start in range(0, len(content), BLOCK):
        yield content[start : start + BLOCK]


class Run:
    """One transfer, what it told, and how long it would have waited."""

    def __init__(self, folder: Path, *steps: object, sha256: str | None = None, size: int = len(CONTENT)) -> None:
        self.source = Script(*steps)
        digest = hashlib.sha256(CONTENT).hexdigest() if sha256 is None else sha256
        self.part, self.place = folder / "x.part", folder / "models" / "x.gguf"
        origin = Origin(self.source, "o/n", "main")
        retry = RetryPolicy(first_wait_s=1, longest_wait_s=8, tries=3)
        self.transfer = Transfer(RemoteFile("x.gguf", size, digest), origin, self.part, self.place, retry)
        self.waits: list[float] = []
        self.reasons: list[str] = []
        self.progress: list[tuple[int, bool]] = []

    def __call__(self) -> None:
        self.transfer.run(
            Listener(
                lambda done, checking: self.progress.append((done, checking)),
                lambda reason, _seconds: self.reasons.append(reason),
                self.waits.append,
            )
        )


def test_a_file_comes_whole_and_goes_into_its_place(tmp_path: Path) -> None:
    run = Run(tmp_path)
    run()
    assert run.place.read_bytes() == CONTENT
    assert not run.part.exists()
    assert run.progress[-1] == (len(CONTENT), False)
    assert run.transfer.fetched == len(CONTENT)


def test_a_lost_connection_goes_on_where_it_was(tmp_path: Path) -> None:
    run = Run(tmp_path, 3_000, TryAgain("lost"), 2_000)
    run()
    assert run.place.read_bytes() == CONTENT
    assert run.source.offsets == [0, 3_000, 3_000, 5_000]
    assert run.transfer.fetched == len(CONTENT)
    assert run.waits == [1, 2, 1]


def test_what_was_there_before_is_checked_and_used(tmp_path: Path) -> None:
    run = Run(tmp_path)
    run.part.write_bytes(CONTENT[:4_321])
    run()
    assert run.place.read_bytes() == CONTENT
    assert run.source.offsets == [4_321]
    assert run.progress[0] == (4_321, True)


def test_a_whole_part_needs_no_connection(tmp_path: Path) -> None:
    run = Run(tmp_path)
    run.part.write_bytes(CONTENT)
    run()
    assert run.place.read_bytes() == CONTENT
    assert run.source.offsets == []


@pytest.mark.parametrize("left", [b"\0" * 5_000, CONTENT + b"more"])
def test_a_part_that_is_wrong_is_fetched_anew(tmp_path: Path, left: bytes) -> None:
    run = Run(tmp_path)
    run.part.write_bytes(left)
    run()
    assert run.place.read_bytes() == CONTENT


def test_a_server_that_begins_anew_is_followed(tmp_path: Path) -> None:
    run = Run(tmp_path, Body(0, blocks(CONTENT)))
    run.part.write_bytes(CONTENT[:4_000])
    run()
    assert run.place.read_bytes() == CONTENT


@pytest.mark.parametrize("offset", [-1, 2_000])
def test_a_server_that_goes_on_elsewhere_is_asked_again(tmp_path: Path, offset: int) -> None:
    run = Run(tmp_path, Body(offset, blocks(b"nonsense")))
    run.part.write_bytes(CONTENT[:4_000])
    run()
    assert run.place.read_bytes() == CONTENT
    assert run.source.offsets == [4_000, 0]


def test_more_bytes_than_were_announced_are_not_taken(tmp_path: Path) -> None:
    run = Run(tmp_path, Body(0, blocks(CONTENT * 3)))
    run()
    assert run.place.read_bytes() == CONTENT
    assert "longer" in run.reasons[0]


def test_a_wrong_checksum_is_tried_again_and_then_told(tmp_path: Path) -> None:
    run = Run(tmp_path, sha256="0" * 64)
    with pytest.raises(DownloadFailed, match="wrong checksum"):
        run()
    assert not run.place.exists()
    assert run.part.stat().st_size == 0
    assert run.source.offsets == [0, 0, 0]


def test_a_file_without_a_checksum_is_known_by_its_size(tmp_path: Path) -> None:
    run = Run(tmp_path, sha256="")
    run()
    assert run.place.read_bytes() == CONTENT


def test_after_several_tries_without_a_byte_it_gives_up_and_keeps_what_is_there(tmp_path: Path) -> None:
    run = Run(tmp_path, 2_000, *(TryAgain("The hub is busy.", 30) for _ in range(3)))
    with pytest.raises(DownloadFailed, match=r"The hub is busy\. It was tried 3 times"):
        run()
    assert run.part.read_bytes() == CONTENT[:2_000]
    assert run.waits == [1, 8]


def test_an_empty_file_is_a_file(tmp_path: Path) -> None:
    run = Run(tmp_path, size=0, sha256=hashlib.sha256(b"").hexdigest())
    run()
    assert run.place.read_bytes() == b""
