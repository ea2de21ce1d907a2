"""llama.cpp's own functions, through the raw bindings: a model, its vocabulary, its context, its sampler.

Used in the model's process only. Everything here is one thin step above C: handles are freed, failures are raised.
"""

from __future__ import annotations

import ctypes
import logging
import os
import sys
from collections import deque
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path
from typing import Any

from desktop_app.domain.errors import ModelError
from desktop_app.local_model.wire import Described, Device

_LOG = logging.getLogger("llama.cpp")

BATCH_TOKENS = 512
TOP_K = 40
PENALTY_WINDOW = 64
LOOP_PENALTY, LOOP_GROWTH, LOOP_TOKENS, LOOP_WINDOW = 0.8, 1.75, 8, 1024
"""A run of tokens that came before is penalised from the ninth token on, exponentially."""
_GPU, _INTEGRATED_GPU = 1, 2
MOST_BRANCHES = 16
"""How many continuations can be compared in one go."""

recent_log: deque[str] = deque(maxlen=30)
"""The last lines that llama.cpp wrote, for the log when something fails."""
_log_callback: list[Any] = []


class Aborted(Exception):
    """The abort switch was set while the model was at work."""


def library() -> Any:
    """The raw bindings; the first call loads the shared library and takes over its log."""
    import llama_cpp.llama_cpp as raw

    if not _log_callback:

        def note(level: int, text: bytes, _data: Any) -> None:
            line = text.decode("utf-8", "replace").rstrip()
            if line and line != ".":
                recent_log.append(line)
                _LOG.debug("%s", line)

        _log_callback.append(raw.llama_log_callback(note))
        raw.llama_log_set(_log_callback[0], None)
        _load_backends(_ggml(raw))
        raw.llama_backend_init()
    return raw


def _ggml(raw: Any) -> Any:
    """The library of ggml that llama.cpp itself uses: where copies of it lie there, opening one by its name is another.

    Symbols of a library that needs others are found in those too, but not on Windows, where a name is opened once.
    """
    if sys.platform == "win32":
        from llama_cpp._ggml import libggml

        return libggml
    return raw._lib


def _load_backends(ggml: Any) -> None:
    """Loads what computes, where the build keeps it in libraries of its own, one of them for each kind of processor."""
    import llama_cpp

    ggml.ggml_backend_reg_count.restype = ctypes.c_size_t
    if not ggml.ggml_backend_reg_count():
        ggml.ggml_backend_load_all_from_path.argtypes = [ctypes.c_char_p]
        ggml.ggml_backend_load_all_from_path(os.fsencode(Path(llama_cpp.__file__).parent / "lib"))


def backends() -> tuple[str, ...]:
    """The names of what can compute in this build on this machine, as in ("CUDA", "CPU")."""
    ggml = _ggml(library())
    ggml.ggml_backend_reg_get.argtypes = [ctypes.c_size_t]
    ggml.ggml_backend_reg_get.restype = ctypes.c_void_p
    ggml.ggml_backend_reg_name.argtypes = [ctypes.c_void_p]
    ggml.ggml_backend_reg_name.restype = ctypes.c_char_p
    handles = [ggml.ggml_backend_reg_get(index) for index in range(ggml.ggml_backend_reg_count())]
    return tuple((ggml.ggml_backend_reg_name(handle) or b"").decode("utf-8", "replace") for handle in handles)


def multimodal_library() -> Any:
    """The raw bindings of the part that turns pictures into embeddings."""
    library()
    import llama_cpp.mtmd_cpp as raw

    raw.mtmd_log_set(_log_callback[0], None)
    raw.mtmd_helper_log_set(_log_callback[0], None)
    return raw


def devices() -> tuple[Device, ...]:
    """What the installed build can compute on, with the memory that is free now."""
    ggml = _ggml(library())
    ggml.ggml_backend_dev_count.restype = ctypes.c_size_t
    ggml.ggml_backend_dev_get.restype = ctypes.c_void_p
    ggml.ggml_backend_dev_get.argtypes = [ctypes.c_size_t]
    return tuple(_device(ggml, ggml.ggml_backend_dev_get(index)) for index in range(ggml.ggml_backend_dev_count()))


def describe() -> Described:
    """What the installed build can use of this machine."""
    raw = library()
    return Described(
        version=metadata.version("llama-cpp-python"),
        offload=bool(raw.llama_supports_gpu_offload()),
        devices=devices(),
        features=raw.llama_print_system_info().decode("utf-8", "replace"),
        backends=backends(),
    )


def _device(ggml: Any, handle: int) -> Device:
    for function in (ggml.ggml_backend_dev_name, ggml.ggml_backend_dev_description):
        function.restype = ctypes.c_char_p
        function.argtypes = [ctypes.c_void_p]
    ggml.ggml_backend_dev_type.argtypes = [ctypes.c_void_p]
    ggml.ggml_backend_dev_memory.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p]
    ggml.ggml_backend_dev_memory.restype = None
    free, total = ctypes.c_size_t(), ctypes.c_size_t()
    ggml.ggml_backend_dev_memory(handle, ctypes.byref(free), ctypes.byref(total))
    name = (ggml.ggml_backend_dev_name(handle) or b"").decode("utf-8", "replace")
    kind = ggml.ggml_backend_dev_type(handle)
    return Device(
        name,
        (ggml.ggml_backend_dev_description(handle) or b"").decode("utf-8", "replace"),
        kind in (_GPU, _INTEGRATED_GPU),
        free.value,
        total.value,
        kind == _INTEGRATED_GPU or name.lower().startswith(("mtl", "metal")),
    )


class AbortSwitch:
    """Stops llama.cpp in the middle of a computation, from another thread.

    The callback that llama.cpp asks after each step is C's own `strlen` on a string that is empty until the switch is
    set: calling back into Python a thousand times for each token would cost several percent of the speed.
    """

    def __init__(self) -> None:
        self._text = ctypes.create_string_buffer(2)
        clib = ctypes.cdll.msvcrt if sys.platform == "win32" else ctypes.CDLL(None)
        self._function = clib.strlen

    def set(self) -> None:
        """Stop; may be called from any thread."""
        self._text[0] = b"\x01"

    def clear(self) -> None:
        """Go on with the next work."""
        self._text[0] = b"\x00"

    @property
    def is_set(self) -> bool:
        """Whether the work is to stop."""
        return self._text[0] != b"\x00"

    def attach(self, context: Any) -> None:
        """Makes a context look at this switch."""
        raw = library()
        callback = ctypes.cast(self._function, raw.ggml_abort_callback)
        raw.llama_set_abort_callback(context, callback, ctypes.cast(self._text, ctypes.c_void_p))


class Vocabulary:
    """Text to tokens and back."""

    def __init__(self, model: Any) -> None:
        self._raw = library()
        self.handle = self._raw.llama_model_get_vocab(model)
        self.size: int = self._raw.llama_vocab_n_tokens(self.handle)
        self._buffer = ctypes.create_string_buffer(256)
        self._pieces: dict[int, bytes] = {}
        self._tokens_of_piece: dict[bytes, list[int]] | None = None
        self._sentencepiece = self._raw.llama_vocab_type(self.handle) == self._raw.LLAMA_VOCAB_TYPE_SPM

    def tokenise(self, text: str, *, special: bool) -> list[int]:
        """The tokens of a text in the middle of a prompt; control tokens in it are read as such where `special`."""
        if self._sentencepiece and text and not special:
            line_end, whole = self._tokenise("\n", special=False), self._tokenise("\n" + text, special=False)
            if whole[: len(line_end)] == line_end:
                return whole[len(line_end) :]
        return self._tokenise(text, special=special)

    def _tokenise(self, text: str, *, special: bool) -> list[int]:
        data = text.encode("utf-8", "replace")
        room = len(data) + 8
        tokens = (ctypes.c_int32 * room)()
        count = self._raw.llama_tokenize(self.handle, data, len(data), tokens, room, False, special)
        if count < 0:
            raise ModelError("The question can't be turned into tokens.", "Ask a shorter question.")
        return tokens[:count]

    def piece(self, token: int) -> bytes:
        """The bytes a token stands for; empty for control tokens. A character may be spread over several tokens."""
        known = self._pieces.get(token)
        if known is None:
            length = self._raw.llama_token_to_piece(self.handle, token, self._buffer, len(self._buffer), 0, False)
            if length < 0:
                self._buffer = ctypes.create_string_buffer(-length)
                length = self._raw.llama_token_to_piece(self.handle, token, self._buffer, -length, 0, False)
            known = self._pieces[token] = self._buffer.raw[:length]
        return known

    def tokens_that_begin(self, texts: Sequence[bytes]) -> list[int]:
        """Every token whose bytes are the beginning of one of the texts, or all of it."""
        if self._tokens_of_piece is None:
            self._tokens_of_piece = {}
            for token in range(self.size):
                piece = self.piece(token)
                if piece and not self.is_control(token):
                    self._tokens_of_piece.setdefault(piece, []).append(token)
        beginnings = {text[:length] for text in texts for length in range(1, len(text) + 1)}
        return [token for piece in beginnings for token in self._tokens_of_piece.get(piece, ())]

    def is_end(self, token: int) -> bool:
        """Whether the token ends an answer."""
        return bool(self._raw.llama_vocab_is_eog(self.handle, token))

    def is_control(self, token: int) -> bool:
        """Whether it is a control token."""
        return bool(self._raw.llama_vocab_is_control(self.handle, token))

    def text_of(self, token: int) -> str:
        """How a token is written in the vocabulary; empty for none."""
        if not 0 <= token < self.size:
            return ""
        text: bytes | None = self._raw.llama_vocab_get_text(self.handle, token)
        return (text or b"").decode("utf-8", "replace")

    @property
    def begin_token(self) -> int:
        """The token a prompt begins with, or -1."""
        return int(self._raw.llama_vocab_bos(self.handle))

    @property
    def end_token(self) -> int:
        """The token that ends a text, or -1."""
        return int(self._raw.llama_vocab_eos(self.handle))

    @property
    def begins_prompts(self) -> bool:
        """Whether the model expects its begin token before a prompt."""
        return bool(self._raw.llama_vocab_get_add_bos(self.handle))


class LoadedModel:
    """A model and one context; one thread at a time.

    Raises:
        ModelError: llama.cpp refuses the file, or there is not enough memory.
    """

    def __init__(self, path: Path, *, context_tokens: int, threads: int, gpu_layers: int) -> None:
        self._raw = library()
        self.model: Any = None
        self.context: Any = None
        parameters = self._raw.llama_model_default_params()
        parameters.n_gpu_layers = gpu_layers
        self.model = self._raw.llama_model_load_from_file(os.fsencode(path), parameters)
        if not self.model:
            raise ModelError(f"The model engine can't load {path.name}.", "Copy or download the file again.")
        self.vocabulary = Vocabulary(self.model)
        trained = self._raw.llama_model_n_ctx_train(self.model)
        self.context_tokens = min(context_tokens, trained) if trained > 0 else context_tokens
        self.threads = threads
        self.context = self._make_context()
        self.memory = self._raw.llama_get_memory(self.context)
        self.abort = AbortSwitch()
        self.abort.attach(self.context)
        self._batch = self._raw.llama_batch_init(BATCH_TOKENS, 0, MOST_BRANCHES)

    def _make_context(self) -> Any:
        parameters = self._raw.llama_context_default_params()
        parameters.n_ctx = self.context_tokens
        parameters.n_batch = BATCH_TOKENS
        parameters.n_ubatch = BATCH_TOKENS
        parameters.n_threads = parameters.n_threads_batch = self.threads
        parameters.n_seq_max = MOST_BRANCHES + 1
        parameters.kv_unified = True  # all sequences share the whole context: there is one, but for comparisons
        context = self._raw.llama_init_from_model(self.model, parameters)
        if not context:
            self._raw.llama_model_free(self.model)
            self.model = None
            hint = "Close other programs, choose a smaller model, or set a shorter context."
            raise ModelError(f"There is not enough memory for a context of {self.context_tokens} tokens.", hint)
        return context

    def forget_after(self, position: int) -> bool:
        """Removes what is cached from this position on; False where the model can only forget everything."""
        return bool(self._raw.llama_memory_seq_rm(self.memory, 0, position, -1))

    def forget_all(self) -> None:
        """Empties the cache."""
        self._raw.llama_memory_clear(self.memory, True)

    def evaluate(self, tokens: Sequence[int], position: int) -> None:
        """Evaluates up to BATCH_TOKENS tokens at a position; afterwards the logits of the last can be sampled.

        Raises:
            Aborted: the abort switch was set.
            ModelError: the engine failed.
        """
        batch = self._batch
        batch.n_tokens = len(tokens)
        for index, token in enumerate(tokens):
            batch.token[index] = token
            batch.pos[index] = position + index
            batch.n_seq_id[index] = 1
            batch.seq_id[index][0] = 0
            batch.logits[index] = 0
        batch.logits[len(tokens) - 1] = 1
        self.check(self._raw.llama_decode(self.context, batch))

    def log_probabilities(self, index: int = -1) -> Any:
        """Of the token after one that was evaluated with its logits, by its index in the batch; shape [vocabulary]."""
        import numpy as np

        pointer = self._raw.llama_get_logits_ith(self.context, index)
        logits = np.ctypeslib.as_array(pointer, (self.vocabulary.size,)).astype(np.float64)
        logits -= logits.max()
        return logits - np.log(np.exp(logits).sum())

    def branch_scores(self, branches: Sequence[Sequence[int]], position: int) -> list[list[float]]:
        """Logarithms of the probability of each token of each branch, were it written next; the cache stays as it is.

        What branches have in common is evaluated once, all of them in one batch.

        Args:
            branches: up to MOST_BRANCHES sequences of one token or more.
            position: the position after the last token evaluated, whose logits are still there.

        Raises:
            Aborted: the abort switch was set.
            ModelError: the engine failed, or the model can't follow several texts at once.
        """
        after_nothing = self.log_probabilities()
        nodes = _shared_beginnings(branches)
        try:
            if nodes:
                self._evaluate_tree(nodes, position)
            after = {beginning: self.log_probabilities(index) for index, beginning in enumerate(nodes)}
        finally:
            for sequence in range(1, len(branches) + 1):
                self._raw.llama_memory_seq_rm(self.memory, sequence, -1, -1)
        after[()] = after_nothing
        return [[float(after[tuple(each[:n])][token]) for n, token in enumerate(each)] for each in branches]

    def _evaluate_tree(self, nodes: dict[tuple[int, ...], list[int]], position: int) -> None:
        """Evaluates the beginnings of texts; those of text n see what is cached and the cells of sequence n + 1."""
        for text in {text for texts in nodes.values() for text in texts}:
            self._raw.llama_memory_seq_cp(self.memory, 0, text + 1, -1, -1)
        batch = self._batch
        batch.n_tokens = len(nodes)
        for index, (beginning, texts) in enumerate(nodes.items()):
            batch.token[index] = beginning[-1]
            batch.pos[index] = position + len(beginning) - 1
            batch.n_seq_id[index] = len(texts)
            for place, text in enumerate(texts):
                batch.seq_id[index][place] = text + 1
            batch.logits[index] = 1
        self.check(self._raw.llama_decode(self.context, batch))

    def check(self, result: int) -> None:
        """Raises what a result of llama.cpp other than 0 means."""
        if result == 2 or (result and self.abort.is_set):
            raise Aborted
        if result == 1:
            raise ModelError("The model's context is full.", "Ask again; earlier turns are left out.")
        if result:
            _LOG.debug("llama_decode gave %d", result)
            raise ModelError("The model engine failed while reading the question.", "Ask again.")

    def logits(self) -> Any:
        """The logits of the last token evaluated, a float pointer that may be written to; shape [vocabulary]."""
        return self._raw.llama_get_logits_ith(self.context, -1)

    def close(self) -> None:
        """Frees everything."""
        if self.context:
            self._raw.llama_batch_free(self._batch)
            self._raw.llama_free(self.context)
            self.context = None
        if self.model:
            self._raw.llama_model_free(self.model)
            self.model = None


def _shared_beginnings(texts: Sequence[Sequence[int]]) -> dict[tuple[int, ...], list[int]]:
    """Each beginning of a text that is not all of it, shorter ones first, and the texts that have it."""
    nodes: dict[tuple[int, ...], list[int]] = {}
    for length in range(1, max(map(len, texts), default=0)):
        for index, text in enumerate(texts):
            if length < len(text):
                nodes.setdefault(tuple(text[:length]), []).append(index)
    return nodes


class Sampler:
    """Penalties, top-k, top-p, temperature, chance; greedy at temperature 0.

    Where words that come again are penalised, so are long runs of words that come again ("DRY", as llama.cpp has it):
    small models fall into writing one paragraph over and over. Only the answer itself counts, not the prompt.
    """

    def __init__(
        self, model: LoadedModel, *, temperature: float, top_p: float, repeat_penalty: float, seed: int
    ) -> None:
        self._raw = library()
        self._context = model.context
        self._chain = self._raw.llama_sampler_chain_init(self._raw.llama_sampler_chain_default_params())
        if repeat_penalty > 0 and repeat_penalty != 1:
            self._add(
                self._raw.llama_sampler_init_penalties(model.vocabulary.size, PENALTY_WINDOW, repeat_penalty, 0.0, 0.0)
            )
            self._add(
                self._raw.llama_sampler_init_dry(
                    model.vocabulary.handle, LOOP_PENALTY, LOOP_GROWTH, LOOP_TOKENS, LOOP_WINDOW, None, 0
                )
            )
        if temperature <= 0:
            self._add(self._raw.llama_sampler_init_greedy())
            return
        self._add(self._raw.llama_sampler_init_top_k(TOP_K))
        self._add(self._raw.llama_sampler_init_top_p(min(1.0, max(0.0, top_p)), 1))
        self._add(self._raw.llama_sampler_init_temp(temperature))
        self._add(self._raw.llama_sampler_init_dist(seed & 0xFFFFFFFF))

    def _add(self, sampler: Any) -> None:
        self._raw.llama_sampler_chain_add(self._chain, sampler)

    def sample(self) -> int:
        """A token after the last one that was evaluated."""
        return int(self._raw.llama_sampler_sample(self._chain, self._context, -1))

    def close(self) -> None:
        """Frees the chain."""
        if self._chain:
            self._raw.llama_sampler_free(self._chain)
            self._chain = None
