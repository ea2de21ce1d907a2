"""Pictures from the store are looked at before they are decoded (row U7)."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from desktop_app.gui.figures.pictures import MOST_FILE_BYTES, decoded, read_picture
from tests.gui.fakes import draw_diagram, png_of


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_header(width: int, height: int) -> bytes:
    """A PNG that claims a size and has next to no data."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")


@pytest.mark.qt_log_ignore("JPEG", "libpng")
@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "damaged"),
        (b"no picture at all", "damaged"),
        (b"\x89PNG\r\n\x1a\n", "damaged"),
        (b"\x89PNG\r\n\x1a\n" + b"\xff" * 1000, "damaged"),
        (b"\xff\xd8\xff\xe0" + b"\x00" * 100, "damaged"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>", "damaged"),
        (b"GIF89a\x01\x00\x01\x00\x80\x00\x00", "damaged"),
        (b"BM" + b"\x00" * 60, "damaged"),
        (png_header(100_000, 100_000), "too large"),
        (png_header(2**31 - 1, 1), "damaged"),
        (png_header(0, 10), "damaged"),
    ],
)
def test_broken_and_hostile_files_are_sentences(
    qapp: QApplication, tmp_path: Path, content: bytes, problem: str
) -> None:
    path = tmp_path / "x.png"
    path.write_bytes(content)
    picture = read_picture(path)
    assert picture.image.isNull()
    assert problem in picture.problem


def test_a_file_that_is_missing_or_too_big_is_a_sentence(tmp_path: Path) -> None:
    assert "missing" in read_picture(tmp_path / "no.png").problem
    big = tmp_path / "big.png"
    with big.open("wb") as file:
        file.truncate(MOST_FILE_BYTES + 1)
    assert "too large" in read_picture(big).problem


def test_pictures_are_scaled_down_and_never_up(qapp: QApplication, tmp_path: Path) -> None:
    path = tmp_path / "x.png"
    path.write_bytes(png_of(draw_diagram(800, 400)))
    assert read_picture(path).image.size() == QSize(800, 400)
    assert read_picture(path, QSize(200, 200)).image.size() == QSize(200, 100)
    assert read_picture(path, QSize(4000, 4000)).image.size() == QSize(800, 400)


def test_only_png_bytes_of_a_worker_are_decoded(qapp: QApplication) -> None:
    assert not decoded(png_of(draw_diagram(20, 20))).isNull()
    assert decoded(b"<svg/>").isNull()
