from __future__ import annotations

from dataclasses import replace

import pytest

from desktop_app.domain.conversation import Answer, FigureFeedback, PlacedFigure, UnshownFigure, WhyUnshown
from desktop_app.domain.documents import Document, DocumentStatus, Figure, FigureKind
from desktop_app.domain.figure_feedback import called_wrong, feedback_on, replaced, taken_back
from desktop_app.domain.geometry import Box

PUMPS = Document("id-pumps", "pumps", "Pumps", "/pumps.pdf", 9, DocumentStatus.READY)


def figure(name: str) -> Figure:
    return Figure(name, PUMPS.id, 3, Box(1, 2, 3, 4), name, "", FigureKind.VECTOR, f"{name}.png", (4, 4))


@pytest.fixture
def answer() -> Answer:
    unshown = [
        UnshownFigure(figure(name), PUMPS, 0.3, why)
        for name, why in (("c", WhyUnshown.BEHIND), ("d", WhyUnshown.FEWER_WANTED))
    ]
    placed = [PlacedFigure(number, figure(name), PUMPS, number, 0.9) for number, name in ((1, "a"), (2, "b"))]
    return Answer("Which?", ("One.", "Two.", "Three."), tuple(placed), (), "excerpts", unshown=tuple(unshown))


def shown(answer: Answer) -> list[str]:
    return [placed.figure.id for placed in answer.figures]


def test_a_figure_is_called_wrong_and_that_is_taken_back(answer: Answer) -> None:
    told = called_wrong(answer, "b")
    assert told.feedback == (FigureFeedback("b"),)
    assert told.figures == answer.figures
    assert called_wrong(told, "b") == told
    assert feedback_on(told, "a") is None
    assert taken_back(told, "b") == answer


def test_another_figure_takes_the_place_and_the_number(answer: Answer) -> None:
    told = replaced(answer, "b", "d")
    assert shown(told) == ["a", "d"]
    assert (told.figures[1].number, told.figures[1].after_paragraph, told.figures[1].score) == (2, 2, 0.3)
    assert [(each.figure.id, each.why) for each in told.unshown] == [
        ("c", WhyUnshown.BEHIND),
        ("b", WhyUnshown.REPLACED),
    ]
    assert feedback_on(told, "d") == FigureFeedback("b", "d", WhyUnshown.FEWER_WANTED)
    assert taken_back(told, "d") == answer


def test_a_second_choice_is_still_about_what_the_answer_showed(answer: Answer) -> None:
    told = replaced(replaced(answer, "b", "d"), "d", "c")
    assert shown(told) == ["a", "c"]
    assert told.feedback == (FigureFeedback("b", "c", WhyUnshown.BEHIND),)
    assert taken_back(told, "c") == answer
    back = replaced(told, "c", "b")
    assert back == told, "what was shown at first comes back by taking the choice back"


def test_a_choice_may_become_a_mere_no(answer: Answer) -> None:
    told = called_wrong(replaced(answer, "a", "c"), "c")
    assert shown(told) == ["a", "b"]
    assert told.feedback == (FigureFeedback("a"),)


def test_what_is_not_there_changes_nothing(answer: Answer) -> None:
    assert called_wrong(answer, "x") == answer
    assert replaced(answer, "x", "c") == answer
    assert replaced(answer, "a", "x") == answer
    assert taken_back(answer, "a") == answer
    lost = replace(replaced(answer, "a", "c"), unshown=())
    assert shown(taken_back(lost, "c")) == ["c", "b"]
    assert taken_back(lost, "c").feedback == ()
