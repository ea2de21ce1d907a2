"""How fast files are read, how long it will take, and letting it rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_app.domain.documents import DocumentStatus
from desktop_app.domain.ingest_events import FileFinished, FileReport, FileStarted, IngestEvent, PagesRead
from desktop_app.domain.jobs import CancelToken
from desktop_app.gui.library.pace import Pace
from desktop_app.gui.main_window import MainWindow
from tests.gui.fakes import FakeUseCases, FakeWorkspace, make_document

FILE = Path("/docs/long.pdf")


@given(st.lists(st.tuples(st.floats(0.1, 30), st.integers(0, 20)), max_size=30), st.integers(0, 2000))
@settings(deadline=None)
def test_a_pace_is_never_negative(steps: list[tuple[float, int]], pages: int) -> None:
    pace, now, done = Pace(), 0.0, 0
    for seconds, more in steps:
        now, done = now + seconds, min(pages, done + more)
        pace.note(now, done, pages)
        assert pace.pages_a_second is None or pace.pages_a_second > 0
        assert pace.seconds_left is None or pace.seconds_left >= 0


def test_a_pace_is_that_of_the_last_minute() -> None:
    pace = Pace()
    for second in range(100):
        pace.note(float(second), second * 10, 3000)
    assert pace.pages_a_second == pytest.approx(10)
    for second in range(100, 300):
        pace.note(float(second), 990 + (second - 99) * 2, 3000)
    assert pace.pages_a_second == pytest.approx(2)
    assert pace.seconds_left == pytest.approx((3000 - 1390) / 2)


def test_rest_does_not_count() -> None:
    pace = Pace()
    pace.note(0.0, 0, 100)
    pace.note(5.0, 10, 100)
    pace.rest(5.0)
    pace.rest(6.0)
    pace.go_on(1005.0)
    pace.go_on(1006.0)
    pace.note(1010.0, 20, 100)
    assert pace.pages_a_second == pytest.approx(2)


class Stepping(FakeUseCases):
    """Reads a page whenever its gate lets it."""

    def __init__(self, pages: int) -> None:
        super().__init__()
        self.pages = pages
        self.given = 0

    def ingest(
        self, workspace: Any, paths: Sequence[Path], cancel: CancelToken, *, again: bool = False
    ) -> Iterator[IngestEvent]:
        yield FileStarted(paths[0], 1, 1)
        for page in range(1, self.pages + 1):
            self.given = page
            yield PagesRead(paths[0], make_document().id, page, self.pages)
            self._wait(cancel)
        yield FileFinished(FileReport(paths[0], make_document().id, DocumentStatus.READY))


@pytest.fixture
def use_cases() -> Stepping:
    return Stepping(2_300)


def test_a_file_says_how_long_it_will_take(qtbot: QtBot, window: MainWindow, use_cases: Stepping) -> None:
    seconds = iter(range(0, 100_000, 2))
    window.library.clock = lambda: float(next(seconds))
    told: list[str] = []
    window.model.dataChanged.connect(lambda *_range: told.extend(entry.detail for entry in window.model.entries))
    paces: list[str] = []
    window.library.outlook_changed.connect(paces.append)
    window.add([FILE])
    qtbot.waitUntil(lambda: bool(told) and not window.library.busy)
    for words in ("Page 100 of 2,300 · 1 h 13 min left", "Page 2,000 of 2,300 · 10 min left"):
        assert words in told
    assert "Page 2,290 of 2,300 · less than a minute left" in told
    assert "0.5 pages/s" in paces
    assert paces[-1] == ""


def test_reading_rests_and_goes_on(qtbot: QtBot, window: MainWindow, use_cases: Stepping) -> None:
    panel = window.library_panel
    assert not panel.pause_button.isVisible()
    use_cases.gate.clear()
    window.add([FILE])
    qtbot.waitUntil(lambda: use_cases.given == 1)
    qtbot.mouseClick(panel.pause_button, Qt.MouseButton.LeftButton)
    use_cases.gate.set()
    qtbot.waitUntil(lambda: panel._summary.text().startswith("Paused: 1 to go"))
    given = use_cases.given
    assert given < use_cases.pages
    assert panel.pause_button.accessibleName() == "Go on reading"
    qtbot.mouseClick(panel.pause_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: use_cases.given == use_cases.pages)
    qtbot.waitUntil(lambda: not panel.pause_button.isVisible())


def test_what_rests_can_be_stopped(qtbot: QtBot, window: MainWindow, use_cases: Stepping) -> None:
    panel = window.library_panel
    window.library.pause()
    window.add([FILE, Path("/docs/other.pdf")])
    qtbot.waitUntil(lambda: window.model.rowCount() == 2)
    with qtbot.waitSignal(window.library.stopped):
        qtbot.mouseClick(panel.stop_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.library.busy and window.model.rowCount() == 0)
    assert use_cases.given == 0


def test_the_window_closes_while_reading_rests(qtbot: QtBot, window: MainWindow, use_cases: Stepping) -> None:
    window.library.pause()
    window.add([FILE])
    qtbot.waitUntil(lambda: window.library.busy)
    assert window.shut_down()


def test_a_document_that_was_read_well_is_read_again(
    qtbot: QtBot, window: MainWindow, workspace: FakeWorkspace, use_cases: Stepping
) -> None:
    use_cases.pages = 1
    document = workspace.library.add(make_document())
    window.library.refresh()
    qtbot.waitUntil(lambda: window.model.rowCount() == 1)
    asked: list[bool] = []
    ingest = use_cases.ingest

    def noting(*arguments: Any, again: bool = False) -> Iterator[IngestEvent]:
        asked.append(again)
        return ingest(*arguments, again=again)

    use_cases.ingest = noting  # type: ignore[method-assign]
    menu = window.library_panel.menu_for([window.model.entries[0]])
    next(action for action in menu.actions() if action.text() == "Read again").trigger()
    qtbot.waitUntil(lambda: asked == [True] and not window.library.busy)
    window.add([Path(document.path)])
    qtbot.waitUntil(lambda: asked == [True, False] and not window.library.busy)
