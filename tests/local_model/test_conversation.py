"""Twenty turns with stops, kills and a switch of models: every answer is well-formed and nothing is left behind."""

from __future__ import annotations

import os
import random
import signal
from pathlib import Path

import psutil
import pytest

from desktop_app.domain.answer_model import GenerationOptions, ModelFinished, ModelText, Prompt
from desktop_app.domain.errors import Cancelled, ModelStopped
from desktop_app.domain.jobs import CancelToken
from desktop_app.local_model.client import LocalModel
from desktop_app.local_model.opening import open_model, read_model_header
from desktop_app.model_store.local_models import LocalModels
from tests.local_model.conftest import prompt
from tests.local_model.test_constrained_references import images_in
from tests.local_model.tiny_model import write_model

pytestmark = pytest.mark.heavy

LABELS = ("IMAGE_1", "IMAGE_2")
BABBLE = GenerationOptions(max_tokens=60, temperature=1.0, top_p=1.0, repeat_penalty=1.0)


def play(model: LocalModel, asked: Prompt, end: str, after: int) -> str:
    """Plays a turn that is stopped or killed after some pieces, or runs to its end; what was written."""
    cancel = CancelToken()
    text = ""
    try:
        for count, event in enumerate(model.stream(asked, BABBLE, cancel)):
            text += event.text if isinstance(event, ModelText) else ""
            if count == after and end == "stop":
                cancel.cancel()
            if count == after and end == "kill" and model.process_id:
                os.kill(model.process_id, signal.SIGKILL)
            if isinstance(event, ModelFinished):
                assert event.prompt_tokens > event.cached_tokens
    except Cancelled:
        assert end == "stop"
    except ModelStopped:
        assert end == "kill"
    return text


def test_twenty_turns(tmp_path: Path) -> None:
    models_dir = tmp_path / "models"
    models_dir.mkdir()
    extra = tuple(f"{letter}![" for letter in "abcdefghij")
    for seed, name in enumerate(("one", "two")):
        write_model(models_dir / f"{name}.gguf", extra_tokens=extra, seed=seed)
    store = LocalModels(models_dir, open_model, read_model_header)
    chance = random.Random(3)
    memory: list[int] = []
    for turn in range(1, 21):
        model = store.open("one" if turn <= 10 else "two")
        assert isinstance(model, LocalModel)
        end = "kill" if turn % 5 == 0 else chance.choice(["stop", "finish"])
        text = play(model, prompt(f"question {turn}", labels=LABELS), end, chance.randrange(20))
        images = images_in(text)
        assert set(images) <= set(LABELS)
        assert len(images) == len(set(images))
        memory.append(psutil.Process().memory_info().rss)
    assert max(memory[10:]) - memory[4] < 30_000_000
    store.close()
