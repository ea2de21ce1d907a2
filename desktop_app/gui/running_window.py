"""One window for a library: a second start hands its files to the window that is open, and brings it to the front.

They talk through a local socket that only the user can open. A message is a length of four bytes and that many bytes of
JSON, typed and bounded; whatever else comes is dropped.
"""

from __future__ import annotations

import getpass
import hashlib
import logging
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QWidget

log = logging.getLogger(__name__)

MOST_BYTES = 1 << 20
MOST_PATHS = 2_000
_MOST_CALLERS = 8
_PATIENCE_MS = 2_000
_PREFIX = 4
_HEARD = b"\x06"


class Call(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a second start asks of the open window.

    Attributes:
        paths: files and folders to be read, absolute, as the bytes of the system.
    """

    paths: Annotated[tuple[Annotated[bytes, msgspec.Meta(max_length=8192)], ...], msgspec.Meta(max_length=MOST_PATHS)]


_DECODER = msgspec.json.Decoder(Call)


def door_name(library: Path) -> str:
    """The socket of the window that has this library open: another for each user and library."""
    try:
        user = getpass.getuser()
    except (OSError, KeyError, ImportError):
        user = ""
    digest = hashlib.sha256(f"{user}\0".encode() + os.fsencode(library.absolute())).hexdigest()
    return f"imageref-{digest[:24]}"


def encode(paths: Sequence[Path]) -> bytes:
    """A message with these paths; those beyond the bounds are left out."""
    kept = tuple(os.fsencode(path.absolute()) for path in paths[:MOST_PATHS])
    content = msgspec.json.encode(Call(kept))
    while len(content) > MOST_BYTES:
        kept = kept[: len(kept) // 2]
        content = msgspec.json.encode(Call(kept))
    return len(content).to_bytes(_PREFIX, "big") + content


def decode(content: bytes) -> list[Path] | None:
    """The paths of a message without its length; None for what is none."""
    try:
        return [Path(os.fsdecode(path)) for path in _DECODER.decode(content).paths if os.path.isabs(path)]  # noqa: PTH117
    except (msgspec.DecodeError, UnicodeDecodeError, ValueError, RecursionError):
        return None


def hand_over(name: str, paths: Sequence[Path]) -> bool:
    """Gives the paths to the window that listens at this door; whether one did take them."""
    caller = QLocalSocket()
    caller.connectToServer(name)
    if not caller.waitForConnected(_PATIENCE_MS):
        return False
    caller.write(encode(paths))
    caller.flush()
    taken = caller.waitForReadyRead(2 * _PATIENCE_MS) and bytes(caller.read(1).data()) == _HEARD
    caller.abort()
    return taken


class Door(QObject):
    """Listens for second starts.

    Signals:
        called: the paths that a second start was given, a list that may be empty.
    """

    called = Signal(object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._greet)
        self._callers: dict[QLocalSocket, bytearray] = {}
        if not self._server.listen(name):
            QLocalServer.removeServer(name)  # left by a program that was killed: nobody took our call before
            if not self._server.listen(name):
                log.info("second starts can't be heard: %s", self._server.errorString())

    @property
    def listens(self) -> bool:
        """Whether second starts are heard."""
        return self._server.isListening()

    def close(self) -> None:
        """Listens no more."""
        self._server.close()
        for caller in list(self._callers):
            self._dismiss(caller)

    def _greet(self) -> None:
        while self._server.hasPendingConnections():
            caller = self._server.nextPendingConnection()
            if len(self._callers) >= _MOST_CALLERS:
                caller.abort()
                caller.deleteLater()
                continue
            self._callers[caller] = bytearray()
            caller.readyRead.connect(lambda caller=caller: self._hear(caller))
            caller.disconnected.connect(lambda caller=caller: self._dismiss(caller))
            QTimer.singleShot(_PATIENCE_MS, caller, lambda caller=caller: self._dismiss(caller))
            self._hear(caller)

    def _hear(self, caller: QLocalSocket) -> None:
        if caller not in self._callers:
            return
        heard = self._callers[caller]
        heard += caller.read(_PREFIX + MOST_BYTES - len(heard) + 1).data()
        if len(heard) < _PREFIX:
            return
        length = int.from_bytes(heard[:_PREFIX], "big")
        if length > MOST_BYTES or len(heard) > _PREFIX + length:
            self._dismiss(caller)
        elif len(heard) == _PREFIX + length:
            self._take(caller, bytes(heard[_PREFIX:]))

    def _take(self, caller: QLocalSocket, content: bytes) -> None:
        paths = decode(content)
        if paths is None:
            self._dismiss(caller)
            return
        del self._callers[caller]
        caller.disconnected.connect(caller.deleteLater)
        caller.write(_HEARD)
        caller.disconnectFromServer()  # once the answer is written
        self.called.emit(paths)

    def _dismiss(self, caller: QLocalSocket) -> None:
        if self._callers.pop(caller, None) is not None:
            caller.abort()
            caller.deleteLater()


def bring_to_front(window: QWidget) -> None:
    """Shows the window above the others, also where it was minimised."""
    if window.isMinimized():
        window.showNormal()
    window.raise_()
    window.activateWindow()
