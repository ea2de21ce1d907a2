"""Offline by construction: libraries are told so before they are imported, and connections are refused."""

from __future__ import annotations

import ipaddress
import os
import sys
from collections.abc import Callable
from typing import Any

Hook = Callable[[str, tuple[Any, ...]], None]

OFFLINE_SWITCHES = {
    "ANONYMIZED_TELEMETRY": "False",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "DO_NOT_TRACK": "1",
    "ORT_DISABLE_TELEMETRY": "1",
}

NO_DOWNLOADS = "IMAGEREF_OFFLINE"
"""A variable with which a user forbids downloads too; the user's own HF_HUB_OFFLINE means the same."""

_CONNECTING = ("socket.connect", "socket.sendto", "socket.sendmsg")


class ConnectionRefusedOffline(ConnectionError):
    """Something in this process tried to reach another machine."""


def is_this_machine(address: object) -> bool:
    """Whether a socket address is local: a path, nothing, or a loopback host."""
    if not isinstance(address, tuple) or not address:
        return True
    host = str(address[0])
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.split("%", maxsplit=1)[0]).is_loopback
    except ValueError:
        return False


def is_switched_on(variable: str) -> bool:
    """Whether a variable of the environment says yes."""
    return os.environ.get(variable, "").upper() in ("1", "ON", "YES", "TRUE")


def refuse_connections(event: str, arguments: tuple[Any, ...]) -> None:
    """An audit hook that raises `ConnectionRefusedOffline` when a socket leaves this machine."""
    if event in _CONNECTING and len(arguments) > 1 and not is_this_machine(arguments[-1]):
        raise ConnectionRefusedOffline(f"This program works offline; a connection to {arguments[-1]!r} was refused.")


def go_offline(add_hook: Callable[[Hook], None] = sys.addaudithook) -> None:
    """Sets the libraries' switches and refuses connections of this process from now on; it can't be undone."""
    if is_switched_on("HF_HUB_OFFLINE"):
        os.environ[NO_DOWNLOADS] = "1"
    os.environ.update(OFFLINE_SWITCHES)
    add_hook(refuse_connections)
