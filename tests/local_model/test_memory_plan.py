"""Sharing a model out, on lists of devices as llama.cpp gives them on other machines."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.domain.errors import ModelError
from desktop_app.local_model import loading, memory_plan
from desktop_app.local_model.gguf_header import GgufHeader
from desktop_app.local_model.memory_plan import Needs, Placement, attempts, needs, offload_notice, place, shortage
from desktop_app.local_model.model_files import ModelFiles, check_model
from desktop_app.local_model.wire import Device, EngineOptions

pytestmark = pytest.mark.heavy

GIB, MIB = 1 << 30, 1 << 20
CPU = Device("CPU", "AMD Ryzen 7 5800X 8-Core Processor", is_gpu=False, free=20 * GIB, total=32 * GIB)
CUDA_12 = Device("CUDA0", "NVIDIA GeForce RTX 4070", is_gpu=True, free=11 * GIB, total=12 * GIB)
CUDA_4 = Device("CUDA0", "NVIDIA GeForce GTX 1650", is_gpu=True, free=3 * GIB + 500 * MIB, total=4 * GIB)
CUDA_4B = Device("CUDA1", "NVIDIA GeForce GTX 1650", is_gpu=True, free=3 * GIB + 800 * MIB, total=4 * GIB)
VULKAN = Device("Vulkan0", "AMD Radeon RX 6600 (RADV NAVI23)", is_gpu=True, free=7 * GIB, total=8 * GIB)
VULKAN_IN_PROCESSOR = Device(
    "Vulkan0", "Intel(R) Iris(R) Xe Graphics", is_gpu=True, free=7 * GIB, total=8 * GIB, shared=True
)
METAL = Device("MTL0", "Apple M2", is_gpu=True, free=10 * GIB, total=10 * GIB + 922 * MIB, shared=True)
OPTIONS = EngineOptions()


def internvl_8b(context: int = 8192) -> tuple[ModelFiles, Needs]:
    """The header of an InternVL2-8B of four bits and its projector, as they are published."""
    values = {
        "general.architecture": "internlm2",
        "internlm2.block_count": 32,
        "internlm2.context_length": 32768,
        "internlm2.embedding_length": 4096,
        "internlm2.feed_forward_length": 14336,
        "internlm2.attention.head_count": 32,
        "internlm2.attention.head_count_kv": 8,
    }
    layer = {"attn": 4096 * 6144 * 9 // 16, "ffn": 3 * 4096 * 14336 * 9 // 16, "attn_output": 4096 * 4096 * 9 // 16}
    sizes = {f"blk.{number}.{part}.weight": size for number in range(32) for part, size in layer.items()}
    sizes |= {"token_embd.weight": 92553 * 4096 * 9 // 16, "output.weight": 92553 * 4096 * 13 // 16}
    model = GgufHeader(
        Path("internvl2-8b-q4_k_m.gguf"),
        sum(sizes.values()),
        values,  # type: ignore[arg-type]
        tensors=dict.fromkeys(sizes, (1,)),
        tokens=92553,
        tensor_bytes=sizes,
    )
    eye_values = {
        "general.architecture": "clip",
        "clip.projector_type": "internvl",
        "clip.vision.image_size": 448,
        "clip.vision.patch_size": 14,
        "clip.vision.embedding_length": 1024,
        "clip.vision.feed_forward_length": 4096,
        "clip.vision.attention.head_count": 16,
    }
    files = ModelFiles(model, GgufHeader(Path("mmproj.gguf"), 650 * MIB, eye_values))  # type: ignore[arg-type]
    return files, needs(files, replace_options(context_tokens=context))


def replace_options(**changes: object) -> EngineOptions:
    return EngineOptions(**changes)  # type: ignore[arg-type]


FILES, NEEDED = internvl_8b()


def test_what_a_model_needs_is_read_from_its_header() -> None:
    assert sum(NEEDED.layers) + NEEDED.input + NEEDED.output == pytest.approx(FILES.model.size + GIB, rel=0.01)
    assert 650 * MIB < NEEDED.projector < 900 * MIB
    assert 150 * MIB < NEEDED.compute < 400 * MIB
    longer = internvl_8b(32768)[1]
    assert sum(longer.layers) - sum(NEEDED.layers) == 3 * GIB  # 128 KiB a token


def test_an_output_that_is_the_input_once_more_counts_on_a_card_alone() -> None:
    tensors = {name: shape for name, shape in FILES.model.tensors.items() if name != "output.weight"}
    found = needs(ModelFiles(replace(FILES.model, tensors=tensors)), OPTIONS)
    assert found.output == found.shared == found.input
    assert found.total == NEEDED.total - NEEDED.projector - NEEDED.output
    assert place(found, [CUDA_12], OPTIONS).gpu_layers == 33


def test_layers_may_differ() -> None:
    values = {**FILES.model.values, "internlm2.attention.key_length": 64, "internlm2.attention.value_length": 64}
    del values["internlm2.attention.head_count_kv"]
    groups = {"internlm2.attention.head_count_kv": (4.0, 0.0, *[8.0] * 30)}
    header = replace(FILES.model, values=values, numbers=groups)
    layers = needs(ModelFiles(header), OPTIONS).layers
    assert layers[2] - layers[0] == 4 * 128 * 2 * 8192


def test_types_that_are_not_known_share_what_is_left_of_the_file() -> None:
    shapes = {"blk.0.a": (10, 30), "blk.1.a": (10, 10), "token_embd.weight": (5, 10)}
    header = replace(FILES.model, size=1000, tensors=shapes, tensor_bytes={"token_embd.weight": 200})
    found = needs(ModelFiles(header), replace_options(context_tokens=0))
    assert (found.layers[0], found.layers[1], found.input) == (600, 200, 200)


def test_the_installed_models_need_what_they_take(tiny_file: Path, tiny_projector_file: Path) -> None:
    found = needs(check_model(tiny_file, tiny_projector_file), OPTIONS)
    assert len(found.layers) == 2
    assert found.total < 200 * MIB


def test_without_a_card_all_is_with_the_processor() -> None:
    assert place(NEEDED, [CPU], OPTIONS) == Placement(0, projector_on_gpu=False, memory=NEEDED.total)


def test_a_large_card_takes_everything() -> None:
    found = place(NEEDED, [CUDA_12, CPU], OPTIONS)
    assert (found.gpu_layers, found.projector_on_gpu) == (33, True)
    assert found.memory < GIB


@pytest.mark.parametrize(
    ("devices", "least", "most"),
    [((CUDA_4, CPU), 8, 16), ((CUDA_4, CUDA_4B, CPU), 28, 33), ((VULKAN, CPU), 30, 33), ((METAL, CPU), 33, 33)],
)
def test_layers_are_chosen_by_what_is_free(devices: tuple[Device, ...], least: int, most: int) -> None:
    found = place(NEEDED, devices, OPTIONS)
    assert least <= found.gpu_layers <= most
    assert found.projector_on_gpu
    used = sum(NEEDED.layers[32 - min(32, found.gpu_layers) :]) + NEEDED.projector
    assert used < sum(device.free for device in devices if device.is_gpu)


def test_a_card_inside_the_processor_saves_no_memory() -> None:
    assert place(NEEDED, [VULKAN_IN_PROCESSOR, CPU], OPTIONS).memory == NEEDED.total
    assert place(NEEDED, [METAL, CPU], OPTIONS).memory == NEEDED.total


def test_a_longer_context_leaves_room_for_fewer_layers() -> None:
    short, long = (place(internvl_8b(context)[1], [VULKAN, CPU], OPTIONS).gpu_layers for context in (8192, 32768))
    assert long < short


def test_the_users_wishes_come_first() -> None:
    assert place(NEEDED, [CUDA_12], replace_options(gpu_layers=5)).gpu_layers == 5
    assert place(NEEDED, [CUDA_4], replace_options(gpu_layers=99)).gpu_layers == 33
    assert place(NEEDED, [CUDA_12], replace_options(gpu_layers=0)) == Placement(0, False, NEEDED.total)
    on_processor = place(NEEDED, [CUDA_4], replace_options(projector_device="cpu"))
    assert not on_processor.projector_on_gpu
    assert on_processor.gpu_layers > place(NEEDED, [CUDA_4], OPTIONS).gpu_layers
    full = Device("CUDA0", "a full card", is_gpu=True, free=600 * MIB, total=4 * GIB)
    assert not place(NEEDED, [full], OPTIONS).projector_on_gpu
    assert place(NEEDED, [full], replace_options(projector_device="gpu")).projector_on_gpu


def test_fewer_layers_are_tried_until_none() -> None:
    first = place(NEEDED, [CUDA_12], OPTIONS)
    tries = attempts(first, NEEDED)
    assert [each.gpu_layers for each in tries] == [33, 16, 8, 4, 2, 1, 0]
    assert [each.memory for each in tries] == sorted(each.memory for each in tries)
    assert tries[-1] == Placement(0, projector_on_gpu=False, memory=NEEDED.total)
    assert attempts(Placement(0, projector_on_gpu=False, memory=1), NEEDED) == (Placement(0, False, 1),)


def test_what_did_not_fit_is_told() -> None:
    found = place(NEEDED, [CUDA_12], OPTIONS)
    assert offload_notice("m", found, found, 32) == ""
    some = offload_notice("m", found, replace(found, gpu_layers=16), 32)
    assert some.endswith("16 of its 32 layers run there, the others on the processor.")
    assert "more slowly" in offload_notice("m", found, replace(found, gpu_layers=0), 32)


def test_too_little_memory_is_one_sentence_with_both_sizes() -> None:
    found = place(NEEDED, [CPU], OPTIONS)
    assert shortage("m", found, found.memory, 8192) == ""
    sentence = shortage("internvl2-8b", found, 300 * MIB, 8192)
    assert sentence.startswith("internvl2-8b needs about 6.")
    assert sentence.endswith("GiB of memory with a context of 8192 tokens, and 300 MiB are free.")


def test_a_model_that_memory_can_not_hold_is_refused_before_it_is_loaded() -> None:
    """An 8B model of a context of millions of tokens; its file does not even exist."""
    header = replace(FILES.model, values={**FILES.model.values, "internlm2.context_length": 1 << 24})
    files = ModelFiles(header, None)
    options = replace_options(context_tokens=1 << 24)
    with pytest.raises(ModelError, match=r"needs about \d+\.\d GiB of memory"):
        loading.load(files, options, 1)
    with pytest.raises(ModelError, match="can't load"):
        loading.load(files, replace_options(context_tokens=1 << 24, check_memory=False), 1)


def test_batches_are_those_of_the_engine() -> None:
    from desktop_app.local_model.llama_library import BATCH_TOKENS

    assert memory_plan.BATCH == BATCH_TOKENS


# Loading, with cards that are not there


class Card:
    """A graphics card that holds so many layers, and a projector or not; what was tried on it stands in `tried`."""

    def __init__(self, layers: int, *, eyes: bool = True, device: Device = CUDA_12) -> None:
        self.tried: list[tuple[int, bool | None]] = []
        self.closed = 0
        self._layers, self._eyes, self._device = layers, eyes, device

    @property
    def backend(self) -> loading.Backend:
        return loading.Backend(lambda: [self._device, CPU], lambda: CPU.free, self._model, self._projector)  # type: ignore[arg-type]

    def close(self) -> None:
        self.closed += 1

    def _model(self, _path: Path, *, gpu_layers: int, **_options: object) -> Card:
        self.tried.append((gpu_layers, None))
        if gpu_layers > self._layers:
            raise ModelError("There is not enough memory for a context of 8192 tokens.", "")
        return self

    def _projector(self, _header: GgufHeader, _model: object, *, use_gpu: bool, **_options: object) -> str:
        self.tried[-1] = (self.tried[-1][0], use_gpu)
        if use_gpu and not self._eyes:
            raise ModelError("The projector does not fit.", "")
        return "eyes"


def test_a_card_with_room_gets_everything_and_nothing_is_said() -> None:
    card = Card(33)
    loaded = loading.load(FILES, OPTIONS, 4, backend=card.backend)
    assert (card.tried, loaded.gpu_layers, loaded.notices) == ([(33, True)], 32, ())


def test_a_card_that_holds_less_than_it_said_gets_fewer_layers_and_that_is_said() -> None:
    card = Card(9)
    loaded = loading.load(FILES, OPTIONS, 4, backend=card.backend)
    assert card.tried == [(33, None), (16, None), (8, True)]
    assert loaded.gpu_layers == 8
    assert [notice.endswith("8 of its 32 layers run there, the others on the processor.") for notice in loaded.notices]


def test_a_card_that_holds_nothing_is_left_alone_and_that_is_said() -> None:
    card = Card(0)
    loaded = loading.load(FILES, OPTIONS, 4, backend=card.backend)
    assert [layers for layers, _ in card.tried] == [33, 16, 8, 4, 2, 1, 0]
    assert card.tried[-1] == (0, False)
    assert loaded.gpu_layers == 0
    [notice] = loaded.notices
    assert notice.startswith("The graphics card has too little memory for internvl2-8b-q4_k_m.gguf, which runs on")


def test_what_was_loaded_is_freed_before_the_next_try() -> None:
    card = Card(33, eyes=False)
    loaded = loading.load(FILES, OPTIONS, 4, backend=card.backend)
    assert card.closed == len(card.tried) - 1
    assert card.tried[-1] == (0, False)
    assert loaded.projector == "eyes"


def test_eyes_that_do_not_fit_the_card_look_on_the_processor_and_that_is_said() -> None:
    small = replace_options(gpu_layers=0, projector_device="gpu")
    first = Placement(0, projector_on_gpu=True, memory=1)
    notice = offload_notice("m", first, replace(first, projector_on_gpu=False), 32)
    assert "eyes of m" in notice
    assert loading.load(FILES, small, 4, backend=Card(0).backend).notices == ()


def test_where_even_the_processor_fails_the_reason_is_told() -> None:
    card = Card(-1)
    with pytest.raises(ModelError, match="not enough memory"):
        loading.load(FILES, OPTIONS, 4, backend=card.backend)
    assert card.tried[-1][0] == 0


def test_the_rest_has_to_fit_the_processor_before_fewer_layers_are_tried() -> None:
    card = Card(9)
    poor = loading.Backend(lambda: [CUDA_12, CPU], lambda: GIB, card._model, card._projector)  # type: ignore[arg-type]
    with pytest.raises(ModelError, match=r"needs about \d\.\d GiB of memory"):
        loading.load(FILES, OPTIONS, 4, backend=poor)
    assert card.tried == [(33, None)]
