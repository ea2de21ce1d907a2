from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from desktop_app.answering.context_budget import MARGIN_TOKENS, TEXT_ONLY_TOKENS, Fitted, Wanted, fit
from desktop_app.domain.answer_model import GenerationOptions, Message, ModelCapabilities, PromptImage, PromptText
from desktop_app.domain.conversation import Answer, PromptRecord
from desktop_app.domain.documents import Document, DocumentStatus, Figure, FigureKind, Mention, Passage
from desktop_app.domain.geometry import Box, Region
from tests.helpers.memory_library import MemoryLibrary

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


def passages(count: int, words: int = 50, *, first: int = 0) -> tuple[Passage, ...]:
    region = (Region(7, Box(0, 0, 9, 9)),)
    return tuple(Passage(f"p{n}", "d", f"word{n} " * words, region) for n in range(first, first + count))


def library(*held: Passage) -> MemoryLibrary:
    made = MemoryLibrary(
        documents_held=[Document("d", "d", "Title", "/d.pdf", 9, DocumentStatus.READY)],
        passages_held=list(held),
        figures_held=list(FIGURES),
    )
    made.index()
    return made


def asked(
    wanted: Wanted, context: int = 8000, *, image_tokens: int = 0, name: str = "m", held: tuple[Passage, ...] = ()
) -> Fitted:
    model = Counting(ModelCapabilities(name, context, image_tokens))
    return fit(model, wanted, library(*(held or wanted.passages)), GenerationOptions(max_tokens=100))  # type: ignore[arg-type]


def fitted(
    context: int, *, words: int = 50, turns: int = 0, image_tokens: int = 0, count: int = 8, question: str = "Why?"
) -> Fitted:
    wanted = Wanted(question, (TURN,) * turns, passages(count, words), tuple(FIGURES))
    return asked(wanted, context, image_tokens=image_tokens)


def given(plan: Fitted) -> list[str]:
    """The texts of the passages as they stand in the prompt."""
    return [part.text for message in plan.messages for part in texts(message) if part.text.startswith("[")]


def texts(message: Message) -> list[PromptText]:
    return [part for part in message.parts if isinstance(part, PromptText)]


def kept_turns(plan: Fitted) -> int:
    return len(plan.turns) - 1


def test_what_fits_goes_in_whole() -> None:
    plan = fitted(8000, turns=2, image_tokens=256)
    assert (len(plan.passages), kept_turns(plan), len(plan.figures), plan.images) == (8, 2, 6, 3)
    assert plan.notice == ""


def test_documents_stand_first_and_the_question_last() -> None:
    plan = fitted(8000, turns=1, image_tokens=256)
    first, last = plan.messages[1], plan.messages[-1]
    assert first.text.startswith("Passages:\n[1] (Title)")
    assert first.text.endswith("Question: What was asked before?")
    assert last.text == "\nQuestion: Why?"
    assert [type(part) for part in first.parts].count(PromptImage) == 3


def test_a_figure_stands_at_the_passage_that_speaks_of_it() -> None:
    several = passages(3)
    mentioned = replace(FIGURES[1], mentions=(Mention("p1", "see Figure 2"),))
    on_its_page = replace(FIGURES[0], page=7)
    plan = asked(Wanted("Why?", (), several, (FIGURES[2], mentioned, on_its_page)), image_tokens=9)
    text = plan.messages[-1].text
    marks = ("[1] ", "IMAGE_3: ", "[2] ", "IMAGE_2: ", "[3] ", "\nFigures:\n", "IMAGE_1: ", "Question: ")
    assert [text.index(mark) for mark in marks] == sorted(text.index(mark) for mark in marks)


def test_a_text_only_model_reads_little_and_nobody_is_told() -> None:
    plan = fitted(8000, words=400)
    assert sum(len(text.split()) for text in given(plan)) <= TEXT_ONLY_TOKENS
    assert len(plan.passages) == 3
    assert plan.figures == []
    assert plan.notice == ""


def test_old_turns_leave_first() -> None:
    plan = fitted(700, turns=6)
    assert len(plan.passages) == 6 or kept_turns(plan)
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
    assert (len(plan.passages), plan.figures, plan.images) == (1, [], 0)
    assert plan.notice.startswith("A passage was left out")


def test_the_last_passage_is_cut() -> None:
    plan = fitted(300, words=900, turns=1)
    [text] = given(plan)
    assert 0 < len(text.split()) < 300 - plan.max_tokens - MARGIN_TOKENS
    assert plan.record is None
    assert (
        plan.notice
        == "An earlier turn was left out to fit into what the model can read at once. "
        "A passage was left out to fit into what the model can read at once."
        or ("passages were left out" in plan.notice)
    )


def test_a_question_that_is_too_long_loses_its_end() -> None:
    plan = fitted(400, question="why " * 5000)
    assert 0 < len(plan.turns[-1].question.split()) < 400
    assert plan.notice.startswith("The end of the question")


def test_one_thing_left_out_is_told_in_the_singular() -> None:
    plan = fitted(700, words=10, turns=5)
    assert plan.notice == "An earlier turn was left out to fit into what the model can read at once."
    assert fitted(900, words=10, count=0).passages == []


SEES = 20
"""What a picture costs the model of the tests below."""
HELD = passages(12)


def answered(plan: Fitted, question: str, written: str = "So it is. [1]") -> Answer:
    """The turn that follows from a prompt."""
    assert plan.record is not None
    return Answer(question, (written,), (), (), "m", prompt=replace(plan.record, written=written))


def conversation(*wanted: tuple[tuple[Passage, ...], tuple[Figure, ...]], context: int = 8000) -> list[Fitted]:
    """The prompts of a conversation whose questions find these passages and figures."""
    turns: list[Answer] = []
    plans = []
    for number, (found, figures) in enumerate(wanted):
        question = f"Question {number}?"
        plan = asked(Wanted(question, tuple(turns), found, figures), context, image_tokens=SEES, held=HELD)
        plans.append(plan)
        turns.append(answered(plan, question, f"Answer {number}. [1]"))
    return plans


def flat(messages: tuple[Message, ...]) -> list[object]:
    return [(message.role, part) for message in messages for part in message.parts]


def test_a_prompt_begins_with_the_whole_prompt_before_it() -> None:
    first, second, third = conversation(
        (HELD[:4], tuple(FIGURES[:2])), (HELD[2:6], tuple(FIGURES[1:4])), (HELD[:6], tuple(FIGURES[:4]))
    )
    for earlier, later in ((first, second), (second, third)):
        before = flat(earlier.messages)
        assert flat(later.messages)[: len(before)] == before
    assert second.messages[2].text == "Answer 0. [1]"
    assert [passage.id for passage in second.passages] == ["p0", "p1", "p2", "p3", "p4", "p5"]
    assert [figure.id for figure in second.figures] == ["f1", "f2", "f3", "f4"]
    assert "More passages:\n[5] " in second.messages[-1].text
    assert third.messages[-1].text == "\nQuestion: Question 2?"
    assert third.record is not None
    assert len(third.record.blocks) == 3


def test_a_figure_named_before_gets_its_picture_when_it_matters() -> None:
    _, second = conversation((HELD[:2], tuple(FIGURES[:5])), (HELD[:2], (FIGURES[4],)))
    assert second.figures == FIGURES[:5]
    assert second.messages[-1].text.startswith("\nFigures:\nIMAGE_5: ")
    assert [type(part) for part in second.messages[-1].parts].count(PromptImage) == 1


def test_a_prompt_that_would_not_fit_is_laid_out_anew_and_can_be_continued_again() -> None:
    plans = conversation((HELD[:4], ()), (HELD[4:8], ()), (HELD[8:12], ()), (HELD[8:12], ()), context=620)
    again = next(number for number, plan in enumerate(plans) if number and plan.record and plan.record.start == number)
    assert [passage.id for passage in plans[again].passages] == [p.id for p in HELD[4 * again : 4 * again + 4]]
    assert plans[again].messages[2].text == "Answer 0. [1]"
    before, after = flat(plans[2].messages), flat(plans[3].messages)
    assert after[: len(before)] == before


def test_a_text_only_prompt_grows_to_a_bound() -> None:
    held = passages(12, 400)
    turns: list[Answer] = []
    starts = []
    for number in range(4):
        question = f"Question {number}?"
        plan = asked(Wanted(question, tuple(turns), held[3 * number :][:3], places_figures=False), 9000, held=held)
        assert plan.record is not None
        starts.append(plan.record.start)
        turns.append(answered(plan, question))
    assert starts == [0, 0, 2, 2]


@pytest.mark.parametrize(
    "change",
    [
        {"name": "another model"},
        {"held": HELD[1:]},
        {"documents": frozenset({"e"})},
        {"places_figures": False},
        {"record": {"start": 1}},
        {"record": {"earlier": 3}},
        {"record": {"blocks": ()}},
    ],
)
def test_a_prompt_that_can_not_be_continued_is_laid_out_anew(change: dict[str, object]) -> None:
    first = asked(Wanted("Before?", (), HELD[:3], tuple(FIGURES[:1])), image_tokens=SEES, held=HELD)
    before = answered(first, "Before?")
    assert isinstance(before.prompt, PromptRecord)
    if isinstance(damage := change.get("record"), dict):
        before = replace(before, prompt=replace(before.prompt, **damage))
    limits = {key: change[key] for key in ("documents", "places_figures") if key in change}
    wanted = Wanted("Why?", (before,), HELD[1:3], (FIGURES[0],), **limits)  # type: ignore[arg-type]
    others = {key: change[key] for key in ("name", "held") if key in change}
    plan = asked(wanted, image_tokens=SEES, **{"held": HELD, **others})  # type: ignore[arg-type]
    assert plan.record is not None
    assert (plan.record.start, plan.record.earlier) == (1, 1)
    assert [passage.id for passage in plan.passages] == ["p1", "p2"]


def test_turns_that_were_answered_without_the_model_stand_in_between() -> None:
    first = asked(Wanted("Before?", (), HELD[:3]), image_tokens=SEES, held=HELD)
    turns = (answered(first, "Before?"), TURN)
    plan = asked(Wanted("Why?", turns, HELD[:4]), image_tokens=SEES, held=HELD)
    before = flat(first.messages)
    assert flat(plan.messages)[: len(before)] == before
    assert [message.text for message in plan.messages[3:5]] == [
        "\nQuestion: What was asked before?",
        TURN.paragraphs[0],
    ]
    assert plan.record is not None
    later = asked(Wanted("And?", (*turns, answered(plan, "Why?")), HELD[:4]), image_tokens=SEES, held=HELD)
    assert flat(later.messages)[: len(flat(plan.messages))] == flat(plan.messages)


def test_pictures_are_the_librarys() -> None:
    plan = asked(Wanted("Why?", (), HELD[:1], tuple(FIGURES[:1])), image_tokens=SEES)
    [picture] = [part for part in plan.messages[-1].parts if isinstance(part, PromptImage)]
    assert picture == PromptImage(Path("figures/1.png"), "1")
