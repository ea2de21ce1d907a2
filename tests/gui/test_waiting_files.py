"""Files that wait are read after the next start, whatever ended the program; one that ends it each time is not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from desktop_app.gui.library.library_model import EntryState
from desktop_app.gui.library.waiting_files import FILE_NAME, Waiting, WaitingFiles
from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.preferences import MemoryPreferences
from tests.gui.fakes import FakeUseCases

FILES = [Path(f"/docs/{number}.pdf") for number in range(5)]
STRANGE = Path("/docs/\udcff <b>\n\u202e.pdf")


@pytest.fixture
def preferences(tmp_path: Path) -> MemoryPreferences:
    made = MemoryPreferences(theme="light")
    made.folders = {"library": tmp_path}
    return made


def kept(folder: Path) -> Waiting:
    return WaitingFiles(folder).load()


def leave(folder: Path, files: list[Path], reading: Path | None) -> None:
    """What a program that is killed now leaves behind."""
    waiting = WaitingFiles(folder)
    waiting.load()
    waiting.write(waiting.content(files, reading))


def test_what_waits_is_kept_while_it_waits(
    qtbot: QtBot, window: MainWindow, use_cases: FakeUseCases, tmp_path: Path
) -> None:
    use_cases.gate.clear()
    window.add([*FILES, STRANGE])
    qtbot.waitUntil(lambda: kept(tmp_path).files == (*FILES, STRANGE))
    use_cases.gate.set()
    qtbot.waitUntil(lambda: kept(tmp_path).files == ())


def test_closing_keeps_what_waits_and_the_next_window_reads_it(
    qtbot: QtBot, open_window: Callable[[], MainWindow], use_cases: FakeUseCases, tmp_path: Path
) -> None:
    first = open_window()
    use_cases.gate.clear()
    first.add(FILES)
    qtbot.waitUntil(lambda: any(entry.progress for entry in first.model.entries))
    first.close()
    assert kept(tmp_path).files == tuple(FILES)
    use_cases.gate.set()
    use_cases.read.clear()
    open_window()
    qtbot.waitUntil(lambda: use_cases.read == FILES)


def test_files_that_were_stopped_are_not_kept(
    qtbot: QtBot, window: MainWindow, use_cases: FakeUseCases, tmp_path: Path
) -> None:
    use_cases.gate.clear()
    window.add(FILES)
    qtbot.waitUntil(lambda: kept(tmp_path).files == tuple(FILES))
    window.library.stop_all()
    qtbot.waitUntil(lambda: kept(tmp_path).files == ())


def test_a_file_that_ended_the_program_twice_is_left_alone_until_it_is_wanted(
    qtbot: QtBot, open_window: Callable[[], MainWindow], use_cases: FakeUseCases, tmp_path: Path
) -> None:
    for _ in range(2):
        leave(tmp_path, FILES, FILES[0])
    window = open_window()
    qtbot.waitUntil(lambda: use_cases.read == FILES[1:] and not window.library.busy)
    [row] = [entry for entry in window.model.entries if entry.state is EntryState.FAILED]
    assert row.path == FILES[0]
    assert "ended twice while it read this file" in row.problem
    window.library.add_unasked(FILES[:1])
    assert not window.library.busy
    window.library.retry([row])
    qtbot.waitUntil(lambda: use_cases.read[-1] == FILES[0])
    qtbot.waitUntil(lambda: kept(tmp_path) == Waiting())


def test_a_clean_end_counts_for_nothing(tmp_path: Path) -> None:
    for _ in range(5):
        leave(tmp_path, FILES, None)
    assert kept(tmp_path) == Waiting(tuple(FILES))
    leave(tmp_path, FILES, FILES[0])
    assert kept(tmp_path) == Waiting(tuple(FILES))


@given(
    st.one_of(
        st.binary(max_size=60),
        st.sampled_from(
            [
                b"[" * 100_000,
                b'{"waiting": 3, "ends": [], "reading": 4}',
                b'{"waiting": [null, "a.pdf"], "ends": {"x": "y"}}',
            ]
        ),
    )
)
def test_a_damaged_file_counts_as_empty(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    folder = tmp_path_factory.mktemp("library")
    (folder / FILE_NAME).write_bytes(content)
    assert kept(folder).files == ()
    assert kept(folder).left_alone == frozenset()


def test_a_folder_that_is_gone_keeps_nothing_and_nobody_is_disturbed(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    leave(tmp_path / "file", FILES, None)
    assert kept(tmp_path / "file") == Waiting()
