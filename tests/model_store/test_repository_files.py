from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.errors import DownloadFailed
from desktop_app.model_store.known_models import KNOWN_MODELS
from desktop_app.model_store.repository_files import (
    RemoteFile,
    Wanted,
    choose_clip_files,
    choose_files,
    parse_wanted,
    quantization_of,
)

WANTED = Wanted("owner/Name-GGUF")


def names(*paths: str, wanted: Wanted = WANTED) -> list[str]:
    return [file.path for file in choose_files([RemoteFile(path, 1) for path in paths], wanted).files]


@pytest.mark.parametrize(
    ("text", "repository", "quantization"),
    [
        ("owner/Name-GGUF", "owner/Name-GGUF", ""),
        (" owner/Name-GGUF:Q8_0 ", "owner/Name-GGUF", "Q8_0"),
        ("https://huggingface.co/owner/Name_1.5", "owner/Name_1.5", ""),
        ("hf.co/owner/name/tree/main", "owner/name", ""),
    ],
)
def test_a_repository_is_named_in_several_ways(text: str, repository: str, quantization: str) -> None:
    assert parse_wanted(text) == Wanted(repository, quantization)


@pytest.mark.parametrize(
    "text", ["", "name", "a/../b", "/etc/passwd", "owner/na me", "-x/y", "owner/", "a--b/c", "ö/x"]
)
def test_what_is_no_repository_is_told(text: str) -> None:
    with pytest.raises(DownloadFailed, match="names no model"):
        parse_wanted(text)


@given(st.text(max_size=60))
def test_any_text_is_a_repository_or_told(text: str) -> None:
    try:
        wanted = parse_wanted(text)
    except DownloadFailed:
        return
    owner, _, name = wanted.repository.partition("/")
    assert owner
    assert name
    assert not {"..", "", "."} & {owner, name}
    assert "\\" not in wanted.repository


@pytest.mark.parametrize("known", KNOWN_MODELS, ids=lambda known: known.name)
def test_known_repositories_can_be_asked_for(known: object) -> None:
    assert parse_wanted(known.repository).repository == known.repository  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("name", "quantization"),
    [
        ("InternVL3-8B-Instruct-Q4_K_M.gguf", "Q4_K_M"),
        ("mmproj-model-f16.gguf", "F16"),
        ("gemma-4-E2B-it-UD-Q4_K_XL.gguf", "UD-Q4_K_XL"),
        ("Model.IQ3_XXS.gguf", "IQ3_XXS"),
        ("Qwen2.5-VL-3B.gguf", ""),
        ("a/b/SmolLM2-135M-Instruct.Q4_1.gguf", "Q4_1"),
        ("big-Q8_0-00001-of-00002.gguf", "Q8_0"),
    ],
)
def test_quantizations_stand_in_names(name: str, quantization: str) -> None:
    assert quantization_of(name) == quantization


def test_the_best_quantization_and_the_smaller_projector_are_taken() -> None:
    files = ("x-F16.gguf", "x-Q8_0.gguf", "x-Q4_K_M.gguf", "mmproj-x-f16.gguf", "mmproj-x-Q8_0.gguf", "README.md")
    assert names(*files) == ["x-Q4_K_M.gguf", "mmproj-x-Q8_0.gguf"]
    assert names(*files, wanted=Wanted("o/x", "q8_0")) == ["x-Q8_0.gguf", "mmproj-x-Q8_0.gguf"]


def test_a_model_without_a_quantization_in_its_name_is_taken() -> None:
    assert names("model.gguf") == ["model.gguf"]


def test_a_model_without_a_projector_is_told_to_read_text_only() -> None:
    assert "text only" in choose_files([RemoteFile("x-Q8_0.gguf", 1)], WANTED).note
    assert not choose_files([RemoteFile("x-Q8_0.gguf", 1), RemoteFile("x.mmproj-f16.gguf", 1)], WANTED).note


def test_all_parts_of_a_split_model_are_taken() -> None:
    parts = [f"Q4/x-Q4_K_M-0000{n}-of-00003.gguf" for n in (1, 2, 3)]
    assert names(*reversed(parts), "mmproj-f16.gguf") == [*parts, "mmproj-f16.gguf"]
    with pytest.raises(DownloadFailed, match="00002-of-00003"):
        names(parts[0], parts[2])


def test_a_quantization_that_is_not_there_is_told_with_what_is() -> None:
    with pytest.raises(DownloadFailed) as caught:
        names("x-Q8_0.gguf", "x-Q4_K_M.gguf", wanted=Wanted("o/x", "Q2_K"))
    assert "Q4_K_M, Q8_0" in caught.value.hint


def test_a_quantization_that_is_only_a_wish_gives_way_to_what_is_there() -> None:
    wish = Wanted("o/x", "Q2_K", exact=False)
    assert names("x-Q8_0.gguf", "x-Q4_K_M.gguf", wanted=wish) == ["x-Q4_K_M.gguf"]
    assert names("x.gguf", wanted=wish) == ["x.gguf"]


def test_a_repository_without_a_model_is_told() -> None:
    with pytest.raises(DownloadFailed, match="no GGUF model"):
        names("model.safetensors", "mmproj-f16.gguf")


def test_picture_weights_are_safetensors_and_nothing_else() -> None:
    weights = RemoteFile("open_clip_model.safetensors", 3)
    assert choose_clip_files([RemoteFile("open_clip_pytorch_model.bin", 3), weights], WANTED).files == (weights,)
    with pytest.raises(DownloadFailed, match=r"open_clip_model\.safetensors"):
        choose_clip_files([RemoteFile("open_clip_pytorch_model.bin", 3)], WANTED)
