"""Pieces of HTML laid out on pages, in a process of its own like everything that MuPDF does."""

from __future__ import annotations

import json
import multiprocessing
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.domain.errors import ExportError
from desktop_app.domain.jobs import CancelToken

if TYPE_CHECKING:
    import pymupdf

PAGE_FORMAT = "a4"
MARGIN_PT = 54.0
FOOTER_PT = 9.0
LEAST_LEFT_PT = 40.0
TIME_LIMIT_S = 120.0
_LOOK_EVERY_S = 0.05
MOST_PAGES = 5_000
WEB = ("https://", "http://", "mailto:")
"""What an address must begin with to become a link."""


def write_pdf(blocks: Sequence[str], style: str, folder: Path, out: Path, cancel: CancelToken | None = None) -> None:
    """Writes a PDF with page numbers and links, and the headings of the first two levels as its contents.

    A block that would be torn apart begins a new page where it fits on one.

    Args:
        blocks: HTML whose pictures are named by files in `folder`.
        style: CSS for all of them.
        folder: the only place that pictures are read from.
        out: the file to write.
        cancel: looked at while the process is at work.

    Raises:
        Cancelled: soon after `cancel` was set; the process has ended.
        ExportError: the layout failed, or took longer than two minutes.
    """
    cancel, until = cancel or CancelToken(), time.monotonic() + TIME_LIMIT_S
    with tempfile.TemporaryDirectory(prefix="imageref-layout-") as place:
        html = Path(place) / "blocks.json"  # a process is started when it has read its arguments: so few are quick
        html.write_text(json.dumps(list(blocks)), encoding="ascii")
        process = multiprocessing.get_context("spawn").Process(
            target=_write, args=(str(html), style, str(folder), str(out)), name="imageref export", daemon=True
        )
        process.start()
        while process.is_alive() and not cancel.cancelled and time.monotonic() < until:
            process.join(_LOOK_EVERY_S)
        if process.is_alive():
            process.kill()
            process.join()
        code = process.exitcode
        process.close()
    cancel.raise_if_cancelled()
    if code != 0:
        raise ExportError("The conversation could not be laid out as a PDF.", "Export it as HTML or Markdown.")


def _write(html: str, style: str, folder: str, out: str) -> None:
    """Runs in the process; its exit code says whether it went well."""
    from desktop_app.support.offline import go_offline

    go_offline()
    try:
        pages = _Pages(Path(out).with_suffix(".laid-out.pdf"), style, folder)
        for block in json.loads(Path(html).read_text(encoding="ascii")):
            pages.add(block)
        pages.close()
        pages.finish(out)
    except Exception:  # noqa: BLE001 (the border of a process: the parent tells the user)
        sys.exit(1)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a heading, a link or the target of one has come to stand.

    Attributes:
        page: from 0.
        heading: its level; 0 for what is none.
    """

    page: int
    box: tuple[float, ...]
    heading: int
    text: str
    id: str
    href: str


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
        self._places: list[_Place] = []

    def add(self, block: str) -> None:
        """Puts a block below what is there, on a new page where it does not fit, over several where it is long."""
        story = self._pymupdf.Story(block, user_css=self._style, archive=self._archive)
        if self._device is None or self._top > self._inside.y1 - LEAST_LEFT_PT:
            self._turn()
        more, filled = story.place(self._left())
        overfull = filled[3] > self._inside.y1  # MuPDF may take a last line for placed that it does not draw
        if (more or overfull) and self._top > self._inside.y0:
            story.reset()
            self._turn()
            more, filled = story.place(self._left())
        self._draw(story)
        while more:
            self._turn()
            more, filled = story.place(self._left())
            self._draw(story)
        self._top = float(filled[3])

    def close(self) -> None:
        """Ends the last page."""
        if self._device is not None:
            self._writer.end_page()
        self._writer.close()

    def finish(self, out: str) -> None:
        """Writes the pages to `out`, with their numbers, links, title and contents."""
        with self._pymupdf.open(self._file) as document:
            for number, leaf in enumerate(document, 1):
                middle = (self._page.width / 2 - FOOTER_PT, self._page.height - MARGIN_PT / 2)
                leaf.insert_text(middle, str(number), fontsize=FOOTER_PT)
            self._link(document)
            headings = [place for place in self._places if place.heading in {1, 2} and place.text]
            document.set_metadata({"title": headings[0].text if headings else "", "creator": "ImageRef Desktop"})
            levels = [min(at + 1, each.heading) for at, each in enumerate(headings)]  # the first is of level 1
            document.set_toc([[level, at.text, at.page + 1] for level, at in zip(levels, headings, strict=True)])
            document.save(out, garbage=3, deflate=True)

    def _link(self, document: pymupdf.Document) -> None:
        """Links what was linked in the HTML: to places of these pages, and to addresses of the web."""
        targets = {place.id: place for place in reversed(self._places) if place.id}
        for place in self._places:
            link: dict[str, object] = {"from": self._pymupdf.Rect(place.box)}
            target = targets.get(place.href[1:]) if place.href.startswith("#") else None
            if target is not None:
                to = self._pymupdf.Point(target.box[0], target.box[1])
                link |= {"kind": self._pymupdf.LINK_GOTO, "page": target.page, "to": to}
            elif place.href.startswith(WEB):
                link |= {"kind": self._pymupdf.LINK_URI, "uri": place.href}
            if "kind" in link:
                document[place.page].insert_link(link)

    def _draw(self, story: pymupdf.Story) -> None:
        page = self._count - 1

        def note(position: pymupdf.mupdf.FzStoryElementPosition) -> None:
            if position.open_close & 1:
                words = " ".join((position.text or "").split())
                box = tuple(position.rect)
                self._places.append(_Place(page, box, position.heading, words, position.id or "", position.href or ""))

        story.element_positions(note)
        story.draw(self._device)

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
