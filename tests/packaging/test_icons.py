from __future__ import annotations

from pathlib import Path

import icons
import pytest
from PIL import Image

pytestmark = pytest.mark.heavy


def test_every_system_gets_its_icons(tmp_path: Path) -> None:
    icons.make_icons(tmp_path)
    for size in icons.SIZES:
        with Image.open(tmp_path / f"imageref-desktop-{size}.png") as image:
            assert image.size == (size, size)
            corner = image.convert("RGBA").crop((0, 0, 1, 1)).tobytes()
            edge = image.convert("RGBA").crop((size // 2, size // 16, size // 2 + 1, size // 16 + 1)).tobytes()
            assert corner[3] < 128, "its corners are round"
            assert edge[3] == 255, "it fills its square"
    with Image.open(tmp_path / "imageref.ico") as image:
        assert (256, 256) in image.info["sizes"]
    with Image.open(tmp_path / "imageref.icns") as image:
        assert (512, 512, 2) in image.info["sizes"]
    assert (tmp_path / "imageref-desktop.svg").read_text("utf-8").startswith("<svg")
