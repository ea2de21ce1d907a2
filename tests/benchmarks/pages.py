"""How long the page view holds the event loop, and how quickly it comes, with a document of thousands of pages.

    python -m tests.benchmarks.pages [FILE.pdf]

Without a file the pages are made on the spot and are 13,000; with one, it is read, drawn and searched by the real
workers. A stall is CPU time of the loop's thread in one turn, as in `window`; what the same took by the clock is said
beside it: there another thread that holds Python up counts, and so does whatever else the machine does.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication

from desktop_app.domain.documents import Document
from desktop_app.domain.jobs import CancelToken
from desktop_app.gui.page_viewer.page_panel import PagePanel
from desktop_app.ingestion.page_analysis import Analyser
from desktop_app.pdf.reader import PdfReader
from tests.benchmarks.measured import Measured, print_table, stopwatch
from tests.benchmarks.window_desk import PATIENCE_S, Desk, desk
from tests.gui.fakes import FakeReader, make_document

PAGES = 13_000
LONGEST_STALL_S = 0.05
SEARCH_S = 600.0


class Clock:
    """Turns the loop, and remembers the longest turn."""

    def __init__(self) -> None:
        self.worst = self.worst_by_clock = 0.0

    def until(self, done: Callable[[], bool], patience: float = PATIENCE_S) -> None:
        """Turns until it is done; raises `TimeoutError` when it never is."""
        deadline = time.monotonic() + patience
        while not done():
            if time.monotonic() > deadline:
                raise TimeoutError("the pages did not come")
            self.turn()
            time.sleep(0.0005)

    def turn(self, act: Callable[[], object] = QCoreApplication.processEvents) -> None:
        """One turn, or something that a turn would do."""
        begun, begun_by_clock = time.thread_time(), time.perf_counter()
        act()
        self.worst = max(self.worst, time.thread_time() - begun)
        self.worst_by_clock = max(self.worst_by_clock, time.perf_counter() - begun_by_clock)

    def begin(self) -> None:
        """Forgets the turns so far."""
        self.worst = self.worst_by_clock = 0.0

    def stall(self, name: str) -> Measured:
        """The longest turn since `begin`."""
        words = f"longest stall: {name} ({1000 * self.worst_by_clock:.0f} ms by the clock)"
        return Measured(words, self.worst, LONGEST_STALL_S)

    def step(self, name: str, act: Callable[[], object], done: Callable[[], bool]) -> Measured:
        """Does something and waits for its end."""
        self.begin()
        self.turn(act)
        self.until(done, SEARCH_S)
        for _ in range(20):
            self.turn()
        return self.stall(name)


def leafing(panel: PagePanel, clock: Clock, pages: int) -> Iterator[Measured]:
    """Jumps, scrolls, zooms, and the strip beside the pages."""
    view, far = panel.view, pages * 7 // 10
    yield clock.step("a jump", lambda: view.go_to_page(far), lambda: view.is_drawn(far))
    clock.begin()
    with stopwatch() as taken:
        for step in range(600):
            view.verticalScrollBar().setValue(view.verticalScrollBar().value() + 40 + step % 90)
            clock.turn()
    yield clock.stall("scrolling on")
    yield Measured("a step of scrolling, on the average", taken[0] / 600, 0.016)
    yield clock.step("zooming", view.zoom_in, lambda: not view.is_drawing)
    yield clock.step("turning", view.turn_right, lambda: not view.is_drawing)
    small = panel.strip.thumbnails
    current = view.current_page
    yield clock.step("small pages", lambda: panel.show_strip(True), lambda: small.is_drawn(current))
    panel.show_strip(False)


def searching(panel: PagePanel, clock: Clock, words: str) -> Iterator[Measured]:
    """A search through all pages, and its first hit."""
    panel.begin_search()
    finder = panel.finder
    panel.search.field.setText(words)
    clock.until(lambda: finder.query == words)
    with stopwatch() as first:
        clock.until(lambda: finder.total > 0 or not finder.running)
    yield Measured("the first hit", first[0], 2.0)
    with stopwatch() as taken:
        yield clock.step("searching all pages", lambda: None, lambda: not finder.running)
    yield Measured(f"searching {finder.searched:,} pages, {finder.total:,} hits", taken[0], SEARCH_S)
    yield clock.step("from hit to hit", finder.next, lambda: True)
    panel.search.close_search()


def of_a_desk(made: Desk, document: Document, words: str) -> Iterator[Measured]:
    """Everything, with the pages of a document."""
    clock, panel = Clock(), made.window.pages
    made.window.resize(1400, 860)
    yield clock.step("opening", lambda: made.window.places.show(document, ()), lambda: panel.view.is_drawn(1))
    yield from leafing(panel, clock, document.pages)
    yield from searching(panel, clock, words)
    clock.until(lambda: not panel.view.is_drawing)


def with_fakes() -> Iterator[Measured]:
    """Pages made on the spot."""
    with desk() as made:
        made.workspace.library.add(document := make_document(1, pages=PAGES))
        yield from of_a_desk(made, document, "line 12")


class _RealPages(FakeReader):
    """Passes what the page view asks on to the real reader."""

    def __init__(self, reader: PdfReader) -> None:
        super().__init__()
        for name in ("render_page", "page_text", "find_text", "outline"):
            setattr(self, name, getattr(reader, name))


def with_a_file(path: Path, words: str) -> Iterator[Measured]:
    """Pages of a real document, by the real workers."""
    with closing(PdfReader(Analyser())) as reader, desk() as made:
        with reader.open(path, CancelToken()) as opened:
            pages = opened.info.pages
        made.workspace.reader = _RealPages(reader)
        document = make_document(1, pages=pages, path=str(path))
        made.workspace.library.add(document)
        assert len(made.workspace.library.pages(document.id)) == pages
        yield from of_a_desk(made, document, words)


def measurements() -> Iterator[Measured]:
    """All of them."""
    if len(sys.argv) > 1:
        yield from with_a_file(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "the")
    else:
        yield from with_fakes()


if __name__ == "__main__":
    sys.exit(0 if print_table(measurements()) else 1)
