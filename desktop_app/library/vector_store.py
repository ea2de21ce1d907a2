"""Vectors as they stand in the catalogue, and exact search over them: the truth that the vector index follows."""

from __future__ import annotations

import json
import threading
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy
from numpy.typing import NDArray

from desktop_app.domain.errors import NotFound
from desktop_app.domain.ports import Hit, VectorField
from desktop_app.library.connections import Connections

Vectors = NDArray[numpy.float32]

EXACT_UP_TO = 200_000
"""So many vectors are compared one by one, which is exact: 100,000 of 384 numbers take about 10 ms."""

_SEARCHED = "JOIN documents d ON d.number = v.document WHERE d.status IN ('ready', 'partial')"


@dataclass(frozen=True, slots=True)
class Space:
    """Vectors that can be compared: one field, one model, one dimension."""

    field: str
    model: str
    dimension: int


@dataclass(frozen=True, slots=True)
class StoredVector:
    """A vector of the catalogue; `number` is never used again, so an index entry of that number is never stale."""

    number: int
    owner: str
    document_id: str
    vector: bytes


@dataclass(frozen=True, slots=True)
class _Matrix:
    owners: list[str]
    documents: NDArray[numpy.int64]
    vectors: Vectors
    document_numbers: dict[str, int]


class VectorStore:
    """The vectors of the catalogue; only those of ready and partial documents are searched."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections
        self._lock = threading.Lock()
        self._matrices: dict[tuple[str, str], _Matrix] = {}
        self._generation = 0

    @property
    def generation(self) -> int:
        """A number that grows whenever what can be searched has changed."""
        return self._generation

    def changed(self) -> None:
        """Forgets what was kept in memory, since what can be searched has changed."""
        with self._lock:
            self._generation += 1
            self._matrices.clear()

    def ids_with_vectors(self, document_id: str, field: VectorField, model: str) -> set[str]:
        """See `DocumentStore.ids_with_vectors`."""
        with self._connections.reading() as connection:
            found = connection.execute(
                """SELECT v.owner FROM vectors v JOIN documents d ON d.number = v.document
                   WHERE d.id = ? AND v.field = ? AND v.model = ?""",
                (document_id, field.value, model),
            ).fetchall()
        return {row[0] for row in found}

    def store(self, document_id: str, field: VectorField, model: str, ids: Sequence[str], vectors: Vectors) -> bool:
        """See `DocumentStore.store_vectors`; returns whether the document is searched already."""
        unit = _normalised(ids, vectors)
        owners = "passages" if field is VectorField.PASSAGE else "figures"
        with self._connections.writing() as connection:
            found = connection.execute("SELECT number, status FROM documents WHERE id = ?", (document_id,)).fetchone()
            if found is None:
                raise NotFound(f"There is no document {document_id[:12]} in the library.")
            known = connection.execute(
                f"SELECT count(*) FROM {owners} WHERE document = ? AND id IN (SELECT value FROM json_each(?))",
                (found[0], json.dumps(list(ids))),
            ).fetchone()[0]
            if known != len(set(ids)):
                raise ValueError(f"{len(set(ids)) - known} ids are no {owners} of document {document_id[:12]}")
            connection.executemany(
                "INSERT OR REPLACE INTO vectors (document, field, model, owner, vector) VALUES (?, ?, ?, ?, ?)",
                [(found[0], field.value, model, owner, row.tobytes()) for owner, row in zip(ids, unit, strict=True)],
            )
        return found[1] in {"ready", "partial"}

    def spaces(self) -> list[Space]:
        """Every kind of vector that is searched."""
        with self._connections.reading() as connection:
            found = connection.execute(
                f"SELECT DISTINCT v.field, v.model, length(v.vector) / 4 FROM vectors v {_SEARCHED} ORDER BY 1, 2, 3"
            ).fetchall()
        return [Space(*row) for row in found]

    def numbers(self, space: Space) -> set[int]:
        """The numbers of all searched vectors of a space."""
        with self._connections.reading() as connection:
            found = connection.execute(
                f"SELECT v.number FROM vectors v {_SEARCHED} AND v.field = ? AND v.model = ? AND length(v.vector) = ?",
                (space.field, space.model, 4 * space.dimension),
            ).fetchall()
        return {row[0] for row in found}

    def load(self, numbers: Sequence[int]) -> list[StoredVector]:
        """The vectors with these numbers; those that are gone are left out."""
        with self._connections.reading() as connection:
            found = connection.execute(
                """SELECT v.number, v.owner, d.id, v.vector FROM vectors v JOIN documents d ON d.number = v.document
                   WHERE v.number IN (SELECT value FROM json_each(?)) ORDER BY v.number""",
                (json.dumps(list(numbers)),),
            ).fetchall()
        return [StoredVector(*row) for row in found]

    def search(
        self, vector: Vectors, field: VectorField, model: str, limit: int, documents: Collection[str] | None
    ) -> list[Hit]:
        """Exact cosine search: the dot product with every vector of the field and model, shape [dimension]."""
        matrix = self._matrix(field.value, model)
        if not matrix.owners or limit <= 0 or matrix.vectors.shape[1] != vector.shape[0]:
            return []
        # Row by row in this thread: a product of matrix and vector would wait for threads of its own, which takes many
        # times as long on a machine that is busy, and no less on one that is not, since memory is what it waits for.
        scores = numpy.vecdot(matrix.vectors, unit_vector(vector))
        if documents is not None:
            wanted = [matrix.document_numbers[d] for d in documents if d in matrix.document_numbers]
            scores = numpy.where(numpy.isin(matrix.documents, wanted), scores, -numpy.inf)
        best = highest(scores, limit)
        owners = matrix.owners
        return [Hit(owners[i], score) for i, score in zip(best.tolist(), scores[best].tolist(), strict=True)]

    def _matrix(self, field: str, model: str) -> _Matrix:
        with self._lock:
            generation, found = self._generation, self._matrices.get((field, model))
        if found is not None:
            return found
        matrix = self._read_matrix(field, model)
        with self._lock:
            if generation == self._generation:
                self._matrices[field, model] = matrix
        return matrix

    def exact_is_fast(self, field: VectorField, model: str) -> bool:
        """Whether there are so few vectors of this kind that comparing with each takes milliseconds."""
        return len(self._matrix(field.value, model).owners) <= EXACT_UP_TO

    def _read_matrix(self, field: str, model: str) -> _Matrix:
        condition = f"{_SEARCHED} AND v.field = ? AND v.model = ?"
        owners: list[str] = []
        documents: list[int] = []
        names: dict[str, int] = {}
        with self._connections.reading() as connection:
            count, size = connection.execute(
                f"SELECT count(*), max(length(v.vector)) FROM vectors v {condition}", (field, model)
            ).fetchone()
            vectors = numpy.empty((count, (size or 0) // 4), dtype=numpy.float32)
            rows = connection.execute(
                f"SELECT v.owner, v.document, d.id, v.vector FROM vectors v {condition} ORDER BY v.number",
                (field, model),
            )
            for owner, document, identity, vector in rows:
                if len(vector) != size or len(owners) == count:
                    continue
                vectors[len(owners)] = numpy.frombuffer(vector, dtype=numpy.float32)
                owners.append(owner)
                documents.append(document)
                names[identity] = document
        kept = vectors[: len(owners)]
        return _Matrix(owners, numpy.array(documents, dtype=numpy.int64), kept, names)


def highest(scores: Vectors, count: int) -> NDArray[numpy.intp]:
    """Where the `count` highest of the scores stand, best first, equal ones in their order; -inf counts as none.

    Args:
        scores: shape [n].
        count: at least 1; fewer are found where there are not so many.
    """
    last = len(scores) - min(count, len(scores))
    best = numpy.flatnonzero(scores >= numpy.partition(scores, last)[last])
    best = best[numpy.argsort(-scores[best], kind="stable")][:count]
    return best[numpy.isfinite(scores[best])]


def unit_vector(vector: Vectors) -> Vectors:
    """The vector, shape [dimension], as float32 of length 1; a zero vector stays one.

    Raises:
        ValueError: it is not finite, or not one vector.
    """
    plain = numpy.asarray(vector, dtype=numpy.float32)
    if plain.ndim != 1 or not numpy.isfinite(plain).all():
        raise ValueError(f"not a finite vector: shape {plain.shape}")
    length = float(numpy.linalg.norm(plain))
    return plain / numpy.float32(length) if length > 0 else plain


def _normalised(ids: Sequence[str], vectors: Vectors) -> Vectors:
    plain = numpy.ascontiguousarray(vectors, dtype=numpy.float32)
    if plain.ndim != 2 or plain.shape[0] != len(ids) or (len(ids) and plain.shape[1] == 0):
        raise ValueError(f"{len(ids)} ids, but vectors of shape {plain.shape}")
    if not numpy.isfinite(plain).all():
        raise ValueError("a vector is not finite")
    lengths = numpy.linalg.norm(plain, axis=1, keepdims=True)
    if (lengths == 0).any():
        raise ValueError("a vector has no length")
    unit: Vectors = plain / lengths
    return unit
