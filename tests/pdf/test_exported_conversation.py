"""A conversation with five figures as a PDF: its pages are drawn, and show what they are to show."""

from __future__ import annotations

from pathlib import Path

import pymupdf
import pytest

from desktop_app.history.export import FileExporter
from desktop_app.pdf.html_to_pdf import write_pdf
from tests.helpers.illustrated_conversation import (
    COLOURS,
    QUESTION_COLOUR,
    draw_pictures,
    illustrated_conversation,
)


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("export")
    draw_pictures(folder / "pictures")
    exporter = FileExporter(lambda figure: folder / "pictures" / figure.file, write_pdf)
    return exporter.export(illustrated_conversation(folder / "pictures"), folder / "out.pdf")


def box_of(page: pymupdf.Page, colour: int) -> pymupdf.IRect | None:
    """Where a colour fills an area of a drawn page."""
    drawn = page.get_pixmap()
    wanted = colour.to_bytes(3, "big")
    rows = [y for y in range(drawn.height) if drawn.samples[y * drawn.stride : (y + 1) * drawn.stride].count(wanted)]
    return pymupdf.IRect(0, rows[0], drawn.width, rows[-1]) if len(rows) > 40 else None


def test_every_figure_is_seen_once_and_whole_above_its_caption(exported: Path) -> None:
    with pymupdf.open(exported) as document:
        for number, colour in enumerate(COLOURS, 1):
            seen = [(page, box) for page in document if (box := box_of(page, colour)) is not None]
            assert len(seen) == 1, number
            page, box = seen[0]
            caption = page.search_for(f"Figure {number}: Circuit number {number} (Pumps")
            assert caption, "on the same page"
            assert -2 <= caption[0].y0 - box.y1 < 40
            assert 290 <= box.height <= 302, "as large as in its document"
        assert sum(box_of(page, QUESTION_COLOUR) is not None for page in document) == 1


def test_letters_of_many_scripts_and_the_numbers_of_pages_are_there(exported: Path) -> None:
    with pymupdf.open(exported) as document:
        text = "".join(page.get_text() for page in document)
        for words in ("泵由水冷却", "Η αντλία ψύχεται", "v = √(2gh)", "α ≈ 0.5", "Bolt M6", "In: Pumps", "Sources"):
            assert words in text
        assert all(page.get_text().rstrip().endswith(str(number)) for number, page in enumerate(document, 1))
        links = [link for page in document for link in page.get_links()]
        assert len(links) == 5
        assert all(link["kind"] == pymupdf.LINK_GOTO for link in links)
        assert [entry[1] for entry in document.get_toc()][1:] == ["How is it cooled?", "Where is this?"]
