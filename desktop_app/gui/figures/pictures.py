"""Reading picture files with care: size first, then decoding at the size that is shown."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QImageReader

MOST_PIXELS = 32_000_000
MOST_FILE_BYTES = 64 * 1024 * 1024
_LIMIT_MB = 128
_LEAST_HALVED = 400
_COMPARED = 32
_MOST_APART = 8.0
"""Of 255, on average: a picture drawn anew differs by less, another figure by more."""
_DAMAGED = "This picture can't be shown: its file is damaged."
_MISSING = "This picture is missing from the library. “imageref verify” says what else is."
_TOO_LARGE = "This picture is too large to be shown."


@dataclass(frozen=True, slots=True)
class Picture:
    """A decoded picture, or none with the reason as a sentence.

    `smaller` is the same at a half, a quarter … of its size, where that was asked for: what is drawn much smaller
    than it is looks broken when its pixels are only passed over.
    """

    image: QImage
    problem: str = ""
    smaller: tuple[QImage, ...] = ()


def read_picture(path: Path, within: QSize | None = None) -> Picture:
    """Decodes a PNG or JPEG, scaled down to fit `within` pixels; never enlarges. For any thread but the window's.

    The header is looked at first: what is no PNG or JPEG, or too large, is never decoded.
    """
    problem, kind = _look_at(path)
    if problem:
        return Picture(QImage(), problem)
    reader = QImageReader(str(path), kind)
    reader.setAutoDetectImageFormat(False)
    reader.setAllocationLimit(_LIMIT_MB)
    size = reader.size()
    if size.width() * size.height() > MOST_PIXELS:
        return Picture(QImage(), _TOO_LARGE)
    image = reader.read() if size.isValid() and not size.isEmpty() else QImage()
    if image.isNull():
        return Picture(image, _DAMAGED)
    if within is not None and (size.width() > within.width() or size.height() > within.height()):
        image = image.scaled(within, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
    return Picture(image)


def halves(image: QImage) -> tuple[QImage, ...]:
    """The picture at a half, a quarter … of its size, down to what fits into any view; for a lane."""
    levels: list[QImage] = []
    while max(image.width(), image.height()) > _LEAST_HALVED:
        half = QSize(max(1, image.width() // 2), max(1, image.height() // 2))
        image = image.scaled(half, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
        levels.append(image)
    return tuple(levels)


def look_alike(one: QImage, other: QImage) -> bool:
    """Whether two pictures show the same at whatever sizes; for a lane."""
    if one.isNull() or other.isNull():
        return False
    small = QSize(_COMPARED, _COMPARED)
    greys = [
        bytes(
            image.scaled(small, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
            .convertToFormat(QImage.Format.Format_Grayscale8)
            .constBits()
        )
        for image in (one, other)
    ]
    apart: int = sum(abs(first - second) for first, second in zip(*greys, strict=True))
    return apart <= _MOST_APART * _COMPARED**2


def decoded(png: bytes) -> QImage:
    """The picture in PNG bytes that a worker has drawn; a null image where they are none."""
    return QImage.fromData(png) if png.startswith(b"\x89PNG") else QImage()


def _look_at(path: Path) -> tuple[str, bytes]:
    """Why the file is not even opened as a picture, or its format by its first bytes."""
    try:
        if path.stat().st_size > MOST_FILE_BYTES:
            return _TOO_LARGE, b""
        with path.open("rb") as file:
            head = file.read(8)
    except OSError:
        return _MISSING, b""
    if head.startswith(b"\x89PNG"):
        return "", b"png"
    return ("", b"jpeg") if head.startswith(b"\xff\xd8") else (_DAMAGED, b"")
