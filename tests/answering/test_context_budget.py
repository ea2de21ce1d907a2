from __future__ import annotations

from dataclasses import dataclass

from desktop_app.answering.context_budget import MARGIN_TOKENS, TEXT_ONLY_TOKENS, Fitted, fit
from desktop_app.domain.answer_model import GenerationOptions, ModelCapabilities
from desktop_app.domain.conversation import Answer
from desktop_app.domain.documents import Figure, FigureKind, Passage
from desktop_app.domain.geometry import Box, Region

FIGURES = [
    Figure(f"f{n}", "d", 1, Box(0, 0, 9, 9), str(n), "caption " * 5, FigureKind.RASTER, f"{n}.png", (9, 9))
    for n in range(1, 9)
]
TURN = Answer("What was asked before?", ("An answer of some words. [1]",), (), (), "excerpts")


@dataclass
class Counting:
    """Counts a token for each word."""

    capabilities: ModelCapabilities

    def count_tokens(self, text: str) -> int:
        return len(text.split())


def passages(count: int, words: int) -> list[tuple[Passage, str]]:
    region = (Region(1, Box(0, 0, 9, 9)),)
    return [(Passage(f"p{n}", "d", "word " * words, region), "Title") for n in range(count)]


def fitted(
    context: int, *, words: int = 50, turns: int = 0, image_tokens: int = 0, count: int = 8, question: str = "Why?"
) -> Fitted:
    return fit(
        Counting(ModelCapabilities("m", context, image_tokens)),  # type: ignore[arg-type]
        question,
        turns=[TURN] * turns,
        passages=passages(count, words),
        figures=FIGURES,
        generation=GenerationOptions(max_tokens=100),
    )


def test_what_fits_goes_in_whole() -> None:
    plan = fitted(8000, turns=2, image_tokens=256)
    assert (len(plan.passages), len(plan.turns), len(plan.figures), plan.images) == (8, 2, 6, 3)
    assert plan.notice == ""


def test_a_text_only_model_reads_little_and_nobody_is_told() -> None:
    plan = fitted(8000, words=400)
    assert sum(len(text.split()) for text in plan.passages) <= TEXT_ONLY_TOKENS
    assert len(plan.passages) == 3
    assert plan.figures == ()
    assert plan.notice == ""


def test_old_turns_leave_first() -> None:
    plan = fitted(700, turns=6)
    assert len(plan.passages) == 6 or plan.turns
    assert "earlier turns" in plan.notice


def test_passages_that_a_small_context_can_not_hold_are_told() -> None:
    plan = fitted(700, words=100)
    assert 2 <= len(plan.passages) < 8
    count = 8 - len(plan.passages)
    assert plan.notice == f"{count} passages were left out to fit into what the model can read at once."


def test_pictures_then_figures_leave_when_passages_are_few() -> None:
    plan = fitted(700, words=100, image_tokens=200, count=2)
    assert plan.images < 3
    assert len(plan.passages) == 2
    tight = fitted(420, words=60, image_tokens=200, count=2)
    assert tight.images == 0
    assert len(tight.figures) < 6


def test_the_second_passage_leaves_last() -> None:
    plan = fitted(360, words=150, image_tokens=200, count=2)
    assert (len(plan.passages), plan.figures, plan.images) == (1, (), 0)
    assert plan.notice.startswith("A passage was left out")


def test_the_last_passage_is_cut() -> None:
    plan = fitted(300, words=900, turns=1)
    assert len(plan.passages) == 1
    assert 0 < len(plan.passages[0].split()) < 300 - plan.max_tokens - MARGIN_TOKENS
    assert (
        plan.notice == "An earlier turn and a passage were left out to fit into what the model can read at once."
        or ("passages were left out" in plan.notice)
    )


def test_a_question_that_is_too_long_loses_its_end() -> None:
    plan = fitted(400, question="why " * 5000)
    assert 0 < len(plan.question.split()) < 400
    assert plan.notice.startswith("The end of the question")


def test_one_thing_left_out_is_told_in_the_singular() -> None:
    plan = fitted(700, words=10, turns=5)
    assert plan.notice == "An earlier turn was left out to fit into what the model can read at once."
    assert fitted(900, words=10, count=0).passages == ()
