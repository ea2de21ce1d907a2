from __future__ import annotations

import os
import struct
from contextlib import suppress
from pathlib import Path

import gguf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.errors import ModelMissing, ModelUnfit
from desktop_app.local_model.gguf_header import _BLOCKS, read_header
from desktop_app.local_model.model_files import check_model, picture_fit
from tests.local_model.tiny_model import CHATML, write_model
from tests.local_model.tiny_projector import TOKENS_PER_TILE, write_projector

pytestmark = pytest.mark.heavy


def test_what_a_model_says_of_itself(tiny_file: Path) -> None:
    header = read_header(tiny_file)
    assert header.architecture == "llama"
    assert header.title == "tiny babbler"
    assert header.context_length == 2048
    assert header.embedding_length == 64
    assert header.layers == 2
    assert header.chat_template == CHATML
    assert header.tokens == 267
    assert header.repeated_token is None
    assert not header.is_projector
    assert header.tensors["token_embd.weight"] == (64, 267)


def test_what_a_projector_says_of_itself(tiny_projector_file: Path) -> None:
    header = read_header(tiny_projector_file)
    assert header.is_projector
    assert header.projector_type == "internvl"
    assert header.projection_width == 64
    assert header.numbers["clip.vision.image_mean"] == pytest.approx((0.485, 0.456, 0.406))
    assert picture_fit(header, 2).size(1000, 400) == (112, 56)


def test_block_sizes_are_those_of_the_format() -> None:
    known = {int(kind): size for kind, size in gguf.GGML_QUANT_SIZES.items() if int(kind) in _BLOCKS}
    assert known == _BLOCKS


def number(form: str, value: float) -> bytes:
    return struct.pack(form, value)


def string(text: bytes) -> bytes:
    return number("<Q", len(text)) + text


def entry(key: bytes, kind: int, value: bytes) -> bytes:
    return string(key) + number("<I", kind) + value


ARCHITECTURE = entry(b"general.architecture", 8, string(b"llama"))
SIZES = entry(b"llama.context_length", 4, number("<I", 512)) + entry(b"llama.embedding_length", 4, number("<I", 64))


def header_bytes(*entries: bytes, tensors: bytes = b"", tensor_count: int = 0, version: int = 3) -> bytes:
    counts = number("<I", version) + number("<Q", tensor_count) + number("<Q", len(entries))
    return b"GGUF" + counts + b"".join(entries) + tensors


BAD_HEADERS = {
    "no entries": header_bytes(),
    "huge count": b"GGUF" + number("<I", 3) + b"\xff" * 16,
    "version 1": header_bytes(ARCHITECTURE, version=1),
    "byte order": b"GGUF" + struct.pack(">I", 3) + b"\0" * 40,
    "endless string": header_bytes(string(b"general.architecture") + number("<I", 8) + number("<Q", 1 << 62)),
    "endless array": header_bytes(entry(b"a", 9, number("<I", 8) + number("<Q", 1 << 40))),
    "array of arrays": header_bytes(entry(b"a", 9, number("<I", 9) + number("<Q", 1)), b"\0" * 64),
    "unknown kind": header_bytes(entry(b"a", 77, b"\0" * 64)),
    "same key twice": header_bytes(ARCHITECTURE, ARCHITECTURE),
    "no UTF-8": header_bytes(entry(b"general.architecture", 8, string(b"\xff\xfe"))),
    "no architecture": header_bytes(entry(b"general.name", 8, string(b"x"))),
    "no context": header_bytes(ARCHITECTURE),
    "huge context": header_bytes(ARCHITECTURE, entry(b"llama.context_length", 4, number("<I", 1 << 31))),
    "odd alignment": header_bytes(ARCHITECTURE, entry(b"general.alignment", 4, number("<I", 3))),
    "no dimensions": header_bytes(ARCHITECTURE, tensors=string(b"t") + number("<I", 0) + b"\0" * 12, tensor_count=1),
    "many dimensions": header_bytes(ARCHITECTURE, tensors=string(b"t") + number("<I", 9) + b"\0" * 99, tensor_count=1),
    "overflowing shape": header_bytes(
        ARCHITECTURE, tensors=string(b"t") + number("<I", 4) + b"\xff" * 32 + b"\0" * 12, tensor_count=1
    ),
}


@pytest.mark.parametrize("content", BAD_HEADERS.values(), ids=BAD_HEADERS.keys())
def test_hostile_headers_are_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "model.gguf"
    path.write_bytes(content)
    with pytest.raises(ModelUnfit, match="not a usable model file"):
        read_header(path)


OTHER_FILES = {
    "empty": (b"", "empty"),
    "zeros": (bytes(4096), "zeros"),
    "noise": (bytes(range(1, 256)) * 20, "no GGUF"),
    "PDF": (b"%PDF-1.7\n" + b"x" * 100, "PDF"),
    "web page": (b"\n<!DOCTYPE html><html>", "web page"),
    "ZIP": (b"PK\x03\x04" + b"x" * 100, "ZIP"),
    "git-lfs": (b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 5\n", "git-lfs"),
    "short": (b"GG", "no GGUF"),
    "magic alone": (b"GGUF", "cut short"),
}


@pytest.mark.parametrize(("content", "says"), OTHER_FILES.values(), ids=OTHER_FILES.keys())
def test_other_files_are_told_apart(tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "model.gguf"
    path.write_bytes(content)
    with pytest.raises(ModelUnfit, match=says):
        read_header(path)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_cut_files_are_refused(tmp_path: Path, tiny_file: Path, share: float) -> None:
    content = tiny_file.read_bytes()
    path = tmp_path / "cut.gguf"
    path.write_bytes(content[: int(len(content) * share)])
    with pytest.raises(ModelUnfit, match="cut short"):
        read_header(path)


def test_what_is_no_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match="No such file"):
        read_header(tmp_path / "gone.gguf")
    with pytest.raises(ModelUnfit, match="folder"):
        read_header(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_named_pipe_does_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.gguf")
    with pytest.raises(ModelUnfit, match="no ordinary file"):
        read_header(tmp_path / "pipe.gguf")


def test_a_word_that_stands_twice_is_found(tmp_path: Path) -> None:
    header = read_header(write_model(tmp_path / "twice.gguf", extra_tokens=("same", "same")))
    assert header.repeated_token == "same"


@settings(max_examples=250, deadline=None)
@given(data=st.data())
def test_a_damaged_header_is_read_or_refused_and_nothing_else(
    data: st.DataObject, tiny_content: bytes, scratch: Path
) -> None:
    damaged = bytearray(tiny_content[:12_000])
    for _ in range(data.draw(st.integers(1, 4))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    scratch.write_bytes(bytes(damaged) + tiny_content[12_000:])
    with suppress(ModelUnfit):
        assert read_header(scratch).architecture


@settings(max_examples=150, deadline=None)
@given(content=st.binary(max_size=400))
def test_noise_behind_the_magic_is_refused(content: bytes, scratch: Path) -> None:
    scratch.write_bytes(b"GGUF" + content)
    with pytest.raises(ModelUnfit):
        read_header(scratch)


@pytest.fixture(scope="module")
def tiny_content(tiny_file: Path) -> bytes:
    return tiny_file.read_bytes()


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("scratch") / "scratch.gguf"


def test_a_fitting_pair(tiny_file: Path, tiny_projector_file: Path) -> None:
    files = check_model(tiny_file, tiny_projector_file)
    assert files.image_tokens(1) >= TOKENS_PER_TILE
    assert files.image_tokens(2) - files.image_tokens(1) == 2 * TOKENS_PER_TILE
    assert check_model(tiny_file, None).image_tokens(2) == 0


def test_pairs_that_do_not_fit_are_refused(tmp_path: Path, tiny_file: Path, tiny_projector_file: Path) -> None:
    other = write_projector(tmp_path / "mmproj-other.gguf", model_width=96)
    with pytest.raises(ModelUnfit, match="width is 96, the model's is 64"):
        check_model(tiny_file, other)
    with pytest.raises(ModelUnfit, match="is a projector"):
        check_model(tiny_projector_file, tiny_file)
    with pytest.raises(ModelUnfit, match="is no projector"):
        check_model(tiny_file, tiny_file)
    with pytest.raises(ModelMissing):
        check_model(tiny_file, tmp_path / "gone.gguf")
    cut = tmp_path / "mmproj-cut.gguf"
    cut.write_bytes(tiny_projector_file.read_bytes()[:100_000])
    with pytest.raises(ModelUnfit, match="cut short"):
        check_model(tiny_file, cut)
