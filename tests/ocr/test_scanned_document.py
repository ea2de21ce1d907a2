"""The whole way of a scan: drawn, recognised in a worker process, analysed like any other page."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.domain.geometry import Box
from desktop_app.domain.jobs import CancelToken
from desktop_app.ingestion.page_analysis import Analyser
from desktop_app.ocr.recogniser import RapidOcrRecogniser
from desktop_app.pdf.reader import PdfReader

pytestmark = pytest.mark.heavy

PROSE = (
    "Before the pump is opened, the pressure in the line",
    "has to be let off. Turn the valve against the clock",
    "until the needle of the gauge stands at zero.",
)


def scan(path: Path, rotation: int) -> Path:
    """A page with text, a drawing and its caption, as a picture that lies on its side where `rotation` says so."""
    import pymupdf

    drawn = pymupdf.open().new_page(width=360, height=420)
    for n, text in enumerate(PROSE):
        drawn.insert_text((40, 60 + 14 * n), text, fontsize=11)
    drawn.draw_rect((100, 130, 260, 250), width=2)
    drawn.draw_circle((180, 190), 50, width=2)
    drawn.draw_line((100, 130), (260, 250), width=2)
    drawn.insert_text((80, 275), "Figure 7: The valve, seen from the side.", fontsize=10)
    drawn.set_rotation(rotation)
    picture = drawn.get_pixmap(dpi=200).tobytes("png")
    document = pymupdf.open()
    page = document.new_page(width=drawn.rect.width, height=drawn.rect.height)
    page.insert_image(page.rect, stream=picture)
    document.save(path)
    return path


@pytest.mark.parametrize(("rotation", "expected"), [(0, Box(98, 128, 262, 252)), (90, Box(168, 98, 292, 262))])
def test_a_scan_has_text_and_a_figure_with_its_caption(tmp_path: Path, rotation: int, expected: Box) -> None:
    token = CancelToken()
    reader = PdfReader(Analyser(), workers=1, recogniser=RapidOcrRecogniser())
    with closing(reader), reader.open(scan(tmp_path / "a.pdf", rotation), token) as document:
        [page] = document.pages(1, 1, token)
    assert page.state.value == "ocr"
    assert " ".join(PROSE) in [block.text for block in page.blocks]
    [figure] = page.figures
    assert (figure.region.label, figure.region.caption) == ("7", "The valve, seen from the side.")
    assert figure.region.box.iou(expected) > 0.9
