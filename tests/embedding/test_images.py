from __future__ import annotations

import json
import pickle
import struct
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from desktop_app.domain.errors import Cancelled, ModelMissing, ModelUnfit
from desktop_app.domain.jobs import CancelToken
from desktop_app.embedding.images import WEIGHTS_FILE, ClipEmbedder, find_image_weights

pytestmark = pytest.mark.heavy

ARCHITECTURE = "tiny-clip"
DESCRIPTION = {
    "embed_dim": 32,
    "vision_cfg": {"image_size": 32, "layers": 1, "width": 32, "head_width": 16, "patch_size": 16},
    "text_cfg": {"context_length": 77, "vocab_size": 49408, "width": 32, "heads": 2, "layers": 1},
}


@pytest.fixture(scope="module")
def models_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A models folder with a small CLIP with random weights."""
    import open_clip
    import torch
    from safetensors.torch import save_file

    folder = tmp_path_factory.mktemp("models") / "clip" / ARCHITECTURE
    folder.mkdir(parents=True)
    description = folder / f"{ARCHITECTURE}.json"
    description.write_text(json.dumps(DESCRIPTION), "utf-8")
    open_clip.add_model_config(description)
    torch.manual_seed(1)
    model = open_clip.create_model(ARCHITECTURE, load_weights=False)
    save_file(model.state_dict(), folder / WEIGHTS_FILE)
    return folder.parent.parent


@pytest.fixture(scope="module")
def embedder(models_dir: Path) -> ClipEmbedder:
    found = find_image_weights(models_dir)
    assert found is not None
    assert found.architecture == ARCHITECTURE
    return ClipEmbedder(found.architecture, found.weights)


@pytest.fixture
def pictures(tmp_path: Path) -> list[Path]:
    paths = []
    for index, (mode, size) in enumerate([("RGB", (60, 40)), ("RGBA", (9, 90)), ("CMYK", (40, 40)), ("1", (1, 1))] * 2):
        path = tmp_path / f"{index}.{'jpg' if mode == 'CMYK' else 'png'}"
        Image.effect_noise(size, 30 + 10 * index).convert(mode).save(path)
        paths.append(path)
    return paths


def test_pictures_and_texts_share_a_space(embedder: ClipEmbedder, pictures: list[Path]) -> None:
    vectors = embedder.embed_pictures(pictures, CancelToken())
    query = embedder.embed_query("a pump \ud800 with an odd character")
    assert vectors.shape == (len(pictures), embedder.dimension) == (8, 32)
    assert query.shape == (32,)
    assert vectors.dtype == query.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-4)
    assert np.isclose(np.linalg.norm(query), 1, atol=1e-4)


def test_batches_do_not_change_the_vectors(embedder: ClipEmbedder, pictures: list[Path]) -> None:
    together = embedder.embed_pictures(pictures, CancelToken())
    alone = np.concatenate([embedder.embed_pictures([path], CancelToken()) for path in pictures])
    assert np.allclose(together, alone, atol=1e-4)
    assert embedder.embed_pictures([], CancelToken()).shape == (0, 32)


def test_a_broken_picture_counts_as_a_blank_page(embedder: ClipEmbedder, tmp_path: Path) -> None:
    broken, blank = tmp_path / "broken.png", tmp_path / "blank.png"
    broken.write_bytes(b"no picture")
    Image.new("RGB", (64, 64), (255, 255, 255)).save(blank)
    vectors = embedder.embed_pictures([broken, blank, tmp_path / "gone.png"], CancelToken())
    assert np.allclose(vectors[0], vectors[1], atol=1e-5)
    assert np.allclose(vectors[2], vectors[1], atol=1e-5)


def test_stop(embedder: ClipEmbedder, pictures: list[Path]) -> None:
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        embedder.embed_pictures(pictures, cancel)


def test_the_name_changes_with_the_weights(embedder: ClipEmbedder, models_dir: Path, tmp_path: Path) -> None:
    weights = models_dir / "clip" / ARCHITECTURE / WEIGHTS_FILE
    content = bytearray(weights.read_bytes())
    content[-1] ^= 1
    other = tmp_path / ARCHITECTURE / WEIGHTS_FILE
    other.parent.mkdir()
    other.write_bytes(content)
    (other.parent / f"{ARCHITECTURE}.json").write_text(json.dumps(DESCRIPTION), "utf-8")
    assert embedder.name.startswith("tiny-clip-")
    assert embedder.name.endswith("-32")
    assert ClipEmbedder(ARCHITECTURE, other).name != embedder.name


def test_no_weights_is_an_answer(tmp_path: Path) -> None:
    assert find_image_weights(tmp_path) is None
    folder = tmp_path / "clip" / "ViT-B-32"
    folder.mkdir(parents=True)
    (folder / "open_clip_pytorch_model.bin").write_bytes(pickle.dumps({}))
    assert find_image_weights(tmp_path) is None


def test_the_preferred_architecture_is_taken(tmp_path: Path) -> None:
    for name in ("AAA", "ViT-B-32", "MobileCLIP2-S0"):
        folder = tmp_path / "clip" / name
        folder.mkdir(parents=True)
        (folder / WEIGHTS_FILE).write_bytes(b"")
    found = find_image_weights(tmp_path)
    assert found is not None
    assert found.architecture == "MobileCLIP2-S0"


class Harm:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return (Path.touch, (Path("harm-was-done"),))  # type: ignore[return-value]


@pytest.mark.parametrize("name", ["weights.pt", "weights.bin", WEIGHTS_FILE])
def test_a_pickle_is_never_opened(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    weights = tmp_path / name
    weights.write_bytes(pickle.dumps(Harm()))
    with pytest.raises(ModelUnfit, match="safetensors"):
        ClipEmbedder("ViT-B-32", weights)
    assert not (tmp_path / "harm-was-done").exists()


@pytest.mark.parametrize("damage", ["cut", "header", "other"])
def test_damaged_weights_are_told(models_dir: Path, tmp_path: Path, damage: str) -> None:
    from safetensors.numpy import save

    content = (models_dir / "clip" / ARCHITECTURE / WEIGHTS_FILE).read_bytes()
    changed = {
        "cut": content[: len(content) // 2],
        "header": struct.pack("<Q", 40) + b"{" + b"x" * 39 + content,
        "other": save({"something": np.zeros((2, 2), np.float32)}),
    }[damage]
    weights = tmp_path / WEIGHTS_FILE
    weights.write_bytes(changed)
    (tmp_path / f"{ARCHITECTURE}.json").write_text(json.dumps(DESCRIPTION), "utf-8")
    with pytest.raises(ModelUnfit, match="do not fit"):
        ClipEmbedder(ARCHITECTURE, weights).embed_query("x")


def test_missing_weights_and_unknown_architectures_are_told(tmp_path: Path, models_dir: Path) -> None:
    with pytest.raises(ModelMissing):
        ClipEmbedder("ViT-B-32", tmp_path / WEIGHTS_FILE)
    weights = tmp_path / WEIGHTS_FILE
    weights.write_bytes((models_dir / "clip" / ARCHITECTURE / WEIGHTS_FILE).read_bytes())
    with pytest.raises(ModelUnfit, match="not known"):
        _ = ClipEmbedder("no-such-architecture", weights).dimension


@pytest.mark.parametrize("text", ["no JSON", "[]", '{"embed_dim": "many"}', '{"embed_dim": -1}'])
def test_a_damaged_description_is_told(tmp_path: Path, models_dir: Path, text: str) -> None:
    weights = tmp_path / WEIGHTS_FILE
    weights.write_bytes((models_dir / "clip" / ARCHITECTURE / WEIGHTS_FILE).read_bytes())
    (tmp_path / "mine.json").write_text(text, "utf-8")
    with pytest.raises(ModelUnfit, match="describes no architecture"):
        _ = ClipEmbedder("mine", weights).dimension
