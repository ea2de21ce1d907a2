from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from desktop_app.domain.geometry import Box
from tests.pdf import documents
from tests.pdf.conftest import ReaderMaker

pytestmark = pytest.mark.heavy
PLACE = Box(50, 60, 250, 160)


def with_picture(path: Path, *, twice: bool = False, rotation: int = 0) -> Path:
    def draw(page: Any) -> None:
        page.insert_image(tuple(PLACE), stream=documents.picture(40, 20))
        if twice:
            page.insert_image(tuple(PLACE), stream=documents.picture(44, 22, (0, 0, 200)))
        page.set_rotation(rotation)

    return documents.drawn(path, draw)


@pytest.mark.parametrize("rotation", [0, 90, 270])
def test_the_image_of_a_figure_comes_as_it_is_coded(make_reader: ReaderMaker, tmp_path: Path, rotation: int) -> None:
    import io

    from PIL import Image

    image = make_reader().original_image(with_picture(tmp_path / "a.pdf", rotation=rotation), 1, PLACE)
    assert image is not None
    assert image.ending == "png"
    assert Image.open(io.BytesIO(image.data)).size == (40, 20)


def test_what_is_not_one_image_has_none(make_reader: ReaderMaker, tmp_path: Path) -> None:
    reader = make_reader()
    assert reader.original_image(with_picture(tmp_path / "a.pdf"), 1, Box(50, 60, 120, 100)) is None
    assert reader.original_image(with_picture(tmp_path / "b.pdf", twice=True), 1, PLACE) is None
    assert reader.original_image(documents.text_document(tmp_path / "c.pdf"), 1, PLACE) is None
