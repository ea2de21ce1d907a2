"""Put on PYTHONPATH, this notes every connection that Python code tries to make, from before anything else runs.

The file named by CONNECTION_LOG gets a line for each: what was tried, and where to. Attempts that the program refuses
itself stand there too, since this hook is asked first. What libraries do below Python is noted by `connections.c`.
"""

from __future__ import annotations

import os
import sys

_LOG = os.environ.get("CONNECTION_LOG", "")
_LOOKING_UP = ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr")
_CONNECTING = ("socket.connect", "socket.sendto", "socket.sendmsg")


def _note(event: str, arguments: tuple[object, ...]) -> None:
    if event in _LOOKING_UP and arguments[0]:
        target = str(arguments[0])
    elif event in _CONNECTING and len(arguments) > 1 and isinstance(arguments[-1], tuple) and arguments[-1]:
        target = str(arguments[-1][0])
    else:
        return
    handle = os.open(_LOG, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.write(handle, f"python {event.partition('.')[2]} {target}\n".encode())
    os.close(handle)


if _LOG:
    sys.addaudithook(_note)
