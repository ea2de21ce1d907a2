from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.domain.errors import ModelMissing, ModelUnfit
from desktop_app.domain.ports import ModelChoice
from desktop_app.local_model.client import LocalModel
from desktop_app.local_model.opening import model_opener, open_model, read_model_header
from desktop_app.local_model.scripted_model import ScriptedModel
from tests.local_model.conftest import ask

pytestmark = pytest.mark.heavy


def test_a_choice_becomes_a_model_that_is_already_loading(tmp_path: Path, tiny_file: Path) -> None:
    model = model_opener(tmp_path / "cache")(ModelChoice("tiny", tiny_file))
    assert isinstance(model, LocalModel)
    assert model.capabilities.name == "tiny"
    assert ask(model, "x")[1].completion_tokens >= 0
    model.close()


def test_a_pair_sees(tmp_path: Path, tiny_file: Path, tiny_projector_file: Path) -> None:
    model = open_model(ModelChoice("tiny", tiny_file, tiny_projector_file))
    assert model.capabilities.sees_images
    assert model.count_tokens("abc") == 3
    assert model.capabilities.image_tokens >= 12
    model.close()


def test_a_script_is_played(tmp_path: Path) -> None:
    script = tmp_path / "a.md"
    script.write_text("hello", "utf-8")
    assert isinstance(open_model(ModelChoice(f"scripted:{script}", script)), ScriptedModel)


def test_what_can_not_be_used_is_told_at_once(tmp_path: Path, tiny_file: Path, tiny_projector_file: Path) -> None:
    with pytest.raises(ModelMissing):
        open_model(ModelChoice("x", tmp_path / "gone.gguf"))
    with pytest.raises(ModelUnfit):
        open_model(ModelChoice("x", tiny_projector_file))
    with pytest.raises(ModelUnfit):
        open_model(ModelChoice("x", tiny_file, tiny_file))


def test_a_header_that_changed_is_read_again(tmp_path: Path, tiny_file: Path) -> None:
    path = tmp_path / "m.gguf"
    path.write_bytes(tiny_file.read_bytes())
    assert read_model_header(path) is read_model_header(path)
    path.write_bytes(b"")
    with pytest.raises(ModelUnfit, match="empty"):
        read_model_header(path)
