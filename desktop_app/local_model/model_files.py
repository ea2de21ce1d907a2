"""A model and its projector, checked and fitted together by their headers, before anything is loaded."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from desktop_app.domain.errors import ModelMissing, ModelUnfit
from desktop_app.local_model.gguf_header import GgufHeader, read_header
from desktop_app.local_model.image_scaling import TILE_PIXELS, Fit

_TILED = {"internvl", "idefics3"}
_DEFAULT_SCALE = {"gemma3": 4, "qwen2vl_merger": 2, "qwen2.5vl_merger": 2, "qwen3vl_merger": 2}
_DYNAMIC = {"qwen2vl_merger", "qwen2.5vl_merger", "qwen3vl_merger", "pixtral"}
"""Projectors that take a picture as it is, in patches; the others cut or scale it to tiles."""
_DEFAULT_IMAGE_TOKENS = 256
_MARKS = 8
"""Room for the tokens that stand around a picture."""


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
        if kind in _DYNAMIC:
            return one * tiles + _MARKS
        return (one * (tiles + 1) if kind in _TILED and tiles > 1 else one) + _MARKS


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
            f"The file {path} can't be read: {error.strerror or error}.", "Choose another file."
        ) from error
    return _header(path, status.st_size, status.st_mtime_ns, status.st_ino)


@lru_cache(maxsize=32)
def _header(path: Path, _size: int, _changed: int, _number: int) -> GgufHeader:
    return read_header(path)


def picture_fit(header: GgufHeader, tiles: int) -> Fit:
    """How pictures are brought to the budget of `tiles` tiles for a projector."""
    size = header.integer("clip.vision.image_size")
    pixels = size if size > 0 and header.projector_type not in _DYNAMIC else TILE_PIXELS
    return Fit(tiles, pixels, on_grid=header.projector_type in _TILED)


def tile_tokens(header: GgufHeader) -> int:
    """What one tile costs: the patches of its sides, made fewer by the projector's scale factor."""
    patch = header.integer("clip.vision.patch_size")
    scale = header.integer("clip.vision.projector.scale_factor") or _DEFAULT_SCALE.get(header.projector_type, 1)
    if patch <= 0 or scale <= 0:
        return _DEFAULT_IMAGE_TOKENS
    return max(1, (picture_fit(header, 1).tile_pixels // patch // scale) ** 2)
