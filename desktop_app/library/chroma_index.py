"""Chroma as an index on disk over vectors that are ours: own vectors in, numbers out, no network, no telemetry."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

from desktop_app.domain.ports import Hit
from desktop_app.library.vector_store import Space, StoredVector, Vectors

EF_SEARCH = 400
EF_CONSTRUCTION = 100
OFFLINE_SWITCHES = {
    "ANONYMIZED_TELEMETRY": "False",
    "CHROMA_OTEL_COLLECTION_ENDPOINT": "",
    "HF_HUB_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "TRANSFORMERS_OFFLINE": "1",
}


def collection_name(space: Space) -> str:
    """The collection of a space: its field, a hash of the model's name, and the dimension."""
    model = hashlib.sha256(space.model.encode("utf-8", "replace")).hexdigest()[:12]
    return f"{space.field}-{model}-{space.dimension}"


class ChromaIndex:
    """A Chroma store in a folder of its own; every method raises whatever Chroma raises."""

    def __init__(self, folder: Path) -> None:
        for name, value in OFFLINE_SWITCHES.items():
            os.environ.setdefault(name, value)
        import chromadb
        from chromadb.config import Settings

        self._client: Any = chromadb.PersistentClient(path=str(folder), settings=Settings(anonymized_telemetry=False))
        self._batch = int(self._client.get_max_batch_size())

    @property
    def batch(self) -> int:
        """How many entries may be written in one call."""
        return self._batch

    def names(self) -> set[str]:
        """The collections that are there."""
        return {collection.name for collection in self._client.list_collections()}

    def create(self, name: str) -> None:
        """Makes a collection, unless it is there."""
        self._client.get_or_create_collection(
            name,
            embedding_function=None,
            configuration={
                "hnsw": {"space": "cosine", "ef_search": EF_SEARCH, "ef_construction": EF_CONSTRUCTION},
            },
        )

    def drop(self, name: str) -> None:
        """Deletes a collection."""
        self._client.delete_collection(name)

    def count(self, name: str) -> int:
        """How many entries a collection has."""
        return int(self._collection(name).count())

    def numbers(self, name: str, among: Sequence[int] | None = None) -> set[int]:
        """The numbers of a collection's entries, all of them or those `among` some."""
        ids = None if among is None else [str(number) for number in among]
        return {int(identity) for identity in self._collection(name).get(ids=ids, include=[])["ids"]}

    def add(self, name: str, vectors: Sequence[StoredVector]) -> None:
        """Writes entries; the same entry again changes nothing."""
        import numpy

        if not vectors:
            return
        self._collection(name).upsert(
            ids=[str(entry.number) for entry in vectors],
            embeddings=[numpy.frombuffer(entry.vector, dtype=numpy.float32) for entry in vectors],
            metadatas=[{"owner": entry.owner, "document": entry.document_id} for entry in vectors],
        )

    def delete(self, name: str, numbers: Sequence[int]) -> None:
        """Deletes entries."""
        if numbers:
            self._collection(name).delete(ids=[str(number) for number in numbers])

    def search(self, name: str, vector: Vectors, limit: int, documents: Collection[str] | None) -> list[Hit]:
        """The nearest entries by cosine similarity, best first, as hits on their owners."""
        where = None if documents is None else {"document": {"$in": sorted(documents)}}
        found = self._collection(name).query(
            query_embeddings=[vector], n_results=limit, where=where, include=["distances", "metadatas"]
        )
        pairs = zip(found["metadatas"][0], found["distances"][0], strict=True)
        return [Hit(str(metadata["owner"]), 1.0 - float(distance)) for metadata, distance in pairs]

    def close(self) -> None:
        """Writes what is pending and lets the files go."""
        self._client.close()

    def _collection(self, name: str) -> Any:
        return self._client.get_collection(name, embedding_function=None)
