from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.domain.errors import ModelMissing, ModelUnfit
from desktop_app.domain.ports import ModelChoice
from desktop_app.model_store.local_models import STARTER, find_starter
from tests.model_store.fakes import Eye, Facts, Machine


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path / "models")


def test_a_folder_that_is_not_there_holds_nothing(machine: Machine) -> None:
    assert machine.pairs() == {}


def test_larger_models_come_first_and_the_starter_last(machine: Machine) -> None:
    machine.add("small.gguf", Facts(size=1))
    machine.add("a/b/large.gguf", Facts(size=9))
    machine.add("a/b/c/too-deep.gguf", Facts(size=99))
    names = [choice.name for choice in machine.models.available()]
    assert [name for name in names if name != STARTER] == ["large", "small"]
    assert names[-1] == STARTER or find_starter() is None


def test_damaged_files_and_later_parts_are_left_out(machine: Machine) -> None:
    machine.add("big-00001-of-00002.gguf", Facts())
    machine.add("big-00002-of-00002.gguf", Facts())
    (machine.folder / "damaged.gguf").write_bytes(b"x")
    assert list(machine.pairs()) == ["big"]


def test_projectors_are_paired_by_name_and_width(machine: Machine) -> None:
    machine.add("InternVL3-1B-Instruct-Q8_0.gguf", Facts())
    machine.add("InternVL3-2B-Instruct-Q4_K_M.gguf", Facts(embedding_length=96))
    machine.add("SmolLM2-135M-Q4_1.gguf", Facts())
    machine.add("mmproj-InternVL3-1B-Instruct-f16.gguf", Eye())
    machine.add("mmproj-InternVL3-2B-Instruct-f16.gguf", Eye(projection_width=96))
    assert machine.pairs() == {
        "InternVL3-1B-Instruct-Q8_0": "mmproj-InternVL3-1B-Instruct-f16.gguf",
        "InternVL3-2B-Instruct-Q4_K_M": "mmproj-InternVL3-2B-Instruct-f16.gguf",
        "SmolLM2-135M-Q4_1": None,
    }


def test_a_projector_of_another_width_is_not_paired(machine: Machine) -> None:
    machine.add("InternVL3-1B.gguf", Facts())
    machine.add("mmproj-InternVL3-1B.gguf", Eye(projection_width=96))
    assert machine.pairs() == {"InternVL3-1B": None}
    assert "no projector" in machine.models.available()[0].note


def test_a_projector_of_another_family_is_not_paired(machine: Machine) -> None:
    machine.add("Thing-VL-3B.gguf", Facts(architecture="llama"))
    machine.add("mmproj-Thing-VL-3B.gguf", Eye(projector_type="gemma3"))
    assert machine.pairs() == {"Thing-VL-3B": None}
    machine.add("mmproj-Thing-VL-3B.gguf", Eye(projector_type="something-new"))
    assert machine.pairs() == {"Thing-VL-3B": "mmproj-Thing-VL-3B.gguf"}


def test_a_model_without_a_projector_says_that_it_reads_text_only(machine: Machine) -> None:
    machine.add("InternVL3-1B.gguf", Facts())
    assert "no projector" in machine.models.available()[0].note


def test_a_name_is_found_whatever_the_case_of_its_letters(machine: Machine) -> None:
    machine.add("Alpha-1B.gguf", Facts())
    machine.models.open("alpha-1b")
    assert machine.opened[-1][0].name == "Alpha-1B"


def test_a_nameless_projector_belongs_to_the_only_model_of_its_folder(machine: Machine) -> None:
    machine.add("one/Qwen2.5-VL-3B-Q4_K_M.gguf", Facts())
    machine.add("one/mmproj-F16.gguf", Eye())
    machine.add("two/alpha.gguf", Facts())
    machine.add("two/beta.gguf", Facts())
    machine.add("two/mmproj.gguf", Eye())
    assert machine.pairs() == {"Qwen2.5-VL-3B-Q4_K_M": "mmproj-F16.gguf", "alpha": None, "beta": None}


def test_names_that_stand_twice_get_their_folder(machine: Machine) -> None:
    machine.add("one/model.gguf", Facts())
    machine.add("two/model.gguf", Facts())
    assert set(machine.pairs()) == {"one/model", "two/model"}


def test_one_model_is_open_at_a_time(machine: Machine) -> None:
    machine.add("one.gguf", Facts())
    machine.add("two.gguf", Facts())
    first = machine.models.open("one")
    assert machine.models.open("one") is first
    second = machine.models.open("two")
    assert first is machine.opened[0][1]
    assert machine.opened[0][1].closed
    assert second is not first
    machine.models.close()
    assert machine.opened[1][1].closed
    machine.models.close()


def test_a_file_outside_the_folder_is_opened_with_the_projector_beside_it(machine: Machine, tmp_path: Path) -> None:
    path = tmp_path / "elsewhere" / "thing-7B.gguf"
    eye = tmp_path / "elsewhere" / "mmproj-thing-7B.gguf"
    path.parent.mkdir()
    for file, facts in ((path, Facts()), (eye, Eye())):
        file.write_bytes(b"GGUF")
        machine.facts[file] = facts
    machine.models.open(str(path))
    assert machine.opened[-1][0] == ModelChoice("thing-7B", path, eye, "Sees pictures.")
    other = tmp_path / "other.gguf"
    machine.models.open(str(path), other)
    assert machine.opened[-1][0].projector == other


def test_a_projector_can_be_given_for_a_name(machine: Machine, tmp_path: Path) -> None:
    machine.add("one.gguf", Facts())
    machine.models.open("one", tmp_path / "eye.gguf")
    assert machine.opened[-1][0].projector == tmp_path / "eye.gguf"


def test_a_script_is_opened_by_its_path(machine: Machine, tmp_path: Path) -> None:
    machine.models.open(f"scripted:{tmp_path / 'answers.md'}")
    assert machine.opened[-1][0] == ModelChoice(f"scripted:{tmp_path / 'answers.md'}", tmp_path / "answers.md")


@pytest.mark.parametrize("name", ["nothing", "no/such/file.gguf", "gone.gguf", ""])
def test_what_is_missing_is_told_with_what_there_is(machine: Machine, name: str) -> None:
    machine.add("there.gguf", Facts())
    with pytest.raises(ModelMissing) as caught:
        machine.models.open(name)
    assert "there" in caught.value.hint
    assert "excerpts" in caught.value.hint


def test_a_damaged_file_is_told_when_it_is_opened(machine: Machine, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.gguf"
    damaged.write_bytes(b"x")
    with pytest.raises(ModelUnfit, match="damaged"):
        machine.models.open(str(damaged))
