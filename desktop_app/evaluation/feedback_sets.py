"""What readers said of figures in kept conversations, as lines of a question set, so that they can be measured with.

A figure that was put in the place of another is gold. Where figures were only called wrong, those that were left
standing are gold, and a question of which every figure was called wrong is one that no figure answers. All other
figures that were shown and left standing beside a better one are fine, too.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from desktop_app.answering.conversation_references import resolve
from desktop_app.domain.conversation import Answer, Conversation, PlacedFigure
from desktop_app.domain.figure_feedback import feedback_on
from desktop_app.domain.history import SavedConversation
from desktop_app.evaluation.question_sets import QuestionKind


def feedback_lines(conversation: SavedConversation) -> Iterator[dict[str, Any]]:
    """A line for each turn of a conversation of whose figures something was said; see `question_sets` for the fields.

    A question that leans on the ones before it is made plain first, because a set asks each question for itself.
    """
    turns: list[Answer] = []
    for position, turn in enumerate(conversation.turns):
        if turn.feedback:
            question = resolve(turn.question, Conversation(list(turns))).search
            line = _line(turn, question)
            if line is not None:
                yield {"id": f"{conversation.summary.id[:8]}-{position + 1}"} | line
        turns.append(turn)


def _line(turn: Answer, question: str) -> dict[str, Any] | None:
    better = [placed for placed in turn.figures if _is_better(turn, placed)]
    standing = [placed for placed in turn.figures if feedback_on(turn, placed.figure.id) is None]
    wrong = [placed for placed in turn.figures if _is_wrong(turn, placed)]
    judged = better or wrong
    if not judged:
        return None
    document = judged[0].document  # a question set asks of one document
    gold = [each for each in better or standing if each.document.id == document.id]
    fine = [each for each in standing if better and each.document.id == document.id]
    return {
        "doc": document.name,
        "question": question,
        "kind": _kind(gold).value,
        "figures": [_place(each) for each in gold],
        "also_fine": [_place(each) for each in fine],
    }


def _is_better(turn: Answer, placed: PlacedFigure) -> bool:
    said = feedback_on(turn, placed.figure.id)
    return said is not None and bool(said.better)


def _is_wrong(turn: Answer, placed: PlacedFigure) -> bool:
    said = feedback_on(turn, placed.figure.id)
    return said is not None and not said.better


def _kind(gold: list[PlacedFigure]) -> QuestionKind:
    if not gold:
        return QuestionKind.TEXT_ONLY
    return QuestionKind.FIGURE if len(gold) == 1 else QuestionKind.MULTI


def _place(placed: PlacedFigure) -> dict[str, Any]:
    """A figure by its place: labels may stand for a table and a figure."""
    return {"page": placed.figure.page, "bbox": [round(value, 2) for value in placed.figure.box]}
