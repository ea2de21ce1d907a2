"""The environment that the program is frozen in: made fresh, so that nothing of a developer's leaks into it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from enum import StrEnum
from pathlib import Path

from installers.contents import Variant

PROJECT = Path(__file__).resolve().parent.parent.parent
PYINSTALLER = "pyinstaller>=6.22,<7"
ENGINE = "llama-cpp-python"
_ONLY_FULL = ("open_clip_torch",)
CPU_TORCH = "https://download.pytorch.org/whl/cpu"


class Accelerator(StrEnum):
    """What llama.cpp is built for besides the processor."""

    CPU = "cpu"
    CUDA = "cuda"
    VULKAN = "vulkan"
    METAL = "metal"


def requirements(variant: Variant, pyproject: Path = PROJECT / "pyproject.toml") -> list[str]:
    """The program's requirement lines for a variant, with the starter model and what a build needs, the engine not."""
    project = tomllib.loads(pyproject.read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    lines = [*project["dependencies"], *extras["starter"], *extras["installers"]]
    left_out = {ENGINE} if variant is Variant.FULL else {ENGINE, *_ONLY_FULL}
    return [line for line in lines if name_of(line) not in left_out]


def engine_requirement(pyproject: Path = PROJECT / "pyproject.toml") -> str:
    """The requirement line of llama-cpp-python."""
    lines = tomllib.loads(pyproject.read_text(encoding="utf-8"))["project"]["dependencies"]
    return next(line for line in lines if name_of(line) == ENGINE)


def name_of(requirement: str) -> str:
    """The distribution that a requirement line names."""
    return re.split(r"[\[<>=!~; ]", requirement, maxsplit=1)[0]


def engine_options(accelerator: Accelerator, platform: str = sys.platform) -> str:
    """CMAKE_ARGS of a llama.cpp that runs on machines other than the one it is built on.

    What computes lies in libraries of its own (GGML_BACKEND_DL), one for each generation of x86-64 processors, and the
    best that the machine can run is loaded; so a graphics card's driver may also be missing. On a Mac everything is
    linked: all of its processors have what is needed.
    """
    if platform == "darwin":
        metal = "ON" if accelerator is not Accelerator.CPU else "OFF"
        return f"-DGGML_NATIVE=OFF -DGGML_METAL={metal} -DGGML_METAL_EMBED_LIBRARY={metal}"
    options = ["-DGGML_NATIVE=OFF", "-DGGML_BACKEND_DL=ON", "-DGGML_CPU_ALL_VARIANTS=ON"]
    # Backends are installed where programs are; the bindings look for them in the package.
    options.append("-DCMAKE_INSTALL_BINDIR=llama_cpp/lib")
    if accelerator is Accelerator.CUDA:
        options.append("-DGGML_CUDA=ON")
    if accelerator is Accelerator.VULKAN:
        options.append("-DGGML_VULKAN=ON")
    return " ".join(options)


def make_environment(folder: Path, variant: Variant, accelerator: Accelerator, wheels: Path) -> Path:
    """Makes the environment, unless it is there; its Python.

    Args:
        folder: where it goes.
        variant: whether PyTorch is wanted.
        accelerator: what llama.cpp is built for.
        wheels: where the wheel of llama.cpp is kept for the next build.

    Raises:
        subprocess.CalledProcessError: something can't be installed.
    """
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    finished = folder / "complete"
    if finished.exists():
        return python
    _run(sys.executable, "-m", "venv", "--clear", folder)
    pip = (python, "-m", "pip", "install", "--quiet")
    if variant is Variant.FULL and sys.platform == "linux":
        _run(*pip, "--index-url", CPU_TORCH, "torch", "torchvision")  # the registry's own build is 5 GB of CUDA
    _run(*pip, build_engine(python, accelerator, wheels))
    _run(*pip, PYINSTALLER, *requirements(variant))
    finished.touch()
    return python


def build_engine(python: Path, accelerator: Accelerator, wheels: Path) -> Path:
    """The wheel of llama.cpp, built unless it is there."""
    folder = wheels / accelerator.value
    known = sorted(folder.glob("llama_cpp_python-*.whl"))
    if not known:
        options = {"CMAKE_ARGS": engine_options(accelerator), "CMAKE_BUILD_PARALLEL_LEVEL": str(os.cpu_count() or 1)}
        wheel = (python, "-m", "pip", "wheel", "--no-deps", "--no-cache-dir", "--no-binary", ENGINE)
        _run(*wheel, engine_requirement(), "--wheel-dir", folder, environment=options)
        known = sorted(folder.glob("llama_cpp_python-*.whl"))
    return known[-1]


def _run(*command: object, environment: dict[str, str] | None = None) -> None:
    subprocess.run([*map(str, command)], env={**os.environ, **(environment or {})}, check=True)
