"""Pictures as a model takes them: RGB, no larger than its tile budget allows."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from pathlib import Path

from desktop_app.domain.errors import ModelError

MAX_PIXELS = 64_000_000
TILE_PIXELS = 448
"""The side of a tile where a projector does not name one."""
MAX_ASPECT = 16.0


@dataclass(frozen=True, slots=True)
class Picture:
    """Pixels in rows, three bytes each."""

    width: int
    height: int
    rgb: bytes


def load_picture(path: Path, fit: Fit) -> Picture:
    """Decodes a picture file and brings it to the size the budget allows; what is transparent becomes white.

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
            scaled = page.convert("RGB").resize(fit.size(image.width, image.height), Image.Resampling.LANCZOS)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise problem from error
    return Picture(scaled.width, scaled.height, scaled.tobytes())


@dataclass(frozen=True, slots=True)
class Fit:
    """The budget of a picture.

    Attributes:
        tiles: how many tiles it may take.
        tile_pixels: the side of a tile.
        on_grid: whether the model cuts pictures into tiles, and brings them to whole ones itself.
    """

    tiles: int
    tile_pixels: int = TILE_PIXELS
    on_grid: bool = True

    def size(self, width: int, height: int) -> tuple[int, int]:
        """Width and height, in pixels, to which a picture of this size is scaled."""
        if self.on_grid:
            columns, rows = closest_grid(width / height, self.tiles)
            return columns * self.tile_pixels, rows * self.tile_pixels
        aspect = min(MAX_ASPECT, max(1 / MAX_ASPECT, width / height))
        area = min(width * height, self.tiles * self.tile_pixels * self.tile_pixels)
        return max(1, int((area * aspect) ** 0.5)), max(1, int((area / aspect) ** 0.5))


def closest_grid(aspect: float, tiles: int) -> tuple[int, int]:
    """Columns and rows of at most `tiles` tiles whose form is closest, the fewest of those that are equally close.

    This is how InternVL cuts pictures (Chen et al., 2024, arXiv 2404.16821, section 3.2); a picture that already has
    the form of its grid is cut no finer.
    """
    grids = [(columns, rows) for columns in range(1, tiles + 1) for rows in range(1, tiles // columns + 1)]
    return min(grids, key=lambda grid: (abs(aspect - grid[0] / grid[1]), grid[0] * grid[1]))
