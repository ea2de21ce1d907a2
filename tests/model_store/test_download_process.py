from __future__ import annotations

import errno
from pathlib import Path

import pytest

from desktop_app.domain.errors import DownloadFailed
from desktop_app.model_store import wire
from desktop_app.model_store.download_process import _disk_problem
from desktop_app.model_store.hub import Hub


@pytest.mark.parametrize(
    ("number", "told"),
    [(errno.ENOSPC, "The disk is full"), (errno.EDQUOT, "The disk is full"), (errno.EACCES, "can't be written")],
)
def test_what_the_disk_does_is_a_sentence(number: int, told: str) -> None:
    failed = _disk_problem(OSError(number, "…"), Path("/models"))
    assert told in failed.message
    assert failed.hint


def test_messages_survive_the_pipe() -> None:
    fetch = wire.Fetch(endpoint="e", repository="o/n", quantization="", name="n", target="t", partial="p")
    assert wire.fetch_of(wire.encode(fetch)) == fetch
    for report in (
        wire.Planned(("a",), 2, 1, ""),
        wire.Progress("a", 1, 2, checking=True),
        wire.Waiting("busy", 1.5),
        wire.Done(("a",), 2),
        wire.Failed("no"),
    ):
        assert wire.report_of(wire.encode(report)) == report


def test_waits_grow_up_to_the_longest_and_follow_the_hub() -> None:
    retry = wire.RetryPolicy(first_wait_s=1, longest_wait_s=10)
    assert [retry.wait(failures) for failures in (1, 2, 3, 4, 5, 60)] == [1, 2, 4, 8, 10, 10]
    assert retry.wait(1, asked=7) == 7
    assert retry.wait(1, asked=3600) == 10


def test_a_secure_connection_is_never_sent_on_to_an_open_one() -> None:
    admitted: list[str] = []
    hub = Hub("https://hub.example", 1, admitted.append)
    with pytest.raises(DownloadFailed, match="open connection"):
        hub._follow("https://hub.example/a", "http://storage.example/a", {})
    assert admitted == []


def test_a_token_stays_with_the_hub() -> None:
    admitted: list[str] = []
    hub = Hub("https://hub.example", 1, admitted.append)
    headers = {"authorization": "Bearer x", "Range": "bytes=5-"}
    assert hub._follow("https://hub.example/a", "/b", headers) == ("https://hub.example/b", headers)
    assert hub._follow("https://hub.example/a", "https://storage.example/b", headers) == (
        "https://storage.example/b",
        {"Range": "bytes=5-"},
    )
    assert admitted == ["https://hub.example/b", "https://storage.example/b"]
