"""Rows that were read lately, as values of the domain: questions on one subject meet the same figures again."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from itertools import islice
from typing import Generic, Protocol, TypeVar


class _Identified(Protocol):
    @property
    def id(self) -> str: ...


Row = TypeVar("Row", bound=_Identified)


class RowCache(Generic[Row]):
    """Reads rows by their ids and keeps the latest of them; safe to use from any thread."""

    def __init__(self, read: Callable[[Sequence[str]], list[Row]], limit: int) -> None:
        """`read` gives the rows with these ids, leaving out unknown ones; `limit` is how many are kept."""
        self._read = read
        self._limit = limit
        self._lock = threading.Lock()
        self._kept: dict[str, Row] = {}
        self._generation = 0

    def __len__(self) -> int:
        return len(self._kept)

    def changed(self) -> None:
        """Forgets everything, since rows have changed."""
        with self._lock:
            self._generation += 1
            self._kept = {}

    def get(self, ids: Sequence[str]) -> list[Row]:
        """The rows with these ids, in the order asked for; unknown ids are left out."""
        with self._lock:
            generation = self._generation
            found = {identity: self._kept[identity] for identity in ids if identity in self._kept}
        if missing := [identity for identity in ids if identity not in found]:
            found.update((row.id, row) for row in self._read(missing))
        with self._lock:
            # What was read before a change must not outlive it.
            if generation == self._generation:
                self._keep(found)
        return [found[identity] for identity in ids if identity in found]

    def _keep(self, found: dict[str, Row]) -> None:
        kept = self._kept
        for identity, row in found.items():
            kept.pop(identity, None)
            kept[identity] = row
        for identity in list(islice(kept, max(0, len(kept) - self._limit))):
            del kept[identity]
