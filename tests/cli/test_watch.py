from __future__ import annotations

import os
from pathlib import Path

import pytest

from desktop_app.cli.session import ExitCode
from tests.cli.conftest import CommandLine
from tests.helpers.fake_reader import paragraphs, write_document


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "followed"
    made.mkdir()
    write_document(made / "pump.pdf", [paragraphs("The pump lifts water.")])
    return made


def test_folders_are_followed_listed_and_left(imageref: CommandLine, folder: Path, tmp_path: Path) -> None:
    assert imageref("watch") == 0
    assert "No folder is followed" in imageref.err
    assert imageref("watch", folder, "--json") == 0
    assert imageref.records == [{"folder": str(folder), "files": 1, "changed": 1, "reachable": True}]
    away = folder.rename(tmp_path / "away")
    assert imageref("watch") == 0
    assert "can't be reached now" in imageref.out
    away.rename(folder)
    assert imageref("watch", "--stop", folder) == 0
    assert imageref.out == ""
    assert imageref("watch", tmp_path / "nowhere") == ExitCode.SOME_FAILED
    assert "is no folder" in imageref.err


def test_what_is_new_or_changed_is_read_once(imageref: CommandLine, folder: Path) -> None:
    assert imageref("watch", folder, "--read") == 0
    assert "pump.pdf: ready" in imageref.out
    assert imageref("watch", "--read") == 0
    assert "Nothing is new" in imageref.err
    changed = write_document(folder / "pump.pdf", [paragraphs("The pump lifts oil.")])
    os.utime(changed, (1_700_000_000, 1_700_000_000))
    assert imageref("watch", "--read") == 0
    imageref("search", "oil", "--json")
    assert [record["document"] for record in imageref.records] == ["pump"]
    imageref("documents", "--json")
    assert len(imageref.records) == 1


def test_a_file_that_moved_is_followed_and_one_that_is_gone_is_told(imageref: CommandLine, folder: Path) -> None:
    imageref("watch", folder, "--read")
    moved = (folder / "pump.pdf").rename(folder / "moved.pdf")
    assert imageref("watch", "--read") == 0
    assert "not there any more" not in imageref.err
    imageref("documents", "--json")
    assert [record["path"] for record in imageref.records] == [str(moved)]
    moved.unlink()
    assert imageref("watch", "--read") == 0
    assert "moved.pdf is not there any more" in imageref.err
    imageref("documents", "--json")
    assert len(imageref.records) == 1
