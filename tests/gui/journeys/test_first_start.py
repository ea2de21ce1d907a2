from __future__ import annotations

from itertools import count

from desktop_app.domain.documents import DocumentStatus
from tests.gui.journeys.conftest import OpenJourney
from tests.gui.journeys.paced import PacedUseCases

QUESTION = "Which states can a document be in, and how does it get from one to the next?"


def test_from_an_empty_window_to_an_illustrated_answer(open_journey: OpenJourney) -> None:
    paced = PacedUseCases()
    journey = open_journey("first-start", read=False, use_cases=paced)
    window = journey.window
    seconds = count(0, 2)
    window.library.clock = lambda: float(next(seconds))
    paced.go_on.clear()
    journey.until(window.welcome.sample_button.isVisible)
    journey.picture("welcome")

    journey.click(window.welcome.sample_button)
    journey.until(lambda: any(entry.progress for entry in window.model.entries))
    journey.picture("the sample is read")
    journey.click(window.library_panel.pause_button)
    paced.go_on.set()
    journey.until(lambda: window.library_panel.pause_button.accessibleName() == "Go on reading")
    journey.picture("reading rests")
    journey.click(window.library_panel.pause_button)
    window.welcome.sample_button.setFocus()
    journey.until(
        lambda: [e.document.status for e in window.model.entries if e.document is not None] == [DocumentStatus.READY]
    )
    journey.until(lambda: "ready" in window.welcome.words)
    assert window.composer.field.hasFocus()
    journey.picture("ready")

    turn = journey.ask(QUESTION)
    assert [block.placed.figure.label for block in turn.figure_blocks][:1] == ["3"]
    journey.picture("an illustrated answer")

    journey.click_citation(turn, 1)
    journey.until(lambda: window.pages.isVisible() and window.pages.view.is_drawn(3))
    journey.picture("the cited page")

    journey.click(turn.figure_blocks[0].view)
    journey.until(lambda: window.viewer.isVisible() and not window.viewer.canvas.image.isNull())
    journey.picture("the figure large")
    journey.press("Escape")
    assert not window.viewer.isVisible()
