"""A document reader without a PDF library: documents are JSON files that a test writes.

`write_document(path, pages)` makes one; a page is a list of blocks and figures (see `FakePage`). Reading is fast
and in this process; `FakeReader(before_page=…)` lets a test act before each page.
"""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

from desktop_app.domain.documents import FigureKind, PageState
from desktop_app.domain.errors import FileProblem, PasswordNeeded, UnsupportedFile
from desktop_app.domain.geometry import Box
from desktop_app.domain.jobs import CancelToken
from desktop_app.domain.page_content import (
    BlockKind,
    DocumentInfo,
    FigurePicture,
    FigureRegion,
    OriginalImage,
    OutlineEntry,
    PageLayout,
    SkippedGraphic,
    TextBlock,
)
from desktop_app.domain.page_text import PageHits, PageText
from desktop_app.domain.ports import RenderedPage

WIDTH, HEIGHT = 595.0, 842.0


@dataclass
class FakePage:
    """A page: blocks as (kind, text, level), figures as (label, caption), or a state that is not `text`.

    `left_out` are the reasons why graphics of the page are no figures.
    """

    blocks: list[tuple[str, str, int]] = field(default_factory=list)
    figures: list[tuple[str | None, str]] = field(default_factory=list)
    state: str = "text"
    reason: str = ""
    left_out: list[str] = field(default_factory=list)


def paragraphs(*texts: str) -> FakePage:
    """A page of paragraphs."""
    return FakePage([("paragraph", text, 0) for text in texts])


def write_document(
    path: Path,
    pages: Sequence[FakePage],
    *,
    title: str = "",
    problem: str = "",
    outline: Sequence[tuple[int, str, int]] = (),
) -> Path:
    """Writes a document for `FakeReader`; `problem` is "password" or "damaged"."""
    content = {
        "title": title,
        "problem": problem,
        "outline": list(outline),
        "pages": [asdict(page) for page in pages],
    }
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def plain_png(number: int, size: int = 4) -> bytes:
    """A small PNG of one colour, another one for another number."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", size, size, 8, 2, 0, 0, 0)
    row = b"\0" + (number & 0xFFFFFF).to_bytes(3, "big") * size
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(row * size)) + chunk(b"IEND", b"")
    )


class FakeReader:
    """Reads what `write_document` wrote."""

    def __init__(self, before_page: Callable[[int], None] | None = None, *, problem: str = "") -> None:
        self._before_page = before_page
        self._problem = problem
        self.pages_read: list[int] = []
        self.closed = False

    @contextmanager
    def open(self, path: Path, cancel: CancelToken) -> Iterator[_FakeDocument]:
        cancel.raise_if_cancelled()
        try:
            content = json.loads(path.read_text(encoding="utf-8"))
        except OSError as error:
            raise FileProblem(f"{path.name} can't be read.", "Check the file.") from error
        except ValueError as error:
            raise UnsupportedFile(f"{path.name} is no document.", "Choose another file.") from error
        problem = self._problem or content["problem"]
        if problem == "password":
            raise PasswordNeeded(f"{path.name} needs a password.", "Remove the password and add it again.")
        if problem == "damaged":
            raise UnsupportedFile(f"{path.name} is damaged.", "Make the file again.")
        yield _FakeDocument(content, self)

    def render_page(self, path: Path, page: int, scale: float, box: Box | None = None) -> RenderedPage:
        size = max(1, round(8 * scale))
        return RenderedPage(plain_png(page, size), size, size, WIDTH, HEIGHT, 0)

    def page_text(self, path: Path, page: int) -> PageText:
        return PageText()

    def original_image(self, path: Path, page: int, box: Box) -> OriginalImage | None:
        return None

    def find_text(self, path: Path, numbers: Sequence[int], query: str, cancel: CancelToken) -> Iterator[PageHits]:
        yield from (PageHits(number) for number in numbers)

    def outline(self, path: Path) -> tuple[OutlineEntry, ...]:
        content = json.loads(path.read_text(encoding="utf-8"))
        return tuple(OutlineEntry(level, title, page) for level, title, page in content["outline"])

    def close(self) -> None:
        self.closed = True

    def change(self, number: int, page: dict) -> dict:  # type: ignore[type-arg]
        """What a page holds; for tests that let pages fail and heal."""
        del number
        return page

    def note_page(self, number: int) -> None:
        """Called before each page."""
        if self._before_page:
            self._before_page(number)
        self.pages_read.append(number)


class _FakeDocument:
    def __init__(self, content: dict, reader: FakeReader) -> None:  # type: ignore[type-arg]
        self._pages = content["pages"]
        self._reader = reader
        outline = tuple(OutlineEntry(level, title, page) for level, title, page in content["outline"])
        self.info = DocumentInfo(len(self._pages), content["title"], outline)

    def pages(self, first: int, last: int, cancel: CancelToken) -> Iterator[PageLayout]:
        for number in range(first, last + 1):
            self._reader.note_page(number)
            cancel.raise_if_cancelled()
            yield _layout(number, self._reader.change(number, self._pages[number - 1]))


def _layout(number: int, page: dict) -> PageLayout:  # type: ignore[type-arg]
    blocks, y = [], 50.0
    for kind, text, level in page["blocks"]:
        blocks.append(TextBlock(text, Box(50, y, 545, y + 20), BlockKind(kind), level))
        y += 30
    figures = []
    for place, (label, caption) in enumerate(page["figures"]):
        region = FigureRegion(Box(50, y, 300, y + 80), FigureKind.VECTOR, label, caption, None, "", "")
        figures.append(FigurePicture(region, plain_png(number * 100 + place), 4, 4))
        y += 100
    skipped = tuple(SkippedGraphic(Box(0, 0, 20, 20), reason) for reason in page.get("left_out", ()))
    state = PageState(page["state"])
    return PageLayout(number, WIDTH, HEIGHT, 0, state, page["reason"], tuple(blocks), tuple(figures), skipped)
