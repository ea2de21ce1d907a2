"""Twenty turns with stops, kills and a switch of models: every answer is well-formed and nothing is left behind.

    python -m tests.local_model.test_conversation MODEL.gguf OTHER.gguf

plays the same with any two models and prints what it saw.
"""

from __future__ import annotations

import os
import random
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from desktop_app.domain.answer_model import (
    GenerationOptions,
    Message,
    ModelFinished,
    ModelText,
    Prompt,
    PromptText,
    Role,
)
from desktop_app.domain.errors import Cancelled, ModelStopped
from desktop_app.domain.jobs import CancelToken
from desktop_app.local_model.client import LocalModel
from desktop_app.local_model.opening import open_model, read_model_header
from desktop_app.model_store.local_models import LocalModels
from tests.local_model.conftest import prompt
from tests.local_model.test_client import gone, wait_for
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


def resident(pid: int | None) -> int:
    """Bytes of memory a process holds; 0 for one that is gone."""
    try:
        return int(psutil.Process(pid).memory_info().rss) if pid else 0
    except psutil.NoSuchProcess:
        return 0


def converse(store: LocalModels, names: tuple[str, str], note: Callable[[str], None]) -> list[int]:
    """Plays the conversation; the memory of this process after each turn. Checks everything else itself."""
    chance = random.Random(3)
    mine: list[int] = []
    lives: dict[int, list[int]] = {}
    history: list[Message] = []
    for turn in range(1, 21):
        model = store.open(names[turn > 10])
        assert isinstance(model, LocalModel)
        end = "kill" if turn % 5 == 0 else chance.choice(["stop", "finish"])
        asked = Prompt((*history[-6:], *prompt(f"question {turn} about the pump").messages), LABELS)
        text = play(model, asked, end, chance.randrange(20))
        images = images_in(text)
        assert set(images) <= set(LABELS)
        assert len(images) == len(set(images))
        history += [asked.messages[-1], Message(Role.ASSISTANT, (PromptText(text),))]
        mine.append(psutil.Process().memory_info().rss)
        pid = model.process_id
        if pid and (held := resident(pid)):
            lives.setdefault(pid, []).append(held)
        note(f"{turn:2} {end:6} {len(text):4} characters, {len(images)} images, {mine[-1] >> 20} MiB here, "
             f"{resident(pid) >> 20} MiB there")  # fmt: skip
    for life in lives.values():
        assert max(life) - life[min(1, len(life) - 1)] < 60_000_000
    assert len(lives) >= 4
    store.close()
    for pid in lives:
        wait_for(lambda pid=pid: gone(pid))
    return mine


def test_twenty_turns(tmp_path: Path) -> None:
    models_dir = tmp_path / "models"
    models_dir.mkdir()
    extra = tuple(f"{letter}![" for letter in "abcdefghij")
    for seed, name in enumerate(("one", "two")):
        write_model(models_dir / f"{name}.gguf", extra_tokens=extra, seed=seed)
    mine = converse(LocalModels(models_dir, open_model, read_model_header), ("one", "two"), lambda _: None)
    assert max(mine[10:]) - mine[4] < 30_000_000


if __name__ == "__main__":

    def tell(line: str) -> None:
        sys.stdout.write(f"{line}\n")

    memory = converse(LocalModels(Path(), open_model, read_model_header), (sys.argv[1], sys.argv[2]), tell)
    tell(f"memory here from turn 5 to the end: {(max(memory[10:]) - memory[4]) / 1e6:+.1f} MB; no process is left")
