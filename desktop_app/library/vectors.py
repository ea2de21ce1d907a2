"""The vector index as a disposable follower of the catalogue.

The catalogue holds every vector; the index on disk only makes searching them faster. It is kept up by one
background thread and answers only while it holds exactly what the catalogue holds. A mark in the catalogue is set
before the first write to it; after a clean close it is cleared, and what the index then holds is noted. With the mark
still set, or on any other doubt, the index is thrown away and made anew in a new folder; otherwise only what differs
is brought in step. Searches go through the catalogue meanwhile.
"""

from __future__ import annotations

import logging
import shutil
import threading
import uuid
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import Protocol

import msgspec

from desktop_app.domain.errors import ImageRefError
from desktop_app.domain.ports import Hit, VectorField
from desktop_app.library import index_probe
from desktop_app.library.checkpoints import Checkpoint, Reached, go_on
from desktop_app.library.chroma_index import ChromaIndex, collection_name
from desktop_app.library.connections import Connections, read_state, write_state
from desktop_app.library.vector_store import Space, StoredVector, Vectors, VectorStore, unit_vector

STATE_KEY = "vector_index"
WRITE_BATCH = 1000
SAMPLES = 20
MAX_FAILURES = 3
NOTHING = -1
UNTRUSTED = -2
"""Generations that are none: nothing was brought in step yet, and what was can't be trusted any more."""

_log = logging.getLogger(__name__)


class Index(Protocol):
    """What is needed of the index on disk; `ChromaIndex` fulfils it."""

    @property
    def batch(self) -> int: ...  # noqa: D102 - see ChromaIndex, as below
    def names(self) -> set[str]: ...  # noqa: D102
    def create(self, name: str) -> None: ...  # noqa: D102
    def drop(self, name: str) -> None: ...  # noqa: D102
    def count(self, name: str) -> int: ...  # noqa: D102
    def numbers(self, name: str) -> set[int]: ...  # noqa: D102
    def add(self, name: str, vectors: Sequence[StoredVector]) -> None: ...  # noqa: D102
    def delete(self, name: str, numbers: Sequence[int]) -> None: ...  # noqa: D102
    def search(  # noqa: D102
        self, name: str, vector: Vectors, limit: int, documents: Collection[str] | None
    ) -> list[Hit]: ...
    def close(self) -> None: ...  # noqa: D102


class _Stopped(Exception):
    """The library is being closed."""


class IndexNote(msgspec.Struct, frozen=True):
    """What the catalogue remembers of the index.

    Attributes:
        folder: its folder's name; empty for none.
        dirty: whether it may be half written.
        counts: the sizes of its collections when it was last closed well.
    """

    folder: str = ""
    dirty: bool = True
    counts: dict[str, int] = {}


class IndexState:
    """Where the note is kept."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def read(self) -> IndexNote:
        """The note; that of no index where there is none that can be read."""
        try:
            return msgspec.json.decode(read_state(self._connections).get(STATE_KEY, "{}"), type=IndexNote)
        except msgspec.DecodeError:
            return IndexNote()

    def write(self, note: IndexNote) -> None:
        """Stores it, durably."""
        write_state(self._connections, {STATE_KEY: msgspec.json.encode(note).decode()})


class VectorIndex:
    """Keeps the index on disk equal to the catalogue, and searches it while it is."""

    def __init__(
        self,
        folder: Path,
        store: VectorStore,
        state: IndexState,
        open_index: Callable[[Path], Index] = ChromaIndex,
        *,
        reached: Reached = go_on,
    ) -> None:
        self._reached = reached
        self._folder = folder
        self._store = store
        self._state = state
        self._open_index = open_index
        self._use = threading.RLock()
        self._wake = threading.Condition()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._index: Index | None = None
        self._name = ""
        self._dirty = True
        self._synced = NOTHING
        self._failures = 0
        self._spaces: set[Space] = set()

    @property
    def in_step(self) -> bool:
        """Whether the index holds exactly what the catalogue holds, and answers searches."""
        return self._index is not None and self._synced == self._store.generation and not self._off

    @property
    def _off(self) -> bool:
        return self._failures >= MAX_FAILURES

    def keep_up(self) -> None:
        """Brings the index up to date in the background; returns at once."""
        with self._wake:
            if self._stop.is_set() or self._off:
                return
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="vector-index", daemon=True)
                self._thread.start()
            self._wake.notify_all()

    def follow(self) -> None:
        """Brings the index up to date if it is open; a program that only takes documents in never opens it.

        That spares it the memory of an index that grows with the library; the next program that searches catches up.
        """
        if self._thread is not None:
            self.keep_up()

    def wait_until_in_step(self, seconds: float) -> bool:
        """Waits for the background work; returns whether the index is in step."""
        with self._wake:
            self._wake.wait_for(lambda: self.in_step or self._off or self._stop.is_set(), seconds)
        return self.in_step

    def search(
        self, vector: Vectors, field: VectorField, model: str, limit: int, documents: Collection[str] | None
    ) -> list[Hit] | None:
        """The best hits, or None while the index can't answer."""
        space = Space(field.value, model, int(vector.shape[0]))
        if not self.in_step or space not in self._spaces or not self._use.acquire(blocking=False):
            return None
        try:
            if not self.in_step or self._index is None or limit <= 0:
                return None
            if documents is not None and not documents:
                return []
            return self._index.search(collection_name(space), unit_vector(vector), limit, documents)
        except Exception as error:  # noqa: BLE001 - Chroma raises whatever it likes; the catalogue answers instead
            self._synced = UNTRUSTED
            self._failed(error)
            return None
        finally:
            self._use.release()

    def rebuild(self) -> None:
        """Throws the index away and makes it anew; returns when it is done or given up."""
        with self._use:
            self._failures = 0
            self._discard()
        self.keep_up()
        with self._wake:
            self._wake.wait_for(lambda: self.in_step or self._off or self._stop.is_set())

    def problem(self) -> str:
        """What is wrong with the index on disk, or "" when it is sound, or will be made anew anyway."""
        if self._thread is not None:
            self.wait_until_in_step(index_probe.PROBE_TIMEOUT_S)
        with self._use:
            if self._index is None:
                note = self._state.read()
                return "" if note.dirty or not note.folder else self._probe(note)
            try:
                held = {name: self._index.numbers(name) for name in self._index.names()}
            except Exception as error:  # noqa: BLE001 - see `search`
                return f"it can't be read ({error})"
            wanted = {collection_name(space): self._store.numbers(space) for space in self._store.spaces()}
            return "" if held == wanted or not self.in_step else "its entries are not those of the catalogue"

    def close(self, patience_s: float) -> None:
        """Ends the background work, which may go on for `patience_s` if it is near its end, and closes the index."""
        if self._thread is not None and patience_s > 0:
            self.wait_until_in_step(patience_s)
        with self._wake:
            self._stop.set()
            self._wake.notify_all()
        if self._thread is not None:
            self._thread.join()
        with self._use:
            index, self._index = self._index, None
            if index is None:
                return
            trusted = self._synced != UNTRUSTED and not self._off
            counts = _counts(index) if trusted and self._dirty else None
            closed = _close_quietly(index)
            self._reached(Checkpoint.INDEX_CLOSED)
            if closed and counts is not None:
                self._state.write(IndexNote(self._name, False, counts))

    # the background thread

    def _run(self) -> None:
        while True:
            with self._wake:
                self._wake.wait_for(lambda: self._stop.is_set() or (not self.in_step and not self._off))
                if self._stop.is_set():
                    return
            try:
                if self._synced == UNTRUSTED:
                    self._discard()
                self._bring_up_to_date()
            except _Stopped:
                with self._wake:
                    self._wake.notify_all()
                return
            except Exception as error:  # noqa: BLE001 - a thread border, and Chroma raises whatever it likes
                self._failed(error, fatal=isinstance(error, ImageRefError))
                self._synced = UNTRUSTED
            with self._wake:
                self._wake.notify_all()

    def _bring_up_to_date(self) -> None:
        if self._index is None:
            self._open()
        assert self._index is not None
        generation = self._store.generation
        spaces = self._store.spaces()
        wanted = {collection_name(space): space for space in spaces}
        with self._use:
            for name in self._index.names() - set(wanted):
                self._mark()
                self._index.drop(name)
        for name, space in wanted.items():
            self._follow(self._index, name, space)
        with self._use:
            self._spaces = set(spaces)
            self._synced = generation

    def _open(self) -> None:
        note = self._state.read()
        problem = "it was not closed" if note.dirty or not note.folder else self._probe(note)
        if self._stop.is_set():
            raise _Stopped
        if problem:
            if note.folder:
                _log.info("the vector index is made anew: %s", problem)
            note = IndexNote(uuid.uuid4().hex[:12])
            self._state.write(note)
        self._clean_up(keep=note.folder)
        (self._folder / note.folder).mkdir(parents=True, exist_ok=True)
        index = self._open_index(self._folder / note.folder)
        with self._use:
            self._index, self._name, self._dirty = index, note.folder, note.dirty

    def _probe(self, note: IndexNote) -> str:
        """What is wrong with the index that was closed last, or "" when it may be used."""
        samples: dict[str, list[index_probe.Sample]] = {}
        for space in self._store.spaces():
            numbers = sorted(self._store.numbers(space))
            chosen = self._store.load(numbers[:: max(1, len(numbers) // SAMPLES)][:SAMPLES])
            samples[collection_name(space)] = [index_probe.Sample(entry.number, entry.vector) for entry in chosen]
        expected = [
            index_probe.ExpectedCollection(name, count, samples.get(name, [])) for name, count in note.counts.items()
        ]
        return index_probe.probe(self._folder / note.folder, expected, self._stop)

    def _follow(self, index: Index, name: str, space: Space) -> None:
        with self._use:
            if name not in index.names():
                self._mark()
                index.create(name)
            there = index.numbers(name)
        wanted = self._store.numbers(space)
        step = max(1, min(WRITE_BATCH, index.batch))
        for batch in _batches(sorted(there - wanted), step):
            with self._use:
                self._check_stopped()
                self._mark()
                index.delete(name, batch)
                self._reached(Checkpoint.INDEX_WRITTEN)
        for batch in _batches(sorted(wanted - there), step):
            vectors = self._store.load(batch)
            with self._use:
                self._check_stopped()
                self._mark()
                index.add(name, vectors)
                self._reached(Checkpoint.INDEX_WRITTEN)

    def _mark(self) -> None:
        if not self._dirty:
            self._state.write(IndexNote(self._name))
            self._dirty = True
            self._reached(Checkpoint.INDEX_MARKED)

    def _check_stopped(self) -> None:
        if self._stop.is_set():
            raise _Stopped

    def _discard(self) -> None:
        """Gives up the index that is open; the next one begins in a new folder."""
        with self._use:
            index, self._index, self._synced = self._index, None, NOTHING
            if index is not None:
                _close_quietly(index)
            self._state.write(IndexNote())

    def _clean_up(self, keep: str) -> None:
        if not self._folder.is_dir():
            return
        for path in self._folder.iterdir():
            if path.name != keep:
                shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)

    def _failed(self, error: Exception, *, fatal: bool = False) -> None:
        was_off = self._off
        self._failures = MAX_FAILURES if fatal else self._failures + 1
        if self._off and not was_off:
            _log.warning("the vector index is off after %d failures, the catalogue answers: %s", self._failures, error)
        with self._wake:
            self._wake.notify_all()


def _counts(index: Index) -> dict[str, int] | None:
    """The sizes of the collections, or None where they can't be told."""
    try:
        return {name: index.count(name) for name in index.names()}
    except Exception as error:  # noqa: BLE001 - Chroma raises whatever it likes
        _log.info("the vector index could not be counted: %s", error)
        return None


def _close_quietly(index: Index) -> bool:
    """Closes the index; whether that went well."""
    try:
        index.close()
    except Exception as error:  # noqa: BLE001 - Chroma raises whatever it likes
        _log.info("closing the vector index failed: %s", error)
        return False
    return True


def _batches(numbers: list[int], size: int) -> list[list[int]]:
    return [numbers[start : start + size] for start in range(0, len(numbers), size)]
