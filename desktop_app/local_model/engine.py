"""Answering prompts with a model that is loaded in this process: what is cached is kept, what differs is evaluated."""

from __future__ import annotations

import codecs
import time
from bisect import bisect_left
from collections.abc import Callable, Sequence
from itertools import accumulate
from pathlib import Path

from desktop_app.domain.errors import ModelError
from desktop_app.local_model.chat_template import MessageContent, render_chat
from desktop_app.local_model.constrained_references import ReferenceGuard
from desktop_app.local_model.llama_library import BATCH_TOKENS, MOST_BRANCHES, Aborted, Sampler
from desktop_app.local_model.loading import load
from desktop_app.local_model.model_files import ModelFiles
from desktop_app.local_model.projector import ImageSlice
from desktop_app.local_model.reference_odds import reference_odds
from desktop_app.local_model.repetition import RepetitionWatch
from desktop_app.local_model.thinking import OPEN, ThinkingFold
from desktop_app.local_model.wire import (
    ChatMessage,
    EngineOptions,
    Finished,
    Generate,
    ImagePart,
    Score,
    Scored,
    TextPart,
)
from desktop_app.support.phrases import phrase

ANSWER_ROOM = 32
"""The fewest tokens that are left for an answer."""
REFERENCE_ROOM = 96
"""Tokens at the end of the context that only closing a reference may use."""
TRIES = 24
MOST_CHARACTERS_PER_TOKEN = 128

Cell = int | ImageSlice
"""A unit of the cache: a token, or a slice of a picture, which takes several tokens."""


class Writing:
    """An answer that is being written: bytes go in, text for the reader comes out, references are guarded.

    Thoughts are not shown, and references in them do not count.
    """

    def __init__(self, labels: Sequence[str], write: Callable[[str], None], *, thinking: bool) -> None:
        self._labels = labels
        self._show = write
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._fold = ThinkingFold(inside=thinking)
        self._watch = RepetitionWatch()
        self.guard = ReferenceGuard(labels)

    @property
    def repeats(self) -> bool:
        """Whether the answer has begun to repeat itself."""
        return self._watch.repeats

    def take(self, piece: bytes) -> None:
        """Takes the bytes of a token."""
        self.guard.feed(piece)
        was_thinking = self._fold.inside
        text = self._fold.feed(self._decoder.decode(piece))
        self._write(text)
        if was_thinking and not self._fold.inside:
            anew = ReferenceGuard(self._labels)
            if anew.allows(text.encode("utf-8")):
                anew.feed(text.encode("utf-8"))
                self.guard = anew

    def finish(self) -> None:
        """Writes what was held back."""
        self._write(self._fold.feed(self._decoder.decode(b"", final=True)) + self._fold.finish())

    def _write(self, text: str) -> None:
        if text:
            self._watch.feed(text)
            self._show(text)


class Engine:
    """A model, its cache, and its projector where there is one; one thread at a time.

    Raises:
        ModelError: the files can't be loaded.
    """

    def __init__(self, files: ModelFiles, options: EngineOptions, threads: int) -> None:
        started = time.monotonic()
        loaded = load(files, options, threads)
        self._model, self._projector = loaded.model, loaded.projector
        self.gpu_layers, self.notices = loaded.gpu_layers, loaded.notices
        self._template = "" if options.plain_template else files.model.chat_template
        self._cached: list[Cell] = []
        self.seconds = time.monotonic() - started

    @property
    def context_tokens(self) -> int:
        """Prompt and answer together."""
        return self._model.context_tokens

    @property
    def image_tokens(self) -> int:
        """What a large picture costs; 0 where the model sees none."""
        return self._projector.image_tokens if self._projector else 0

    @property
    def pictures_encoded(self) -> int:
        """How many tiles were encoded since the start; what is remembered is not."""
        return self._projector.encoded if self._projector else 0

    def count_tokens(self, text: str) -> int:
        """How many tokens a text of a document takes."""
        return len(self._model.vocabulary.tokenise(text, special=False))

    def stop(self) -> None:
        """Makes `answer` raise `Aborted` soon; may be called from any thread."""
        self._model.abort.set()

    def resume(self) -> None:
        """Takes back `stop`."""
        self._model.abort.clear()

    def answer(self, request: Generate, *, rendered: Callable[[], None], write: Callable[[str], None]) -> Finished:
        """Answers a prompt; `rendered` is called when the chat template is done, `write` with each piece of text.

        Raises:
            Aborted: `stop` was called.
            ModelError: the prompt does not fit the context, or the engine failed.
        """
        segments, cells = self._prompt_cells(request.messages, rendered)
        total = sum(_tokens_in(cell) for cell in cells)
        room = self.context_tokens - total - REFERENCE_ROOM
        if room < ANSWER_ROOM:
            raise self._too_long(phrase(f"{total} tokens"))
        cached = self._evaluate(cells)
        sampler = Sampler(
            self._model,
            temperature=request.temperature,
            top_p=request.top_p,
            repeat_penalty=request.repeat_penalty,
            seed=request.seed,
        )
        try:
            last = segments[-1][0]
            thinking = isinstance(last, str) and last.rstrip().endswith(OPEN)
            writing = Writing(request.image_labels, write, thinking=thinking)
            count, at_length = self._write(sampler, writing, min(room, request.max_tokens))
        finally:
            sampler.close()
        return Finished(
            at_length=at_length,
            prompt_tokens=total,
            cached_tokens=cached,
            completion_tokens=count,
            repeated=writing.repeats,
        )

    def score(self, request: Score, *, rendered: Callable[[], None]) -> Scored:
        """Compares, at the end of each paragraph of a text, a reference to each image with writing none.

        What is compared is `![](LABEL)`: whether a reference is begun at all, and then which label is in it. The
        prompt and the text are read once, and not where they are cached.

        Raises:
            Aborted: `stop` was called.
            ModelError: the text does not fit the context, or the engine failed.
        """
        _, cells = self._prompt_cells(request.messages, rendered)
        tokenise = self._model.vocabulary.tokenise
        branches = [tokenise(f"![]({label})", special=False) for label in request.image_labels[:MOST_BRANCHES]]
        text, ends = self._paragraph_ends(request.paragraphs)
        total = sum(_tokens_in(cell) for cell in cells) + len(text) + sum(map(len, branches))
        if total > self.context_tokens:
            raise self._too_long(phrase(f"{total} tokens"))
        rows, evaluated = [], 0
        for end in ends:
            whole = [*cells, *text[:end]]
            evaluated += sum(_tokens_in(cell) for cell in whole) - self._evaluate(whole)
            position = sum(_positions_in(cell) for cell in whole)
            rows.append(reference_odds(self._model.branch_scores(branches, position)))
        return Scored(rows=tuple(rows), evaluated_tokens=evaluated)

    def _paragraph_ends(self, paragraphs: Sequence[str]) -> tuple[list[int], list[int]]:
        """The tokens of a text, and for each paragraph how many of them there are to the empty line after it."""
        vocabulary = self._model.vocabulary
        text = vocabulary.tokenise("".join(f"{paragraph}\n\n" for paragraph in paragraphs), special=False)
        lengths = list(accumulate(len(vocabulary.piece(token)) for token in text))
        wanted = accumulate(len(f"{paragraph}\n\n".encode("utf-8", "replace")) for paragraph in paragraphs)
        return text, [min(len(text), bisect_left(lengths, length) + 1) for length in wanted]

    def encode(self, picture: ImagePart) -> int:
        """Encodes a picture for later; returns how many of its tiles were not known.

        Raises:
            ModelError: the model sees no pictures, or this is none.
        """
        if self._projector is None:
            raise ModelError("This model sees no pictures.", "Choose a model with a projector.")
        before = self._projector.encoded
        for cell in self._projector.cells(Path(picture.path), picture.digest):
            if isinstance(cell, ImageSlice) and not self._model.abort.is_set:
                self._projector.encode(cell)
        if self._model.abort.is_set:
            raise Aborted
        return self._projector.encoded - before

    def close(self) -> None:
        """Frees the memory."""
        if self._projector:
            self._projector.close()
        self._model.close()

    def _prompt_cells(
        self, messages: Sequence[ChatMessage], rendered: Callable[[], None]
    ) -> tuple[list[tuple[str | TextPart | ImagePart, bool]], list[Cell]]:
        segments = self._render(messages)
        rendered()
        return segments, self._cells(segments)

    def _render(self, messages: Sequence[ChatMessage]) -> list[tuple[str | TextPart | ImagePart, bool]]:
        """The prompt in parts; True where control tokens are meant."""
        vocabulary = self._model.vocabulary
        begin, end = vocabulary.text_of(vocabulary.begin_token), vocabulary.text_of(vocabulary.end_token)
        parts: list[tuple[str | TextPart | ImagePart, bool]] = []
        for segment in render_chat(self._template, [message.role for message in messages], bos=begin, eos=end):
            if isinstance(segment, MessageContent):
                parts += [(part, False) for part in messages[segment.index].parts]
            else:
                parts.append((segment.text, True))
        return parts

    def _cells(self, parts: Sequence[tuple[str | TextPart | ImagePart, bool]]) -> list[Cell]:
        vocabulary = self._model.vocabulary
        self._refuse_what_is_hopeless(parts)
        cells: list[Cell] = []
        for part, special in parts:
            if isinstance(part, ImagePart):
                cells += self._projector.cells(Path(part.path), part.digest) if self._projector else []
            else:
                text = part if isinstance(part, str) else part.text
                cells += vocabulary.tokenise(text, special=special)
        if vocabulary.begins_prompts and vocabulary.begin_token >= 0 and cells[:1] != [vocabulary.begin_token]:
            cells.insert(0, vocabulary.begin_token)
        return cells

    def _refuse_what_is_hopeless(self, parts: Sequence[tuple[str | TextPart | ImagePart, bool]]) -> None:
        """Turning ten megabytes into tokens takes seconds that can't be stopped; no context holds them anyway."""
        length = sum(
            len(part if isinstance(part, str) else part.text) for part, _ in parts if not isinstance(part, ImagePart)
        )
        if length > self.context_tokens * MOST_CHARACTERS_PER_TOKEN:
            raise self._too_long(phrase(f"{length} characters"))

    def _too_long(self, size: str) -> ModelError:
        return ModelError(
            f"The question and its passages take {size}; this model reads {self.context_tokens} tokens.",
            "Ask a shorter question, or choose a model with a longer context.",
        )

    def _evaluate(self, cells: list[Cell]) -> int:
        """Evaluates what is not cached; returns how many tokens were."""
        same = _common_prefix(self._cached, cells)
        same = min(same, len(cells) - 1)  # the last one is evaluated in any case: its logits are needed
        kept = cells[:same]
        position = sum(_positions_in(cell) for cell in kept)
        if not self._model.forget_after(position):
            self._model.forget_all()
            kept, position = [], 0
        self._cached = kept
        cached = sum(_tokens_in(cell) for cell in kept)
        self._extend(cells[len(kept) :], position)
        return cached

    def _extend(self, cells: Sequence[Cell], position: int) -> None:
        """Evaluates cells at the end of the cache; what is complete stays cached when it is aborted."""
        index = 0
        while index < len(cells):
            cell = cells[index]
            if isinstance(cell, ImageSlice):
                assert self._projector is not None
                self._projector.evaluate(cell, position)
                done: list[Cell] = [cell]
            else:
                tokens = _run_of_tokens(cells, index)
                self._model.evaluate(tokens, position)
                done = list(tokens)
            self._cached += done
            position += sum(_positions_in(cell) for cell in done)
            index += len(done)

    def _write(self, sampler: Sampler, writing: Writing, limit: int) -> tuple[int, bool]:
        """Samples until the answer ends; returns the number of tokens and whether the limit ended it."""
        vocabulary = self._model.vocabulary
        position = sum(_positions_in(cell) for cell in self._cached)
        count = 0
        while True:
            token = self._sample(sampler, writing.guard)
            if vocabulary.is_end(token):
                at_length = False
                break
            writing.take(vocabulary.piece(token))
            count += 1
            if count >= limit or writing.repeats:
                writing.guard.hurry()
                if writing.guard.may_end or count >= limit + REFERENCE_ROOM - 1:
                    at_length = not writing.repeats
                    break
            self._model.evaluate((token,), position)
            self._cached.append(token)
            position += 1
        writing.finish()
        return count, at_length

    def _sample(self, sampler: Sampler, guard: ReferenceGuard) -> int:
        """The next token; free while the guard allows it, else among the tokens the guard allows."""
        if self._model.abort.is_set:
            raise Aborted
        vocabulary = self._model.vocabulary
        forced = guard.forced()
        if forced is not None:
            self._allow_only(vocabulary.tokens_that_begin(forced))
        for _ in range(TRIES):
            token = sampler.sample()
            if self._fits(token, guard):
                return token
            self._model.logits()[token] = float("-inf")
        self._allow_only([token for token in range(vocabulary.size) if self._fits(token, guard)])
        return sampler.sample()

    def _fits(self, token: int, guard: ReferenceGuard) -> bool:
        if self._model.vocabulary.is_end(token):
            return guard.may_end
        return guard.allows(self._model.vocabulary.piece(token))

    def _allow_only(self, tokens: Sequence[int]) -> None:
        import numpy as np

        if not tokens:
            raise ModelError("This model's vocabulary can't write a reference to a picture.", "Choose another model.")
        logits = np.ctypeslib.as_array(self._model.logits(), (self._model.vocabulary.size,))
        kept = logits[tokens].copy()
        logits.fill(-np.inf)
        logits[tokens] = kept


def _tokens_in(cell: Cell) -> int:
    return 1 if isinstance(cell, int) else cell.tokens


def _positions_in(cell: Cell) -> int:
    return 1 if isinstance(cell, int) else cell.positions


def _common_prefix(first: Sequence[Cell], second: Sequence[Cell]) -> int:
    for index, (one, other) in enumerate(zip(first, second, strict=False)):
        if one != other:
            return index
    return min(len(first), len(second))


def _run_of_tokens(cells: Sequence[Cell], start: int) -> list[int]:
    tokens: list[int] = []
    for cell in cells[start : start + BATCH_TOKENS]:
        if not isinstance(cell, int):
            break
        tokens.append(cell)
    return tokens
