"""A hub for downloads on 127.0.0.1, the one that the tests of downloads use; runs until its input ends.

python hub_process.py REPOSITORY FILE     prints where it is; the repository has the one file

In a network of its own (`unshare -n`) it turns the loopback on, which is all that such a network then has.
"""

from __future__ import annotations

import socket
import struct
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.helpers.hub_server import HubServer

_SIOCGIFFLAGS, _SIOCSIFFLAGS, _IFF_UP = 0x8913, 0x8914, 0x1
"""Of `linux/sockios.h` and `linux/if.h`."""


def turn_loopback_on() -> None:
    """Does nothing where it is on, as it is everywhere but in a new network of Linux."""
    if sys.platform != "linux":
        return
    from fcntl import ioctl

    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as handle:
        _, flags = struct.unpack_from("16sH", ioctl(handle, _SIOCGIFFLAGS, struct.pack("16sH14x", b"lo", 0)))
        if not flags & _IFF_UP:
            ioctl(handle, _SIOCSIFFLAGS, struct.pack("16sH14x", b"lo", flags | _IFF_UP))


def main() -> int:
    """Serves; the exit code."""
    repository, file = sys.argv[1], Path(sys.argv[2])
    turn_loopback_on()
    with HubServer() as hub:
        hub.add(repository, {file.name: file.read_bytes()})
        print(hub.endpoint, flush=True)
        sys.stdin.read()
    return 0


if __name__ == "__main__":
    sys.exit(main())
