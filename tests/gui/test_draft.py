"""A question that is being written outlives the program, with what it is limited to."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.gui.chat.draft import FILE_NAME, KEEP_MS
from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.preferences import MemoryPreferences
from tests.gui.fakes import FakeWorkspace, make_document
from tests.gui.window_steps import answered


@pytest.fixture
def folder(preferences: MemoryPreferences, tmp_path: Path) -> Path:
    preferences.folders = {"library": tmp_path}
    return tmp_path


def kept(folder: Path) -> dict[str, object]:
    file = folder / FILE_NAME
    return dict(json.loads(file.read_text())) if file.exists() else {}


def ready(qtbot: QtBot, window: MainWindow) -> MainWindow:
    """The window once it knows what was kept."""
    qtbot.waitUntil(lambda: window.draft.is_read and not window.lanes.opening.busy)
    return window


def test_it_is_kept_while_it_is_written_and_there_at_the_next_start(
    qtbot: QtBot, open_window: Callable[[], MainWindow], folder: Path
) -> None:
    assert KEEP_MS <= 500
    window = ready(qtbot, open_window())
    qtbot.keyClicks(window.composer.field, "How is the ")
    assert window.draft.timer.isActive()
    qtbot.keyClicks(window.composer.field, "pump")
    qtbot.waitUntil(lambda: kept(folder) == {"question": "How is the pump"})
    again = ready(qtbot, open_window())  # the first goes on, as one does that was killed
    assert again.composer.field.toPlainText() == "How is the pump"
    assert again.composer.field.textCursor().atEnd()


def test_closing_keeps_the_last_letter(qtbot: QtBot, open_window: Callable[[], MainWindow], folder: Path) -> None:
    window = ready(qtbot, open_window())
    qtbot.keyClicks(window.composer.field, "x")
    window.close()
    assert kept(folder) == {"question": "x"}


def test_what_was_sent_is_no_draft_any_more(qtbot: QtBot, open_window: Callable[[], MainWindow], folder: Path) -> None:
    window = ready(qtbot, open_window())
    answered(qtbot, window)
    qtbot.waitUntil(lambda: not window.draft.timer.isActive() and not window.lanes.history.busy)
    assert kept(folder) == {}


def test_documents_and_collections_that_it_is_limited_to_come_back(
    qtbot: QtBot, open_window: Callable[[], MainWindow], workspace: FakeWorkspace, folder: Path
) -> None:
    document = workspace.library.add(make_document(1))
    workspace.library.add(make_document(2))
    collection = workspace.library.collections.add("Pumps")
    workspace.library.collections.put(collection.id, [document.id])
    window = ready(qtbot, open_window())
    window.library_part.chip.limit_to_documents([document])
    qtbot.waitUntil(lambda: kept(folder) == {"documents": [document.id]})
    again = ready(qtbot, open_window())
    qtbot.waitUntil(lambda: again.library_part.scope.documents == {document.id})
    assert again.library_part.scope.collection is None
    again.library_part.chip.limit_to_collection(workspace.library.collections.all()[0])
    qtbot.waitUntil(lambda: kept(folder) == {"collection": collection.id})
    third = ready(qtbot, open_window())
    qtbot.waitUntil(lambda: third.library_part.scope.collection == collection.id)


def test_what_is_gone_limits_nothing(qtbot: QtBot, open_window: Callable[[], MainWindow], folder: Path) -> None:
    (folder / FILE_NAME).write_text(json.dumps({"question": "Why?", "documents": ["gone", 7], "collection": 99}))
    window = ready(qtbot, open_window())
    assert window.composer.field.toPlainText() == "Why?"
    assert window.library_part.scope.documents is None


@pytest.mark.parametrize(
    "content", [b"", b"[1]", b"{", b"\xff\xfe", b'{"question": 3, "documents": "x"}', b"[" * 9_000]
)
def test_a_damaged_file_counts_as_empty(
    qtbot: QtBot, open_window: Callable[[], MainWindow], folder: Path, content: bytes
) -> None:
    (folder / FILE_NAME).write_bytes(content)
    window = ready(qtbot, open_window())
    assert window.composer.field.toPlainText() == ""


def test_nothing_is_kept_where_conversations_are_not(
    qtbot: QtBot, open_window: Callable[[], MainWindow], preferences: MemoryPreferences, folder: Path
) -> None:
    (folder / FILE_NAME).write_text(json.dumps({"question": "An earlier one"}))
    preferences.change("keep_conversations", False)
    window = ready(qtbot, open_window())
    assert window.composer.field.toPlainText() == ""
    qtbot.keyClicks(window.composer.field, "secret")
    window.close()
    assert kept(folder) == {}


def test_a_folder_that_can_not_be_written_to_stops_nothing(
    qtbot: QtBot, open_window: Callable[[], MainWindow], folder: Path
) -> None:
    window = ready(qtbot, open_window())
    (folder / FILE_NAME).mkdir()
    qtbot.keyClicks(window.composer.field, "Why?")
    qtbot.waitUntil(lambda: not window.draft.timer.isActive() and not window.lanes.history.busy)
    answered(qtbot, window)
