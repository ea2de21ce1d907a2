"""Questions with gold as JSON lines: what is asked, which figures answer it, and on which pages the answer stands.

    {"id": "q1", "doc": "manual", "question": "How is the pump wired?", "figures": ["3.2"], "also_fine": [],
     "answer_pages": [12], "answer": "By relay K1.", "kind": "figure"}

`kind` is "figure" (one figure is asked for), "multi" (several) or "text-only" (none helps, showing any is wrong). A
figure is named by its label, or by page and box where it has none: {"page": 7, "bbox": [72, 90, 300, 400]}. `doc` is a
document's name; `also_fine`, `answer_pages`, `answer` and `id` may be left out. `left_out` is a paragraph that must not
count as evidence, because the question was made from it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from desktop_app.domain.documents import Figure, FigureKind
from desktop_app.domain.geometry import Box

SAME_PLACE = 0.5
"""Intersection over union from which a figure is the one a box names."""


class QuestionKind(StrEnum):
    """What a question asks for."""

    FIGURE = "figure"
    MULTI = "multi"
    TEXT_ONLY = "text-only"


@dataclass(frozen=True, slots=True)
class GoldFigure:
    """A figure named by its label, or by page and box."""

    label: str | None = None
    page: int = 0
    box: Box | None = None

    def is_figure(self, figure: Figure) -> bool:
        """Whether this is the figure of the same document."""
        if self.box is not None:
            return figure.page == self.page and figure.box.iou(self.box) >= SAME_PLACE
        return figure.label == self.label

    def __str__(self) -> str:
        return self.label if self.label is not None else f"page {self.page}"


@dataclass(frozen=True, slots=True)
class Question:
    """A question with gold; see the module's text for the fields."""

    id: str
    document: str
    question: str
    kind: QuestionKind
    figures: tuple[GoldFigure, ...] = ()
    also_fine: tuple[GoldFigure, ...] = ()
    answer_pages: tuple[int, ...] = ()
    answer: str = ""
    left_out: str = ""


def named_figures(gold: Sequence[GoldFigure], figures: Sequence[Figure]) -> frozenset[str]:
    """The ids of the figures of one document that the gold names.

    Tables count their own numbers, and "3" is Figure 3: a table is meant only where no other figure has the label.
    """
    found: set[str] = set()
    for each in gold:
        fitting = [figure for figure in figures if each.is_figure(figure)]
        pictures = [figure for figure in fitting if figure.kind is not FigureKind.TABLE]
        found.update(figure.id for figure in (fitting if each.box is not None else pictures or fitting))
    return frozenset(found)


class _Bad(ValueError):
    """A line that is no question; its text says why."""


def read_questions(lines: Iterable[str]) -> tuple[list[Question], list[str]]:
    """The questions of a file, and a sentence for each line that is none; empty lines are passed over."""
    questions: list[Question] = []
    problems: list[str] = []
    seen: set[str] = set()
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            question = _question(line, number)
            if question.id in seen:
                raise _Bad(f'the id "{question.id}" was used before')
        except _Bad as error:
            problems.append(f"Line {number} is left out: {error}.")
            continue
        seen.add(question.id)
        questions.append(question)
    return questions, problems


def _question(line: str, number: int) -> Question:
    try:
        fields = json.loads(line)
    except ValueError as error:
        raise _Bad("it is no JSON") from error
    if not isinstance(fields, dict):
        raise _Bad("it is no JSON object")
    kind_text = _text(fields, "kind", "figure" if fields.get("figures") else "text-only")
    if kind_text not in {kind.value for kind in QuestionKind}:
        raise _Bad(f'"kind" is "{kind_text}", which is none of "figure", "multi" and "text-only"')
    kind = QuestionKind(kind_text)
    figures = _gold(fields, "figures")
    if kind is QuestionKind.TEXT_ONLY and figures:
        raise _Bad('it is "text-only" but names figures')
    if kind is not QuestionKind.TEXT_ONLY and not figures:
        raise _Bad(f'it is of the kind "{kind}" but names no figure')
    pages = fields.get("answer_pages", [])
    if not isinstance(pages, list) or not all(_is_page(page) for page in pages):
        raise _Bad('"answer_pages" is no list of page numbers from 1')
    return Question(
        id=_text(fields, "id", f"line-{number}"),
        document=_needed(fields, "doc"),
        question=_needed(fields, "question"),
        kind=kind,
        figures=figures,
        also_fine=_gold(fields, "also_fine"),
        answer_pages=tuple(pages),
        answer=_text(fields, "answer", ""),
        left_out=_text(fields, "left_out", ""),
    )


def _text(fields: dict[str, Any], name: str, default: str) -> str:
    value = fields.get(name, default)
    if not isinstance(value, str):
        raise _Bad(f'"{name}" is no text')
    return value


def _needed(fields: dict[str, Any], name: str) -> str:
    value = _text(fields, name, "")
    if not value.strip():
        raise _Bad(f'"{name}" is missing')
    return value


def _is_page(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 1


def _gold(fields: dict[str, Any], name: str) -> tuple[GoldFigure, ...]:
    values = fields.get(name, [])
    if not isinstance(values, list):
        raise _Bad(f'"{name}" is no list')
    return tuple(_gold_figure(value, name) for value in values)


def _gold_figure(value: object, name: str) -> GoldFigure:
    if isinstance(value, str) and value:
        return GoldFigure(label=value)
    if isinstance(value, dict) and _is_page(value.get("page")):
        box = value.get("bbox")
        if isinstance(box, list) and len(box) == 4 and all(isinstance(each, (int, float)) for each in box):
            return GoldFigure(page=value["page"], box=Box.of(*(float(each) for each in box)))
    raise _Bad(f'"{name}" holds something that is neither a label nor a page with a "bbox"')
