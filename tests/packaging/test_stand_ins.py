"""What stands for the libraries that are left out does the same as they, where something asks for it."""

from __future__ import annotations

import runpy
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

HOOK = Path(__file__).resolve().parents[2] / "packaging/runtime_hooks/stand_ins.py"
REPLACED = ("shapely.geometry", "opentelemetry.exporter.otlp.proto.grpc.trace_exporter")
COORDINATES = st.integers(-4000, 4000).map(float)


@pytest.fixture(scope="module")
def stand_ins() -> Iterator[dict[str, Any]]:
    """What the hook defines; the modules that it replaces come back."""
    before = {name: sys.modules.get(name) for name in REPLACED}
    yield runpy.run_path(str(HOOK))
    for name, module in before.items():
        if module is None:
            del sys.modules[name]
        else:
            sys.modules[name] = module


@given(st.lists(st.tuples(COORDINATES, COORDINATES), min_size=4, max_size=4))
def test_boxes_have_the_size_that_shapely_finds(stand_ins: dict[str, Any], corners: list[tuple[float, float]]) -> None:
    box, shape = stand_ins["Polygon"](corners), shapely.Polygon(corners)
    assert box.area == pytest.approx(shape.area, abs=1e-6)
    assert box.length == pytest.approx(shape.length)


def test_the_names_that_are_asked_for_lead_there(stand_ins: dict[str, Any]) -> None:
    for name, content in zip(REPLACED, ("Polygon", "OTLPSpanExporter"), strict=True):
        assert getattr(sys.modules[name], content) is stand_ins[content]


def test_nothing_is_ever_sent(stand_ins: dict[str, Any]) -> None:
    with pytest.raises(RuntimeError, match="sends no measurements"):
        stand_ins["OTLPSpanExporter"](endpoint="http://localhost")
