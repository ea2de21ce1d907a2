"""Which rows the table shows, in which order: plain functions over the rows of the library."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from enum import IntEnum

from desktop_app.gui.library.library_model import Entry, EntryState


class Column(IntEnum):
    """The columns, from left to right."""

    TITLE = 0
    PAGES = 1
    FIGURES = 2
    STATUS = 3
    ADDED = 4
    SIZE = 5


_RANKS = {
    EntryState.FAILED: 0,
    EntryState.PARTIAL: 1,
    EntryState.READING: 3,
    EntryState.WAITING: 4,
    EntryState.READY: 5,
}
_MISSING = 2
"""What needs attention comes first: a missing file after what could not be read."""

_KEYS: dict[Column, Callable[[Entry], float | str]] = {
    Column.TITLE: lambda entry: entry.title.casefold(),
    Column.PAGES: lambda entry: entry.document.pages if entry.document else 0,
    Column.FIGURES: lambda entry: entry.document.figures if entry.document else 0,
    Column.STATUS: lambda entry: _MISSING if entry.missing and entry.state is EntryState.READY else _RANKS[entry.state],
    Column.ADDED: lambda entry: entry.document.added if entry.document else 0.0,
    Column.SIZE: lambda entry: entry.document.size if entry.document else 0,
}


def arranged(
    entries: Iterable[Entry],
    *,
    words: str = "",
    documents: Collection[str] | None = None,
    column: Column = Column.ADDED,
    descending: bool = False,
    text_of: Callable[[Entry], str] | None = None,
) -> list[Entry]:
    """The rows that hold all the words and are of these documents, sorted; equal ones stay in their order.

    Args:
        entries: the rows of the library.
        words: parts of words, looked for in title and path without regard to case.
        documents: ids; None for all, and for files that are no documents yet.
        column: what is sorted by.
        descending: the largest, last or newest first.
        text_of: gives what `text_of_entry` does, where that is known already.
    """
    wanted = words.casefold().split()
    rows = [entry for entry in entries if documents is None or (entry.document and entry.document.id in documents)]
    if wanted:
        told = text_of or text_of_entry
        rows = [entry for entry in rows if _holds(told(entry), wanted)]
    return sorted(rows, key=_KEYS[column], reverse=descending)


def text_of_entry(entry: Entry) -> str:
    """What words are looked for in."""
    return f"{entry.title}\n{entry.path}".casefold()


def _holds(text: str, wanted: list[str]) -> bool:
    return all(word in text for word in wanted)
