"""What a model's process sends is read or refused, whatever it is."""

from __future__ import annotations

from random import Random

from desktop_app.local_model import wire


class Pipe:
    """A connection that gives one message."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def send_bytes(self, data: bytes) -> None:
        self._data = data

    def recv_bytes(self, _limit: int | None = None) -> bytes:
        return self._data


def test_ten_thousand_frames_end_in_a_message_or_in_one_kind_of_error() -> None:
    random = Random(6)
    sound = [
        wire.encode(message)
        for message in (wire.Beat(), wire.Piece("some words ü"), wire.Failed("It failed.", "Try again."))
    ]
    refused = 0
    for _ in range(10_000):
        frame = bytearray(random.choice(sound) if random.random() < 0.7 else random.randbytes(random.randrange(400)))
        for _ in range(random.randrange(1, 6) if frame else 0):
            frame[random.randrange(len(frame))] = random.randrange(256)
        try:
            wire.receive_from_process(Pipe(bytes(frame)))
        except ValueError:
            refused += 1
    assert refused > 5_000
