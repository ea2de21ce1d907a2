from __future__ import annotations

import pytest

from desktop_app.domain.machine import Machine

GB = 1 << 30


@pytest.mark.parametrize(
    ("machine", "largest"),
    [
        (Machine(16 * GB, 4), 8 * GB),
        (Machine(GB, 4), 0),
        (Machine(16 * GB, 4, has_engine=False), 0),
    ],
)
def test_a_model_may_take_half_of_the_memory(machine: Machine, largest: int) -> None:
    assert machine.largest_model == largest
