from __future__ import annotations

import subprocess
import sys

import pytest

from desktop_app.support.offline import (
    NO_DOWNLOADS,
    OFFLINE_SWITCHES,
    ConnectionRefusedOffline,
    go_offline,
    is_switched_on,
    is_this_machine,
    refuse_connections,
)

PROBE = """
import socket
from desktop_app.support.offline import ConnectionRefusedOffline, go_offline
go_offline()
server = socket.create_server(("127.0.0.1", 0))
socket.create_connection(server.getsockname()).close()
for connect in (
    lambda: socket.create_connection(("192.0.2.1", 9), timeout=1),
    lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("192.0.2.1", 9)),
):
    try:
        connect()
    except ConnectionRefusedOffline:
        print("refused")
"""


@pytest.mark.parametrize(
    "address", ["/run/socket", b"abstract", (), ("127.0.0.1", 1), ("::1", 1, 0, 0), ("localhost", 1)]
)
def test_this_machine(address: object) -> None:
    assert is_this_machine(address)


@pytest.mark.parametrize("address", [("192.0.2.1", 80), ("example.org", 443), ("fe80::1%eth0", 1, 0, 2), ("", 1)])
def test_elsewhere(address: object) -> None:
    assert not is_this_machine(address)


def test_only_connections_elsewhere_are_refused() -> None:
    refuse_connections("open", ("file",))
    refuse_connections("socket.connect", (None, ("127.0.0.1", 1)))
    with pytest.raises(ConnectionRefusedOffline, match="offline"):
        refuse_connections("socket.connect", (None, ("192.0.2.1", 80)))


def test_a_process_that_went_offline_reaches_itself_alone() -> None:
    shown = subprocess.run([sys.executable, "-c", PROBE], capture_output=True, text=True, check=True, timeout=60)
    assert shown.stdout.split() == ["refused", "refused"]


@pytest.mark.parametrize(("value", "switched"), [("1", True), ("true", True), ("0", False), ("", False)])
def test_a_user_who_switched_the_hub_off_is_heard_before_the_program_does(
    monkeypatch: pytest.MonkeyPatch, value: str, switched: bool
) -> None:
    for name in OFFLINE_SWITCHES:
        monkeypatch.setenv(name, value)
    monkeypatch.setenv(NO_DOWNLOADS, "")
    go_offline(add_hook=lambda _hook: None)
    assert is_switched_on(NO_DOWNLOADS) is switched


def test_going_offline_sets_the_switches_and_the_hook(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (*OFFLINE_SWITCHES, NO_DOWNLOADS):
        monkeypatch.setenv(name, "unset")
    hooks: list[object] = []
    go_offline(add_hook=hooks.append)
    import os

    assert {name: os.environ[name] for name in OFFLINE_SWITCHES} == OFFLINE_SWITCHES
    assert hooks == [refuse_connections]
