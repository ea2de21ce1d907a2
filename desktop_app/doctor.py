"""What works on this machine: part of the composition root, since it looks into every adapter."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Callable, Iterable
from importlib import metadata
from pathlib import Path

from desktop_app import __version__
from desktop_app.domain.errors import ImageRefError
from desktop_app.domain.ports import Finding, FindingState, Workspace
from desktop_app.support.app_dirs import AppDirs
from desktop_app.support.counting import counted
from desktop_app.support.display import has_display

GIBIBYTE = 1 << 30
REINSTALL = "Install the program again."


def examine(dirs: AppDirs, library_folder: Path, workspace: Workspace) -> list[Finding]:
    """One finding for each part; a part that fails is a finding, never an error."""
    checks: Iterable[tuple[str, Callable[[], Finding]]] = (
        ("Program", lambda: _program(dirs)),
        ("Reading documents", _reading),
        ("Text search", lambda: _text_search(workspace)),
        ("Picture search", lambda: _picture_search(dirs, workspace)),
        ("Language model engine", _engine),
        ("Language models", lambda: _models(dirs, workspace)),
        ("Window", _window),
        ("Library", lambda: _library(library_folder, workspace)),
    )
    return [_safely(part, check) for part, check in checks]


def _safely(part: str, check: Callable[[], Finding]) -> Finding:
    try:
        return check()
    except ImageRefError as error:
        return Finding(part, FindingState.BROKEN, error.message, error.hint)
    except Exception as error:  # noqa: BLE001  # the doctor's work is to report what a part throws, whatever it is
        return Finding(part, FindingState.BROKEN, f"It does not work: {type(error).__name__}: {error}", REINSTALL)


def _program(dirs: AppDirs) -> Finding:
    import psutil

    memory = psutil.virtual_memory()
    detail = (
        f"version {__version__}, Python {platform.python_version()}, {platform.system()} {platform.machine()}, "
        f"{os.cpu_count()} processors, {memory.available / GIBIBYTE:.1f} of {memory.total / GIBIBYTE:.1f} GiB free; "
        f"data in {dirs.data}"
    )
    return Finding("Program", FindingState.OK, detail)


def _reading() -> Finding:
    detail = f"PyMuPDF {metadata.version('pymupdf')}; scans by RapidOCR {metadata.version('rapidocr')}"
    return Finding("Reading documents", FindingState.OK, detail)


def _text_search(workspace: Workspace) -> Finding:
    embedder = workspace.text_embedder
    vector = embedder.embed_query("a trial")
    detail = f"{embedder.name}, {len(vector)} numbers a passage"
    return Finding("Text search", FindingState.OK, detail)


def _picture_search(dirs: AppDirs, workspace: Workspace) -> Finding:
    from desktop_app.embedding.images import GET_PYTORCH, WITHOUT_PYTORCH, has_open_clip

    embedder = workspace.image_embedder
    if embedder is not None:
        return Finding("Picture search", FindingState.OK, f"{embedder.name}, {embedder.dimension} numbers a picture")
    if not has_open_clip():
        return Finding("Picture search", FindingState.LIMITED, WITHOUT_PYTORCH, GET_PYTORCH)
    return Finding(
        "Picture search",
        FindingState.LIMITED,
        "No CLIP weights are present: figures are found by their words alone, all else works.",
        f"Run: imageref models download MobileCLIP2-S0. Or put its open_clip_model.safetensors into "
        f"{dirs.models / 'clip' / 'MobileCLIP2-S0'}.",
    )


def _engine() -> Finding:
    from desktop_app.local_model.hardware import describe_engine

    return describe_engine()


def _models(dirs: AppDirs, workspace: Workspace) -> Finding:
    found = workspace.models.available()
    if not found:
        return Finding(
            "Language models",
            FindingState.LIMITED,
            "None was found: answers are excerpts of the documents.",
            f"Look at: imageref models list. Or put a GGUF file (and its mmproj file) into {dirs.models}.",
        )
    names = ", ".join(f"{choice.name}{' (sees pictures)' if choice.projector else ''}" for choice in found)
    return Finding("Language models", FindingState.OK, names)


def _window() -> Finding:
    version = metadata.version("PySide6_Essentials")
    if has_display(sys.platform, os.environ):
        return Finding("Window", FindingState.OK, f"Qt {version}")
    return Finding(
        "Window",
        FindingState.LIMITED,
        f"Qt {version}, but there is no display here.",
        "Use the command line, or start the program from a desktop.",
    )


def _library(folder: Path, workspace: Workspace) -> Finding:
    documents = workspace.library.documents()
    figures = sum(document.figures for document in documents)
    detail = f"{counted(len(documents), 'document')}, {counted(figures, 'figure')} in {folder}"
    return Finding("Library", FindingState.OK, detail)
