"""What the installed llama.cpp build can use of this machine: pure decisions, and the questions they rest on."""

from __future__ import annotations

import importlib.util
import time
from pathlib import Path

from desktop_app.domain.machine import Machine
from desktop_app.domain.ports import Finding, FindingState
from desktop_app.local_model.wire import Beat, Describe, Described, Failed
from desktop_app.support.frozen import is_frozen

PART = "Language model engine"
_DESCRIBE_SECONDS = 30.0
_GIB = 1 << 30
_REINSTALL = "Install the program again, or run: pip install --force-reinstall llama-cpp-python"
_ACCELERATED = (
    "For a graphics card install an accelerated build: CMAKE_ARGS=-DGGML_CUDA=on (NVIDIA), -DGGML_VULKAN=on (others) "
    "or -DGGML_METAL=on (Mac), then pip install --force-reinstall --no-binary llama-cpp-python llama-cpp-python"
)

_OTHER_BUILD = "This build computes on the processor. For a graphics card install the build that is named after it."


def physical_cores() -> int:
    """The number of cores, hyper-threads not counted: more threads than these make llama.cpp slower."""
    import psutil

    return psutil.cpu_count(logical=False) or psutil.cpu_count() or 1


def supports_gpu() -> bool:
    """Whether the installed build can compute on a GPU; in the model's process only."""
    from desktop_app.local_model.llama_library import library

    return bool(library().llama_supports_gpu_offload())


def available_memory(container: Path = Path("/sys/fs/cgroup")) -> int:
    """Bytes of memory that can be taken without harm: what the machine has free, or the container's limit leaves.

    Args:
        container: where Linux tells the limits of the container; what it keeps of files there can be given up.
    """
    import psutil

    available = int(psutil.virtual_memory().available)
    try:
        limit = int((container / "memory.max").read_text("ascii"))
        used = int((container / "memory.current").read_text("ascii"))
        lines = (container / "memory.stat").read_text("ascii").splitlines()
        kept = sum(int(line.split()[1]) for line in lines if line.startswith(("active_file ", "inactive_file ")))
    except (OSError, ValueError, IndexError):
        return available
    return max(0, min(available, limit - used + kept))


def describe_engine() -> Finding:
    """What the installed llama.cpp can use here, in words."""
    if importlib.util.find_spec("llama_cpp") is None:
        return Finding(PART, FindingState.BROKEN, "llama-cpp-python is not installed.", _REINSTALL)
    described = _described()
    if isinstance(described, Described):
        return engine_finding(described)
    return Finding(PART, FindingState.BROKEN, described, _REINSTALL)


def describe_machine() -> Machine:
    """What this computer has that the installed llama.cpp can use."""
    import psutil

    memory, cores = int(psutil.virtual_memory().total), physical_cores()
    described = _described() if importlib.util.find_spec("llama_cpp") is not None else ""
    if not isinstance(described, Described):
        return Machine(memory, cores, has_engine=False)
    return Machine(memory, cores, usable_cards(described))


def usable_cards(described: Described) -> tuple[str, ...]:
    """The names of the graphics cards that an engine can use."""
    cards = (device for device in described.devices if device.is_gpu and described.offload)
    return tuple(card.description or card.name for card in cards)


def _described() -> Described | str:
    """An engine's own description, from a process of its own, which may crash; or why there is none."""
    from desktop_app.local_model.supervisor import ModelProcess, ProcessGone

    process = ModelProcess(_DESCRIBE_SECONDS, lambda: True)
    try:
        process.send(Describe())
        until = time.monotonic() + _DESCRIBE_SECONDS
        while (left := until - time.monotonic()) > 0:
            answer = process.receive(left)
            if isinstance(answer, Described):
                return answer
            if isinstance(answer, Failed):
                return answer.message
            if not isinstance(answer, Beat):
                break
        process.kill()
        return "It does not answer."
    except ProcessGone as error:
        return f"It stopped when it was asked ({error})."
    finally:
        process.end()


def engine_finding(described: Described) -> Finding:
    """What an engine's own description means for the user."""
    gpus = [device for device in described.devices if device.is_gpu]
    inside = f", built for {' and '.join(described.backends)}" if described.backends else ""
    engine = f"llama.cpp (llama-cpp-python {described.version}{inside})"
    accelerated = _OTHER_BUILD if is_frozen() else _ACCELERATED
    if described.offload and gpus:
        cards = ", ".join(
            f"{gpu.description or gpu.name} with {gpu.free / _GIB:.1f} of {gpu.total / _GIB:.1f} GiB free"
            for gpu in gpus
        )
        return Finding(PART, FindingState.OK, f"{engine} on {cards}")
    processor = next((device.description for device in described.devices if not device.is_gpu), "") or "the processor"
    if described.offload:
        detail = f"{engine} could use a graphics card and finds none; it runs on {processor}"
        return Finding(PART, FindingState.LIMITED, detail, "Check the driver of the graphics card.")
    return Finding(PART, FindingState.OK, f"{engine} on {processor}", accelerated)
