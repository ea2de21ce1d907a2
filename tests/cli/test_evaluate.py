from __future__ import annotations

import json
from pathlib import Path

import pytest

from desktop_app.cli.session import ExitCode
from tests.cli.conftest import CommandLine

QUESTIONS = [
    {
        "id": "q1",
        "doc": "pump",
        "question": "How is the pump mounted on its bracket?",
        "figures": ["1"],
        "also_fine": [],
        "answer_pages": [1],
        "answer": "Figure 1 shows how the pump is mounted on its bracket.",
        "kind": "figure",
    },
    {
        "id": "q2",
        "doc": "pump",
        "question": "At which pressure does the relief valve open?",
        "figures": [],
        "also_fine": [],
        "answer_pages": [2],
        "answer": "Above six bar.",
        "kind": "text-only",
    },
]


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    file = tmp_path / "questions.jsonl"
    file.write_text("\n".join(json.dumps(question) for question in QUESTIONS))
    return file


def test_scores_as_json(filled: CommandLine, questions: Path) -> None:
    assert filled("evaluate", questions, "--json") == 0
    [record] = filled.records
    assert (record["questions"], record["figure_questions"], record["text_only_questions"]) == (2, 1, 1)
    assert record["figure_r_at_1"] == 1.0
    assert record["visual_source_f1"] == 1.0
    assert [row["id"] for row in record["rows"]] == ["q1", "q2"]
    assert record["rows"][0]["shown"] == record["rows"][0]["ranked"][:1]


def test_scores_for_people(filled: CommandLine, questions: Path) -> None:
    questions.write_text(questions.read_text().splitlines()[0])
    page = questions.with_name("scores.html")
    assert filled("evaluate", questions, "--page", page) == 0
    scores = dict(line.rsplit(maxsplit=1) for line in filled.out.splitlines())
    assert scores["figure r at 1"] == "1.000"
    assert scores["false image rate"] == "–"
    assert QUESTIONS[0]["question"] in page.read_text()
    [picture] = page.with_name("scores-figures").iterdir()
    assert f'src="scores-figures/{picture.name}"' in page.read_text()


def test_a_bad_line_is_told_and_left_out(filled: CommandLine, questions: Path) -> None:
    questions.write_text(questions.read_text() + "\n{")
    assert filled("evaluate", questions, "--json") == 0
    assert filled.records[0]["questions"] == 2
    assert "Line 3" in filled.err


@pytest.mark.parametrize("content", [None, b"", b"\xff"])
def test_a_file_that_is_no_question_set(filled: CommandLine, tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "set.jsonl"
    if content is not None:
        file.write_bytes(content)
    assert filled("evaluate", file) == ExitCode.SOME_FAILED
    assert "set.jsonl" in filled.err


def test_an_interrupt_scores_what_was_asked(filled: CommandLine, questions: Path) -> None:
    filled.interrupt_at = "valve"
    assert filled("evaluate", questions, "--json") == ExitCode.INTERRUPTED
    assert filled.records[0]["questions"] == 1


def test_kinds_of_evidence_are_left_out(filled: CommandLine, questions: Path) -> None:
    assert filled("evaluate", questions, "--without", "passage-words,caption-words", "--json") == 0
    assert filled.records[0]["questions"] == 2
    assert filled("evaluate", questions, "--without", "captions") == ExitCode.SOME_FAILED
    assert "caption-words" in filled.err


def test_a_question_set_is_drafted_and_scored(filled: CommandLine, tmp_path: Path) -> None:
    drafted = tmp_path / "drafts.jsonl"
    assert filled("evaluate", drafted, "--make", "--json") == 0
    [record] = filled.records
    assert record["questions"] == len(drafted.read_text().splitlines()) >= record["figure_questions"] >= 1
    assert filled("evaluate", drafted, "--json") == 0


def test_a_library_without_mentions_gives_no_draft(imageref: CommandLine, tmp_path: Path) -> None:
    assert imageref("evaluate", tmp_path / "drafts.jsonl", "--make") == ExitCode.SOME_FAILED
    assert "No question can be drafted" in imageref.err
