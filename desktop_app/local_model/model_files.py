"""A model and its projector, checked and fitted together by their headers, before anything is loaded."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from desktop_app.domain.errors import ModelMissing, ModelUnfit
from desktop_app.local_model.gguf_header import GgufHeader, read_header

_TILED = {"internvl", "idefics3"}
_DEFAULT_SCALE = {"gemma3": 4, "qwen2vl_merger": 2, "qwen2.5vl_merger": 2}
_DEFAULT_IMAGE_TOKENS = 256


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """The headers of a model that can be loaded, and of its projector."""

    model: GgufHeader
    projector: GgufHeader | None = None

    def image_tokens(self, tiles: int) -> int:
        """What a picture costs at most with this many tiles; 0 for a model without a projector."""
        if self.projector is None:
            return 0
        one = tile_tokens(self.projector)
        kind = self.projector.projector_type
        return one * (tiles + 1) if kind in _TILED and tiles > 1 else one


def check_model(path: Path, projector: Path | None) -> ModelFiles:
    """Reads and checks the headers of a model and its projector.

    Raises:
        ModelMissing: a file can't be read.
        ModelUnfit: a file is damaged, is not what it should be, or the projector does not fit the model.
    """
    model = header_of(path)
    if model.is_projector:
        raise ModelUnfit(f"{path.name} is a projector, not a language model.", "Choose the model it belongs to.")
    if model.repeated_token is not None:
        raise ModelUnfit(
            f"{path.name} can't be used: its vocabulary holds a word twice.", "Get a newer version of the file."
        )
    if model.tokens == 0:
        raise ModelUnfit(f"{path.name} can't be used: it has no vocabulary.", "Choose another file.")
    if projector is None:
        return ModelFiles(model)
    eye = header_of(projector)
    if not eye.is_projector:
        raise ModelUnfit(f"{projector.name} is no projector.", "A projector's name usually begins with mmproj.")
    width = eye.projection_width
    if width and width != model.embedding_length:
        raise ModelUnfit(
            f"The projector {projector.name} does not fit {path.name}: its width is {width}, "
            f"the model's is {model.embedding_length}.",
            "Choose the projector that was published with the model, or ask without one.",
        )
    return ModelFiles(model, eye)


def header_of(path: Path) -> GgufHeader:
    """The header of a file, read again only when the file has changed.

    Raises:
        ModelMissing: it can't be read.
        ModelUnfit: it is damaged, or no GGUF file.
    """
    try:
        status = path.stat()
    except OSError as error:
        raise ModelMissing(
            f"The model file {path} can't be read: {error.strerror or error}.", "Choose another file."
        ) from error
    return _header(path, status.st_size, status.st_mtime_ns, status.st_ino)


@lru_cache(maxsize=32)
def _header(path: Path, _size: int, _changed: int, _number: int) -> GgufHeader:
    return read_header(path)


def tile_tokens(header: GgufHeader) -> int:
    """What one tile costs: the patches of its sides, made fewer by the projector's scale factor."""
    size, patch = header.integer("clip.vision.image_size"), header.integer("clip.vision.patch_size")
    scale = header.integer("clip.vision.projector.scale_factor") or _DEFAULT_SCALE.get(header.projector_type, 1)
    if size <= 0 or patch <= 0:
        return _DEFAULT_IMAGE_TOKENS
    return max(1, (size // patch // scale) ** 2)
