"""The composition root: what is made when, and what the window remembers."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from desktop_app.domain.errors import LibraryLocked
from desktop_app.domain.ports import FindingState
from desktop_app.settings.schema import Settings
from desktop_app.settings.store import SettingsStore
from desktop_app.startup import LocalWorkspace, MadeOnce, WindowPreferences
from desktop_app.support.app_dirs import app_dirs

pytestmark = pytest.mark.heavy

NOTHING_HEAVY = """
import sys
from desktop_app.startup import LocalWorkspace
import desktop_app.cli.main
heavy = {"PySide6", "chromadb", "llama_cpp", "onnxruntime", "open_clip", "pymupdf", "tokenizers", "torch"}
print(sorted(heavy & set(sys.modules)))
"""


@pytest.fixture
def workspace(tmp_path: Path) -> LocalWorkspace:
    dirs = app_dirs(tmp_path)
    return LocalWorkspace(dirs, dirs.library, Settings())


def test_a_thing_is_made_once_whoever_asks() -> None:
    made: list[int] = []
    once = MadeOnce(lambda: made.append(1) or len(made))  # type: ignore[func-returns-value]
    assert once.if_made() is None
    threads = [threading.Thread(target=once) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (once(), once.if_made(), made) == (1, 1, [1])


def test_a_failure_is_tried_again() -> None:
    answers = [ValueError("first"), None]

    def make() -> str:
        problem = answers.pop(0)
        if problem:
            raise problem
        return "made"

    once = MadeOnce(make)
    with pytest.raises(ValueError, match="first"):
        once()
    assert once() == "made"


def test_adapters_are_made_when_they_are_asked_for(workspace: LocalWorkspace) -> None:
    try:
        assert workspace.reader is workspace.reader
        assert workspace.models is workspace.models
        assert workspace.text_embedder.dimension == 384
        assert workspace.image_embedder is None
        assert workspace.library.documents() == []
    finally:
        workspace.close()


def test_the_library_is_given_back(tmp_path: Path, workspace: LocalWorkspace) -> None:
    dirs = app_dirs(tmp_path)
    second = LocalWorkspace(dirs, dirs.library, Settings())
    assert workspace.library.documents() == []
    with pytest.raises(LibraryLocked):
        _ = second.library
    workspace.close()
    assert second.library.documents() == []
    second.close()


def test_importing_the_program_loads_nothing_heavy() -> None:
    shown = subprocess.run(
        [sys.executable, "-c", NOTHING_HEAVY], capture_output=True, text=True, check=True, timeout=60
    )
    assert shown.stdout.strip() == "[]"


def test_the_doctor_looks_at_every_part(workspace: LocalWorkspace) -> None:
    try:
        findings = {finding.part: finding for finding in workspace.doctor()}
    finally:
        workspace.close()
    assert findings["Text search"].state is FindingState.OK
    assert findings["Picture search"].state is FindingState.LIMITED
    assert "safetensors" in findings["Picture search"].remedy
    assert findings["Language model engine"].state is not FindingState.BROKEN
    assert "0 documents" in findings["Library"].detail


def test_the_doctor_reports_what_fails(tmp_path: Path, workspace: LocalWorkspace) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "library").write_text("a file where a folder should be")
    try:
        findings = {finding.part: finding for finding in workspace.doctor()}
    finally:
        workspace.close()
    assert findings["Library"].state is FindingState.BROKEN
    assert findings["Library"].remedy


def test_window_preferences_are_settings(tmp_path: Path) -> None:
    dirs, library = app_dirs(tmp_path), tmp_path / "library"
    preferences = WindowPreferences(SettingsStore(tmp_path / "settings.json"), dirs, library)
    preferences.model = "starter"
    preferences.eagerness = "many"
    preferences.theme = "dark"
    assert preferences.change("keep_conversations", False) == ""
    assert "Reading processes" in preferences.change("pdf_workers", 99)
    again = WindowPreferences(SettingsStore(tmp_path / "settings.json"), dirs, library)
    assert (again.model, again.eagerness, again.theme) == ("starter", "many", "dark")
    assert not again.keep_conversations
    assert again.settings.pdf_workers == Settings().pdf_workers
    assert again.window_file == dirs.config / "window.ini"
    assert again.folders["library"] == library


def test_a_setting_that_can_not_be_saved_is_no_obstacle(tmp_path: Path, expected_logs: list[str]) -> None:
    expected_logs.append("could not be saved")
    store = SettingsStore(tmp_path / "config" / "settings.json")
    (tmp_path / "config").write_text("a file where a folder should be")
    preferences = WindowPreferences(store, app_dirs(tmp_path), tmp_path / "library")
    preferences.theme = "dark"
    assert preferences.theme == "system"
    assert "could not be saved" in preferences.change("theme", "dark")
