"""The environment that the program is frozen in: made fresh, so that nothing of a developer's leaks into it."""

from __future__ import annotations

import os
import platform
import re
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from installers.contents import Variant

PROJECT = Path(__file__).resolve().parent.parent.parent
PYINSTALLER = "pyinstaller>=6.22,<7"
ENGINE = "llama-cpp-python"
OPENCV = "opencv-python-headless"
_ONLY_FULL = ("open_clip_torch",)
CPU_TORCH = "https://download.pytorch.org/whl/cpu"


class Accelerator(StrEnum):
    """What llama.cpp is built for besides the processor."""

    CPU = "cpu"
    CUDA = "cuda"
    VULKAN = "vulkan"
    METAL = "metal"


def requirements(variant: Variant, pyproject: Path = PROJECT / "pyproject.toml") -> list[str]:
    """The program's requirement lines for a variant, with the starter model and what a build needs.

    What is built here (`own_builds`) is not among them.
    """
    project = tomllib.loads(pyproject.read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    lines = [*project["dependencies"], *extras["starter"], *extras["installers"]]
    left_out = {ENGINE, OPENCV} if variant is Variant.FULL else {ENGINE, OPENCV, *_ONLY_FULL}
    return [line for line in lines if name_of(line) not in left_out]


def requirement_of(name: str, pyproject: Path = PROJECT / "pyproject.toml") -> str:
    """The program's requirement line of a distribution."""
    lines = tomllib.loads(pyproject.read_text(encoding="utf-8"))["project"]["dependencies"]
    return next(line for line in lines if name_of(line) == name)


def name_of(requirement: str) -> str:
    """The distribution that a requirement line names."""
    return re.split(r"[\[<>=!~; ]", requirement, maxsplit=1)[0]


def engine_options(accelerator: Accelerator, system: str = sys.platform) -> str:
    """CMAKE_ARGS of a llama.cpp that runs on machines other than the one it is built on.

    What computes lies in libraries of its own (GGML_BACKEND_DL), one for each generation of x86-64 processors, and the
    best that the machine can run is loaded; so a graphics card's driver may also be missing. On a Mac everything is
    linked: all of its processors have what is needed.
    """
    if system == "darwin":
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


_OPENCV_MODULES = (
    "core", "flann", "geometry", "imgproc", "imgcodecs", "features",
    # for the bindings, which are not finished unless calibrateCamera is there
    "calib", "objdetect", "stereo", "python3", "python_bindings_generator",
)  # fmt: skip
_OPENCV_WITHOUT = (
    # what other modules would need, and faster forms of what is not slow here
    "IPP", "LAPACK", "EIGEN", "OPENCL", "ITT", "PROTOBUF", "FLATBUFFERS", "VTK", "UNIFONT",
    # video and cameras
    "FFMPEG", "GSTREAMER", "V4L", "VA", "1394", "DSHOW", "AVFOUNDATION",
    # formats of pictures: Pillow and MuPDF read pictures, OpenCV gets pixels; PNG and JPEG stay
    "TIFF", "WEBP", "OPENJPEG", "JASPER", "OPENEXR", "AVIF",
)  # fmt: skip
_X86_64 = ("x86_64", "amd64")


def opencv_options(machine: str) -> str:
    """CMAKE_ARGS of an OpenCV that only does what this program and RapidOCR ask of it.

    The registry's wheel is 160 MB: it reads videos, runs networks and brings OpenBLAS and FFmpeg. Features, geometry
    and work on pixels are a small part of that. For x86-64 processors the code is for all of them, with the hot loops
    for AVX2 as well.

    Args:
        machine: the kind of processor as `platform.machine()` names it.
    """
    options = [f"-DBUILD_LIST={','.join(_OPENCV_MODULES)}", *(f"-DWITH_{name}=OFF" for name in _OPENCV_WITHOUT)]
    options += [f"-DBUILD_{name}=ON" for name in ("JPEG", "PNG", "ZLIB")]  # not what happens to be on this machine
    if machine.lower() in _X86_64:
        options += ["-DCPU_BASELINE=SSE3", "-DCPU_DISPATCH=SSE4_2;AVX2"]
    return " ".join(options)


@dataclass(frozen=True, slots=True)
class OwnBuild:
    """A distribution that is built from its source, since the registry's build does not fit an installer.

    Attributes:
        name: the distribution's.
        cmake: its CMAKE_ARGS.
        kept_in: the folder, below that of the wheels, where the finished wheel is kept.
    """

    name: str
    cmake: str
    kept_in: str

    @property
    def pattern(self) -> str:
        """Of the wheel's file name."""
        return f"{self.name.replace('-', '_')}-*.whl"


def own_builds(accelerator: Accelerator) -> tuple[OwnBuild, ...]:
    """What is built here, with its options for this machine."""
    return (
        OwnBuild(ENGINE, engine_options(accelerator), accelerator.value),
        OwnBuild(OPENCV, opencv_options(platform.machine()), "opencv"),
    )


def make_environment(folder: Path, variant: Variant, accelerator: Accelerator, wheels: Path) -> Path:
    """Makes the environment, unless it is there; its Python.

    Args:
        folder: where it goes.
        variant: whether PyTorch is wanted.
        accelerator: what llama.cpp is built for.
        wheels: where the wheels that are built here are kept for the next build.

    Raises:
        subprocess.CalledProcessError: something can't be installed.
    """
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    finished = folder / "complete"
    if finished.exists():
        return python
    _run(sys.executable, "-m", "venv", "--clear", folder)
    pip = (python, "-m", "pip", "install", "--quiet", "--no-compile")  # PyInstaller compiles what it takes
    if variant is Variant.FULL and sys.platform == "linux":
        _run(*pip, "--index-url", CPU_TORCH, "torch", "torchvision")  # the registry's own build is 5 GB of CUDA
    _run(*pip, *(build_wheel(python, own, wheels) for own in own_builds(accelerator)))
    _run(*pip, PYINSTALLER, *requirements(variant))
    finished.touch()
    return python


def build_wheel(python: Path, own: OwnBuild, wheels: Path) -> Path:
    """The wheel of something that is built here; built unless it is there."""
    folder = wheels / own.kept_in
    known = sorted(folder.glob(own.pattern))
    if not known:
        options = {"CMAKE_ARGS": own.cmake, "CMAKE_BUILD_PARALLEL_LEVEL": str(os.cpu_count() or 1)}
        wheel = (python, "-m", "pip", "wheel", "--no-deps", "--no-cache-dir", "--no-binary", own.name)
        _run(*wheel, requirement_of(own.name), "--wheel-dir", folder, environment=options)
        known = sorted(folder.glob(own.pattern))
    return known[-1]


def _run(*command: object, environment: dict[str, str] | None = None) -> None:
    subprocess.run([*map(str, command)], env={**os.environ, **(environment or {})}, check=True)
