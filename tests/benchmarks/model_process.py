"""What the program sees of a model's process: Stop, deaths and restarts, and the memory it holds.

Part of `tests.benchmarks.model`.
"""

from __future__ import annotations

import os
import signal
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import psutil
from PIL import Image

from desktop_app.domain.answer_model import (
    GenerationOptions,
    Message,
    ModelFinished,
    ModelText,
    Prompt,
    PromptImage,
    PromptText,
    Role,
)
from desktop_app.domain.errors import ModelStopped
from desktop_app.domain.jobs import CancelToken
from desktop_app.local_model.client import LocalModel
from desktop_app.local_model.memory_plan import needs
from desktop_app.local_model.model_files import check_model
from desktop_app.local_model.wire import EngineOptions
from tests.benchmarks.measured import Bounded, stopwatch, until_cancelled

SENTENCE = "The pump stands on a bracket of cast iron, and four bolts of 8 mm hold the bracket on the frame. "
ENDLESS = GenerationOptions(max_tokens=3000, temperature=1.5, top_p=1.0, repeat_penalty=1.3)
SHORT = GenerationOptions(max_tokens=8)
STOPS, KILLS, TURNS = 7, 3, 20
_MIB = 1 << 20


def question(*parts: str | PromptImage, labels: tuple[str, ...] = ()) -> Prompt:
    """A prompt of one message."""
    texts = tuple(PromptText(part) if isinstance(part, str) else part for part in parts)
    return Prompt((Message(Role.USER, texts),), labels)


def process_rows(path: Path, projector: Path, folder: Path, threads: int) -> Iterator[Bounded]:
    """The rows of the table that are measured through the child process."""
    options = EngineOptions(context_tokens=4096, image_tiles=1, threads=threads)
    with closing(LocalModel(path, projector, options=options)) as model:
        with stopwatch() as started:
            model.count_tokens("x")
        yield Bounded("starting the process and loading model and projector; s", started[0])
        yield from _memory(model, path, projector, options)
        yield from _stops(model, folder)
        yield from _deaths(model)
        yield _growth(model)


def _answer(model: LocalModel, asked: Prompt, options: GenerationOptions = SHORT) -> str:
    events = list(model.stream(asked, options, CancelToken()))
    return "".join(event.text for event in events if isinstance(event, ModelText))


def _memory(model: LocalModel, path: Path, projector: Path, options: EngineOptions) -> Iterator[Bounded]:
    """What the process holds after a full prompt, beside what was estimated from the headers."""
    _answer(model, question(SENTENCE * 140))
    held = _resident(model) / _MIB
    expected = needs(check_model(path, projector), options).total / _MIB
    files = (path.stat().st_size + projector.stat().st_size) / _MIB
    words = f"memory of the model's process: {held:.0f} MiB, its files {files:.0f}, estimated {expected:.0f}"
    yield Bounded(f"{words}; of the estimate", held / expected, "<=", 1.15)
    yield Bounded("memory of the program that asks it; MiB", psutil.Process().memory_info().rss / _MIB)


def _resident(model: LocalModel) -> int:
    return int(psutil.Process(model.process_id).memory_info().rss)


def _stops(model: LocalModel, folder: Path) -> Iterator[Bounded]:
    """How long Stop takes: while text is written, while a prompt is read, while a picture is looked at, at the start.

    For each the longest of some tries, which begin at different moments.
    """

    def write(number: int, cancel: CancelToken) -> None:
        while True:  # a small model may come to an end soon
            list(model.stream(question(f"{number}: write a long story."), ENDLESS, cancel))

    def read(number: int, cancel: CancelToken) -> None:
        while True:
            list(model.stream(question(f"{number} {SENTENCE * 140}"), ENDLESS, cancel))

    def look(number: int, cancel: CancelToken) -> None:
        for each in range(20):
            name = f"stop {number} {each}"
            file = folder / f"{name}.png"
            Image.effect_noise((500, 500), 60).convert("RGB").save(file)
            model.encode_picture(PromptImage(file, name), cancel)

    def load(_number: int, cancel: CancelToken) -> None:
        model._drop()  # as if it had been idle
        while True:
            list(model.stream(question("A question."), ENDLESS, cancel))

    for what, work, wait, limit in (
        ("writing", write, 0.5, 0.2),
        ("reading a prompt", read, 0.3, 1.0),
        ("looking at a picture", look, 0.4, 1.0),
        ("loading", load, 0.05, 1.0),
    ):
        yield _stop(model, what, work, wait=wait, limit=limit)
    yield _hanging(model)


def _stop(
    model: LocalModel, what: str, work: Callable[[int, CancelToken], None], *, wait: float, limit: float
) -> Bounded:
    taken = []
    for number in range(STOPS):
        model.count_tokens("loaded")
        cancel = CancelToken()
        with until_cancelled(cancel, wait * (1 + number / 3)) as stopped:
            work(number, cancel)
        taken.append(stopped[0])
    words = f"Stop while {what}: {1000 * statistics.median(taken):.0f} ms (median of {STOPS}); longest, s"
    return Bounded(words, max(taken), "<=", limit)


def _hanging(model: LocalModel) -> Bounded:
    """A process that does not answer at all is ended by Stop."""
    model.count_tokens("loaded")
    os.kill(model.process_id or 0, signal.SIGSTOP)
    cancel = CancelToken()
    with until_cancelled(cancel, 0.2) as stopped:
        list(model.stream(question("Hello?"), SHORT, cancel))
    return Bounded("Stop while the process hangs; s", stopped[0], "<=", 1.0)


def _deaths(model: LocalModel) -> Iterator[Bounded]:
    """How soon the end of the process is told, and how soon the next question is answered."""
    told, back = [], []
    for number in range(KILLS):
        _answer(model, question("Hello."))
        events = model.stream(question(f"{number}: write a long story."), ENDLESS, CancelToken())
        next(events)
        os.kill(model.process_id or 0, signal.SIGKILL)
        began = time.perf_counter()
        try:
            for _ in events:
                pass
        except ModelStopped:
            told.append(time.perf_counter() - began)
        with stopwatch() as answered:
            _answer(model, question("Hello."))
        back.append(answered[0])
    yield Bounded("a killed process is told; longest, s", max(told), "<=", 2.0)
    yield Bounded("the next question is answered; longest, s", max(back), "<=", 5.0)


def _growth(model: LocalModel) -> Bounded:
    """Memory of the process from the second turn of a conversation to the last."""
    held = []
    messages: list[Message] = []
    for number in range(TURNS):
        messages.append(Message(Role.USER, (PromptText(f"Question {number} about the pump. {SENTENCE}"),)))
        events = list(model.stream(Prompt(tuple(messages[-9:])), SHORT, CancelToken()))
        assert isinstance(events[-1], ModelFinished)
        text = "".join(event.text for event in events if isinstance(event, ModelText))
        messages.append(Message(Role.ASSISTANT, (PromptText(text),)))
        held.append(_resident(model) / _MIB)
    words = f"memory of the model's process from turn 2 ({held[1]:.0f} MiB) to turn {TURNS} ({held[-1]:.0f}); MiB more"
    return Bounded(words, held[-1] - held[1], "<=", 30)
