from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.domain.answer_model import (
    FinishReason,
    GenerationOptions,
    Message,
    ModelFinished,
    ModelText,
    Prompt,
    PromptText,
    Role,
)
from desktop_app.domain.errors import Cancelled, ModelError, ModelMissing, ModelStopped, ModelUnfit
from desktop_app.domain.jobs import CancelToken
from desktop_app.local_model.scripted_model import MAX_SCRIPT_BYTES, ScriptedAnswer, ScriptedModel, parse_script

OPTIONS = GenerationOptions()


def prompt(*texts: str) -> Prompt:
    return Prompt(tuple(Message(Role.USER, (PromptText(text),)) for text in texts))


def written(model: ScriptedModel, options: GenerationOptions = OPTIONS) -> tuple[str, ModelFinished]:
    *texts, finished = model.stream(prompt("a question"), options, CancelToken())
    assert isinstance(finished, ModelFinished)
    return "".join(event.text for event in texts if isinstance(event, ModelText)), finished


def test_answers_come_in_turn_and_begin_again() -> None:
    model = ScriptedModel(["one  two\n", "three"])
    assert [written(model)[0] for _ in range(3)] == ["one  two\n", "three", "one  two\n"]
    assert len(model.history) == len(model.options) == 3


def test_length_is_respected() -> None:
    text, finished = written(ScriptedModel(["one two three"]), GenerationOptions(max_tokens=2))
    assert text == "one two"
    assert finished == ModelFinished(FinishReason.LENGTH, 3, 0, 2)


def test_second_turn_finds_its_prefix_cached() -> None:
    model = ScriptedModel(["yes"])
    written(model)
    *_, finished = model.stream(prompt("a question", "and more"), OPTIONS, CancelToken())
    assert finished == ModelFinished(FinishReason.END, 6, 3, 1)


def test_stop_ends_the_stream() -> None:
    cancel = CancelToken()
    events = ScriptedModel(["one two"]).stream(prompt("x"), OPTIONS, cancel)
    assert next(events) == ModelText("one")
    cancel.cancel()
    with pytest.raises(Cancelled):
        next(events)


def test_scripted_failure_comes_after_its_text() -> None:
    events = ScriptedModel([ScriptedAnswer("half", ModelStopped("The model ended."))]).stream(
        prompt("x"), OPTIONS, CancelToken()
    )
    assert next(events) == ModelText("half")
    with pytest.raises(ModelStopped, match="ended"):
        next(events)


def test_empty_script_is_an_error_until_something_is_enqueued() -> None:
    model = ScriptedModel(context_tokens=99, image_tokens=7)
    with pytest.raises(ModelError, match="no answer"):
        written(model)
    model.enqueue("now")
    assert written(model)[0] == "now"
    assert model.capabilities.context_tokens == 99
    assert model.capabilities.sees_images
    assert model.count_tokens("three short words") == 3
    model.close()
    assert model.closed


def test_script_file(tmp_path: Path) -> None:
    script = tmp_path / "answers.md"
    script.write_text("first\n\nstill first\n---\n\nsecond\n ---\n---\n", "utf-8")
    model = ScriptedModel.from_file(script)
    assert [written(model)[0], written(model)[0]] == ["first\n\nstill first", "second"]
    assert model.capabilities.name == "scripted:answers.md"


def test_leading_spaces_of_an_answer_stay() -> None:
    assert parse_script("    code\n---\ntext") == ["    code", "text"]


@pytest.mark.parametrize(
    ("content", "error"), [(b"\xff\xfe\xff", ModelUnfit), (b"\n---\n", ModelUnfit), (None, ModelMissing)]
)
def test_unusable_script_file(tmp_path: Path, content: bytes | None, error: type[ModelError]) -> None:
    script = tmp_path / "answers.md"
    if content is not None:
        script.write_bytes(content)
    with pytest.raises(error):
        ScriptedModel.from_file(script)


def test_huge_script_is_refused_unread(tmp_path: Path) -> None:
    script = tmp_path / "answers.md"
    with script.open("wb") as file:
        file.truncate(MAX_SCRIPT_BYTES + 1)
    with pytest.raises(ModelUnfit, match="too large"):
        ScriptedModel.from_file(script)
