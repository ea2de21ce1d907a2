from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.domain.errors import Cancelled, ModelMissing, ModelUnfit
from desktop_app.domain.jobs import CancelToken
from desktop_app.embedding.text import DIMENSION, MAX_CHARACTERS, MiniLmEmbedder, find_weights

pytestmark = pytest.mark.heavy


@pytest.fixture(scope="module")
def embedder() -> MiniLmEmbedder:
    return MiniLmEmbedder(2)


def embed(embedder: MiniLmEmbedder, *texts: str) -> np.ndarray:
    return embedder.embed_passages(texts, CancelToken())


def test_related_text_is_nearer(embedder: MiniLmEmbedder) -> None:
    query = embedder.embed_query("How is the pump fastened?")
    near, far = embed(embedder, "Four bolts hold the pump on its bracket.", "The committee met on Tuesday.")
    assert query @ near > query @ far + 0.3


def test_vectors_are_normalised_and_in_order(embedder: MiniLmEmbedder) -> None:
    texts = ["word " * length for length in (3, 200, 1, 90, 400, 7)]
    vectors = embed(embedder, *texts)
    assert vectors.shape == (6, DIMENSION)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    for text, vector in zip(texts, vectors, strict=True):
        assert vector @ embedder.embed_query(text) > 0.99


def test_no_texts_give_no_rows(embedder: MiniLmEmbedder) -> None:
    assert embed(embedder).shape == (0, DIMENSION)


def test_text_beyond_256_tokens_is_not_read(embedder: MiniLmEmbedder) -> None:
    first, second = embed(embedder, "alpha " * 300, "alpha " * 300 + "a very different ending")
    assert first @ second > 0.9999


@pytest.mark.parametrize("unit", ["x", "word ", " "])
def test_of_ten_megabytes_only_the_beginning_is_read(embedder: MiniLmEmbedder, unit: str) -> None:
    whole, beginning = embed(embedder, unit * (10_000_000 // len(unit)), (unit * MAX_CHARACTERS)[:MAX_CHARACTERS])
    assert np.allclose(whole, beginning, atol=1e-5)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(), max_size=80))
def test_any_text_has_a_finite_vector(embedder: MiniLmEmbedder, text: str) -> None:
    assert np.isclose(np.linalg.norm(embedder.embed_query(text)), 1, atol=1e-4)


class StoppedAtLook(CancelToken):
    """Is cancelled when the work looks at it for the `at`-th time."""

    def __init__(self, at: int) -> None:
        super().__init__()
        self.looks = 0
        self._at = at

    def raise_if_cancelled(self) -> None:
        self.looks += 1
        if self.looks == self._at:
            self.cancel()
        super().raise_if_cancelled()


def test_stop_is_looked_for_before_every_batch(embedder: MiniLmEmbedder) -> None:
    texts = ["many words " * 120] * 12
    never = StoppedAtLook(0)
    embedder.embed_passages(texts, never)
    assert never.looks >= len(texts) // 3
    for at in (1, 2, never.looks):
        cancel = StoppedAtLook(at)
        with pytest.raises(Cancelled):
            embedder.embed_passages(texts, cancel)
        assert cancel.looks == at


def test_threads_share_one_embedder() -> None:
    embedder = MiniLmEmbedder(1)
    vectors: list[np.ndarray] = []
    threads = [threading.Thread(target=lambda: vectors.append(embedder.embed_query("the same"))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(vectors) == 4
    assert all(np.array_equal(vectors[0], vector) for vector in vectors)


def test_name_says_model_and_dimension() -> None:
    assert MiniLmEmbedder().name == "all-MiniLM-L6-v2-8199be6f-384"
    assert MiniLmEmbedder().dimension == 384


@pytest.mark.parametrize("damage", ["cut", "flipped", "empty", "external"])
def test_damaged_weights_are_refused(tmp_path: Path, damage: str) -> None:
    content = find_weights().read_bytes()
    middle = len(content) // 2
    changed = {
        "cut": content[:middle],
        "flipped": content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :],
        "empty": b"",
        "external": b"\x08\x07location\x12\x0d../../secrets",
    }[damage]
    weights = tmp_path / "model.onnx"
    weights.write_bytes(changed)
    with pytest.raises(ModelUnfit, match="damaged"):
        MiniLmEmbedder(weights=weights).embed_query("x")


def test_missing_weights_are_told(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match="can't be read"):
        MiniLmEmbedder(weights=tmp_path / "gone.onnx").embed_query("x")


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("How is the pump wired to the relay?", 0.95, 1.0),
        ("Wie hängt die Temperatur vom Druck ab?", 0.7, 1.0),
        ("3.2?", 1.0, 1.0),
        ("离心泵的工作原理是什么？", 0.0, 0.1),
        ("圧力はどのように変化しますか？", 0.0, 0.1),
        ("온수 배관은 어떻게 배치하나요?", 0.0, 0.1),
        ("Как работает насос?", 0.0, 0.2),
    ],
)
def test_scripts_that_are_only_spelt_are_told(embedder: MiniLmEmbedder, text: str, least: float, most: float) -> None:
    assert least <= embedder.known_share(text) <= most
