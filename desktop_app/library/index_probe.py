"""Whether a vector index can be trusted, found out in a child process: opening a damaged one can end the process."""

from __future__ import annotations

import multiprocessing
import sys
import threading
from multiprocessing.connection import Connection
from pathlib import Path

import msgspec
import numpy

from desktop_app.library.chroma_index import ChromaIndex
from desktop_app.support.offline import go_offline

PROBE_TIMEOUT_S = 45.0
POLL_S = 0.1
MAX_MESSAGE = 8 * 1024 * 1024
SELF_DISTANCE = 1e-3
SIZE_FLOOR = 64 * 1024 * 1024
SIZE_FACTOR = 4
ENTRY_SIZE = 8192
"""Generous: a vector of 1,536 numbers and what goes with it."""


class Sample(msgspec.Struct, frozen=True):
    """A vector of the catalogue (float32 bytes) that should find itself, if the index has its number."""

    number: int
    vector: bytes


class ExpectedCollection(msgspec.Struct, frozen=True):
    """What a collection held when it was last closed, and vectors that may be in it."""

    name: str
    count: int
    samples: list[Sample] = []


class ProbeRequest(msgspec.Struct, frozen=True):
    """The folder to open, and everything that should be in it."""

    folder: str
    expected: list[ExpectedCollection]


class ProbeAnswer(msgspec.Struct, frozen=True):
    """What is wrong with the index; empty when it is sound."""

    problem: str


def size_problem(folder: Path, expected: list[ExpectedCollection]) -> str:
    """Refuses an index with a file far larger than its entries explain, without opening it."""
    entries = sum(c.count * ENTRY_SIZE for c in expected)
    limit = SIZE_FLOOR + SIZE_FACTOR * entries
    for path in folder.rglob("*"):
        if path.is_file() and path.stat().st_size > limit:
            return f"{path.name} has {path.stat().st_size} bytes"
    return ""


def probe(folder: Path, expected: list[ExpectedCollection], stopped: threading.Event) -> str:
    """Says what is wrong with the index in `folder`, or "" when it may be used."""
    try:
        if not folder.is_dir():
            return "it is not there"
        if problem := size_problem(folder, expected):
            return problem
    except OSError as error:
        return f"its files can't be read ({error.strerror or error})"
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    child = context.Process(target=_probe_in_child, args=(theirs,), name="vector-index-probe", daemon=True)
    try:
        child.start()
        theirs.close()
        ours.send_bytes(msgspec.msgpack.encode(ProbeRequest(str(folder), expected)))
        return _answer(ours, stopped)
    except (OSError, EOFError, msgspec.DecodeError) as error:
        child.join(POLL_S)
        return f"the probe ended without a word (exit code {child.exitcode}, {type(error).__name__})"
    finally:
        ours.close()
        if child.is_alive():
            child.join(POLL_S)
        if child.is_alive():
            child.kill()
        child.join()
        child.close()


def _answer(connection: Connection, stopped: threading.Event) -> str:
    waited = 0.0
    while not connection.poll(POLL_S):
        waited += POLL_S
        if stopped.is_set():
            return "the probe was stopped"
        if waited >= PROBE_TIMEOUT_S:
            return f"the probe took longer than {PROBE_TIMEOUT_S:.0f} s"
    return msgspec.msgpack.decode(connection.recv_bytes(MAX_MESSAGE), type=ProbeAnswer).problem


def _probe_in_child(connection: Connection) -> None:
    go_offline()
    _limit_child()
    request = msgspec.msgpack.decode(connection.recv_bytes(), type=ProbeRequest)
    try:
        problem = check_index(Path(request.folder), request.expected)
    except BaseException as error:  # noqa: BLE001 - a process border; Chroma's panics are no `Exception`
        problem = f"{type(error).__name__}: {error}"[:500]
    connection.send_bytes(msgspec.msgpack.encode(ProbeAnswer(problem)))
    connection.close()


def _limit_child() -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def check_index(folder: Path, expected: list[ExpectedCollection]) -> str:
    """What is wrong with an index, or ""; to be called where the process may end over it. Raises what Chroma raises."""
    index = ChromaIndex(folder)
    try:
        if index.names() != {collection.name for collection in expected}:
            return "its collections are not those it had"
        for collection in expected:
            count = index.count(collection.name)
            if count != collection.count:
                return f"{collection.name} has {count} entries instead of {collection.count}"
            there = index.numbers(collection.name, [sample.number for sample in collection.samples] or [0])
            for sample in (sample for sample in collection.samples if sample.number in there):
                vector = numpy.frombuffer(sample.vector, dtype=numpy.float32)
                hits = index.search(collection.name, vector, 1, None)
                if not hits or 1.0 - hits[0].score > SELF_DISTANCE:
                    return f"{collection.name} does not find its own vectors"
    finally:
        index.close()
    return ""
