"""Thirty files that can't be read are one message, not thirty."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from desktop_app.domain.documents import DocumentStatus
from desktop_app.domain.ingest_events import FileReport
from desktop_app.gui.library.entry_delegate import beside_title
from desktop_app.gui.library.file_notices import FileNotices, named_sentence
from desktop_app.gui.library.library_model import Entry, EntryState
from desktop_app.gui.main_window import MainWindow
from tests.gui.fakes import FakeUseCases


def told(window: MainWindow) -> list[tuple[str, str]]:
    found = []
    while (notice := window.notices.shown) is not None:
        found.append((notice.message, notice.hint))
        window.notices.dismiss()
    return found


def read(qtbot: QtBot, window: MainWindow, use_cases: FakeUseCases, names: list[str], status: DocumentStatus) -> None:
    for name in names:
        use_cases.failures[name] = FileReport(Path("/docs", name), "", status, error="It is damaged.")
    with qtbot.waitSignals([window.library.told] * len(names)):
        window.add([Path("/docs", name) for name in names])
    qtbot.waitUntil(lambda: not window.library.busy)
    (notices,) = window.findChildren(FileNotices)
    qtbot.waitUntil(lambda: notices.settled)


def test_files_that_were_not_read_are_counted_in_one_message(
    qtbot: QtBot, window: MainWindow, use_cases: FakeUseCases
) -> None:
    read(qtbot, window, use_cases, ["a.pdf"], DocumentStatus.FAILED)
    assert told(window) == [("“a.pdf” was not read.", "It is damaged.")]
    read(qtbot, window, use_cases, [f"{number}.pdf" for number in range(30)], DocumentStatus.FAILED)
    assert told(window) == [("30 files were not read.", "The library says why beside each.")]


def test_files_that_were_there_are_counted_in_another(
    qtbot: QtBot, window: MainWindow, use_cases: FakeUseCases
) -> None:
    read(qtbot, window, use_cases, ["a.pdf", "b.pdf", "c.pdf"], DocumentStatus.DUPLICATE)
    read(qtbot, window, use_cases, ["d.pdf"], DocumentStatus.FAILED)
    assert told(window) == [
        ("3 of the files are in your library already.", ""),
        ("“d.pdf” was not read.", "It is damaged."),
    ]


def test_the_reason_below_a_name_does_not_begin_with_it() -> None:
    entry = Entry(Path("/docs/a b.pdf"), "a b.pdf", EntryState.FAILED)
    assert beside_title("“a b.pdf” is empty.", entry) == "Is empty."
    assert beside_title("a b.pdf is not there.", entry) == "Is not there."
    assert beside_title("None of its 3 pages has text.", entry) == "None of its 3 pages has text."


def test_a_message_names_the_file_once() -> None:
    assert named_sentence("a.b. C.pdf is empty. Copy it again. Then add it.", "a.b. C.pdf") == (
        "a.b. C.pdf is empty.",
        "Copy it again. Then add it.",
    )
    assert named_sentence("The password does not open “a.pdf”. Try again.", "a.pdf") == (
        "The password does not open “a.pdf”.",
        "Try again.",
    )
    assert named_sentence("a.pdf is empty.", "a.pdf") == ("a.pdf is empty.", "")
    assert named_sentence("Its only page has no text. See a.pdf.", "a.pdf") is None
    assert named_sentence("It is damaged.", "a.pdf") is None
