from __future__ import annotations

from pathlib import Path

import pymupdf
import pytest
from PySide6.QtCore import QItemSelectionModel

from desktop_app.domain.documents import DocumentStatus
from tests.gui.journeys.conftest import OpenJourney
from tests.gui.journeys.journey import Journey
from tests.gui.window_steps import drop

pytestmark = pytest.mark.filterwarnings("ignore:.*QDragEnterEvent.*:DeprecationWarning")

MANUALS = {
    "Pumpe.pdf": "The pump is cooled by water. The valve opens at eighty degrees.",
    "Kessel.pdf": "The boiler is heated by gas. Its flame is blue when it burns well.",
}


def write_manuals(folder: Path) -> list[Path]:
    """Two small manuals and a file that only looks like one."""
    folder.mkdir()
    paths = []
    for name, text in MANUALS.items():
        with pymupdf.open() as document:
            page = document.new_page()
            page.insert_textbox((72, 72, 520, 400), text, fontsize=12)
            document.save(folder / name)
        paths.append(folder / name)
    broken = folder / "Broken.pdf"
    broken.write_bytes(b"%PDF-1.7\nnothing of it is a document\n")
    return [*paths, broken]


def statuses(journey: Journey) -> dict[str, DocumentStatus]:
    return {e.path.name: e.document.status for e in journey.window.model.entries if e.document is not None}


def test_files_are_dropped_listed_sorted_collected_asked_and_removed(open_journey: OpenJourney, tmp_path: Path) -> None:
    journey = open_journey("library")
    window = journey.window
    part = window.library_part
    drop(window, write_manuals(tmp_path / "Handbücher"))
    journey.until(lambda: list(statuses(journey).values()).count(DocumentStatus.READY) == 3)
    journey.until(lambda: not window.library.busy)
    journey.until(window.notices.isVisible)
    journey.picture("read, and one that could not be")
    window.notices.dismiss()

    journey.press("Ctrl+T")
    journey.until(lambda: part.table_shown)
    journey.picture("the table")
    journey.type("Kess")
    journey.until(lambda: part.table.table.model().rowCount() == 1)
    journey.picture("filtered")
    part.table.table.selectionModel().select(
        part.table.table.model().index(0, 0),
        QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows,
    )
    journey.click(part.table.ask_button)
    journey.until(lambda: part.scope.documents)
    turn = journey.ask("What is cooled by water?")
    assert "pump" not in turn.plain_text().lower()
    journey.picture("asked of one document only")
    journey.click(part.chip.clear_button)
    turn = journey.ask("What is cooled by water?")
    assert "pump" in turn.plain_text().lower()
    journey.picture("asked of all")

    window.confirm = lambda *_words: True
    pump = next(e for e in window.model.entries if e.path.name == "Pumpe.pdf")
    window.remove([pump])
    journey.until(lambda: "Pumpe.pdf" not in statuses(journey))
    journey.picture("removed")
