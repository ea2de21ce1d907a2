"""Model files made for the tests, and how to ask them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.domain.answer_model import (
    GenerationOptions,
    Message,
    ModelFinished,
    ModelText,
    Prompt,
    PromptImage,
    PromptText,
    Role,
)
from desktop_app.domain.jobs import CancelToken
from desktop_app.local_model.client import LocalModel, Patience
from desktop_app.local_model.wire import EngineOptions
from tests.local_model.tiny_model import write_model
from tests.local_model.tiny_projector import write_projector

ONE_THREAD = EngineOptions(threads=1)


def user(*parts: str | PromptImage) -> Message:
    return Message(Role.USER, tuple(PromptText(part) if isinstance(part, str) else part for part in parts))


def prompt(*messages: Message | str, labels: tuple[str, ...] = ()) -> Prompt:
    return Prompt(tuple(user(message) if isinstance(message, str) else message for message in messages), labels)


def ask(model: LocalModel, asked: Prompt | str, **options: object) -> tuple[str, ModelFinished]:
    """The whole answer and its statistics."""
    chosen = GenerationOptions(**{"max_tokens": 8, "temperature": 0.0, **options})  # type: ignore[arg-type]
    question = prompt(asked) if isinstance(asked, str) else asked
    *texts, finished = model.stream(question, chosen, CancelToken())
    assert isinstance(finished, ModelFinished)
    return "".join(event.text for event in texts if isinstance(event, ModelText)), finished


@pytest.fixture(scope="session")
def tiny_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_model(tmp_path_factory.mktemp("models") / "babbler.gguf")


@pytest.fixture(scope="session")
def tiny_projector_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_projector(tmp_path_factory.mktemp("projectors") / "mmproj-babbler.gguf", model_width=64)


@pytest.fixture
def tiny(tiny_file: Path) -> Iterator[LocalModel]:
    """A model with a process of its own, impatient enough for tests."""
    model = LocalModel(tiny_file, options=ONE_THREAD, patience=Patience(silence=5.0, template=5.0))
    yield model
    model.close()
