"""The list of known good models, as data, and what they need in memory.

Repositories and quantizations are those of llama.cpp's own list of multimodal models
(https://github.com/ggml-org/llama.cpp/blob/master/docs/multimodal.md). A size stands here where it was confirmed,
and is 0 where it was not: the hub tells it when the model is downloaded. `context_bytes` follows from the architecture:
layers x 2 (keys and values) x key-value heads x head width x 2 bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from desktop_app.domain.model_store import Fit, KnownModel, MemoryNeed, ModelKind, OfferedModel

DEFAULT_CONTEXT = 8192
"""Tokens of prompt and answer that a model runs with."""
_OVERHEAD = 500_000_000
"""The engine's own buffers and the compute graph."""
_BYTES_PER_WEIGHT = {"Q4": 0.6, "Q5": 0.71, "Q6": 0.83, "Q8": 1.07, "F16": 2.0, "BF16": 2.0}
_APACHE = "Apache-2.0"
_MIT = "MIT"

KNOWN_MODELS = (
    KnownModel(
        "InternVL3-1B", "ggml-org/InternVL3-1B-Instruct-GGUF", "Q8_0", _APACHE,
        "The smallest of the family of ImageRef-VL; quick on any machine, simple questions about figures.",
        0.94, 12_288, good_start=True,
    ),
    KnownModel(
        "InternVL3-2B", "ggml-org/InternVL3-2B-Instruct-GGUF", "Q4_K_M", _APACHE,
        "A good start on a laptop: reads diagrams and short tables, writes plain answers.",
        2.1, 28_672, 1_116_758_816, 337_012_000, good_start=True,
    ),
    KnownModel(
        "InternVL3-8B", "ggml-org/InternVL3-8B-Instruct-GGUF", "Q4_K_M", _APACHE,
        "The best answers here: follows the ImageRef instructions well; wants a graphics card or patience.",
        7.9, 57_344,
    ),
    KnownModel(
        "InternVL2.5-1B", "ggml-org/InternVL2_5-1B-GGUF", "Q8_0", _MIT,
        "The former generation of the smallest InternVL; for comparison.",
        0.94, 12_288,
    ),
    KnownModel(
        "InternVL2.5-4B", "ggml-org/InternVL2_5-4B-GGUF", "Q4_K_M", _MIT,
        "Between the small and the large ones: steady with charts and schematics.",
        3.7, 36_864,
    ),
    KnownModel(
        "SmolVLM2-500M", "ggml-org/SmolVLM2-500M-Video-Instruct-GGUF", "Q8_0", _APACHE,
        "Runs on almost anything; says what a picture shows, little more.",
        0.51, 40_960, 436_808_704, 0,
    ),
    KnownModel(
        "SmolVLM2-2.2B", "ggml-org/SmolVLM2-2.2B-Instruct-GGUF", "Q4_K_M", _APACHE,
        "Light on the processor; photographs and plain diagrams.",
        2.25, 196_608, 1_112_602_656, 592_523_200,
    ),
    KnownModel(
        "Qwen2.5-VL-3B", "ggml-org/Qwen2.5-VL-3B-Instruct-GGUF", "Q4_K_M", "Qwen Research (no commercial use)",
        "Strong at text inside pictures: scans, forms, labelled drawings.",
        3.75, 36_864, 1_929_901_056, 844_757_728,
    ),
    KnownModel(
        "Qwen2.5-VL-7B", "ggml-org/Qwen2.5-VL-7B-Instruct-GGUF", "Q4_K_M", _APACHE,
        "Very strong at text inside pictures; wants a graphics card or patience.",
        8.3, 57_344, 4_683_072_032, 853_119_712,
    ),
    KnownModel(
        "Gemma-3-4B", "ggml-org/gemma-3-4b-it-GGUF", "Q4_K_M", "Gemma terms of use",
        "An all-rounder that writes well in many languages.",
        4.3, 139_264, 2_489_757_856, 851_251_104,
    ),
    KnownModel(
        "Gemma-4-E2B", "ggml-org/gemma-4-E2B-it-GGUF", "Q8_0", _APACHE,
        "The small model of Gemma 4: many languages, thinks before it answers.",
        5.1,
    ),
    KnownModel(
        "Gemma-4-E4B", "ggml-org/gemma-4-E4B-it-GGUF", "Q4_K_M", _APACHE,
        "The larger of the two small Gemma 4 models; better answers, more memory.",
        8.9,
    ),
    KnownModel(
        "MobileCLIP2-S0", "timm/MobileCLIP2-S0-OpenCLIP", "", "Apple ML research (no commercial use)",
        "Finds figures by what they show, not only by their words; small and quick.",
        0.075, kind=ModelKind.PICTURES, architecture="MobileCLIP2-S0",
    ),
    KnownModel(
        "CLIP-ViT-B-32", "laion/CLIP-ViT-B-32-laion2B-s34B-b79K", "", _MIT,
        "Finds figures by what they show; its licence allows any use.",
        0.151, kind=ModelKind.PICTURES, architecture="ViT-B-32",
    ),
)  # fmt: skip
"""Every model that is offered."""


def find_known(name: str) -> KnownModel | None:
    """The known model with this name or repository, whatever the case of its letters."""
    wanted = name.strip().lower()
    return next((known for known in KNOWN_MODELS if wanted in (known.name.lower(), known.repository.lower())), None)


def need_of_files(size: int, installed: int, context_bytes: int = 0) -> MemoryNeed:
    """What files of a known size need in memory."""
    return MemoryNeed(size + context_bytes * DEFAULT_CONTEXT + _OVERHEAD, installed)


def need_of_known(known: KnownModel, installed: int) -> MemoryNeed:
    """What a known model needs: from the sizes of its files, else from its parameters."""
    if known.size:
        return need_of_files(known.size, installed, known.context_bytes)
    weight = _BYTES_PER_WEIGHT.get(known.quantization.split("_")[0].upper(), 4.0)
    size = int(known.parameters * 1e9 * weight)
    need = need_of_files(size, installed, known.context_bytes)
    return MemoryNeed(need.needed, installed, estimated=True)


def sorted_by_fit(offered: Sequence[OfferedModel]) -> tuple[OfferedModel, ...]:
    """Those that fit first, the largest first (they answer best); then tight ones; then the smaller of the rest."""
    order = {Fit.FITS: 0, Fit.UNKNOWN: 1, Fit.TIGHT: 2, Fit.TOO_LARGE: 3}

    def rank(each: OfferedModel) -> tuple[bool, int, int]:
        fit = each.need.fit
        pictures = each.known.kind is ModelKind.PICTURES
        return pictures, order[fit], each.need.needed if fit is Fit.TOO_LARGE else -each.need.needed

    return tuple(sorted(offered, key=rank))


def recommended_first(offered: Sequence[OfferedModel]) -> tuple[OfferedModel, ...]:
    """The models with one to begin with in front: the largest good start that fits, where none is stored yet."""
    starts = [each for each in offered if each.known.good_start]
    fitting = [each for each in starts if each.need.fit is Fit.FITS]
    if not fitting or any(each.stored_as for each in starts):
        return tuple(offered)
    best = max(fitting, key=lambda each: each.need.needed)
    return replace(best, recommended=True), *(each for each in offered if each is not best)
