"""What the computer has that a language model can use."""

from __future__ import annotations

from dataclasses import dataclass

_LEAST_MODEL = 1 << 30


@dataclass(frozen=True, slots=True)
class Machine:
    """The computer that the program runs on.

    Attributes:
        memory: bytes of memory; 0 where that is not known.
        cores: of the processor, hyper-threads not counted.
        cards: the graphics cards that the installed engine can use, by name.
        has_engine: whether language models can run at all.
    """

    memory: int
    cores: int
    cards: tuple[str, ...] = ()
    has_engine: bool = True

    @property
    def largest_model(self) -> int:
        """Bytes of the largest file of a model that fits well: half of the memory, 0 where no useful model fits."""
        half = self.memory // 2
        return half if self.has_engine and half >= _LEAST_MODEL else 0
