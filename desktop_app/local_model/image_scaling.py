"""Pictures as a model takes them: RGB, no larger than its tile budget allows."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from pathlib import Path

from desktop_app.domain.errors import ModelError

MAX_PIXELS = 64_000_000
TILE_PIXELS = 448
MAX_ASPECT = 16.0


@dataclass(frozen=True, slots=True)
class Picture:
    """Pixels in rows, three bytes each."""

    width: int
    height: int
    rgb: bytes


def load_picture(path: Path, *, tiles: int) -> Picture:
    """Decodes a picture file and scales it to at most `tiles` tiles.

    Raises:
        ModelError: it can't be decoded, or is larger than 64 million pixels.
    """
    from PIL import Image

    problem = ModelError(f"The picture {path.name} can't be shown to the model.", "Ask again without it.")
    try:
        with warnings.catch_warnings(), Image.open(path) as image:
            warnings.simplefilter("ignore")
            if image.width * image.height > MAX_PIXELS:
                raise problem
            flat = image.convert("RGBA")
            page = Image.new("RGBA", flat.size, (255, 255, 255, 255))
            page.alpha_composite(flat)
            size = fitting_size(image.width, image.height, tiles=tiles)
            scaled = page.convert("RGB").resize(size, Image.Resampling.LANCZOS)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise problem from error
    return Picture(scaled.width, scaled.height, scaled.tobytes())


def fitting_size(width: int, height: int, *, tiles: int) -> tuple[int, int]:
    """Width and height, in pixels, that keep the picture's form (up to 16 to 1) and take at most `tiles` tiles."""
    aspect = min(MAX_ASPECT, max(1 / MAX_ASPECT, width / height))
    area = min(width * height, tiles * TILE_PIXELS * TILE_PIXELS)
    new_width = round((area * aspect) ** 0.5)
    new_height = round((area / aspect) ** 0.5)
    return max(1, new_width), max(1, new_height)
