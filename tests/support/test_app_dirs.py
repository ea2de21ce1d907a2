from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.support.app_dirs import HOME_VARIABLE, app_dirs


def test_everything_stands_below_a_given_home(tmp_path: Path) -> None:
    dirs = app_dirs(tmp_path)
    folders = [dirs.data, dirs.config, dirs.cache, dirs.logs, dirs.library, dirs.models]
    assert all(tmp_path in folder.parents for folder in folders)
    assert len(set(folders)) == len(folders)


def test_a_given_home_wins_over_the_variable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "variable"))
    assert app_dirs().data == tmp_path / "variable" / "data"
    assert app_dirs(tmp_path / "given").data == tmp_path / "given" / "data"


def test_a_relative_home_does_not_move_with_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert app_dirs(Path("here")).data == tmp_path / "here" / "data"


def test_the_user_s_home_is_understood(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(HOME_VARIABLE, "~/references")
    assert app_dirs().data == Path.home() / "references" / "data"


@pytest.mark.parametrize("value", [None, ""])
def test_without_a_home_the_system_s_folders_are_used(value: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(HOME_VARIABLE, raising=False)
    if value is not None:
        monkeypatch.setenv(HOME_VARIABLE, value)
    dirs = app_dirs()
    for folder in (dirs.data, dirs.config, dirs.cache, dirs.logs):
        assert folder.is_absolute()
        assert "imageref-desktop" in folder.parts
