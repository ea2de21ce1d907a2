from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from desktop_app.gui.chat.figure_block import FigureBlock, FigureWish
from desktop_app.gui.chat.turn_view import TurnView
from tests.gui.journeys.conftest import OpenJourney
from tests.gui.journeys.journey import Journey, drawn
from tests.gui.journeys.paced import PacedUseCases
from tests.gui.window_steps import drop

pytestmark = pytest.mark.filterwarnings("ignore:.*QDragEnterEvent.*:DeprecationWarning")

QUESTION = "Which states can a document be in, and how does it get from one to the next?"


def turns(journey: Journey) -> list[TurnView]:
    """The turns that can be seen, in order."""
    found = [turn for turn in journey.window.conversation.findChildren(TurnView) if turn.isVisible()]
    return sorted(found, key=lambda turn: turn.y())


def last_turn(journey: Journey) -> TurnView:
    return turns(journey)[-1]


def settled(journey: Journey) -> TurnView:
    """The last turn, once its answer and its pictures are there."""
    journey.until(lambda: not journey.window.chat.busy)
    turn = last_turn(journey)
    journey.until(lambda: drawn(turn))
    return turn


def card_of(turn: TurnView, label: str) -> FigureBlock:
    return next(card for card in turn.figure_blocks if card.placed.figure.label == label)


def test_an_answer_is_watched_stopped_asked_again_and_corrected(open_journey: OpenJourney) -> None:
    paced = PacedUseCases()
    journey = open_journey("answer", use_cases=paced)
    window = journey.window
    paced.go_on.clear()
    journey.click(window.composer.field)
    journey.type(QUESTION)
    journey.press("Return")
    journey.until(lambda: turns(journey) and last_turn(journey).plain_text())
    journey.picture("coming in")
    journey.press("Escape")
    journey.until(lambda: not window.chat.busy)
    journey.picture("stopped")

    paced.go_on.set()
    journey.click(last_turn(journey).again_button)
    journey.until(lambda: turns(journey) and last_turn(journey).figure_blocks)
    turn = settled(journey)
    journey.picture("answered again")

    journey.choose(card_of(turn, "3").menu(), "Another one belongs here …")
    picker = turn.feedback.picker
    assert picker is not None
    first = picker.choices[0]
    journey.until(lambda: first.visibleRegion().boundingRect().height() == first.height())
    journey.until(lambda: drawn(turn))
    journey.picture("another one belongs here")
    card_of(turn, "3").wanted.emit(FigureWish.BETTER, card_of(turn, "3").placed)
    journey.choose(card_of(turn, "3").menu(), "Wrong figure here")
    journey.until(lambda: card_of(turn, "3").said)
    window.conversation.ensureWidgetVisible(card_of(turn, "3"))
    journey.picture("a wrong figure")

    window.conversation.ensureWidgetVisible(turn.edit_button)
    journey.click(turn.edit_button)
    journey.until(lambda: window.composer.is_editing)
    journey.picture("the question is changed")
    window.composer.field.selectAll()
    journey.type("How are passages and figures found and fused when a question is asked?")
    journey.press("Return")
    turn = settled(journey)
    assert len(window.chat.conversation.turns) == 1
    journey.picture("the changed question is answered")

    journey.ask("Enlarge the first figure")
    assert window.viewer.isVisible()
    journey.picture("a follow-up about a figure")


def test_a_picture_is_pasted_or_dropped_into_the_question(open_journey: OpenJourney, tmp_path: Path) -> None:
    journey = open_journey("picture")
    window = journey.window
    shown = journey.ask(QUESTION)
    image = card_of(shown, "3").image
    assert image is not None
    QGuiApplication.clipboard().setImage(image)
    journey.click(window.composer.field)
    journey.press("Ctrl+V")
    journey.until(lambda: window.composer.picture.attached)
    journey.picture("pasted")
    journey.press("Return")
    journey.until(lambda: len(turns(journey)) == 2 and window.chat.busy)
    assert last_turn(journey).question == "Where is this in my documents?"
    journey.picture("the figures are looked at")
    journey.press("Escape")
    journey.until(lambda: not window.chat.busy)

    file = tmp_path / "found on a desk.png"
    assert image.save(str(file))
    drop(window, [file], lambda: journey.picture("over the window"))
    journey.until(lambda: window.composer.picture.attached)
    journey.picture("dropped")
    journey.type("Where is this?")
    journey.press("Return")
    journey.until(lambda: last_turn(journey).question == "Where is this?" and not window.chat.busy)
    turn = last_turn(journey)
    window.conversation.ensureWidgetVisible(turn.figure_blocks[0])
    journey.until(lambda: turn.figure_blocks[0].image is not None)
    assert [card.placed.figure.label for card in turn.figure_blocks][:1] == ["3"]
    journey.picture("where the picture is from")


ARABIC = """# المضخة

تُبرَّد المضخة **بالماء**، ويفتح الصمام عند 80 درجة مئوية [1].

1. أوقف المضخة.
2. افتح الصمام `V-12`.

![حالات المستند](IMAGE_1)
"""


def test_an_answer_is_written_from_right_to_left(open_journey: OpenJourney, tmp_path: Path) -> None:
    script = tmp_path / "answers.md"
    script.write_text(ARABIC, "utf-8")
    journey = open_journey("arabic")
    composer = journey.window.composer
    composer.models.addItem("Scripted", f"scripted:{script}")
    composer.select_model(f"scripted:{script}")
    composer.put("ما هي حالات المستند: ready, partial, failed?")  # keys are of the Latin alphabet in tests
    journey.press("Return")
    journey.until(lambda: journey.window.chat.conversation.turns)
    turn = settled(journey)
    assert "بالماء" in turn.plain_text()
    journey.picture("from right to left")
