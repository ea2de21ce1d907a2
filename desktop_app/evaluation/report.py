"""An evaluation's result for people and programs: a table, plain values for JSON, and a page to look at failures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from desktop_app.domain.documents import Figure
from desktop_app.evaluation.run import PAGE_RANKS, EvaluationResult, QuestionRow

_STYLE = (
    "body{font:15px/1.45 sans-serif;margin:2em auto;max-width:70em;padding:0 1em}"
    "section{border-top:1px solid #8888;padding:.5em 0}.cols{display:flex;gap:2em}.cols>div{flex:1}"
    ".bad h2{color:#b3261e}h2{font-size:1.05em}img{max-width:100%;max-height:16em}"
    "pre{white-space:pre-wrap;font:inherit}td{padding-right:2em}"
)


def measures(result: EvaluationResult) -> dict[str, float | int | None]:
    """Every mean by its name, in the order of the table."""
    pages = {
        f"answer_page_recall_at_{rank}": value
        for rank, value in zip(PAGE_RANKS, result.answer_page_recall, strict=True)
    }
    return {
        "questions": result.questions,
        "figure_questions": result.figure_questions,
        "text_only_questions": result.text_only_questions,
        "figure_r_at_1": result.figure_r1,
        "figure_r_at_5": result.figure_r5,
        "figure_mrr": result.figure_mrr,
        "visual_source_f1": result.visual_source_f1,
        "false_image_rate": result.false_image_rate,
        "figures_within_one_paragraph": result.figures_close,
        "placement_error": result.placement_error,
        "figures_not_retrieved": result.unretrieved,
        "references_not_offered": result.invented,
        **pages,
        "image_recall_all": result.recall_all,
        "image_recall_best": result.recall_best,
        "image_precision": result.precision,
        "image_f1": result.f1,
        "image_position_score": result.position,
        "seconds": result.seconds,
    }


def table(result: EvaluationResult) -> str:
    """The means as lines of name and value; "–" where a measure does not apply."""
    values = measures(result)
    width = max(len(name) for name in values)
    return "\n".join(f"{name.replace('_', ' '):{width}s}  {_shown(value)}" for name, value in values.items())


def record(result: EvaluationResult) -> dict[str, Any]:
    """The means and a row for each question, of plain values only."""
    return {**measures(result), "rows": [_row_record(row) for row in result.rows]}


def pictured(result: EvaluationResult) -> list[Figure]:
    """The figures that the page shows, each once: those that were shown and those that should have been."""
    figures = [figure for row in result.rows for figure in (*_shown_figures(row), *row.gold)]
    return list({figure.id: figure for figure in figures}.values())


def page(result: EvaluationResult, pictures: Mapping[str, str] | None = None) -> str:
    """One HTML page: the means, then questions, failures first, with what was shown beside what should have been.

    Args:
        result: what was measured.
        pictures: by figure id, where the page finds its picture; a figure without one is named only.
    """
    lines = [f"<tr><td>{name.replace('_', ' ')}<td>{_shown(value)}" for name, value in measures(result).items()]
    rows = sorted(result.rows, key=lambda row: not _failed(row))
    sections = "\n".join(_section(row, pictures or {}) for row in rows)
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Evaluation</title>'
        f"<style>{_STYLE}</style><h1>Evaluation</h1><table>{''.join(lines)}</table>\n{sections}</html>\n"
    )


def _shown(value: float | int | None) -> str:
    if value is None:
        return "–"
    return str(value) if isinstance(value, int) else f"{value:.3f}"


def _failed(row: QuestionRow) -> bool:
    return bool(row.false_image or row.problem or row.unretrieved or row.invented) or (
        row.visual_source_f1 is not None and row.visual_source_f1 < 1.0
    )


def _row_record(row: QuestionRow) -> dict[str, Any]:
    scores = row.reference_scores
    return {
        "id": row.question.id,
        "document": row.question.document,
        "question": row.question.question,
        "kind": row.question.kind.value,
        "expected": list(row.expected),
        "shown": list(row.shown),
        "ranked": list(row.ranked),
        "first_right": row.first_right,
        "five_right": row.five_right,
        "visual_source_f1": row.visual_source_f1,
        "false_image": row.false_image,
        "placement_error": row.placement_error,
        "figures_not_retrieved": row.unretrieved,
        "references_not_offered": row.invented,
        "answer_page": None if row.answer_page is None else list(row.answer_page),
        "image_f1": None if scores is None else scores.f1,
        "image_position_score": None if scores is None else scores.position,
        "seconds": row.seconds,
        "problem": row.problem,
        "answer_markdown": row.answer.markdown,
    }


def _section(row: QuestionRow, pictures: Mapping[str, str]) -> str:
    kind = "bad" if _failed(row) else "good"
    return (
        f'<section class="{kind}"><h2>{escape(row.question.id)}: {escape(row.question.question)}</h2>'
        f'<div class="cols"><div><pre>{escape(row.answer.markdown)}</pre></div><div>'
        f"<p><b>Shown:</b> {_names(row.shown)}{_gallery(_shown_figures(row), pictures)}</div><div>"
        f"<p><b>Expected:</b> {_names(row.expected)}{_gallery(row.gold, pictures)}"
        f"<p><b>Candidates:</b> {_names(row.ranked)}<p>{escape(row.problem)}"
        f"<p><b>Reference answer:</b> {escape(row.question.answer)}</div></div></section>"
    )


def _shown_figures(row: QuestionRow) -> tuple[Figure, ...]:
    return tuple(placed.figure for placed in row.answer.figures)


def _gallery(figures: Sequence[Figure], pictures: Mapping[str, str]) -> str:
    """Pictures with their descriptions, each a paragraph."""
    return "".join(
        f'<p><img loading="lazy" src="{escape(pictures[figure.id])}" alt="">'
        f"<br><small>{escape(figure.description)}</small>"
        for figure in figures
        if figure.id in pictures
    )


def _names(names: tuple[str, ...]) -> str:
    return escape("; ".join(names)) or "none"
