"""Fails when a heavy library can be imported: the environment of the core must prove that it stands alone."""

from __future__ import annotations

import sys
from importlib.util import find_spec

HEAVY = (
    "PySide6", "shiboken6", "chromadb", "torch", "open_clip", "llama_cpp", "onnxruntime", "tokenizers", "pymupdf",
    "rapidocr", "huggingface_hub",
)  # fmt: skip

if __name__ == "__main__":
    present = [name for name in HEAVY if find_spec(name) is not None]
    print(f"present, but should not be: {', '.join(present)}" if present else f"absent: {', '.join(HEAVY)}")
    sys.exit(1 if present else 0)
