"""Pictures into the model: decoding, scaling, cutting into tiles, encoding, and putting the result into the cache."""

from __future__ import annotations

import ctypes
import os
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop_app.domain.errors import ModelError, ModelUnfit
from desktop_app.local_model.gguf_header import GgufHeader
from desktop_app.local_model.image_scaling import Picture, load_picture
from desktop_app.local_model.llama_library import BATCH_TOKENS, LoadedModel, multimodal_library, recent_log
from desktop_app.local_model.model_files import picture_fit
from desktop_app.local_model.vision_cache import VisionCache
from desktop_app.local_model.wire import EngineOptions

REMEMBERED_PICTURES = 64


@dataclass(frozen=True, slots=True)
class ImageSlice:
    """A tile of a picture, or its overview: what it takes of the context."""

    digest: str
    index: int
    tokens: int
    positions: int


@dataclass(slots=True)
class _Prepared:
    """A picture that was cut: tokens and slices in order, and llama.cpp's handle that owns the slices."""

    cells: list[int | ImageSlice]
    chunks: Any


class Projector:
    """The eye of a model.

    Raises:
        ModelUnfit: the projector can't be loaded on top of the model.
    """

    def __init__(self, header: GgufHeader, model: LoadedModel, *, options: EngineOptions, use_gpu: bool) -> None:
        self._raw = multimodal_library()
        self._model = model
        self._fit = picture_fit(header, options.image_tiles)
        path = header.path
        parameters = self._raw.mtmd_context_params_default()
        parameters.use_gpu = use_gpu
        parameters.print_timings = False
        parameters.warmup = False
        parameters.n_threads = model.threads
        self._context = self._raw.mtmd_init_from_file(os.fsencode(path), model.model, parameters)
        if not self._context or not self._raw.mtmd_support_vision(self._context):
            reason = next((line for line in reversed(recent_log) if "mismatch" in line or "error" in line.lower()), "")
            raise ModelUnfit(f"The projector {path.name} does not fit this model. {reason}".strip(), "Choose another.")
        self._width = int(model._raw.llama_model_n_embd_inp(model.model))
        self._prepared: OrderedDict[str, _Prepared] = OrderedDict()
        self._embeddings: OrderedDict[tuple[str, int], Any] = OrderedDict()
        self._cache = (
            VisionCache(Path(options.vision_cache), path, tiles=options.image_tiles) if options.vision_cache else None
        )
        self.encoded = 0
        self.image_tokens = self._measure()

    def cells(self, path: Path, digest: str) -> list[int | ImageSlice]:
        """What a picture file is in the prompt: the tokens around it and its slices.

        Raises:
            ModelError: it is no picture that can be decoded.
        """
        prepared = self._prepared.get(digest)
        if prepared is None:
            picture = load_picture(path, self._fit)
            prepared = self._prepare(picture, path.name, digest)
            self._prepared[digest] = prepared
            while len(self._prepared) > REMEMBERED_PICTURES:
                self._raw.mtmd_input_chunks_free(self._prepared.popitem(last=False)[1].chunks)
        self._prepared.move_to_end(digest)
        return prepared.cells

    def _measure(self) -> int:
        """What a large picture takes of the context, in tokens: the most of a square, a wide and a tall one."""
        costs = []
        for width, height in ((1000, 1000), (2000, 1000), (1000, 2000)):
            size = self._fit.size(width, height)
            blank = Picture(*size, bytes(3 * size[0] * size[1]))
            prepared = self._prepare(blank, "blank", "to measure")
            costs.append(sum(1 if isinstance(cell, int) else cell.tokens for cell in prepared.cells))
            self._raw.mtmd_input_chunks_free(prepared.chunks)
        return max(costs)

    def _prepare(self, picture: Picture, name: str, digest: str) -> _Prepared:
        data = (ctypes.c_uint8 * len(picture.rgb)).from_buffer_copy(picture.rgb)
        bitmap = self._raw.mtmd_bitmap_init(picture.width, picture.height, data)
        chunks = self._raw.mtmd_input_chunks_init()
        try:
            text = self._raw.mtmd_input_text(self._raw.mtmd_default_marker(), 0, False, True)
            text.text_len = len(text.text)
            bitmaps = (ctypes.c_void_p * 1)(bitmap)
            if self._raw.mtmd_tokenize(self._context, chunks, ctypes.byref(text), bitmaps, 1) != 0:
                raise ModelError(f"The picture {name} can't be shown to the model.", "Ask again without it.")
            return _Prepared(self._list(chunks, digest), chunks)
        except BaseException:
            self._raw.mtmd_input_chunks_free(chunks)
            raise
        finally:
            self._raw.mtmd_bitmap_free(bitmap)

    def _list(self, chunks: Any, digest: str) -> list[int | ImageSlice]:
        cells: list[int | ImageSlice] = []
        for index in range(self._raw.mtmd_input_chunks_size(chunks)):
            chunk = self._raw.mtmd_input_chunks_get(chunks, index)
            count = self._raw.mtmd_input_chunk_get_n_tokens(chunk)
            if self._raw.mtmd_input_chunk_get_type(chunk) == self._raw.MTMD_INPUT_CHUNK_TYPE_TEXT:
                size = ctypes.c_size_t()
                tokens = self._raw.mtmd_input_chunk_get_tokens_text(chunk, ctypes.byref(size))
                cells += tokens[: size.value]
            else:
                positions = self._raw.mtmd_input_chunk_get_n_pos(chunk)
                cells.append(ImageSlice(digest, index, int(count), int(positions)))
        return cells

    def evaluate(self, piece: ImageSlice, position: int) -> None:
        """Puts a slice into the model's cache; encodes it where that was not done before.

        Raises:
            Aborted: the abort switch was set while the language model was at work.
            ModelError: the engine failed.
        """
        chunk = self._chunk(piece)
        embedding = self._embedding(piece, chunk)
        after = ctypes.c_int32()
        no_callback = self._raw.mtmd_helper_post_decode_callback()
        self._model.check(
            self._raw.mtmd_helper_decode_image_chunk(
                self._context,
                self._model.context,
                chunk,
                embedding,
                position,
                0,
                BATCH_TOKENS,
                ctypes.byref(after),
                no_callback,
                None,
            )
        )

    def encode(self, piece: ImageSlice) -> None:
        """Encodes a slice where that was not done before; raises `ModelError` when the engine fails."""
        self._embedding(piece, self._chunk(piece))

    def _chunk(self, piece: ImageSlice) -> Any:
        return self._raw.mtmd_input_chunks_get(self._prepared[piece.digest].chunks, piece.index)

    def _embedding(self, piece: ImageSlice, chunk: Any) -> Any:
        key = (piece.digest, piece.index)
        known = self._embeddings.get(key)
        if known is None:
            known = self._from_disk(piece) or self._encode(piece, chunk)
            self._embeddings[key] = known
            while len(self._embeddings) > 4 * REMEMBERED_PICTURES:
                self._embeddings.popitem(last=False)
        return known

    def _from_disk(self, piece: ImageSlice) -> Any:
        data = self._cache.get(piece.digest, piece.index) if self._cache else None
        count = piece.tokens * self._width
        return (ctypes.c_float * count).from_buffer_copy(data) if data and len(data) == count * 4 else None

    def _encode(self, piece: ImageSlice, chunk: Any) -> Any:
        if self._raw.mtmd_encode_chunk(self._context, chunk) != 0:
            raise ModelError("The model engine failed while looking at a picture.", "Ask again.")
        self.encoded += 1
        count = piece.tokens * self._width
        embedding = (ctypes.c_float * count)()
        ctypes.memmove(embedding, self._raw.mtmd_get_output_embd(self._context), count * 4)
        if self._cache:
            self._cache.put(piece.digest, piece.index, bytes(embedding))
        return embedding

    def close(self) -> None:
        """Frees everything."""
        for prepared in self._prepared.values():
            self._raw.mtmd_input_chunks_free(prepared.chunks)
        self._prepared.clear()
        if self._context:
            self._raw.mtmd_free(self._context)
            self._context = None
