from __future__ import annotations

import subprocess
import sys
import threading

import pytest

from desktop_app.model_store.hub_door import HubDoor
from desktop_app.support.offline import ConnectionRefusedOffline

ELSEWHERE = ("192.0.2.7", 443)


def look_up(door: HubDoor, host: str | bytes, port: int = 443) -> None:
    door("socket.getaddrinfo", (host, port, 0, 0, 0))


@pytest.mark.parametrize("host", ["hub.example", "HUB.example", b"hub.example"])
def test_the_hub_may_be_looked_up_and_connected_to(host: str | bytes) -> None:
    door = HubDoor(["https://hub.example/path"])
    look_up(door, host)
    door("socket.connect", (None, ELSEWHERE))


def test_nothing_else_may_be_looked_up() -> None:
    door = HubDoor(["https://hub.example"])
    for host in ("example.org", "hub.example.org", "192.0.2.7"):
        with pytest.raises(ConnectionRefusedOffline, match="look up"):
            look_up(door, host)
    with pytest.raises(ConnectionRefusedOffline):
        door("socket.gethostbyname", ("example.org",))


def test_a_number_may_not_be_connected_to_without_a_name() -> None:
    door = HubDoor(["https://hub.example"])
    with pytest.raises(ConnectionRefusedOffline, match="connect"):
        door("socket.connect", (None, ELSEWHERE))
    look_up(door, "hub.example")
    with pytest.raises(ConnectionRefusedOffline, match="connect"):
        door("socket.connect", (None, ("192.0.2.7", 25)))
    with pytest.raises(ConnectionRefusedOffline):
        look_up(door, "example.org")
    with pytest.raises(ConnectionRefusedOffline):
        door("socket.connect", (None, ELSEWHERE))


def test_what_one_thread_looked_up_is_not_for_another() -> None:
    door = HubDoor(["https://hub.example"])
    look_up(door, "hub.example")
    refused: list[bool] = []

    def other() -> None:
        try:
            door("socket.connect", (None, ELSEWHERE))
        except ConnectionRefusedOffline:
            refused.append(True)

    thread = threading.Thread(target=other)
    thread.start()
    thread.join()
    assert refused == [True]


def test_this_machine_and_other_events_are_let_through() -> None:
    door = HubDoor(["proxy.example:3128"])
    door("socket.connect", (None, ("127.0.0.1", 80)))
    door("socket.connect", (None, "/run/socket"))
    door("open", ("file",))
    look_up(door, "localhost")
    look_up(door, "")
    look_up(door, "proxy.example", 3128)


def test_where_the_hub_sends_a_request_on_to_is_admitted() -> None:
    door = HubDoor(["https://hub.example"])
    door.admit("https://storage.example/file?x=1")
    look_up(door, "storage.example")
    door("socket.connect", (None, ELSEWHERE))


def test_a_process_with_the_door_is_held_by_it() -> None:
    probe = (
        "import socket, sys\n"
        "from desktop_app.model_store.hub_door import HubDoor\n"
        "from desktop_app.support.offline import ConnectionRefusedOffline\n"
        "sys.addaudithook(HubDoor(['https://hub.example']))\n"
        "for host in ('example.org', '192.0.2.1'):\n"
        "    try:\n"
        "        socket.create_connection((host, 443), timeout=1)\n"
        "    except ConnectionRefusedOffline:\n"
        "        print('refused')\n"
    )
    shown = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True, timeout=60)
    assert shown.stdout.split() == ["refused", "refused"]
