"""Embedders without a model: hashed bags of words and of pixels, deterministic, 64 numbers long."""

from __future__ import annotations

import hashlib
import re
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy

from desktop_app.domain.jobs import CancelToken

DIMENSION = 64


def hashed_words(text: str, dimension: int = DIMENSION) -> Any:
    """A unit vector that grows alike for texts that share words."""
    vector = numpy.full(dimension, 1e-3, dtype=numpy.float32)
    for word in re.findall(r"\w+", text.lower()):
        digest = hashlib.blake2b(word.encode("utf-8", "replace"), digest_size=8).digest()
        number = int.from_bytes(digest, "big")
        vector[number % dimension] += 1.0 if number >> 63 else -1.0
    return vector / numpy.linalg.norm(vector)


class FakeTextEmbedder:
    """Bag-of-words vectors; `embedded` lists what was asked for, `before_batch` runs before each batch.

    `known` is the share of any text that it says it knows.
    """

    def __init__(
        self, name: str = "fake-words-64", dimension: int = DIMENSION, before_batch: Callable[[], None] | None = None
    ) -> None:
        self.name = name
        self.dimension = dimension
        self.embedded: list[str] = []
        self.known = 1.0
        self._before_batch = before_batch
        self._lock = threading.Lock()

    def embed_passages(self, texts: Sequence[str], cancel: CancelToken) -> Any:
        if self._before_batch:
            self._before_batch()
        cancel.raise_if_cancelled()
        with self._lock:
            self.embedded += texts
        vectors = [hashed_words(text, self.dimension) for text in texts]
        return numpy.array(vectors, dtype=numpy.float32).reshape(len(texts), self.dimension)

    def embed_query(self, text: str) -> Any:
        return hashed_words(text, self.dimension)

    def known_share(self, text: str) -> float:
        return self.known


class FakeImageEmbedder:
    """Vectors from the bytes of picture files; equal files have equal vectors."""

    def __init__(self, name: str = "fake-pictures-64", dimension: int = DIMENSION) -> None:
        self.name = name
        self.dimension = dimension

    def embed_pictures(self, paths: Sequence[Path], cancel: CancelToken) -> Any:
        cancel.raise_if_cancelled()
        vectors = [hashed_words(path.read_bytes().hex(" "), self.dimension) for path in paths]
        return numpy.array(vectors, dtype=numpy.float32).reshape(len(paths), self.dimension)

    def embed_query(self, text: str) -> Any:
        return hashed_words(text, self.dimension)
