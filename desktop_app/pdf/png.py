"""Pictures as PNG (ISO/IEC 15948), written twice as fast as by the library that drew them, and no larger."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pymupdf

SIGNATURE = b"\x89PNG\r\n\x1a\n"
_LEVEL = 2
"""Of zlib: with rows that are told by their difference from the row above, more effort saves hardly anything."""
_BAND = 256
"""Rows that are written at a time, so that a large picture is not held twice."""
_RGB, _UP = 2, 2
"""The colour type, and the filter type of the rows."""


def encode_png(pixmap: pymupdf.Pixmap) -> bytes:
    """A pixmap of three colours without transparency, eight bits each, as the content of a PNG file.

    Raises:
        ValueError: it is of another kind.
    """
    if pixmap.n != 3 or pixmap.alpha:
        raise ValueError(f"not an RGB picture: {pixmap}")
    header = struct.pack(">IIBBBBB", pixmap.width, pixmap.height, 8, _RGB, 0, 0, 0)
    data = b"".join(_packed(pixmap))
    return SIGNATURE + _chunk(b"IHDR", header) + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")


def _packed(pixmap: pymupdf.Pixmap) -> Iterator[bytes]:
    """The rows, each as its difference from the one above, compressed."""
    import numpy

    width = 3 * pixmap.width
    rows = numpy.frombuffer(pixmap.samples_mv, numpy.uint8).reshape(pixmap.height, pixmap.stride)[:, :width]
    packer = zlib.compressobj(_LEVEL)
    above = numpy.zeros(width, numpy.uint8)
    for top in range(0, pixmap.height, _BAND):
        band = rows[top : top + _BAND]
        filtered = numpy.empty((len(band), 1 + width), numpy.uint8)
        filtered[:, 0] = _UP
        numpy.subtract(band[0], above, out=filtered[0, 1:])
        numpy.subtract(band[1:], band[:-1], out=filtered[1:, 1:])
        above = band[-1]
        yield packer.compress(filtered.data)
    yield packer.flush()


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
