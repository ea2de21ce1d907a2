"""A GGUF model for the rest of the program: answers come from a process of its own, which may die without harm."""

from __future__ import annotations

import atexit
import logging
import threading
import time
import weakref
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import msgspec

from desktop_app.domain.answer_model import (
    FinishReason,
    GenerationOptions,
    Message,
    ModelCapabilities,
    ModelEvent,
    ModelFinished,
    ModelNotice,
    ModelText,
    Prompt,
    PromptImage,
    ReferenceScores,
)
from desktop_app.domain.errors import Cancelled, ModelError, ModelStopped, ModelUnfit
from desktop_app.domain.jobs import CancelToken
from desktop_app.local_model import wire
from desktop_app.local_model.model_files import ModelFiles, check_model
from desktop_app.local_model.sampling import generation_defaults
from desktop_app.local_model.supervisor import SILENCE_SECONDS, START_SECONDS, ModelProcess, ProcessGone
from desktop_app.local_model.wire import EngineOptions

_LOG = logging.getLogger(__name__)

_AGAIN = "Ask again: the engine starts anew. If it stops again, choose a smaller model or set a shorter context."
_TICK = 0.04
_open_models: weakref.WeakSet[LocalModel] = weakref.WeakSet()


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds to wait: without work, for the first and for further signs of life, for the chat template, after Stop."""

    idle: float = 600.0
    start: float = START_SECONDS
    silence: float = SILENCE_SECONDS
    template: float = 10.0
    stop: float = 0.7


DEFAULT_OPTIONS = EngineOptions()
DEFAULT_PATIENCE = Patience()


_ENDS = (wire.Stopped, wire.Finished, wire.Scored, wire.Encoded, wire.Failed)
"""The messages that end a request."""


class _TooSlow(ProcessGone):
    """The process was alive and did not finish in time; it was ended."""


class LocalModel:
    """Fulfils `AnswerModel` with a GGUF file; may be used from several threads, which wait for one another.

    Args:
        path: the model.
        projector: its eye, or None for a model that reads text only.
        name: what to call it; the file's stem where empty.
    """

    def __init__(
        self,
        path: Path,
        projector: Path | None = None,
        *,
        name: str = "",
        options: EngineOptions = DEFAULT_OPTIONS,
        patience: Patience = DEFAULT_PATIENCE,
    ) -> None:
        self._path = path
        self._projector = projector
        self._name = name or path.stem
        self._options = options
        self._patience = patience
        self._lock = threading.Lock()
        self._process: ModelProcess | None = None
        self._loaded = False
        self._trying_template = False
        self._measured_image_tokens = 0
        self._gpu_layers = 0
        self._notices: list[str] = []
        self._requests = 0
        self._closed = False
        _open_models.add(self)

    @property
    def capabilities(self) -> ModelCapabilities:
        """Read from the headers of the files; nothing is loaded, but what a load has measured is used.

        Raises:
            ModelMissing: a file can't be read.
            ModelUnfit: a file is damaged, or the projector does not fit.
        """
        files = self._files()
        context = min(self._options.context_tokens, files.model.context_length)
        expected = files.image_tokens(self._options.image_tiles)
        generation = generation_defaults(files.model, self._options)
        return ModelCapabilities(self._name, context, self._measured_image_tokens or expected, generation)

    @property
    def options(self) -> EngineOptions:
        """How the model is run from its next load on; changes where the first way did not work."""
        return self._options

    @property
    def process_id(self) -> int | None:
        """The id of the model's process, or None while there is none."""
        process = self._process
        return process.pid if process else None

    def warm_up(self) -> None:
        """Begins to load the model in the background; what goes wrong is told by the first question."""
        if self._lock.acquire(blocking=False):
            try:
                self._begin_loading()
            except (ModelError, ProcessGone) as error:
                _LOG.debug("warm-up: %s", error)
            finally:
                self._lock.release()

    def load(self, cancel: CancelToken) -> None:
        """Waits until the model is loaded; returns at once where it is.

        Raises:
            Cancelled: soon after `cancel` is set; the process goes on loading for the next question.
            ModelError: the model can't be loaded, or its process ended.
        """
        with self._one_at_a_time(cancel), self._told_when_gone():
            self._load(cancel)

    def count_tokens(self, text: str) -> int:
        """How many tokens a text of a document takes; loads the model.

        Raises:
            ModelError: the model can't be loaded, or its process ended.
        """
        cancel = CancelToken()
        with self._one_at_a_time(cancel), self._told_when_gone():
            process = self._load(cancel)
            process.send(wire.Count(text))
            answer = self._await(process, cancel)
            if isinstance(answer, wire.Counted):
                return answer.tokens
            raise self._failure(answer)

    def stream(self, prompt: Prompt, options: GenerationOptions, cancel: CancelToken) -> Iterator[ModelEvent]:
        """Answers, piece by piece; loads the model where it is not.

        Raises:
            Cancelled: soon after `cancel` is set, whatever the model is doing.
            ModelStopped: the model's process ended; the next call starts it anew.
            ModelError: the model can't be loaded, or the prompt does not fit its context.
        """
        with self._one_at_a_time(cancel), self._told_when_gone():
            process, first = self._begin(lambda number: _request(number, prompt, options), cancel)
            with self._stopped_unless_finished(process) as finished:
                for notice in self._take_notices():
                    yield ModelNotice(notice)
                for event in self._events(process, first, cancel):
                    if isinstance(event, ModelFinished):
                        finished.append(True)
                    yield event

    def score_references(
        self, prompt: Prompt, paragraphs: Sequence[str], cancel: CancelToken
    ) -> tuple[ReferenceScores, ...]:
        """What the model would refer to after each paragraph of an answer; loads it where it is not.

        Raises:
            Cancelled: soon after `cancel` is set.
            ModelStopped: the model's process ended; the next call starts it anew.
            ModelError: the model can't be loaded, or prompt and text do not fit its context.
        """
        with self._one_at_a_time(cancel), self._told_when_gone():
            process, answer = self._begin(lambda number: _score_request(number, prompt, paragraphs), cancel)
            with self._stopped_unless_finished(process) as finished:
                while isinstance(answer, wire.Rendered):
                    answer = self._await(process, cancel)
                finished.append(True)
            if not isinstance(answer, wire.Scored):
                raise self._failure(answer)
            return tuple(ReferenceScores(row[:-1], row[-1]) for row in answer.rows)

    def encode_picture(self, picture: PromptImage, cancel: CancelToken) -> bool:
        """Encodes a picture and keeps the result; False where that was done before. Loads the model where it is not.

        Raises:
            Cancelled: soon after `cancel` is set.
            ModelStopped: the model's process ended; the next call starts it anew.
            ModelError: the picture can't be encoded, or the model sees none.
        """
        with self._one_at_a_time(cancel), self._told_when_gone():
            process = self._load(cancel)
            self._requests += 1
            process.send(wire.Encode(request=self._requests, picture=_image(picture)))
            with self._stopped_unless_finished(process) as finished:
                answer = self._await(process, cancel)
                finished.append(True)
            if not isinstance(answer, wire.Encoded):
                raise self._failure(answer)
            return answer.tiles > 0

    def close(self) -> None:
        """Ends the process; the model can't be used any more."""
        self._closed = True
        while not self._lock.acquire(timeout=0.2):
            if (process := self._process) is not None:
                process.kill()  # an answer is being written in another thread: it ends with ModelStopped
        try:
            if self._process is not None and not self._loaded:
                self._process.kill()  # it hears nothing while it loads, and has nothing to lose
            self._drop()
        finally:
            self._lock.release()

    def _files(self) -> ModelFiles:
        return check_model(self._path, self._projector)

    @contextmanager
    def _one_at_a_time(self, cancel: CancelToken) -> Iterator[None]:
        while not self._lock.acquire(timeout=_TICK):
            cancel.raise_if_cancelled()
        try:
            cancel.raise_if_cancelled()
            yield
        finally:
            if self._process is not None:
                self._process.touch()
            self._lock.release()

    @contextmanager
    def _told_when_gone(self) -> Iterator[None]:
        """Turns the end of the process into a sentence; the next call starts a new one."""
        try:
            yield
        except ProcessGone as error:
            loaded = self._loaded
            if "SIGABRT" in str(error):  # so it ends when a graphics card has too little memory
                self._fewer_layers()
            self._drop()
            words = (
                f"The model engine stopped while {self._name} was at work ({error})."
                if loaded
                else f"The model engine stopped while {self._name} was loading ({error})."
            )
            raise ModelStopped(words, _AGAIN) from error

    @contextmanager
    def _stopped_unless_finished(self, process: ModelProcess) -> Iterator[list[bool]]:
        """Stops the last request when the block is left before something was put into the list."""
        finished: list[bool] = []
        try:
            yield finished
        except (ModelError, ProcessGone):
            finished.append(True)
            raise
        finally:
            if not finished:
                self._stop(process)

    def _take_notices(self) -> list[str]:
        notices, self._notices = self._notices, []
        return notices

    def _fewer_layers(self) -> None:
        """After the engine aborted, as it does when a graphics card has too little memory for an answer."""
        layers = self._gpu_layers // 2
        self._options = msgspec.structs.replace(self._options, gpu_layers=layers)
        if self._gpu_layers and layers:
            self._notices.append(
                f"The graphics card had too little memory for {self._name}: {layers} of its layers run there now."
            )
        elif self._gpu_layers:
            self._notices.append(
                f"The graphics card had too little memory for {self._name}: it runs on the processor now."
            )

    def _drop(self) -> None:
        process, self._process, self._loaded = self._process, None, False
        if process is not None:
            process.end()

    def _on_idle(self) -> bool:
        """Called by the process's own thread; unloads unless a question is being answered."""
        if not self._lock.acquire(blocking=False):
            return False
        try:
            self._process, self._loaded = None, False
            return True
        finally:
            self._lock.release()

    def _begin_loading(self) -> ModelProcess:
        if self._closed:
            raise ModelError(f"{self._name} was closed.", "Open the model again.")
        if self._process is not None and self._loaded and self._process.has_ended:
            _LOG.info("the process of %s ended while it waited and is started anew", self._name)
            self._drop()
        if self._process is None:
            self._files()
            self._process = ModelProcess(self._patience.idle, self._on_idle)
            self._loaded = self._trying_template = False
            projector = str(self._projector) if self._projector else None
            self._process.send(wire.Load(str(self._path), projector, self._options))
        return self._process

    def _load(self, cancel: CancelToken) -> ModelProcess:
        process = self._begin_loading()
        process.touch()
        if not self._loaded:
            answer = self._await_loaded(process, cancel)
            _LOG.debug("%s loaded in %.2f s", self._name, answer.seconds)
            self._measured_image_tokens = answer.image_tokens
            self._gpu_layers = answer.gpu_layers
            self._notices += answer.notices
            self._loaded = True
        return process

    def _await_loaded(self, process: ModelProcess, cancel: CancelToken) -> wire.Loaded:
        """Waits while the files are checked, the chat template is tried, and the model is loaded.

        Stop leaves it loading for the next question.
        """
        while True:
            limit = self._patience.template if self._trying_template else float("inf")
            try:
                answer = self._await(process, cancel, limit)
            except _TooSlow as error:
                self._drop()
                sentence = f"The chat template of {self._path.name} does not come to an end."
                raise ModelUnfit(sentence, wire.OTHER_TEMPLATE) from error
            self._trying_template = isinstance(answer, wire.TryingTemplate)
            if isinstance(answer, wire.Loaded):
                return answer
            if not isinstance(answer, wire.TryingTemplate | wire.Rendered):
                self._drop()
                raise self._failure(answer)

    def _await(self, process: ModelProcess, cancel: CancelToken, seconds: float = float("inf")) -> wire.FromProcess:
        """The next message that is no sign of life.

        Raises:
            Cancelled: `cancel` was set.
            ProcessGone: the process ended, or hangs.
            _TooSlow: it took longer than `seconds`.
        """
        began = heard = time.monotonic()
        while True:
            cancel.raise_if_cancelled()
            message = process.receive(_TICK)
            now = time.monotonic()
            if message is not None:
                heard = now
                if not isinstance(message, wire.Beat):
                    return message
            if now - heard > (self._patience.silence if process.heard else self._patience.start):
                process.kill()
                raise ProcessGone("it did not answer any more")
            if now - began > seconds:
                process.kill()
                raise _TooSlow("it took too long")

    def _begin(
        self, request: Callable[[int], wire.Generate | wire.Score], cancel: CancelToken
    ) -> tuple[ModelProcess, wire.FromProcess]:
        """Sends a prompt; returns when the chat template is done, with the first message that followed.

        A template that does not come to an end is replaced by the built-in one, in a new process.
        """
        while True:
            process = self._load(cancel)
            self._requests += 1
            try:
                process.send(request(self._requests))
            except ValueError as error:
                raise ModelError("The question is too large to be sent to the model.", "Ask a shorter one.") from error
            try:
                return process, self._await(process, cancel, self._patience.template)
            except Cancelled:
                self._stop(process)
                raise
            except _TooSlow:
                if self._options.plain_template:
                    raise
                _LOG.info("the chat template of %s does not come to an end and is not used any more", self._name)
                self._options = msgspec.structs.replace(self._options, plain_template=True)
                self._drop()

    def _events(self, process: ModelProcess, first: wire.FromProcess, cancel: CancelToken) -> Iterator[ModelEvent]:
        answer = first
        while not isinstance(answer, wire.Finished):
            if isinstance(answer, wire.Piece):
                yield ModelText(answer.text)
            elif not isinstance(answer, wire.Rendered):
                raise self._failure(answer)
            answer = self._await(process, cancel)
        reason = FinishReason.LENGTH if answer.at_length else FinishReason.END
        yield ModelFinished(
            FinishReason.REPEATED if answer.repeated else reason,
            answer.prompt_tokens,
            answer.cached_tokens,
            answer.completion_tokens,
        )

    def _stop(self, process: ModelProcess) -> None:
        """Stops the last request; a process that does not stop soon is ended, and the next question starts it anew."""
        try:
            process.send(wire.Stop(self._requests))
            until = time.monotonic() + self._patience.stop
            while (left := until - time.monotonic()) > 0:
                if isinstance(process.receive(left), _ENDS):
                    return
        except ProcessGone as error:
            _LOG.debug("while stopping: %s", error)
        process.kill()
        self._drop()

    def _failure(self, message: wire.FromProcess) -> ModelError:
        if isinstance(message, wire.Failed):
            if message.exhausted:
                self._drop()  # what it holds is given back, and the next question begins anew
            kind = ModelUnfit if message.unfit else ModelError
            return kind(message.message, message.hint)
        return ModelError("The model engine gave an answer that was not expected.", _AGAIN)


def _request(number: int, prompt: Prompt, options: GenerationOptions) -> wire.Generate:
    return wire.Generate(
        request=number,
        messages=tuple(_message(message) for message in prompt.messages),
        image_labels=prompt.image_labels,
        max_tokens=options.max_tokens,
        temperature=options.temperature,
        top_p=options.top_p,
        repeat_penalty=options.repeat_penalty,
        seed=options.seed,
    )


def _score_request(number: int, prompt: Prompt, paragraphs: Sequence[str]) -> wire.Score:
    return wire.Score(
        request=number,
        messages=tuple(_message(message) for message in prompt.messages),
        image_labels=prompt.image_labels,
        paragraphs=tuple(paragraph.encode("utf-8", "replace").decode("utf-8") for paragraph in paragraphs),
    )


def _image(picture: PromptImage) -> wire.ImagePart:
    return wire.ImagePart(str(picture.path), picture.digest)


def _message(message: Message) -> wire.ChatMessage:
    parts = tuple(
        _image(part)
        if isinstance(part, PromptImage)
        else wire.TextPart(part.text.encode("utf-8", "replace").decode("utf-8"))
        for part in message.parts
    )
    return wire.ChatMessage(message.role.value, parts)


@atexit.register
def _close_all() -> None:
    for model in list(_open_models):
        model.close()
