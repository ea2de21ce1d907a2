"""Picture vectors: CLIP models through open_clip, with weights that the user has put into the models folder.

The layout is `models/clip/ARCHITECTURE/open_clip_model.safetensors`, where ARCHITECTURE is a name that open_clip knows,
like `ViT-B-32` or `MobileCLIP2-S0`, or one that a file `ARCHITECTURE.json` beside the weights describes in open_clip's
own format. Weights are safetensors and nothing else: a pickle (.pt, .bin) is a program, and is never opened.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import logging
import threading
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from desktop_app.domain.errors import ModelMissing, ModelUnfit
from desktop_app.domain.jobs import CancelToken

if TYPE_CHECKING:
    from desktop_app.domain.ports import Vectors

_LOG = logging.getLogger(__name__)

WEIGHTS_FOLDER = "clip"
WITHOUT_PYTORCH = "This build is without PyTorch: figures are found by their words alone, all else works."
GET_PYTORCH = "Install the build that is called full, if figures shall be found by what they look like too."
WEIGHTS_FILE = "open_clip_model.safetensors"
PREFERRED = ("MobileCLIP2-B", "MobileCLIP2-S2", "MobileCLIP2-S0", "ViT-B-32")
"""Architectures to take where there are several, best first."""
BATCH = 4
"""Pictures in one run: about a second on two cores for ViT-B-32, so that Stop is heard."""
MAX_PIXELS = 64_000_000
MAX_HEADER_BYTES = 100_000_000
MAX_DESCRIPTION_BYTES = 1_000_000
MAX_DIMENSION = 65_536


@dataclass(frozen=True, slots=True)
class ImageWeights:
    """Weights that were found, and the architecture they belong to."""

    architecture: str
    weights: Path


def has_open_clip() -> bool:
    """Whether there is what uses the weights; the standard installer is without it, and without PyTorch."""
    return importlib.util.find_spec("open_clip") is not None


def find_image_weights(models_dir: Path) -> ImageWeights | None:
    """The weights in the models folder, the preferred architecture first; None where nothing can use any."""
    if not has_open_clip():
        return None
    found = {path.parent.name: path for path in sorted((models_dir / WEIGHTS_FOLDER).glob(f"*/{WEIGHTS_FILE}"))}
    for architecture in (*PREFERRED, *found):
        if architecture in found:
            return ImageWeights(architecture, found[architecture])
    return None


@dataclass(frozen=True, slots=True)
class _Network:
    """A loaded model, what it does to a picture first, and its tokenizer."""

    model: Any
    preprocess: Any
    tokenizer: Any


class ClipEmbedder:
    """Fulfils `ImageEmbedder`; loads at the first call, and may be called from several threads.

    Args:
        architecture: a name that open_clip knows, or that `ARCHITECTURE.json` beside the weights describes.
        weights: a safetensors file.

    Raises:
        ModelMissing: the weights can't be read.
        ModelUnfit: they are no safetensors file.
    """

    def __init__(self, architecture: str, weights: Path) -> None:
        self._architecture = architecture
        self._weights = weights
        self._fingerprint = _fingerprint(weights)
        self._dimension = 0
        self._network: _Network | None = None
        self._lock = threading.Lock()

    @property
    def name(self) -> str:
        """Architecture, a fingerprint of the weights file, and the dimension."""
        return f"{self._architecture}-{self._fingerprint}-{self.dimension}"

    @property
    def dimension(self) -> int:
        """Length of a vector, from the architecture's description.

        Raises:
            ModelUnfit: the architecture is not known.
        """
        if not self._dimension:
            self._dimension = _dimension(_description_file(self._architecture, self._weights))
        return self._dimension

    def embed_pictures(self, paths: Sequence[Path], cancel: CancelToken) -> Vectors:
        """Vectors of picture files, shape [len(paths), dimension].

        A file that can't be decoded gets the vector of a blank page, so that one bad picture does not stop the rest.

        Raises:
            Cancelled: soon after `cancel` is set.
            ModelUnfit: the weights do not fit the architecture.
        """
        vectors = np.zeros((len(paths), self.dimension), dtype=np.float32)
        for start in range(0, len(paths), BATCH):
            cancel.raise_if_cancelled()
            network = self._loaded()
            pictures = [network.preprocess(_open_picture(path)) for path in paths[start : start + BATCH]]
            cancel.raise_if_cancelled()
            with self._lock:
                vectors[start : start + BATCH] = _encode_pictures(network, pictures)
        return vectors

    def embed_query(self, text: str) -> Vectors:
        """The vector of a description, shape [dimension].

        Raises:
            ModelUnfit: the weights do not fit the architecture.
        """
        network = self._loaded()
        clean = text[:10_000].encode("utf-8", "replace").decode("utf-8")
        with self._lock:
            return _encode_text(network, clean)

    def _loaded(self) -> _Network:
        with self._lock:
            if self._network is None:
                self._network = _load(self._architecture, self._weights)
            return self._network


def _fingerprint(weights: Path) -> str:
    """Names the content without reading all of it: a hash of the header, the size, and samples of the tensors."""
    if weights.suffix != ".safetensors":
        raise ModelUnfit(f"{weights.name} is no safetensors file.", "Other kinds of weights are programs; none is run.")
    try:
        with weights.open("rb") as file:
            size = file.seek(0, 2)
            file.seek(0)
            length = int.from_bytes(file.read(8), "little")
            if not 2 <= length <= min(size - 8, MAX_HEADER_BYTES) or file.read(1) != b"{":
                raise ModelUnfit(f"{weights.name} is damaged, or no safetensors file.", "Copy the file again.")
            digest = hashlib.sha256(f"{size}:{length}".encode())
            for part in range(64):
                file.seek(max(8, (size - 4096) * part // 63))
                digest.update(file.read(4096))
    except OSError as error:
        raise ModelMissing(f"The weights {weights} can't be read.", "Copy the file again.") from error
    return digest.hexdigest()[:8]


def _description_file(architecture: str, weights: Path) -> Path:
    """The file that describes an architecture: beside the weights, else inside open_clip, which is not imported."""
    own = weights.parent / f"{architecture}.json"
    if own.is_file():
        return own
    spec = importlib.util.find_spec("open_clip")
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        shipped = Path(folder) / "model_configs" / f"{architecture}.json"
        if shipped.is_file():
            return shipped
    raise ModelUnfit(
        f"The architecture {architecture} is not known.",
        "Name the folder of the weights as open_clip names the architecture, for example ViT-B-32.",
    )


def _dimension(description: Path) -> int:
    """The length of the vectors of a described architecture."""
    problem = ModelUnfit(f"{description} describes no architecture.", "Copy the file again.")
    try:
        if description.stat().st_size > MAX_DESCRIPTION_BYTES:
            raise problem
        described = json.loads(description.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise problem from error
    dimension = described.get("embed_dim") if isinstance(described, dict) else None
    if not isinstance(dimension, int) or not 0 < dimension <= MAX_DIMENSION:
        raise problem
    return dimension


def _load(architecture: str, weights: Path) -> _Network:
    description = _description_file(architecture, weights)
    import open_clip
    from safetensors import SafetensorError

    if description.parent == weights.parent:
        open_clip.add_model_config(description)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            model = open_clip.create_model(
                architecture,
                pretrained=str(weights),  # a path that ends in .safetensors is never unpickled
                pretrained_text=False,
                pretrained_image=False,
                force_preprocess_cfg=_preprocessing(architecture),
            )
            config = open_clip.transform.PreprocessCfg(**open_clip.get_model_preprocess_cfg(model))
            preprocess = open_clip.transform.image_transform_v2(config, is_train=False)
            tokenizer = open_clip.get_tokenizer(architecture)
    except (RuntimeError, OSError, LookupError, TypeError, ValueError, AssertionError, SafetensorError) as error:
        raise ModelUnfit(
            f"The weights {weights} do not fit the architecture {architecture}.", "Copy the files again."
        ) from error
    model.eval()
    return _Network(model, preprocess, tokenizer)


def _preprocessing(architecture: str) -> dict[str, Any]:
    """How the architecture's published weights want pictures: MobileCLIP2 takes plain values, most are normalised."""
    import open_clip

    known: dict[str, Any] = {}
    for tag in open_clip.list_pretrained_tags_by_model(architecture)[:1]:
        published = open_clip.get_pretrained_cfg(architecture, tag)
        known = {key: published[key] for key in ("mean", "std", "interpolation", "resize_mode") if key in published}
    return known


def _open_picture(path: Path) -> Any:
    from PIL import Image

    blank = Image.new("RGB", (64, 64), (255, 255, 255))
    try:
        with warnings.catch_warnings(), Image.open(path) as image:
            warnings.simplefilter("ignore")
            if image.width * image.height > MAX_PIXELS:
                return blank
            flat = image.convert("RGBA")
            page = Image.new("RGBA", flat.size, (255, 255, 255, 255))
            page.alpha_composite(flat)
            return page.convert("RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        _LOG.info("%s can't be decoded: %s", path, error)
        return blank


def _encode_pictures(network: _Network, pictures: Sequence[Any]) -> Vectors:
    import torch

    with torch.inference_mode():
        encoded = network.model.encode_image(torch.stack(list(pictures)), normalize=True)
    return _as_vectors(encoded)


def _encode_text(network: _Network, text: str) -> Vectors:
    import torch

    with torch.inference_mode():
        encoded = network.model.encode_text(network.tokenizer([text]), normalize=True)
    vector: Vectors = _as_vectors(encoded)[0]
    return vector


def _as_vectors(encoded: Any) -> Vectors:
    vectors: Vectors = encoded.float().cpu().numpy().astype(np.float32)
    return vectors
