"""The messages between the program and the process that downloads; typed, and bounded in size."""

from __future__ import annotations

import msgspec

MAX_MESSAGE_BYTES = 1_000_000


class RetryPolicy(msgspec.Struct, frozen=True, kw_only=True):
    """How often something that failed is tried again, and after how long.

    Attributes:
        first_wait_s: before the second try; doubled with each further one.
        longest_wait_s: the most, also where the hub asks for more.
        tries: in a row without a single new byte, before giving up.
        timeout_s: how long a silent connection is believed to be alive.
    """

    first_wait_s: float = 1.0
    longest_wait_s: float = 60.0
    tries: int = 8
    timeout_s: float = 20.0

    def wait(self, failures: int, asked: float = 0.0) -> float:
        """Seconds to wait after so many failures in a row; `asked` is what the hub wants."""
        return min(self.longest_wait_s, max(asked, self.first_wait_s * 2.0 ** max(0, failures - 1)))


DEFAULT_RETRY = RetryPolicy()


class Fetch(msgspec.Struct, frozen=True, kw_only=True):
    """What to fetch, answered by `Planned`, many `Progress` and `Waiting`, and `Done`; or by `Failed`.

    Attributes:
        exact: no other quantization will do.
        target: the folder where the files go, without those of the repository.
        partial: the folder where files are kept until they are whole.
        clip: fetch weights for the picture search, not a GGUF model.
    """

    endpoint: str
    repository: str
    quantization: str
    name: str
    target: str
    partial: str
    exact: bool = True
    clip: bool = False
    retry: RetryPolicy = DEFAULT_RETRY


class Planned(msgspec.Struct, frozen=True, tag="planned"):
    """The files, bytes in all, and bytes that are there already."""

    files: tuple[str, ...]
    total: int
    done: int
    note: str


class Progress(msgspec.Struct, frozen=True, tag="progress"):
    """Bytes that are there, of all files; `checking` while old ones are read to take their checksum."""

    file: str
    done: int
    total: int
    checking: bool = False


class Waiting(msgspec.Struct, frozen=True, tag="waiting"):
    """Something failed; it is tried again after these seconds."""

    reason: str
    seconds: float


class Done(msgspec.Struct, frozen=True, tag="done"):
    """All files are in their place and checked; `fetched` bytes came this time."""

    files: tuple[str, ...]
    fetched: int


class Failed(msgspec.Struct, frozen=True, tag="failed"):
    """It can't be done; what was fetched is kept."""

    message: str
    hint: str = ""


FromProcess = Planned | Progress | Waiting | Done | Failed

encode = msgspec.msgpack.Encoder().encode
_FETCH = msgspec.msgpack.Decoder(Fetch)
_REPORT: msgspec.msgpack.Decoder[FromProcess] = msgspec.msgpack.Decoder(FromProcess)


def fetch_of(message: bytes) -> Fetch:
    """What the program wants; raises `msgspec.DecodeError`."""
    return _FETCH.decode(message)


def report_of(message: bytes) -> FromProcess:
    """What the process tells; raises `msgspec.DecodeError`."""
    return _REPORT.decode(message)
