"""Pieces of HTML laid out on pages, in a process of its own like everything that MuPDF does."""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.domain.errors import ExportError

if TYPE_CHECKING:
    import pymupdf

PAGE_FORMAT = "a4"
MARGIN_PT = 54.0
FOOTER_PT = 9.0
LEAST_LEFT_PT = 40.0
TIME_LIMIT_S = 120.0
MOST_PAGES = 5_000


def write_pdf(blocks: Sequence[str], style: str, folder: Path, out: Path) -> None:
    """Writes a PDF with page numbers; a block that would be torn apart begins a new page where it fits on one.

    Args:
        blocks: HTML whose pictures are named by files in `folder`.
        style: CSS for all of them.
        folder: the only place that pictures are read from.
        out: the file to write.

    Raises:
        ExportError: the layout failed, or took longer than two minutes.
    """
    process = multiprocessing.get_context("spawn").Process(
        target=_write, args=(list(blocks), style, str(folder), str(out)), name="imageref export", daemon=True
    )
    process.start()
    process.join(TIME_LIMIT_S)
    if process.is_alive():
        process.kill()
        process.join()
    code = process.exitcode
    process.close()
    if code != 0:
        raise ExportError("The conversation could not be laid out as a PDF.", "Export it as HTML or Markdown.")


def _write(blocks: Sequence[str], style: str, folder: str, out: str) -> None:
    """Runs in the process; its exit code says whether it went well."""
    from desktop_app.support.offline import go_offline

    go_offline()
    try:
        pages = _Pages(Path(out).with_suffix(".laid-out.pdf"), style, folder)
        for block in blocks:
            pages.add(block)
        pages.close()
        pages.number(out)
    except Exception:  # noqa: BLE001 (the border of a process: the parent tells the user)
        sys.exit(1)


class _Pages:
    """Pages that are filled from the top."""

    def __init__(self, file: Path, style: str, folder: str) -> None:
        import pymupdf

        self._pymupdf = pymupdf
        self._file = str(file)
        self._style = style
        self._archive = pymupdf.Archive(folder)
        self._writer = pymupdf.DocumentWriter(self._file)
        self._page = pymupdf.paper_rect(PAGE_FORMAT)
        self._inside = pymupdf.Rect(MARGIN_PT, MARGIN_PT, self._page.width - MARGIN_PT, self._page.height - MARGIN_PT)
        self._device: object = None
        self._top = 0.0
        self._count = 0

    def add(self, block: str) -> None:
        """Puts a block below what is there, on a new page where it does not fit, over several where it is long."""
        story = self._pymupdf.Story(block, user_css=self._style, archive=self._archive)
        if self._device is None or self._top > self._inside.y1 - LEAST_LEFT_PT:
            self._turn()
        more, filled = story.place(self._left())
        if more and self._top > self._inside.y0:
            story.reset()
            self._turn()
            more, filled = story.place(self._left())
        story.draw(self._device)
        while more:
            self._turn()
            more, filled = story.place(self._left())
            story.draw(self._device)
        self._top = float(filled[3])

    def close(self) -> None:
        """Ends the last page."""
        if self._device is not None:
            self._writer.end_page()
        self._writer.close()

    def number(self, out: str) -> None:
        """Writes the pages with their numbers to `out`."""
        with self._pymupdf.open(self._file) as document:
            for number, leaf in enumerate(document, 1):
                middle = (self._page.width / 2 - FOOTER_PT, self._page.height - MARGIN_PT / 2)
                leaf.insert_text(middle, str(number), fontsize=FOOTER_PT)
            document.save(out, garbage=3, deflate=True)

    def _left(self) -> pymupdf.Rect:
        inside = self._inside
        return self._pymupdf.Rect(inside.x0, self._top, inside.x1, inside.y1)

    def _turn(self) -> None:
        if self._device is not None:
            self._writer.end_page()
        if self._count >= MOST_PAGES:
            raise ValueError("too many pages")
        self._device = self._writer.begin_page(self._page)
        self._top = float(self._inside.y0)
        self._count += 1
