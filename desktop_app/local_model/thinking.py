"""Folding away what a reasoning model writes to itself before it answers."""

from __future__ import annotations

OPEN, CLOSE = "<think>", "</think>"


def thinks(template: str) -> bool:
    """Whether a chat template is that of a model that thinks before it answers, and is not kept from it.

    Templates that know `enable_thinking` are rendered with thinking switched off.
    """
    return OPEN in template and "enable_thinking" not in template


class ThinkingFold:
    """Takes an answer piece by piece and gives what of it is meant for the reader.

    Args:
        inside: the prompt already ends inside a block of thoughts.
    """

    def __init__(self, *, inside: bool = False) -> None:
        self.inside = inside
        self._undecided = not inside
        self._held = ""
        self._trimming = False

    def feed(self, text: str) -> str:
        """The text to show; nothing while the model thinks, or while it is open whether it does."""
        self._held += text
        if self._undecided:
            begun = self._held.lstrip()
            if begun.startswith(OPEN):
                self._undecided, self.inside = False, True
                self._held = begun.removeprefix(OPEN)
            elif not OPEN.startswith(begun):
                self._undecided = False
        if self.inside:
            thoughts, close, rest = self._held.partition(CLOSE)
            self.inside = not close
            self._trimming = bool(close)
            self._held = rest if close else thoughts[-len(CLOSE) :]
        return "" if self.inside or self._undecided else self._release()

    def finish(self) -> str:
        """What was held back and is text after all."""
        return "" if self.inside else self._release()

    def _release(self) -> str:
        held, self._held = self._held, ""
        if self._trimming:  # the empty lines after the thoughts belong to them
            held = held.lstrip("\n")
            self._trimming = not held
        return held
