"""The starter model, where it is installed: a real answer, a real cache, a real Stop in the middle of a long prompt."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest

from desktop_app.domain.answer_model import GenerationOptions, Message, PromptText, Role
from desktop_app.domain.errors import Cancelled
from desktop_app.domain.jobs import CancelToken
from desktop_app.local_model.client import LocalModel
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


def test_stop_in_the_middle_of_a_long_prompt(starter: LocalModel) -> None:
    cancel = CancelToken()
    stopped_at: list[float] = []

    def stop() -> None:
        stopped_at.append(time.monotonic())
        cancel.cancel()

    timer = threading.Timer(1.0, stop)
    timer.start()
    with pytest.raises(Cancelled):
        list(starter.stream(prompt(PASSAGE * 250), GenerationOptions(), cancel))
    assert time.monotonic() - stopped_at[0] < 1
    timer.join()
    assert starter.process_id is not None
