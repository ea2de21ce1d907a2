"""Loading a model where its memory suffices: on graphics cards as far as they go, else on the processor."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from desktop_app.domain.errors import ModelError
from desktop_app.local_model import memory_plan
from desktop_app.local_model.hardware import available_memory
from desktop_app.local_model.llama_library import LoadedModel, devices
from desktop_app.local_model.memory_plan import Placement
from desktop_app.local_model.model_files import ModelFiles
from desktop_app.local_model.projector import Projector
from desktop_app.local_model.wire import Device, EngineOptions

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Loaded:
    """A model that is ready, and what the user should know about how it was loaded."""

    model: LoadedModel
    projector: Projector | None
    gpu_layers: int
    notices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Backend:
    """What loading rests on: llama.cpp and this machine; in tests, cards that are not there."""

    devices: Callable[[], Sequence[Device]] = devices
    free_memory: Callable[[], int] = available_memory
    make_model: Callable[..., LoadedModel] = LoadedModel
    make_projector: Callable[..., Projector] = Projector


LLAMA_CPP = Backend()


def load(files: ModelFiles, options: EngineOptions, threads: int, *, backend: Backend = LLAMA_CPP) -> Loaded:
    """Loads a model and its projector.

    Raises:
        ModelError: there is too little memory, or llama.cpp can't load the files.
    """
    needed = memory_plan.needs(files, options)
    found = backend.devices()
    first = memory_plan.place(needed, found, options)
    shared = any(device.is_gpu and device.shared for device in found)
    tries = memory_plan.attempts(first, needed, shared=shared)
    for number, placement in enumerate(tries):
        _refuse_without_memory(files, placement, options, backend.free_memory)
        try:
            model, projector = _load_as(placement, files, options, threads, backend=backend)
        except ModelError as error:
            if number + 1 == len(tries):
                raise
            _LOG.info("%d layers on the graphics card: %s", placement.gpu_layers, error)
            continue
        name, layers = files.model.path.name, len(needed.layers)
        notice = memory_plan.offload_notice(name, first, placement, layers)
        return Loaded(model, projector, min(placement.gpu_layers, layers), (notice,) if notice else ())
    raise AssertionError("there is always one way to try")


def _load_as(
    placement: Placement, files: ModelFiles, options: EngineOptions, threads: int, *, backend: Backend
) -> tuple[LoadedModel, Projector | None]:
    model = backend.make_model(
        files.model.path,
        context_tokens=options.context_tokens,
        threads=threads,
        gpu_layers=placement.gpu_layers,
    )
    if files.projector is None:
        return model, None
    try:
        return model, backend.make_projector(
            files.projector, model, options=options, use_gpu=placement.projector_on_gpu
        )
    except BaseException:
        model.close()
        raise


def _refuse_without_memory(
    files: ModelFiles, placement: Placement, options: EngineOptions, free_memory: Callable[[], int]
) -> None:
    if not options.check_memory:
        return
    context = min(options.context_tokens, files.model.context_length)
    sentence = memory_plan.shortage(files.model.path.name, placement, free_memory(), context)
    if sentence:
        raise ModelError(sentence, "Choose a smaller model or a shorter context, or close other programs.")
