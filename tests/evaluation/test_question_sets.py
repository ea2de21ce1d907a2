from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.documents import Figure, FigureKind
from desktop_app.domain.geometry import Box
from desktop_app.evaluation.question_sets import GoldFigure, QuestionKind, named_figures, read_questions

PLACE = {"page": 7, "bbox": [72, 90, 300, 400]}


def line(**fields: Any) -> str:
    return json.dumps({"doc": "manual", "question": "How is the pump wired?", **fields})


def test_a_question_with_everything() -> None:
    questions, problems = read_questions(
        [line(id="q1", figures=["3.2", PLACE], also_fine=["4"], answer_pages=[12], answer="By K1.", kind="multi")]
    )
    assert not problems
    assert questions[0].kind is QuestionKind.MULTI
    assert questions[0].figures == (GoldFigure("3.2"), GoldFigure(None, 7, Box(72, 90, 300, 400)))
    assert [str(figure) for figure in questions[0].figures] == ["3.2", "page 7"]
    assert questions[0].also_fine == (GoldFigure("4"),)
    assert questions[0].answer_pages == (12,)


def test_what_may_be_left_out() -> None:
    questions, problems = read_questions(["", line(figures=["1"]), line()])
    assert not problems
    assert [question.kind for question in questions] == [QuestionKind.FIGURE, QuestionKind.TEXT_ONLY]
    assert [question.id for question in questions] == ["line-2", "line-3"]


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ("{", "no JSON"),
        ("[1]", "no JSON object"),
        (line(kind="riddle"), "riddle"),
        (line(kind="text-only", figures=["1"]), "names figures"),
        (line(kind="figure"), "names no figure"),
        (line(answer_pages=[0]), "page numbers"),
        (line(answer_pages=3), "page numbers"),
        (line(answer_pages=[True]), "page numbers"),
        (line(question=" "), '"question" is missing'),
        (line(doc=7), '"doc" is no text'),
        (line(figures="1"), "no list"),
        (line(figures=[""]), "neither a label"),
        (line(figures=[{"page": 1}]), "neither a label"),
        (line(figures=[{"page": 1, "bbox": [1, 2, 3, "4"]}]), "neither a label"),
    ],
)
def test_a_bad_line_is_told_and_left_out(bad: str, reason: str) -> None:
    questions, problems = read_questions([bad, line(figures=["1"])])
    assert len(questions) == 1
    assert problems[0].startswith("Line 1 is left out: ")
    assert reason in problems[0]


def test_an_id_is_used_once() -> None:
    questions, problems = read_questions([line(id="q", figures=["1"]), line(id="q", figures=["2"])])
    assert [question.figures[0].label for question in questions] == ["1"]
    assert "used before" in problems[0]


@given(st.text())
def test_no_line_stops_the_reading(text: str) -> None:
    questions, problems = read_questions([text])
    assert len(questions) + len(problems) <= 1


def test_gold_is_met_by_label_or_by_place() -> None:
    figure = Figure("f", "d", 7, Box(70, 90, 300, 400), "3", "", FigureKind.RASTER, "a.png", (1, 1))
    assert GoldFigure("3").is_figure(figure)
    assert not GoldFigure("4").is_figure(figure)
    assert GoldFigure(None, 7, Box(72, 90, 300, 400)).is_figure(figure)
    assert not GoldFigure(None, 8, Box(72, 90, 300, 400)).is_figure(figure)
    assert not GoldFigure(None, 7, Box(0, 0, 50, 50)).is_figure(figure)


def test_a_number_means_the_figure_and_a_table_only_where_there_is_no_other() -> None:
    drawing = Figure("f", "d", 7, Box(70, 90, 300, 400), "3", "", FigureKind.VECTOR, "a.png", (1, 1))
    table = replace(drawing, id="t", page=9, kind=FigureKind.TABLE)
    alone = replace(table, id="u", page=11, label="4")
    held = [drawing, table, alone]
    assert named_figures([GoldFigure("3")], held) == {"f"}
    assert named_figures([GoldFigure("4"), GoldFigure("5")], held) == {"u"}
    assert named_figures([GoldFigure(None, 9, Box(70, 90, 300, 400))], held) == {"t"}
