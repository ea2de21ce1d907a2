from __future__ import annotations

from types import SimpleNamespace

from desktop_app.support.frozen import is_frozen


def test_a_frozen_program_is_told_from_an_environment() -> None:
    assert is_frozen(SimpleNamespace(frozen=True))
    assert not is_frozen()
