"""`imageref evaluate`: answers scored against gold figures and pages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from desktop_app.answering.options import AnswerOptions, FigureEagerness
from desktop_app.cli.session import ExitCode, Session
from desktop_app.domain.errors import FileProblem
from desktop_app.domain.ports import EXCERPTS
from desktop_app.evaluation.question_sets import Question, read_questions
from desktop_app.evaluation.run import (
    PAGE_RANKS,
    EvaluationEvent,
    EvaluationFinished,
    EvaluationResult,
    QuestionRow,
    QuestionScored,
    evaluate,
)

MEASURES = (
    ("figure_r1", "right figure ranked first"),
    ("figure_r5", "right figure in the first five"),
    ("figure_mrr", "mean reciprocal rank of the right figure"),
    ("visual_source_f1", "Visual Source F1"),
    ("false_image_rate", "false-image rate"),
    ("figures_close", "right figures within one paragraph"),
    ("recall_all", "ImageRef recall, all grades"),
    ("recall_best", "ImageRef recall, best grade"),
    ("precision", "ImageRef precision"),
    ("f1", "ImageRef F1"),
    ("position", "ImageRef position score"),
)


def run(session: Session, file: Path, model: str | None, projector: str | None) -> ExitCode:
    """Asks every question of the file and prints the scores: a table, or one JSON object."""
    questions = _read(session, file)
    workspace = session.workspace
    events = evaluate(
        questions,
        library=workspace.library,
        text_embedder=workspace.text_embedder,
        image_embedder=workspace.image_embedder,
        model=session.model(model or EXCERPTS, projector),
        options=AnswerOptions(eagerness=FigureEagerness(session.settings.figures)),
        cancel=session.cancel,
    )
    last: EvaluationEvent | None = None
    for event in events:
        if isinstance(event, QuestionScored):
            session.output.progress("questions", event.done, event.total)
        last = event
    assert isinstance(last, EvaluationFinished), "evaluating ends with EvaluationFinished"
    _print(session, last.result)
    return ExitCode.INTERRUPTED if session.cancel.cancelled else ExitCode.DONE


def _read(session: Session, file: Path) -> list[Question]:
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise FileProblem(f"The question set {file} can't be read ({error}).", "Name a JSONL file.") from error
    questions, problems = read_questions(lines)
    for problem in problems:
        session.output.problem(problem)
    if not questions:
        raise FileProblem(f"The question set {file} holds no question.", "See docs/question-sets.md for the format.")
    return questions


def _print(session: Session, result: EvaluationResult) -> None:
    session.output.record(_record(result))
    session.output.text(
        f"{result.questions} questions: {result.figure_questions} that a figure answers, "
        f"{result.text_only_questions} that none does; {result.seconds:.1f} s"
    )
    for name, words in MEASURES:
        session.output.text(f"{_rounded(getattr(result, name))}  {words}")
    for rank, value in zip(PAGE_RANKS, result.answer_page_recall, strict=True):
        session.output.text(f"{_rounded(value)}  answer page among the first {rank} passages")


def _rounded(value: float | None) -> str:
    return "    –" if value is None else f"{value:5.3f}"


def _record(result: EvaluationResult) -> dict[str, Any]:
    scores = {name: getattr(result, name) for name, _ in MEASURES}
    pages = {f"answer_page_r{rank}": value for rank, value in zip(PAGE_RANKS, result.answer_page_recall, strict=True)}
    return {
        "questions": result.questions,
        "figure_questions": result.figure_questions,
        "text_only_questions": result.text_only_questions,
        **scores,
        **pages,
        "seconds": round(result.seconds, 3),
        "rows": [_row(row) for row in result.rows],
    }


def _row(row: QuestionRow) -> dict[str, Any]:
    return {
        "id": row.question.id,
        "question": row.question.question,
        "expected": list(row.expected),
        "shown": list(row.shown),
        "ranked": list(row.ranked[:5]),
        "visual_source_f1": row.visual_source_f1,
        "false_image": row.false_image,
        "placement_error": row.placement_error,
        "problem": row.problem or None,
    }
