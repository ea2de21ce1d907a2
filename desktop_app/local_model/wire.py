"""The messages between the program and the process that runs the model; typed, and bounded in size."""

from __future__ import annotations

from typing import Protocol

import msgspec

MAX_MESSAGE_BYTES = 64 * 1024 * 1024
OTHER_TEMPLATE = "Get the model from another source, or set “Built-in chat template”."
"""What to do about a chat template that is refused."""


class Connection(Protocol):
    """The part of `multiprocessing.connection.Connection` that carries messages."""

    def send_bytes(self, buf: bytes, /) -> None:
        """Sends one message."""
        ...

    def recv_bytes(self, maxlength: int | None = None, /) -> bytes:
        """Receives one message."""
        ...


class EngineOptions(msgspec.Struct, frozen=True, kw_only=True):
    """How to run a model.

    Attributes:
        context_tokens: the most tokens of prompt and answer together; less where the model was made for less.
        threads: 0 for one per physical core.
        gpu_layers: -1 for as many as there are, where the build can use a GPU.
        image_tiles: the most tiles one picture is cut into.
        plain_template: use the built-in chat template and not the model's own.
        vision_cache: the folder where encoded pictures are kept; empty for none.
        projector_device: where pictures are encoded: "gpu", "cpu", or "auto" for the GPU where there is room.
        check_memory: refuse a model that needs more memory than is free.
        checksums: the folder where checksums of model files are kept; empty for none.
        max_tokens: the longest answer; 0 for what fits the model.
        temperature: of sampling; below 0 for what fits the model.
        seed: of sampling.
    """

    context_tokens: int = 8192
    threads: int = 0
    gpu_layers: int = -1
    image_tiles: int = 2
    plain_template: bool = False
    vision_cache: str = ""
    projector_device: str = "auto"
    check_memory: bool = True
    checksums: str = ""
    max_tokens: int = 0
    temperature: float = -1.0
    seed: int = 0


class TextPart(msgspec.Struct, frozen=True, tag="text"):
    """Text of a message."""

    text: str


class ImagePart(msgspec.Struct, frozen=True, tag="image"):
    """A picture file, and the digest that identifies its content."""

    path: str
    digest: str


class ChatMessage(msgspec.Struct, frozen=True):
    """One message of a chat."""

    role: str
    parts: tuple[TextPart | ImagePart, ...]


class Load(msgspec.Struct, frozen=True, tag="load"):
    """Load this model; answered by `TryingTemplate`, `Rendered` and `Loaded`, or by `Failed`."""

    path: str
    projector: str | None
    options: EngineOptions


class Generate(msgspec.Struct, frozen=True, tag="generate", kw_only=True):
    """Answer a prompt; answered by `Rendered`, many `Piece`s and `Finished`, or by `Failed` or `Stopped`."""

    request: int
    messages: tuple[ChatMessage, ...]
    image_labels: tuple[str, ...]
    max_tokens: int
    temperature: float
    top_p: float
    repeat_penalty: float
    seed: int


class Score(msgspec.Struct, frozen=True, tag="score", kw_only=True):
    """Say where in a text references would stand; answered by `Rendered` and `Scored`, or by `Failed` or `Stopped`."""

    request: int
    messages: tuple[ChatMessage, ...]
    image_labels: tuple[str, ...]
    paragraphs: tuple[str, ...]


class Encode(msgspec.Struct, frozen=True, tag="encode", kw_only=True):
    """Encode a picture for later; answered by `Encoded`, or by `Failed` or `Stopped`."""

    request: int
    picture: ImagePart


class Count(msgspec.Struct, frozen=True, tag="count"):
    """Count the tokens of a text; answered by `Counted`."""

    text: str


class Describe(msgspec.Struct, frozen=True, tag="describe"):
    """Say what the engine can use of this machine; answered by `Described`."""


class Stop(msgspec.Struct, frozen=True, tag="stop"):
    """Stop answering a request."""

    request: int


class Beat(msgspec.Struct, frozen=True, tag="beat"):
    """The process is alive and at work."""


class Loaded(msgspec.Struct, frozen=True, tag="loaded", kw_only=True):
    """The model is ready, with `gpu_layers` of its layers on a GPU; notices are sentences for the user."""

    context_tokens: int
    image_tokens: int
    seconds: float
    on_gpu: bool
    gpu_layers: int = 0
    notices: tuple[str, ...] = ()


class TryingTemplate(msgspec.Struct, frozen=True, tag="trying template"):
    """The files are sound; the chat template is tried now, which may take for ever."""


class Rendered(msgspec.Struct, frozen=True, tag="rendered"):
    """The chat template is done: from here on nothing of the model file is run as a program."""


class Piece(msgspec.Struct, frozen=True, tag="piece"):
    """More text of an answer."""

    text: str


class Finished(msgspec.Struct, frozen=True, tag="finished", kw_only=True):
    """An answer is complete; `repeated` when it was ended because it repeated itself."""

    at_length: bool
    prompt_tokens: int
    cached_tokens: int
    completion_tokens: int
    repeated: bool = False


class Scored(msgspec.Struct, frozen=True, tag="scored", kw_only=True):
    """Logarithms of probabilities, for each paragraph: of each label, then of nothing."""

    rows: tuple[tuple[float, ...], ...]
    evaluated_tokens: int


class Encoded(msgspec.Struct, frozen=True, tag="encoded"):
    """A picture is encoded; `tiles` of it were not before."""

    tiles: int


class Counted(msgspec.Struct, frozen=True, tag="counted"):
    """The number of tokens."""

    tokens: int


class Device(msgspec.Struct, frozen=True):
    """Something the engine can compute on; memory in bytes, `shared` where it is the processor's own."""

    name: str
    description: str
    is_gpu: bool
    free: int
    total: int
    shared: bool = False


class Described(msgspec.Struct, frozen=True, tag="described", kw_only=True):
    """What the engine can use of this machine."""

    version: str
    offload: bool
    devices: tuple[Device, ...]
    features: str
    backends: tuple[str, ...] = ()


class Stopped(msgspec.Struct, frozen=True, tag="stopped"):
    """A request was stopped; everything after it belongs to other requests."""

    request: int


class Failed(msgspec.Struct, frozen=True, tag="failed"):
    """The work can't be done: the files are `unfit`, or memory is `exhausted` and the process better ended."""

    message: str
    hint: str = ""
    unfit: bool = False
    exhausted: bool = False


ToProcess = Load | Generate | Score | Encode | Count | Describe | Stop
_Progress = Beat | TryingTemplate | Rendered | Piece
FromProcess = _Progress | Loaded | Finished | Scored | Encoded | Counted | Described | Stopped | Failed

_encoder = msgspec.msgpack.Encoder()
_to_process: msgspec.msgpack.Decoder[ToProcess] = msgspec.msgpack.Decoder(ToProcess)
_from_process: msgspec.msgpack.Decoder[FromProcess] = msgspec.msgpack.Decoder(FromProcess)


def encode(message: ToProcess | FromProcess) -> bytes:
    """A message as bytes.

    Raises:
        ValueError: it is larger than a message may be.
    """
    data = _encoder.encode(message)
    if len(data) > MAX_MESSAGE_BYTES:
        raise ValueError(f"a message of {len(data)} bytes is too large")
    return data


def send(connection: Connection, message: ToProcess | FromProcess) -> None:
    """Sends a message; raises `OSError` when the other side is gone, `ValueError` when it is too large."""
    connection.send_bytes(encode(message))


def receive_in_process(connection: Connection) -> ToProcess:
    """The next message for the process; raises `EOFError` or `OSError` when the program is gone."""
    return _to_process.decode(connection.recv_bytes(MAX_MESSAGE_BYTES))


def receive_from_process(connection: Connection) -> FromProcess:
    """The next message of the process; raises `EOFError` or `OSError` when it is gone, `ValueError` on nonsense."""
    return _from_process.decode(connection.recv_bytes(MAX_MESSAGE_BYTES))
