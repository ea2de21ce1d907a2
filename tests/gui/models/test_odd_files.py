"""Files that are no usable models: a sentence each, what to do, and nothing that was there is lost."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.notices.notice_bar import NoticeLevel
from desktop_app.support.app_dirs import app_dirs
from tests.gui.fakes import FakeWorkspace
from tests.gui.journeys.conftest import store_of, workspace_of


@pytest.fixture
def real_store(tmp_path: Path, workspace: FakeWorkspace) -> Iterator[None]:
    """The store of the program, which reads the headers of files."""
    dirs = app_dirs(tmp_path / "home")
    real = workspace_of(dirs, store_of(dirs))
    workspace.model_store = real.model_store  # type: ignore[assignment]
    yield
    real.close()


def _of_another_kind() -> bytes:
    def text(words: str) -> bytes:
        return struct.pack("<Q", len(words)) + words.encode()

    value = text("general.architecture") + struct.pack("<I", 8) + text("stable-diffusion")
    return b"GGUF" + struct.pack("<IQQ", 3, 0, 1) + value + b"\0" * 2_000_000


def _loop(path: Path) -> None:
    path.symlink_to(path.name)


MAKERS: dict[str, Callable[[Path], object]] = {
    "junk": lambda path: path.write_bytes(bytes(range(7, 250)) * 40),
    "empty": lambda path: path.write_bytes(b""),
    "folder": lambda path: path.mkdir(),
    "loop": _loop,
    "truncated": lambda path: path.write_bytes(b"GGUF" + struct.pack("<IQQ", 3, 10, 5) + b"\0" * 8),
    "of another kind": lambda path: path.write_bytes(_of_another_kind()),
    "not there": lambda _path: None,
}


@pytest.mark.parametrize("kind", MAKERS)
def test_each_is_refused_with_a_sentence_and_a_next_step(
    qtbot: QtBot, real_store: None, window: MainWindow, tmp_path: Path, kind: str
) -> None:
    path = tmp_path / "odd.gguf"
    MAKERS[kind](path)
    window.models.show()
    qtbot.waitUntil(lambda: bool(window.models.page.cards))
    before = {card.row.name for card in window.models.page.cards}
    window.models.page.dropped.emit([path])
    qtbot.waitUntil(window.notices.isVisible)
    notice = window.notices.shown
    assert notice is not None
    assert notice.level is NoticeLevel.ERROR
    assert notice.message.endswith(".")
    assert notice.hint.endswith(".")
    assert "`" not in notice.message + notice.hint
    qtbot.waitUntil(lambda: not window.lanes.opening.busy)
    assert before <= {card.row.name for card in window.models.page.cards}
    assert window.models.page.card("odd") is None
