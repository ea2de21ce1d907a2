"""Too little memory, while a model is loaded and while it answers: one sentence, and the next question works."""

from __future__ import annotations

import subprocess
import sys
from contextlib import closing
from pathlib import Path

import psutil
import pytest
from PIL import Image

from desktop_app.domain.answer_model import PromptImage
from desktop_app.domain.errors import ModelError, ModelStopped
from desktop_app.local_model.client import LocalModel
from desktop_app.local_model.process import _failure
from desktop_app.local_model.wire import EngineOptions
from tests.local_model.conftest import ask, prompt, user
from tests.local_model.tiny_model import write_model
from tests.local_model.tiny_projector import Eye, write_projector

resource = pytest.importorskip("resource", reason="there are no limits of memory here")

pytestmark = [
    pytest.mark.heavy,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits of other processes are set on Linux alone"),
]

MIB = 1 << 20
UNCHECKED = EngineOptions(threads=1, check_memory=False, image_tiles=1)
GREEDY_EYE = Eye(image_size=448, width=128, feed_forward=256, blocks=1, heads=8)
"""Needs much memory to look, and little time."""
PROGRAM = """
import resource, sys
from pathlib import Path
from desktop_app.domain.answer_model import GenerationOptions, Message, Prompt, PromptText, Role
from desktop_app.domain.errors import ModelError
from desktop_app.domain.jobs import CancelToken
from desktop_app.local_model.client import LocalModel
from desktop_app.local_model.wire import EngineOptions

def ask(context):
    model = LocalModel(Path(sys.argv[1]), options=EngineOptions(context_tokens=context, threads=1, check_memory=False))
    prompt = Prompt((Message(Role.USER, (PromptText("x"),)),))
    try:
        return list(model.stream(prompt, GenerationOptions(max_tokens=2), CancelToken()))[-1].prompt_tokens > 0
    except ModelError as error:
        return error.message
    finally:
        model.close()

if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (1 << 30, resource.getrlimit(resource.RLIMIT_AS)[1]))
    print(ask(4_000_000))
    print(ask(1024))
"""


def test_a_model_that_memory_can_not_hold_is_one_sentence_and_a_smaller_one_works(tmp_path: Path) -> None:
    """What the program may use is inherited by the process of the model."""
    program = tmp_path / "program.py"
    program.write_text(PROGRAM)
    model = write_model(tmp_path / "model.gguf", context=1 << 22)
    run = subprocess.run([sys.executable, program, model], capture_output=True, text=True, timeout=120, check=False)
    assert run.stderr == ""
    assert run.stdout.splitlines() == ["There is not enough memory for a context of 4000000 tokens.", "True"]


@pytest.mark.parametrize("spare", [0, 8, 16])
def test_memory_that_ends_in_an_answer_is_one_sentence_and_the_next_question_works(
    tiny_file: Path, tmp_path: Path, spare: int
) -> None:
    """Where it ends depends on what is spare, in MiB: Python, a library, or the engine itself finds none."""
    eye = write_projector(tmp_path / "mmproj.gguf", model_width=64, eye=GREEDY_EYE)
    Image.effect_noise((900, 900), 40).convert("RGB").save(tmp_path / "picture.png")
    asked = prompt(user(PromptImage(tmp_path / "picture.png", "digest"), "What is this?"))
    with closing(LocalModel(tiny_file, eye, options=UNCHECKED)) as model:
        model.count_tokens("loaded")
        pid = model.process_id
        held = psutil.Process(pid).memory_info().vms
        resource.prlimit(pid, resource.RLIMIT_AS, (held + spare * MIB, resource.RLIM_INFINITY))
        with pytest.raises(ModelError) as caught:
            ask(model, asked)
        told = str(caught.value)
        assert isinstance(caught.value, ModelStopped) or "memory" in told or "engine failed" in told
        if model.process_id == pid:  # memory is there again
            resource.prlimit(pid, resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        assert ask(model, asked)[1].prompt_tokens > 256


@pytest.mark.parametrize(
    ("error", "exhausted"),
    [
        (MemoryError(), True),
        (OSError(12, "Cannot allocate memory"), True),
        (ImportError("libx.so: failed to map segment from shared object"), True),
        (ValueError("a bug"), False),
    ],
)
def test_want_of_memory_is_told_from_other_failures(error: Exception, exhausted: bool) -> None:
    failed = _failure(error)
    assert failed.exhausted is exhausted
    assert failed.message.endswith("." if exhausted else "(ValueError: a bug).")
