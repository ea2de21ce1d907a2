"""The process that runs a model: one thread at work, one that listens, so that Stop is heard in the middle of it.

It ends by itself when the program at the other end of the pipe is gone, however that ended.
"""

from __future__ import annotations

import logging
import os
import queue
import signal
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.domain.errors import ImageRefError, ModelUnfit
from desktop_app.local_model import wire
from desktop_app.support.offline import go_offline

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from desktop_app.local_model.checksums import Checksums
    from desktop_app.local_model.engine import Engine
    from desktop_app.local_model.model_files import ModelFiles

_LOG = logging.getLogger(__name__)

BEAT_SECONDS = 1.0
_SIGNS_OF_NO_MEMORY = ("cannot allocate memory", "failed to map segment")
"""What Linux says when a library can't be loaded for want of memory."""

Stoppable = wire.Generate | wire.Score | wire.Encode
Request = wire.Load | Stoppable | wire.Count | wire.Describe


def run(connection: Connection) -> None:
    """The process's whole life."""
    _be_a_quiet_child()
    worker = _Worker(connection)
    threading.Thread(target=worker.listen, name="listen", daemon=True).start()
    worker.work()


def _be_a_quiet_child() -> None:
    """Ends with its parent, leaves Ctrl-C to it, writes nothing to its terminal, prints no backtrace when it aborts."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    go_offline()
    os.environ["GGML_NO_BACKTRACE"] = "1"
    # Threads that spin while they wait for one another are five to ten times slower beside other busy programs.
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")
    logging.getLogger().addHandler(logging.NullHandler())
    silence = os.open(os.devnull, os.O_RDWR)
    for stream in (1, 2):
        os.dup2(silence, stream)
    if sys.platform == "linux":
        import ctypes

        set_parent_death_signal = 1
        ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGKILL)


class _Worker:
    """Does what comes through the pipe, one request at a time."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._send_lock = threading.Lock()
        self._state_lock = threading.Lock()
        self._requests: queue.Queue[Request] = queue.Queue()
        self._engine: Engine | None = None
        self._busy = False
        self._answering = 0
        self._stopped_through = 0

    def listen(self) -> None:
        """Hears what comes; says that the process is alive at first, and once a second while it is at work."""
        try:
            self._send(wire.Beat())
            while True:
                if self._connection.poll(BEAT_SECONDS):
                    self._hear(wire.receive_in_process(self._connection))
                elif self._busy:
                    self._send(wire.Beat())
        except (EOFError, OSError, ValueError):
            os._exit(0)  # the program is gone: whatever runs here is of no use to anybody

    def _hear(self, message: wire.ToProcess) -> None:
        if isinstance(message, wire.Stop):
            with self._state_lock:
                self._stopped_through = max(self._stopped_through, message.request)
                if self._engine is not None and self._answering == message.request:
                    self._engine.stop()
        else:
            self._requests.put(message)

    def work(self) -> None:
        """Takes requests until the process ends."""
        while True:
            request = self._requests.get()
            self._busy = True
            try:
                self._do(request)
            except ImageRefError as error:
                self._send(wire.Failed(error.message, error.hint, unfit=isinstance(error, ModelUnfit)))
            except Exception as error:  # noqa: BLE001 - the process's border: told to the program, which logs it
                self._send(_failure(error))
            finally:
                self._busy = False

    def _do(self, request: Request) -> None:
        if isinstance(request, wire.Load):
            self._load(request)
        elif isinstance(request, wire.Describe):
            from desktop_app.local_model.llama_library import describe

            self._send(describe())
        elif self._engine is None:
            self._send(wire.Failed("No model is loaded."))
        elif isinstance(request, wire.Count):
            self._send(wire.Counted(self._engine.count_tokens(request.text)))
        else:
            self._serve(self._engine, request)

    def _load(self, request: wire.Load) -> None:
        from desktop_app.local_model.engine import Engine
        from desktop_app.local_model.hardware import physical_cores
        from desktop_app.local_model.model_files import check_model

        files = check_model(Path(request.path), Path(request.projector) if request.projector else None)
        template = self._try_template(files, request.options)
        paths = [header.path for header in (files.model, files.projector) if header is not None]
        changed = self._compare_checksums(request.options, paths)
        engine = Engine(files, request.options, request.options.threads or physical_cores())
        self._engine = engine
        self._send(
            wire.Loaded(
                context_tokens=engine.context_tokens,
                image_tokens=engine.image_tokens,
                seconds=engine.seconds,
                on_gpu=engine.gpu_layers > 0,
                gpu_layers=engine.gpu_layers,
                notices=(*template, *changed, *engine.notices),
            )
        )

    def _try_template(self, files: ModelFiles, options: wire.EngineOptions) -> tuple[str, ...]:
        """A sentence about a chat template that is broken and will be replaced; one that is hostile is refused."""
        from desktop_app.local_model.chat_template import TemplateHarmful, try_template

        if options.plain_template:
            return ()
        self._send(wire.TryingTemplate())
        name = files.model.path.name
        try:
            reason = try_template(files.model.chat_template)
        except TemplateHarmful as error:
            raise ModelUnfit(f"The chat template of {name} is not used: {error}.", wire.OTHER_TEMPLATE) from error
        self._send(wire.Rendered())
        return (f"The chat template of {name} does not work; a common one is used instead.",) if reason else ()

    def _compare_checksums(self, options: wire.EngineOptions, paths: list[Path]) -> tuple[str, ...]:
        """Sentences about files that have changed; those that are new are recorded while there is nothing to do."""
        from desktop_app.local_model.checksums import Checksums, changed_notice

        if not options.checksums:
            return ()
        checksums = Checksums(Path(options.checksums))
        suspects = [path for path in paths if checksums.recorded(path) and not checksums.known(path)]
        notices = tuple(changed_notice(path) for path in suspects if not checksums.record(path))
        if new := [path for path in paths if not checksums.recorded(path)]:
            threading.Thread(target=self._record, args=(checksums, new), name="checksums", daemon=True).start()
        return notices

    def _record(self, checksums: Checksums, paths: list[Path]) -> None:
        def pause() -> None:
            while self._busy:
                time.sleep(BEAT_SECONDS / 10)

        for path in paths:
            pause()
            try:
                checksums.record(path, pause)
            except OSError as error:
                _LOG.debug("%s: %s", path, error)

    def _serve(self, engine: Engine, request: Stoppable) -> None:
        """Does what can be stopped."""
        from desktop_app.local_model.llama_library import Aborted

        with self._state_lock:
            self._answering = request.request
            stopped = self._stopped_through >= request.request
        try:
            if stopped:
                raise Aborted
            self._send(self._result(engine, request))
        except Aborted:
            self._send(wire.Stopped(request.request))
        finally:
            with self._state_lock:
                self._answering = 0
                engine.resume()

    def _result(self, engine: Engine, request: Stoppable) -> wire.FromProcess:
        def rendered() -> None:
            self._send(wire.Rendered())

        if isinstance(request, wire.Generate):
            return engine.answer(request, rendered=rendered, write=lambda text: self._send(wire.Piece(text)))
        if isinstance(request, wire.Score):
            return engine.score(request, rendered=rendered)
        return wire.Encoded(engine.encode(request.picture))

    def _send(self, message: wire.FromProcess) -> None:
        try:
            with self._send_lock:
                wire.send(self._connection, message)
        except OSError:
            os._exit(0)  # the program is gone


def _failure(error: Exception) -> wire.Failed:
    """What is told of an error that nobody expected; one for want of memory ends the process."""
    words = f"{type(error).__name__}: {error}".removesuffix(": ")
    wants_memory = isinstance(error, MemoryError) or any(sign in words.lower() for sign in _SIGNS_OF_NO_MEMORY)
    if not wants_memory:
        return wire.Failed(f"The model engine failed ({words}).")
    hint = "Close other programs, choose a smaller model, or set a shorter context, and ask again."
    return wire.Failed("There was not enough memory for this answer.", hint, exhausted=True)
