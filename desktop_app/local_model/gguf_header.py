"""Reading the header of a GGUF file in plain Python, with every size checked before llama.cpp sees the file.

llama.cpp aborts the process on some damaged files (a token that stands twice in the vocabulary, for one), so nothing
is given to it whose magic, version, counts, string lengths, and tensor table do not fit the file.
The format: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md
"""

from __future__ import annotations

import os
import stat
import struct
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

from desktop_app.domain.errors import ModelMissing, ModelUnfit
from desktop_app.support.phrases import phrase

MAGIC = b"GGUF"
MAX_ENTRIES = 65_536
MAX_TENSORS = 65_536
MAX_KEY_BYTES = 65_535
MAX_STRING_BYTES = 16 * 1024 * 1024
MAX_ARRAY_ITEMS = 4_000_000
MAX_DIMENSIONS = 4
MAX_ELEMENTS = 1 << 60
MAX_CONTEXT = 1 << 24
_STRING, _ARRAY, _BOOL = 8, 9, 7
_NUMBERS = {0: "<B", 1: "<b", 2: "<H", 3: "<h", 4: "<I", 5: "<i", 6: "<f", 7: "<?", 10: "<Q", 11: "<q", 12: "<d"}
_BLOCKS = {
    0: (1, 4), 1: (1, 2), 2: (32, 18), 3: (32, 20), 6: (32, 22), 7: (32, 24), 8: (32, 34), 9: (32, 40),
    10: (256, 84), 11: (256, 110), 12: (256, 144), 13: (256, 176), 14: (256, 210), 15: (256, 292), 16: (256, 66),
    17: (256, 74), 18: (256, 98), 19: (256, 50), 20: (32, 18), 21: (256, 110), 22: (256, 82), 23: (256, 136),
    24: (1, 1), 25: (1, 2), 26: (1, 4), 27: (1, 8), 28: (1, 8), 29: (256, 56), 30: (1, 2), 34: (256, 54),
    35: (256, 66), 39: (32, 17), 40: (64, 36), 41: (128, 18),
}  # fmt: skip
"""Tensor type -> (values in a block, bytes of a block); types made since are left to llama.cpp."""
_OTHER_KINDS = (
    (b"%PDF", phrase("it is a PDF document")),
    (b"PK\x03\x04", phrase("it is a ZIP archive")),
    (b"<!doctype", phrase("it is a web page")),
    (b"<html", phrase("it is a web page")),
    (b"version https://git-lfs", phrase("it is a pointer to a file that git-lfs has not fetched")),
    (b"\x89PNG", phrase("it is a picture")),
    (b"ggml", phrase("it is a model in a format that is no longer used")),
    (b"\x7fELF", phrase("it is a program")),
)
_OUTPUT_TENSORS = {
    "internvl": ("mm.model.mlp.3.weight", 1),
    "mlp": ("mm.2.weight", 1),
    "idefics3": ("mm.model.fc.weight", 1),
    "gemma3": ("mm.input_projection.weight", 0),
    "qwen2vl_merger": ("mm.2.bias", 0),
    "qwen2.5vl_merger": ("mm.2.bias", 0),
    "pixtral": ("mm.2.weight", 1),
}
"""Projector type -> the tensor whose extent is the width of what it puts into the model."""
_AGAIN = "Copy or download the file again."

Value = int | float | str | bool
"""A single value of the metadata; arrays are kept apart."""


@dataclass(frozen=True, slots=True)
class GgufHeader:
    """What a GGUF file says about itself.

    Attributes:
        values: the metadata that are no arrays.
        tensors: the shape of each tensor, innermost dimension first.
        numbers: short arrays of numbers.
        tensor_bytes: the size of each tensor whose type is known.
        repeated_token: a token that stands twice in the vocabulary, or None.
        size: of the file, in bytes.
    """

    path: Path
    size: int
    values: dict[str, Value] = field(default_factory=dict)
    numbers: dict[str, tuple[float, ...]] = field(default_factory=dict)
    tensors: dict[str, tuple[int, ...]] = field(default_factory=dict)
    tokens: int = 0
    repeated_token: str | None = None
    tensor_bytes: dict[str, int] = field(default_factory=dict)

    def text(self, key: str) -> str:
        """The string of a key; empty where there is none."""
        value = self.values.get(key)
        return value if isinstance(value, str) else ""

    def integer(self, key: str) -> int:
        """The whole number of a key; 0 where there is none."""
        value = self.values.get(key)
        return value if isinstance(value, int) and not isinstance(value, bool) else 0

    @property
    def architecture(self) -> str:
        """The family of the model: "llama", "qwen2", "clip" for projectors."""
        return self.text("general.architecture")

    @property
    def title(self) -> str:
        """The name that stands in the file, else the file's stem."""
        return self.text("general.name") or self.path.stem

    @property
    def is_projector(self) -> bool:
        """Whether it is the eye of a model and not a model."""
        return self.architecture == "clip" or self.text("general.type") == "mmproj"

    @property
    def context_length(self) -> int:
        """The tokens the model was made for."""
        return self.integer(f"{self.architecture}.context_length")

    @property
    def embedding_length(self) -> int:
        """The width of the model's embeddings."""
        return self.integer(f"{self.architecture}.embedding_length")

    @property
    def layers(self) -> int:
        """The number of transformer blocks."""
        return self.integer(f"{self.architecture}.block_count")

    @property
    def projector_type(self) -> str:
        """What kind of projector it is, as in "internvl" or "gemma3"."""
        return self.text("clip.projector_type") or self.text("clip.vision.projector_type")

    @property
    def projection_width(self) -> int:
        """The width of what a projector puts into its model; 0 where that can't be told."""
        tensor, axis = _OUTPUT_TENSORS.get(self.projector_type, ("", 0))
        shape = self.tensors.get(tensor, ())
        return shape[axis] if axis < len(shape) else self.integer("clip.vision.projection_dim")

    @property
    def chat_template(self) -> str:
        """The Jinja template of a chat; empty where there is none."""
        return self.text("tokenizer.chat_template")


def read_header(path: Path) -> GgufHeader:
    """Reads and checks the header of a GGUF file.

    Raises:
        ModelMissing: there is no such file, or it can't be read.
        ModelUnfit: it is no GGUF file, or a damaged one; the sentence says what it is instead where that is known.
    """
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(handle, "rb") as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise ModelUnfit(f"{path} is no ordinary file.", "Give the path of a GGUF file.")
            return _Reader(file, path, status.st_size).read()
    except IsADirectoryError as error:
        raise ModelUnfit(f"{path} is a folder.", "Give the path of a GGUF file.") from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise ModelMissing(f"The file {path} can't be read: {reason}.", "Choose another file.") from error


class _Reader:
    """Reads one file from its beginning, and never past its end."""

    def __init__(self, file: BinaryIO, path: Path, size: int) -> None:
        self._file = file
        self._path = path
        self._size = size
        self._left = size
        self._big = False

    def read(self) -> GgufHeader:
        if self._size == 0:
            raise self._unfit(phrase("it is empty"))
        magic = self._file.read(32)
        if not magic.startswith(MAGIC):
            raise self._unfit(_kind_of(magic))
        self._file.seek(4)
        self._left -= 4
        version = self._number("<I")
        if version not in (2, 3):
            raise self._unfit(phrase(f"it is of version {version} of the format, which can't be read"))
        tensor_count, entry_count = self._number("<Q"), self._number("<Q")
        if not 0 <= tensor_count <= MAX_TENSORS or not 0 < entry_count <= MAX_ENTRIES:
            raise self._unfit(phrase("its header is damaged"))
        header = GgufHeader(self._path, self._size)
        tokens: list[bytes] = []
        for _ in range(entry_count):
            self._entry(header, tokens)
        self._tensors(header, tensor_count)
        self._check_values(header)
        return replace(header, tokens=len(tokens), repeated_token=_repeated(tokens))

    def _unfit(self, reason: str) -> ModelUnfit:
        return ModelUnfit(f"{self._path.name} is not a usable model file: {reason}.", _AGAIN)

    def _take(self, count: int) -> bytes:
        if count > self._left:
            raise self._unfit(phrase("it is cut short"))
        data = self._file.read(count)
        if len(data) != count:
            raise self._unfit(phrase("it is cut short"))
        self._left -= count
        return data

    def _number(self, form: str) -> int:
        value: int = struct.unpack(form, self._take(struct.calcsize(form)))[0]
        return value

    def _bytes(self, limit: int) -> bytes:
        length = self._number("<Q")
        if length > self._left:
            raise self._unfit(phrase("it is cut short, or its header is damaged"))
        if length > limit:
            raise self._unfit(phrase("its header is damaged"))
        return self._take(length)

    def _entry(self, header: GgufHeader, tokens: list[bytes]) -> None:
        key = self._text(self._bytes(MAX_KEY_BYTES))
        if not key or key in header.values or key in header.numbers:
            raise self._unfit(phrase("its header is damaged"))
        kind = self._number("<I")
        if kind == _STRING:
            header.values[key] = self._text(self._bytes(MAX_STRING_BYTES))
        elif kind == _ARRAY:
            self._array(header, key, tokens)
        elif kind in _NUMBERS:
            header.values[key] = self._number(_NUMBERS[kind])
        else:
            raise self._unfit(phrase("its header is damaged"))

    def _array(self, header: GgufHeader, key: str, tokens: list[bytes]) -> None:
        kind, count = self._number("<I"), self._number("<Q")
        if count > MAX_ARRAY_ITEMS:
            raise self._unfit(phrase("its header is damaged"))
        if kind == _STRING:
            strings = [self._bytes(MAX_STRING_BYTES) for _ in range(count)]
            if key == "tokenizer.ggml.tokens":
                tokens += strings
        elif kind in _NUMBERS:
            form = _NUMBERS[kind]
            data = self._take(count * struct.calcsize(form))
            if count <= 1024:
                header.numbers[key] = struct.unpack(f"<{count}{form[1]}", data)
        else:
            raise self._unfit(phrase("its header is damaged"))

    def _text(self, data: bytes) -> str:
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError as error:
            raise self._unfit(phrase("its header is damaged")) from error

    def _tensors(self, header: GgufHeader, count: int) -> None:
        alignment = header.integer("general.alignment") if "general.alignment" in header.values else 32
        if alignment <= 0 or alignment > 1 << 20 or alignment & (alignment - 1):
            raise self._unfit(phrase("its header is damaged"))
        end = 0
        for _ in range(count):
            end = max(end, self._tensor(header, alignment))
        begin = -(-(self._size - self._left) // alignment) * alignment
        if begin + end > self._size:
            missing = (begin + end - self._size + 999_999) // 1_000_000
            raise self._unfit(phrase(f"it is cut short, about {missing} MB are missing"))

    def _tensor(self, header: GgufHeader, alignment: int) -> int:
        """Reads an entry of the tensor table; returns where its data end, from the beginning of the data."""
        name = self._text(self._bytes(MAX_KEY_BYTES))
        dimensions = self._number("<I")
        if name in header.tensors or not 0 < dimensions <= MAX_DIMENSIONS:
            raise self._unfit(phrase("its table of tensors is damaged"))
        shape = tuple(self._number("<Q") for _ in range(dimensions))
        kind, offset = self._number("<I"), self._number("<Q")
        elements = 1
        for extent in shape:
            elements *= extent
        if not 0 < elements <= MAX_ELEMENTS or offset % alignment:
            raise self._unfit(phrase("its table of tensors is damaged"))
        header.tensors[name] = shape
        values, size = _BLOCKS.get(kind, (0, 0))
        if not values:
            return offset
        if shape[0] % values:
            raise self._unfit(phrase("its table of tensors is damaged"))
        header.tensor_bytes[name] = elements // values * size
        return offset + header.tensor_bytes[name]

    def _check_values(self, header: GgufHeader) -> None:
        if not header.architecture:
            raise self._unfit(phrase("its header does not say what it is"))
        if header.is_projector:
            return
        if not 0 < header.context_length <= MAX_CONTEXT or header.embedding_length <= 0:
            raise self._unfit(phrase("it is no language model that can be asked"))


def _repeated(tokens: list[bytes]) -> str | None:
    """A token that stands twice; llama.cpp gives empty ones a name of their own."""
    seen: set[bytes] = set()
    for token in tokens:
        if token and token in seen:
            return token.decode("utf-8", "replace")
        seen.add(token)
    return None


def _kind_of(beginning: bytes) -> str:
    lowered = beginning.lstrip().lower()
    for mark, kind in _OTHER_KINDS:
        if beginning.startswith(mark) or lowered.startswith(mark):
            return kind
    return phrase("it holds only zeros") if not beginning.strip(b"\0") else phrase("it is no GGUF file")
