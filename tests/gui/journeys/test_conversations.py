from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pymupdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QInputDialog, QLineEdit

from desktop_app.gui.history.history_model import HistoryModel
from tests.gui.journeys.conftest import OpenJourney
from tests.gui.journeys.journey import Journey

QUESTIONS = {
    "Which states can a document be in, and how does it get from one to the next?": "3",
    "How are passages and figures found and fused when a question is asked?": "7",
    "Which processes does the program run, and why is the model in a process of its own?": "11",
    "What are the three parts of the window?": "2",
    "What is the way from a PDF to an answer?": "1",
}


def titles(journey: Journey) -> list[str]:
    model = journey.window.history_panel.view.model()
    assert isinstance(model, HistoryModel)
    rows = [model.summary(model.index(row)) for row in range(model.rowCount())]
    return [row.title for row in rows if row is not None]


def choose(journey: Journey, words: str) -> None:
    """Chooses from the menu of the selected conversation."""
    summary = journey.window.history_panel.selected
    assert summary is not None
    journey.choose(journey.window.history_panel.menu_for(summary), words)


def fill_in(journey: Journey, text: str) -> None:
    """Replaces the line of the dialog that opens next by another one, and takes it."""

    def answer() -> bool:
        dialogs = [each for each in journey.window.findChildren(QInputDialog) if each.isVisible()]
        if dialogs:
            line = dialogs[0].findChild(QLineEdit)
            assert line is not None
            line.selectAll()
            QTest.keyClicks(line, text)
            journey.picture("a new name", dialogs[0])
            QTest.keyClick(line, Qt.Key.Key_Return)
        return bool(dialogs)

    journey.when(answer)


def test_conversations_are_kept_found_renamed_pinned_deleted_and_brought_back(open_journey: OpenJourney) -> None:
    journey = open_journey("conversations")
    window = journey.window
    journey.ask("How is a document removed?")
    journey.press("Ctrl+N")
    journey.until(window.welcome.isVisible)
    journey.ask("What happens after an interruption?")
    journey.press("Ctrl+H")
    journey.until(lambda: len(titles(journey)) == 2)
    journey.picture("two conversations")

    journey.type("removed from the library")
    journey.until(lambda: titles(journey) == ["How is a document removed?"])
    journey.picture("found by its words")
    window.history_panel.search.clear()
    journey.until(lambda: len(titles(journey)) == 2)

    index = window.history_panel.view.model().index(1, 0)
    journey.click(window.history_panel.view.viewport(), at=window.history_panel.view.visualRect(index).center())
    journey.until(lambda: window.conversation.isVisible() and not window.chat.busy)
    fill_in(journey, "Removing things")
    choose(journey, "Rename …")
    journey.until(lambda: "Removing things" in titles(journey))
    choose(journey, "Pin to the top")
    journey.until(lambda: titles(journey)[0] == "Removing things")
    journey.picture("renamed and pinned")

    choose(journey, "Delete")
    journey.until(lambda: len(titles(journey)) == 1 and window.notices.isVisible())
    journey.picture("deleted, and can be undone")
    journey.click(journey.button("Undo"))
    journey.until(lambda: len(titles(journey)) == 2)


def test_a_conversation_is_there_after_the_next_start(open_journey: OpenJourney) -> None:
    first = open_journey("kept", read=True)
    first.ask("How is a document removed?")
    first.until(lambda: len(titles(first)) == 1)
    first.end()
    second = open_journey("kept again")
    second.until(lambda: titles(second) == ["How is a document removed?"])


@pytest.fixture
def five_figures(open_journey: OpenJourney) -> Journey:
    """A conversation with five figures in it."""
    journey = open_journey("export")
    for question, label in QUESTIONS.items():
        turn = journey.ask(question)
        assert label in [block.placed.figure.label for block in turn.figure_blocks], question
    return journey


def test_five_figures_are_exported_in_every_form(five_figures: Journey, tmp_path: Path) -> None:
    journey = five_figures
    window = journey.window
    journey.press("Ctrl+H")
    journey.until(lambda: len(titles(journey)) == 1)
    journey.picture("a long conversation")
    checks: dict[str, Callable[[Path], int]] = {
        ".html": pictures_in_html,
        ".md": pictures_beside,
        ".pdf": pictures_in_pdf,
    }
    for ending, count in checks.items():
        out = tmp_path / f"Über die Anleitung{ending}"
        window.choose_export = partial(exported_to, out)
        choose(journey, "Export …")
        journey.until(lambda: window.notices.shown is not None and "was written" in window.notices.shown.message)
        window.notices.dismiss()
        assert count(out) >= len(QUESTIONS), ending


def exported_to(out: Path, _title: str) -> Path:
    return out


def pictures_in_html(path: Path) -> int:
    text = path.read_text("utf-8")
    assert "http://" not in text
    assert "https://" not in text
    return text.count("data:image/png;base64,")


def pictures_beside(path: Path) -> int:
    text = path.read_text("utf-8")
    return sum(1 for line in text.splitlines() if line.startswith("!["))


def pictures_in_pdf(path: Path) -> int:
    with pymupdf.open(path) as document:
        return sum(len(page.get_images()) for page in document)
