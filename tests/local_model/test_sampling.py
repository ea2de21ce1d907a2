from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.local_model.gguf_header import GgufHeader
from desktop_app.local_model.sampling import THOUGHTS, generation_defaults, parameters
from desktop_app.local_model.thinking import thinks
from desktop_app.local_model.wire import EngineOptions

pytestmark = pytest.mark.heavy


def header(millions: int, template: str = "") -> GgufHeader:
    values = {"general.architecture": "llama", "tokenizer.chat_template": template}
    return GgufHeader(Path("m.gguf"), 1, values, tensors={"w": (1000, 1000, millions)})  # type: ignore[arg-type]


def test_small_models_get_less_room_and_less_chance() -> None:
    small, large = (generation_defaults(header(size), EngineOptions()) for size in (135, 8000))
    assert parameters(header(135)) == 135_000_000
    assert small.max_tokens < large.max_tokens
    assert small.temperature < large.temperature <= 0.3
    assert small.repeat_penalty > large.repeat_penalty > 1


def test_reasoning_models_get_room_for_their_thoughts() -> None:
    found = generation_defaults(header(8000, "{{ '<think>' }}"), EngineOptions(max_tokens=100))
    assert found.max_tokens == 100 + THOUGHTS
    assert found.temperature == 0.6
    assert not thinks("{% if enable_thinking %}<think>{% endif %}")


def test_the_users_choices_come_first() -> None:
    found = generation_defaults(header(135), EngineOptions(max_tokens=50, temperature=0.0, seed=7))
    assert (found.max_tokens, found.temperature, found.seed) == (50, 0.0, 7)
