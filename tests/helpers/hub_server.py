"""A small hub on 127.0.0.1: repositories in memory, served as Hugging Face serves them, with faults on demand.

It answers what the program asks: the list of files with sizes and checksums, and the bytes of a file, with Range
requests, over a redirect to "storage" as the real hub does. It is also a proxy: a request for `http://other.host/…` is
served like one for itself.
"""

from __future__ import annotations

import hashlib
import json
import re
import socket
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote, urlsplit

_API = re.compile(r"^/api/models/([^/]+/[^/]+)$")
_RESOLVE = re.compile(r"^/([^/]+/[^/]+)/resolve/([^/]+)/(.+)$")
_STORAGE = re.compile(r"^/storage/([^/]+/[^/]+)/(.+)$")
_BLOCK = 16 * 1024
REVISION = "0123456789abcdef0123456789abcdef01234567"


@dataclass
class Fault:
    """What goes wrong with one request for a file.

    Attributes:
        status: answer with this code instead of the file.
        drop_after: close the connection after so many bytes of the body.
        flip: change a byte of the body.
        ignore_range: send the whole file whatever part was asked for.
        headers: to send with `status`.
    """

    status: int = 0
    drop_after: int = -1
    flip: bool = False
    ignore_range: bool = False
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Request:
    """What was asked for: the path, the part, and who asked."""

    path: str
    range: str
    host: str
    authorization: str


class HubServer:
    """The hub; use it in a `with` block.

    Attributes:
        repositories: files by repository and path.
        checksums, sizes: what the list claims of files, where it lies; by repository and path.
        file_faults, list_faults: what goes wrong with the next requests, in order.
        requests: every request so far.
        hold_at: a body stops after so many bytes until `release` is set; -1 for never.
        redirect_to: where requests for files are sent on to; empty for the hub itself.
        sent: bytes of bodies that were sent.
    """

    def __init__(self) -> None:
        self.repositories: dict[str, dict[str, bytes]] = {}
        self.checksums: dict[tuple[str, str], str] = {}
        self.sizes: dict[tuple[str, str], int] = {}
        self.gated: set[str] = set()
        self.file_faults: deque[Fault] = deque()
        self.list_faults: deque[Fault] = deque()
        self.requests: list[Request] = []
        self.hold_at = -1
        self.held = threading.Event()
        self.release = threading.Event()
        self.redirect_to = ""
        self.sent = 0
        self._lock = threading.Lock()
        self._closing = False
        hub = self

        class Handler(_Handler):
            server_hub = hub

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = False
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), name="hub-server")

    @property
    def endpoint(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def add(self, repository: str, files: dict[str, bytes]) -> None:
        """Puts a repository up."""
        self.repositories[repository] = files

    def __enter__(self) -> HubServer:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._closing = True
        self.release.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    @contextmanager
    def holding(self, at: int) -> Iterator[None]:
        """Within, bodies stop after `at` bytes; `held` is set when one has."""
        self.held.clear()
        self.release.clear()
        self.hold_at = at
        try:
            yield
        finally:
            self.hold_at = -1
            self.release.set()

    def asked(self, text: str) -> list[Request]:
        """The requests whose path holds a text."""
        with self._lock:
            return [request for request in self.requests if text in request.path]

    def note(self, request: Request) -> None:
        """Remembers a request."""
        with self._lock:
            self.requests.append(request)

    def count(self, size: int) -> None:
        """Remembers bytes that were sent."""
        with self._lock:
            self.sent += size

    def next_fault(self, faults: deque[Fault]) -> Fault:
        """The fault for the next request."""
        with self._lock:
            return faults.popleft() if faults else Fault()

    def wait_here(self) -> None:
        """Holds a body until the test lets it go on."""
        self.held.set()
        self.release.wait(60)


class _Handler(BaseHTTPRequestHandler):
    server_hub: HubServer
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: Any) -> None:
        """Says nothing."""

    def do_GET(self) -> None:
        hub = self.server_hub
        path = unquote(urlsplit(self.path).path)
        hub.note(
            Request(
                path, self.headers.get("Range", ""), self.headers.get("Host", ""), self.headers.get("Authorization", "")
            )
        )
        if match := _API.match(path):
            self._list(match.group(1))
        elif match := _RESOLVE.match(path):
            self._resolve(match.group(1), match.group(3))
        elif match := _STORAGE.match(path):
            self._file(match.group(1), match.group(2))
        else:
            self._status(404)

    def _status(self, status: int, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _list(self, repository: str) -> None:
        hub = self.server_hub
        fault = hub.next_fault(hub.list_faults)
        if fault.status:
            self._status(fault.status, fault.headers)
            return
        if repository not in hub.repositories:
            self._status(404, {"X-Error-Code": "RepoNotFound"})
            return
        siblings = []
        for path, content in hub.repositories[repository].items():
            digest = hub.checksums.get((repository, path)) or hashlib.sha256(content).hexdigest()
            size = hub.sizes.get((repository, path), len(content))
            lfs = {"sha256": digest, "size": size, "pointerSize": 135}
            siblings.append({"rfilename": path, "size": size, "blobId": digest[:40], "lfs": lfs})
        body = json.dumps({"id": repository, "sha": REVISION, "siblings": siblings, "tags": []}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _resolve(self, repository: str, path: str) -> None:
        if repository in self.server_hub.gated:
            self._status(403, {"X-Error-Code": "GatedRepo"})
        elif path not in self.server_hub.repositories.get(repository, {}):
            self._status(404, {"X-Error-Code": "EntryNotFound"})
        else:
            base = self.server_hub.redirect_to or f"http://{self.headers.get('Host')}"
            self._status(302, {"Location": f"{base}/storage/{repository}/{path}"})

    def _file(self, repository: str, path: str) -> None:
        hub = self.server_hub
        content = hub.repositories[repository][path]
        fault = hub.next_fault(hub.file_faults)
        if fault.status:
            self._status(fault.status, fault.headers)
            return
        begin = 0
        asked = re.match(r"bytes=(\d+)-$", self.headers.get("Range", ""))
        if asked and not fault.ignore_range:
            begin = int(asked.group(1))
            if begin >= len(content):
                self._status(416, {"Content-Range": f"bytes */{len(content)}"})
                return
            self.send_response(206)
            self.send_header("Content-Range", f"bytes {begin}-{len(content) - 1}/{len(content)}")
        else:
            self.send_response(200)
        body = bytearray(content[begin:])
        if fault.flip:
            body[len(body) // 2] ^= 0xFF
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self._send(bytes(body), fault)

    def _send(self, body: bytes, fault: Fault) -> None:
        hub = self.server_hub
        end = len(body) if fault.drop_after < 0 else min(len(body), fault.drop_after)
        sent = 0
        try:
            while sent < end:
                stops = [stop for stop in (hub.hold_at, end) if stop > sent] or [end]
                block = body[sent : min(sent + _BLOCK, *stops)]
                self.wfile.write(block)
                self.wfile.flush()
                sent += len(block)
                hub.count(len(block))
                if sent == hub.hold_at:
                    hub.wait_here()
            if end < len(body):
                self.close_connection = True
                self.connection.shutdown(socket.SHUT_RDWR)
        except OSError:
            self.close_connection = True


def model_bytes(size: int, seed: int = 0) -> bytes:
    """Bytes that differ from place to place, so that a part in the wrong place is seen."""
    block = hashlib.sha256(str(seed).encode()).digest()
    made = bytearray()
    while len(made) < size:
        block = hashlib.sha256(block).digest()
        made += block * 8
    return bytes(made[:size])
