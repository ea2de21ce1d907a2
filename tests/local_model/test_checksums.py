from __future__ import annotations

import os
import random
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.domain.answer_model import GenerationOptions, ModelEvent, ModelNotice
from desktop_app.domain.jobs import CancelToken
from desktop_app.local_model.checksums import Checksums
from desktop_app.local_model.client import LocalModel
from desktop_app.local_model.wire import EngineOptions
from tests.local_model.conftest import prompt
from tests.local_model.test_client import wait_for

pytestmark = pytest.mark.heavy


@pytest.fixture
def model_file(tmp_path: Path, tiny_file: Path) -> Path:
    path = tmp_path / "kept.gguf"
    path.write_bytes(tiny_file.read_bytes())
    return path


def damage(path: Path, place: int) -> None:
    """Flips a bit."""
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)


def test_every_flipped_bit_is_noticed(model_file: Path, tmp_path: Path) -> None:
    chance = random.Random(1)
    for number in range(40):
        checksums = Checksums(tmp_path / str(number))
        assert checksums.record(model_file)
        assert checksums.known(model_file)
        damage(model_file, chance.randrange(model_file.stat().st_size))
        os.utime(model_file, ns=(number, number))
        assert checksums.recorded(model_file)
        assert not checksums.known(model_file)
        assert not checksums.record(model_file)


def test_a_file_that_was_only_touched_is_the_same(model_file: Path, tmp_path: Path) -> None:
    checksums = Checksums(tmp_path / "sums")
    checksums.record(model_file)
    os.utime(model_file, ns=(5, 5))
    assert not checksums.known(model_file)
    assert checksums.record(model_file)
    assert checksums.known(model_file)


def test_a_damaged_record_is_as_good_as_none(model_file: Path, tmp_path: Path) -> None:
    checksums = Checksums(tmp_path / "sums")
    checksums.record(model_file)
    (record,) = (tmp_path / "sums").iterdir()
    record.write_text("{")
    assert not checksums.recorded(model_file)


def test_a_folder_that_can_not_be_written_is_no_error(model_file: Path, tmp_path: Path) -> None:
    (tmp_path / "sums").write_text("a file stands in the way")
    assert Checksums(tmp_path / "sums").record(model_file)


def events(model: LocalModel) -> list[ModelEvent]:
    options = GenerationOptions(max_tokens=3, temperature=0.0)
    return list(model.stream(prompt("x"), options, CancelToken()))


def test_a_model_that_has_changed_is_told_once(model_file: Path, tmp_path: Path) -> None:
    options = EngineOptions(threads=1, checksums=str(tmp_path / "sums"))
    with closing(LocalModel(model_file, options=options)) as model:
        assert not [event for event in events(model) if isinstance(event, ModelNotice)]
        wait_for(lambda: Checksums(tmp_path / "sums").known(model_file))
    damage(model_file, model_file.stat().st_size - 1000)
    os.utime(model_file, ns=(7, 7))
    with closing(LocalModel(model_file, options=options)) as model:
        [notice] = [event for event in events(model) if isinstance(event, ModelNotice)]
        assert notice.message.startswith("The model file kept.gguf has changed")
        assert not [event for event in events(model) if isinstance(event, ModelNotice)]
