"""A question that is limited to some documents is answered from these alone, whatever was shown before."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from desktop_app.answering.answer import answer
from desktop_app.answering.figure_reply import NOT_SHOWN, OUTSIDE
from desktop_app.answering.options import AnswerOptions, FigureEagerness
from desktop_app.answering.scope import turns_within
from desktop_app.domain.answer_events import AnswerFinished, EvidenceFound
from desktop_app.domain.answer_model import GenerationOptions, ModelCapabilities, ModelEvent, ModelText, Prompt
from desktop_app.domain.conversation import Answer, Conversation
from desktop_app.domain.jobs import CancelToken
from tests.helpers.fake_embedder import FakeTextEmbedder
from tests.helpers.memory_library import LibraryMaker, MemoryLibrary

PUMPS, WAVES = frozenset({"id-pumps"}), frozenset({"id-waves"})
QUESTION = "How is the motor wired to the relay?"


class Parrot:
    """A model that says its lines, and keeps what it was asked."""

    def __init__(self, *paragraphs: str) -> None:
        self.paragraphs = paragraphs
        self.capabilities = ModelCapabilities("parrot", 4096, image_tokens=64)
        self.prompts: list[Prompt] = []

    def count_tokens(self, text: str) -> int:
        return len(text) // 4

    def stream(self, prompt: Prompt, options: GenerationOptions, cancel: CancelToken) -> Iterator[ModelEvent]:
        self.prompts.append(prompt)
        yield ModelText("\n\n".join(self.paragraphs))


@pytest.fixture
def library() -> MemoryLibrary:
    maker = LibraryMaker()
    for name, words, caption in (
        ("pumps", "The motor of the pump is wired to the relay by two cables, as in Figure 1.", "Wiring of the pump"),
        ("waves", "The motor of the wave maker is wired to the relay by a plug, as in Figure 1.", "Wiring of waves"),
    ):
        document = maker.document(name)
        maker.passage(document, 1, words)
        maker.figure(document, 1, "1", caption)
    maker.library.index(FakeTextEmbedder())
    return maker.library


def ask(
    library: MemoryLibrary,
    question: str,
    documents: frozenset[str] | None,
    turns: tuple[Answer, ...] = (),
    model: Parrot | None = None,
) -> Answer:
    events = list(
        answer(
            question,
            Conversation(list(turns)),
            library=library,  # type: ignore[arg-type]
            text_embedder=FakeTextEmbedder(),
            image_embedder=None,
            model=model,  # type: ignore[arg-type]
            options=AnswerOptions(documents, FigureEagerness.MANY),
            cancel=CancelToken(),
        )
    )
    first, last = events[0], events[-1]
    assert isinstance(first, EvidenceFound)
    assert isinstance(last, AnswerFinished)
    if documents is not None:
        assert {each.document_id for each in (*first.passages, *first.figures)} <= documents
        assert documents_of(last.answer) <= documents
    return last.answer


def documents_of(turn: Answer) -> set[str]:
    return {placed.document.id for placed in turn.figures} | {citation.document.id for citation in turn.citations}


@pytest.mark.parametrize("model", [None, Parrot("The motor is wired to the relay. [1]", "It has cables. [2]")])
@pytest.mark.parametrize("documents", [PUMPS, WAVES, frozenset()])
def test_passages_figures_and_sources_come_from_the_chosen_documents(
    library: MemoryLibrary, documents: frozenset[str], model: Parrot | None
) -> None:
    limited = ask(library, QUESTION, documents, model=model)
    assert documents_of(limited) == documents
    assert limited.paragraphs


@pytest.mark.parametrize("follow_up", ["Enlarge it.", "Which page is it on?", "Show Figure 1 again."])
def test_a_figure_shown_before_is_not_brought_back_from_another_document(
    library: MemoryLibrary, follow_up: str
) -> None:
    before = ask(library, "How is the motor of the wave maker wired?", WAVES)
    assert documents_of(before) == WAVES
    for documents in (WAVES, None):
        assert documents_of(ask(library, follow_up, documents, (before,))) == WAVES
    assert ask(library, follow_up, PUMPS, (before,)).paragraphs == (OUTSIDE,)


def test_a_figure_that_was_not_shown_is_not_searched_for(library: MemoryLibrary) -> None:
    before = ask(library, "How is the motor of the wave maker wired?", WAVES)
    assert ask(library, "Enlarge the seventh one.", None, (before,)).paragraphs == (NOT_SHOWN,)
    assert ask(library, "Enlarge the second one.", None).paragraphs == (NOT_SHOWN,)


def test_a_question_about_a_figure_from_outside_searches_the_chosen_documents(library: MemoryLibrary) -> None:
    before = ask(library, "How is the motor of the wave maker wired?", WAVES)
    assert documents_of(ask(library, "What does it show of the wiring?", PUMPS, (before,))) <= PUMPS


def test_a_model_is_told_nothing_of_other_documents(library: MemoryLibrary) -> None:
    model, other = Parrot("Both motors are wired to a relay. [1] [2]"), Parrot("By two cables. [1]")
    first = ask(library, QUESTION, None, model=model)
    second = ask(library, "How is the pump wired?", PUMPS, (first,), other)
    third = ask(library, "And the relay?", PUMPS, (first, second), other)
    ask(library, "And the motor?", WAVES, (first, second, third), other)
    said = ["".join(message.text for message in prompt.messages) for prompt in (*model.prompts, *other.prompts)]
    assert ["wave maker" in each for each in said] == [True, False, False, True]
    assert ["of the pump" in each for each in said] == [True, True, True, False]
    assert ["Both motors" in each for each in said] == [False] * 4
    assert ["By two cables." in each for each in said] == [False, False, True, False]


def test_turns_that_cite_other_documents_are_left_out(library: MemoryLibrary) -> None:
    turns = (ask(library, QUESTION, PUMPS), ask(library, QUESTION, WAVES), Answer("Hello", ("Hello.",), (), (), "x"))
    assert turns_within(turns, None) == turns
    assert turns_within(turns, PUMPS) == (turns[0], turns[2])
