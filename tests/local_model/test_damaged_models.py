"""Damaged, moved and replaced model files, through the process that runs them: the program lives, and says what is.

`IMAGEREF_TEST_MUTANTS` sets how many damaged files are tried; 440 were, by hand.
"""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from desktop_app.domain.answer_model import GenerationOptions, ModelNotice
from desktop_app.domain.errors import ModelError, ModelMissing, ModelUnfit
from desktop_app.domain.jobs import CancelToken
from desktop_app.local_model.checksums import Checksums
from desktop_app.local_model.client import LocalModel, Patience
from desktop_app.local_model.wire import EngineOptions
from tests.local_model.conftest import ONE_THREAD, ask, prompt
from tests.local_model.test_client import wait_for
from tests.local_model.tiny_model import write_model

pytestmark = pytest.mark.heavy

MUTANTS = int(os.environ.get("IMAGEREF_TEST_MUTANTS", "12"))
HEADER_BYTES = 12_000
UNLOADED_SOON = Patience(idle=0.2)
SEED = 4


def mutant(content: bytes, random: Random) -> bytes:
    """A file with some bytes changed: one in eleven in its weights, the others in what describes them."""
    damaged = bytearray(content)
    first, last = (HEADER_BYTES, len(content)) if random.random() < 1 / 11 else (0, HEADER_BYTES)
    for _ in range(random.randint(1, 4)):
        damaged[random.randrange(first, last)] = random.randrange(256)
    return bytes(damaged)


def outcome(path: Path) -> str:
    """What becomes of a question; anything but an answer or a sentence fails."""
    with closing(LocalModel(path, options=ONE_THREAD, patience=Patience(template=5.0))) as model:
        try:
            return f"answers {ask(model, 'x', max_tokens=2)[1].reason}"
        except ModelUnfit:
            return "refused"
        except ModelError as error:
            return "told" if error.message.endswith(".") else f"told badly: {error}"


@pytest.mark.timeout(120 + 10 * MUTANTS)
def test_damaged_files_answer_or_are_told_and_the_program_lives(tiny_file: Path, tmp_path: Path) -> None:
    random, content = Random(SEED), tiny_file.read_bytes()
    outcomes = []
    for number in range(MUTANTS):
        path = tmp_path / f"{number}.gguf"
        path.write_bytes(mutant(content, random))
        outcomes.append(outcome(path))
        path.unlink()
    assert not [each for each in outcomes if each.startswith("told badly")]
    assert outcome(tiny_file).startswith("answers")


@pytest.fixture
def model_file(tmp_path: Path, tiny_file: Path) -> Path:
    path = tmp_path / "disk" / "model.gguf"
    path.parent.mkdir()
    path.write_bytes(tiny_file.read_bytes())
    return path


def test_a_disk_that_is_unplugged_is_told_and_the_model_is_back_with_it(model_file: Path, tmp_path: Path) -> None:
    """What is loaded answers on; at the next load the file is missed, until it is there again."""
    with closing(LocalModel(model_file, options=ONE_THREAD, patience=UNLOADED_SOON)) as model:
        model.count_tokens("loaded")
        wait_for(lambda: model.process_id is None)
        model_file.parent.rename(tmp_path / "unplugged")
        with pytest.raises(ModelMissing, match="can't be read") as caught:
            ask(model, "x")
        assert caught.value.hint
        (tmp_path / "unplugged").rename(model_file.parent)
        assert ask(model, "x")[1].prompt_tokens > 0


@pytest.mark.parametrize("change", ["removed", "renamed"])
def test_a_file_that_goes_while_it_is_in_use_does_no_harm(model_file: Path, change: str) -> None:
    with closing(LocalModel(model_file, options=ONE_THREAD)) as model:
        before = ask(model, "a question", max_tokens=8)[0]
        if change == "removed":
            model_file.unlink()
        else:
            model_file.rename(model_file.with_name("other.gguf"))
        ask(model, "something else")
        assert ask(model, "a question", max_tokens=8)[0] == before


def test_a_link_to_a_model_is_as_good_as_the_model_and_a_broken_one_is_told(model_file: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.gguf"
    link.symlink_to(model_file)
    with closing(LocalModel(link, options=ONE_THREAD, patience=UNLOADED_SOON)) as model:
        assert ask(model, "x")[1].prompt_tokens > 0
        wait_for(lambda: model.process_id is None)
        model_file.unlink()
        with pytest.raises(ModelMissing, match=r"link\.gguf"):
            ask(model, "x")


def test_a_file_that_is_cut_where_the_engine_has_it_is_told(model_file: Path) -> None:
    """The engine reads weights from the file while it answers; where they are gone, the system ends it."""
    with closing(LocalModel(model_file, options=ONE_THREAD)) as model:
        model.count_tokens("loaded")
        content = model_file.read_bytes()
        os.truncate(model_file, 1000)
        with pytest.raises(ModelError):
            ask(model, "something that was not read yet")
        model_file.write_bytes(content)
        assert ask(model, "x")[1].prompt_tokens > 0


def test_another_model_in_its_place_is_told_at_the_next_load(model_file: Path, tmp_path: Path) -> None:
    checksums = tmp_path / "sums"
    options = EngineOptions(threads=1, checksums=str(checksums))
    with closing(LocalModel(model_file, options=options)) as model:
        model.count_tokens("loaded")
        wait_for(lambda: Checksums(checksums).known(model_file))
    write_model(model_file, seed=7)
    with closing(LocalModel(model_file, options=options)) as model:
        events = list(model.stream(prompt("x"), GenerationOptions(max_tokens=2), CancelToken()))
    assert isinstance(events[0], ModelNotice)
    assert "has changed" in events[0].message
