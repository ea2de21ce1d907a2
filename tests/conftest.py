"""Every test fails on noise: warnings, unexpected log records, left-over threads and processes, any connection."""

from __future__ import annotations

import ipaddress
import logging
import os
import socket
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.update(LC_ALL="C.UTF-8", LANGUAGE="")  # the tests read English, whatever the system speaks

settings.register_profile("patient", deadline=None)  # how long an example takes says how busy the machine is
settings.load_profile("patient")

WATCHED_LEVEL = logging.WARNING
THREAD_GRACE_S = 5.0


def _is_local(address: object) -> bool:
    if not isinstance(address, tuple):
        return True
    host = str(address[0])
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


@pytest.fixture(autouse=True, scope="session")
def no_connections() -> Iterator[None]:
    """A connection to anywhere but this machine is an error in every test."""
    connect = socket.socket.connect
    connect_ex = socket.socket.connect_ex

    def guarded(method: Any) -> Any:
        def checked(self: socket.socket, address: Any) -> Any:
            if not _is_local(address):
                raise AssertionError(f"a test tried to connect to {address!r}")
            return method(self, address)

        return checked

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded(connect))
        patch.setattr(socket.socket, "connect_ex", guarded(connect_ex))
        yield


class _Recorder(logging.Handler):
    def __init__(self) -> None:
        super().__init__(WATCHED_LEVEL)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@pytest.fixture
def expected_logs() -> list[str]:
    """Texts a test expects in warnings or errors of the log; each must appear."""
    return []


@pytest.fixture(autouse=True)
def quiet_log(expected_logs: list[str]) -> Iterator[None]:
    """Fails on a log record at WARNING or above that the test did not expect."""
    recorder = _Recorder()
    logging.getLogger().addHandler(recorder)
    yield
    logging.getLogger().removeHandler(recorder)
    messages = [record.getMessage() for record in recorder.records]
    surprises = [message for message in messages if not any(text in message for text in expected_logs)]
    assert not surprises, f"unexpected log records: {surprises}"
    missing = [text for text in expected_logs if not any(text in message for message in messages)]
    assert not missing, f"log records that did not come: {missing}"


@pytest.fixture(autouse=True)
def nothing_left_behind(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fails when a test leaves a thread or a child process running."""
    before = set(threading.enumerate())
    children_before = _child_processes()
    yield
    left = [thread for thread in threading.enumerate() if thread not in before and _is_ours(thread)]
    for thread in left:
        thread.join(THREAD_GRACE_S)
    alive = [thread.name for thread in left if thread.is_alive()]
    assert not alive, f"threads left running: {alive}"
    processes = _child_processes() - children_before
    assert not processes, f"processes left running: {processes}"


def _is_ours(thread: threading.Thread) -> bool:
    return thread.is_alive() and not isinstance(thread, threading._DummyThread)


def _child_processes() -> set[tuple[int, str]]:
    try:
        import psutil
    except ImportError:
        return set()
    found = set()
    for child in psutil.Process().children(recursive=True):
        try:
            if child.status() != psutil.STATUS_ZOMBIE and "resource_tracker" not in " ".join(child.cmdline()):
                found.add((child.pid, child.name()))
        except psutil.NoSuchProcess:
            continue
    return found
