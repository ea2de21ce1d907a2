"""Makes the icons that the systems want from the one drawing of the program.

    python packaging/icons.py FOLDER

Writes `imageref-desktop.svg`, PNGs of every size for Linux, `imageref.ico` for Windows and `imageref.icns` for macOS.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
DRAWING = PROJECT / "resources/icons/application.svg"
SIZES = (16, 24, 32, 48, 64, 128, 256, 512, 1024)
_WINDOWS = [(size, size) for size in (16, 24, 32, 48, 64, 128, 256)]


def draw(size: int, file: Path) -> None:
    """Writes the drawing as a PNG of `size` × `size` pixels."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(DRAWING)).render(painter)
    painter.end()
    if not image.save(str(file)):
        raise OSError(f"{file} could not be written")


def make_icons(folder: Path) -> None:
    """Writes all icons into a folder, which is made."""
    from PIL import Image

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(DRAWING, folder / "imageref-desktop.svg")
    for size in SIZES:
        draw(size, folder / f"imageref-desktop-{size}.png")
    with Image.open(folder / f"imageref-desktop-{SIZES[-1]}.png") as large:
        large.save(folder / "imageref.icns")
        large.save(folder / "imageref.ico", sizes=_WINDOWS)


if __name__ == "__main__":
    make_icons(Path(sys.argv[1]))
