"""Noticing that a model has begun to write the same thing over and over."""

from __future__ import annotations

import re
from collections import Counter

SENTENCE_TIMES = 3
SHORTEST_SENTENCE = 24
TAIL = 240
TAIL_TIMES = 4
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")
_SPACES = re.compile(r"\s+")


class RepetitionWatch:
    """Takes an answer piece by piece and says when it repeats itself.

    A sentence of some length that comes for the third time is a loop, and so is an end that is one short piece
    written four times or more. Code and tables, whose lines may be alike, count by their ends alone.
    """

    def __init__(self) -> None:
        self._pending = ""
        self._tail = ""
        self._seen: Counter[str] = Counter()
        self._repeats = False

    @property
    def repeats(self) -> bool:
        """Whether the answer repeats itself."""
        return self._repeats

    def feed(self, text: str) -> None:
        """Takes more text."""
        self._tail = (self._tail + text)[-TAIL:]
        self._pending += text
        *complete, self._pending = _SENTENCE_END.split(self._pending)
        for sentence in complete:
            self._count(_SPACES.sub(" ", sentence).strip().lower())
        if complete or len(self._pending) > TAIL:
            self._repeats = self._repeats or _is_periodic(self._tail)
            self._pending = self._pending[-2 * TAIL :]

    def _count(self, sentence: str) -> None:
        if len(sentence) >= SHORTEST_SENTENCE and not sentence.startswith(("|", "`", "![")):
            self._seen[sentence] += 1
            self._repeats = self._repeats or self._seen[sentence] >= SENTENCE_TIMES


def _is_periodic(tail: str) -> bool:
    """Whether the last characters are one piece, not mere white space or dashes, several times over."""
    if len(tail) < TAIL:
        return False
    for period in range(2, TAIL // TAIL_TIMES + 1):
        piece = tail[-period:]
        if tail[:-period] == tail[period:]:
            return len(set(piece) - set(" \n-|_=.*`")) > 1
    return False
