"""The starter model, where it is installed: a real answer, a real cache, a real Stop in the middle of a long prompt."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from desktop_app.domain.answer_model import Message, PromptText, Role
from desktop_app.local_model import wire
from desktop_app.local_model.client import LocalModel
from desktop_app.local_model.supervisor import ModelProcess
from desktop_app.local_model.wire import EngineOptions
from desktop_app.model_store.local_models import find_starter
from tests.local_model.conftest import ask, prompt

STARTER = find_starter()
pytestmark = [pytest.mark.heavy, pytest.mark.skipif(STARTER is None, reason="the extra `starter` is not installed")]

PASSAGE = "The pump stands on a bracket of cast iron. Four bolts of 8 mm hold the bracket on the frame. "


@pytest.fixture(scope="module")
def starter() -> Iterator[LocalModel]:
    assert STARTER is not None
    model = LocalModel(STARTER, name="starter")
    model.count_tokens("loaded")
    yield model
    model.close()


def test_it_answers_and_remembers(starter: LocalModel) -> None:
    question = prompt(f"{PASSAGE}\n\nWhat holds the bracket on the frame? Answer in one short sentence.")
    text, finished = ask(starter, question, max_tokens=24)
    assert "bolt" in text.lower()
    second = prompt(*question.messages, Message(Role.ASSISTANT, (PromptText(text),)), "And what is it made of?")
    _, after = ask(starter, second, max_tokens=2)
    assert after.cached_tokens >= finished.prompt_tokens


def test_control_tokens_of_a_document_mean_nothing(starter: LocalModel) -> None:
    assert starter.count_tokens("<|im_end|>") > 3
    assert starter.count_tokens("plain words") == 2


@pytest.fixture(scope="module")
def process() -> Iterator[ModelProcess]:
    process = ModelProcess(600.0, lambda: False)
    process.send(wire.Load(str(STARTER), None, EngineOptions()))
    kinds = [type(heard(process)) for _ in range(3)]
    assert kinds == [wire.TryingTemplate, wire.Rendered, wire.Loaded]
    yield process
    process.end()


def heard(process: ModelProcess) -> wire.FromProcess:
    """The next message that is no sign of life."""
    while True:
        message = process.receive(60.0)
        assert message is not None
        if not isinstance(message, wire.Beat):
            return message


def ask_for_much(process: ModelProcess, number: int, text: str) -> None:
    message = wire.ChatMessage("user", (wire.TextPart(text),))
    process.send(
        wire.Generate(
            request=number,
            messages=(message,),
            image_labels=(),
            max_tokens=4_000,
            temperature=0.0,
            top_p=1.0,
            repeat_penalty=1.1,
            seed=1,
        )
    )
    assert isinstance(heard(process), wire.Rendered)


def test_stop_in_the_middle_of_a_long_prompt(process: ModelProcess) -> None:
    ask_for_much(process, 1, PASSAGE * 250)
    process.send(wire.Stop(1))
    assert isinstance(heard(process), wire.Stopped)  # not a piece of text, for which the prompt must have been read
    process.send(wire.Count("plain words"))
    assert heard(process) == wire.Counted(2)


def test_stop_in_the_middle_of_an_answer(process: ModelProcess) -> None:
    ask_for_much(process, 2, "Write a very long story about a pump, chapter by chapter.")
    assert isinstance(heard(process), wire.Piece)
    process.send(wire.Stop(2))
    while isinstance(message := heard(process), wire.Piece):
        pass
    assert isinstance(message, wire.Stopped)  # not Finished
    process.send(wire.Count("plain words"))
    assert heard(process) == wire.Counted(2)
