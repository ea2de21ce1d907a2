"""The program's side of a model process: starting it, hearing from it, and ending it, whatever state it is in."""

from __future__ import annotations

import logging
import multiprocessing
import signal
import threading
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING

from desktop_app.local_model import wire
from desktop_app.local_model.process import run
from desktop_app.support.phrases import phrase

if TYPE_CHECKING:
    from multiprocessing.context import SpawnProcess

_LOG = logging.getLogger(__name__)

SILENCE_SECONDS = 8.0
"""A process at work says so once a second; after this long without a word it hangs."""
START_SECONDS = 60.0
"""How long a process may take to say its first word: on a busy machine Python itself starts slowly."""
_FAREWELL_SECONDS = 1.0


class ProcessGone(Exception):
    """The process ended, or does not answer; the text says how, as the end of a sentence."""


class ModelProcess:
    """One process, kept by a thread of its own.

    The thread starts the process and stays as long as it lives, because Linux ends a child that asks for it when the
    thread that started it ends; and it ends the process when it was idle for long enough.

    Args:
        idle_seconds: how long it may wait for work.
        on_idle: called when it waited that long; ends the process when it returns True.

    Attributes:
        heard: whether it has said anything yet; before that it is being started, which can take long on a busy machine.
    """

    def __init__(self, idle_seconds: float, on_idle: Callable[[], bool]) -> None:
        self._idle_seconds = idle_seconds
        self._on_idle = on_idle
        self._used = time.monotonic()
        self._connection: Connection | None = None
        self._process: SpawnProcess | None = None
        self._failure = ""
        self._killed = False
        self.heard = False
        self._started = threading.Event()
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._keep, name="model process", daemon=True)
        self._thread.start()

    @property
    def pid(self) -> int | None:
        """The process's id, once it is started."""
        return self._process.pid if self._process else None

    @property
    def has_ended(self) -> bool:
        """Whether it was started and is not alive any more."""
        return self._process is not None and not self._process.is_alive()

    def touch(self) -> None:
        """It is in use: the idle time begins anew."""
        self._used = time.monotonic()

    def send(self, message: wire.ToProcess) -> None:
        """Sends a request; waits for the start of the process.

        Raises:
            ProcessGone: it ended, or could not be started.
            ValueError: the request is too large.
        """
        connection = self._ready()
        try:
            wire.send(connection, message)
        except OSError as error:
            raise self._gone() from error

    def receive(self, seconds: float) -> wire.FromProcess | None:
        """The next message, or None when there is none within `seconds`.

        Raises:
            ProcessGone: it ended, or said something that is no message.
        """
        connection = self._ready()
        try:
            if not connection.poll(seconds):
                return None
            message = wire.receive_from_process(connection)
            self.heard = True
            return message
        except (EOFError, OSError) as error:
            raise self._gone() from error
        except ValueError as error:
            self.kill()
            raise ProcessGone("it sent something that is no answer") from error

    def kill(self) -> None:
        """Ends the process at once, hanging or not."""
        self._killed = True
        if self._process is not None:
            self._process.kill()
        self.end(wait=False)

    def end(self, *, wait: bool = True) -> None:
        """Ends the process; when it returns after waiting, no process and no thread is left."""
        self._ending.set()
        if wait and threading.current_thread() is not self._thread:
            self._thread.join()

    def _ready(self) -> Connection:
        if not self._started.wait(START_SECONDS) or self._connection is None:
            raise ProcessGone(self._failure or "it could not be started")
        return self._connection

    def _keep(self) -> None:
        context = multiprocessing.get_context("spawn")
        try:
            self._connection, theirs = context.Pipe()
            self._process = context.Process(target=run, args=(theirs,), name="imageref model", daemon=True)
            self._process.start()
            theirs.close()
        except OSError as error:
            self._failure = phrase(f"it could not be started ({error.strerror or error})")
            self._connection = None
            return
        finally:
            self._started.set()
        while not self._ending.wait(max(0.02, self._used + self._idle_seconds - time.monotonic())):
            if time.monotonic() - self._used >= self._idle_seconds and self._on_idle():
                break
        self._shut_down()

    def _shut_down(self) -> None:
        process, connection = self._process, self._connection
        assert process is not None
        assert connection is not None
        connection.close()
        process.join(0 if self._killed else _FAREWELL_SECONDS)
        if process.is_alive():
            process.kill()
            process.join()

    def _gone(self) -> ProcessGone:
        """What became of a process whose pipe broke."""
        process = self._process
        if process is None:
            return ProcessGone(phrase("it could not be started"))
        process.join(_FAREWELL_SECONDS)
        return ProcessGone(describe_exit(process.exitcode))


def describe_exit(code: int | None) -> str:
    """How a process ended, as the end of a sentence."""
    if code is None:
        return phrase("it closed its pipe")
    if code >= 0:
        return phrase(f"exit code {code}")
    try:
        name = signal.Signals(-code).name
    except ValueError:
        name = phrase(f"signal {-code}")
    if name == "SIGKILL":
        return phrase("SIGKILL; the system may have run out of memory")
    return name
