"""How much memory a model needs, and how it is shared out between graphics cards and the processor; pure decisions.

The sizes are read from the headers: the weights of each layer, the keys and values of its attention at the whole
context (two bytes each), the buffers for computing (mostly the logits of a batch), and the projector.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import prod

from desktop_app.local_model.gguf_header import GgufHeader
from desktop_app.local_model.model_files import ModelFiles, picture_fit
from desktop_app.local_model.wire import Device, EngineOptions

BATCH = 512
_KEY_OR_VALUE_BYTES = 2
_RESERVE = 384 << 20
"""What a card's driver takes for itself, and what else it shows on the screen meanwhile."""
_RESERVE_SHARE = 0.05
_PROCESS = 96 << 20
"""The process itself: Python, libraries."""
_MIB, _GIB = 1 << 20, 1 << 30
_BLOCK = re.compile(r"blk\.(\d+)\.")
_DEFAULT_LAYERS_OF_NOTHING = 1


@dataclass(frozen=True, slots=True)
class Needs:
    """Bytes that a model takes.

    Attributes:
        layers: of each layer, weights and the cache of its attention.
        input: the table of embeddings, which stays with the processor.
        output: what comes after the last layer.
        shared: how much of the output is the table of embeddings once more, where the processor has both.
        compute: buffers, once on each device at work.
        projector: weights and buffers of the projector; 0 without one.
    """

    layers: tuple[int, ...]
    input: int
    output: int
    compute: int
    projector: int = 0
    shared: int = 0

    @property
    def total(self) -> int:
        """All of it in one place."""
        rest = self.input + self.output - self.shared + self.compute + self.projector
        return sum(self.layers) + rest + _PROCESS


@dataclass(frozen=True, slots=True)
class Placement:
    """Who computes what.

    Attributes:
        gpu_layers: the last so many layers are on graphics cards; one more than there are when the output is too.
        projector_on_gpu: whether pictures are encoded there.
        memory: what is needed of the memory of the processor, in bytes.
    """

    gpu_layers: int
    projector_on_gpu: bool
    memory: int


def needs(files: ModelFiles, options: EngineOptions) -> Needs:
    """What a model and its projector need with these options."""
    header = files.model
    context = min(options.context_tokens, header.context_length)
    count = max(_DEFAULT_LAYERS_OF_NOTHING, header.layers)
    layers = [_cache_bytes(header, layer, context) for layer in range(count)]
    first = last = 0
    for name, size in _tensor_bytes(header).items():
        block = _BLOCK.match(name)
        if block and int(block.group(1)) < count:
            layers[int(block.group(1))] += size
        elif name.startswith("token_embd"):
            first += size
        else:
            last += size
    width, inner = header.embedding_length, header.integer(f"{header.architecture}.feed_forward_length")
    compute = BATCH * (4 * header.tokens + 2 * context + 16 * width + 4 * inner)
    projector = _projector_bytes(files.projector, options.image_tiles)
    shared = 0 if "output.weight" in header.tensors else first
    return Needs(tuple(layers), first, last + shared, compute, projector, shared)


def _tensor_bytes(header: GgufHeader) -> dict[str, int]:
    """The size of each tensor; where types are unknown, the file's size shared out by their extents."""
    known = {name: header.tensor_bytes.get(name, 0) for name in header.tensors}
    missing = [name for name, size in known.items() if not size]
    if missing:
        left = max(0, header.size - sum(known.values()))
        extents = {name: prod(header.tensors[name]) for name in missing}
        share = left / max(1, sum(extents.values()))
        known |= {name: int(extent * share) for name, extent in extents.items()}
    return known


def _cache_bytes(header: GgufHeader, layer: int, context: int) -> int:
    """Keys and values of a layer's attention."""
    base = f"{header.architecture}.attention"
    heads = _of_layer(header, f"{base}.head_count", layer)
    groups = _of_layer(header, f"{base}.head_count_kv", layer) or heads
    size = header.embedding_length // heads if heads else 0
    keys = header.integer(f"{base}.key_length") or size
    values = header.integer(f"{base}.value_length") or size
    return context * groups * (keys + values) * _KEY_OR_VALUE_BYTES


def _of_layer(header: GgufHeader, key: str, layer: int) -> int:
    """A number of the header that may be given for each layer."""
    each = header.numbers.get(key, ())
    return int(each[layer]) if layer < len(each) else header.integer(key)


def _projector_bytes(eye: GgufHeader | None, tiles: int) -> int:
    """Weights, and the buffers for encoding one tile, or a whole picture where the projector cuts none."""
    if eye is None:
        return 0
    patch = eye.integer("clip.vision.patch_size") or 14
    pixels = picture_fit(eye, tiles).tile_pixels
    whole_picture = not picture_fit(eye, tiles).on_grid
    patches = (pixels // patch) ** 2 * (tiles if whole_picture else 1)
    width, inner = eye.integer("clip.vision.embedding_length"), eye.integer("clip.vision.feed_forward_length")
    heads = eye.integer("clip.vision.attention.head_count")
    return eye.size + 4 * patches * (8 * width + 2 * inner) + 4 * patches * patches * heads


def place(needed: Needs, devices: Sequence[Device], options: EngineOptions) -> Placement:
    """Shares a model out: the projector first, then as many layers as fit what is free on the graphics cards.

    Args:
        needed: what the model needs.
        devices: what the engine can compute on; none of them a GPU where the build can't use one.
        options: the user's wishes, which come before what is estimated to fit.
    """
    cards = [device for device in devices if device.is_gpu]
    if not cards:
        return Placement(0, projector_on_gpu=False, memory=needed.total)
    free = sum(_usable(card) for card in cards) - needed.compute * len(cards)
    wants_projector = needed.projector > 0 and options.projector_device != "cpu" and options.gpu_layers != 0
    on_gpu = wants_projector and (options.projector_device == "gpu" or needed.projector <= free)
    layers = _layers_that_fit(needed, free - (needed.projector if on_gpu else 0))
    if options.gpu_layers >= 0:
        layers = min(options.gpu_layers, len(needed.layers) + 1)
    if layers == 0 and options.projector_device != "gpu":
        on_gpu = on_gpu and needed.projector <= free
    return Placement(layers, on_gpu, _memory(needed, layers, on_gpu, shared=any(card.shared for card in cards)))


def _usable(card: Device) -> int:
    return max(0, int(card.free - max(_RESERVE, _RESERVE_SHARE * card.total)))


def _layers_that_fit(needed: Needs, free: int) -> int:
    """Layers go to the cards from the last one on, the output with the first of all or not at all."""
    count, used = 0, 0
    for size in reversed(needed.layers):
        if used + size > free:
            return count
        used += size
        count += 1
    return count + 1 if used + needed.output <= free else count


def _memory(needed: Needs, layers: int, projector_on_gpu: bool, *, shared: bool) -> int:
    if shared:
        return needed.total
    count = len(needed.layers)
    mine = sum(needed.layers[: max(0, count - layers)]) + needed.input + needed.compute + _PROCESS
    mine += 0 if layers > count else needed.output - needed.shared
    return mine + (0 if projector_on_gpu else needed.projector)


def attempts(first: Placement, needed: Needs, *, shared: bool = False) -> tuple[Placement, ...]:
    """What to try one after the other when memory does not suffice: ever fewer layers, at last none."""
    tries = [first]
    layers = first.gpu_layers
    while layers > 1:
        layers //= 2
        tries.append(
            Placement(layers, first.projector_on_gpu, _memory(needed, layers, first.projector_on_gpu, shared=shared))
        )
    if first.gpu_layers or first.projector_on_gpu:
        tries.append(Placement(0, projector_on_gpu=False, memory=needed.total))
    return tuple(tries)


def shortage(name: str, placement: Placement, available: int, context: int) -> str:
    """A sentence about too little memory, or "" where it suffices; `available` in bytes."""
    if placement.memory <= available:
        return ""
    return (
        f"{name} needs about {_size(placement.memory)} of memory with a context of {context} tokens, "
        f"and {_size(available)} are free."
    )


def offload_notice(name: str, tried: Placement, found: Placement, layers: int) -> str:
    """A sentence about what did not fit the graphics card, or "" where all that was meant to did."""
    if found.gpu_layers == tried.gpu_layers:
        if found.projector_on_gpu == tried.projector_on_gpu:
            return ""
        return (
            f"The graphics card has too little memory for the eyes of {name}, which look on the processor, more slowly."
        )
    if not found.gpu_layers:
        return f"The graphics card has too little memory for {name}, which runs on the processor, more slowly."
    return (
        f"The graphics card has too little memory for all of {name}: "
        f"{min(found.gpu_layers, layers)} of its {layers} layers run there, the others on the processor."
    )


def _size(count: int) -> str:
    return f"{count / _GIB:.1f} GiB" if count >= _GIB // 2 else f"{max(1, count // _MIB)} MiB"
