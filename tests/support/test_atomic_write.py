from __future__ import annotations

import os
from pathlib import Path

import pytest

from desktop_app.support.atomic_write import sync_folder, write_atomically


def test_writes_and_replaces(tmp_path: Path) -> None:
    target = tmp_path / "new folder" / "settings.json"
    write_atomically(target, b"old")
    write_atomically(target, b"new")
    assert target.read_bytes() == b"new"
    assert [entry.name for entry in target.parent.iterdir()] == ["settings.json"]


def test_a_target_that_can_t_be_replaced_leaves_nothing_behind(tmp_path: Path) -> None:
    target = tmp_path / "settings.json"
    target.mkdir()
    (target / "inside").touch()
    with pytest.raises(OSError, match="directory"):
        write_atomically(target, b"new")
    assert [entry.name for entry in tmp_path.iterdir()] == ["settings.json"]
    assert (target / "inside").exists()


def test_content_that_can_t_be_written_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "settings.json"
    write_atomically(target, b"old")
    with pytest.raises(TypeError):
        write_atomically(target, "text is no bytes")  # type: ignore[arg-type]
    assert target.read_bytes() == b"old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["settings.json"]


def test_a_folder_that_is_gone_can_t_be_synchronised(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        sync_folder(tmp_path / "gone")


def test_windows_has_no_folders_to_synchronise(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "name", "nt")
    sync_folder(tmp_path)
