"""PDF files for tests of the whole way from a file into the library, made with PyMuPDF."""

from __future__ import annotations

from pathlib import Path

PAGES = 10


def write_pdf(path: Path, number: int, pages: int = PAGES) -> Path:
    """A document with text, a drawing with its caption on every third page, and a paragraph that mentions it."""
    import pymupdf

    with pymupdf.open() as document:
        for at in range(pages):
            page = document.new_page()
            for line in range(12):
                text = f"Page {at} of document {number}, line {line}: the pump{at} moves oil through valve{line}."
                page.insert_text((72, 80 + 16 * line), text, fontsize=11)
            if at % 3 == 0:
                page.insert_text((72, 290), f"Figure {at + 1} shows how it is done.", fontsize=11)
                for step in range(6):
                    page.draw_rect((100 + 40 * step, 320, 125 + 40 * step, 420 - 12 * step), color=(0, 0, number % 2))
                page.draw_line((90, 430), (360, 430))
                page.insert_text((90, 450), f"Figure {at + 1}: Oil in the pump of document {number}.", fontsize=9)
        document.save(path, no_new_id=True)
    return path


def write_pdfs(folder: Path, count: int = 3) -> Path:
    """A folder of such documents."""
    folder.mkdir()
    for number in range(count):
        write_pdf(folder / f"doc {number}.pdf", number)
    return folder
