from __future__ import annotations

import json
from dataclasses import replace

import pytest

from desktop_app.domain.conversation import Answer, PlacedFigure
from desktop_app.domain.documents import Document, DocumentStatus, Figure, FigureKind
from desktop_app.domain.geometry import Box
from desktop_app.evaluation.metrics import ImageReferenceScores
from desktop_app.evaluation.question_sets import GoldFigure, Question, QuestionKind
from desktop_app.evaluation.report import page, pictured, record, table
from desktop_app.evaluation.run import EvaluationResult, QuestionRow, summarise

ROW = QuestionRow(
    question=Question("q1", "pumps", "Is a < b?", QuestionKind.FIGURE, (GoldFigure("1"),), answer="Yes."),
    answer=Answer("Is a < b?", ("It <b>is</b>.",), (), (), "excerpts"),
    expected=("pumps 1",),
    shown=(),
    ranked=("pumps 1 (page 1)",),
    first_right=1.0,
    five_right=1.0,
    reciprocal_rank=1.0,
    visual_source_f1=0.0,
    false_image=None,
    placement_error=None,
    answer_page=(1.0, 1.0, 1.0),
    reference_scores=ImageReferenceScores(0.0, 0.0, 0.0, 0.0, 0.0),
    seconds=0.5,
)
TEXT_ONLY = replace(
    ROW,
    question=replace(ROW.question, id="q0", kind=QuestionKind.TEXT_ONLY, figures=()),
    expected=(),
    visual_source_f1=None,
    false_image=0.0,
    answer_page=None,
    reference_scores=None,
)


@pytest.fixture
def result() -> EvaluationResult:
    return summarise([TEXT_ONLY, ROW])


def test_the_table_names_every_mean(result: EvaluationResult) -> None:
    lines = dict(line.rsplit("  ", 1) for line in table(result).splitlines())
    named = {name.strip(): value for name, value in lines.items()}
    assert named["questions"] == "2"
    assert named["false image rate"] == "0.000"
    assert named["placement error"] == "–"
    assert named["answer page recall at 5"] == "1.000"


def test_the_record_is_json_with_a_row_for_each_question(result: EvaluationResult) -> None:
    read = json.loads(json.dumps(record(result)))
    assert [row["id"] for row in read["rows"]] == ["q0", "q1"]
    assert read["visual_source_f1"] == 0.0
    assert read["rows"][0]["image_f1"] is None


def test_the_table_counts_references_that_must_not_be() -> None:
    named = dict(line.rsplit("  ", 1) for line in table(summarise([ROW, replace(ROW, invented=2)])).splitlines())
    counted = {name.strip(): value for name, value in named.items()}
    assert (counted["figures not retrieved"], counted["references not offered"]) == ("0", "2")
    assert "–" in table(summarise([ROW]))
    assert 'class="bad"' in page(summarise([replace(ROW, visual_source_f1=1.0, unretrieved=1)]))


def test_the_page_escapes_and_puts_failures_first(result: EvaluationResult) -> None:
    html = page(result)
    assert "<b>is</b>" not in html
    assert "a &lt; b" in html
    assert html.index("q1:") < html.index("q0:")
    assert "http" not in html


def test_the_page_has_the_pictures_shown_and_expected_beside_each_other() -> None:
    shown = Figure("f1", "d", 1, Box(0, 0, 9, 9), "1", "Left & right", FigureKind.VECTOR, "a.png", (9, 9))
    gold = replace(shown, id="f2", label="2")
    document = Document("d", "pumps", "Pumps", "/pumps.pdf", 1, DocumentStatus.READY)
    answer = replace(ROW.answer, figures=(PlacedFigure(1, shown, document, 0),))
    result = summarise([replace(ROW, answer=answer, gold=(gold, shown))])
    assert [figure.id for figure in pictured(result)] == ["f1", "f2"]
    html = page(result, {"f1": "x/a.png"})
    assert html.count('src="x/a.png"') == 2
    assert "Left &amp; right" in html
    assert "<img" not in page(result)
