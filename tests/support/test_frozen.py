from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from desktop_app.support.frozen import is_frozen, licence_folder


def test_a_frozen_program_is_told_from_an_environment() -> None:
    assert is_frozen(SimpleNamespace(frozen=True))
    assert not is_frozen()


@pytest.mark.parametrize(
    ("executable", "licences"),
    [("app/imageref-desktop", "app/licences"), ("Contents/MacOS/imageref-desktop", "Contents/Resources/licences")],
)
def test_an_installed_program_has_its_licences_beside_it(tmp_path: Path, executable: str, licences: str) -> None:
    program = SimpleNamespace(frozen=True, executable=str(tmp_path / executable))
    assert licence_folder(program) is None
    (tmp_path / licences).mkdir(parents=True)
    assert licence_folder(program) == tmp_path.resolve() / licences
    assert licence_folder() is None
