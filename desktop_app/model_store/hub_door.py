"""The one hole in the program's wall: what the process that downloads may reach, by name, and nothing else.

Every process of the program refuses connections to other machines (`support.offline`). The process that downloads can't
do that; instead it has this audit hook, which lets it look up and connect to the hub's host, to the proxies that the
user's environment names, and to hosts that the hub itself sends a file's request on to (its storage).
"""

from __future__ import annotations

import threading
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from desktop_app.support.offline import ConnectionRefusedOffline, is_this_machine

_LOOKING_UP = ("socket.getaddrinfo", "socket.gethostbyname")
_CONNECTING = ("socket.connect", "socket.sendto", "socket.sendmsg")


class HubDoor:
    """An audit hook that knows the hosts that may be reached.

    A connection has a number and no name, so a thread may connect only to the port for which it has just looked up an
    admitted host.
    """

    def __init__(self, addresses: Iterable[str]) -> None:
        self._hosts: set[str] = set()
        self._looked_up = threading.local()
        for address in addresses:
            self.admit(address)

    def admit(self, address: str) -> None:
        """Lets connections to the host of an address (`https://host/…`) through from now on."""
        host = urlsplit(address if "//" in address else f"//{address}").hostname
        if host:
            self._hosts.add(host.lower())

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Raises `ConnectionRefusedOffline` for whatever is not admitted."""
        if event in _LOOKING_UP:
            self._look_up(arguments)
        elif event in _CONNECTING and len(arguments) > 1:
            self._connect(arguments[-1])

    def _look_up(self, arguments: tuple[Any, ...]) -> None:
        host = arguments[0]
        name = host.decode("ascii", "replace") if isinstance(host, bytes) else str(host or "")
        self._looked_up.port = None
        if name.lower() in self._hosts:
            self._looked_up.port = arguments[1] if len(arguments) > 1 else 0
        elif name and not is_this_machine((name, 0)):
            raise ConnectionRefusedOffline(f"A download may not look up {name!r}.")

    def _connect(self, address: object) -> None:
        if is_this_machine(address):
            return
        port = getattr(self._looked_up, "port", None)
        if port is None or not isinstance(address, tuple) or str(address[1]) != str(port):
            raise ConnectionRefusedOffline(f"A download may not connect to {address!r}.")
