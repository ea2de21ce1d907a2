from __future__ import annotations

import json
from dataclasses import replace

import pytest

from desktop_app.domain.conversation import Answer, PlacedFigure, UnshownFigure, WhyUnshown
from desktop_app.domain.documents import Document, DocumentStatus, Figure, FigureKind
from desktop_app.domain.figure_feedback import called_wrong, replaced
from desktop_app.domain.geometry import Box
from desktop_app.domain.history import ConversationSummary, SavedConversation
from desktop_app.evaluation.feedback_sets import feedback_lines
from desktop_app.evaluation.question_sets import Question, QuestionKind, read_questions

PUMPS = Document("id-pumps", "pumps", "Pumps", "/pumps.pdf", 9, DocumentStatus.READY)
WAVES = replace(PUMPS, id="id-waves", name="waves")


def figure(page: int, document: Document = PUMPS) -> Figure:
    name = f"{document.name}-{page}"
    return Figure(name, document.id, page, Box(10, 20, 30, 40), None, "", FigureKind.VECTOR, f"{name}.png", (4, 4))


@pytest.fixture
def answer() -> Answer:
    placed = [PlacedFigure(number, figure(number), PUMPS, 0) for number in (1, 2)]
    unshown = UnshownFigure(figure(3), PUMPS, 0.4, WhyUnshown.BEHIND)
    return Answer("How is the pump wired?", ("So.",), tuple(placed), (), "excerpts", unshown=(unshown,))


def questions(*turns: Answer) -> list[Question]:
    summary = ConversationSummary("0123456789abcdef", "Pumps", 0.0, 0.0, len(turns))
    lines = [json.dumps(line) for line in feedback_lines(SavedConversation(summary, turns))]
    found, problems = read_questions(lines)
    assert problems == []
    return found


def pages(question: Question) -> tuple[list[int], list[int]]:
    return [gold.page for gold in question.figures], [gold.page for gold in question.also_fine]


def test_a_better_figure_is_gold_and_the_rest_is_fine(answer: Answer) -> None:
    [question] = questions(replaced(answer, "pumps-1", "pumps-3"))
    assert (question.id, question.document, question.question) == ("01234567-1", "pumps", "How is the pump wired?")
    assert question.kind is QuestionKind.FIGURE
    assert pages(question) == ([3], [2])


def test_what_was_left_standing_beside_a_wrong_figure_is_gold(answer: Answer) -> None:
    [question] = questions(called_wrong(answer, "pumps-1"))
    assert pages(question) == ([2], [])
    three = replace(answer, figures=(*answer.figures, PlacedFigure(4, figure(5), PUMPS, 0)))
    [question] = questions(called_wrong(three, "pumps-1"))
    assert question.kind is QuestionKind.MULTI


def test_a_question_whose_figures_are_all_wrong_wants_none(answer: Answer) -> None:
    [question] = questions(called_wrong(called_wrong(answer, "pumps-1"), "pumps-2"))
    assert question.kind is QuestionKind.TEXT_ONLY
    assert pages(question) == ([], [])


def test_a_set_asks_of_one_document(answer: Answer) -> None:
    other = replace(answer, figures=(answer.figures[0], PlacedFigure(2, figure(8, WAVES), WAVES, 0)))
    [question] = questions(replaced(other, "pumps-1", "pumps-3"))
    assert pages(question) == ([3], [])


def test_follow_ups_are_made_plain_and_turns_without_feedback_pass(answer: Answer) -> None:
    follow_up = called_wrong(replace(answer, question="And the fuse?"), "pumps-1")
    [question] = questions(answer, follow_up)
    assert question.id == "01234567-2"
    assert "fuse" in question.question
    assert "pump" in question.question


def test_feedback_on_a_figure_that_is_gone_says_nothing(answer: Answer) -> None:
    gone = replace(called_wrong(answer, "pumps-1"), figures=())
    assert questions(gone) == []
