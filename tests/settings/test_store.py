from __future__ import annotations

import json
from pathlib import Path

import pytest

from desktop_app.settings.schema import Settings, Theme
from desktop_app.settings.store import SettingsStore


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.json"


def test_a_first_start_has_the_defaults(file: Path) -> None:
    assert SettingsStore(file).current == Settings()
    assert not file.exists()


def test_a_change_is_kept_and_heard(file: Path) -> None:
    store = SettingsStore(file)
    heard: list[Settings] = []
    store.subscribe(heard.append)
    changed = store.update(theme="dark", figures="many")
    assert heard == [changed]
    assert SettingsStore(file).current == Settings(theme=Theme.DARK, figures="many")


def test_only_what_differs_is_written(file: Path) -> None:
    SettingsStore(file).update(pdf_workers=3, theme="system")
    assert json.loads(file.read_text()) == {"schema_version": 1, "pdf_workers": 3}


def test_a_value_out_of_bounds_changes_nothing(file: Path) -> None:
    store = SettingsStore(file)
    with pytest.raises(ValueError, match="from 1 to 16"):
        store.update(pdf_workers=0)
    assert store.current == Settings()
    assert not file.exists()


@pytest.mark.parametrize("content", ["", "{", "[1]", "\x00"])
def test_a_broken_file_is_no_obstacle(file: Path, content: str, expected_logs: list[str]) -> None:
    expected_logs.append("settings file can't be read")
    file.parent.mkdir()
    file.write_text(content)
    assert SettingsStore(file).current == Settings()


def test_what_is_valid_in_a_file_is_kept(file: Path, expected_logs: list[str]) -> None:
    expected_logs.append("figures, gone")
    file.parent.mkdir()
    file.write_text(json.dumps({"figures": "all", "gone": 1, "pdf_workers": 4}))
    assert SettingsStore(file).current == Settings(pdf_workers=4)
