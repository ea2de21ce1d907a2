"""Habits that hold for all nouns: values are frozen, and everything says what it is for."""

from __future__ import annotations

import dataclasses
import importlib
import inspect
import pkgutil
from types import ModuleType

import pytest

from desktop_app import domain
from desktop_app.domain.conversation import Conversation

MODULES = [
    importlib.import_module(f"{domain.__name__}.{found.name}") for found in pkgutil.iter_modules(domain.__path__)
]


def classes_of(module: ModuleType) -> list[type]:
    return [thing for _, thing in inspect.getmembers(module, inspect.isclass) if thing.__module__ == module.__name__]


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__.rpartition(".")[2])
def test_values_are_frozen_and_classes_documented(module: ModuleType) -> None:
    assert module.__doc__
    for kind in classes_of(module):
        assert inspect.getdoc(kind), kind
        if dataclasses.is_dataclass(kind) and kind is not Conversation:
            assert kind.__dataclass_params__.frozen, kind  # type: ignore[attr-defined]
            assert "__slots__" in vars(kind), kind


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__.rpartition(".")[2])
def test_what_a_port_promises_is_written_down(module: ModuleType) -> None:
    for kind in classes_of(module):
        if not getattr(kind, "_is_protocol", False):
            continue
        for name, member in vars(kind).items():
            if not name.startswith("_") and (inspect.isfunction(member) or isinstance(member, property)):
                assert inspect.getdoc(member), f"{kind.__name__}.{name}"
