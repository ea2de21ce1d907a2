"""A drawing of a document that is looked at from near, drawn anew with more pixels than are kept of it."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QImage

from desktop_app.domain.documents import Figure
from desktop_app.domain.geometry import Box
from desktop_app.domain.ports import RenderedPage
from desktop_app.gui.figures.pictures import decoded, look_alike, read_picture

MOST_PIXELS = 24_000_000
_LEAST_GAIN = 1.2
RenderFigure = Callable[[Path, int, float, Box], RenderedPage]


def drawn_finer(
    figure: Figure, path: Path, factor: float, picture_of: Callable[[Figure], Path], render: RenderFigure
) -> QImage:
    """The figure with `factor` times as many pixels on a side, fewer where memory sets a limit; for a lane.

    A null image where nothing is gained, or where the file shows something else by now.

    Raises:
        DocumentError: the file can't be opened or drawn.
    """
    kept = read_picture(picture_of(figure)).image
    longer = max(figure.box.width, figure.box.height)
    if kept.isNull() or longer <= 0:
        return QImage()
    most = math.sqrt(MOST_PIXELS / (kept.width() * kept.height()))
    factor = min(factor, most)
    if factor < _LEAST_GAIN:
        return QImage()
    scale = factor * max(kept.width(), kept.height()) / longer
    image = decoded(render(path, figure.page, scale, figure.box).png)
    return image if look_alike(kept, image) else QImage()
