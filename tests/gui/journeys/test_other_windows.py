from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from desktop_app.gui.translations import install_language
from tests.gui.journeys.conftest import OpenJourney
from tests.gui.journeys.test_settings_and_models import settings_of

QUESTION = "Which states can a document be in, and how does it get from one to the next?"


@pytest.fixture
def as_before(qapp: QApplication) -> Iterator[None]:
    font = qapp.font()
    yield
    qapp.setFont(font)
    install_language("en")


@pytest.mark.parametrize("language", ["de", "zh"])
def test_the_window_speaks_another_language(open_journey: OpenJourney, as_before: None, language: str) -> None:
    journey = open_journey(f"language-{language}", settings={"language": language})
    window = journey.window
    journey.picture("welcome")
    turn = journey.ask(QUESTION)
    window.conversation.ensureWidgetVisible(turn.sources.fold_button)
    journey.picture("an answer")
    journey.press("Ctrl+T")
    journey.until(lambda: window.library_part.table_shown)
    journey.picture("the table")
    dialog = settings_of(journey)
    journey.picture("settings", dialog)
    dialog.close()


def test_all_text_is_larger(open_journey: OpenJourney, as_before: None) -> None:
    journey = open_journey("large-text", settings={"text_size": 150})
    window = journey.window
    journey.picture("welcome")
    turn = journey.ask(QUESTION)
    journey.picture("an answer")
    journey.click_citation(turn, 1)
    journey.until(lambda: window.pages.isVisible() and window.pages.view.is_drawn(3))
    journey.picture("the cited page")
    window.places.close_pages()
    journey.press("Ctrl+M")
    journey.until(lambda: window.models.shown and len(window.models.page.cards) > 1)
    journey.until(lambda: not window.models.page._later.isActive())
    journey.picture("models")


@pytest.mark.parametrize("expected_logs", [["ended by a fault"]])
def test_a_fault_of_the_last_run_is_told_with_its_report(open_journey: OpenJourney) -> None:
    journey = open_journey("fault")
    window = journey.window
    window.crashes.tell_fault('Current thread (most recent call first):\n  File "window.py", line 1 in show')
    journey.until(window.notices.isVisible)
    journey.picture("told")
    journey.click(journey.button("Details …"))
    journey.until(lambda: window.crashes.dialog is not None and window.crashes.dialog.isVisible())
    assert window.crashes.dialog is not None
    journey.picture("the report", window.crashes.dialog)
    window.crashes.dialog.close()
