"""Passages that wait for their vectors."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from itertools import chain
from typing import Any

from desktop_app.domain.jobs import CancelToken
from desktop_app.domain.ports import PassageDraft, VectorField
from desktop_app.ingestion.embedding import TEXTS_PER_BATCH, TEXTS_WAITING, Embedding, PassageQueue
from tests.helpers.fake_embedder import FakeTextEmbedder


class VectorShelf:
    """Takes vectors, and knows which batches they came in."""

    def __init__(self) -> None:
        self.batches: list[list[str]] = []

    def store_vectors(self, _document: str, field: VectorField, _model: str, ids: Sequence[str], vectors: Any) -> None:
        assert field is VectorField.PASSAGE
        assert len(ids) == len(vectors)
        self.batches.append(list(ids))


class PatientEmbedder(FakeTextEmbedder):
    """Is at work until it is stopped."""

    def __init__(self) -> None:
        super().__init__()
        self.began = threading.Event()

    def embed_passages(self, texts: Sequence[str], cancel: CancelToken) -> Any:
        self.began.set()
        assert cancel.wait(30)
        return super().embed_passages(texts, cancel)


def drafts(lengths: Sequence[int], first: int = 0) -> list[tuple[str, PassageDraft]]:
    return [(f"{first + place}", PassageDraft("x" * length, ())) for place, length in enumerate(lengths)]


def queue_for(shelf: VectorShelf, embedder: FakeTextEmbedder) -> PassageQueue:
    return PassageQueue(Embedding(shelf, embedder, None, CancelToken()), "a document")  # type: ignore[arg-type]


def test_texts_of_like_length_are_embedded_together() -> None:
    """Whatever order they come in: those that wait go longest first."""
    gate, shelf = threading.Event(), VectorShelf()
    embedder = FakeTextEmbedder(before_batch=lambda: gate.wait(30) and None)
    with queue_for(shelf, embedder) as queue:
        assert list(queue.put(drafts([5] * TEXTS_PER_BATCH))) == []
        for _ in range(TEXTS_WAITING // TEXTS_PER_BATCH - 1):
            lengths = [1 + (7 * place) % 101 for place in range(TEXTS_PER_BATCH)]
            assert list(queue.put(drafts(lengths, first=queue.total))) == []
        gate.set()
        list(queue.finish())
    assert queue.done == queue.total == TEXTS_WAITING
    assert sorted(map(int, chain.from_iterable(shelf.batches))) == list(range(TEXTS_WAITING))
    assert max(map(len, shelf.batches)) == TEXTS_PER_BATCH
    waited = [len(text) for text in embedder.embedded][TEXTS_PER_BATCH:]
    assert waited == sorted(waited, reverse=True)


def test_who_leaves_early_does_not_wait_for_the_rest() -> None:
    shelf, embedder = VectorShelf(), PatientEmbedder()
    with queue_for(shelf, embedder) as queue:
        list(queue.put(drafts([9] * 200)))
        assert embedder.began.wait(30)
    assert shelf.batches == []


def test_an_empty_document_is_done_at_once() -> None:
    shelf = VectorShelf()
    with queue_for(shelf, FakeTextEmbedder()) as queue:
        assert list(queue.finish()) == []
    assert shelf.batches == []
