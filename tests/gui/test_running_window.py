"""A second start gives its files to the window that is open; nobody else can make it do anything."""

from __future__ import annotations

import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from pytestqt.qtbot import QtBot

from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.running_window import MOST_BYTES, MOST_PATHS, Door, decode, door_name, encode, hand_over
from tests.gui.fakes import FakeUseCases

ODD = Path(os.fsdecode(b"/documents/na\xffme.pdf"))


@pytest.fixture
def name() -> str:
    return f"imageref-test-{uuid.uuid4().hex[:12]}"


@pytest.fixture
def door(name: str, qtbot: QtBot) -> Iterator[Door]:
    made = Door(name)
    assert made.listens
    yield made
    made.close()
    assert made._callers == {}


SECOND_START = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from desktop_app.gui.running_window import hand_over
application = QCoreApplication([])
sys.exit(0 if hand_over(sys.argv[1], [Path(word) for word in sys.argv[2:]]) else 1)
"""


def send(name: str, content: bytes) -> QLocalSocket:
    caller = QLocalSocket()
    caller.connectToServer(name)
    assert caller.waitForConnected(20_000)
    caller.write(content)
    caller.flush()
    return caller


def test_paths_are_handed_over(qtbot: QtBot, name: str, door: Door) -> None:
    for paths in ([Path("/documents/a b.pdf"), ODD], []):
        with qtbot.waitSignal(door.called) as called:
            second = subprocess.Popen([sys.executable, "-c", SECOND_START, name, *paths])
        assert called.args == [paths]
        qtbot.waitUntil(lambda process=second: process.poll() is not None)
        assert second.returncode == 0


def test_where_nobody_listens_nothing_is_handed_over(qtbot: QtBot, name: str) -> None:
    assert not hand_over(name, [ODD])


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xff\xff\xff",
        (MOST_BYTES + 1).to_bytes(4, "big") + b"{}",
        (2).to_bytes(4, "big") + b"{}",
        (2).to_bytes(4, "big") + b"{} and more",
        (13).to_bytes(4, "big") + b'{"paths":[5]}',
        (22).to_bytes(4, "big") + b'{"paths":[],"run":"x"}',
        (4).to_bytes(4, "big") + b"\x80\x04\x95.",
    ],
)
def test_what_is_no_message_is_dropped(qtbot: QtBot, name: str, door: Door, content: bytes) -> None:
    heard: list[object] = []
    door.called.connect(heard.append)
    caller = send(name, content)
    qtbot.waitUntil(lambda: caller.state() == QLocalSocket.LocalSocketState.UnconnectedState)
    assert heard == []
    assert door.listens


def test_a_caller_that_says_nothing_is_sent_away(qtbot: QtBot, name: str, door: Door) -> None:
    caller = send(name, b"\x00\x00")
    qtbot.waitUntil(lambda: caller.state() == QLocalSocket.LocalSocketState.UnconnectedState)


def test_only_so_many_callers_wait(qtbot: QtBot, name: str, door: Door) -> None:
    callers = [send(name, b"\x00") for _ in range(12)]
    gone = QLocalSocket.LocalSocketState.UnconnectedState
    qtbot.waitUntil(lambda: sum(caller.state() == gone for caller in callers) >= 4)
    for caller in callers:
        caller.abort()
    qtbot.waitUntil(lambda: door._callers == {})


def test_the_door_of_a_program_that_was_killed_is_used_again(qtbot: QtBot, name: str) -> None:
    left = QLocalServer()
    assert left.listen(name)
    socket_file = Path(left.fullServerName())
    if socket_file.exists():
        kept = socket_file.with_name(socket_file.name + ".kept")
        os.link(socket_file, kept)
        left.close()
        kept.rename(socket_file)
    else:
        left.close()
    assert not hand_over(name, [])
    door = Door(name)
    assert door.listens
    door.close()


@pytest.mark.skipif(os.name == "nt", reason="modes of files")
def test_only_the_user_can_knock(qtbot: QtBot, door: Door) -> None:
    assert Path(door._server.fullServerName()).stat().st_mode & 0o077 == 0


@given(st.lists(st.binary(min_size=1, max_size=40).filter(lambda name: b"\0" not in name), max_size=20))
@settings(deadline=None)
def test_paths_survive_the_way(names: list[bytes]) -> None:
    paths = [Path("/" + os.fsdecode(name)) for name in names]
    message = encode(paths)
    assert int.from_bytes(message[:4], "big") == len(message) - 4
    assert decode(message[4:]) == paths


@given(st.binary(max_size=200))
@settings(deadline=None)
def test_nothing_but_a_message_is_read(content: bytes) -> None:
    paths = decode(content)
    assert paths is None or all(path.is_absolute() for path in paths)


def test_too_many_or_too_long_paths_are_left_out() -> None:
    many = decode(encode([Path(f"/{number}") for number in range(MOST_PATHS + 10)])[4:])
    assert many is not None
    assert len(many) == MOST_PATHS
    message = encode([Path("/" + "x" * 4000 + str(number)) for number in range(1_000)])
    assert len(message) <= MOST_BYTES + 4


def test_each_library_has_its_own_door(tmp_path: Path) -> None:
    assert door_name(tmp_path / "a") == door_name(tmp_path / "a") != door_name(tmp_path / "b")


@pytest.mark.qt_log_ignore("This plugin does not support raise")
def test_the_window_takes_a_call(qtbot: QtBot, window: MainWindow, use_cases: FakeUseCases) -> None:
    window.take_call([])
    window.showMinimized()
    window.take_call([Path("/docs/new.pdf")])
    assert not window.isMinimized()
    qtbot.waitUntil(lambda: use_cases.read == [Path("/docs/new.pdf")])
