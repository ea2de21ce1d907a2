from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.domain.ports import FindingState
from desktop_app.local_model.hardware import (
    available_memory,
    describe_engine,
    describe_machine,
    engine_finding,
    physical_cores,
    usable_cards,
)
from desktop_app.local_model.supervisor import describe_exit
from desktop_app.local_model.wire import Described, Device

pytestmark = pytest.mark.heavy

GIB = 1 << 30
CPU = Device("CPU", "A Processor", is_gpu=False, free=0, total=0)
CARD = Device("CUDA0", "NVIDIA GeForce RTX 4070", is_gpu=True, free=10 * GIB, total=12 * GIB)


def described(*devices: Device, offload: bool) -> Described:
    return Described(version="0.3.36", offload=offload, devices=devices, features="")


def test_a_card_that_is_used_is_named_with_its_memory() -> None:
    finding = engine_finding(described(CARD, CPU, offload=True))
    assert finding.state is FindingState.OK
    assert "RTX 4070 with 10.0 of 12.0 GiB free" in finding.detail


def test_an_accelerated_build_without_a_card_is_limited() -> None:
    finding = engine_finding(described(CPU, offload=True))
    assert finding.state is FindingState.LIMITED
    assert "A Processor" in finding.detail
    assert "driver" in finding.remedy


def test_a_build_for_the_processor_says_how_to_get_another() -> None:
    finding = engine_finding(described(CPU, offload=False))
    assert finding.state is FindingState.OK
    assert "GGML_CUDA" in finding.remedy


def test_the_installed_engine_is_described() -> None:
    finding = describe_engine()
    assert finding.state is not FindingState.BROKEN
    assert "llama.cpp" in finding.detail


def test_this_machine_is_described() -> None:
    machine = describe_machine()
    assert machine.has_engine
    assert machine.memory > 1 << 28
    assert machine.cores == physical_cores()


def test_only_a_card_that_the_engine_uses_counts() -> None:
    assert usable_cards(described(CARD, CPU, offload=True)) == ("NVIDIA GeForce RTX 4070",)
    assert usable_cards(described(CARD, CPU, offload=False)) == ()


def test_there_is_a_core() -> None:
    assert physical_cores() >= 1


def test_memory_is_free() -> None:
    assert available_memory() > 1 << 20


def test_a_container_limits_memory_but_for_what_it_keeps_of_files(tmp_path: Path) -> None:
    free = available_memory(tmp_path)
    (tmp_path / "memory.max").write_text("3000000\n")
    (tmp_path / "memory.current").write_text("2900000\n")
    (tmp_path / "memory.stat").write_text("anon 900000\nactive_file 500000\ninactive_file 1500000\n")
    assert available_memory(tmp_path) == 2_100_000
    (tmp_path / "memory.max").write_text("max\n")
    assert available_memory(tmp_path) > min(free, 1 << 30) // 2


@pytest.mark.parametrize(
    ("code", "says"), [(None, "pipe"), (0, "exit code 0"), (3, "3"), (-6, "SIGABRT"), (-9, "memory"), (-200, "200")]
)
def test_exit_codes_in_words(code: int | None, says: str) -> None:
    assert says in describe_exit(code)
