"""Named sets of documents, and what a question can be limited to."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Protocol

LONGEST_NAME = 120
"""In characters; a longer name of a collection is cut."""


@dataclass(frozen=True, slots=True)
class DocumentCollection:
    """A set of documents that a user has given a name; a document may be in several, or in none.

    Attributes:
        id: never given to another collection.
        documents: ids of its documents, whatever their status.
    """

    id: int
    name: str
    documents: frozenset[str] = frozenset()


class CollectionStore(Protocol):
    """The collections of a library; every call is one transaction, and durable when it returns.

    A document that is read again, or whose file has changed, stays where it is; one that is removed leaves all
    collections. Names are compared without regard to case and to spaces around them.
    """

    def all(self) -> list[DocumentCollection]:
        """Every collection, by name."""
        ...

    def find(self, name: str) -> DocumentCollection:
        """The collection of this name.

        Raises:
            NotFound: there is none.
        """
        ...

    def add(self, name: str, documents: Collection[str] = ()) -> DocumentCollection:
        """Makes a collection of these documents; unknown ids are passed over.

        Raises:
            NameRefused: the name is empty, or another collection has it.
        """
        ...

    def rename(self, collection_id: int, name: str) -> None:
        """Gives it another name.

        Raises:
            NameRefused: the name is empty, or another collection has it.
            NotFound: there is no such collection.
        """
        ...

    def remove(self, collection_id: int) -> None:
        """Removes the collection, none of its documents; raises `NotFound`."""
        ...

    def put(self, collection_id: int, documents: Collection[str]) -> None:
        """Puts documents into it; unknown ids are passed over. Raises `NotFound` where the collection is gone."""
        ...

    def take_out(self, collection_id: int, documents: Collection[str]) -> None:
        """Takes documents out of it, which stay in the library; raises `NotFound`."""
        ...


@dataclass(frozen=True, slots=True)
class Scope:
    """What a question is limited to.

    Attributes:
        documents: ids of documents; None for the whole library.
        name: what to call it; empty for the whole library.
        collection: the id of the collection that it is, if it is one.
    """

    documents: frozenset[str] | None = None
    name: str = ""
    collection: int | None = None


EVERYTHING = Scope()
"""No limit."""
