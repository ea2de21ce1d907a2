"""What the installed llama.cpp build can use of this machine: pure decisions, and the questions they rest on."""

from __future__ import annotations

MANY_LAYERS = 999


def physical_cores() -> int:
    """The number of cores, hyper-threads not counted: more threads than these make llama.cpp slower."""
    import psutil

    return psutil.cpu_count(logical=False) or psutil.cpu_count() or 1


def supports_gpu() -> bool:
    """Whether the installed build can compute on a GPU; in the model's process only."""
    from desktop_app.local_model.llama_library import library

    return bool(library().llama_supports_gpu_offload())


def gpu_layer_attempts(wanted: int) -> tuple[int, ...]:
    """Numbers of layers on the GPU to try one after the other, until one fits its memory; the last is 0."""
    if wanted == 0:
        return (0,)
    most = MANY_LAYERS if wanted < 0 else wanted
    fewer = (24, 12) if wanted < 0 else (wanted // 2,)
    return (most, *(layers for layers in fewer if 0 < layers < most), 0)
