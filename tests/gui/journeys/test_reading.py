"""Files on their way into the library: by every door, with their progress, paused, left out; and a page that fails."""

from __future__ import annotations

import subprocess
import sys
import uuid
from itertools import count
from pathlib import Path

import pymupdf
import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QGuiApplication

from desktop_app.domain.documents import DocumentStatus
from desktop_app.gui.library.document_report import DocumentReport
from desktop_app.gui.library.library_model import Entry
from desktop_app.gui.running_window import Door
from tests.gui.journeys.conftest import OpenJourney
from tests.gui.journeys.journey import Journey
from tests.gui.journeys.paced import PacedUseCases
from tests.gui.test_running_window import SECOND_START
from tests.gui.window_steps import drop

pytestmark = [
    pytest.mark.filterwarnings("ignore:.*QDragEnterEvent.*:DeprecationWarning"),
    pytest.mark.qt_log_ignore("This plugin does not support", extend=True),  # said when a window comes to the front
]

SENTENCE = "The pump is cooled by water, and its valve opens at eighty degrees. "


def write_manual(path: Path, pages: int, *, unreadable: int = 0) -> Path:
    """A manual of so many pages, one of which may have letters that stand for nothing."""
    path.parent.mkdir(exist_ok=True)
    with pymupdf.open() as document:
        for number in range(1, pages + 1):
            page = document.new_page()
            if number == unreadable:
                page.insert_htmlbox((72, 72, 520, 400), "&#xE001;&#xE002;&#xE003;&#xE004; " * 30 + " some words")
            else:
                page.insert_textbox((72, 72, 520, 400), f"Chapter {number}. {path.stem}. " + SENTENCE * 4, fontsize=12)
        document.save(path)
    return path


def entry(journey: Journey, name: str) -> Entry:
    """The row of a file or document."""
    return next(each for each in journey.window.model.entries if each.path.name == name)


def names(journey: Journey) -> list[str]:
    return sorted(each.path.name for each in journey.window.model.entries)


def ready(journey: Journey, *wanted: str) -> bool:
    """Whether these documents can be asked."""
    found = {e.path.name for e in journey.window.model.entries if e.document is not None and not e.progress}
    return set(wanted) <= found and not journey.window.library.busy


def test_documents_come_in_by_every_door(open_journey: OpenJourney, tmp_path: Path) -> None:
    journey = open_journey("ways-in", read=False)
    window = journey.window
    journey.until(window.welcome.sample_button.isVisible)
    journey.press("Ctrl+H")
    journey.picture("no conversations yet")
    journey.press("Ctrl+G")
    journey.until(lambda: window.gallery.shown and not window.gallery.busy)
    journey.picture("no figures yet")
    journey.press("Ctrl+T")
    journey.until(lambda: window.library_part.table_shown)
    journey.picture("an empty table")
    journey.press("Escape")
    journey.click(journey.button("Library"))

    with journey.watch.paused():
        files = [write_manual(tmp_path / "Manuals" / f"{name}.pdf", 2) for name in ("Boiler", "Crane", "Drill")]
        folder = write_manual(tmp_path / "Folder" / "Engine.pdf", 2).parent
        write_manual(folder / "Fan.pdf", 2)
    window.choose_files = lambda: files[:1]
    journey.click(window.library_panel.add_button)
    journey.until(lambda: ready(journey, "Boiler.pdf"))

    copied = QMimeData()
    copied.setUrls([QUrl.fromLocalFile(str(files[1]))])
    QGuiApplication.clipboard().setMimeData(copied)
    journey.click(window.composer.field)
    journey.press("Ctrl+V")
    journey.until(lambda: ready(journey, "Boiler.pdf", "Crane.pdf"))

    name = f"imageref-test-{uuid.uuid4().hex[:12]}"
    door = Door(name, window)
    door.called.connect(window.take_call)
    second = subprocess.Popen([sys.executable, "-c", SECOND_START, name, str(files[2])])
    journey.until(lambda: second.poll() is not None and ready(journey, "Boiler.pdf", "Crane.pdf", "Drill.pdf"))
    assert second.returncode == 0
    door.close()

    drop(window, [folder])
    journey.until(lambda: ready(journey, "Engine.pdf", "Fan.pdf"))
    assert names(journey) == ["Boiler.pdf", "Crane.pdf", "Drill.pdf", "Engine.pdf", "Fan.pdf"]
    journey.picture("five documents by four doors")


def test_files_are_read_with_pages_rate_and_time_left(open_journey: OpenJourney, tmp_path: Path) -> None:
    paced = PacedUseCases()
    journey = open_journey("reading", read=False, use_cases=paced)
    window = journey.window
    panel = window.library_panel
    seconds = count(0, 4)
    window.library.clock = lambda: float(next(seconds))
    with journey.watch.paused():
        files = [
            write_manual(tmp_path / "Manuals" / "Pump manual.pdf", 90),
            write_manual(tmp_path / "Manuals" / "Boiler manual.pdf", 4),
            write_manual(tmp_path / "Manuals" / "Crane manual.pdf", 3),
        ]
    journey.until(window.welcome.sample_button.isVisible)
    paced.pass_by(4)
    drop(window, files)
    journey.until(lambda: len(names(journey)) == 3)
    journey.until(lambda: any(" left" in e.detail for e in window.model.entries) and "pages/s" in panel.summary)
    reading = next(each.path.name for each in window.model.entries if " left" in each.detail)
    journey.picture("pages, rate and time left")

    journey.click(panel.pause_button)
    journey.until(lambda: "Paused" in panel.summary)
    journey.picture("reading rests")

    other = "Crane manual.pdf"
    assert reading != other
    journey.choose(panel.menu_for([entry(journey, other)]), "Stop reading")
    journey.until(lambda: other not in names(journey))
    journey.picture("one file is left out")

    paced.go_on.set()
    journey.click(panel.pause_button)
    journey.until(lambda: ready(journey, "Pump manual.pdf", "Boiler manual.pdf"))
    journey.picture("read")


def test_a_page_that_can_t_be_read_is_told_with_its_remedy(open_journey: OpenJourney, tmp_path: Path) -> None:
    journey = open_journey("failed-page", read=False, settings={"ocr": "off"})
    window = journey.window
    journey.until(window.welcome.sample_button.isVisible)
    drop(window, [write_manual(tmp_path / "Manuals" / "Pump manual.pdf", 3, unreadable=2)])
    journey.until(
        lambda: [e.document.status for e in window.model.entries if e.document is not None] == [DocumentStatus.PARTIAL]
    )
    journey.until(lambda: not window.library.busy)
    journey.picture("all pages but one")

    rows = window.library_panel.view
    journey.click(rows.viewport(), at=rows.visualRect(rows.model().index(0, 0)).center())
    journey.choose(window.library_panel.menu_for([entry(journey, "Pump manual.pdf")]), "What was found …")
    journey.until(lambda: window.findChildren(DocumentReport))
    report = window.findChildren(DocumentReport)[0]
    journey.until(report.isVisible)
    assert any(words.startswith("Page 2: ") for words in report.words)
    journey.picture("why, and what to do", report)
    journey.click(journey.button("Read again", report))
    journey.until(lambda: not window.library.busy and not window.findChildren(DocumentReport))
